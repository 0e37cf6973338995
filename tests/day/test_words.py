"""What findings are called: short, with what to do, and where the rule is found."""

from __future__ import annotations

import re

import pytest

from day.days import a_day, found, kinds, person, row, visit
from day.test_examples import EXAMPLES, assessed
from quarterhour.day import DayAssessor, Finding, FindingKind
from quarterhour.report.audit_units import visits_with_times

UNCONFIRMED = "Not found in a CMS source. Check with your MAC."
# What is told of typing alone has no rule of CMS behind it.
OF_TYPING = {
    FindingKind.MINUTES_ABOVE_CLOCK,
    FindingKind.OUTSIDE_CLOCK,
    FindingKind.TIME_UNCLEAR,
    FindingKind.NOT_AUDITED,
}


@pytest.fixture(scope="module")
def findings(assessor: DayAssessor) -> list[Finding]:
    """Return all findings of the examples."""
    return [each for example in EXAMPLES for each in assessed(example, assessor).findings]


def test_the_examples_have_every_kind(findings: list[Finding]) -> None:
    assert {each.kind for each in findings} == {*FindingKind}


def test_titles_are_short_and_questions_are_asked(findings: list[Finding]) -> None:
    for each in findings:
        assert 1 < len(each.title.split()) <= 8, each.title
        assert bool(each.choices) == each.question.endswith("?"), each.question
        assert "{" not in each.title + each.question + each.rule
        for choice in each.choices:
            assert 1 <= len(choice.title.split()) <= 9, choice.title


def test_a_rule_has_a_source_or_says_that_none_was_found(findings: list[Finding]) -> None:
    for each in findings:
        sourced = "(CMS, " in each.rule or "Pub. 100-" in each.rule or "final rule" in each.rule
        assert each.rule.endswith((".", ")"))
        assert each.kind in OF_TYPING or sourced or UNCONFIRMED in each.rule, each.rule


@pytest.mark.parametrize(
    ("code", "unconfirmed"), [("97161", True), ("97164", True), ("97116", False)]
)
def test_an_evaluation_beside_another_patient_is_unconfirmed(
    code: str, unconfirmed: bool, assessor: DayAssessor
) -> None:
    rows = row(code, "T1", "9:00-9:30"), row("97110", "T1", "9:15-9:45")
    result = assessor.assess(a_day(visit("A", rows[0]), visit("B", rows[1])))
    overlap = found(result, FindingKind.ONE_ON_ONE_OVERLAP)
    assert (UNCONFIRMED in overlap.rule) == unconfirmed


@pytest.mark.parametrize("shared", [1, 2, 16, 31])
def test_one_minute_is_not_several(shared: int, assessor: DayAssessor) -> None:
    when = f"9:00-9:{shared:02}"
    rows = row("97530", "T1", when), row("97535", "O1", when)
    result = assessor.assess(a_day(visit("A", *rows), people="T1 O1"))
    split = found(result, FindingKind.CO_TREATMENT)
    said = [split.question, *(choice.title for choice in split.choices)]
    assert not [text for text in said if re.search(r"\b1 minutes", text)]
    assert any(re.search(r"\b1 minute\b", text) for text in said) == (shared != 2)


def test_too_many_units_may_have_been_sent(assessor: DayAssessor) -> None:
    claim = visit("A", row("97110", "T1", "9:00-9:15"), billed_units={"97110": 2})
    above = found(assessor.assess(a_day(claim)), FindingKind.UNITS_ABOVE_MINUTES)
    assert "ask your compliance adviser" in above.rule


def test_nothing_tells_dollars_or_more_minutes(findings: list[Finding]) -> None:
    for each in findings:
        said = " ".join([each.title, each.question, each.rule, *(c.title for c in each.choices)])
        assert "$" not in said
        assert "more minutes" not in said


def test_a_person_off_the_clock_is_named(assessor: DayAssessor) -> None:
    day = a_day(visit("A", row("97110", "T1", "11:50-12:20")), people=[person("T1", "8:00-12:00")])
    result = assessor.assess(day)
    assert kinds(result) == ["outside-clock"]
    assert result.findings[0].title == "T1 treated A off the clock, 12:00\u201312:20"


def test_visits_without_times_are_told_from_rows_without(assessor: DayAssessor) -> None:
    """As the audit counts its visits with times and without."""
    timed, untimed = row("97110", "T1", "9:00-9:20"), row("97140", therapist_minutes=15)
    nobody = row("97140", "", "10:00-10:20")
    day = a_day(
        *(visit("A", timed, untimed), visit("B", untimed), visit("C", nobody, untimed)),
        visit("D", nobody, row("97110", "T1", "11:00-11:20")),
    )
    result = assessor.assess(day)
    assert [each.title for each in result.findings] == [
        "Not audited, no times: B",
        "Some rows not audited, no times: A and C",
        "Not audited, nobody entered: C",
        "Some rows not audited, nobody entered: D",
    ]
    assert visits_with_times(result) == (3, 1)
