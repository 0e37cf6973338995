"""The modifiers of a line: which, in what order, and how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.visit import VisitError

Assess = Callable[..., Assessment]

ABOVE = {"pt_slp_to_date": "2480.00"}
# Two codes of a pair: 97750 takes every modifier that a line can have.
EVERYTHING: dict[str, Any] = {
    "patient": ABOVE,
    "attested": {"separate": [["97530", "97750"]], "medically_necessary": True},
}


def marks(found: Assessment, code: str) -> str:
    return " ".join(next(each.line.modifiers for each in found.lines if each.line.code == code))


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (pt("97110", 15), "GP"),
        (ot("97110", 15), "GO"),
        (slp("92507", 30), "GN"),
        (pt("95992", 15), "GP"),
        (ot("97597", square_cm=10), "GO"),
        (pt("97110", 0, 15), "GP CQ"),
        (ot("97110", 0, 15), "GO CO"),
        (slp("97535", 15, 15), "GN"),
        (pt("97110", 15, telehealth=True), "GP 95"),
    ],
)
def test_plan_of_care_first(service: dict[str, Any], expected: str, assessed: Assess) -> None:
    assert marks(assessed(service), service["code"]) == expected


def test_the_default_order(assessed: Assess) -> None:
    found = assessed(pt("97530", 15), pt("97750", 0, 15), **EVERYTHING)
    assert marks(found, "97750") == "GP CQ KX 59"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["assistant"], "CQ GP KX 59"),
        (["separate", "threshold"], "59 KX GP CQ"),
        (["threshold", "plan-of-care", "separate", "assistant"], "KX GP 59 CQ"),
        (["purpose", "telehealth"], "GP CQ KX 59"),
    ],
)
def test_the_order_is_a_setting(order: list[str], expected: str, assessed: Assess) -> None:
    provider = {"modifier_order": order}
    found = assessed(pt("97530", 15), pt("97750", 0, 15), provider=provider, **EVERYTHING)
    assert marks(found, "97750") == expected


def test_four_at_most_and_the_one_left_off_is_named(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 0, 15, telehealth=True))
    found = assessed(*visit, **EVERYTHING)
    assert marks(found, "97750") == "GP CQ KX 59"
    (hint,) = [hint for hint in found.hints if "more than the 4 modifiers" in hint.message]
    assert (hint.severity.value, hint.services) == ("action", (1,))
    assert "left off is 95" in hint.message
    first = assessed(*visit, **EVERYTHING, provider={"modifier_order": ["telehealth"]})
    assert marks(first, "97750") == "GP CQ KX 59"
    both = assessed(*visit, **EVERYTHING, purpose="habilitative")
    (hint,) = [
        hint for hint in both.hints if "more than the 4" in hint.message if hint.services == (1,)
    ]
    assert "left off is 95 and 96" in hint.message


def test_a_purpose_that_finds_no_place_is_a_note(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 0, 15))
    found = assessed(*visit, **EVERYTHING, purpose="habilitative")
    (hint,) = [hint for hint in found.hints if "more than the 4" in hint.message]
    assert hint.severity.value == "note"


def test_a_plan_behind_the_second_place_is_warned_of(assessed: Assess) -> None:
    order = {"modifier_order": ["assistant", "threshold"]}
    found = assessed(pt("97530", 15), pt("97750", 0, 15), provider=order, **EVERYTHING)
    assert marks(found, "97750") == "CQ KX GP 59"
    (hint,) = [hint for hint in found.hints if "first two places" in hint.message]
    assert (hint.severity.value, hint.services) == ("warning", (1,))


@pytest.mark.parametrize("remote", [(True, False), (False, True), (True, True)])
def test_telehealth_of_some_rows_of_a_code(remote: tuple[bool, bool], assessed: Assess) -> None:
    found = assessed(*(pt("97110", 15, telehealth=each) for each in remote))
    assert marks(found, "97110") == ("GP 95" if all(remote) else "GP")
    actions = [hint for hint in found.hints if hint.severity.value == "action"]
    assert bool(actions) == (not all(remote))


def test_telehealth_that_the_law_does_not_allow_is_priced_as_denied(assessed: Assess) -> None:
    found = assessed(pt("97110", 15, telehealth=True), date_of_service="2020-02-10")
    assert (str(found.lines[0].allowed), found.lines[0].denied) == (
        "0.00",
        "telehealth by therapists is not covered on this date",
    )


@pytest.mark.parametrize(
    ("purpose", "expected"), [("habilitative", "GP 96"), ("rehabilitative", "GP 97")]
)
def test_purpose_for_payers_that_want_it(purpose: str, expected: str, assessed: Assess) -> None:
    found = assessed(pt("97110", 15), purpose=purpose)
    assert marks(found, "97110") == expected
    (hint,) = found.hints
    assert (hint.kind, hint.severity.value) == ("modifier", "note")
    assert "Medicare does not ask for it" in hint.message


@pytest.mark.parametrize(
    ("day", "severity", "words"),
    [
        ("2020-02-29", "action", "may not bill 97110 as telehealth on 2020-02-29"),
        ("2026-01-31", "note", "may bill through 2027-12-31"),
        ("2027-12-31", "note", "may bill through 2027-12-31"),
        ("2028-01-01", "action", "may not bill 97110 as telehealth on 2028-01-01"),
    ],
)
def test_telehealth_holds_through_2027(
    day: str, severity: str, words: str, assessed: Assess
) -> None:
    found = assessed(pt("97110", 15, telehealth=True), date_of_service=day)
    (hint,) = [hint for hint in found.hints if hint.kind == "modifier"]
    assert hint.severity.value == severity
    assert words in hint.message
    assert "confirm with your MAC" in hint.message


@pytest.mark.parametrize("modifier", ["59", "XE", "XS", "XP", "XU"])
def test_one_of_59_and_the_x_modifiers(modifier: str, assessed: Assess) -> None:
    attested = {"separate": [["97530", "97750", modifier]]}
    found = assessed(pt("97530", 15), pt("97750", 15), attested=attested)
    assert marks(found, "97750") == f"GP {modifier}"
    assert f"modifier {modifier} stands on 97750 (column 2)" in found.hints[0].message


def test_59_and_xe_are_two_modifiers(assessed: Assess) -> None:
    with pytest.raises(VisitError, match="59 or XE or XS or XP or XU"):
        assessed(pt("97110", 15), attested={"separate": [["97530", "97750", "59XE"]]})


@pytest.mark.parametrize("profession", ["massage therapist", "athletic trainer", "chiropractor"])
def test_who_cannot_bill_therapy(profession: str, assessed: Assess) -> None:
    found = assessed(pt("97110", 15), provider={"profession": profession})
    assert found.lines == ()
    (hint,) = found.hints
    assert (hint.kind, hint.severity.value) == ("discipline", "action")
    assert f"{profession} cannot bill 97110 to Medicare as therapy" in hint.message
    assert "qualified therapist" in hint.message


def test_telehealth_without_a_unit_is_not_told_of(assessed: Assess) -> None:
    assert assessed(pt("97110", 5, telehealth=True)).hints == ()
    assert assessed(pt("97110", 3), pt("97110", 3, telehealth=True)).hints == ()
