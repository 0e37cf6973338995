"""NCCI pairs and MUE limits of the codes on a claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from builders import TABLES, earning, ot, pt, slp, table
from quarterhour.assessment import Assessment
from quarterhour.claims import Statement
from quarterhour.reference import Reference
from quarterhour.visit import SeparatePair

Assess = Callable[..., Assessment]

PAIRS = table(TABLES / "pair_edits.csv")


def modifiers(found: Assessment) -> dict[str, tuple[str, ...]]:
    return {line.line.code: line.line.modifiers for line in found.lines}


def test_a_pair_is_denied_until_it_is_stated_to_be_separate(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15))
    found = assessed(*visit)
    (hint,) = found.hints
    assert (hint.kind, hint.severity.value, hint.services) == ("ncci", "action", (0, 1))
    assert hint.message.startswith("97750 (column 2) is denied beside 97530 (column 1), and")
    assert "NCCI 2024 Q3" in hint.citation
    assert modifiers(found) == {"97530": ("GP",), "97750": ("GP",)}

    stated = assessed(*visit, attested={"separate": [["97750", "97530"]]})
    assert modifiers(stated) == {"97530": ("GP",), "97750": ("GP", "59")}
    assert [hint.severity.value for hint in stated.hints] == ["note"]


def test_one_pair_that_is_not_stated_holds_the_modifier_back(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15), pt("97140", 15))
    one = assessed(*visit, attested={"separate": [["97530", "97750"]]})
    assert modifiers(one)["97750"] == ("GP",)
    assert [hint.severity.value for hint in one.hints] == ["action", "note"]
    assert "once the same is stated of its other pairs" in one.hints[1].message
    both = assessed(*visit, attested={"separate": [["97530", "97750"], ["97140", "97750"]]})
    assert modifiers(both)["97750"] == ("GP", "59")
    assert [hint.severity.value for hint in both.hints] == ["note", "note"]


def test_a_pair_that_is_never_paid_together_takes_no_modifier(assessed: Assess) -> None:
    visit = (pt("97140", 15), pt("97124", 15))
    for attested in ({}, {"separate": [["97140", "97124"]]}):
        found = assessed(*visit, attested=attested)
        (hint,) = found.hints
        assert hint.severity.value == "action"
        assert "never paid together" in hint.message
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
    edit = reference.pair_edit("97530", "97535", date(2021, 6, 1))
    assert edit is not None
    assert edit.in_force(date(2021, 6, 1))
    assert not edit.in_force(date(2022, 6, 1))


def test_a_newer_quarter_takes_the_place_of_an_older(reference: Reference) -> None:
    releases = [
        found.release if found else ""
        for found in (
            reference.pair_edit("97110", "97140", date(2026, 9, 30)),
            reference.pair_edit("97110", "97140", date(2026, 10, 1)),
        )
    ]
    assert releases[-1] == "NCCI 2026 Q4"
    assert releases[0] != "NCCI 2026 Q4"


def test_every_pair_in_force_that_both_services_can_share_is_told(reference: Reference) -> None:
    day = date(2026, 6, 1)
    held = [row for row in PAIRS if row["release"] == "NCCI 2024 Q3" and not row["deleted"]]
    assert len(held) == 417
    for row in held:
        edit = reference.pair_edit(row["column_1"], row["column_2"], day)
        assert edit is not None
        assert edit.in_force(day)
        assert edit.modifier_indicator == row["modifier_indicator"]


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (pt("97110", 105), "7 units of 97110 are more than the 6 that one day allows"),
        (pt("97112", 75), "an appeal with records can pass the limit"),
        (slp("96125", 151), "3 units of 96125 are more than the 2"),
    ],
)
def test_units_above_the_limit(service: dict[str, Any], words: str, assessed: Assess) -> None:
    hints = [hint for hint in assessed(service).hints if hint.kind == "mue"]
    assert [hint.severity.value for hint in hints] == ["action"]
    assert words in hints[0].message
    assert "MUE 2026-04-01" in hints[0].citation


def test_units_at_the_limit_are_fine(assessed: Assess) -> None:
    assert assessed(pt("97110", 90)).hints == ()


def test_a_denied_line_is_priced_as_denied_and_the_difference_is_told(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97750", 15))
    denied = assessed(*visit)
    assert [str(line.allowed) for line in denied.lines] == ["35.07", "0.00"]
    stated = assessed(*visit, attested={"separate": [["97530", "97750"]]})
    assert [str(line.allowed) for line in stated.lines] == ["35.07", "24.55"]
    assert denied.payment and stated.payment
    gain = stated.payment.medicare_pays - denied.payment.medicare_pays
    assert f"If you state it, Medicare pays ${gain} more." in denied.hints[0].message


def test_a_denied_line_gives_its_full_unit_to_another(assessed: Assess) -> None:
    """97022 has a lower practice expense than 97112; 97755 pairs with 97112 as column 2."""
    found = assessed(pt("97755", 15), pt("97112", 15))
    assert [(line.line.code, str(line.allowed)) for line in found.lines] == [
        ("97755", "37.74"),
        ("97112", "0.00"),
    ]


def test_stating_it_is_the_remedy_of_a_pair(assessed: Assess) -> None:
    remedy = assessed(pt("97530", 15), pt("97750", 15)).hints[0].remedy
    assert isinstance(remedy, Statement)
    assert remedy.attested.separate == (SeparatePair("97530", "97750", "59"),)
    never = assessed(pt("97140", 15), pt("97124", 15)).hints[0]
    assert never.remedy is None


def test_two_disciplines_are_both_paid(assessed: Assess) -> None:
    found = assessed(slp("92507", 45), pt("97110", 15))
    assert [str(line.allowed) for line in found.lines] == ["76.15", "22.21"]
    (hint,) = found.hints
    assert hint.severity.value == "warning"
    assert "therapists of two disciplines gave them" in hint.message
    assert isinstance(hint.remedy, Statement)
    assert hint.remedy.attested.separate[0].modifier == "XP"


def test_a_pair_binds_the_lines_of_one_discipline(assessed: Assess) -> None:
    """97750 stands under OT and PT: the PT line of 97530 meets the PT line alone."""
    found = assessed(ot("97750", 15), pt("97750", 15), pt("97530", 15))
    assert [hint.severity.value for hint in found.hints] == ["action", "warning"]
    assert [str(line.allowed) for line in found.lines] == ["24.55", "0.00", "35.07"]


IN_FORCE = [row for row in PAIRS if row["release"] == "NCCI 2024 Q3" and not row["deleted"]]


@pytest.mark.parametrize("row", IN_FORCE, ids=lambda row: f"{row['column_1']}-{row['column_2']}")
def test_every_pair_in_force_behaves_by_its_indicator(
    row: dict[str, str], assessed: Assess, reference: Reference
) -> None:
    one, two = row["column_1"], row["column_2"]
    plan = reference.services[one].locked_to or reference.services[two].locked_to
    plan = plan or (reference.services[one].disciplines or ("PT",))[0]
    visit = [earning(code, plan, reference) for code in (one, two)]
    found = assessed(*visit, date_of_service="2026-06-01")
    on_claim = {line.line.code for line in found.lines}
    told = [hint for hint in found.hints if hint.kind == "ncci" and two in hint.message]
    if not {one, two} <= on_claim:
        assert told == []
        return
    assert any(one in hint.message for hint in told)
    stated = assessed(*visit, date_of_service="2026-06-01", attested={"separate": [[one, two]]})
    if row["modifier_indicator"] == "0":
        assert all("59" not in line.line.modifiers for line in stated.lines)
        assert all(line.denied for line in stated.lines if line.line.code == two)
    else:
        assert all("59" in line.line.modifiers for line in stated.lines if line.line.code == two)
        assert not any(line.denied for line in stated.lines)


DELETED = [row for row in PAIRS if row["deleted"] or row["modifier_indicator"] == "9"]


@pytest.mark.parametrize(
    "row", DELETED, ids=lambda row: f"{row['release'][-7:]}-{row['column_1']}-{row['column_2']}"
)
def test_every_deleted_pair_raises_nothing(
    row: dict[str, str], assessed: Assess, reference: Reference
) -> None:
    one, two = row["column_1"], row["column_2"]
    plan = reference.services[one].locked_to or reference.services[two].locked_to or "PT"
    visit = [earning(code, plan, reference) for code in (one, two)]
    day = "2026-11-23"
    on = date.fromisoformat(day)
    turned_round = reference.pair_edit(two, one, on)
    found = assessed(*visit, date_of_service=day)
    told = [hint for hint in found.hints if hint.kind == "ncci" and one in hint.message]
    both = {one, two} <= {line.line.code for line in found.lines}
    holds = both and turned_round is not None and turned_round.in_force(on)
    assert any(two in hint.message for hint in told) == holds
    if both:
        says_so = f"in force with {two} (deleted; NCCI 202" in found.services[0].no_edits
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
    assert found.lines[0].denied == "5 units are above the 4 of one day (MUE)"
    assert "bill 4." in found.hints[0].message


def test_a_line_that_is_never_paid_is_told_of_once(assessed: Assess) -> None:
    found = assessed(pt("97760", 15), pt("97140", 15), pt("97124", 15))
    about = [hint for hint in found.hints if "97124 (column 2)" in hint.message]
    assert [hint.remedy for hint in about] == [None]


def test_the_reason_names_the_pair_that_denies(assessed: Assess) -> None:
    visit = (pt("97012"), pt("97140", 15), pt("97018"))
    found = assessed(*visit, attested={"separate": [["97012", "97018"]]})
    assert found.lines[2].denied == "column 2 of an NCCI pair with 97140"


def test_a_pair_of_two_disciplines_holds_no_statement_back(assessed: Assess) -> None:
    visit = (ot("97760", 15), ot("97110", 15), slp("92507", 30))
    found = assessed(*visit, attested={"separate": [["97760", "97110"]]})
    assert modifiers(found)["97110"] == ("GO", "59")


def test_a_statement_that_nothing_calls_for_is_said(assessed: Assess) -> None:
    attested = {"separate": [["97530", "97116"]]}
    (hint,) = assessed(pt("97530", 15), pt("97116", 15), attested=attested).hints
    assert (hint.severity.value, "so no modifier is added" in hint.message) == ("note", True)


@pytest.mark.parametrize("day", ["2027-02-01", "2026-02-01"])
def test_amounts_are_spoken_of_where_there_are_some(day: str, assessed: Assess) -> None:
    found = assessed(pt("97530", 15), pt("97750", 15), date_of_service=day)
    (hint,) = [hint for hint in found.hints if hint.kind == "ncci"]
    assert ("the amounts leave" in hint.message) == day.startswith("2026")
    assert found.lines[1].denied


def test_a_second_strapping_is_not_paid_in_full(assessed: Assess) -> None:
    (hint,) = assessed(pt("29581"), pt("29584")).hints
    assert (hint.severity.value, hint.services) == ("warning", (0, 1))
    assert "at half" in hint.message


def test_what_each_of_many_statements_brings_is_what_pricing_it_anew_shows(
    assessed: Assess,
) -> None:
    codes = ("97110", "97140", "97530", "97750", "97755", "97164", "97150", "97597")
    services = [pt(code, 17) for code in codes]
    found = assessed(*services)
    offers = [hint for hint in found.hints if isinstance(hint.remedy, Statement)]
    assert found.payment is not None and len(offers) > 5
    for hint in offers:
        assert isinstance(hint.remedy, Statement)
        separate = [[pair.one, pair.two, pair.modifier] for pair in hint.remedy.attested.separate]
        stated = assessed(*services, attested={"separate": separate}).payment
        assert stated is not None
        more = stated.medicare_pays - found.payment.medicare_pays
        says = f"Medicare pays ${more} more" if more else "changes no amount"
        assert says in hint.message
