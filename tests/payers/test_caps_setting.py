"""Limits are a setting with three states: given, known not to be there, and not given."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

import schemas
from payers.payer_files import small
from quarterhour.payers import DoesNotApply, State, described, payer_document, payer_from
from quarterhour.visit import VisitError

SCHEMA = Draft202012Validator(schemas.schema_of("payer.schema.json"))
NONE = {"applies": False, "source": "contract"}
CAP = {"measure": "units", "limit": "4", "source": "contract"}


def states(document: dict[str, Any]) -> dict[str, State]:
    return {each.path: each.state for each in described(payer_from(document))}


def test_it_is_known_that_there_are_none() -> None:
    document = small(caps=NONE)
    payer = payer_from(document)
    assert payer.caps == ()
    assert payer.caps_ == DoesNotApply("contract")
    assert payer_document(payer)["caps"] == NONE
    assert payer_from(payer_document(payer)) == payer
    assert states(document)["caps"] is State.DOES_NOT_APPLY
    SCHEMA.validate(document)


@pytest.mark.parametrize("fields", [{}, {"caps": "not-stated"}, {"caps": []}])
def test_it_is_not_given(fields: dict[str, Any]) -> None:
    document = small(**fields)
    payer = payer_from(document)
    assert payer.caps == payer.caps_ == ()
    assert "caps" not in payer_document(payer)
    assert states(document)["caps"] is State.NOT_GIVEN
    SCHEMA.validate(document)


def test_it_is_given() -> None:
    document = small(caps=[CAP])
    payer = payer_from(document)
    assert len(payer.caps) == 1
    assert payer_document(payer)["caps"] == [CAP]
    assert states(document)["caps[0]"] is State.GIVEN
    SCHEMA.validate(document)


@pytest.mark.parametrize(
    "caps", [{"applies": False}, {"applies": True, "source": "contract"}, {**NONE, "source": "no"}]
)
def test_what_is_none_of_these_is_refused(caps: Any) -> None:
    with pytest.raises(VisitError, match="Cap"):
        payer_from(small(caps=caps, evaluation_same_day={"value": "paid", "source": "contract"}))
