"""Evenings by a 12-hour clock: what can be missed by reading them as mornings is asked about."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from day.days import a_day, answer, answering, found, kinds, person, row, visit
from day.generated import FEW
from quarterhour.day import Day, DayAssessment, DayAssessor, FindingKind

UNCLEAR = "time-unclear"


def clock(minute: int, hours: int) -> str:
    """Return a time of an afternoon as one of a clock of 12 or of 24 hours."""
    hour = minute // 60
    return f"{hour - 12 if hours == 12 and hour > 12 else hour}:{minute % 60:02}"


class Stretch(NamedTuple):
    """Minutes of a patient with someone."""

    tag: str
    by: str
    start: int
    minutes: int

    def text(self, hours: int) -> str:
        """Return it by a clock of 12 or of 24 hours."""
        return "-".join(clock(at, hours) for at in (self.start, self.start + self.minutes))


STRETCHES = st.builds(
    Stretch,
    st.sampled_from("ABCD"),
    st.sampled_from(["T1", "T1", "T2"]),
    st.integers(16 * 60, 21 * 60),
    st.sampled_from([10, 15, 30, 45, 70]),
)
LAST_OF_THE_AFTERNOON = st.builds(
    Stretch,
    st.sampled_from("ABCD"),
    st.just("T1"),
    st.integers(16 * 60, 18 * 60 - 1),
    st.sampled_from([30, 70, 100]),
)


def typed(stretches: list[Stretch], hours: int, in_out: bool) -> Day:
    """Return the day of a clinic as it is typed by a clock of 12 or of 24 hours."""
    visits: dict[str, list[Stretch]] = {}
    for each in stretches:
        visits.setdefault(each.tag, []).append(each)
    return a_day(
        *[
            visit(
                tag,
                *[row("97110", each.by, each.text(hours)) for each in own],
                **({"in_out": _stay(own, hours)} if in_out else {}),
            )
            for tag, own in visits.items()
        ],
        people="T1 T2",
    )


def _stay(own: list[Stretch], hours: int) -> str:
    start, end = min(each.start for each in own), max(each.start + each.minutes for each in own)
    return Stretch("", "", start, end - start).text(hours)


def facts(result: DayAssessment) -> list[tuple[Any, ...]]:
    """Return what was found, whatever half of the day it was in."""
    return sorted(
        (each.kind.value, each.patients, each.people, each.minutes or 0) for each in result.findings
    )


@FEW
@given(LAST_OF_THE_AFTERNOON, st.lists(STRETCHES, min_size=1, max_size=5), st.booleans())
def test_an_evening_by_12_hours_is_that_by_24_or_asked_about(
    assessor: DayAssessor, first: Stretch, others: list[Stretch], in_out: bool
) -> None:
    by_24 = assessor.assess(typed([first, *others], 24, in_out))
    day = typed([first, *others], 12, in_out)
    by_12 = assessor.assess(day)
    if UNCLEAR not in kinds(by_12):
        event("the same")
        assert facts(by_12) == facts(by_24)
        return
    event("asked")
    assert UNCLEAR not in kinds(by_24)
    for _ in range(10):
        asked = [each for each in by_12.open_findings if each.kind is FindingKind.TIME_UNCLEAR]
        day = answering(day, *[answer(each, "evening") for each in asked])
        by_12 = assessor.assess(day)
        if not asked:
            break
    settled = [each for each in facts(by_12) if each[0] != UNCLEAR]
    assert settled == facts(by_24)


@FEW
@given(
    st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(7 * 4, 18 * 4 - 1)), max_size=8),
    st.booleans(),
)
def test_a_day_of_mornings_and_afternoons_raises_no_question(
    assessor: DayAssessor, starts: list[tuple[str, int]], hours: bool
) -> None:
    stretches = [
        Stretch(tag, "T1", quarter * 15, 15) for tag, quarter in starts if not 48 <= quarter < 52
    ]
    people = [person("T1", *(["7:00-12:00", "1:00-6:00"] if hours else []))]
    visits = [visit(each.tag, row("97110", "T1", each.text(12))) for each in stretches]
    result = assessor.assess(a_day(*visits, people=people))
    assert UNCLEAR not in kinds(result)


def test_the_next_time_of_an_evening_is_asked_in_turn(assessor: DayAssessor) -> None:
    texts = ["5:30-7:10", "7:00-7:30", "7:20-8:00", "8:00-8:30", "11:00-11:30"]
    tags = "ABCDE"
    day = a_day(
        *[visit(tag, row("97110", "T1", text)) for tag, text in zip(tags, texts, strict=True)]
    )
    for tag in "BCD":
        result = assessor.assess(day)
        (asked,) = [each for each in result.open_findings if each.kind.value == UNCLEAR]
        assert asked.patients == (tag,)
        assert [each.id for each in asked.choices] == ["morning", "evening", "not-counted"]
        morning = assessor.assess(answering(day, answer(asked, "morning")))
        assert UNCLEAR not in {each.kind.value for each in morning.open_findings}
        day = answering(day, answer(asked, "evening"))
    result = assessor.assess(day)
    assert [each.when for each in result.open_findings] == ["19:00-19:10", "19:20-19:30"]


@pytest.mark.parametrize(
    ("services", "fields", "asked"),
    [
        (["5:30-6:00", "7:00-7:30"], {}, "7:00-7:30"),
        (["7:00-7:30"], {"in_out": "5:30-7:30"}, "7:00-7:30"),
        (["8:00-8:15", "1:00-1:15"], {}, None),
        (["11:00-11:15", "1:00-2:00"], {}, None),
        (["17:30-18:00", "7:00-7:30"], {}, None),
    ],
)
@pytest.mark.parametrize("rows", [True, False])
def test_a_visit_tells_of_its_times(
    services: list[str],
    fields: dict[str, Any],
    asked: str | None,
    rows: bool,
    assessor: DayAssessor,
) -> None:
    own = [row("97110", "T1", text) for text in services]
    if not rows:
        own = [row("97110", "T1", *services)]
    result = assessor.assess(a_day(visit("A", *own, **fields)))
    if asked is None:
        assert UNCLEAR not in kinds(result)
    else:
        assert found(result, FindingKind.TIME_UNCLEAR).when == asked


def test_times_of_a_row_that_meet_are_asked_about_together(assessor: DayAssessor) -> None:
    day = a_day(
        visit("A", row("97110", "T1", "6:30-7:00", "7:00-7:30", "9:00-9:10")),
        visit("B", row("97110", "T1", "1:00-1:30")),
    )
    unclear = found(assessor.assess(day), FindingKind.TIME_UNCLEAR)
    assert unclear.when == "6:30-7:00, 7:00-7:30"


def test_hours_that_hold_both_do_not_tell(assessor: DayAssessor) -> None:
    day = a_day(
        visit("A", row("97110", "T1", "5:30-7:10")),
        visit("B", row("97110", "T1", "7:00-7:30")),
        people=[person("T1", "7:00-20:00")],
    )
    assert kinds(assessor.assess(day)) == [UNCLEAR]
    day = a_day(*(), people=[person("T1", "1:00-8:00")])
    assert kinds(assessor.assess(day)) == []


@pytest.mark.parametrize("by", ["T1", "T2"])
def test_someone_who_attended_in_the_evening_is_asked_about(by: str, assessor: DayAssessor) -> None:
    modality = row("G0283", "", "1:00-1:20", attended=["7:00-7:10"], attended_by=by)
    day = a_day(visit("A", row("97110", "T1", "5:30-7:10")), visit("B", modality), people="T1 T2")
    # For T2 it is the visit that tells: it began in the afternoon.
    assert UNCLEAR in kinds(assessor.assess(day))
