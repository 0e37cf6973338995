"""An answer that settles nothing says why; what can be meant by one finding alone settles it."""

from __future__ import annotations

from typing import Any

import pytest

from day.days import a_day, answering, day_fields, row, units, visit
from quarterhour.day import DayAssessor, Settled, Why, day_from
from quarterhour.visit import VisitError

OVERLAP = "one-on-one-overlap"
PATIENTS, PEOPLE, WHEN = ("A", "B"), ("T1",), "13:15-13:30"


def shared(*more: dict[str, Any]) -> list[dict[str, Any]]:
    """Return two visits that share minutes after noon, and more."""
    return [
        visit("A", row("97110", "T1", "9:00-9:30"), row("97110", "T1", "1:00-1:30")),
        visit("B", row("97140", "T1", "1:15-1:45")),
        *more,
    ]


@pytest.mark.parametrize(
    ("answer", "why", "choices"),
    [
        (Settled(OVERLAP, "Z", PATIENTS, PEOPLE, WHEN), Why.NO_SUCH_CHOICE, ("A", "B", "group")),
        (Settled(OVERLAP, "A", ("A", "C"), PEOPLE, WHEN), Why.OTHER_FINDING, ()),
        (Settled(OVERLAP, "A", PATIENTS, ("T2",), WHEN), Why.OTHER_FINDING, ()),
        (Settled(OVERLAP, "A", PATIENTS, PEOPLE, "13:15-13:31"), Why.OTHER_FINDING, ()),
        (Settled(OVERLAP, "A"), Why.OTHER_FINDING, ()),
        (Settled("co-treatment", "A", PATIENTS, PEOPLE, WHEN), Why.NOT_FOUND, ()),
        (Settled("of-a-later-version", "A"), Why.NOT_FOUND, ()),
    ],
    ids=str,
)
def test_it_says_why(
    answer: Settled, why: Why, choices: tuple[str, ...], assessor: DayAssessor
) -> None:
    (unused,) = assessor.assess(answering(a_day(*shared()), answer)).unused_answers
    assert unused == (0, why, choices)


@pytest.mark.parametrize(
    "when", ["13:15-13:30", "13:15\u201313:30", "1:15-1:30", "1:15\u20131:30", " 1:15 - 1:30 "]
)
def test_minutes_are_read_as_they_are_shown(when: str, assessor: DayAssessor) -> None:
    answer = Settled(OVERLAP, "A", ("B", "A"), PEOPLE, when)
    result = assessor.assess(answering(a_day(*shared()), answer))
    assert (result.unused_answers, result.open_findings) == ((), ())


def test_a_time_of_two_findings_is_that_of_24_hours(assessor: DayAssessor) -> None:
    rows = row("97110", "U1", "8:15-8:30"), row("97140", "U1", "20:15-20:30")
    day = a_day(visit("A", *rows), people="U1")
    kind = "not-billable-person"
    exact = [Settled(kind, "not-billed", ("A",), ("U1",), f"{at}:15-{at}:30") for at in (8, 20)]
    assert assessor.assess(answering(day, *exact)).open_findings == ()
    late = Settled(kind, "not-billed", ("A",), ("U1",), "8:15\u20138:30")
    (open_one,) = assessor.assess(answering(day, late)).open_findings
    assert open_one.when == "20:15-20:30"  # 8:15-8:30 is the other one, to the letter


def test_two_answers_to_one_finding_are_refused() -> None:
    answers = [
        {"kind": OVERLAP, "patients": patients, "people": ["T1"], "when": when, "choice": choice}
        for patients, when, choice in (
            (["A", "B"], WHEN, "A"),
            (["B", "A"], WHEN.replace("-", "\u2013"), "B"),
        )
    ]
    with pytest.raises(VisitError) as refused:
        day_from(day_fields(*shared(), settled=answers))
    assert refused.value.field == "settled[1]"
    assert "settled[0]" in refused.value.problem


def test_a_note_about_the_same_minutes_takes_no_answer(assessor: DayAssessor) -> None:
    twice = row("97530", "O1", "11:00-11:20", "11:00-11:20")
    day = a_day(visit("A", row("97535", "O1", "11:00-11:20"), twice), people="O1")
    answer = Settled("same-minutes-twice", "97530", ("A",), ("O1",), "11:00-11:20")
    result = assessor.assess(answering(day, answer))
    assert (result.unused_answers, units(result)) == ((), {"A": {"97530": 1}})


def test_an_answer_settles_all_that_has_its_name(assessor: DayAssessor) -> None:
    rows = row("97110", "U1", minutes=10), row("97110", "U1", "11:40-11:20")
    day = a_day(visit("A", *rows), people="U1")
    unclear = Settled("time-unclear", "not-counted", ("A",), ("U1",), "11:40-11:20")
    off = Settled("not-billable-person", "not-billed", ("A",), ("U1",), "")
    result = assessor.assess(answering(day, unclear, off))
    assert (result.unused_answers, result.open_findings) == ((), ())
