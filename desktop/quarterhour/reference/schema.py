"""The tables of a reference database. Figures are kept as text: SQLite would store a float.

A change here needs a step in `migrations`, which brings what was imported before to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from quarterhour.reference.records import CodeList, ReleaseKind
from quarterhour.units import TIMINGS, Timing

# As CMS writes figures: no sign, no exponent, no other digits than these.
_FIGURE = re.compile(r"[0-9]{0,12}\.?[0-9]{1,12}")
_MAX_SHOWN = 20
# What the user types, and no import brings: a corrected file of the release leaves it there.
TYPED_RULES = "typed_rules"
# What a typed rule can say.
THERAPY = ("always", "sometimes")
DISCIPLINES = ("PT", "OT", "SLP")


class Table(TypedDict):
    """How one table is made."""

    columns: dict[str, Any]
    pk: tuple[str, ...]


def _text(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), str)


# The tables that the bundled and the imported database both have.
TABLES: dict[str, Table] = {
    # `begins` is the first day of the quarter that CMS published a release for, or of the table.
    "releases": {"columns": _text("kind release begins"), "pk": ("kind", "release")},
    "sources": {
        "columns": _text("kind release file title released sha256"),
        "pk": ("kind", "release", "sha256"),
    },
    "editions": {
        "columns": _text(
            "release valid_from valid_to conversion_factor relative_values_sha256 gpci_sha256"
        ),
        "pk": ("release",),
    },
    "relative_values": {
        "columns": _text(
            "release code status work practice_expense malpractice multiple_procedure"
        ),
        "pk": ("release", "code"),
    },
    # `work` is the index with the floor, where the release tells it; `work_without_floor` is empty
    # where that is the only one.
    "localities": {
        "columns": _text(
            "release locality state name work work_without_floor practice_expense malpractice"
        ),
        "pk": ("release", "locality"),
    },
    # From the first ZIP code to the last, each of which CMS lists, all are alike. `plus_four` marks
    # those that can lie in several localities.
    "zip_codes": {
        "columns": _text("release first_zip last_zip state locality") | {"plus_four": int},
        "pk": ("release", "first_zip"),
    },
    # `release` is the fee schedule that a figure came with, empty where a law set it.
    "parameters": {
        "columns": _text("name value valid_from valid_to source release"),
        "pk": ("name", "valid_from", "release"),
    },
    # `part` is the one of a quarter's four that an edit came in, 0 where that is not known. A pair
    # can have several rows, for several spans of dates.
    "pair_edits": {
        "columns": _text("release")
        | {"part": int}
        | _text("column_1 column_2 effective deleted modifier_indicator"),
        "pk": ("release", "part", "column_1", "column_2", "effective", "deleted"),
    },
    "unit_limits": {
        "columns": _text("release code") | {"units": int, "adjudication": str},
        "pk": ("release", "code"),
    },
}

# What the bundled database holds besides.
BUNDLED_TABLES: dict[str, Table] = {
    "services": {
        "columns": _text("code label clock first_code therapy disciplines locked_to")
        | {"evaluation": int},
        "pk": ("code",),
    },
    # Codes that a rule names, each for a span of dates. `other` is the second code of a pair.
    "code_lists": {
        "columns": _text("list code other valid_from valid_to source"),
        "pk": ("list", "code", "other", "valid_from"),
    },
    # Codes of which the minutes of a service decide which one it is: the least that one takes.
    "minute_bands": {
        "columns": _text("family code") | {"least": int, "source": str},
        "pk": ("family", "code"),
    },
    # The counties of the localities that are neither a state nor the rest of one.
    "counties": {
        "columns": _text("state county locality"),
        "pk": ("state", "county"),
    },
    # What people call services. `codes` are parted by semicolons, the usual first.
    "abbreviations": {
        "columns": _text("word codes") | {"sure": int, "note": str},
        "pk": ("word",),
    },
}

# What the imported database holds besides.
IMPORTED_TABLES: dict[str, Table] = {
    "imports": {
        "columns": _text("kind release file sha256 imported_on") | {"rows": int},
        "pk": ("kind", "release", "sha256"),
    },
    # The parts of a quarter's pairs that are in, 1 to 4, and the file that each came in.
    "pair_parts": {
        "columns": _text("release") | {"part": int} | _text("sha256"),
        "pk": ("release", "part"),
    },
    # Where the ZIP+4 codes of a split ZIP code lie: `plus_fours` are spans, as `0001-0120 0122`.
    "zip_plus_four": {
        "columns": _text("release zip locality plus_fours"),
        "pk": ("release", "zip", "locality"),
    },
    # The rules that the user typed for codes without included rules.
    TYPED_RULES: {
        "columns": _text("release code label clock first_code therapy disciplines typed_on"),
        "pk": ("release", "code"),
    },
}

# Whose rows go when a release is removed.
TABLES_OF_RELEASES = {
    ReleaseKind.FEE_SCHEDULE: (
        "editions",
        "relative_values",
        "localities",
        "parameters",
        TYPED_RULES,
    ),
    ReleaseKind.ZIP_CODES: ("zip_codes",),
    ReleaseKind.UNIT_LIMITS: ("unit_limits",),
    ReleaseKind.PAIR_EDITS: ("pair_edits", "pair_parts"),
    ReleaseKind.ZIP_PLUS_FOUR: ("zip_plus_four",),
}


def number(text: str) -> Decimal:
    """Return a figure of a fee schedule: digits with one point at most. Raises ValueError."""
    if not _FIGURE.fullmatch(text):
        raise ValueError(f"'{text[:_MAX_SHOWN]}' isn't a number")
    return Decimal(text)


def _day(text: str) -> date | None:
    """Return a date written with or without hyphens, None for no text."""
    return date.fromisoformat(text) if text else None


def _number_if_any(text: str) -> Decimal | None:
    return number(text) if text else None


def _timing(text: str) -> Timing:
    if text not in TIMINGS:
        raise ValueError(f"'{text[:_MAX_SHOWN]}' isn't a timing")
    return TIMINGS[text]


def _therapy(text: str) -> str:
    if text not in THERAPY:
        raise ValueError(f"'{text[:_MAX_SHOWN]}' isn't a therapy status")
    return text


def _disciplines(text: str) -> tuple[str, ...]:
    found = tuple(text.split())
    if not found or not set(found) <= set(DISCIPLINES):
        raise ValueError(f"'{text[:_MAX_SHOWN]}' has no disciplines")
    return found


_PARTS: dict[str, Callable[[str], Any]] = {
    "work": number,
    "practice_expense": number,
    "malpractice": number,
}
# How the texts of a column are read; other columns are taken as they are.
READ_AS: dict[str, dict[str, Callable[[str], Any]]] = {
    "releases": {"kind": ReleaseKind, "begins": date.fromisoformat},
    "sources": {"kind": ReleaseKind},
    "editions": {
        "valid_from": date.fromisoformat,
        "valid_to": date.fromisoformat,
        "conversion_factor": number,
    },
    "relative_values": _PARTS,
    "localities": _PARTS | {"work_without_floor": _number_if_any},
    "parameters": {"value": number, "valid_from": date.fromisoformat, "valid_to": _day},
    "pair_edits": {"effective": _day, "deleted": _day},
    "code_lists": {"list": CodeList, "valid_from": date.fromisoformat, "valid_to": _day},
    "imports": {"kind": ReleaseKind},
    TYPED_RULES: {
        "clock": _timing,
        "therapy": _therapy,
        "disciplines": _disciplines,
        "typed_on": date.fromisoformat,
    },
}
