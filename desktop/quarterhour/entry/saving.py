"""Whether all that is typed can be read, so that it can be saved, printed, exported, and copied."""

from __future__ import annotations

from quarterhour.claims import listed
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.reading import DEDUCTIBLE


def why_not_saved(outcome: Outcome) -> str:
    """Return why the visit can't be saved yet, and what to do.

    It is empty where it can be saved: then the reading has a visit.
    """
    reading = outcome.reading
    if problem := _unreadable(outcome):
        return f"The visit isn't saved yet: {problem}"
    if reading.visit is not None and not (reading.visit.locality or reading.visit.zip):
        return (
            "The visit isn't saved yet: it needs a location. Enter a ZIP code, a locality, or "
            "national."
        )
    return ""


def why_not_given_out(outcome: Outcome) -> str:
    """Return why a visit summary or the claim lines would not be complete, and what to do.

    It is empty where they are complete.
    """
    problem = _unreadable(outcome)
    return f"Not copied, printed, or exported yet: {problem}" if problem else ""


def _unreadable(outcome: Outcome) -> str:
    """Return the end of a sentence about what can't be read, empty where all can."""
    if outcome.draft.day is None:
        return "the date of service can't be read. Enter it as 11/23/2026."
    problems = outcome.reading.problems
    rows = sorted({problem.row + 1 for problem in problems if problem.row is not None})
    if len(rows) == 1:
        return f"row {rows[0]} can't be read and would be lost. Complete it, or delete it."
    if rows:
        named = listed(map(str, rows))
        return f"rows {named} can't be read and would be lost. Complete them, or delete them."
    if outcome.reading.visit is None and problems:
        first = problems[0]
        field = "the deductible can't be read. " if first.field == DEDUCTIBLE else ""
        return field + first.message
    return ""
