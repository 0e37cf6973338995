"""The modifiers of a line: which, in what order, and how many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from builders import hint_of, offers, ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Dialog, Hint, OpenDialog, Severity, Topic
from quarterhour.reference import Reference
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


def excluded(found: Assessment, code: str) -> tuple[str, ...]:
    return next(each.line.excluded for each in found.lines if each.line.code == code)


def too_many(found: Assessment, code: str) -> Hint:
    """Return the one hint that a code has more modifiers than a line holds."""
    (hint,) = (
        hint
        for hint in found.hints
        if hint.topic is Topic.MODIFIERS_LEFT_OFF and hint.codes == (code,)
    )
    return hint


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
        (pt("97110", 15, telehealth=True), "GP"),
        (pt("97110", 15, telehealth=True, audio_only=True), "GP 93"),
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
    wanted = {"telehealth_95": True}
    found = assessed(*visit, **EVERYTHING, provider=wanted)
    assert marks(found, "97750") == "GP CQ KX 59"
    hint = too_many(found, "97750")
    assert (hint.severity, hint.rows) == (Severity.ACTION, (1,))
    assert excluded(found, "97750") == ("95",)
    assert excluded(found, "97530") == ()
    first = assessed(*visit, **EVERYTHING, provider=wanted | {"modifier_order": ["telehealth"]})
    assert marks(first, "97750") == "GP CQ KX 59"
    both = assessed(*visit, **EVERYTHING, provider=wanted, purpose="habilitative")
    assert too_many(both, "97750").rows == (1,)
    assert excluded(both, "97750") == ("95", "96")


def test_a_purpose_that_finds_no_place_is_a_note(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 0, 15))
    found = assessed(*visit, **EVERYTHING, purpose="habilitative")
    assert hint_of(found, Topic.MODIFIERS_LEFT_OFF).severity is Severity.NOTE
    assert excluded(found, "97750") == ("96",)


def test_a_plan_behind_the_second_place_is_warned_of(assessed: Assess) -> None:
    order = {"modifier_order": ["assistant", "threshold"]}
    found = assessed(pt("97530", 15), pt("97750", 0, 15), provider=order, **EVERYTHING)
    assert marks(found, "97750") == "CQ KX GP 59"
    hint = hint_of(found, Topic.ORDER_TOO_LATE)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (1,), ("97750",))
    assert offers(hint) == (OpenDialog(Dialog.PRACTICE),)


@pytest.mark.parametrize("remote", [(True, False), (False, True), (True, True)])
def test_telehealth_of_some_rows_of_a_code(remote: tuple[bool, bool], assessed: Assess) -> None:
    rows = [pt("97110", 15, telehealth=each) for each in remote]
    found = assessed(*rows, provider={"telehealth_95": True})
    assert marks(found, "97110") == ("GP 95" if all(remote) else "GP")
    assert found.lines[0].line.place == ("10" if all(remote) else "11")
    pressing = [
        (hint.topic, hint.rows, hint.codes)
        for hint in found.hints
        if hint.severity is Severity.ACTION
    ]
    expected = [] if all(remote) else [(Topic.TELEHEALTH_MIXED, (0, 1), ("97110",))]
    assert pressing == expected


def test_telehealth_that_the_law_does_not_allow_is_priced_as_denied(assessed: Assess) -> None:
    found = assessed(pt("97110", 15, telehealth=True), date_of_service="2020-02-10")
    assert str(found.lines[0].allowed) == "0.00"
    assert found.lines[0].denials == (Denial(DenialKind.TELEHEALTH),)


@pytest.mark.parametrize(
    ("purpose", "expected"), [("habilitative", "GP 96"), ("rehabilitative", "GP 97")]
)
def test_purpose_for_payers_that_want_it(purpose: str, expected: str, assessed: Assess) -> None:
    found = assessed(pt("97110", 15), purpose=purpose)
    assert marks(found, "97110") == expected
    (hint,) = found.hints
    assert (hint.topic, hint.severity) == (Topic.PURPOSE_MARKED, Severity.NOTE)


@pytest.mark.parametrize(
    ("day", "covered"),
    [("2020-02-29", False), ("2026-01-31", True), ("2027-12-31", True), ("2028-01-01", False)],
)
def test_telehealth_holds_through_2027(
    day: str, covered: bool, assessed: Assess, reference: Reference
) -> None:
    found = assessed(pt("97110", 15, telehealth=True), date_of_service=day)
    topic = Topic.TELEHEALTH_MARKED if covered else Topic.TELEHEALTH_NOT_COVERED
    hint = hint_of(found, topic)
    assert hint.severity is (Severity.NOTE if covered else Severity.ACTION)
    assert (hint.rows, hint.codes, hint.unconfirmed) == ((0,), ("97110",), True)
    law = reference.parameter("telehealth_by_therapists", date.fromisoformat(day))
    assert (law.valid_to if law else None) == (date(2027, 12, 31) if covered else None)


@pytest.mark.parametrize("modifier", ["59", "XE", "XS", "XP", "XU"])
def test_one_of_59_and_the_x_modifiers(modifier: str, assessed: Assess) -> None:
    attested = {"separate": [["97530", "97750", modifier]]}
    found = assessed(pt("97530", 15), pt("97750", 15), attested=attested)
    assert marks(found, "97750") == f"GP {modifier}"
    (hint,) = found.hints
    assert (hint.topic, hint.codes) == (Topic.PAIR_STATED, ("97530", "97750"))


def test_59_and_xe_are_two_modifiers(assessed: Assess) -> None:
    with pytest.raises(VisitError, match="59 or XE or XS or XP or XU"):
        assessed(pt("97110", 15), attested={"separate": [["97530", "97750", "59XE"]]})


@pytest.mark.parametrize("profession", ["massage therapist", "athletic trainer", "chiropractor"])
def test_who_cannot_bill_therapy(profession: str, assessed: Assess) -> None:
    found = assessed(pt("97110", 15), provider={"profession": profession})
    assert found.lines == ()
    (hint,) = found.hints
    assert (hint.topic, hint.severity) == (Topic.NOT_BY_A_THERAPIST, Severity.ACTION)
    assert (hint.rows, hint.codes) == ((0,), ("97110",))


def test_telehealth_without_a_unit_is_not_told_of(assessed: Assess) -> None:
    assert assessed(pt("97110", 5, telehealth=True)).hints == ()
    assert assessed(pt("97110", 3), pt("97110", 3, telehealth=True)).hints == ()
