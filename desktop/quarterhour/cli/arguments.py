"""Arguments that several commands share, and the error for arguments that cannot be used."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quarterhour.reference import Edition, Reference


_ZIP = re.compile("[0-9]{5}(-[0-9]{4})?")
_LOCALITY = re.compile("national|[0-9]{5}-[0-9]{2}")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_ISO, _AMERICAN = "%Y-%m-%d", "%m/%d/%Y"
_MAX_NAMED = 5


class CommandError(Exception):
    """Arguments or input that cannot be used; the message says why and what to do."""


def add_place(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """Declare the location of the fees, as a locality or a ZIP code; return the group."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--locality",
        help="MAC-locality, such as 09102-04, or its name; default: national",
    )
    place.add_argument("--zip", type=zip_code, help="the ZIP code or ZIP+4 of the clinic")
    return place


def add_date(parser: argparse.ArgumentParser) -> None:
    """Declare the date of service; read it with `day`."""
    parser.add_argument("--date", help="the date of service, such as 2026-11-23; default: today")


def day(text: str | None) -> date:
    """Read the date of service. Raises CommandError if it isn't a date."""
    return date.today() if text is None else read_date("--date", text)


def read_date(option: str, text: str) -> date:
    """Return a date written as 2026-11-23, or as 11/23/2026. Raises CommandError for others."""
    try:
        form = _AMERICAN if "/" in text else _ISO
        if _DATE.fullmatch(text):
            return datetime.strptime(text, form).date()
    except ValueError:
        pass  # a day that its month does not have
    raise CommandError(f"{option} '{text}' isn't a date. Use YYYY-MM-DD, such as 2026-11-23.")


def locality_named(reference: Reference, edition: Edition, text: str, on: date) -> str:
    """Return the number of the one locality that a number or a name means.

    Raises CommandError where it is none, or several. Another number is returned as it is.
    """
    if _LOCALITY.fullmatch(text):
        return text
    # The window starts without it.
    from quarterhour.reference import search_places

    found = [match.locality for match in search_places(reference, edition, text, on)]
    if len(found) == 1:
        return found[0].id
    if not found:
        raise CommandError(
            f"no locality is called '{text}'. Use its number, such as 09102-04, or --zip."
        )
    first = "; ".join(f"{one.id} {one.title}" for one in found[:_MAX_NAMED])
    more = f"; and {len(found) - _MAX_NAMED} more" if found[_MAX_NAMED:] else ""
    raise CommandError(f"'{text}' means {len(found)} localities. Use a number: {first}{more}.")


def zip_code(text: str) -> str:
    """Return a ZIP code of 5 digits, or 9 as 95023-1234. Raises CommandError for others."""
    if _ZIP.fullmatch(text):
        return text
    shown = text.encode(errors="backslashreplace").decode()
    raise CommandError(f"'{shown}' isn't valid: a ZIP code has 5 digits, or 9 as 95023-1234.")
