"""What the visits of a day come to: by payer, by discipline, and by person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from quarterhour.day.figures import minutes_with
from quarterhour.day.result import (
    DayAssessment,
    DisciplineTotal,
    PatientDay,
    PersonTotal,
    Total,
    Totals,
)
from quarterhour.day.rows import GROUP, ONE_ON_ONE, Row
from quarterhour.fees import Between, added
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
    amounts = [each.assessment.amounts for each in patients]
    known = [found for found in amounts if found is not None]
    allowed = added([each.allowed for each in known])
    payer_pays = added([each.payer_pays for each in known])
    patient_pays = added([each.patient_pays for each in known])
    denied = added([Between.of(each.denied_not_included) for each in known])
    return Total(
        patients=len(patients),
        minutes=sum(each.assessment.total_minutes for each in patients),
        units=sum(each.assessment.units for each in patients),
        allowed=allowed and allowed.single,
        payer_pays=payer_pays and payer_pays.single,
        patient_pays=patient_pays and patient_pays.single,
        denied_not_included=denied and denied.single,
        without_amounts=tuple(
            each.tag for each, found in zip(patients, amounts, strict=True) if found is None
        ),
        allowed_between=_open(allowed),
        payer_pays_between=_open(payer_pays),
        patient_pays_between=_open(patient_pays),
    )


def _open(amount: Between | None) -> Between | None:
    """Return an amount that is not one; None of one that is."""
    return None if amount is None or amount.single is not None else amount


def without_amounts_of(result: DayAssessment, tags: Collection[str]) -> DayAssessment:
    """Return a day without the dollars of some patients; its totals leave them out."""
    if not tags:
        return result
    visits = tuple(
        each._replace(assessment=each.assessment.without_amounts()) if each.tag in tags else each
        for each in result.visits
    )
    totals = totals_of(visits, (), {})._replace(by_person=result.totals.by_person)
    return replace(result, visits=visits, totals=totals)


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
    allowed = added([each for patient, services in own for each in _allowed(patient, services)])
    return DisciplineTotal(
        patients=len(own),
        minutes=sum(
            patient.assessment.visit.services[index].minutes
            for patient, services in own
            for index in services
        ),
        units=sum(priced.line.units for priced in lines),
        allowed=allowed and allowed.single,
        allowed_between=_open(allowed),
    )


def _allowed(patient: PatientDay, services: set[int]) -> list[Between | None]:
    """Return what some services of a visit are allowed; none where it has no amounts.

    Of another payer, a line without an amount of its own is part of a sum or of a range: it is
    known with the whole visit alone.
    """
    found = patient.assessment
    if found.by_payer is not None and len(services) == len(found.visit.services):
        return [found.by_payer.allowed]
    own = [priced.allowed for priced in found.lines if priced.line.row in services]
    if found.by_payer is None:
        own = [amount for amount in own if amount is not None]
    return [Between.of(amount) for amount in own]


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
