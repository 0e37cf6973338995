"""What a biller is told, and what stays off the claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import hint_of, offers, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import (
    KINDS,
    ChooseInTie,
    Dialog,
    OpenDialog,
    ReplaceCode,
    Severity,
    Topic,
)

Assess = Callable[..., Assessment]

# The service, its units on the claim, what its hint is about, and how urgent that is.
CODES = [
    (pt("97010", 10), 0, Topic.BUNDLED, Severity.NOTE),
    (pt("97014", 10), 0, Topic.NOT_VALID, Severity.ACTION),
    (pt("97037", 10), 0, Topic.NOT_COVERED, Severity.ACTION),
    (pt("97026", 10), 1, Topic.RESTRICTED, Severity.WARNING),
    (pt("97602", 10), 0, Topic.BUNDLED, Severity.NOTE),
    (pt("20560", 10), 1, Topic.DRY_NEEDLING, Severity.ACTION),
    (pt("97012", 20), 1, Topic.DECOMPRESSION, Severity.NOTE),
    (pt("0791T", 10), 0, Topic.RULE_NOT_KNOWN, Severity.ACTION),
    (pt("99999", 10), 0, Topic.UNKNOWN_CODE, Severity.ACTION),
    (pt("98940", 10), 0, Topic.NOT_THERAPY, Severity.ACTION),
    (ot("97161", 10), 0, Topic.OTHER_DISCIPLINE, Severity.ACTION),
    (pt("97165", 10), 0, Topic.OTHER_DISCIPLINE, Severity.ACTION),
    (pt("92521", 10), 0, Topic.OTHER_DISCIPLINE, Severity.ACTION),
    (slp("97110", 15), 1, Topic.SELDOM_BILLED, Severity.WARNING),
    (pt("97161", 10, 5), 0, Topic.ASSISTANT_EVALUATION, Severity.ACTION),
    (slp("92507", 10, 30), 1, Topic.SPEECH_ASSISTANT, Severity.WARNING),
    (slp("92523", 60, 5), 1, Topic.SPEECH_ASSISTANT, Severity.WARNING),
    (pt("97552"), 1, Topic.CAREGIVER_TRAINING, Severity.NOTE),
    (pt("98975"), 1, Topic.ONCE_AN_EPISODE, Severity.NOTE),
    (pt("98977"), 1, Topic.PERIOD_OF_16_DAYS, Severity.NOTE),
    (pt("98985"), 1, Topic.PERIOD_OF_2_DAYS, Severity.NOTE),
    (slp("92507", 0, 45), 0, Topic.SPEECH_ASSISTANT, Severity.ACTION),
    (slp("97535", 10, 20), 1, Topic.SPEECH_ASSISTANT, Severity.WARNING),
    (pt("97150", 40, 5), 1, Topic.TWO_METHODS, Severity.NOTE),
    (ot("96112", 60), 1, Topic.TIMED_BY_CONVENTION, Severity.NOTE),
    (ot("97129", 15), 1, Topic.TIMED_BY_CONVENTION, Severity.NOTE),
    (pt("97597"), 1, Topic.WOUND_AREA, Severity.WARNING),
]


@pytest.mark.parametrize(
    ("service", "units", "topic", "severity"), CODES, ids=[row[0]["code"] for row in CODES]
)
def test_hint(
    service: dict[str, Any], units: int, topic: Topic, severity: Severity, assessed: Assess
) -> None:
    found = assessed(service)
    assert [result.units for result in found.services] == [units]
    assert sum(line.line.units for line in found.lines) == units
    assert [(hint.topic, hint.severity, hint.rows, hint.codes) for hint in found.hints] == [
        (topic, severity, (0,), (service["code"],))
    ]
    assert found.hints[0].citation


def test_the_code_that_medicare_takes_instead_is_offered(assessed: Assess) -> None:
    (hint,) = assessed(pt("97110", 15), pt("97014", 10)).hints[:1]
    assert offers(hint) == (ReplaceCode(1, "97014", "G0283"),)


def test_a_plain_visit_raises_nothing(assessed: Assess) -> None:
    assert assessed(pt("97110", 33), pt("97140", 7)).hints == ()


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (pt("97039", 10), {Topic.NO_NATIONAL_PRICE, Topic.UNLISTED}),
        (pt("97799", 10), {Topic.NO_NATIONAL_PRICE, Topic.UNLISTED}),
        (
            pt("97545", 120),
            {Topic.NO_NATIONAL_PRICE, Topic.RESTRICTED, Topic.TIMED_BY_CONVENTION},
        ),
        (pt("98979", 10), {Topic.LIVE_INTERACTION}),
        (pt("98979", 20), {Topic.MONTH_OF_20_MINUTES}),
        (pt("98980", 15), {Topic.MONTH_OF_10_MINUTES}),
    ],
)
def test_several_hints_of_one_service(
    service: dict[str, Any], expected: set[Topic], assessed: Assess
) -> None:
    hints = assessed(service).hints
    assert len(hints) == len(expected)
    assert {hint.topic for hint in hints} == expected
    assert {hint.codes for hint in hints} == {(service["code"],)}


@pytest.mark.parametrize(
    ("service", "other"), [(pt("98979", 20), "98980"), (pt("98980", 15), "98979")]
)
def test_the_code_of_the_minutes_of_a_month_is_offered(
    service: dict[str, Any], other: str, assessed: Assess
) -> None:
    assert offers(assessed(service).hints[0]) == (ReplaceCode(0, service["code"], other),)


def test_what_a_month_cannot_hold_is_said(assessed: Assess) -> None:
    both = assessed(pt("98979", 10), pt("98980", 20)).hints[0]
    assert (both.topic, both.severity) == (Topic.SAME_MONTH, Severity.ACTION)
    assert (both.rows, both.codes) == ((0, 1), ("98979", "98980"))
    period = assessed(pt("98977"), pt("98985")).hints[0]
    assert (period.topic, period.severity) == (Topic.SAME_PERIOD, Severity.ACTION)
    assert (period.rows, period.codes) == ((0, 1), ("98977", "98985"))


@pytest.mark.parametrize(
    ("rows", "topic", "codes"),
    [
        ([pt("98980", 6), pt("98980", 6)], Topic.MONTH_OF_10_MINUTES, ("98980",)),
        ([pt("98979", 10), pt("98979", 10)], Topic.MONTH_OF_20_MINUTES, ("98979",)),
        ([pt("98979", 12), pt("98981", 20)], Topic.SAME_MONTH, ("98979", "98980")),
    ],
)
def test_the_minutes_of_a_month_are_those_of_all_its_rows(
    rows: list[dict[str, Any]], topic: Topic, codes: tuple[str, ...], assessed: Assess
) -> None:
    hint = assessed(*rows).hints[0]
    assert (hint.topic, hint.rows, hint.codes, offers(hint)) == (topic, (0, 1), codes, ())


def test_rows_that_make_up_the_minutes_of_a_month_raise_nothing(assessed: Assess) -> None:
    assert assessed(pt("98980", 12), pt("98980", 12)).hints == ()


def test_a_tie_between_therapist_and_assistant_decides_the_modifier(assessed: Assess) -> None:
    visit = (pt("97110", 7), pt("97116", 0, 7))
    assert topics(assessed(*visit)) == [Topic.TIE_OPEN]
    marks = [assessed(*visit, extra_units_to=[row]).lines[0].line.modifiers for row in (0, 1)]
    assert marks == [("GP",), ("GP", "CQ")]


def test_several_units_in_a_tie_are_had_by_several(assessed: Assess) -> None:
    found = assessed(pt("97110", 9), pt("97116", 9), pt("97140", 9))
    hint = hint_of(found, Topic.TIE_OPEN)
    assert (hint.rows, hint.codes) == ((0, 1, 2), ("97110", "97116", "97140"))
    assert offers(hint) == (ChooseInTie(0),)
    assert [result.units for result in found.services] == [1, 1, 0]


def test_the_midpoint_rule_is_not_medicares(assessed: Assess) -> None:
    visit = (pt("97110", 8), pt("97140", 8), pt("97035", 8))
    hint = assessed(*visit, rule="midpoint").hints[0]
    assert (hint.topic, hint.severity) == (Topic.MIDPOINT_RULE, Severity.WARNING)
    assert sum(result.units for result in assessed(*visit, rule="midpoint").services) == 3
    assert sum(result.units for result in assessed(*visit).services) == 2


@pytest.mark.parametrize(
    ("accepts", "topic"),
    [(True, Topic.ASSIGNMENT_ACCEPTED), (False, Topic.ASSIGNMENT_NOT_ACCEPTED)],
)
def test_a_practice_that_does_not_participate_is_told_what_is_assumed(
    accepts: bool, topic: Topic, assessed: Assess
) -> None:
    provider = {"participating": False, "accepts_assignment": accepts}
    hint = assessed(pt("97110", 15), provider=provider).hints[0]
    assert (hint.topic, hint.severity) == (topic, Severity.NOTE)


def test_participation_that_is_assumed_is_told_where_there_are_amounts(assessed: Assess) -> None:
    assumed = {"participation_assumed": True}
    found = assessed(pt("97110", 15), provider=assumed)
    known = assessed(pt("97110", 15))
    hint = hint_of(found, Topic.PARTICIPATION_ASSUMED)
    assert (hint.severity, hint.rows) == (Severity.NOTE, ())
    assert offers(hint) == (OpenDialog(Dialog.PRACTICE),)
    assert (found.participation_assumed, known.participation_assumed) == (True, False)
    assert found.payment == known.payment
    for other in (
        known,
        assessed(pt("97110", 15), provider=assumed, zip="00000"),
        assessed(pt("97110", 15), provider={**assumed, "participating": False}),
    ):
        assert Topic.PARTICIPATION_ASSUMED not in topics(other)


@pytest.mark.parametrize(
    ("rows", "named", "code"),
    [
        ([pt("97110", 15, charge="20.00"), pt("97110", 15)], (0, 1), "97110"),
        ([pt("97110", 8), pt("97140", 15), pt("97110", 8, charge="20.00")], (0, 2), "97110"),
        ([ot("97130", 30, charge="20.00"), ot("97130", 15)], (0, 1), "97130"),
        ([pt("97110", 0, 15, charge="9.00"), pt("97110", 15)], (0, 1), "97110"),
    ],
)
def test_a_charge_on_only_some_rows_of_a_line_is_told(
    rows: list[dict[str, Any]], named: tuple[int, ...], code: str, assessed: Assess
) -> None:
    found = assessed(*rows)
    assert {line.line.charge for line in found.lines} == {None}
    hint = hint_of(found, Topic.CHARGE_ON_SOME_ROWS)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, named, (code,))
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, named[0]),)


@pytest.mark.parametrize(
    "rows",
    [
        [pt("97110", 15), pt("97110", 15)],
        [pt("97110", 15, charge="20.00"), pt("97110", 15, charge="30.00")],
        [pt("97110", 15, charge="20.00"), pt("97140", 15)],
        [pt("97110", 15, charge="20.00"), ot("97110", 15)],
        [ot("97129", 15, charge="20.00"), ot("97130", 30)],
        [pt("97110", 2, charge="20.00"), pt("97110", 3)],
        [pt("97010", 15, charge="20.00"), pt("97010", 15)],
    ],
)
def test_charges_that_hide_no_line_s_are_not_told(
    rows: list[dict[str, Any]], assessed: Assess
) -> None:
    assert Topic.CHARGE_ON_SOME_ROWS not in topics(assessed(*rows))


def test_an_evaluation_by_an_assistant_spoils_no_other_row(assessed: Assess) -> None:
    for rows in ((pt("97161", 30), pt("97161", 0, 10)), (pt("97161", 0, 10), pt("97161", 30))):
        found = assessed(*rows)
        assert [line.line.modifiers for line in found.lines] == [("GP",)]
        assert found.lines[0].line.row == [row["therapist_minutes"] for row in rows].index(30)


def test_a_contractor_priced_line_alone_has_no_payment(assessed: Assess) -> None:
    found = assessed(pt("97545", 120))
    assert (found.lines[0].allowed, found.payment) == (None, None)


def test_a_contractor_priced_line_is_kept_out_of_the_amounts(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), pt("97039", 10))
    assert [line.allowed is None for line in found.lines] == [False, True]
    assert found.payment is not None
    assert str(found.payment.allowed) == "29.06"


PRICES = (Topic.MAC_PRICE_NOT_USED, Topic.MAC_PRICES_DIFFER)


def _about_prices(found: Assessment) -> list[tuple[Topic, Severity, tuple[int, ...]]]:
    return [(hint.topic, hint.severity, hint.rows) for hint in found.hints if hint.topic in PRICES]


def test_a_price_of_a_code_that_the_fee_schedule_prices_is_told_as_unused(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 8, contractor_price="99.00"), pt("97110", 7), pt("97014", 5), pt("97039", 5)
    )
    assert _about_prices(found) == [(Topic.MAC_PRICE_NOT_USED, Severity.WARNING, (0,))]
    hint = hint_of(found, Topic.MAC_PRICE_NOT_USED)
    assert hint.codes == ("97110",)
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, 0),)
    assert str(found.lines[0].allowed) == "29.06"


def test_two_prices_of_one_code_contradict_and_its_amount_is_withheld(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 15),
        pt("97039", 10, contractor_price="40.00"),
        pt("97039", 10, contractor_price="50.00"),
    )
    assert [line.allowed is None for line in found.lines] == [False, True]
    assert found.payment is not None
    assert str(found.payment.allowed) == "29.06"
    assert _about_prices(found) == [(Topic.MAC_PRICES_DIFFER, Severity.WARNING, (1, 2))]
    hint = hint_of(found, Topic.MAC_PRICES_DIFFER)
    assert hint.codes == ("97039",)
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, 1),)
    assert Topic.NO_NATIONAL_PRICE not in topics(found)


@pytest.mark.parametrize("second", [{"contractor_price": "40"}, {}])
def test_one_price_of_a_code_holds_for_all_of_its_rows(
    second: dict[str, Any], assessed: Assess
) -> None:
    found = assessed(pt("97039", 10, contractor_price="40.00"), pt("97039", 10, **second))
    assert [str(line.allowed) for line in found.lines] == ["40.00"]
    assert _about_prices(found) == []


def test_a_code_of_next_year_is_not_in_this_years_fee_schedule(assessed: Assess) -> None:
    found = assessed(pt("98979", 12), date_of_service="2025-06-02")
    assert found.lines == ()
    assert found.edition is not None
    assert found.edition.release == "RVU25D"
    assert [(hint.topic, hint.codes) for hint in found.hints] == [
        (Topic.NOT_IN_EDITION, ("98979",))
    ]


def test_a_tie_says_whose_it_is(assessed: Assess) -> None:
    visit = (pt("97112", 20), pt("97530", 20))
    by_order, by_choice = assessed(*visit), assessed(*visit, extra_units_to=[1])
    for found, topic, severity, units in (
        (by_order, Topic.TIE_OPEN, Severity.WARNING, [2, 1]),
        (by_choice, Topic.TIE_CHOSEN, Severity.NOTE, [1, 2]),
    ):
        (hint,) = found.hints
        assert (hint.topic, hint.severity) == (topic, severity)
        assert (hint.rows, hint.codes) == ((0, 1), ("97112", "97530"))
        assert offers(hint) == (ChooseInTie(0),)
        assert [result.units for result in found.services] == units


def test_a_date_without_an_edition_is_said_of_the_visit(assessed: Assess) -> None:
    hint, threshold = assessed(pt("97110", 15), date_of_service="2031-01-01").hints
    assert (hint.topic, hint.severity) == (Topic.NO_EDITION, Severity.NOTE)
    assert (threshold.topic, threshold.severity) == (Topic.NO_THRESHOLD, Severity.NOTE)
    assert "PT and SLP" in threshold.detail
    assert (hint.rows, hint.codes) == ((), ())
    assert "RVU20D to RVU26C" in hint.citation


def test_pressing_hints_come_first_and_every_kind_is_listed(assessed: Assess) -> None:
    found = assessed(pt("97010", 5), pt("97014", 5), pt("97026", 5))
    assert [hint.severity for hint in found.hints] == list(Severity)
    assert {topic.kind for topic in Topic} == set(KINDS)


@pytest.mark.parametrize(
    ("services", "missing"),
    [
        ([pt("97545", 150)], ("97545",)),  # A50
        ([pt("97545", 190)], ("97545", "97546")),
        ([pt("97545", 190, contractor_price="100.00")], ("97546",)),  # A99
        ([pt("97545", 190), pt("97546", contractor_price="50.00")], ("97545",)),
        ([pt("97545", 60)], ()),
    ],
)
def test_a_price_of_the_first_code_does_not_price_its_add_on(
    services: list[dict[str, Any]], missing: tuple[str, ...], assessed: Assess
) -> None:
    """The hint names the one that lacks it."""
    found = assessed(*services)
    told = [hint for hint in found.hints if hint.topic is Topic.NO_NATIONAL_PRICE]
    assert [hint.codes for hint in told] == ([missing] if missing else [])
    assert all(code in hint.title and code in hint.detail for hint in told for code in missing)
    unpriced = [line.line.code for line in found.lines if line.allowed is None]
    assert tuple(unpriced) == missing


def test_the_price_of_97545_prices_97545_alone(assessed: Assess) -> None:
    """A99: 190 minutes and a price of 100.00."""
    visit = pt("97545", 190, contractor_price="100.00")
    found = assessed(visit, date_of_service="2026-05-11", zip="33101")
    assert [str(line.allowed) for line in found.lines] == ["100.00", "None"]
    assert found.payment is not None
    assert str(found.payment.medicare_pays) == "78.40"
