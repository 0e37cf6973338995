"""Clocks, therapy status, disciplines and edits in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quarterhour.claims import PLAN_OF_CARE, listed
from quarterhour.guide.literal import literal
from quarterhour.reference import PairEdit, Reference, ServiceCode, UnitLimit
from quarterhour.units import Clock

_CLOCKS = {
    "quarter-hour": "Timed, 15 minutes a unit; the minutes join the day's total",
    "untimed": "Untimed: one unit a day, whatever the minutes",
    "period": "Untimed: one unit for the period or the episode",
    "hour": "By the hour; a unit from 31 minutes on. Not in the 15-minute total",
    "first-15-then-15": "By 15 minutes on its own clock; a unit from 8 minutes on. Not in the "
    "15-minute total",
    "first-30-then-15": "The first 30 minutes (from 16 on), then each 15 (from 8 on). Not in the "
    "15-minute total",
    "first-hour-then-30": "The first hour (from 31 minutes on), then each 30 (from 16 on). Not in "
    "the 15-minute total",
    "first-2-hours-then-hour": "The first two hours (from 61 minutes on), then each hour (from 31 "
    "on). Not in the 15-minute total",
    "month-10": "By the calendar month: one unit from 10 full minutes on",
    "month-20": "By the calendar month: each full 20 minutes",
    "section": "One unit for each extremity or trunk section, whatever the minutes",
    "applied": "One unit for each splint, cast or strapping applied, whatever the minutes",
    "area": "By the area of the wound: the first 20 square cm, then each 20 or part of it",
}
_CONFIRM = " (confirm with your MAC)"
_THERAPY = {
    "always": "Always therapy: {plan} on every line, whoever bills it",
    "sometimes": "Sometimes therapy: {plan} when a therapist does it or it is under a therapy plan",
    "none": "Not on the therapy list: a therapist cannot bill it to Medicare",
}
_INDICATORS = {
    "0": "never both on one day, with or without a modifier",
    "1": "both where they were separate, with one of 59, XE, XS, XP, XU",
    "9": "no edit",
}
_ADJUDICATION = {
    "1": "counted line by line",
    "2": "absolute",
    "3": "a clinical limit: an appeal with records can pass it",
}


def clock_words(clock: Clock) -> str:
    """Return how a clock counts, as one sentence without its full stop."""
    return f"{_CLOCKS[clock.name]}{_CONFIRM if clock.by_convention else ''}"


def counting_words(service: ServiceCode) -> str:
    """Return how a code counts, and with which other code, without the last full stop."""
    words = clock_words(service.clock)
    if service.add_on:
        return f"{words}. Further units are {service.add_on}"
    if service.first_code:
        return f"{words}. Its first unit is {service.first_code}"
    return words


def therapy_words(service: ServiceCode) -> str:
    """Return whether a code is on the therapy list, and what that asks for."""
    plans = [PLAN_OF_CARE[each] for each in service.disciplines]
    return _THERAPY[service.therapy].format(plan=listed(plans, "or"))


def biller_words(service: ServiceCode) -> str:
    """Return who may bill a code."""
    if not service.disciplines:
        return "No therapist under Medicare"
    if service.locked_to:
        return f"{service.locked_to} only, with {PLAN_OF_CARE[service.locked_to]}{_CONFIRM}"
    who = [f"{each} ({PLAN_OF_CARE[each]})" for each in service.disciplines]
    return f"{listed(who)}; others seldom: confirm with your MAC"


def limit_words(limit: UnitLimit | None) -> str:
    """Return the most units of a day and what its indicator means."""
    if limit is None:
        return "No limit is listed in the table loaded"
    if limit.ended:
        return (
            f"No limit is listed since {limit.ended}; before it was {limit.units} a day "
            f"({literal(limit.release)})"
        )
    if limit.units == 0:
        return f"0 units: not paid on its own ({literal(limit.release)})"
    meaning = _ADJUDICATION.get(limit.adjudication, "")
    units = f"{limit.units} unit{'' if limit.units == 1 else 's'}"
    return f"{units} ({literal(limit.release)}, indicator {limit.adjudication}: {meaning})"


def indicator_words(edit: PairEdit) -> str:
    """Return what the indicator of an edit allows."""
    return _INDICATORS[edit.modifier_indicator]


def holds(edit: PairEdit, day: date) -> bool:
    """Return whether an edit denies anything on a day."""
    return edit.modifier_indicator != "9" and edit.in_force(day)


def pair_sentence(reference: Reference, one: str, two: str, day: date) -> str:
    """Return what holds between two codes on a day, in either order."""
    edits = [reference.edits.pair_edit(*pair, day) for pair in ((one, two), (two, one))]
    held = [edit for edit in edits if edit is not None]
    for edit in held:
        if holds(edit, day):
            return (
                f"{edit.column_1} is paid and {edit.column_2} denied beside it: "
                f"{indicator_words(edit)} "
                f"({literal(edit.release)}, indicator {edit.modifier_indicator})."
            )
    if held:
        deleted = f" (deleted {held[0].deleted})" if held[0].deleted else ""
        by = literal(held[0].release)
        return f"No edit between {one} and {two} is in force on {day}{deleted}, by {by}."
    return f"No edit between {one} and {two} is in the NCCI tables loaded."


def releases(found: Iterable[PairEdit | UnitLimit]) -> list[str]:
    """Return, as Markdown, the releases that edits or limits are of, by their first day."""
    begins = {literal(one.release): one.begins for one in found}
    return sorted(begins, key=lambda release: begins[release])
