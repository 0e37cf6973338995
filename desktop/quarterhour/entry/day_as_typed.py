"""The document of a day as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quarterhour.day import Day, DayService, DayVisit
from quarterhour.entry.day_draft import DATE, OF_EACH, OF_THE_DAY, PLACE, DayDraft
from quarterhour.entry.draft import (
    Draft,
    Row,
    carried,
    place_title,
    shared_fields,
    with_unread,
)
from quarterhour.reference import Reference, american
from quarterhour.visit import USUAL_DISCIPLINE

CARRIED_IN_VISITS = shared_fields(
    Draft, DayVisit, but=("locality", "patient", "payer", "rule", "provider")
)
CARRIED_IN_SERVICES = shared_fields(Row, DayService, but=("code", "discipline"))
_SAME = shared_fields(DayDraft, Day, but=("visits",))


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


def _draft_of(
    visit: DayVisit, head: DayDraft, reference: Reference, usual_discipline: str
) -> Draft:
    own = [name for name in (DATE, *OF_EACH, "provider") if getattr(visit, name) is not None]
    values: dict[str, Any] = carried((*OF_THE_DAY, *OF_EACH), head)
    values |= {name: getattr(visit, name) for name in own if name != DATE}
    if visit.locality or visit.zip:
        own.append(PLACE)
        assert head.day is not None  # it is a date of a document
        values["place"] = visit.zip or place_title(visit.locality, head.day, reference)
        values["locality"] = visit.locality
    deductible = visit.patient.deductible_remaining
    takers = visit.extra_units_to
    rows = [_row_of(each, at in takers) for at, each in enumerate(visit.services)]
    return Draft(
        **values,
        **carried(CARRIED_IN_VISITS, visit),
        deductible="" if deductible is None else str(deductible),
        patient=visit.patient,
        rows=with_unread(rows, visit.unread),
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
        # Times, and minutes yet to be typed, are those of who did it, too.
        of_people=bool(service.minutes or (service.by and not service.split_minutes)),
        **carried(CARRIED_IN_SERVICES, service),
    )
