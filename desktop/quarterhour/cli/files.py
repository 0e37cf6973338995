"""Documents in and results out, for the commands that have both."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, TypeVar

from quarterhour.cli.arguments import CommandError
from quarterhour.day import FORMAT as DAY_FORMAT
from quarterhour.payers import FORMAT as PAYER_FORMAT
from quarterhour.report.day_document import FORMAT as DAY_ASSESSMENT_FORMAT
from quarterhour.report.document import FORMAT as ASSESSMENT_FORMAT
from quarterhour.visit import FormatError, VisitError
from quarterhour.visit.file import content_of
from quarterhour.whole_file import write_whole

T = TypeVar("T")

_OTHER_ENDINGS = {"htm": "html"}

# What documents that a command can't read are called, and what to do with each.
_OTHERS = {
    DAY_FORMAT: "a day. Use: quarterhour day FILE",
    PAYER_FORMAT: "a payer file. Use: quarterhour payers --check FILE",
    ASSESSMENT_FORMAT: "the result of a visit. Give the visit it was made from",
    DAY_ASSESSMENT_FORMAT: "the result of a day. Give the day it was made from",
}


def read_document(file: str, read: Callable[[bytes], T], most_bytes: int) -> T:
    """Read a document from a file, or from standard input for -.

    Raises CommandError where there is none or it is of another kind, and VisitError where it is
    not valid.
    """
    if file == "-":
        content = standard_input().read(most_bytes + 1)
    else:
        try:
            content = content_of(Path(file), most_bytes)
        except OSError as error:
            raise CommandError(f"can't open {file}: {error.strerror}.") from None
    return read_as(content, read)


def read_as(content: bytes, read: Callable[[bytes], T]) -> T:
    """Read a document. Raises CommandError where it is of another kind, which it names."""
    try:
        return read(content)
    except FormatError as error:
        if other := other_document(error):
            raise CommandError(f"this is {other}.") from None
        raise


def other_document(error: VisitError) -> str:
    """Return what a document is that was refused for its format, and what to do; empty for none."""
    return _OTHERS.get(error.format, "") if isinstance(error, FormatError) else ""


def standard_input() -> IO[bytes]:
    """Return standard input. Raises CommandError where it is closed."""
    if sys.stdin is None:
        raise CommandError("can't read a document: standard input is closed.")
    return sys.stdin.buffer


def add_result_arguments(parser: argparse.ArgumentParser, formats: Iterable[str]) -> None:
    """Declare how a result is written, and with which fees."""
    parser.add_argument(
        "--format", choices=formats, help="default: by the ending of OUT, else text"
    )
    parser.add_argument("-o", dest="output", metavar="OUT", help="write to this file")
    parser.add_argument(
        "--estimate",
        action="store_true",
        help="estimate with the last fees where none are loaded for the date",
    )


def write_result(
    result: T, formats: Mapping[str, Callable[[T], bytes]], options: argparse.Namespace
) -> None:
    """Write a result as the options say: to a file, or to standard output where none is named.

    Its format is the one that was asked for, else that of the file's ending, else text.
    """
    ending = Path(options.output or "").suffix.lower().removeprefix(".")
    of_file = ending if ending in formats else _OTHER_ENDINGS.get(ending, "text")
    form = options.format or of_file
    content = formats[form](result)
    if options.output is not None:
        _write(Path(options.output), content)
    elif form == "pdf" and sys.stdout.isatty():
        raise CommandError("can't write a PDF to the terminal. Use -o FILE.")
    else:
        sys.stdout.buffer.write(content)


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
