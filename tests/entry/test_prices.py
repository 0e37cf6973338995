"""The price list in the editing session: it fills charges, shows that it did, and saves none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import pt, slp, visit_fields
from entry.typing_hand import saved_assessment, types
from quarterhour.claims import PriceList
from quarterhour.entry import Session
from quarterhour.entry.kept_draft import draft_text
from quarterhour.entry.prices import PRICES
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.report.item_24 import claim_text
from quarterhour.visit import visit_from, visit_text
from visit.visits import CODES, documents

PRICE_LIST = {"97110": Decimal("60.00"), "97129": Decimal("50.00"), "97130": Decimal("40.00")}
PRICES_AT_RANDOM = st.dictionaries(
    st.sampled_from(CODES), st.decimals(min_value=0, max_value=400, places=2)
)


def begun(reference: Reference, *services: dict[str, Any], prices: PriceList) -> Session:
    return Session(reference, visit_from(visit_fields(*services)), prices=prices)


def charges(session: Session) -> list[tuple[str | None, bool]]:
    rows = session.outcome.rows
    return [(None if row.charge is None else str(row.charge), row.charge_filled) for row in rows]


def test_a_row_says_whether_its_charge_was_entered_or_filled(reference: Reference) -> None:
    rows = (pt("97110", 23), pt("97140", 15, charge="70.00"), slp("97129", 45), pt("97010", 5))
    session = begun(reference, *rows, prices=PRICE_LIST)
    assert charges(session) == [
        ("120.00", True),
        ("70.00", False),
        ("130.00", True),
        (None, False),
    ]


def test_it_follows_the_minutes_and_an_entered_charge_prevails(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), prices=PRICE_LIST)
    types(session, 0, "therapist", "40")
    assert charges(session) == [("180.00", True)]
    session.change_row(0, charge=Decimal("0.00"))
    assert charges(session) == [("0.00", False)]
    session.undo()
    assert charges(session) == [("180.00", True)]


def test_another_list_counts_at_once(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), prices={})
    assert charges(session) == [(None, False)]
    session.take_prices(PRICE_LIST)
    assert charges(session) == [("60.00", True)]
    assert session.history.saved


def test_what_is_filled_is_in_item_24_and_in_no_file(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), prices=PRICE_LIST)
    assert session.outcome.assessment is not None and session.outcome.reading.visit is not None
    assert "60.00" in claim_text(session.outcome.assessment)
    assert "charge" not in visit_text(session.outcome.reading.visit)
    assert "charge" not in draft_text(session.draft)


def test_choices_in_a_tie_are_paid_by_it(reference: Reference) -> None:
    prices = {"97112": Decimal("10.00"), "97530": Decimal("12.00")}
    session = begun(reference, pt("97112", 20), pt("97530", 20), prices=prices)
    choices, _ = session.tie_choices(0, 9, 9)
    assert [str(choice.payment and choice.payment.allowed) for choice in choices] == [
        "32.00",
        "34.00",
    ]
    session.choose(choices[1])
    assert session.outcome.payment == choices[1].payment
    both = session.compared_by_rule()
    assert both is not None and both.total_minutes.payment == session.outcome.payment


@settings(max_examples=100, deadline=None)
@given(document=documents(), prices=PRICES_AT_RANDOM)
def test_filling_changes_neither_units_nor_what_is_saved(
    document: dict[str, Any], prices: PriceList, reference: Reference
) -> None:
    visit = visit_from(document)
    plain, filled = Session(reference, visit), Session(reference, visit, prices=prices)
    assert filled.draft == plain.draft
    assert filled.outcome.reading == plain.outcome.reading
    assert saved_assessment(filled) == saved_assessment(plain)
    for before, after in zip(plain.outcome.rows, filled.outcome.rows, strict=True):
        assert after.result == before.result
        if before.charge is not None:
            assert (after.charge, after.charge_filled) == (before.charge, False)


def test_a_code_that_is_there_twice_is_said(tmp_path: Path) -> None:
    files = PracticeFiles(tmp_path)
    text = '{"format": "quarterhour.prices/1", "prices": {"97110": "60.00", "97110": "65.00"}}'
    files.path(PRICES).write_text(text)
    prices, problem = files.read(PRICES)
    assert prices == {}
    assert '"97110" is there twice' in problem


@pytest.mark.parametrize("written", ["60", "60.0", "60.00"])
def test_a_price_has_cents(written: str) -> None:
    prices = PRICES.read({"format": "quarterhour.prices/1", "prices": {"97110": written}})
    assert PRICES.document(prices)["prices"] == {"97110": "60.00"}
