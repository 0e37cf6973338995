"""Price one visit, or many with --lines."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from quarterhour.assess import assess
from quarterhour.cli.command_error import CommandError
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.visit import VisitError, read_visit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", help="a visit document, - for standard input")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("-o", dest="output", metavar="OUT", help="write to this file")
    parser.add_argument(
        "--lines",
        action="store_true",
        help="read visits from standard input, one JSON document a line, and write one each",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Price what is asked for; return the exit status."""
    if options.lines:
        if options.file or options.output:
            raise CommandError(
                "--lines reads standard input and writes standard output; name no file."
            )
        return _lines(reference)
    if options.file is None:
        raise CommandError("name a visit document, or - for standard input.")
    content = FORMATS[options.format](assess(read_visit(_read(options.file)), reference))
    if options.output:
        _write(Path(options.output), content)
    elif options.format == "pdf" and sys.stdout.isatty():
        raise CommandError("a PDF is not for the terminal; name a file with -o.")
    else:
        sys.stdout.buffer.write(content)
    return 0


def _lines(reference: Reference) -> int:
    """Price one document a line; a bad line is named and the rest go on."""
    status = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            result = assessment_document(assess(read_visit(line), reference))
        except VisitError as error:
            result = {"error": str(error), "line": number}
            status = 1
        print(json.dumps(result))
    return status


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from None


def _write(target: Path, content: bytes) -> None:
    """Write the whole file or leave the old one as it was."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        try:
            unfinished.write_bytes(content)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}.") from None
