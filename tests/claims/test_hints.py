"""What a biller is told, and what stays off the claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ROOT, ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.claims import KINDS

Assess = Callable[..., Assessment]

# The service, its units on the claim, the hint's kind and severity, and words it must hold.
CODES = [
    (pt("97010", 10), 0, "coverage", "note", "bundled"),
    (pt("97014", 10), 0, "coverage", "action", "use G0283"),
    (pt("97037", 10), 0, "coverage", "action", "does not cover"),
    (pt("97026", 10), 1, "coverage", "warning", "restricted"),
    (pt("97602", 10), 0, "coverage", "note", "bundled"),
    (pt("20560", 10), 1, "coverage", "warning", "acupuncture"),
    (pt("0791T", 10), 0, "code", "action", "rule not known"),
    (pt("99999", 10), 0, "code", "action", "not a code that this program knows"),
    (pt("98940", 10), 0, "discipline", "action", "not a therapy code"),
    (ot("97161", 10), 0, "discipline", "action", "goes with GP only"),
    (pt("97165", 10), 0, "discipline", "action", "goes with GO only"),
    (pt("92521", 10), 0, "discipline", "action", "goes with GN only"),
    (slp("97110", 15), 1, "discipline", "warning", "seldom billed under SLP"),
    (pt("97161", 10, 5), 0, "assistant", "action", "may not do an evaluation"),
    (slp("92507", 10, 30), 1, "assistant", "warning", "30 minutes of 92507 are documented"),
    (slp("92523", 60, 5), 1, "assistant", "warning", "5 minutes of 92523 are documented"),
    (pt("97552"), 1, "coverage", "note", "patient's consent"),
    (pt("98975"), 1, "coverage", "note", "once for an episode"),
    (pt("98977"), 1, "coverage", "note", "16 days with data or more"),
    (pt("98985"), 1, "coverage", "note", "2 to 15 days with data"),
    (slp("92507", 0, 45), 0, "assistant", "action", "does not cover a speech-language"),
    (slp("97535", 10, 20), 1, "assistant", "warning", "20 minutes of 97535 are documented"),
    (pt("97110", 10, 5), 1, "assistant", "note", "10 minutes earn the last unit of 97110"),
    (ot("96112", 60), 1, "clock", "note", "minutes of 96112 are counted is widely stated"),
    (ot("97129", 15), 1, "clock", "note", "minutes of 97129 are counted is widely stated"),
    (pt("97597"), 1, "clock", "warning", "whole treated area"),
]


@pytest.mark.parametrize(
    ("service", "units", "kind", "severity", "words"), CODES, ids=[row[0]["code"] for row in CODES]
)
def test_hint(
    service: dict[str, Any], units: int, kind: str, severity: str, words: str, assessed: Assess
) -> None:
    found = assessed(service)
    assert [result.units for result in found.services] == [units]
    assert sum(line.line.units for line in found.lines) == units
    assert [(hint.kind, hint.severity.value, hint.services) for hint in found.hints] == [
        (kind, severity, (0,))
    ]
    assert words in found.hints[0].message
    assert found.hints[0].citation


def test_a_plain_visit_raises_nothing(assessed: Assess) -> None:
    assert assessed(pt("97110", 33), pt("97140", 7)).hints == ()


def test_a_bundled_service_says_so_in_its_reason(assessed: Assess) -> None:
    assert "bundled" in assessed(pt("97010", 10)).services[0].reason


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (pt("97039", 10), ["no national price", "describe the service"]),
        (pt("97799", 10), ["no national price", "describe the service"]),
        (pt("97545", 120), ["no national price", "restricted", "minutes of 97545 are counted"]),
        (pt("98979", 10), ["one live interaction"]),
        (pt("98979", 20), ["20 minutes or more in the month is 98980"]),
        (pt("98980", 15), ["10 to 19 minutes in the month is 98979"]),
    ],
)
def test_several_hints_of_one_service(
    service: dict[str, Any], words: list[str], assessed: Assess
) -> None:
    messages = [hint.message for hint in assessed(service).hints]
    assert len(messages) == len(words)
    for word in words:
        assert any(word in message for message in messages), word


def test_what_a_month_cannot_hold_is_said(assessed: Assess) -> None:
    both = assessed(pt("98979", 10), pt("98980", 20)).hints[0]
    assert (both.severity.value, both.services) == ("action", (0, 1))
    assert "not billed for the same month" in both.message
    period = assessed(pt("98977"), pt("98985")).hints[0]
    assert (period.severity.value, period.services) == ("action", (0, 1))
    assert "98977 is for 16 to 30 days" in period.message


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([pt("98980", 6), pt("98980", 6)], "10 to 19 minutes in the month is 98979"),
        ([pt("98979", 10), pt("98979", 10)], "20 minutes or more in the month is 98980"),
        ([pt("98979", 12), pt("98981", 20)], "not billed for the same month"),
    ],
)
def test_the_minutes_of_a_month_are_those_of_all_its_rows(
    rows: list[dict[str, Any]], words: str, assessed: Assess
) -> None:
    hint = assessed(*rows).hints[0]
    assert words in hint.message
    assert (hint.services, hint.remedy) == ((0, 1), None)


def test_rows_that_make_up_the_minutes_of_a_month_raise_nothing(assessed: Assess) -> None:
    assert assessed(pt("98980", 12), pt("98980", 12)).hints == ()


def test_a_tie_between_therapist_and_assistant_decides_the_modifier(assessed: Assess) -> None:
    hint = assessed(pt("97110", 7), pt("97116", 0, 7)).hints[0]
    assert hint.message.endswith("The choice also decides the assistant modifier.")


def test_several_units_in_a_tie_are_had_by_several(assessed: Assess) -> None:
    hint = assessed(pt("97110", 9), pt("97116", 9), pt("97140", 9)).hints[0]
    assert "97110 and 97116 have them by order of entry" in hint.message


def test_the_midpoint_rule_is_not_medicares(assessed: Assess) -> None:
    visit = (pt("97110", 8), pt("97140", 8), pt("97035", 8))
    hint = assessed(*visit, rule="midpoint").hints[0]
    assert (hint.kind, hint.severity.value) == ("rule", "warning")
    assert "which gives 2 units" in hint.message


def test_a_practice_that_does_not_participate_is_told_what_is_assumed(assessed: Assess) -> None:
    hint = assessed(pt("97110", 15), provider={"participating": False}).hints[0]
    assert (hint.kind, hint.severity.value) == ("provider", "note")
    assert "accept assignment" in hint.message


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
    (hint,) = [hint for hint in found.hints if "charge" in hint.message]
    assert (hint.kind, hint.severity.value, hint.services) == ("provider", "warning", named)
    assert f"on every row of {code}, or on none" in hint.message


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
    assert not [hint for hint in assessed(*rows).hints if "charge" in hint.message]


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


def _about_prices(found: Assessment) -> list[tuple[str, str, tuple[int, ...]]]:
    return [
        (hint.kind, hint.severity.value, hint.services)
        for hint in found.hints
        if "MAC's price" in hint.message
    ]


def test_a_price_of_a_code_that_the_fee_schedule_prices_is_told_as_unused(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 8, contractor_price="99.00"), pt("97110", 7), pt("97014", 5), pt("97039", 5)
    )
    assert _about_prices(found) == [("coverage", "warning", (0,))]
    assert any("prices 97110 itself: remove it" in hint.message for hint in found.hints)
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
    assert _about_prices(found) == [("coverage", "warning", (1, 2))]
    (hint,) = [hint for hint in found.hints if "MAC's price" in hint.message]
    assert "$40.00 and $50.00" in hint.message
    assert not any("no national price" in hint.message for hint in found.hints)


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
    assert "RVU25D" in found.hints[0].message


def test_a_tie_says_whose_it_is(assessed: Assess) -> None:
    visit = (pt("97112", 20), pt("97530", 20))
    open_tie, settled = assessed(*visit).hints[0], assessed(*visit, extra_units_to=[1]).hints[0]
    assert (open_tie.kind, open_tie.severity.value, open_tie.services) == ("tie", "warning", (0, 1))
    assert "97112 has it by order of entry" in open_tie.message
    assert (settled.severity.value, "By your choice 97530" in settled.message) == ("note", True)


def test_the_date_without_an_edition_names_what_is_loaded(assessed: Assess) -> None:
    hint = assessed(pt("97110", 15), date_of_service="2031-01-01").hints[0]
    assert "Loaded: RVU20D to RVU26C, for dates from 2020-01-01 to 2026-12-31" in hint.message
    assert "quarterhour import" in hint.message


def test_the_readme_lists_every_kind() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"| `{kind}` |" not in readme] == []


def test_pressing_hints_come_first_and_every_kind_is_listed(assessed: Assess) -> None:
    found = assessed(pt("97010", 5), pt("97014", 5), pt("97026", 5))
    assert [hint.severity.value for hint in found.hints] == ["action", "warning", "note"]
    assert all(hint.kind in KINDS for hint in found.hints)
