"""Everything that is typed of a day: what it says itself, and the drafts of its visits.

A draft of a visit holds what counts for the visit, also where the day says it, so that a session
edits it as that of any visit. `Draft.own` names what the visit says itself all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from quarterhour.entry.draft import Draft, carried
from quarterhour.units import EIGHT_MINUTE_RULE
from quarterhour.visit import MEDICARE, Provider
from quarterhour.visit.tags import with_letters

if TYPE_CHECKING:  # a start without a day does without its import
    from quarterhour.day import FiguresFor, Person, Settled

DATE, PLACE = "date_of_service", "place"
# What a visit has as its day, until the visit has its own; and what each visit has for itself.
OF_THE_DAY = {"day": "", "day_text": "", "place": PLACE, "locality": PLACE, "provider": "provider"}
OF_EACH = ("payer", "rule")


@dataclass(frozen=True, slots=True)
class DayDraft:
    """What is typed of a day. The first fields are as those of a `Draft`, for new visits.

    The clock times of people are as typed.
    """

    day: date | None = None
    day_text: str = ""
    place: str = ""
    locality: str = ""
    provider: Provider = field(default_factory=Provider)
    rule: str = EIGHT_MINUTE_RULE.name
    payer: str = MEDICARE
    people: tuple[Person, ...] = ()
    settled: tuple[Settled, ...] = ()
    figures_for: FiguresFor | None = None
    visits: tuple[Draft, ...] = ()

    @property
    def tags(self) -> list[str]:
        """The tags of the visits, with a letter for each that has none."""
        return with_letters([visit.tag for visit in self.visits])

    def tagged(self) -> DayDraft:
        """Return the same with the letters as tags: they stay when the visits change."""
        tags = zip(self.visits, self.tags, strict=True)
        visits = (visit if visit.tag == tag else replace(visit, tag=tag) for visit, tag in tags)
        return replace(self, visits=tuple(visits))

    def with_visit(self, at: int, draft: Draft) -> DayDraft:
        """Return the day with another draft of a visit.

        A date, a place, or a practice that was changed there is that of the day, unless the visit
        has its own.
        """
        before = self.visits[at]
        changed = {
            name: getattr(draft, name)
            for name, own in OF_THE_DAY.items()
            if own not in draft.own and getattr(draft, name) != getattr(before, name)
        }
        visits = list(self.visits)
        if changed:
            visits = [_with(visit, changed) for visit in visits]
        visits[at] = draft
        return replace(self, visits=tuple(visits), **changed)

    def new_visit(self, **fields: Any) -> Draft:
        """Return the draft of a new visit: its date, place, payer, and practice are the day's."""
        return Draft(**carried((*OF_THE_DAY, *OF_EACH), self), **fields)


def day_of_one(draft: Draft) -> DayDraft:
    """Return a day with one visit."""
    return DayDraft(**carried((*OF_THE_DAY, *OF_EACH), draft), visits=(draft,))


def _with(visit: Draft, changed: dict[str, Any]) -> Draft:
    return replace(
        visit,
        **{name: each for name, each in changed.items() if OF_THE_DAY[name] not in visit.own},
    )
