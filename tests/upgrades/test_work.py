"""Visits that version 0.1.0 saved, and unsaved work that it kept, open as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from quarterhour.entry import Draft, Row, Suggestions, draft_of, read_draft
from quarterhour.entry.kept_draft import read_draft_text, read_kept_text
from quarterhour.reference import Reference
from quarterhour.visit import Visit, read_visit, visit_document

OF_0_1_0 = Path(__file__).parent / "0.1.0"
HALF_TYPED = Draft(
    day=None,
    day_text="11/2",
    place="Mia",
    deductible="$1,2",
    rows=(
        Row("97110", "PT", True, "9:05-"),
        Row("ther", "", False, "10+8", "7"),
        Row("G0283", "OT", True, takes_remaining_unit=True),
        Row(),
    ),
    label="half \u2013 typed",
    usual_discipline="OT",
)


def saved(name: str) -> Visit:
    return read_visit((OF_0_1_0 / f"{name}.quarterhour").read_bytes())


@pytest.mark.parametrize("name", ["zip-code", "tie", "midpoint", "whole"])
def test_a_saved_visit_opens_and_is_saved_as_it_was(name: str, reference: Reference) -> None:
    written = json.loads((OF_0_1_0 / f"{name}.quarterhour").read_bytes())
    visit = saved(name)
    assert visit_document(visit) == written
    reading = read_draft(draft_of(visit, reference), reference, Suggestions(reference))
    assert reading.problems == ()
    assert reading.visit == visit


def test_what_was_not_entered_is_unknown_and_what_was_is_known() -> None:
    whole = saved("whole")
    assert whole.patient.pt_slp_to_date == Decimal("2400.00")
    assert whole.patient.ot_to_date is None
    assert [service.charge for service in whole.services] == [
        Decimal("80.00"),
        None,
        Decimal("0.00"),
        None,
    ]


def test_half_typed_work_is_recovered_as_it_was_typed() -> None:
    kept = (OF_0_1_0 / "recovery-half-typed.json").read_bytes()
    assert read_kept_text(kept) == (HALF_TYPED, None)


def test_work_with_every_field_is_recovered(reference: Reference) -> None:
    kept = (OF_0_1_0 / "recovery-whole.json").read_bytes()
    # What was typed stays as it was: that version wrote dates as 2026-11-23.
    whole = replace(draft_of(saved("whole"), reference), day_text="2026-11-23")
    assert read_draft_text(kept) == whole
