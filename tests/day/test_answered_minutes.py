"""What answers take of the minutes of a row is a fact of the day, with a sentence that says it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from day.days import a_day, answer, answering, row, visit
from day.generated import DAYS, FEW, Generated
from quarterhour.day import DayAssessment, DayAssessor, Row

NINE, HALF = "9:00-9:30", "9:20-9:40"
_B = visit("B", row("97140", "T1", HALF))


def told(result: DayAssessment) -> list[tuple[str, str]]:
    """Return the sentences, each with the tag and the code of its row."""
    return [(f"{each.row.tag} {each.row.entry.code}", each.sentence) for each in result.given_up]


@pytest.mark.parametrize(
    ("visits", "choice", "said"),
    [
        (
            [visit("A", row("97535", "T1", NINE)), _B],
            "B",
            [("A 97535", "The day's audit counts 10 of its 30 minutes with B.")],
        ),
        (
            [visit("A", row("97535", "T1", NINE)), _B],
            "A",
            [("B 97140", "The day's audit counts 10 of its 20 minutes with A.")],
        ),
        (
            [visit("A", row("97535", "T1", NINE)), visit("B", row("97140", "T1", NINE))],
            "B",
            [("A 97535", "The day's audit counts its 30 minutes with B.")],
        ),
        (
            [visit("A", row("97110", "T1", NINE)), visit("B", row("97110", "T1", HALF))],
            "group",
            [
                ("A 97110", "The day's audit counts 10 of its 30 minutes as 97150."),
                ("B 97110", "The day's audit counts 10 of its 20 minutes as 97150."),
            ],
        ),
        (
            [visit("A", row("97110", "T1", NINE), row("97140", "T1", HALF))],
            "97140",
            [("A 97110", "The day's audit counts 10 of its 30 minutes with 97140.")],
        ),
        (
            [visit("A", row("97110", "T1", NINE)), visit("B", row("97150", "T1", HALF))],
            "one-on-one",
            [("B 97150", "The day's audit counts 10 of its 20 minutes with A.")],
        ),
        (
            [
                visit("A", row("97110", "T1", NINE)),
                visit("B", row("97032", "", attended_by="T1", attended=["9:00-9:05"])),
            ],
            "attended",
            [("A 97110", "The day's audit counts 5 of its 30 minutes with B.")],
        ),
        (
            [visit("A", row("97110", "T1", NINE), row("97530", "O1", HALF))],
            "pt-0-ot-10",
            [("A 97110", "The day's audit counts 10 of its 30 minutes with OT.")],
        ),
        (
            [visit("A", row("97110", "T1 A1", NINE)), _B],
            "B",
            [("A 97110", "The day's audit counts T1 with B for 10 of its 30 minutes.")],
        ),
        (
            [visit("A", row("97110", "", therapist_minutes=40), in_out=NINE)],
            "97110",
            [
                (
                    "A 97110",
                    "The day's audit leaves out 10 of its 40 minutes: they are over the visit.",
                )
            ],
        ),
    ],
    ids=[
        *("others", "own", "all", "group", "same minutes", "group and one-on-one"),
        *("attended", "co-treatment", "one of two people", "over the visit"),
    ],
)
def test_what_an_answer_takes_of_a_row_is_said(
    visits: list[dict[str, Any]], choice: str, said: list[tuple[str, str]], assessor: DayAssessor
) -> None:
    day = a_day(*visits, people="T1 A1 O1")
    result = assessor.assess(day)
    assert result.given_up == ()
    (asked,) = (each for each in result.findings if choice in [one.id for one in each.choices])
    assert told(assessor.assess(answering(day, answer(asked, choice)))) == said


def test_minutes_that_two_answers_take_are_told_once(assessor: DayAssessor) -> None:
    others = [visit(tag, row("97140", "T1", HALF)) for tag in "BC"]
    day = a_day(visit("A", row("97535", "T1", NINE)), *others)
    asked = assessor.assess(day).open_findings
    with_a = [answer(each, each.patients[-1]) for each in asked if "A" in each.patients]
    (one,) = assessor.assess(answering(day, *with_a)).given_up
    assert (one.minutes, one.of) == (10, 30)


def minutes_of(result: DayAssessment, row: Row) -> tuple[int, int, int]:
    """Return the minutes of a row that count under its own code, by who spent them."""
    return next(
        (
            (entry.therapist_minutes, entry.assistant_minutes, entry.together_minutes)
            for patient in result.visits
            for of, entry in zip(patient.rows, patient.assessment.visit.services, strict=True)
            if of.number == row.number and entry.code == row.entry.code
        ),
        (0, 0, 0),
    )


@FEW
@given(DAYS, st.data())
def test_no_minute_of_a_row_goes_without_a_word(
    assessor: DayAssessor, generated: Generated, data: st.DataObject
) -> None:
    before = assessor.assess(generated.day)
    answers = [
        answer(each, data.draw(st.sampled_from(each.choices)).id)
        for each in before.findings
        if each.choices and each.when is not None
    ]
    after = assessor.assess(answering(generated.day, *answers))
    said = {each.row.number for each in after.given_up}
    counted = {row.number for patient in after.visits for row in patient.rows}
    for typed, read in zip(before.rows, after.rows, strict=True):
        if typed != read or typed.number not in counted:
            continue  # its time was unclear; or nothing of it counts, which has a reason of its own
        if sum(minutes_of(after, read)) < sum(minutes_of(before, typed)):
            # Of rows of one code, the first has the minutes that they share.
            alike = {
                each.number
                for each in after.rows
                if (each.tag, each.entry.code) == (typed.tag, typed.entry.code)
            }
            assert said & alike


@pytest.mark.parametrize(
    ("times", "choice", "said"),
    [
        (["9:30-9:15"], "turned", ["The day's audit reads 9:30-9:15 as 15 minutes."]),
        (["9:00-9:20", "9:50-9:35"], "not-counted", ["The day's audit doesn't count 9:50-9:35."]),
        (["9:30-9:15"], "not-counted", ["The day's audit doesn't count 9:30-9:15."]),
        (["7:00-7:30"], "morning", []),
        (["7:00-7:30"], "evening", []),
        (["7:00-7:30"], "not-counted", ["The day's audit doesn't count 7:00-7:30."]),
    ],
)
def test_what_an_answer_reads_in_unclear_times_is_said(
    times: list[str], choice: str, said: list[str], assessor: DayAssessor
) -> None:
    evening = visit("B", row("97140", "T1", "5:30-7:10"))
    day = a_day(visit("A", row("97110", "T1", *times)), evening)
    result = assessor.assess(day)
    asked = [each for each in result.findings if choice in [one.id for one in each.choices]]
    assert result.times_read == ()
    after = assessor.assess(answering(day, *(answer(each, choice) for each in asked)))
    assert asked
    assert [each.sentence for each in after.times_read] == said
