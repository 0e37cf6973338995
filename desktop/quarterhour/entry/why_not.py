"""Why a visit isn't saved, or given out, yet: what stands in the way, and what to do."""

from __future__ import annotations

from quarterhour.claims import listed
from quarterhour.entry.outcome import Outcome

_MAX_NAMED = 3  # rows in a message


def why_not_saved(outcome: Outcome) -> str:
    """Return why the visit can't be saved yet, and what to do.

    It is empty where it can be saved: then the reading has a visit.
    """
    reading = outcome.reading
    if outcome.draft.day is None or reading.visit is None or reading.unread_deductible:
        return f"The visit isn't saved yet: {_unreadable(outcome)}"
    if not (reading.visit.locality or reading.visit.zip):
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
    if unread := outcome.reading.unread_deductible:
        return f"the deductible can't be read. {unread.message}"
    return why_services_not_read(outcome)


def why_services_not_read(outcome: Outcome) -> str:
    """Return the end of a sentence: why services can't be read; empty where all can."""
    problems = outcome.reading.problems
    rows = {each.row: each.sentence for each in reversed(problems) if each.row is not None}
    if rows and outcome.reading.visit is not None:
        lost = [str(row + 1) for row in sorted(rows)]
        named = f"rows {listed(lost)}" if lost[1:] else f"row {lost[0]}"
        why = " ".join(rows[row] for row in sorted(rows)[:_MAX_NAMED])
        return f"{named} can't be read and would be missing. {why}"
    if outcome.reading.visit is None and problems:
        last = problems[-1]  # for which there is no visit
        return last.message if last.row is None else last.sentence
    return ""
