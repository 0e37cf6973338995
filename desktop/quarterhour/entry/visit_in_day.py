"""A visit as its day counts it: with the answers, and the other visits of its patient."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.entry.day_outcome import DayOutcome
from quarterhour.entry.outcome import Outcome, rows_of
from quarterhour.entry.reading import DEDUCTIBLE, Problem
from quarterhour.reference import Reference


def outcome_in_day(alone: Outcome, day: DayOutcome, at: int, reference: Reference) -> Outcome:
    """Return the outcome of a visit as its day counts it.

    `alone` is its outcome without the day. Where the day leaves the visit out, it says why, and
    nothing is counted.
    """
    patient = day.patient_of(at)
    problems = (*alone.reading.problems, *_contradictions(alone, day, at))
    if patient is None:
        reading = alone.reading._replace(visit=None, rows=(), problems=problems)
        assessment = None
    else:
        typed = map(day.typed, patient.rows)
        rows = tuple(row if visit == at else None for visit, row in typed)
        assessment = patient.assessment
        reading = alone.reading._replace(visit=assessment.visit, rows=rows, problems=problems)
    return alone._replace(
        reading=reading,
        assessment=assessment,
        rows=rows_of(alone.draft, reading, assessment, reference),
    )


def _contradictions(alone: Outcome, day: DayOutcome, at: int) -> Iterator[Problem]:
    """Yield what the day leaves out of a visit that can be read without the day."""
    known = {(problem.row, problem.field) for problem in alone.reading.problems}
    for left in day.left_out:
        if left.visit == at and (left.row, left.field) not in known and left.field != DEDUCTIBLE:
            yield Problem(left.row, left.field, left.why)
