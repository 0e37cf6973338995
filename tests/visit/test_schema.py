"""The schemas in docs are what the tables give, and say what the reader and the reports do."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import schemas
from builders import ROOT, SAMPLES, visit_fields
from faults.damaged import damaged_document
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.visit import VisitError, visit_document, visit_from
from visit.visits import documents

VISIT = Draft202012Validator(schemas.schema_of("visit.schema.json"))
ASSESSMENT = Draft202012Validator(schemas.schema_of("assessment.schema.json"))
EACH_SAMPLE = pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.quarterhour")), ids=lambda path: path.stem
)
ROW = {"code": "97110", "discipline": "PT"}
# What the reader refuses and a schema cannot express: words of the reader, and fields that show it.
BEYOND_A_SCHEMA: dict[str, dict[str, Any]] = {
    "isn't a date": {"date_of_service": "2026-02-30"},
    "minutes is more than one day": {"services": [{**ROW, "therapist_minutes": 480}] * 4},
    "minutes is over the limit": {
        "services": [{**ROW, "therapist_minutes": 300, "assistant_minutes": 300}]
    },
    "make them agree": {"services": [{**ROW, "times": ["9:00-9:15"], "therapist_minutes": 9}]},
    "isn't a time": {"services": [{**ROW, "times": ["9:00-9:75"]}]},
    "ends before it starts": {"services": [{**ROW, "times": ["15:00-14:00"]}]},
    "must name two or three disciplines, each once": {
        "attested": {"same_minutes": [{"disciplines": ["PT", "PT"], "minutes": 0}]}
    },
    "goes with minutes above 0": {
        "attested": {"same_minutes": [{"disciplines": ["PT", "OT"], "minutes": 9}]}
    },
    "must be one of the disciplines": {
        "attested": {
            "same_minutes": [{"disciplines": ["PT", "OT"], "minutes": 9, "billed_by": "SLP"}]
        }
    },
    "needs telehealth": {"services": [{**ROW, "audio_only": True}]},
    "with two modifiers": {
        "attested": {"separate": [["97530", "97750"], ["97750", "97530", "XE"]]}
    },
    "so does separate": {
        "attested": {"separate": [["97530", "97750"]], "not_separate": [["97750", "97530"]]}
    },
    "must be a whole number": {"services": [{**ROW, "therapist_minutes": 7.0}]},
    "contains a damaged character": {"label": "\ud800"},
}


def refusal(document: Any) -> str:
    """Return why the reader refuses a document, empty where it takes it."""
    try:
        visit_from(document)
    except VisitError as error:
        return error.problem
    return ""


def agree(document: Any) -> None:
    """Check that reader and schema take the same documents, but for what is listed above."""
    problem = refusal(document)
    if VISIT.is_valid(document):
        assert not problem or any(words in problem for words in BEYOND_A_SCHEMA), problem
    else:
        assert problem, next(iter(VISIT.iter_errors(document))).message


@pytest.mark.parametrize("words", BEYOND_A_SCHEMA)
def test_what_is_beyond_a_schema_is_refused_all_the_same(words: str) -> None:
    document = visit_fields(ROW) | BEYOND_A_SCHEMA[words]
    VISIT.validate(document)
    assert words in refusal(document)


@pytest.mark.parametrize(
    "fields",
    [
        {"date_of_service": "2026-11-23\n"},
        {"locality": "national\n"},
        {"payer": "medicare\n"},
        {"tag": "A\n"},
        {"patient": {"deductible_remaining": "12.50\n"}},
        {"services": [{**ROW, "code": "97110\n"}]},
    ],
    ids=repr,
)
def test_a_line_end_is_no_part_of_a_word(fields: dict[str, Any]) -> None:
    document = visit_fields(ROW) | fields
    assert refusal(document)
    assert not VISIT.is_valid(document)


@pytest.mark.parametrize("file", sorted(schemas.DOCUMENTS))
def test_the_schemas_in_docs_are_what_the_tables_give(file: str) -> None:
    written = (ROOT / "docs" / file).read_text(encoding="utf-8")
    assert written == schemas.text_of(file), "run .venv/bin/python build_scripts/data/schemas.py"
    Draft202012Validator.check_schema(json.loads(written))


@EACH_SAMPLE
def test_samples_and_their_assessments_are_valid(sample: Path) -> None:
    VISIT.validate(json.loads(sample.read_bytes()))
    ASSESSMENT.validate(json.loads((SAMPLES / "assessments" / f"{sample.stem}.json").read_bytes()))


@settings(max_examples=200, deadline=None)
@given(documents(unread=True))
def test_what_is_read_is_valid(document: dict[str, Any]) -> None:
    assert refusal(document) == ""
    VISIT.validate(document)
    VISIT.validate(visit_document(visit_from(document)))


@settings(max_examples=300, deadline=None)
@given(documents(unread=True), st.integers(0, 2**32))
def test_reader_and_schema_refuse_the_same(document: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        document = damaged_document(document, chance)
        agree(document)


def test_they_refuse_the_same_of_samples() -> None:
    chance = random.Random(20_261_123)
    for sample in sorted(SAMPLES.glob("*.quarterhour")):
        for _ in range(100):
            agree(damaged_document(json.loads(sample.read_bytes()), chance))


@settings(max_examples=100, deadline=None)
@given(document=documents(unread=True))
def test_assessments_are_valid(document: dict[str, Any], reference: Reference) -> None:
    ASSESSMENT.validate(assessment_document(assess(visit_from(document), reference)))
