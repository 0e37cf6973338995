"""Spoilt days: a result or a sentence, never a traceback; large ones: in time."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from day.days import ROLES, answer, answering, day_fields, person, row, settled, visit
from day.test_examples import EXAMPLES
from faults.damaged import damaged_document
from quarterhour.day import DayAssessor, Settled, day_from, day_text, read_day
from quarterhour.visit import VisitError

# A few hundred each time; 10,000 with -m long. Seeds are fixed.
ROUNDS = [300, pytest.param(10_000, marks=pytest.mark.long)]
# What a value of a day is changed to: another of its kind.
ALIKE: list[list[Any]] = [
    [
        *("9:00-9:15", "9:05-9:28", "9:15-9:00", "6:00-6:45", "1:00-1:45", "12:45-1:15"),
        *("0:00-24:00", "24:00-24:00", "9:00-9:00", "8:00-12:00", "23:50-0:10"),
    ],
    [*ROLES],
    [*set(ROLES.values())],
    ["97110", "97140", "97150", "97161", "97530", "92507", "92508", "G0283", "97129", "99999"],
    ["2026-11-23", "2024-06-03", "2019-12-31", "2030-01-01"],
    ["A", "B", "C", "9:00"],
    [0, 1, 8, 15, 480],
    [True, False],
]
MANY = 100


def whole() -> dict[str, Any]:
    """Return a day with every field."""
    return day_fields(
        visit(
            "A",
            row("97110", "T1 A1", "9:00-9:20", charge="90.00"),
            row("G0283", "X1", "9:10-9:25", attended=["9:10-9:13"], attended_by="T1"),
            row(None, "", "9:30-9:40", mode="independent"),
            in_out="9:00-9:15",
            present=[["O1", "9:00-9:15"]],
            billed_units={"97110": 3},
            extra_units_to=[],
            patient={"pt_slp_to_date": "2470.00"},
        ),
        visit("B", row("97150", "T1", "9:05-9:30"), row("97140", "T1", "9:40-9:30")),
        visit("B", row("97530", "O1", minutes=23), payer="medicare"),
        people=[person(id, "8:00-12:00", "1:00-5:00") for id in ROLES],
        figures_for={"target": "0.85", "treatment_minutes": 300, "start": "8:00"},
        settled=[
            {
                "kind": "group-with-one-on-one",
                "patients": ["A", "B"],
                "people": ["T1"],
                "when": "9:05-9:20",
                "choice": "group",
            }
        ],
    )


def starts() -> list[dict[str, Any]]:
    """Return days to start from: the examples, and one with every field."""
    about = ("id", "title", "source", "expected", "visits")
    examples = [
        day_fields(*each["visits"], **{key: each[key] for key in each if key not in about})
        for each in EXAMPLES
    ]
    return [*examples, *[whole()] * 20]


def places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each list or object below, with each of its indexes or keys."""
    if isinstance(part, dict | list):
        for key in list(part) if isinstance(part, dict) else range(len(part)):
            yield part, key
            yield from places(part[key])


def with_another(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Change a value to another of its kind."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    found = [
        (part, key, alike)
        for part, key in places(copy)
        for alike in ALIKE
        if not isinstance(part[key], dict | list) and part[key] in alike
    ]
    if found:
        part, key, alike = chance.choice(found)
        part[key] = chance.choice(alike)
    return copy


@pytest.mark.parametrize("rounds", ROUNDS)
def test_spoilt_days(rounds: int, assessor: DayAssessor) -> None:
    chance, documents = random.Random(5), starts()
    read = 0
    for _ in range(rounds):
        document = chance.choice(documents)
        for _ in range(chance.randrange(1, 6)):
            document = with_another(document, chance)
        if chance.random() < 0.4:
            document = damaged_document(document, chance)
        try:
            day = day_from(document)
            result = assessor.assess(day)
        except VisitError as error:
            assert str(error).strip()
            assert "\n" not in str(error)
            continue
        read += 1
        assert read_day(day_text(day)) == day
        low, high = result.total_if_settled
        assert 0 <= low <= high
        answers = [answer(each, chance.choice(each.choices).id) for each in result.open_findings]
        again = assessor.assess(answering(day, *answers))
        assert low <= again.total_if_settled.low <= again.total_if_settled.high <= high
    assert 0 < read < rounds


def crowded(step: int) -> dict[str, Any]:
    """Return a day of 100 patients of 25 therapists, each of whom shares minutes with the next."""
    people = [{"id": f"T{at}", "role": "PT"} for at in range(25)]
    visits = []
    for at in range(MANY):
        start = 480 + step * (at % 4)
        times = f"{start // 60}:{start % 60:02}-{(start + 30) // 60}:{(start + 30) % 60:02}"
        visits.append(
            visit(
                f"{at:03}", row("97110", f"T{at // 4}", times), row("97140", f"T{at // 4}", times)
            )
        )
    return day_fields(*visits, people=people)


@pytest.mark.parametrize("step", [0, 15, 25])
def test_a_crowded_day_is_answered_in_time(step: int, assessor: DayAssessor) -> None:
    day = day_from(crowded(step))
    started = time.process_time()
    result = assessor.assess(day)
    assert len(result.open_findings) >= 50
    assert result.total_if_settled.low < result.total_if_settled.high
    assert time.process_time() - started < 10


def test_one_knot_of_many_findings_is_answered_in_time(assessor: DayAssessor) -> None:
    tags = [f"{at:02}" for at in range(51)]
    visits = [
        visit(
            tag, row("97110", "T1", f"{8 + at // 6}:{at % 6}0-{8 + (at + 1) // 6}:{(at + 1) % 6}5")
        )
        for at, tag in enumerate(tags)
    ]
    day = day_from(day_fields(*visits))
    started = time.process_time()
    before = assessor.assess(day)
    assert [each.patients for each in before.open_findings] == [*pairwise(tags)]
    chance = random.Random(2)
    ways = [(0, 1, 2)] * 10 + [(0,), (1,), (2,), (0, 2), (2, 1)]
    for among in ways:
        answers = [
            answer(each, each.choices[chance.choice(among)].id) for each in before.open_findings
        ]
        low, high = assessor.assess(answering(day, *answers)).total_if_settled
        assert before.total_if_settled.low <= low == high <= before.total_if_settled.high
    assert time.process_time() - started < 10


def test_a_thousand_answers_are_read_in_time(assessor: DayAssessor) -> None:
    stale = [Settled("co-treatment", "pt-15-ot-0", ("A",), ("T1",), str(at)) for at in range(1000)]
    day = answering(day_from(crowded(15)), *stale)
    started = time.process_time()
    unused = assessor.assess(day).unused_answers
    assert [each.answer for each in unused] == [*range(1000)]
    assert time.process_time() - started < 10


def test_many_unclear_times_are_answered_in_time(assessor: DayAssessor) -> None:
    chance = random.Random(1)
    lengths = [chance.choice([8, 10, 15, 20, 23, 30]) for _ in range(40)]
    visits = [
        visit(f"{at:02}", row("97110", "T1", f"10:{at + length:02}-10:{at:02}"))
        for at, length in zip(range(0, 20), lengths, strict=False)
    ]
    clear = [visit(f"{at}", row("97140", "T1", f"10:{at - 20}-10:{at - 5}")) for at in (31, 36, 41)]
    day = day_from(day_fields(*visits, *clear))
    started = time.process_time()
    before = assessor.assess(day).total_if_settled
    for _ in range(5):
        after = settled(day, assessor, chance.choice).total_if_settled
        assert before.low <= after.low == after.high <= before.high
    assert time.process_time() - started < 20
