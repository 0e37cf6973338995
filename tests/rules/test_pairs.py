"""Every NCCI pair as docs/rules.md section 4 writes it: those in force, and those deleted.

`pairs.csv` and `deleted_pairs.csv` are its lists, written out one pair a row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import earning, ot, pt, table
from quarterhour.assessment import Assessment
from quarterhour.claims import Attest, Denial, DenialKind, Hint, Severity, Topic
from quarterhour.reference import Reference

Assess = Callable[..., Assessment]

HERE = Path(__file__).parent
PAIRS = table(HERE / "pairs.csv")
DELETED = table(HERE / "deleted_pairs.csv")
PLANS = ("PT", "OT", "SLP")
NEEDLING = ("20560", "20561")


def discipline_of(codes: tuple[str, str], reference: Reference) -> str:
    """Return the discipline that can bill both codes; the one that usually does, if there is."""
    services = [reference.services[code] for code in codes]
    locked = [service.locked_to for service in services if service.locked_to]
    usual = [
        discipline
        for discipline in PLANS
        if all(discipline in service.disciplines for service in services)
    ]
    return [*locked, *usual, services[0].disciplines[0]][0]


def told(found: Assessment, one: str, two: str) -> list[Hint]:
    """Return the hints about two codes of which the second is column 2."""
    return [
        hint
        for hint in found.hints
        if hint.kind == "ncci"
        and {one, two} <= set(hint.codes)
        and hint.codes.index(one) < hint.codes.index(two)
    ]


def denied(found: Assessment, code: str) -> list[bool]:
    return [line.denied for line in found.lines if line.line.code == code]


def marks(found: Assessment, code: str) -> list[bool]:
    return ["59" in line.line.modifiers for line in found.lines if line.line.code == code]


def test_the_lists_are_whole() -> None:
    assert (len(PAIRS), len(DELETED)) == (222, 32)
    assert sum(row["indicator"] == "0" for row in PAIRS) == 50


@pytest.mark.parametrize(
    "row", PAIRS, ids=[f"{row['column_1']}-{row['column_2']}" for row in PAIRS]
)
def test_a_pair_in_force(row: dict[str, str], assessed: Assess, reference: Reference) -> None:
    one, two = row["column_1"], row["column_2"]
    discipline = discipline_of((one, two), reference)
    visit = [earning(code, discipline, reference) for code in (one, two)]
    plain = assessed(*visit)
    (hint,) = told(plain, one, two)
    never = row["indicator"] == "0"
    denying = (Topic.PAIR_NEVER if never else Topic.PAIR_DENIED, Severity.ACTION)
    if one in NEEDLING and two not in NEEDLING:  # not paid to a therapist, whatever it denies
        denying = (Topic.PAIR_IN_DOUBT, Severity.ACTION)
    assert (hint.topic, hint.severity) == denying
    assert f"modifier indicator {row['indicator']}" in hint.citation
    assert denied(plain, two) == [True]
    assert all(
        Denial(DenialKind.PAIR, one) in line.denials
        for line in plain.lines
        if line.line.code == two
    )
    assert marks(plain, two) == [False]

    confirmed = assessed(*visit, attested={"separate": [[one, two]]})
    (hint,) = told(confirmed, one, two)
    expected = denying if never else (Topic.PAIR_STATED, Severity.NOTE)
    assert (hint.topic, hint.severity) == expected
    assert denied(confirmed, two) == [never]
    assert marks(confirmed, two) == [not never]
    assert not any(marks(confirmed, one))


def in_two_disciplines(row: dict[str, str], reference: Reference) -> list[dict[str, Any]] | None:
    one, two = (reference.services[row[column]] for column in ("column_1", "column_2"))
    for first in [one.locked_to] if one.locked_to else one.disciplines:
        for second in [two.locked_to] if two.locked_to else two.disciplines:
            if first != second:
                return [earning(one.code, first, reference), earning(two.code, second, reference)]
    return None


def test_a_pair_between_two_disciplines(assessed: Assess, reference: Reference) -> None:
    """Vector pay-13 of docs/rules.md section 5 pays 92507 under SLP and 97110 under PT.

    A pair binds one practitioner, so both are paid regardless of its indicator, with a warning.
    """
    found_both = 0
    for row in PAIRS:
        visit = in_two_disciplines(row, reference)
        if visit is None:
            continue
        found = assessed(*visit)
        one, two = row["column_1"], row["column_2"]
        (hint,) = told(found, one, two)
        markable = row["indicator"] == "1"
        assert hint.severity is Severity.WARNING, row
        assert hint.topic is (
            Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE if markable else Topic.PAIR_OF_TWO_DISCIPLINES
        ), row
        assert denied(found, two) == [False], row
        asked = [action.codes for action in hint.actions if isinstance(action, Attest)]
        assert bool(asked) == markable, row
        assert all(set(codes) <= set(hint.codes) for codes in asked), row
        found_both += 1
    assert found_both > 150


def said(found: Assessment) -> list[tuple[Topic, Severity]]:
    return [(hint.topic, hint.severity) for hint in found.hints]


BY_INDICATOR = {"0": ("97140", "97124"), "1": ("97530", "97750"), "9": ("97530", "97116")}


@pytest.mark.parametrize("day", ["2026-11-23", "2021-06-02"], ids=["known", "not-known"])
@pytest.mark.parametrize("answer", ["", "separate", "not_separate"], ids=["open", "yes", "no"])
@pytest.mark.parametrize("second", [pt, ot], ids=["one-discipline", "two-disciplines"])
@pytest.mark.parametrize("indicator", BY_INDICATOR)
def test_an_indicator_decides_what_is_asked_and_marked(
    indicator: str, second: Callable[..., dict[str, Any]], answer: str, day: str, assessed: Assess
) -> None:
    """Only under indicator 1 there is a modifier, and so a question; else an answer is idle."""
    one, two = BY_INDICATOR[indicator]
    visit = (pt(one, 15), second(two, 15))
    open_ = assessed(*visit, date_of_service=day)
    answered = {answer: [[one, two]]} if answer else {}
    found = assessed(*visit, date_of_service=day, attested=answered)
    allowed = indicator == "1"
    assert marks(found, two) == [allowed and answer == "separate"]
    actions = [each for hint in told(found, one, two) for each in hint.actions]
    asked = [each for each in actions if isinstance(each, Attest)]
    assert bool(asked) == (allowed and bool(answer or day > "2024"))
    if not allowed:
        needless = indicator == "9" and answer == "separate"
        assert said(found) == said(open_) + [(Topic.PAIR_DELETED, Severity.NOTE)] * needless


@pytest.mark.parametrize("row", DELETED, ids=[f"{row['one']}-{row['two']}" for row in DELETED])
def test_a_deleted_pair(row: dict[str, str], assessed: Assess, reference: Reference) -> None:
    one, two = row["one"], row["two"]
    discipline = discipline_of((one, two), reference)
    found = assessed(*(earning(code, discipline, reference) for code in (one, two)))
    assert not [hint for hint in found.hints if hint.kind == "ncci"]
    assert [denied(found, code) for code in (one, two)] == [[False], [False]]
    assert two in found.services[0].no_edits
    confirmed = assessed(
        *(earning(code, discipline, reference) for code in (one, two)),
        attested={"separate": [[one, two]]},
    )
    assert not any(marks(confirmed, one) + marks(confirmed, two))


@pytest.mark.parametrize(
    ("codes", "day", "holds"),
    [
        (("97530", "97535"), "2021-12-30", True),
        (("97530", "97535"), "2021-12-31", False),
        (("97530", "97116"), "2020-11-01", False),
        (("97161", "97140"), "2020-11-01", False),
    ],
)
def test_a_pair_on_its_own_dates(
    codes: tuple[str, str], day: str, holds: bool, assessed: Assess, reference: Reference
) -> None:
    visit = [earning(code, "PT", reference) for code in codes]
    pairs = assessed(*visit, date_of_service=day).pairs
    assert bool(pairs) == holds


@pytest.mark.parametrize("code", ["29581", "29584"])
def test_strapping_with_manual_therapy_came_back_in_2022(code: str, reference: Reference) -> None:
    """The figures of 2020 to 2024 lack the strapping codes, so no claim line shows it."""
    edit = reference.edits.pair_edit(code, "97140", date(2022, 1, 1))
    assert edit is not None
    assert edit.in_force(date(2022, 1, 1))
    assert edit.modifier_indicator == "1"


def test_massage_and_manual_therapy_are_never_paid_together(assessed: Assess) -> None:
    """Some lists still say that 59 works."""
    found = assessed(pt("97140", 15), pt("97124", 15), attested={"separate": [["97140", "97124"]]})
    assert denied(found, "97124") == [True]


def test_one_modifier_of_either_kind(assessed: Assess) -> None:
    """It is on column 2, one of the five and once."""
    for modifier in ("59", "XE", "XS", "XP", "XU"):
        separate = [["97530", "97750", modifier]]
        found = assessed(ot("97530", 15), ot("97750", 15), attested={"separate": separate})
        assert [line.line.modifiers for line in found.lines] == [("GO",), ("GO", modifier)]
