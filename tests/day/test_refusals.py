"""What a day refuses, each with the field and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from day.days import day_fields, person, row, visit
from quarterhour.day import DayAssessor, day_from, read_day
from quarterhour.visit import VisitError

NINE = "9:00-9:15"


def alone(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a day of one visit as a document."""
    return day_fields(visit("A", *rows, **more))


def both(**of_the_second: Any) -> dict[str, Any]:
    """Return a day of two visits of one patient as a document."""
    rows = row("97110", "T1", NINE), row("97110", "T1", "14:00-14:15")
    return day_fields(visit("A", rows[0]), visit("A", rows[1], **of_the_second))


def clock_out(**fields: Any) -> dict[str, Any]:
    """Return a day that asks for clock-out as a document."""
    usual = {"target": "0.85", "treatment_minutes": 300, "start": "8:00"}
    return day_fields(figures_for=usual | fields)


REFUSED = [
    (alone(row("97110", "T7", NINE)), "visits[0].services[0].by", "T7 isn't one of the people"),
    (
        alone(row("G0283", attended=[NINE], attended_by="T7")),
        "visits[0].services[0].attended_by",
        "T7 isn't one of the people",
    ),
    (alone(present=[["T7", NINE]]), "visits[0].present[0]", "T7 isn't one of the people"),
    (day_fields(people="T1 T1"), "people[1].id", "T1 is there twice"),
    (day_fields(people=[{"id": "Smith", "role": "PT"}]), "people[0].id", "never a name"),
    (day_fields(people=[{"id": "T1", "role": "doctor"}]), "people[0].role", "PT"),
    (
        day_fields(people=[person("T1", "12:00-8:00", "13:30-13:15")]),
        "people[0].clock",
        "ends before it starts",
    ),
    (
        day_fields(visit("A", row("97110", "T1 O1", NINE)), people="T1 O1"),
        "visits[0].services[0].by",
        "has people of PT and OT",
    ),
    (
        alone(row("97110", "T1", NINE, discipline="OT")),
        "visits[0].services[0].discipline",
        "is OT, and PT did it",
    ),
    (
        alone(row("97110", "T1", NINE, mode="group")),
        "visits[0].services[0].mode",
        "it is done one-on-one",
    ),
    (
        alone(row("97110", "T1", NINE, mode="independent")),
        "visits[0].services[0].code",
        "exercised alone",
    ),
    (alone(row(None, "", NINE)), "visits[0].services[0].code", "exercised alone"),
    (
        alone(row("97110", "T1", NINE, minutes=20)),
        "visits[0].services[0].times",
        "The times are 15 minutes and the row has 20",
    ),
    (
        alone(row("97110", "T1", NINE, minutes=15, therapist_minutes=15)),
        "visits[0].services[0].minutes",
        "keep one",
    ),
    (
        alone(row("97110", "T1", NINE, assistant_minutes=15)),
        "visits[0].services[0].assistant_minutes",
        "Nobody who treated is an assistant. Correct who treated, or the minutes.",
    ),
    (
        alone(row("G0283", attended=[NINE])),
        "visits[0].services[0].attended_by",
        "goes with attended",
    ),
    (alone(row("97110", "T1", "9:00")), "visits[0].services[0].times[0]", "9:05-9:28"),
    (alone(row("97110", "T1", "9:00-25:00")), "visits[0].services[0].times[0]", "isn't a time"),
    (alone(row("97110", "T1", "9:61-9:70")), "visits[0].services[0].times[0]", "isn't a time"),
    (alone(in_out="9:00-9:00"), "visits[0].in_out", "no minutes"),
    (day_fields(people=[person("T1", "7:00-7:00")]), "people[0].clock[0]", "no minutes"),
    (alone(in_out="9:45-9:00"), "visits[0].in_out", "ends before it starts"),
    (alone(date_of_service="2026-11-24"), "visits[0].date_of_service", "isn't 2026-11-23"),
    (alone(locality="national", zip="27601"), "visits[0].locality", "not both"),
    (day_fields(zip="27601", locality="national"), "locality", "not both"),
    (both(payer="my-plan"), "visits[1].payer", "one patient's visits"),
    (both(rule="midpoint"), "visits[1].rule", "one patient's visits"),
    (both(locality="09102-04"), "visits[1].locality", "one patient's visits"),
    (both(place_of_service="12"), "visits[1].place_of_service", "one patient's visits"),
    (both(provider={"participating": False}), "visits[1].provider", "one patient's visits"),
    (
        alone(row("97110", "T1", NINE), extra_units_to=[1]),
        "visits[0].extra_units_to",
        "count the services from 0",
    ),
    (
        alone(row("97110", "T1", NINE), extra_units_to=[0]),
        "visits[0].extra_units_to",
        "leave it out",
    ),
    (alone(billed_units={"97110": 1000}), "visits[0].billed_units.97110", "is too large"),
    (clock_out(target="0"), "figures_for.target", "0.85"),
    (clock_out(target="1.01"), "figures_for.target", "0.85"),
    (clock_out(target=0.85), "figures_for.target", "text"),
    (clock_out(start="24:00"), "figures_for.start", "8:00"),
    (clock_out(treatment_minutes=1441), "figures_for.treatment_minutes", "more than one day"),
    (day_fields(visit("Smith, J")), "visits[0].tag", "never a name"),
    (day_fields(visit("04121950")), "visits[0].tag", "never a name"),
    (day_fields(*[visit("A")] * 101), "visits", "has more than 100 visits; use a file"),
    (
        day_fields(people=[{"id": f"T{at}", "role": "PT"} for at in range(51)]),
        "people",
        "has more than 50 people; use a file",
    ),
    (
        day_fields(settled=[{"kind": "co-treatment", "choice": "A"}] * 1001),
        "settled",
        "has more than 1,000 answers; remove some",
    ),
    (day_fields(settled=[{"kind": "co-treatment"}]), "settled[0].choice", "is required"),
    (day_fields(patients=[]), "patients", "isn't a field"),
    ({**day_fields(), "format": "quarterhour.day/2"}, "", "A newer Quarterhour saved this day"),
    ({**day_fields(), "visits": None}, "visits", "list"),
    ([], "", "The document must be a JSON object"),
    ({**day_fields(), "format": "quarterhour"}, "format", 'is "quarterhour"; it must be "quarter'),
    (
        {**day_fields(), "format": "quarterhour.prices/1"},
        "",
        "a Quarterhour price list, not a day",
    ),
]


@pytest.mark.parametrize(("document", "field", "words"), REFUSED, ids=lambda value: "")
def test_refused(document: Any, field: str, words: str, assessor: DayAssessor) -> None:
    with pytest.raises(VisitError) as refused:
        assessor.assess(day_from(document))
    assert refused.value.field.startswith(field)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["tag", "services"])
def test_a_field_that_is_there_twice_is_named(name: str) -> None:
    text = json.dumps(alone()).replace(f'"{name}":', f'"{name}": [], "{name}":')
    with pytest.raises(VisitError, match=f"has \u201c{name}\u201d twice"):
        read_day(text)


@pytest.mark.parametrize("tag", ["A", "9:00", "AB", "10:30A"])
def test_tags(tag: str) -> None:
    assert day_from(day_fields(visit(tag))).visits[0].tag == tag


CONTRADICTING = [
    (
        {"attested": {"separate": [["97530", "97750"]]}},
        {"attested": {"not_separate": [["97530", "97750"]]}},
        "visits[0].attested.not_separate",
    ),
    (
        {"attested": {"separate": [["97530", "97750"]]}},
        {"attested": {"separate": [["97530", "97750", "XU"]]}},
        "visits[0].attested.separate",
    ),
    (
        {"attested": {"denial": {"97110": "GA"}}},
        {"attested": {"denial": {"97110": "GY"}}},
        "visits[1].attested.denial",
    ),
    (
        {"patient": {"ot_to_date": "1.00"}},
        {"patient": {"ot_to_date": "2.00"}},
        "visits[1].patient.ot_to_date",
    ),
]


@pytest.mark.parametrize(("one", "other", "field"), CONTRADICTING, ids=str)
def test_two_visits_of_a_patient_that_contradict_each_other(
    one: dict[str, Any], other: dict[str, Any], field: str, assessor: DayAssessor
) -> None:
    document = day_fields(visit("A", **one), visit("A", **other))
    with pytest.raises(VisitError) as refused:
        assessor.assess(day_from(document))
    assert refused.value.field == field
