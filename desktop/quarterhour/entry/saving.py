"""Whether what is typed is whole: whether it can be saved, printed, exported and copied."""

from __future__ import annotations

from quarterhour.claims import listed
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.reading import DEDUCTIBLE


def why_not_saved(outcome: Outcome) -> str:
    """Return what keeps the visit from being saved whole, as a sentence with the remedy.

    It is empty where nothing does: then the reading has a visit.
    """
    reading = outcome.reading
    if problem := _unreadable(outcome):
        return f"The visit is not saved yet: {problem}"
    if reading.visit is not None and not (reading.visit.locality or reading.visit.zip):
        return (
            "The visit is not saved yet: it needs its place. Type a ZIP code, a locality, or "
            "national."
        )
    return ""


def why_not_given_out(outcome: Outcome) -> str:
    """Return what a day sheet or the claim lines would lack, as a sentence with the remedy.

    It is empty where nothing is missing.
    """
    problem = _unreadable(outcome)
    return f"Not copied, printed, or exported yet: {problem}" if problem else ""


def _unreadable(outcome: Outcome) -> str:
    """Return the end of a sentence about what cannot be read, empty where all can."""
    if outcome.draft.day is None:
        return "the date of service cannot be read."
    problems = outcome.reading.problems
    rows = sorted({problem.row + 1 for problem in problems if problem.row is not None})
    if len(rows) == 1:
        return f"row {rows[0]} cannot be read and would be lost. Complete it, or delete it."
    if rows:
        named = listed(map(str, rows))
        return f"rows {named} cannot be read and would be lost. Complete them, or delete them."
    if outcome.reading.visit is None and problems:
        first = problems[0]
        field = "the deductible cannot be read. " if first.field == DEDUCTIBLE else ""
        return field + first.message
    return ""
