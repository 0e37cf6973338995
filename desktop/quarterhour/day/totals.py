"""What the visits of a day come to: by payer, by discipline, and by person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from quarterhour.day.figures import minutes_with
from quarterhour.day.result import (
    DisciplineTotal,
    PatientDay,
    PersonTotal,
    Total,
    Totals,
)
from quarterhour.day.rows import GROUP, ONE_ON_ONE, Row
from quarterhour.fees import ZERO, Payment
from quarterhour.visit import DISCIPLINES


def totals_of(
    patients: Sequence[PatientDay], rows: Sequence[Row], units_by_person: Mapping[str, int]
) -> Totals:
    """Return the totals of the visits, with the answers that were given."""
    payers = dict.fromkeys(each.assessment.visit.payer for each in patients)
    return Totals(
        all=total_of(patients),
        by_payer={
            payer: total_of([each for each in patients if each.assessment.visit.payer == payer])
            for payer in payers
        },
        by_discipline=totals_by_discipline(patients),
        by_person=_by_person(rows, units_by_person),
    )


def total_of(patients: Sequence[PatientDay]) -> Total:
    """Return what some visits come to."""
    known = [each.assessment.payment for each in patients if each.assessment.payment is not None]
    return Total(
        patients=len(patients),
        minutes=sum(each.assessment.total_minutes for each in patients),
        units=sum(each.assessment.units for each in patients),
        allowed=_sum(known, lambda payment: payment.allowed),
        payer_pays=_sum(known, lambda payment: payment.medicare_pays),
        patient_pays=_sum(known, lambda payment: payment.patient_pays),
        denied_not_included=_sum(known, lambda payment: payment.denied_not_included),
        without_amounts=tuple(each.tag for each in patients if each.assessment.payment is None),
    )


def _sum(
    payments: Iterable[Payment], amount: Callable[[Payment], Decimal | None]
) -> Decimal | None:
    """Return the sum of amounts, None where none is known or one of them isn't."""
    found = [amount(payment) for payment in payments]
    if not found or any(each is None for each in found):
        return None
    return sum((each for each in found if each is not None), ZERO)


def totals_by_discipline(patients: Sequence[PatientDay]) -> dict[str, DisciplineTotal]:
    """Return what the lines of each discipline of some visits come to."""
    found = {}
    for discipline in DISCIPLINES:
        own = [
            (each, services)
            for each in patients
            if (
                services := {
                    index
                    for index, entry in enumerate(each.assessment.visit.services)
                    if entry.discipline == discipline
                }
            )
        ]
        if own:
            found[discipline] = _discipline_total(own)
    return found


def _discipline_total(own: Sequence[tuple[PatientDay, set[int]]]) -> DisciplineTotal:
    lines = [
        priced
        for patient, services in own
        for priced in patient.assessment.lines
        if priced.line.row in services
    ]
    amounts = [priced.allowed for priced in lines if priced.allowed is not None]
    return DisciplineTotal(
        patients=len(own),
        minutes=sum(
            patient.assessment.visit.services[index].minutes
            for patient, services in own
            for index in services
        ),
        units=sum(priced.line.units for priced in lines),
        allowed=sum(amounts, ZERO) if amounts else None,
    )


def _by_person(rows: Sequence[Row], units: Mapping[str, int]) -> dict[str, PersonTotal]:
    people = dict.fromkeys(id for row in rows for id in row.by)
    return {
        id: PersonTotal(
            patients=len({row.tag for row in rows if id in row.by}),
            minutes=(minutes_with(rows, id, ONE_ON_ONE) | minutes_with(rows, id, GROUP)).bit_count()
            + sum(
                row.entry.entered_minutes
                for row in rows
                if row.treats and id in row.by and not row.entry.times
            ),
            units=units.get(id, 0),
        )
        for id in people
    }
