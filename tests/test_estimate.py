"""An estimate with the last fees, where none are loaded for the date: asked for, and marked."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import hint_of, pt, topics, visit_fields
from quarterhour.assess import assess, compare_by_rule, payment_of
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.item_24 import claim_csv, claim_text
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary
from quarterhour.visit import Visit, visit_from

Assess = Callable[..., Assessment]
SERVICES = [pt("97110", 24), pt("97140", 15), pt("97112", 10), pt("97530", 14), pt("97035", 8)]
SENTENCE = "Estimate at 2026 fees (CMS, July 2026): no fee schedule is loaded for January 4, 2027."


def visit_on(day: str, **fields: Any) -> Visit:
    return visit_from(visit_fields(*SERVICES, date_of_service=day, **fields))


@pytest.fixture
def estimate(reference: Reference) -> Assess:
    """Estimate the services on 2027-01-04, other fields by name."""
    return lambda day="2027-01-04", **fields: assess(visit_on(day, **fields), reference, True)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"zip": "27601"},
        {"locality": "10112-00"},
        {"provider": {"qualifying_apm": True}},
        {"provider": {"participating": False}},
        {"patient": {"deductible_remaining": "50.00"}},
    ],
)
def test_it_equals_what_the_last_fees_paid_to_the_cent(
    fields: dict[str, Any], reference: Reference, estimate: Assess
) -> None:
    """Alabama has its work index by the floor, which is law in 2026 alone as far as is known."""
    found, before = estimate(**fields), assess(visit_on("2026-12-31", **fields), reference)
    assert found.payment == before.payment is not None
    assert [each.allowed for each in found.lines] == [each.allowed for each in before.lines]
    assert (found.locality, found.conversion_factor) == (before.locality, before.conversion_factor)
    assert payment_of(found.visit, reference, True) == found.payment
    assert compare_by_rule(found.visit, reference, True).total_minutes.payment == found.payment


def test_it_is_never_made_by_itself_and_never_where_fees_are_loaded(
    reference: Reference, estimate: Assess
) -> None:
    why_no_payment = assess(visit_on("2027-01-04"), reference)
    assert (why_no_payment.payment, why_no_payment.at_fees, why_no_payment.estimate_sentence) == (
        None,
        "",
        "",
    )
    assert hint_of(why_no_payment, Topic.NO_EDITION).severity is Severity.NOTE
    priced = visit_on("2026-11-23")
    assert assess(priced, reference, True) == assess(priced, reference)
    other = visit_on("2027-01-04", payer="blue")
    assert assess(other, reference, True) == assess(other, reference)


def test_before_the_first_fees_there_is_nothing_to_estimate_with(
    reference: Reference, estimate: Assess
) -> None:
    assert reference.edition_before(date(2019, 12, 31)) is None
    assert estimate("2019-12-31") == assess(visit_on("2019-12-31"), reference)


def test_it_says_what_it_is_in_every_report(estimate: Assess) -> None:
    found = estimate()
    hint = hint_of(found, Topic.ESTIMATED)
    assert hint.severity is Severity.NOTE
    assert "at 2026 fees" in hint.detail and "RVU26C" in hint.citation
    assert Topic.NO_EDITION not in topics(found)
    assert found.estimate_sentence == SENTENCE
    text, sheet = plain_text(found), visit_summary(found)
    assert "Payment at 2026 fees" in text and "Claim lines at 2026 fees" in text
    assert "<h2>Payment at 2026 fees</h2>" in sheet and ">Allowed at 2026 fees<" in sheet
    assert SENTENCE in " ".join(text.split()) and SENTENCE in sheet
    for report in (text, sheet):
        assert "2027 amount not entered" in report
        assert "Nothing is taken for the 2027 deductible." in report
    document = assessment_document(found)
    assert document["estimated"] is True
    assert document["edition"]["release"] == "RVU26C"
    header, *rows = csv.reader(claim_csv(found).splitlines())
    assert header[-1] == "note"
    assert {row[-1] for row in rows} == {SENTENCE}


def test_nothing_of_it_is_said_of_other_amounts(reference: Reference) -> None:
    found = assess(visit_on("2026-11-23"), reference)
    assert assessment_document(found)["estimated"] is False
    assert next(csv.reader(claim_csv(found).splitlines()))[-1] == "not counted"
    assert "2026 fees" not in plain_text(found) + visit_summary(found)


def test_claim_lines_have_no_amounts_with_it_or_without(
    reference: Reference, estimate: Assess
) -> None:
    assert claim_text(estimate()) == claim_text(assess(visit_on("2027-01-04"), reference))


def test_a_place_that_is_none_is_said(estimate: Assess) -> None:
    found = estimate(zip="00000")
    assert found.payment is None
    assert Topic.PLACE_UNKNOWN in topics(found)


def test_a_gap_between_releases_is_estimated_with_the_one_before_it(
    database: Path, tmp_path: Path
) -> None:
    """Where the release after it is loaded, and that of the date is not."""
    with closing(Reference(database)) as own:
        own.__dict__["editions"] = tuple(
            each for each in own.editions if each.valid_from.year != 2024
        )
        found = assess(visit_on("2024-05-01"), own, True)
        assert found.estimated_with is not None
        assert found.estimated_with.valid_to == date(2023, 12, 31)
        assert found.at_fees == "at 2023 fees"


@pytest.mark.parametrize("day", ["2019-12-31", "2027-01-01", "2031-05-01"])
def test_a_hint_that_money_is_withheld_says_how_to_estimate_where_that_can_be_done(
    day: str, reference: Reference
) -> None:
    visit = visit_from(visit_fields(pt("97110", 30), date_of_service=day))
    hint = hint_of(assess(visit, reference), Topic.NO_EDITION)
    can = assess(visit, reference, estimate=True).payment is not None
    assert ("at 2026 fees: Alt+S." in hint.detail) == can
    assert ("quarterhour assess --estimate" in hint.commands) == can
