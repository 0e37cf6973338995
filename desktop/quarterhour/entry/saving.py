"""Whether what is typed can be saved whole, as a visit."""

from __future__ import annotations

from quarterhour.entry.outcome import Outcome


def why_not_saved(outcome: Outcome) -> str:
    """Return what keeps the visit from being saved whole, as a sentence with the remedy.

    It is empty where nothing does: then the reading has a visit.
    """
    reading, draft = outcome.reading, outcome.draft
    if draft.day is None:
        return "The visit is not saved yet: its date of service cannot be read."
    rows = sorted({problem.row for problem in reading.problems if problem.row is not None})
    if rows:
        return (
            f"The visit is not saved yet: row {rows[0] + 1} cannot be read and would be lost. "
            "Complete it, or delete it."
        )
    if reading.visit is None:
        return f"The visit is not saved yet: {reading.problems[0].message}"
    if not (reading.visit.locality or reading.visit.zip):
        return (
            "The visit is not saved yet: it needs its place. Type a ZIP code, a locality, or "
            "national."
        )
    return ""
