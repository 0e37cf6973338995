"""After all answers no minute of a patient counts in two services that someone has to do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from day.days import a_day, answer, answering, found, row, settled, units, visit
from day.generated import DAYS, FEW, Generated
from quarterhour.day import Choice, Day, DayAssessment, DayAssessor, FindingKind
from quarterhour.day.minutes import NONE, minutes_in
from quarterhour.visit.times import read_interval

NINE = "9:00-9:30"
CODES = st.sampled_from(["97110", "97110", "97140", "97150", "97530", "97161"])
PEOPLE = st.sampled_from(["T1", "T1", "T2", "A1", "T1 T2", "T1 A1"])
TIMES = st.sampled_from([NINE, NINE, "9:15-9:45", "9:00-9:10"])
ROWS = st.builds(row, CODES, PEOPLE, TIMES)
# Patients whom several treat in the same half hour.
CROWDED = st.lists(
    st.builds(
        lambda tag, rows: visit(tag, *rows), st.sampled_from("AB"), st.lists(ROWS, max_size=3)
    ),
    max_size=4,
).map(lambda visits: a_day(*visits, people="T1 T2 A1"))


def assert_minutes_once(result: DayAssessment) -> None:
    for patient in result.visits:
        before = NONE
        pairs = zip(patient.rows, patient.assessment.visit.services, strict=True)
        for done, service in pairs:
            if not done.treats:
                continue
            minutes = minutes_in(filter(None, map(read_interval, service.times)))
            assert not before & minutes, (patient.tag, service.code)
            before |= minutes


@FEW
@given(DAYS, st.randoms(use_true_random=False))
def test_a_minute_counts_in_one_service(
    assessor: DayAssessor, generated: Generated, chance: random.Random
) -> None:
    assert_minutes_once(settled(generated.day, assessor, chance.choice))


@FEW
@given(CROWDED, st.randoms(use_true_random=False))
def test_a_minute_counts_in_one_service_however_many_treat(
    assessor: DayAssessor, day: Day, chance: random.Random
) -> None:
    def pick(choices: tuple[Choice, ...]) -> Choice:
        groups = [each for each in choices if each.id == "group"]
        return chance.choice([*choices, *groups * 2])

    assert_minutes_once(settled(day, assessor, pick))


@pytest.mark.parametrize("other", ["T2", "T1 T2", "A1"])
@pytest.mark.parametrize("apart", [True, False])
def test_a_patient_who_was_in_a_group_was_not_treated_alone_too(
    other: str, apart: bool, assessor: DayAssessor
) -> None:
    rows = row("97110", "T1", NINE), row("97110", other, NINE)
    of_a = [visit("A", each) for each in rows] if apart else [visit("A", *rows)]
    day = a_day(*of_a, visit("B", row("97110", "T1", NINE)), people="T1 T2 A1")

    def group(choices: tuple[Choice, ...]) -> Choice:
        return next((each for each in choices if each.id == "group"), choices[0])

    assert_minutes_once(settled(day, assessor, group))


BOTH = [
    *(row("97110", "T1", NINE), row("97140", "T1", NINE)),
    *(row("97110", "O1", NINE), row("97535", "O1", NINE)),
]


def test_each_discipline_is_asked_which_service_it_was(assessor: DayAssessor) -> None:
    day = a_day(visit("A", *BOTH), people="T1 O1")
    twice = [
        each
        for each in assessor.assess(day).open_findings
        if each.kind is FindingKind.SAME_MINUTES_TWICE
    ]
    assert [(each.people, [choice.id for choice in each.choices]) for each in twice] == [
        (("T1",), ["97110", "97140"]),
        (("O1",), ["97110", "97535"]),
    ]
    of_pt, of_ot = twice
    chosen = [answer(of_pt, "97140"), answer(of_ot, "97535")]
    split = found(assessor.assess(answering(day, *chosen)), FindingKind.CO_TREATMENT)
    after = assessor.assess(answering(day, *chosen, answer(split, "pt-15-ot-15")))
    assert (after.open_findings, units(after)) == ((), {"A": {"97140": 1, "97535": 1}})


def test_a_row_entered_twice_leaves_the_question_about_another(assessor: DayAssessor) -> None:
    of_one = row("97110", "T1", NINE)
    day = a_day(visit("A", of_one, of_one, row("97140", "T1", NINE)))
    (open,) = assessor.assess(day).open_findings
    result = assessor.assess(answering(day, answer(open, "97140")))
    assert (result.open_findings, result.unused_answers) == ((), ())
    assert units(result) == {"A": {"97140": 2}}
