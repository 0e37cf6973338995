"""Arguments that several commands share, and the error for arguments that cannot be used."""

from __future__ import annotations

import argparse
import re
from datetime import date

_ZIP = re.compile("[0-9]{5}(-[0-9]{4})?")


class CommandError(Exception):
    """Arguments or input that cannot be used; the message says why and what to do."""


def add_place(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """Declare the location of the fees, as a locality or a ZIP code; return the group."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--locality", help="MAC-locality, such as 09102-04; default: national")
    place.add_argument("--zip", type=zip_code, help="the ZIP code or ZIP+4 of the clinic")
    return place


def add_date(parser: argparse.ArgumentParser) -> None:
    """Declare the date of service; read it with `day`."""
    parser.add_argument("--date", help="the date of service, such as 2026-11-23; default: today")


def day(text: str | None) -> date:
    """Read the date of service. Raises CommandError if it isn't a date."""
    try:
        return date.today() if text is None else date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"--date '{text}' isn't a date. Use YYYY-MM-DD, such as 2026-11-23."
        ) from None


def zip_code(text: str) -> str:
    """Return a ZIP code of 5 digits, or 9 as 95023-1234. Raises CommandError for others."""
    if _ZIP.fullmatch(text):
        return text
    shown = text.encode(errors="backslashreplace").decode()
    raise CommandError(f"'{shown}' isn't valid: a ZIP code has 5 digits, or 9 as 95023-1234.")
