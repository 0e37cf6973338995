"""Arguments that several commands have, and the error of those that cannot be used."""

from __future__ import annotations

import argparse
import re
from datetime import date

_ZIP = re.compile("[0-9]{5}(-[0-9]{4})?")


class CommandError(Exception):
    """Arguments or input that cannot be used; the message says why and what to do."""


def add_place(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """Declare the place whose fees are wanted, as a locality or a ZIP code; return the group."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--locality", help="MAC-locality, such as 09102-04; national if not named")
    place.add_argument(
        "--zip", type=zip_code, help="the ZIP code of the place of treatment, or ZIP+4"
    )
    return place


def add_date(parser: argparse.ArgumentParser) -> None:
    """Declare the date of service; read it with `day`."""
    parser.add_argument("--date", help="the date of service, as 2026-11-23; today if not named")


def day(text: str | None) -> date:
    """Read the date of service. Raises CommandError where it is none."""
    try:
        return date.today() if text is None else date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--date {text}: write a date as 2026-11-23.") from None


def zip_code(text: str) -> str:
    """Take five digits, or nine as 95023-1234. Raises CommandError for anything else."""
    if _ZIP.fullmatch(text):
        return text
    shown = text.encode(errors="backslashreplace").decode()
    raise CommandError(
        f"'{shown}' cannot be right; a ZIP code is five digits, or nine as 95023-1234."
    )
