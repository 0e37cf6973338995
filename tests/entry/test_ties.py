"""The choices in a tie: who takes the remaining units, and what each is paid."""

from __future__ import annotations

from typing import Any

import pytest

from builders import ot, pt, visit_fields
from quarterhour.assess import assess, payment_of
from quarterhour.entry import Session
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

TIE = (pt("97112", 20), pt("97530", 20))
FIVE = [pt(code, 5) for code in ("97110", "97112", "97116", "97140", "97530")]


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def test_each_is_priced_as_it_is_once_chosen(reference: Reference) -> None:
    session = begun(reference, *TIE)
    choices, ways = session.tie_choices(1, 9, 9)
    assert ways == len(choices) == 2
    assert [choice.present for choice in choices] == [True, False]
    assert [choice.units for choice in choices] == [
        ((0, "97112", 2), (1, "97530", 1)),
        ((0, "97112", 1), (1, "97530", 2)),
    ]
    assert choices[0].payment == session.outcome.payment
    session.choose(choices[1])
    assert session.outcome.payment == choices[1].payment
    assert session.outcome.reading.visit is not None
    assert payment_of(session.outcome.reading.visit, reference) == choices[1].payment


@pytest.mark.parametrize(("most", "most_priced"), [(1, 9), (2, 1), (9, 0)])
def test_no_more_are_listed_or_priced_than_asked_for(
    most: int, most_priced: int, reference: Reference
) -> None:
    choices, ways = begun(reference, *TIE).tie_choices(0, most, most_priced)
    assert (len(choices), ways) == (min(most, 2), 2)
    assert all((choice.payment is None) is (ways > most_priced) for choice in choices)


def test_half_typed_minutes_price_no_choice(reference: Reference) -> None:
    session = begun(reference, *TIE)
    session.start_typing(1, "therapist_minutes")
    session.change_row(1, therapist="5")
    session.change_row(1, therapist="20")
    choices, _ = session.tie_choices(1, 9, 9)
    assert [choice.payment for choice in choices] == [None, None]
    session.stop_typing()
    choices, _ = session.tie_choices(1, 9, 9)
    assert None not in [choice.payment for choice in choices]


def test_a_row_without_a_tie_has_none(reference: Reference) -> None:
    session = begun(reference, pt("97110", 20), pt("97010", 5))
    assert [session.tie_choices(row, 9, 9) for row in (0, 1, 7)] == [([], 0)] * 3
    session.change(label="\ud800")
    assert session.outcome.assessment is None
    assert session.tie_choices(0, 9, 9) == ([], 0)


def test_a_tie_of_another_discipline_stays_as_it_is(reference: Reference) -> None:
    session = begun(reference, *TIE, ot("97112", 20), ot("97530", 20), extra_units_to=[1, 2])
    choices, ways = session.tie_choices(2, 9, 9)
    assert ways == len(choices) == 2
    assert {choice.takers for choice in choices} == {(1, 2), (1, 3)}
    assert {choice.taking for choice in choices} == {(2,), (3,)}
    session.choose(choices[1])
    units = [row.result.units for row in session.outcome.rows if row.result]
    assert units == [1, 2, 1, 2]


@pytest.mark.parametrize("minutes", [7, 25, 30])
@pytest.mark.parametrize("discipline", ["PT", "OT"])
def test_a_discipline_keeps_its_choice_when_that_of_the_other_lapses(
    discipline: str, minutes: int, reference: Reference
) -> None:
    services = (*TIE, ot("97112", 20), ot("97530", 20))
    session = begun(reference, *services, extra_units_to=[1, 3])
    changed, kept = (0, 3) if discipline == "PT" else (2, 1)
    session.change_row(changed, therapist=str(minutes))
    assert [row.takes_remaining_unit for row in session.draft.rows] == [
        at == kept for at in range(4)
    ]
    saved = session.outcome.reading.visit
    assert saved is not None
    assert saved.extra_units_to == (kept,)
    assert assess(saved, reference) == session.outcome.assessment


@pytest.mark.parametrize(
    ("services", "text"),
    [
        (TIE, "97112 2 units, 97530 1 unit"),
        (FIVE[:4], "remaining unit to 97110"),  # 20 minutes: one unit
        (FIVE, "remaining unit to 97110 and 97112"),  # 25 minutes: two units
    ],
)
def test_of_many_services_only_the_takers_are_named(
    services: list[dict[str, Any]], text: str, reference: Reference
) -> None:
    choices, _ = begun(reference, *services).tie_choices(0, 99, 0)
    assert choices[0].text() == text
    assert len({choice.text() for choice in choices}) == len(choices)


def test_where_most_take_one_the_others_are_named(reference: Reference) -> None:
    many = [pt(code, 8) for code in ("97110", "97112", "97116", "97140")]
    choices, ways = begun(reference, *many).tie_choices(0, 99, 0)  # 32 minutes: two units
    assert ways == len(choices) == 6
    more = [pt(each["code"], 11) for each in many]
    choices, ways = begun(reference, *more).tie_choices(0, 99, 0)  # 44 minutes: three units
    assert ways == 4
    assert choices[0].text() == "remaining unit to all but 97140"
