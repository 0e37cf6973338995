"""The units of a day by visit beside its audit: as typed, and if everything is settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quarterhour.day import DayAssessment, Range
from quarterhour.report.day_findings import range_text, units_as_typed, visits_in_question
from quarterhour.visit import DISCIPLINES


class UnitsLine(NamedTuple):
    """The units of a visit, by its tag with its number in the order of entry; or of several."""

    name: str
    disciplines: str
    typed: int
    settled: str
    tag: str = ""
    color: int = 0
    total: bool = False


def units_lines(result: DayAssessment) -> list[UnitsLine]:
    """Return the visits that are in question one by one, the others together, and all.

    Where none is in question, each is told.
    """
    tags = [patient.tag for patient in result.visits]
    asked = visits_in_question(result) or tags
    lines = [
        UnitsLine(
            tag,
            _disciplines(result, tag),
            units_as_typed(result, tag),
            range_text(result.visits_if_settled[tag]),
            tag,
            tags.index(tag),
        )
        for tag in asked
    ]
    others = [tag for tag in tags if tag not in asked]
    if others:
        rest = sum(units_as_typed(result, tag) for tag in others)
        name = f"The other {len(others)} visits" if len(others) > 1 else "The other visit"
        lines.append(UnitsLine(name, "", rest, range_text(Range(rest, rest))))
    settled = range_text(result.total_if_settled)
    return [*lines, UnitsLine("All", "", result.total_as_typed, settled, total=True)]


def visits_with_times(result: DayAssessment) -> tuple[int, int]:
    """Return how many visits have times, and how many have none."""
    timed = {row.tag for row in result.rows if row.entry.times}
    return len(timed), sum(patient.tag not in timed for patient in result.visits)


def _disciplines(result: DayAssessment, tag: str) -> str:
    own: Iterable[str] = {row.discipline for row in result.rows if row.tag == tag}
    return " ".join(sorted(own, key=DISCIPLINES.index))
