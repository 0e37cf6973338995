"""The figures of a day beside its audit: of all people, or of one. They don't rate anyone."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from quarterhour.day import DayAssessment
from quarterhour.fees import dollars
from quarterhour.report.day_findings import findings_to_settle, hours_text

AFTER_SETTLING = "after settling"
_NOT_KNOWN = "not known"
_NOT_ENTERED = "not entered"
_MARKS = 12  # letters of people that have room beside the figure


class FigureLine(NamedTuple):
    """A figure: what it is, with a `remark`. What is `quiet` is not there yet."""

    name: str
    value: str
    remark: str = ""
    total: bool = False
    quiet: bool = False


def figure_lines(result: DayAssessment, person: str = "") -> list[FigureLine]:
    """Return the figures of a person by the mark, or of all. Only those of all have dollars."""
    figures = result.figures[person] if person else result.of_all
    share = figures.skilled_share_percent
    skilled = hours_text(figures.skilled_minutes) + (f", {share}%" if share is not None else "")
    rate = figures.units_per_hour
    lines = [
        _on_the_clock(result, person),
        FigureLine("One-on-one", hours_text(figures.one_on_one_minutes)),
        FigureLine("Group", hours_text(figures.group_minutes), "counted once"),
        FigureLine("Skilled time", skilled, total=True),
        FigureLine("Units per hour on the clock", _NOT_KNOWN if rate is None else str(rate)),
    ]
    if person:
        return lines
    return [*lines, FigureLine("Units per visit", units_per_visit(result)), _allowed(result)]


def _on_the_clock(result: DayAssessment, person: str) -> FigureLine:
    """Return the hours of a person, or the sum of those that are entered, and whose are not."""
    name = "On the clock"
    if person:
        own = result.figures[person].clocked_minutes
        return FigureLine(name, _NOT_ENTERED if own is None else hours_text(own))
    clocked, without = clocked_minutes(result)
    if clocked is None:
        return FigureLine(name, _NOT_ENTERED)
    marks = ", ".join(without)
    if len(marks) > _MARKS:
        marks = f"{len(without)} {'person' if len(without) == 1 else 'people'}"
    return FigureLine(name, hours_text(clocked), f"without {marks}" if without else "")


def clocked_text(result: DayAssessment) -> str:
    """Return the time of all people on the clock, and each of whom none is entered."""
    clocked, without = clocked_minutes(result)
    if clocked is None:
        return _NOT_ENTERED
    return ", without ".join(filter(None, (hours_text(clocked), ", ".join(without))))


def clocked_minutes(result: DayAssessment) -> tuple[int | None, tuple[str, ...]]:
    """Return the sum of the minutes on the clock that are entered, and the people without.

    A rate is not of that sum: the units of those people would count in it.
    """
    minutes = {id: each.clocked_minutes for id, each in result.figures.items()}
    known = [each for each in minutes.values() if each is not None]
    return sum(known) if known else None, tuple(id for id in minutes if minutes[id] is None)


def units_per_visit(result: DayAssessment) -> str:
    """Return the units as typed by visit; empty without a visit that has services."""
    visits = len(_with_services(result))
    return f"{Decimal(result.total_as_typed) / visits:.1f}" if visits else ""


def _allowed(result: DayAssessment) -> FigureLine:
    """Return what is allowed per visit: it is no reason for an answer, and comes after them."""
    name, allowed = "Allowed per visit", result.totals.all.allowed
    if findings_to_settle(result):
        return FigureLine(name, AFTER_SETTLING, quiet=True)
    priced = len(_with_services(result) - {*result.totals.all.without_amounts})
    if allowed is None or not priced:
        return FigureLine(name, _NOT_KNOWN, quiet=True)
    return FigureLine(name, dollars((allowed / priced).quantize(Decimal("0.01"))), "as settled")


def _with_services(result: DayAssessment) -> set[str]:
    """Return the tags of the visits that have services: one that is begun is none yet."""
    return {each.tag for each in result.visits if each.assessment.visit.services}
