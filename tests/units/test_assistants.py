"""Whose unit it is: therapist and assistant minutes, by the rules of 2022."""

from __future__ import annotations

import pytest

from quarterhour.units import CLOCKS, MIDPOINT, Service, count_units, reason

UNTIMED = CLOCKS["untimed"]

# Therapist, assistant and together minutes of each service; plain and assistant units of each.
EXAMPLES = {
    "the therapist has less than 8 and the assistant more than 10 %": ([(5, 10, 0)], [(0, 1)]),
    "the therapist's own remainder passes the midpoint": (
        [(13, 23, 0), (30, 0, 0)],
        [(1, 1), (2, 0)],
    ),
    "10 and 19": ([(10, 19, 0)], [(1, 1)]),
    "two left: one each, 12 and 14": ([(12, 14, 0)], [(1, 1)]),
    "two left: one each, 9 and 14": ([(9, 14, 0)], [(1, 1)]),
    "two left: one each, 14 and 14": ([(14, 14, 0)], [(1, 1)]),
    "20 and 25": ([(20, 25, 0)], [(1, 2)]),
    "22 and 23": ([(22, 23, 0)], [(1, 2)]),
    "7 and 7": ([(7, 7, 0)], [(0, 1)]),
    "both units are the therapist's": ([(30, 2, 0)], [(2, 0)]),
    "the assistant's service has no unit": ([(15, 0, 0), (0, 7, 0)], [(1, 0), (0, 0)]),
    "more minutes take the unit": ([(0, 11, 0), (10, 0, 0)], [(0, 1), (0, 0)]),
    "a tie goes to the first": ([(7, 0, 0), (0, 7, 0)], [(1, 0), (0, 0)]),
    "10 and 5": ([(10, 5, 0)], [(1, 0)]),
    "together is the therapist's": ([(0, 0, 30)], [(2, 0)]),
    "together adds to the therapist's": ([(4, 7, 4)], [(1, 0)]),
    "all the assistant's": ([(0, 38, 0)], [(0, 3)]),
    "exactly 10 % is not more": ([(18, 2, 0)], [(1, 0)]),
    "the therapist has 7, the assistant 1 of 8": ([(7, 1, 0)], [(0, 1)]),
}


@pytest.mark.parametrize(("minutes", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_timed(minutes: list[tuple[int, int, int]], expected: list[tuple[int, int]]) -> None:
    services = [Service(str(at), *numbers) for at, numbers in enumerate(minutes)]
    found = [service.split for service in count_units(services).services]
    assert [(split.plain, split.assistant) for split in found] == expected


def test_in_a_tie_the_other_choice_carries_its_own_mark() -> None:
    services = [Service("97110", 7), Service("97116", 0, 7)]
    count = count_units(services, extra_units_to=[1])
    assert [(one.split.plain, one.split.assistant) for one in count.services] == [(0, 0), (0, 1)]
    assert count.ways == 2


@pytest.mark.parametrize(
    ("clock", "minutes", "expected"),
    [
        ("untimed", (18, 2, 0), (1, 0)),
        ("untimed", (17, 3, 0), (0, 1)),
        ("untimed", (0, 0, 20), (1, 0)),
        ("untimed", (0, 0, 0), (1, 0)),
        ("hour", (60, 31, 0), (0, 2)),
        ("hour", (85, 6, 0), (2, 0)),
    ],
)
def test_other_clocks_are_whole(
    clock: str, minutes: tuple[int, int, int], expected: tuple[int, int]
) -> None:
    split = count_units([Service("code", *minutes, clock=CLOCKS[clock])]).services[0].split
    assert (split.plain, split.assistant) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (
            (13, 23),
            "36 minutes: 2 full quarter hours, remainder 6; 36 minutes alone allow 2 units, all "
            "full quarter hours. The therapist's own 13 minutes pass the midpoint, so the last "
            "unit carries no assistant modifier.",
        ),
        (
            (5, 10),
            "15 minutes: 1 full quarter hour, nothing over. Of the last unit the assistant did "
            "10 of 15 minutes, more than 10 %: it is the assistant's.",
        ),
        (
            (12, 14),
            "26 minutes: 1 full quarter hour, remainder 11; 11 minutes pass the midpoint and "
            "earn one more unit. Two units are left over 12 therapist and 14 assistant minutes: "
            "one is the therapist's, one the assistant's.",
        ),
        (
            (30, 15),
            "45 minutes: 3 full quarter hours, nothing over. 2 full quarter hours of the "
            "therapist and 1 full quarter hour of the assistant.",
        ),
        (
            (0, 15),
            "15 minutes: 1 full quarter hour, nothing over. 1 full quarter hour of the assistant.",
        ),
        ((0, 3), "3 minutes, documented; it is counted alone, and the first unit needs 8."),
    ],
)
def test_reason(minutes: tuple[int, int], expected: str) -> None:
    count = count_units([Service("97110", *minutes)], MIDPOINT)
    assert reason(count.services[0], count) == expected


def test_a_service_without_a_unit_is_nobodys() -> None:
    split = count_units([Service("97110", 0, 3)]).services[0].split
    assert (split.plain, split.assistant, split.reason) == (0, 0, "")


def test_a_last_unit_without_the_assistant_is_the_therapists() -> None:
    count = count_units([Service("A", 7, 15), Service("B", 3)])
    assert reason(count.services[0], count) == (
        "22 minutes: 1 full quarter hour, remainder 7; the largest remainder, so it takes the "
        "left-over unit. The assistant did 10 % or less of the last unit."
    )


@pytest.mark.parametrize(
    ("assistant", "words"),
    [
        (3, "The assistant did 3 of 20 minutes, more than 10 %: the assistant modifier applies."),
        (2, "The assistant did 2 of 20 minutes, 10 % or less: no assistant modifier."),
    ],
)
def test_the_share_of_an_untimed_service_is_explained(assistant: int, words: str) -> None:
    count = count_units([Service("97012", 20 - assistant, assistant, clock=UNTIMED)])
    untimed = "Untimed: 1 unit a day, whatever the minutes."
    assert reason(count.services[0], count) == f"{untimed} {words}"
