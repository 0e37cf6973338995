"""Everything that is typed of a day: what it says itself, and the drafts of its visits.

A draft of a visit holds what counts for the visit, also where the day says it, so that a session
edits it as that of any visit. `Draft.own` names what the visit says itself all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from quarterhour.day import Day, DayService, DayVisit, FiguresFor, Person, Settled
from quarterhour.day.tags import with_letters
from quarterhour.entry.draft import (
    USUAL_DISCIPLINE,
    Draft,
    Row,
    carried,
    place_title,
    shared_fields,
)
from quarterhour.reference import Reference, american
from quarterhour.units import EIGHT_MINUTE_RULE
from quarterhour.visit import MEDICARE, Provider

DATE, PLACE = "date_of_service", "place"
# What a visit has as its day, until the visit has its own; and what each visit has for itself.
_OF_THE_DAY = {"day": "", "day_text": "", "place": PLACE, "locality": PLACE, "provider": "provider"}
_OF_EACH = ("payer", "rule")

CARRIED_IN_VISITS = shared_fields(
    Draft, DayVisit, but=("locality", "patient", "payer", "rule", "provider")
)
CARRIED_IN_SERVICES = shared_fields(Row, DayService, but=("code", "discipline"))


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
            for name, own in _OF_THE_DAY.items()
            if own not in draft.own and getattr(draft, name) != getattr(before, name)
        }
        visits = list(self.visits)
        if changed:
            visits = [_with(visit, changed) for visit in visits]
        visits[at] = draft
        return replace(self, visits=tuple(visits), **changed)

    def new_visit(self, **fields: Any) -> Draft:
        """Return the draft of a new visit: its date, place, payer, and practice are the day's."""
        return Draft(**carried((*_OF_THE_DAY, *_OF_EACH), self), **fields)


def day_of_one(draft: Draft) -> DayDraft:
    """Return a day with one visit."""
    return DayDraft(**carried((*_OF_THE_DAY, *_OF_EACH), draft), visits=(draft,))


def day_draft_of(
    day: Day, reference: Reference, usual_discipline: str = USUAL_DISCIPLINE
) -> DayDraft:
    """Return a day as it is typed; one without visits begins with an empty one."""
    head = DayDraft(
        day=day.date_of_service,
        day_text=american(day.date_of_service),
        place=day.zip or place_title(day.locality, day.date_of_service, reference),
        **carried(_SAME, day),
    )
    visits = tuple(_draft_of(visit, head, reference, usual_discipline) for visit in day.visits)
    empty = head.new_visit(usual_discipline=usual_discipline)
    return replace(head, visits=visits or (empty,))


_SAME = shared_fields(DayDraft, Day, but=("visits",))


def _draft_of(
    visit: DayVisit, head: DayDraft, reference: Reference, usual_discipline: str
) -> Draft:
    own = [name for name in (DATE, *_OF_EACH, "provider") if getattr(visit, name) is not None]
    values: dict[str, Any] = carried((*_OF_THE_DAY, *_OF_EACH), head)
    values |= {name: getattr(visit, name) for name in own if name != DATE}
    if visit.locality or visit.zip:
        own.append(PLACE)
        assert head.day is not None  # it is a date of a document
        values["place"] = visit.zip or place_title(visit.locality, head.day, reference)
        values["locality"] = visit.locality
    deductible = visit.patient.deductible_remaining
    return Draft(
        **values,
        **carried(CARRIED_IN_VISITS, visit),
        deductible="" if deductible is None else str(deductible),
        patient=visit.patient,
        rows=tuple(
            _row_of(service, index in visit.extra_units_to)
            for index, service in enumerate(visit.services)
        ),
        usual_discipline=usual_discipline,
        own=tuple(own),
    )


def _row_of(service: DayService, takes_remaining_unit: bool) -> Row:
    return Row(
        code=service.code or "",
        discipline=service.discipline,
        discipline_chosen=bool(service.discipline),
        therapist=str(service.minutes or service.therapist_minutes or ""),
        assistant=str(service.assistant_minutes or ""),
        takes_remaining_unit=takes_remaining_unit,
        of_people=bool(service.minutes),
        **carried(CARRIED_IN_SERVICES, service),
    )


def _with(visit: Draft, changed: dict[str, Any]) -> Draft:
    return replace(
        visit,
        **{name: each for name, each in changed.items() if _OF_THE_DAY[name] not in visit.own},
    )
