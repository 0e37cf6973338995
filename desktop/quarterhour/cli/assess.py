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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", help="a visit document, - for standard input")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("-o", dest="output", metavar="OUT", help="write to this file")
    parser.add_argument(
        "--estimate",
        action="store_true",
        help="where no fees are loaded for a date, estimate with the last ones before it",
    )
    parser.add_argument(
        "--lines",
        action="store_true",
        help="read visits from standard input, one JSON document a line, and write one each",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Price what is asked for; return the exit status."""
    if options.lines:
        if options.file or options.output is not None:
            raise CommandError(
                "--lines reads standard input and writes standard output; name no file."
            )
        return _lines(reference, options.estimate)
    if options.file is None:
        raise CommandError("name a visit document, or - for standard input.")
    visit = read_visit(_input().read(MAX_BYTES + 1)) if options.file == "-" else _open(options.file)
    assessment = assess(visit, reference, options.estimate)
    content = FORMATS[options.format](assessment)
    if options.output is not None:
        _write(Path(options.output), content)
    elif options.format == "pdf" and sys.stdout.isatty():
        raise CommandError("a PDF is not for the terminal; name a file with -o.")
    else:
        sys.stdout.buffer.write(content)
    if options.estimate and _lacks_fees(assessment):
        complain(_no_estimate(visit, reference))
        return 1
    return 0


def _lines(reference: Reference, estimate: bool) -> int:
    """Price one document a line; a bad line is named and the rest go on.

    Each is answered at once, and by what is imported and typed by then.
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
            status = 1
        print(json.dumps(result), flush=True)
    return status


def _lacks_fees(assessment: Assessment) -> bool:
    return assessment.visit.payer == MEDICARE and assessment.priced_with is None


def _no_estimate(visit: Visit, reference: Reference) -> str:
    """Say why there is no estimate where one was asked for: no release is of an earlier date."""
    first = min(edition.valid_from for edition in reference.editions)
    return (
        f"there is no estimate for {visit.date_of_service}: the first fees held are those from "
        f"{first} on, and an estimate is made with earlier ones."
    )


def _renew(reference: Reference) -> None:
    """Have what is imported and typed now. Raises CommandError where it cannot be read."""
    reference.renew()
    typed, unread = PracticeFiles(practice_folder()).read(YEARLY_AMOUNTS)
    if reference.typed != typed:
        reference.take_typed(typed)
    if problem := (IN_USE if reference.busy else reference.unusable) or unread:
        raise CommandError(problem)


def _input() -> IO[bytes]:
    if sys.stdin is None:
        raise CommandError("standard input is closed; give it a visit.")
    return sys.stdin.buffer


def _documents(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines; of one that is too long for a visit, no more than shows that."""
    while line := lines.readline(MAX_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = lines.readline(MAX_BYTES + 1)


def _open(file: str) -> Visit:
    try:
        return read_visit_file(Path(file))
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from None


def _write(target: Path, content: bytes) -> None:
    """Write the whole file or leave the old one as it was.

    A link is followed; what is no file, such as a pipe or a device, is written to and stays.
    """
    try:
        if target.is_dir():
            raise CommandError(f"{target} is a folder; name a file.")
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            write_whole(target, content)
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}.") from None
