"""Each line of a calculation under another payer is an equation that holds, to the cent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from payers.widened import payer_file, visit_of
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.fees import Step, StepKind
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

HALF_A_CENT = Decimal("0.005")
VISIT: dict[str, Any] = {
    "date": "2026-05-01",
    "place": "national",
    "services": [
        {"code": "97110", "units": 3, "charge": "100.01"},
        {"code": "97140", "units": 2, "charge": "120.00"},
    ],
}
PERCENT = {"base": "medicare", "percent": "112", "edition": "date-of-service"}
WHOLE = {"kind": "whole", "pays": "0.50", "per": "unit"}
PRACTICE_EXPENSE = {"kind": "practice-expense", "pays": "0.50", "per": "unit"}
TWO_UNITS = [{"measure": "units", "limit": 4, "by": "day", "surplus": "trim"}]
FIFTY_DOLLARS = [{"measure": "dollars", "limit": 50, "by": "day", "surplus": "trim"}]
SETTINGS: list[dict[str, Any]] = [
    {"price": [PERCENT], "reduction": PRACTICE_EXPENSE},
    {"price": [PERCENT], "reduction": PRACTICE_EXPENSE, "rounding": "unit"},
    {"price": [PERCENT], "reduction": "none", "rounding": "line"},
    {"price": [PERCENT], "reduction": PRACTICE_EXPENSE, "rounding": "total"},
    {"price": [PERCENT], "reduction": PRACTICE_EXPENSE, "rounding": "components"},
    {"price": [{**PERCENT, "percent": "100"}], "reduction": "none", "rounding": "components"},
    {"price": [{"base": "charge", "percent": "65"}], "reduction": "none"},
    {"price": [{"base": "charge", "percent": "65"}], "reduction": "none", "rounding": "total"},
    {"price": [{"base": "charge", "percent": "65"}], "reduction": WHOLE},
    {"price": [{"base": "charge", "percent": "65"}], "reduction": "none", "caps": TWO_UNITS},
    {"price": [PERCENT], "reduction": "none", "caps": FIFTY_DOLLARS},
]


def priced(reference: Reference, settings: dict[str, Any]) -> Assessment:
    patient = {"patient": {"coinsurance": "0.20"}, "sequestration": "none"}
    payer = payer_from(payer_file({**patient, **settings}, VISIT["date"]))
    return assess(visit_from(visit_of(VISIT)), reference, payers=Payers([payer]))


def outcome(working: str) -> Decimal | None:
    """Work out a calculation; None for one in words."""
    working = re.sub(r"([0-9.]+)% of ([0-9.]+)", r"\1 / 100 x \2", working)
    working = re.sub(r"lesser of (\S+) and the charge of (\S+)", r"min(\1, \2)", working)
    figures = re.sub(r"[0-9.]+", lambda found: f"Decimal('{found[0]}')", working)
    if not working or re.search("[a-z]{2}", working.replace("min", "")):
        return None
    found: Decimal = eval(figures.replace("x", "*"), {"Decimal": Decimal, "min": min})
    return found


def steps(found: Assessment, kind: StepKind) -> list[Step]:
    return [step for line in found.lines for step in line.steps if step.kind is kind]


@pytest.mark.parametrize("settings", SETTINGS)
def test_each_equation_holds(reference: Reference, settings: dict[str, Any]) -> None:
    found = priced(reference, settings)
    worked_out = 0
    for line in found.lines:
        for step in line.steps:
            if (result := outcome(step.working)) is not None:
                worked_out += 1
                assert abs(result - step.amount) <= HALF_A_CENT, step.text()
    assert worked_out


def test_a_percent_is_of_the_fee_that_is_shown(reference: Reference) -> None:
    found = priced(reference, SETTINGS[0])
    (fee, *_), (price, *_) = (
        steps(found, kind) for kind in (StepKind.MEDICARES_FEE, StepKind.PAYER_FEE)
    )
    assert fee.text().startswith("Medicare's fee per unit: (")
    assert f" = {fee.amount} [" in fee.text()
    assert price.text().startswith(f"Price per unit: 112% of {fee.amount} = {price.amount} [")


def test_a_share_of_the_charge_is_that_of_the_line(reference: Reference) -> None:
    texts = [step.text() for step in priced(reference, SETTINGS[6]).lines[1].steps]
    assert texts[0].startswith("Share of the charge of the line: 65% of 120.00 = 78.00 [")
    assert not any(" x 39" in text or "per unit" in text for text in texts)


def test_what_is_not_rounded_is_shown_as_it_is(reference: Reference) -> None:
    found = priced(reference, SETTINGS[3])
    price = steps(found, StepKind.PAYER_FEE)[0].amount
    assert price.as_tuple().exponent == -4
    assert f" x {price}" in steps(found, StepKind.PAYER_AMOUNT)[0].working
    exact = sum((step.amount for step in steps(found, StepKind.PAYER_AMOUNT)), Decimal(0))
    rounded = sum((step.amount for step in steps(found, StepKind.ROUNDED)), Decimal(0))
    assert abs(exact - rounded) <= HALF_A_CENT


def test_only_what_is_taken_is_subtracted(reference: Reference) -> None:
    of_no_patient = priced(reference, {**SETTINGS[0], "patient": "none"})
    assert {step.working for step in steps(of_no_patient, StepKind.PAYER_PAYS)} == {""}
    of_two = priced(reference, {**SETTINGS[0], "sequestration": "0.02"})
    for step in steps(of_two, StepKind.PAYER_PAYS):
        assert len(step.working.split(" - ")) == 3
