"""NCCI pairs and MUE limits of the codes on a claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import TABLES, earning, hint_of, offers, ot, pt, slp, table, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import (
    AnswerKind,
    Attest,
    Denial,
    DenialKind,
    Dialog,
    Hint,
    OpenDialog,
    Severity,
    Statement,
    Topic,
)
from quarterhour.reference import Reference
from quarterhour.visit import SeparatePair

Assess = Callable[..., Assessment]

PAIRS = table(TABLES / "pair_edits.csv")


def modifiers(found: Assessment) -> dict[str, tuple[str, ...]]:
    return {line.line.code: line.line.modifiers for line in found.lines}


def denials(found: Assessment, code: str) -> tuple[Denial, ...]:
    (line,) = (line for line in found.lines if line.line.code == code)
    return line.denials


def attest(hint: Hint) -> Attest:
    """Return the statement that a hint asks for, which is its usual action."""
    action = hint.actions[0]
    assert isinstance(action, Attest)
    return action


def test_a_pair_is_denied_until_it_is_confirmed_to_be_separate(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15))
    found = assessed(*visit)
    (hint,) = found.hints
    assert (hint.topic, hint.severity) == (Topic.PAIR_DENIED, Severity.ACTION)
    assert (hint.rows, hint.codes) == ((0, 1), ("97530", "97750"))
    assert "NCCI 2024 Q3" in hint.citation
    assert denials(found, "97750") == (Denial(DenialKind.PAIR, "97530"),)
    assert denials(found, "97530") == ()
    assert modifiers(found) == {"97530": ("GP",), "97750": ("GP",)}

    confirmed = assessed(*visit, attested={"separate": [["97750", "97530"]]})
    assert modifiers(confirmed) == {"97530": ("GP",), "97750": ("GP", "59")}
    assert [(hint.topic, hint.severity) for hint in confirmed.hints] == [
        (Topic.PAIR_STATED, Severity.NOTE)
    ]


def test_one_pair_that_is_not_confirmed_holds_the_modifier_back(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15), pt("97140", 15))
    one = assessed(*visit, attested={"separate": [["97530", "97750"]]})
    assert modifiers(one)["97750"] == ("GP",)
    assert [(hint.topic, hint.severity, hint.codes) for hint in one.hints] == [
        (Topic.PAIR_DENIED, Severity.ACTION, ("97140", "97750")),
        (Topic.PAIR_STATED_IN_PART, Severity.NOTE, ("97530", "97750")),
    ]
    both = assessed(*visit, attested={"separate": [["97530", "97750"], ["97140", "97750"]]})
    assert modifiers(both)["97750"] == ("GP", "59")
    assert topics(both) == [Topic.PAIR_STATED, Topic.PAIR_STATED]
    assert {hint.severity for hint in both.hints} == {Severity.NOTE}


def test_a_pair_that_is_never_paid_together_takes_no_modifier(assessed: Assess) -> None:
    visit = (pt("97140", 15), pt("97124", 15))
    for attested in ({}, {"separate": [["97140", "97124"]]}):
        found = assessed(*visit, attested=attested)
        (hint,) = found.hints
        assert (hint.topic, hint.severity) == (Topic.PAIR_NEVER, Severity.ACTION)
        assert hint.codes == ("97140", "97124")
        assert all("59" not in marks for marks in modifiers(found).values())


@pytest.mark.parametrize(
    "visit",
    [
        (pt("97110", 15), pt("97140", 15)),
        (pt("97530", 15), pt("97116", 15)),
        (pt("97530", 15), pt("97140", 15)),
        (pt("97161", 30), pt("97140", 15)),
        (pt("97161", 30), pt("97530", 15)),
        (pt("97112", 15), pt("97140", 15)),
        (pt("97112", 15), pt("97530", 15)),
        (pt("97164", 30), pt("97110", 15)),
        (pt("97530", 15), pt("97535", 15)),
    ],
)
def test_pairs_that_many_lists_still_carry_raise_nothing(
    visit: tuple[dict[str, Any], ...], assessed: Assess
) -> None:
    assert assessed(*visit).hints == ()


def test_a_service_without_a_unit_is_in_no_pair(assessed: Assess) -> None:
    assert assessed(pt("97530", 30), pt("97750", 5)).hints == ()


def test_a_pair_deleted_since_still_held_on_its_own_dates(reference: Reference) -> None:
    edit = reference.edits.pair_edit("97530", "97535", date(2021, 6, 1))
    assert edit is not None
    assert edit.in_force(date(2021, 6, 1))
    assert not edit.in_force(date(2022, 6, 1))


def test_a_newer_quarter_takes_the_place_of_an_older(reference: Reference) -> None:
    releases = [
        found.release if found else ""
        for found in (
            reference.edits.pair_edit("97110", "97140", date(2026, 9, 30)),
            reference.edits.pair_edit("97110", "97140", date(2026, 10, 1)),
        )
    ]
    assert releases[-1] == "NCCI 2026 Q4"
    assert releases[0] != "NCCI 2026 Q4"


def test_every_pair_in_force_that_both_services_can_share_is_told(reference: Reference) -> None:
    day = date(2026, 6, 1)
    held = [row for row in PAIRS if row["release"] == "NCCI 2024 Q3" and not row["deleted"]]
    assert len(held) == 417
    for row in held:
        edit = reference.edits.pair_edit(row["column_1"], row["column_2"], day)
        assert edit is not None
        assert edit.in_force(day)
        assert edit.modifier_indicator == row["modifier_indicator"]


@pytest.mark.parametrize(
    ("service", "units", "most"),
    [(pt("97110", 105), 7, 6), (pt("97112", 75), 5, 4), (slp("96125", 151), 3, 2)],
)
def test_units_above_the_limit(
    service: dict[str, Any], units: int, most: int, assessed: Assess
) -> None:
    found = assessed(service)
    hint = hint_of(found, Topic.UNITS_ABOVE_LIMIT)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0,), (service["code"],))
    assert hint.citation.startswith(("MUE 2026-04-01", "MUE 2026-10-01"))
    assert denials(found, service["code"]) == (
        Denial(DenialKind.UNIT_LIMIT, service["code"], units, most),
    )


def test_units_at_the_limit_are_fine(assessed: Assess) -> None:
    assert assessed(pt("97110", 90)).hints == ()


def test_a_denied_line_is_priced_as_denied_and_what_it_leaves_out_is_told(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15))
    denied = assessed(*visit)
    assert [str(line.allowed) for line in denied.lines] == ["35.07", "0.00"]
    confirmed = assessed(*visit, attested={"separate": [["97530", "97750"]]})
    assert [str(line.allowed) for line in confirmed.lines] == ["35.07", "24.55"]
    assert denied.payment and confirmed.payment
    assert str(denied.payment.denied_not_included) == "24.55"
    assert confirmed.payment.denied_not_included == 0


def test_a_denied_line_gives_its_full_unit_to_another(assessed: Assess) -> None:
    """97022 has a lower practice expense than 97112; 97755 pairs with 97112 as column 2."""
    found = assessed(pt("97755", 15), pt("97112", 15))
    assert [(line.line.code, str(line.allowed)) for line in found.lines] == [
        ("97755", "37.74"),
        ("97112", "0.00"),
    ]


def test_stating_it_is_what_a_pair_offers(assessed: Assess) -> None:
    hint = assessed(pt("97530", 15), pt("97750", 15)).hints[0]
    asked = attest(hint)
    assert (asked.statement, asked.codes) == (Statement.SEPARATE, ("97530", "97750"))
    *yes, no = asked.answers
    assert [answer.modifier for answer in yes] == ["59", "XE", "XS", "XP", "XU"]
    for answer in yes:
        pair = SeparatePair("97530", "97750", answer.modifier)
        assert (answer.kind, answer.attested.separate) == (AnswerKind.YES, (pair,))
    assert (no.kind, no.modifier, no.attested.separate) == (AnswerKind.NO, "", ())
    assert no.attested.not_separate == (("97530", "97750"),)
    assert offers(hint)[1:] == (OpenDialog(Dialog.CLAIM_STATEMENTS),)
    never = assessed(pt("97140", 15), pt("97124", 15)).hints[0]
    assert offers(never) == ()


def test_two_disciplines_are_both_paid(assessed: Assess) -> None:
    found = assessed(slp("92507", 45), pt("97110", 15))
    assert [str(line.allowed) for line in found.lines] == ["76.15", "22.21"]
    (hint,) = found.hints
    assert hint.topic is Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE
    assert hint.severity is Severity.WARNING
    assert attest(hint).answers[0].modifier == "XP"
    assert attest(hint).answers[0].attested.separate[0].modifier == "XP"


def test_no_is_an_answer_that_is_kept_and_asked_again_only_by_who_wants_it(
    assessed: Assess,
) -> None:
    no = {"not_separate": [["97750", "97530"]]}
    found = assessed(pt("97530", 15), pt("97750", 15), attested=no)
    hint = hint_of(found, Topic.PAIR_NOT_SEPARATE)
    assert hint.severity is Severity.NOTE
    assert [str(line.allowed) for line in found.lines] == ["35.07", "0.00"]
    assert attest(hint).answers[0].attested.not_separate == ()


def test_a_pair_binds_the_lines_of_one_discipline(assessed: Assess) -> None:
    """97750 is under OT and PT: the PT line of 97530 meets the PT line alone."""
    found = assessed(ot("97750", 15), pt("97750", 15), pt("97530", 15))
    told = [hint.severity for hint in found.hints if hint.kind == "ncci"]
    assert told == [Severity.ACTION, Severity.WARNING]
    assert [str(line.allowed) for line in found.lines] == ["24.55", "0.00", "35.07"]


IN_FORCE = [row for row in PAIRS if row["release"] == "NCCI 2024 Q3" and not row["deleted"]]


@pytest.mark.parametrize("row", IN_FORCE, ids=lambda row: f"{row['column_1']}-{row['column_2']}")
def test_every_pair_in_force_behaves_by_its_indicator(
    row: dict[str, str], assessed: Assess, reference: Reference
) -> None:
    one, two = row["column_1"], row["column_2"]
    discipline = reference.services[one].locked_to or reference.services[two].locked_to
    discipline = discipline or (reference.services[one].disciplines or ("PT",))[0]
    visit = [earning(code, discipline, reference) for code in (one, two)]
    found = assessed(*visit, date_of_service="2026-06-01")
    on_claim = {line.line.code for line in found.lines}
    told = [hint for hint in found.hints if hint.kind == "ncci" and two in hint.codes]
    if not {one, two} <= on_claim:
        assert told == []
        return
    assert any(one in hint.codes for hint in told)
    confirmed = assessed(*visit, date_of_service="2026-06-01", attested={"separate": [[one, two]]})
    if row["modifier_indicator"] == "0":
        assert all("59" not in line.line.modifiers for line in confirmed.lines)
        assert all(line.denied for line in confirmed.lines if line.line.code == two)
    else:
        assert all("59" in line.line.modifiers for line in confirmed.lines if line.line.code == two)
        kinds = {denial.kind for line in confirmed.lines for denial in line.denials}
        assert DenialKind.PAIR not in kinds


DELETED = [row for row in PAIRS if row["deleted"] or row["modifier_indicator"] == "9"]


@pytest.mark.parametrize(
    "row", DELETED, ids=lambda row: f"{row['release'][-7:]}-{row['column_1']}-{row['column_2']}"
)
def test_every_deleted_pair_raises_nothing(
    row: dict[str, str], assessed: Assess, reference: Reference
) -> None:
    one, two = row["column_1"], row["column_2"]
    discipline = reference.services[one].locked_to or reference.services[two].locked_to or "PT"
    visit = [earning(code, discipline, reference) for code in (one, two)]
    day = "2026-11-23"
    on = date.fromisoformat(day)
    turned_round = reference.edits.pair_edit(two, one, on)
    found = assessed(*visit, date_of_service=day)
    told = [hint for hint in found.hints if hint.kind == "ncci" and one in hint.codes]
    both = {one, two} <= {line.line.code for line in found.lines}
    holds = both and turned_round is not None and turned_round.in_force(on)
    assert any(two in hint.codes for hint in told) == holds
    if both:
        says_so = two in found.services[0].no_edits
        same_service = reference.services[two].first_code == one or (
            reference.services[one].first_code == two
        )
        assert says_so == (not holds and not same_service)


def test_units_above_the_limit_deny_the_code_for_the_day(assessed: Assess) -> None:
    found = assessed(pt("97112", 75), pt("97110", 15))
    assert [(line.line.code, str(line.allowed)) for line in found.lines] == [
        ("97112", "0.00"),
        ("97110", "29.06"),
    ]
    assert denials(found, "97112") == (Denial(DenialKind.UNIT_LIMIT, "97112", 5, 4),)
    assert denials(found, "97110") == ()


def test_a_line_that_is_never_paid_is_told_of_once(assessed: Assess) -> None:
    found = assessed(pt("97760", 15), pt("97140", 15), pt("97124", 15))
    about = [hint for hint in found.hints if "97124" in hint.codes]
    assert [(hint.topic, hint.codes, offers(hint)) for hint in about] == [
        (Topic.PAIR_NEVER, ("97140", "97124"), ())
    ]


def test_the_reason_names_the_pair_that_denies(assessed: Assess) -> None:
    visit = (pt("97012"), pt("97140", 15), pt("97018"))
    found = assessed(*visit, attested={"separate": [["97012", "97018"]]})
    assert denials(found, "97018") == (Denial(DenialKind.PAIR, "97140"),)


def test_a_pair_of_two_disciplines_holds_no_statement_back(assessed: Assess) -> None:
    visit = (ot("97760", 15), ot("97110", 15), slp("92507", 30))
    found = assessed(*visit, attested={"separate": [["97760", "97110"]]})
    assert modifiers(found)["97110"] == ("GO", "59")


def test_a_statement_that_nothing_calls_for_is_said(assessed: Assess) -> None:
    attested = {"separate": [["97530", "97116"]]}
    (hint,) = assessed(pt("97530", 15), pt("97116", 15), attested=attested).hints
    assert (hint.topic, hint.severity) == (Topic.PAIR_DELETED, Severity.NOTE)
    assert (hint.rows, hint.codes) == ((0, 1), ("97530", "97116"))


@pytest.mark.parametrize(("day", "allowed"), [("2027-02-01", None), ("2026-02-01", Decimal(0))])
def test_a_pair_is_denied_whether_there_are_amounts_or_not(
    day: str, allowed: Decimal | None, assessed: Assess
) -> None:
    found = assessed(pt("97530", 15), pt("97750", 15), date_of_service=day)
    assert attest(hint_of(found, Topic.PAIR_DENIED))
    assert (found.lines[1].denied, found.lines[1].allowed) == (True, allowed)
