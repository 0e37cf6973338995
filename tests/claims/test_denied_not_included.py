"""What the amounts leave out because lines are denied as entered: one row that adds up.

docs/rules.md 10.4.5: the amounts left out are one neutral row of the payment. 10.1.6: the fee of
dry needling is shown as what it would be for those who may bill it, and 10.4.5: no dollars beside
an attestation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from builders import ot, pt
from quarterhour.assess import assess
from quarterhour.assessment import Assessment, PricedLine
from quarterhour.fees import ZERO, StepKind
from quarterhour.pricing import Pricer
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.payment_flow import OTHER_WORDS, Flow
from quarterhour.report.payment_steps import payment_steps
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary
from quarterhour.visit import Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

NEVER_TOGETHER = [pt("97140", 15), pt("97124", 15)]
SPLINTS = ("29105", "29075", "29125", "29130", "29505")


def if_none_was_denied(found: Assessment, reference: Reference) -> tuple[PricedLine, ...]:
    """Return the lines priced as if Medicare denied none of them."""
    assert found.edition and found.locality and found.conversion_factor
    gpci, factor = found.locality.gpci, found.conversion_factor
    pricer = Pricer(found.visit, reference, found.edition, gpci, factor)
    return pricer.price([priced.line for priced in found.lines], {})[0]


def row_of(found: Assessment) -> str | None:
    """Return the row as text, None where it is not known."""
    assert found.payment
    amount = found.payment.denied_not_included
    return None if amount is None else str(amount)


@FEW
@given(visit=VISITS)
def test_allowed_and_the_row_are_what_is_allowed_if_nothing_is_denied(
    visit: Visit, reference: Reference
) -> None:
    """An amount that only the MAC knows makes the row unknown, never too small."""
    found = assess(visit, reference)
    if found.payment is None:
        return
    then = if_none_was_denied(found, reference)
    row = found.payment.denied_not_included
    if any(
        now.allowed is not None and line.allowed is None
        for now, line in zip(found.lines, then, strict=True)
    ):
        assert row is None
    else:
        assert row is not None
        assert found.payment.allowed + row == sum((line.allowed or ZERO for line in then), ZERO)


@pytest.mark.parametrize(
    ("services", "allowed", "row"),
    [
        # 97124 would be the unit in full: 29.73 + 21.21 - 27.72.
        (NEVER_TOGETHER, "27.72", "23.22"),
        ([pt("97110", 15)], "29.06", "0.00"),
        # 97112 would take it from 97110: 32.73 + 4 x 24.88 + 22.21 - 29.06.
        ([pt("97112", 75), pt("97110", 15)], "29.06", "125.40"),
    ],
)
def test_the_mppr_of_the_other_lines_is_in_it(
    services: list[dict[str, Any]], allowed: str, row: str, assessed: Assess
) -> None:
    found = assessed(*services)
    assert found.payment
    assert str(found.payment.allowed) == allowed
    assert row_of(found) == row


def test_a_price_that_only_the_mac_knows_makes_it_unknown(assessed: Assess) -> None:
    confirmed: dict[str, Any] = {"attested": {"denial": {"97039": "GZ"}}}
    found = assessed(pt("97039", 15), pt("97110", 15), **confirmed)
    assert found.payment and found.payment.allowed
    assert row_of(found) is None
    known = assessed(pt("97039", 15, contractor_price="40.00"), pt("97110", 15), **confirmed)
    assert row_of(known) == "40.00"


def test_so_does_a_splint_that_the_mac_would_price(assessed: Assess) -> None:
    """The sixth procedure of a day is priced by report: here one that is not denied."""
    services = (pt("29584"), *(pt(code) for code in SPLINTS))
    found = assessed(*services, attested={"denial": {"29584": "GZ"}})
    assert found.payment and all(line.allowed is not None for line in found.lines)
    assert row_of(found) is None


def test_what_is_not_denied_and_has_no_price_leaves_it_known(assessed: Assess) -> None:
    found = assessed(pt("97039", 15), *NEVER_TOGETHER)
    assert row_of(found) == "23.22"


def test_a_charge_below_the_fee_can_make_it_less_than_nothing(assessed: Assess) -> None:
    """97124 would take the unit in full from 97140, and is charged less than that costs."""
    found = assessed(pt("97140", 15), pt("97124", 15, charge="1.00"))
    assert row_of(found) == "-5.51"


def test_every_front_says_that_it_is_not_known(assessed: Assess) -> None:
    found = assessed(pt("97039", 15), pt("97110", 15), attested={"denial": {"97039": "GZ"}})
    (step,) = (step for step in payment_steps(found) if step.flow is Flow.ASIDE)
    assert (step.kind, step.amount) == (StepKind.DENIED_NOT_INCLUDED, None)
    assert step.shown == OTHER_WORDS["not known"]
    sentence = OTHER_WORDS["denied not known"]
    assert step.calculations[-1].what == sentence
    for written in (plain_text(found), visit_summary(found)):
        assert sentence in " ".join(written.split())
    assert assessment_document(found)["payment"]["denied_not_included"] is None


def test_the_sentence_stands_nowhere_else(assessed: Assess) -> None:
    found = assessed(*NEVER_TOGETHER, ot("97535", 15))
    assert OTHER_WORDS["denied not known"] not in " ".join(plain_text(found).split())
