"""The worked examples of both rules, one correct choice or all of a tie."""

from __future__ import annotations

from pathlib import Path

import pytest

from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT, Rule, Service, count_units

Example = tuple[str, dict[str, int], list[dict[str, int]]]


def examples(file: str) -> list[Example]:
    """Read `name: CODE MINUTES, ... -> CODExUNITS, ... | CODExUNITS, ...` lines."""
    lines = (Path(__file__).parent / file).read_text().splitlines()
    found = []
    for line in lines:
        if line.startswith("#"):
            continue
        name, _, rest = line.partition(": ")
        minutes, _, answers = rest.partition(" -> ")
        entered = {code: int(number) for code, number in map(str.split, minutes.split(", "))}
        found.append((name, entered, [assignment(answer) for answer in answers.split(" | ")]))
    return found


def assignment(text: str) -> dict[str, int]:
    if text == "nothing":
        return {}
    return {code: int(units) for code, units in (part.split("x") for part in text.split(", "))}


def alternatives(minutes: dict[str, int], rule: Rule) -> list[dict[str, int]]:
    count = count_units([Service(code, number) for code, number in minutes.items()], rule)
    return [
        {code: units for code, units in zip(minutes, vector, strict=True) if units}
        for vector in count.alternatives
    ]


TOTAL = examples("total_minutes_examples.txt")
ALONE = examples("midpoint_examples.txt")


@pytest.mark.parametrize(("name", "minutes", "answers"), TOTAL, ids=[name for name, *_ in TOTAL])
def test_total_minutes(name: str, minutes: dict[str, int], answers: list[dict[str, int]]) -> None:
    found = alternatives(minutes, EIGHT_MINUTE_RULE)
    assert sorted(map(sorted, map(dict.items, found))) == sorted(
        map(sorted, map(dict.items, answers))
    )


@pytest.mark.parametrize(("name", "minutes", "answers"), ALONE, ids=[name for name, *_ in ALONE])
def test_midpoint(name: str, minutes: dict[str, int], answers: list[dict[str, int]]) -> None:
    assert alternatives(minutes, MIDPOINT) == answers


def test_the_examples_are_all_there() -> None:
    assert (len(TOTAL), len(ALONE)) == (67, 22)
    assert {f"cms-ex{number}" for number in range(1, 6)} <= {name for name, *_ in TOTAL}
