"""Price one visit, or many with --lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from quarterhour.assess import assess
from quarterhour.cli.arguments import CommandError
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.visit import MOST_BYTES, Visit, VisitError, read_visit, read_visit_file
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
    visit = (
        read_visit(_input().read(MOST_BYTES + 1)) if options.file == "-" else _open(options.file)
    )
    content = FORMATS[options.format](assess(visit, reference, options.estimate))
    if options.output is not None:
        _write(Path(options.output), content)
    elif options.format == "pdf" and sys.stdout.isatty():
        raise CommandError("a PDF is not for the terminal; name a file with -o.")
    else:
        sys.stdout.buffer.write(content)
    return 0


def _lines(reference: Reference, estimate: bool) -> int:
    """Price one document a line; a bad line is named and the rest go on."""
    status = 0
    for number, line in enumerate(_documents(_input()), 1):
        try:
            result = assessment_document(assess(read_visit(line), reference, estimate))
        except VisitError as error:
            result = {"error": str(error), "line": number}
            status = 1
        print(json.dumps(result))
    return status


def _input() -> IO[bytes]:
    if sys.stdin is None:
        raise CommandError("standard input is closed; give it a visit.")
    return sys.stdin.buffer


def _documents(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines; of one that is too long for a visit, no more than shows that."""
    while line := lines.readline(MOST_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = lines.readline(MOST_BYTES + 1)


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
