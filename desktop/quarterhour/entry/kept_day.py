"""A day as JSON text: everything as it was typed, to be kept through a crash.

It is kept as `kept_draft` keeps a visit, and what was kept of a visit is read as a day of one.
"""

from __future__ import annotations

import json

from quarterhour.day import FiguresFor, Person, Settled
from quarterhour.day.entries import DAY, MAX_ANSWERS, MAX_PEOPLE, MAX_VISITS
from quarterhour.day.people import ROLES
from quarterhour.entry.day_draft import DayDraft, day_of_one
from quarterhour.entry.kept_draft import DRAFT, TYPED, Kept, read_kept, with_file
from quarterhour.visit import VisitFile
from quarterhour.visit.kinds import Day, ListOf, OneOf
from quarterhour.visit.record import Carrying, Record

FORMAT = "quarterhour.day-draft/1"

_PERSON = Carrying(
    Person,
    {
        "id": (TYPED, ""),
        "role": (OneOf(tuple(ROLES)), ""),
        "clock": (ListOf(TYPED), ""),
    },
    Record(Person),
)
_DAY = Carrying(
    DayDraft,
    {
        "day": (Day(), ""),
        "day_text": (TYPED, ""),
        "place": (TYPED, ""),
        "people": (ListOf(_PERSON, MAX_PEOPLE), ""),
        "settled": (ListOf(Record(Settled), MAX_ANSWERS), ""),
        "figures_for": (Record(FiguresFor), ""),
        "visits": (ListOf(DRAFT, MAX_VISITS), ""),
    },
    DAY,
    FORMAT,
)


def day_draft_text(draft: DayDraft, file: VisitFile | None = None) -> str:
    """Return the draft of a day as text, and its file where it has one."""
    return json.dumps(with_file(_DAY.write(draft), file))


def read_kept_day(text: str | bytes) -> Kept[DayDraft] | None:
    """Return the draft of a day that a text holds, or of a day of one, and its file.

    It is None where this version can't read it whole.
    """
    kept = read_kept(text, _DAY)
    if kept is not None and kept.draft.visits:
        return kept
    visit = read_kept(text, DRAFT)
    return None if visit is None else Kept(day_of_one(visit.draft), visit.file)
