"""A visit as it is typed: nothing of it is lost on the way there and back."""

from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from builders import pt, visit_fields
from quarterhour.entry import Suggestions, draft_of, read_draft
from quarterhour.reference import Reference
from quarterhour.visit import Attested, Patient, Provider, ServiceEntry, Visit, visit_from

WHOLE = visit_fields(
    pt(
        "97110",
        20,
        3,
        together_minutes=4,
        charge="80.00",
        telehealth="elsewhere",
        audio_only=True,
        count=2,
        by=["T1", "A1"],
        times=["9:05-9:32"],
        square_cm=45,
        contractor_price="41.50",
    ),
    pt("97530", 20),
    pt("97750", 20),
    rule="midpoint",
    provider={
        "participating": False,
        "participation_assumed": True,
        "accepts_assignment": False,
        "qualifying_apm": True,
        "telehealth_95": True,
        "profession": "chiropractor",
        "modifier_order": ["separate", "plan-of-care"],
    },
    patient={
        "deductible_remaining": "12.50",
        "pt_slp_to_date": "2400.00",
        "ot_to_date": "10.00",
    },
    attested={
        "separate": [["97530", "97750", "XE"]],
        "medically_necessary": True,
        "advance_notice": True,
        "not_separate": [["97110", "97530"]],
        "same_minutes": [{"disciplines": ["PT", "OT"], "minutes": 5, "billed_by": "PT"}],
        "denial": {"97750": "GZ"},
    },
    payer="my-plan",
    tag="A",
    place_of_service="02",
    checked=[{"kind": "ncci", "codes": ["97530"]}],
    extra_units_to=[1],
    label="Knee",
    purpose="habilitative",
)


def unset_fields(part: object) -> list[str]:
    """Return the fields that have their usual value, so that losing them would not show."""
    return [
        field.name
        for field in fields(part)  # type: ignore[arg-type]
        if getattr(part, field.name)
        == (field.default if field.default_factory is MISSING else field.default_factory())
    ]


def _back(visit: Visit, reference: Reference) -> Visit | None:
    return read_draft(draft_of(visit, reference), reference, Suggestions(reference)).visit


def test_a_visit_with_every_field_set_survives(reference: Reference) -> None:
    whole = visit_from(WHOLE)
    for part in (whole.services[0], whole.provider, whole.patient, whole.attested):
        assert isinstance(part, ServiceEntry | Provider | Patient | Attested)
        assert unset_fields(part) == []
    # A locality is there instead of a ZIP code; of rows that can't be read see test_unread_rows.
    assert unset_fields(whole) == ["zip", "unread"]
    assert _back(whole, reference) == whole


@pytest.mark.parametrize("typed", ["", "0.00", "12.50"])
def test_a_deductible_that_is_met_is_not_one_that_is_not_known(
    typed: str, reference: Reference
) -> None:
    patient = {"deductible_remaining": typed} if typed else {}
    visit = visit_from(visit_fields(pt("97110", 15), patient=patient))
    assert draft_of(visit, reference).deductible == typed
    assert _back(visit, reference) == visit


def test_a_zip_code_survives(reference: Reference) -> None:
    visit = visit_from(visit_fields(pt("97110", 15), zip="33101"))
    assert _back(visit, reference) == visit
