"""What is true of every day, in days of every kind."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import product
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from day.by_minute import Shared, shared_minutes
from day.days import a_day, answer, answering, settled, units
from day.generated import DAYS, FEW, Generated
from quarterhour.day import (
    Choice,
    Day,
    DayAssessment,
    DayAssessor,
    Finding,
    FindingKind,
    FindingSeverity,
    Person,
    day_document,
    day_from,
    day_text,
    read_day,
)
from quarterhour.visit.times import read_interval

# Who shares is told by the rows; of the others one person does.
OF_ROWS = {FindingKind.SAME_MINUTES_TWICE, FindingKind.CO_TREATMENT}
SHARED = {
    *OF_ROWS,
    FindingKind.ONE_ON_ONE_OVERLAP,
    FindingKind.GROUP_WITH_ONE_ON_ONE,
    FindingKind.ATTENDED_ELSEWHERE,
}


def minutes_in(when: str | None) -> set[int]:
    """Return the minutes of a finding."""
    intervals = [read_interval(text) for text in (when or "").split(", ") if text]
    return {minute for each in intervals if each for minute in range(each.start, each.end)}


def shared_in(result: DayAssessment) -> Shared:
    """Return the minutes of the findings, as the reference tells them."""
    found: Shared = {}
    for each in result.findings:
        of_a_row = len(each.rows) == 1 and each.severity is FindingSeverity.NOTE  # its own times
        if each.kind in SHARED and not of_a_row:
            person = "" if each.kind in OF_ROWS else each.people[0]
            key = (each.kind.value, person, each.patients)
            found.setdefault(key, set()).update(minutes_in(each.when))
    return found


def facts(finding: Finding) -> tuple[object, ...]:
    """Return a finding without what depends on where its rows stand.

    In a tie the unit is that of the code entered first, so that units of choices do, and the codes
    whose claimed units differ.
    """
    codes: object = (finding.codes, len(finding.rows)) if finding.units is None else ()
    return (
        *(finding.kind, finding.severity, finding.people, finding.patients, finding.when),
        *(finding.minutes, finding.units, finding.settled, codes),
        tuple(sorted(each.id for each in finding.choices)),
    )


@FEW
@given(DAYS)
def test_no_minute_is_on_two_claims_without_a_finding(
    assessor: DayAssessor, generated: Generated
) -> None:
    result = assessor.assess(generated.day)
    assert shared_in(result) == shared_minutes(generated.rows)


@FEW
@given(DAYS, st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_visits_or_people(
    assessor: DayAssessor, generated: Generated, chance: random.Random
) -> None:
    day = generated.day
    people, visits = list(day.people), list(day.visits)
    chance.shuffle(people)
    chance.shuffle(visits)
    one, other = (
        assessor.assess(each)
        for each in (day, replace(day, people=tuple(people), visits=tuple(visits)))
    )
    assert Counter(map(facts, one.findings)) == Counter(map(facts, other.findings))
    assert one.total_if_settled == other.total_if_settled
    for tag, by_code in one.units_as_typed.items():
        assert sum(by_code.values()) == sum(other.units_as_typed[tag].values())


@FEW
@given(DAYS)
def test_totals_are_sums(assessor: DayAssessor, generated: Generated) -> None:
    result = assessor.assess(generated.day)
    totals, visits = result.totals, result.visits
    assert totals.all.units == sum(each.assessment.units for each in visits)
    for parts in (totals.by_payer.values(), totals.by_discipline.values()):
        assert sum(each.units for each in parts) == totals.all.units
        assert sum(each.minutes for each in parts) == totals.all.minutes
        known = [each.allowed for each in parts if each.allowed is not None]
        assert not known or sum(known) == totals.all.allowed
    named = sum(each.units for each in totals.by_person.values())
    assert named <= totals.all.units
    # Where every service has people, each discipline's units are those of its people.
    if all(not row.billable or row.by for row in result.rows):
        for discipline, total in totals.by_discipline.items():
            people = {id for row in result.rows if row.discipline == discipline for id in row.by}
            assert total.units == sum(totals.by_person[id].units for id in people)
    assert result.total_as_typed >= result.total_if_settled.low
    for of_one in result.figures.values():
        together = of_one.one_on_one_minutes + of_one.group_minutes
        assert max(of_one.one_on_one_minutes, of_one.group_minutes) <= of_one.skilled_minutes
        assert of_one.skilled_minutes <= together
    assert result.of_all.skilled_minutes == sum(
        each.skilled_minutes for each in result.figures.values()
    )


@FEW
@given(DAYS, st.randoms(use_true_random=False))
def test_what_is_settled_leaves_one_number_in_the_range_before(
    assessor: DayAssessor, generated: Generated, chance: random.Random
) -> None:
    day = generated.day
    before = assessor.assess(day)

    def pick(choices: tuple[Choice, ...]) -> Choice:
        return chance.choice(choices)

    after = settled(day, assessor, pick)
    assert not [each for each in after.findings if each.severity is FindingSeverity.ACTION]
    assert after.total_if_settled.certain
    assert after.total_if_settled.low == sum(each.assessment.units for each in after.visits)
    low, high = before.total_if_settled
    assert low <= after.total_if_settled.low <= high
    for tag, by_code in units(after).items():
        for code, count in by_code.items():
            least, most = before.units_if_settled[tag].get(code, (0, 0))
            assert least <= count <= most, (tag, code)
        for code, (least, _) in before.units_if_settled[tag].items():
            assert least <= by_code.get(code, 0)
    if FindingKind.TIME_UNCLEAR not in {each.kind for each in before.findings}:
        # Times that turn out to be clear are audited with the others, and claimed units compared
        # with what the other answers make of the minutes.
        unused = {after.day.settled[each.answer].kind for each in after.unused_answers}
        assert unused <= {"units-above-minutes", "units-below-minutes"}
        times = [
            {(each.kind, each.patients, each.people, each.when) for each in result.findings}
            for result in (before, after)
        ]
        assert times[0] ^ times[1] <= {
            each for found in times for each in found if "units-" in each[0].value
        }
        assert [each.skilled_minutes for each in before.figures.values()] == [
            each.skilled_minutes for each in after.figures.values()
        ]
    assert day_document(replace(after.day, settled=())) == day_document(day)


@FEW
@given(DAYS)
def test_the_range_is_reached(assessor: DayAssessor, generated: Generated) -> None:
    day = generated.day
    before = assessor.assess(day)
    options = [
        [answer(each, choice.id) for choice in each.choices] for each in before.open_findings
    ]
    if not 1 < prod(map(len, options)) <= 60:
        return
    ways = [
        assessor.assess(answering(day, *answers)).total_if_settled for answers in product(*options)
    ]
    # Of times that turn out to be clear, what they share is open still.
    assert before.total_if_settled == (min(low for low, _ in ways), max(high for _, high in ways))
    for each in before.open_findings:
        for choice in each.choices:
            after = assessor.assess(answering(day, answer(each, choice.id)))
            now = units(after)
            assert {tag: now[tag] for tag in choice.units} == choice.units


@FEW
@given(DAYS)
def test_someone_who_treats_nobody_changes_figures_alone(
    assessor: DayAssessor, generated: Generated
) -> None:
    day = generated.day
    another = Person("T9", "PT", ("8:00-12:00",))
    one, other = (
        assessor.assess(each) for each in (day, replace(day, people=(another, *day.people)))
    )
    assert one.findings == other.findings
    assert one.totals == other.totals
    assert one.units_if_settled == other.units_if_settled
    assert other.figures["T9"].skilled_minutes == other.figures["T9"].units == 0


@FEW
@given(DAYS)
def test_what_is_written_is_read_again(generated: Generated) -> None:
    day = generated.day
    assert read_day(day_text(day)) == day


@FEW
@given(DAYS)
def test_a_day_without_times_is_not_audited_and_says_so(
    assessor: DayAssessor, generated: Generated
) -> None:
    visits = [
        {
            **each,
            "services": [
                {
                    **{name: value for name, value in entry.items() if name not in ("times",)},
                    "minutes": 10,
                }
                for entry in each["services"]
            ],
        }
        for each in generated.document["visits"]
    ]
    result = assessor.assess(day_from({**generated.document, "visits": visits}))
    treated = {each.tag for each in generated.rows if each.billable}
    told = {
        tag
        for each in result.findings
        if each.kind is FindingKind.NOT_AUDITED
        for tag in each.patients
    }
    assert told == treated
    assert not SHARED & {each.kind for each in result.findings}


def test_an_empty_day(assessor: DayAssessor) -> None:
    day: Day = a_day()
    result = assessor.assess(day)
    assert (result.findings, result.visits, result.total_if_settled) == ((), (), (0, 0))
