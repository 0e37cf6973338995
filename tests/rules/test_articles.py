"""docs/rules.md section 7: what articles claim, and what is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from builders import pt
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.reference import Reference
from quarterhour.reference.fee_table import edition_fee
from quarterhour.visit import VisitError

Assess = Callable[..., Assessment]

OHIO = "15202-00"


def fee(code: str, year: int, reference: Reference, place: str = "national") -> str:
    """Return the fee of the middle of a year."""
    edition = reference.edition_on(date(year, 7, 1))
    assert edition is not None
    return str(edition_fee(reference, edition, reference.localities(edition)[place], code).full)


def test_59_and_xe_are_not_one_modifier(assessed: Assess) -> None:
    with pytest.raises(VisitError, match="59 or XE or XS or XP or XU"):
        assessed(pt("97110", 15), attested={"separate": [["97530", "97750", "59XE"]]})


def test_three_right_answers_of_one_method(assessed: Assess) -> None:
    visit = (pt("97116", 25), pt("97110", 25), pt("97112", 10))
    assert set(assessed(*visit).alternatives) == {(2, 2, 0), (2, 1, 1), (1, 2, 1)}
    answers = [
        {line.line.code: line.line.units for line in assessed(*visit, extra_units_to=choice).lines}
        for choice in ([0, 1], [0, 2], [1, 2])
    ]
    assert answers == [
        {"97116": 2, "97110": 2},
        {"97116": 2, "97110": 1, "97112": 1},
        {"97116": 1, "97110": 2, "97112": 1},
    ]


def test_three_other_answers_where_the_transfers_are_97530(assessed: Assess) -> None:
    visit = (pt("97530", 15), pt("97116", 10), pt("97110", 25), pt("97112", 10))
    assert set(assessed(*visit).alternatives) == {(1, 1, 2, 0), (1, 1, 1, 1), (1, 0, 2, 1)}


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("97110", "31.40", "30.36"),
        ("97140", "28.87", "27.91"),
        ("97530", "40.42", "39.43"),
        ("97112", "36.09", "35.24"),  # not 35.34
    ],
)
def test_2020_and_2021(code: str, before: str, after: str, reference: Reference) -> None:
    assert [fee(code, year, reference) for year in (2020, 2021)] == [before, after]


def test_97110_of_2023_in_ohio_and_in_the_nation(reference: Reference) -> None:
    """27.89 was worked out by a factor that was replaced before the year began."""
    assert fee("97110", 2021, reference, OHIO) == "29.21"
    assert fee("97110", 2023, reference, OHIO) == "28.59"
    assert fee("97110", 2023, reference) == "29.82"


def test_no_cap(assessed: Assess) -> None:
    """Above the threshold care is paid, with KX, regardless of the total for the year."""
    found = assessed(
        pt("97110", 15),
        patient={"pt_slp_to_date": "20000.00"},
        attested={"medically_necessary": True},
    )
    assert str(found.lines[0].allowed) == "29.06"


def test_no_threshold_of_an_older_year(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), patient={"pt_slp_to_date": "2410.00"})
    assert [hint.topic for hint in found.hints] == [Topic.BELOW_THRESHOLD]
    assert [group.limit.value for group in found.thresholds if group.limit] == [2480]


def test_telehealth_goes_on(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 15, telehealth=True),
        date_of_service="2026-01-31",
        patient={"deductible_remaining": "0.00"},
    )
    assert not found.lines[0].denied
    assert found.lines[0].line.place == "10"
    assert [hint.topic for hint in found.hints] == [Topic.TELEHEALTH_MARKED]


def test_no_59_for_activities_with_gait_training(assessed: Assess) -> None:
    separate = [["97530", "97116"]]
    found = assessed(pt("97530", 15), pt("97116", 15), attested={"separate": separate})
    assert [line.line.modifiers for line in found.lines] == [("GP",), ("GP",)]
    (hint,) = found.hints
    assert (hint.topic, hint.severity) == (Topic.PAIR_DELETED, Severity.NOTE)
