"""Price one visit, or many with --lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import IN_USE, complain
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS, Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.resources import practice_folder
from quarterhour.visit import (
    MAX_BYTES,
    MEDICARE,
    Visit,
    VisitError,
    read_visit,
    read_visit_file,
)
from quarterhour.whole_file import write_whole

_OTHER_ENDINGS = {"htm": "html"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", help="a visit document, - for standard input")
    parser.add_argument(
        "--format", choices=FORMATS, help="default: by the ending of OUT, else text"
    )
    parser.add_argument("-o", dest="output", metavar="OUT", help="write to this file")
    parser.add_argument(
        "--estimate",
        action="store_true",
        help="estimate with the last fees where none are loaded for the date",
    )
    parser.add_argument(
        "--lines",
        action="store_true",
        help="read visits from standard input, one JSON document per line, and write one for each",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Price the visit, or all visits of standard input; return the exit status."""
    if options.lines:
        if options.file or options.output is not None:
            raise CommandError("--lines reads standard input. Remove the file name and -o.")
        return _lines(reference, options.estimate)
    if options.file is None:
        raise CommandError("give a visit file, or - for standard input.")
    visit = read_visit(_input().read(MAX_BYTES + 1)) if options.file == "-" else _open(options.file)
    assessment = assess(visit, reference, options.estimate)
    form = options.format or _format_of(options.output)
    content = FORMATS[form](assessment)
    if options.output is not None:
        _write(Path(options.output), content)
    elif form == "pdf" and sys.stdout.isatty():
        raise CommandError("can't write a PDF to the terminal. Use -o FILE.")
    else:
        sys.stdout.buffer.write(content)
    if options.estimate and _lacks_fees(assessment):
        complain(_no_estimate(visit, reference))
        return 1
    return 0


def _format_of(output: str | None) -> str:
    """Return the format that the ending of a file names, else text."""
    ending = Path(output or "").suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else _OTHER_ENDINGS.get(ending, "text")


def _lines(reference: Reference, estimate: bool) -> int:
    """Price one document per line; a bad line gets an error, and the others go on.

    Each is answered at once, with the imports and yearly amounts of that moment.
    """
    status = 0
    for number, line in enumerate(_documents(_input()), 1):
        try:
            _renew(reference)
            visit = read_visit(line)
            assessment = assess(visit, reference, estimate)
            result = assessment_document(assessment)
            if estimate and _lacks_fees(assessment):
                complain(f"line {number}: {_no_estimate(visit, reference)}")
                status = 1
        except (CommandError, VisitError) as error:
            result = {"error": str(error), "line": number}
            if isinstance(error, VisitError):
                result["field"] = error.field
            status = 1
        print(json.dumps(result), flush=True)
    return status


def _lacks_fees(assessment: Assessment) -> bool:
    return assessment.visit.payer == MEDICARE and assessment.priced_with is None


def _no_estimate(visit: Visit, reference: Reference) -> str:
    """Say why there is no estimate where one was asked for: no loaded release is earlier."""
    first = min(edition.valid_from for edition in reference.editions)
    return (
        f"can't estimate {visit.date_of_service}: an estimate uses earlier fees, and the first "
        f"loaded fees start on {first}."
    )


def _renew(reference: Reference) -> None:
    """Read imports and yearly amounts again. Raises CommandError where they cannot be read."""
    reference.renew()
    typed, unread = PracticeFiles(practice_folder()).read(YEARLY_AMOUNTS)
    if reference.typed != typed:
        reference.take_typed(typed)
    if problem := (IN_USE if reference.busy else reference.unusable) or unread:
        raise CommandError(problem)


def _input() -> IO[bytes]:
    if sys.stdin is None:
        raise CommandError("can't read a visit: standard input is closed.")
    return sys.stdin.buffer


def _documents(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines. One that is too long for a visit is cut just past that length."""
    while line := lines.readline(MAX_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = lines.readline(MAX_BYTES + 1)


def _open(file: str) -> Visit:
    try:
        return read_visit_file(Path(file))
    except OSError as error:
        raise CommandError(f"can't open {file}: {error.strerror}.") from None


def _write(target: Path, content: bytes) -> None:
    """Write the whole file or leave the old one as it was.

    A link is followed. A pipe or a device is written to, and not replaced.
    """
    try:
        if target.is_dir():
            raise CommandError(f"{target} is a folder. Give a file name.")
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            write_whole(target, content)
    except OSError as error:
        raise CommandError(f"can't write {target}: {error.strerror}.") from None
