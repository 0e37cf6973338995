"""Dates, timing, therapy status, disciplines, limits, and edits in the words of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from quarterhour.claims import DISCIPLINE_MODIFIERS, listed
from quarterhour.reference import PairEdit, Reference, ServiceCode, UnitLimit, american_dates
from quarterhour.units import Timing

_TIMING = {
    "quarter-hour": "Timed, 15 minutes a unit. Added to the day's other 15-minute codes",
    "untimed": "Untimed: 1 unit a day, regardless of minutes",
    "period": "Untimed: 1 unit for the period or the episode",
    "month-10": "By the calendar month: 1 unit for 10 full minutes or more",
    "month-20": "By the calendar month: 1 unit for each full 20 minutes",
    "section": "1 unit for each extremity or trunk section, regardless of minutes",
    "applied": "1 unit for each splint, cast, or strapping applied, regardless of minutes",
    "area": "By the area of the wound: the first 20 sq cm, then each additional 20 sq cm or part "
    "of that",
}
_MARKS = re.compile(r"([\\`*_\[\]<>|&#~!])")
_MARKED = re.compile(r"\\" + _MARKS.pattern)
_UNCONFIRMED = " (unconfirmed)"
_THERAPY = {
    "always": "Always therapy: {discipline} on every line, no matter who bills it",
    "sometimes": "Sometimes therapy: {discipline} if a therapist provides it or it's under a "
    "therapy plan",
    "none": "Not on the therapy list: a therapist can't bill it to Medicare",
}
_INDICATORS = {
    "0": "Never bill both on one day, with or without a modifier",
    "1": "Medicare pays both if they were separate and one has 59, XE, XS, XP, or XU",
}
_ADJUDICATION = {
    "1": "counted line by line",
    "2": "no exceptions",
    "3": "appeal possible, with records that support the units",
}


def literal(text: str) -> str:
    """Return Markdown that shows a text from elsewhere, such as the name of a place, as written."""
    return _MARKS.sub(r"\\\1", text)


def as_written(markdown: str) -> str:
    """Return the text that `literal` made this Markdown of."""
    return _MARKED.sub(r"\1", markdown)


def day_words(day: date) -> str:
    """Return a day as running text has it: November 23, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def day_cell(day: date) -> str:
    """Return a day as tables and lists have it: 11/23/2026."""
    return f"{day:%m/%d/%Y}"


def timing_words(timing: Timing) -> str:
    """Return how a timing counts units, without the last period."""
    if timing.by_convention:
        return (
            f"First unit at {timing.least_for(1)} minutes, second at {timing.least_for(2)}, then "
            f"every {timing.each}. Not added to the 15-minute codes{_UNCONFIRMED}"
        )
    return _TIMING[timing.name]


def counting_words(service: ServiceCode) -> str:
    """Return how a code counts, and with which other code, without the last period."""
    words = timing_words(service.timing)
    if service.add_on:
        return f"{words}. Additional units are {service.add_on}"
    if service.first_code:
        return f"{words}. Its first unit is {service.first_code}"
    return words


def therapy_words(service: ServiceCode) -> str:
    """Return whether a code is on the therapy list, and what that asks for."""
    disciplines = [DISCIPLINE_MODIFIERS[each] for each in service.disciplines]
    return _THERAPY[service.therapy].format(discipline=listed(disciplines, "or"))


def biller_words(service: ServiceCode) -> str:
    """Return who can bill a code."""
    if not service.disciplines:
        return "No therapist under Medicare"
    if service.locked_to:
        modifier = DISCIPLINE_MODIFIERS[service.locked_to]
        return f"{service.locked_to} only, with {modifier}{_UNCONFIRMED}"
    who = [f"{each} ({DISCIPLINE_MODIFIERS[each]})" for each in service.disciplines]
    others = [each for each in DISCIPLINE_MODIFIERS if each not in service.disciplines]
    return f"{listed(who)}; {listed(others)} rarely{_UNCONFIRMED}" if others else listed(who)


def limit_words(limit: UnitLimit | None) -> str:
    """Return the daily unit limit of a code and what its indicator means."""
    if limit is None:
        return "No limit is listed in the table loaded"
    release = literal(american_dates(limit.release))
    if limit.ended:
        return (
            f"No limit is listed since {day_cell(limit.ended)}. Before, it was {limit.units} a day "
            f"({release})"
        )
    if limit.units == 0:
        return f"0 units: not paid on its own ({release})"
    meaning = _ADJUDICATION.get(limit.adjudication, "")
    units = f"{limit.units} unit{'' if limit.units == 1 else 's'}"
    return f"{units} ({release}, indicator {limit.adjudication}: {meaning})"


def limit_cells(limit: UnitLimit | None) -> tuple[str, str]:
    """Return the daily unit limit of a code and its indicator, as two cells of a table."""
    if limit is None or limit.ended or limit.units == 0:
        return limit_words(limit), ""
    return f"{limit.units} unit{'' if limit.units == 1 else 's'}", limit.adjudication


def indicator_words(edit: PairEdit) -> str:
    """Return what the indicator of an edit in force allows."""
    return _INDICATORS[edit.modifier_indicator]


def pair_sentence(reference: Reference, one: str, two: str, day: date) -> str:
    """Return the edit of two codes on a day as a sentence, in either order."""
    found = [reference.edits.pair_edit(*pair, day) for pair in ((one, two), (two, one))]
    edits = [edit for edit in found if edit is not None]
    for edit in edits:
        if edit.denies_on(day):
            return (
                f"Medicare pays {edit.column_1} and denies {edit.column_2} on the same day. "
                f"{indicator_words(edit)} "
                f"({literal(edit.release)}, indicator {edit.modifier_indicator})."
            )
    if edits:
        deleted, release = edits[0].deleted, literal(edits[0].release)
        since = f", deleted {day_cell(deleted)}" if deleted else ""
        return (
            f"No edit between {one} and {two} is in force on {day_words(day)} ({release}{since})."
        )
    return f"No edit between {one} and {two} is in the NCCI tables loaded."


def releases(found: Iterable[PairEdit | UnitLimit]) -> list[str]:
    """Return, as Markdown, the releases that edits or limits are of, by their first day."""
    begins = {literal(american_dates(one.release)): one.begins for one in found}
    return sorted(begins, key=lambda release: begins[release])
