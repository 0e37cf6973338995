"""The schema of a day refuses what its reader refuses, but for what no schema can express."""

from __future__ import annotations

import random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import schemas
from faults.damaged import damaged_document
from quarterhour.day import day_document, day_from
from quarterhour.visit import VISIT, VisitError
from report.days import busy_day, empty_day, seen, settled_day, supervised, unclear_day, untimed_day

DAY = Draft202012Validator(schemas.schema_of("day.schema.json"))
RICH = busy_day(
    visits=[
        seen(
            "A",
            ("97110", "T1", "9:00-9:30"),
            in_out="9:00-10:00",
            present=[["T2", "9:00-9:15"]],
            billed_units={"97110": 2},
            place_of_service="10",
        ),
        supervised("B", "9:10-9:25", "9:10-9:13", "T1"),
        {
            "tag": "C",
            "rule": "midpoint",
            "locality": "national",
            "services": [
                {"code": None, "mode": "independent", "times": ["9:00-9:10"]},
                {
                    "code": "97140",
                    "discipline": "PT",
                    "assistant_minutes": 12,
                    "telehealth": "home",
                },
            ],
        },
    ]
)
DAYS = (busy_day(), settled_day(), untimed_day(), unclear_day(), empty_day(), RICH)
# What the reader says of a document that the schema takes.
BEYOND_A_SCHEMA = (
    "isn't a date",
    "isn't a time",
    "is 0; write a part",
    "is there twice",
    "isn't one of the people",
    "a day has the visits of one date",
    "goes with the mode",
    "keep one",
    "goes with attended",
    "needs telehealth",
    "make them agree",
    "ends before it starts",
    "contains a damaged character",
    "must be a whole number",
    "with two modifiers",
)


def refusal(document: Any) -> str:
    try:
        day_from(document)
    except VisitError as error:
        return error.problem
    return ""


@pytest.mark.parametrize("document", DAYS)
def test_days_and_what_is_written_of_them_are_valid(document: dict[str, Any]) -> None:
    DAY.validate(document)
    written = day_document(day_from(document))
    if written["format"] == document["format"]:
        DAY.validate(written)
    else:  # a day of one
        Draft202012Validator(VISIT.schema()).validate(written)


def test_reader_and_schema_refuse_the_same() -> None:
    chance = random.Random(20_261_123)
    for at in range(3000):
        document: Any = DAYS[at % len(DAYS)]
        for _ in range(1 + at % 3):
            document = damaged_document(document, chance)
        if isinstance(document, dict) and document.get("format") != "quarterhour.day/1":
            continue  # another document, or none
        problem = refusal(document)
        if DAY.is_valid(document):
            assert not problem or any(words in problem for words in BEYOND_A_SCHEMA), problem
        else:
            assert problem, next(iter(DAY.iter_errors(document))).message
