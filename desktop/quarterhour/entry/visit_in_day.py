"""A visit as its day counts it: with the answers, and the other visits of its patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quarterhour.assessment import Assessment
from quarterhour.claims import Severity
from quarterhour.day import Row
from quarterhour.entry.assessed import rows_of
from quarterhour.entry.day_outcome import DayOutcome
from quarterhour.entry.outcome import DayQuestion, Outcome
from quarterhour.entry.reading import DEDUCTIBLE, Problem
from quarterhour.reference import Reference
from quarterhour.report.day_findings import SAYS, findings_to_settle
from quarterhour.report.day_rows import why_not_counted


def outcome_in_day(alone: Outcome, day: DayOutcome, at: int, reference: Reference) -> Outcome:
    """Return the outcome of a visit as its day counts it.

    `alone` is its outcome without the day. Where the day leaves the visit out, it says why, and
    nothing is counted. While an answer to the day can change the visit, it has no amounts.
    """
    patient = day.patient_of(at)
    problems = (*alone.reading.problems, *_contradictions(alone, day, at))
    if patient is None or day.assessment is None:
        reading = alone.reading._replace(visit=None, rows=(), problems=problems)
        rows = rows_of(alone.draft, reading, None, reference)
        return alone._replace(reading=reading, assessment=None, rows=rows)
    typed = map(day.typed, patient.rows)
    waits = patient.tag in day.assessment.open_tags
    assessment = patient.assessment.without_amounts() if waits else patient.assessment
    answered = list(_answered(day, at))
    why_not = dict(_not_counted(day, day.assessment.rows, patient.rows, at))
    reading = alone.reading._replace(
        visit=assessment.visit,
        rows=tuple(row if visit == at else None for visit, row in typed),
        problems=problems,
    )
    return alone._replace(
        reading=reading,
        assessment=assessment,
        rows=tuple(
            row._replace(
                why_not=why_not.get(at_row, ""),
                answered=tuple(sentence for typed, sentence in answered if typed == at_row),
            )
            for at_row, row in enumerate(rows_of(alone.draft, reading, assessment, reference))
        ),
        questions=tuple(_questions(day, at, patient.tag, assessment)),
        waits=waits,
    )


def _answered(day: DayOutcome, at: int) -> Iterator[tuple[int, str]]:
    """Yield the rows of a visit whose minutes answers change, each with what says so."""
    for each in day.assessment.answered_minutes if day.assessment else ():
        visit, typed = day.typed(each.row)
        if visit == at:
            yield typed, each.sentence


def _not_counted(
    day: DayOutcome, entered: Iterable[Row], counted: Iterable[Row], at: int
) -> Iterator[tuple[int, str]]:
    """Yield the rows of a visit of which the day counts nothing, each with the reason."""
    known = {(row.visit, row.service) for row in counted}
    for row in entered:
        visit, typed = day.typed(row)
        if visit == at and (row.visit, row.service) not in known:
            yield typed, why_not_counted(row)


def _questions(day: DayOutcome, at: int, tag: str, assessment: Assessment) -> Iterator[DayQuestion]:
    """Yield what the day asks about a visit, without what the visit says of itself."""
    said = {hint.topic for hint in assessment.hints if hint.severity is not Severity.NOTE}
    for finding in findings_to_settle(day.assessment) if day.assessment else ():
        if tag in finding.patients and SAYS.get(finding.kind) not in said:
            typed = map(day.typed, finding.rows)
            yield DayQuestion(finding, tuple(row for visit, row in typed if visit == at))


def _contradictions(alone: Outcome, day: DayOutcome, at: int) -> Iterator[Problem]:
    """Yield what the day leaves out of a visit that can be read without the day."""
    known = {(problem.row, problem.field) for problem in alone.reading.problems}
    for left in day.left_out:
        if left.visit == at and (left.row, left.field) not in known and left.field != DEDUCTIBLE:
            yield Problem(left.row, left.field, left.why)
