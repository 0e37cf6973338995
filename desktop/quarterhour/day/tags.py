"""The tags of a day's visits."""

from __future__ import annotations

from quarterhour.day.entries import Day
from quarterhour.visit.tags import with_letters


def tags_of(day: Day) -> list[str]:
    """Return the tag of each visit; visits with the same one are of one patient."""
    return with_letters([visit.tag for visit in day.visits])
