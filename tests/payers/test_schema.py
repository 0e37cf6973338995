"""The schema of a payer file takes what the reader takes, and refuses nearly all it refuses."""

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
from builders import ROOT
from faults.damaged import damaged_document
from payers.payer_files import tennessee
from payers.random_payers import documents
from payers.test_checks import REFUSED, TAKEN
from quarterhour.payers import payer_document, payer_from
from quarterhour.visit import VisitError

SCHEMA = Draft202012Validator(schemas.schema_of("payer.schema.json"))
SHIPPED = sorted((ROOT / "resources" / "payers").glob("*.qhpayer"))
# What the reader says of a document that the schema takes: mostly of several fields together.
BEYOND_A_SCHEMA = (
    *("is empty", "no letter for an id", "comes with Quarterhour", "is before valid_from"),
    *("a year after the newest text", "isn't a date", "isn't in sources", "no setting names it"),
    *("is required for", "is required: add amounts", "must be amounts by code"),
    *("must be one amount", "not for", "needs rvus", "over 100 percent", "need a whole number"),
    *("under the limit", "no price tier has RVUs", "is beside a coinsurance", "goes with a copay"),
    *("says nothing but its source", "goes in a circle", "names", "is over", "enter more than"),
    *("must be a number in quotation marks", "must be a whole number", "still to be filled in"),
    *("contains a damaged character", "ways to read the file", "is beside own RVUs"),
    "invisible character",
)


def agree(document: Any) -> None:
    """Check that reader and schema take the same documents, but for what is listed above."""
    try:
        payer_from(document)
        problem = ""
    except VisitError as error:
        problem = error.problem
    if SCHEMA.is_valid(document):
        assert not problem or any(words in problem for words in BEYOND_A_SCHEMA), problem
    else:
        assert problem, next(iter(SCHEMA.iter_errors(document))).message


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_those_that_ship_are_valid(path: Path) -> None:
    SCHEMA.validate(json.loads(path.read_text(encoding="utf-8")))


@settings(max_examples=100)
@given(documents())
def test_what_is_read_and_written_is_valid(document: dict[str, Any]) -> None:
    SCHEMA.validate(document)
    SCHEMA.validate(payer_document(payer_from(document)))


@pytest.mark.parametrize("document", [*TAKEN.values(), *(case[0] for case in REFUSED.values())])
def test_they_agree_on_what_is_refused(document: Any) -> None:
    agree(document)


@settings(max_examples=150)
@given(documents(), st.integers(0, 2**32))
def test_they_refuse_the_same(document: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        document = damaged_document(document, chance)
        agree(document)


def test_they_refuse_the_same_of_one_with_many_fields() -> None:
    chance = random.Random(20_261_123)
    for _ in range(1000):
        agree(damaged_document(damaged_document(tennessee(), chance), chance))
