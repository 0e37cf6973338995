"""The CQ and CO vectors of docs/rules.md section 4 as claim lines: the split, modifiers, amounts.

`allowed` is before the reduction: Medicare pays 85% of its own share of an assistant's line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic

Assess = Callable[..., Assessment]

VECTORS: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "cq-A": ([pt("97110", 5, 10)], ["97110x1 GP CQ 29.06"]),
    "cq-1": (
        [pt("97110", 13, 23), pt("97140", 30)],
        ["97110x1 GP 29.06", "97110x1 GP CQ 22.21", "97140x2 GP 42.42"],
    ),
    "cq-2": ([pt("97110", 10, 19)], ["97110x1 GP 29.06", "97110x1 GP CQ 22.21"]),
    "cq-3": ([pt("97110", 12, 14)], ["97110x1 GP 29.06", "97110x1 GP CQ 22.21"]),
    "cq-4": ([pt("97110", 9, 14)], ["97110x1 GP 29.06", "97110x1 GP CQ 22.21"]),
    "cq-5": ([pt("97110", 14, 14)], ["97110x1 GP 29.06", "97110x1 GP CQ 22.21"]),
    "cq-6": ([pt("97110", 20, 25)], ["97110x1 GP 29.06", "97110x2 GP CQ 44.42"]),
    "cq-7": ([pt("97110", 22, 23)], ["97110x1 GP 29.06", "97110x2 GP CQ 44.42"]),
    "cq-8": ([pt("97110", 7, 7)], ["97110x1 GP CQ 29.06"]),
    "cq-9": ([pt("97110", 30, 2)], ["97110x2 GP 51.27"]),
    "cq-10": ([pt("97140", 15), pt("97110", 0, 7)], ["97140x1 GP 27.72"]),
    "cq-11": ([ot("97535", 0, 11), ot("97530", 10)], ["97535x1 GO CO 32.40"]),
    "cq-12": ([pt("97110", 7), pt("97116", 0, 7)], ["97110x1 GP 29.06"]),
    "cq-13": ([pt("97110", 10, 5)], ["97110x1 GP 29.06"]),
    "cq-14": ([pt("97012", 18, 2)], ["97012x1 GP 14.36"]),
    "cq-15": ([pt("97012", 17, 3)], ["97012x1 GP CQ 14.36"]),
    "cq-16": ([pt("97112", together_minutes=30)], ["97112x2 GP 57.61"]),
    "cq-17": ([pt("97110", 0, 38)], ["97110x3 GP CQ 73.48"]),
}


def lines(found: Assessment) -> list[str]:
    return [
        f"{each.line.code}x{each.line.units} {' '.join(each.line.modifiers)} {each.allowed}"
        for each in found.lines
    ]


@pytest.mark.parametrize(("visit", "expected"), VECTORS.values(), ids=VECTORS)
def test_vector(visit: list[dict[str, Any]], expected: list[str], assessed: Assess) -> None:
    assert lines(assessed(*visit)) == expected


def test_the_other_answer_of_a_tie_carries_the_assistants_mark(assessed: Assess) -> None:
    """Vector cq-12: equal minutes of two codes, so either may be billed."""
    found = assessed(pt("97110", 7), pt("97116", 0, 7), extra_units_to=[1])
    assert lines(found) == ["97116x1 GP CQ 29.06"]
    assert found.alternatives == ((0, 1), (1, 0))


@pytest.mark.parametrize("day", ["2020-06-01", "2021-12-31"])
def test_a_strict_reading_is_told_of_2020_and_2021(day: str, assessed: Assess) -> None:
    """Vector cq-13 has no CQ; a strict reading of 10% had one."""
    found = assessed(pt("97110", 10, 5), date_of_service=day)
    (hint,) = found.hints
    assert (hint.topic, hint.unconfirmed) == (Topic.STRICT_TEN_PERCENT, True)
    assert (hint.rows, hint.codes) == ((0,), ("97110",))
    assert found.lines[0].line.modifiers == ("GP",)


@pytest.mark.parametrize("day", ["2022-01-01", "2026-05-11"])
def test_since_2022_the_therapists_8_minutes_settle_it(day: str, assessed: Assess) -> None:
    """A02: 42 CFR 410.60(a)(4)."""
    met = {"deductible_remaining": "0.00"}
    found = assessed(pt("97110", 10, 5), date_of_service=day, patient=met)
    assert found.hints == ()
    assert found.lines[0].line.modifiers == ("GP",)


@pytest.mark.parametrize(
    ("day", "reduction"),
    [("2020-01-01", "0.00"), ("2021-12-31", "0.00"), ("2022-01-01", "3.61")],
)
def test_required_since_2020_and_paid_less_since_2022(
    day: str, reduction: str, assessed: Assess
) -> None:
    found = assessed(pt("97110", 0, 15), date_of_service=day)
    assert found.lines[0].line.modifiers == ("GP", "CQ")
    assert found.payment is not None
    assert str(found.payment.assistant_reduction) == reduction


def test_what_medicare_pays_of_an_assistants_line(assessed: Assess) -> None:
    """97110 is 29.06: 23.25 is Medicare's, 85% of it 19.76, and sequestration takes 0.40."""
    payment = assessed(pt("97110", 0, 15)).payment
    assert payment is not None
    assert (str(payment.assistant_reduction), str(payment.coinsurance)) == ("3.49", "5.81")
    assert str(payment.medicare_pays) == "19.36"


def test_speech_has_no_assistant_modifier(assessed: Assess) -> None:
    found = assessed(slp("97535", 15, 15))
    assert lines(found) == ["97535x1 GN 32.40"]


@pytest.mark.parametrize(
    ("assistant", "units"),
    [(9, "97110x1 GP"), (14, "97110x1 GP"), (15, "97110x1 GP CQ")],
)
def test_two_units_left_are_one_of_each(assistant: int, units: str, assessed: Assess) -> None:
    """Each has 9 to 14 minutes, 23 to 28 in all; at 15 the assistant has a full unit."""
    found = lines(assessed(pt("97110", 14, assistant)))
    assert len(found) == 2
    assert any(line.startswith(units) for line in found)


# Minutes of therapist and assistant, the modifiers, and whether the simple method differs.
SHARES = [
    (18, 2, "GP", False),
    (17, 3, "GP CQ", False),
    (26, 3, "GP", False),  # 10.3%
    (27, 3, "GP", False),
    (36, 4, "GP", False),
    (44, 5, "GP", False),  # A07: 10.2%, and the simple method asks for 6
    (40, 5, "GP CQ", True),  # A08: 11.1%, and the simple method asks for 6
    (39, 6, "GP CQ", False),
    (17, 2, "GP CQ", True),  # 10.53% is 11%, and a tenth of 19 is 2
    (111, 13, "GP", True),  # 10.48% is 10%, and a tenth of 124 is 12
]


@pytest.mark.parametrize(("therapist", "assistant", "expected", "differs"), SHARES)
def test_the_ten_percent_test_rounds_to_a_whole_percent(
    therapist: int, assistant: int, expected: str, differs: bool, assessed: Assess
) -> None:
    """The percentage method of CMS; where its simple method differs, it is said."""
    found = assessed(pt("97150", therapist, assistant))
    assert " ".join(found.lines[0].line.modifiers) == expected
    assert [hint.topic for hint in found.hints] == ([Topic.TWO_METHODS] if differs else [])
