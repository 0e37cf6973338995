"""What reports say of amounts of another payer than Medicare, and don't say of them."""

from __future__ import annotations

from typing import Any

import pytest

from builders import pt, visit_fields
from day.days import day_fields
from payers.payer_files import small
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.day import DayAssessor, day_from
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.report.day_page import day_page
from quarterhour.report.day_text import day_text
from quarterhour.report.document import assessment_document
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary
from quarterhour.report.wording import allowed
from quarterhour.visit import visit_from

OF_MEDICARE = ("Medicare pays", "Medicare Part B fee schedule", "Medicare's share")
TYPED = {"contract": {"title": "My contract", "date": "2026-11-01", "mark": "T"}}
LIKE = small(id="like-it", name="Like It", like="medicare", sources=TYPED)
DOLLARS = [{"base": "dollars", "dollars": {"97110": "40.00"}, "source": "contract"}]
PERCENT = [
    {"base": "medicare", "percent": "120", "edition": "date-of-service", "source": "contract"}
]
NEXT_YEAR = {"valid_from": "2026-11-01", "valid_to": "2027-10-31", "sources": TYPED}


def priced(reference: Reference, file: dict[str, Any], *services: Any, **fields: Any) -> Assessment:
    estimate = bool(fields.pop("estimate", False))
    payer = payer_from(file)
    entered = services or (pt("97110", 30, assistant_minutes=30),)
    visit = visit_from(visit_fields(*entered, **{"payer": payer.key, **fields}))
    return assess(visit, reference, estimate, payers=Payers([payer]))


def reports(found: Assessment) -> tuple[str, str, str]:
    return plain_text(found), visit_summary(found), visit_summary(found, detailed=False)


def test_a_payer_that_is_like_medicare_pays_itself(reference: Reference) -> None:
    found = priced(reference, LIKE)
    payment = assessment_document(found)["payment"]
    assert payment["medicare_pays"] is None
    assert payment["payer_pays"] == str(found.payment and found.payment.medicare_pays)
    for text in reports(found):
        assert "Payer pays" in text
        assert "what Like It was seen to state" in text
        assert not [words for words in OF_MEDICARE if words in text.partition("To settle")[0]]
    lines = assessment_document(found)["claim_lines"]
    kinds = {step["kind"] for each in lines for step in each["calculation"]}
    assert "payer-pays" in kinds
    assert not {"medicare-pays", "assistant-share"} & kinds


@pytest.mark.parametrize(
    ("price", "marked"), [(DOLLARS, False), (PERCENT, True)], ids=["dollars", "percent"]
)
def test_an_estimate_is_what_is_made_of_other_fees(
    price: Any, marked: bool, reference: Reference
) -> None:
    file = small(id="my-plan", price=price, **NEXT_YEAR)
    found = priced(reference, file, date_of_service="2027-01-04", estimate=True)
    assert found.by_payer is not None
    assert assessment_document(found)["estimated"] is marked
    for text in reports(found):
        assert ("at 2026 fees" in text) is marked


@pytest.mark.parametrize(
    ("file", "day", "services", "said"),
    [
        (LIKE, "2025-12-31", ("97110",), "not shown"),
        (small(id="rules", name="Rules"), "2026-05-01", ("97110",), "no price"),
        (small(id="d", price=DOLLARS), "2025-05-01", ("97110",), "not shown"),
        (small(id="d", price=DOLLARS), "2026-05-01", ("97140",), "no price"),
    ],
)
def test_a_line_says_what_it_lacks(
    file: Any, day: str, services: Any, said: str, reference: Reference
) -> None:
    found = priced(reference, file, *(pt(code, 15) for code in services), date_of_service=day)
    assert found.amounts is None
    lines = plain_text(found).partition("Claim lines")[2].partition("Payment")[0]
    assert said in lines
    assert "MAC-priced" not in lines
    assert "see total" not in lines


def test_a_line_without_a_price_points_to_no_total(reference: Reference) -> None:
    """It isn't known how many of its units are paid either."""
    cap = {"measure": "units", "limit": 2, "source": "contract"}
    file = small(id="d", price=DOLLARS, caps=[cap])
    found = priced(reference, file, pt("97110", 38), pt("97140", 15))
    assert found.amounts is not None
    of_code = {line.line.code: allowed(found, line) for line in found.lines}
    assert of_code == {"97110": "see total", "97140": "no price"}


@pytest.mark.parametrize(
    ("payers", "medicares", "others"),
    [
        (["my-plan"], False, True),
        (["medicare"], True, False),
        (["my-plan", "medicare"], True, True),
    ],
)
def test_the_foot_of_a_day_is_of_its_payers(
    payers: list[str], medicares: bool, others: bool, reference: Reference
) -> None:
    own = Payers([payer_from(small(id="my-plan", price=DOLLARS))])
    visits = [
        {"tag": f"{at}", "payer": id, "services": [pt("97110", 15)]} for at, id in enumerate(payers)
    ]
    day = day_from(day_fields(*visits, people=[]))
    found = DayAssessor(reference, payers=own).assess(day)
    for text in (day_text(found), day_page(found)):
        assert ("Medicare Part B fee schedule" in text) is medicares
        assert ("what My plan was seen to state" in text) is others
        assert ("Visits of Medicare: Estimate" in text) is (medicares and others)
