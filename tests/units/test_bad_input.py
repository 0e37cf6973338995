"""What the engine refuses, and what it handles."""

from __future__ import annotations

from typing import Any

import pytest

from quarterhour.units import MIDPOINT, TIMINGS, ChoiceError, Service, count_units

FIELDS = ("therapist_minutes", "assistant_minutes", "together_minutes", "square_cm")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("amount", [7.5, "7", True, None, float("nan")])
def test_an_amount_that_is_no_whole_number_is_refused(field: str, amount: Any) -> None:
    fields: dict[str, Any] = {field: amount}
    with pytest.raises(TypeError, match=f"{field} of 97110 must be a whole number"):
        Service("97110", **fields)


@pytest.mark.parametrize("field", FIELDS)
def test_a_negative_amount_is_refused(field: str) -> None:
    fields: dict[str, Any] = {field: -1}
    with pytest.raises(ValueError, match=f"{field} of 97110 must not be negative, not -1"):
        Service("97110", **fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"timing": "hour"}, "timing of 97110 must be a Timing"),
        ({"timing": None}, "timing of 97110 must be a Timing"),
        ({"pool": 5}, "pool of 97110 must be text"),
        ({"key": 97110}, "key of 97110 must be text"),
    ],
)
def test_a_field_of_the_wrong_type_is_named(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        Service(**{"key": "97110", "therapist_minutes": 15, **fields})


def test_one_service_has_one_timing() -> None:
    with pytest.raises(ValueError, match="97110 is given with two different timings"):
        count_units([Service("97110", 15), Service("97110", 15, timing=TIMINGS["hour"])])


@pytest.mark.parametrize("choice", [[True], [0.0], ["0"], [None]])
def test_a_choice_is_a_place_in_the_list(choice: Any) -> None:
    with pytest.raises(ChoiceError, match="is not a 15-minute timed service"):
        count_units([Service("97110", 15), Service("97140", 20)], extra_units_to=choice)


@pytest.mark.parametrize("place", [-1, 2, 10**9])
def test_a_choice_outside_the_list_is_refused(place: int) -> None:
    with pytest.raises(ChoiceError, match=f"entry {place} is not"):
        count_units([Service("97110", 20), Service("97140", 20)], extra_units_to=[place])


def test_a_choice_of_an_untimed_service_is_refused() -> None:
    services = [Service("97110", 20), Service("97012", 20, timing=TIMINGS["untimed"])]
    with pytest.raises(ChoiceError, match="entry 1 is not a 15-minute timed service"):
        count_units(services, extra_units_to=[1])


def test_the_midpoint_rule_has_nothing_to_choose() -> None:
    services = [Service("97112", 20), Service("97110", 20)]
    with pytest.raises(ChoiceError, match="1 named, but there are 0 remaining units"):
        count_units(services, MIDPOINT, extra_units_to=[0])


def test_an_empty_visit_has_no_unit() -> None:
    count = count_units([])
    assert (count.services, count.pools, count.timed_minutes) == ((), (), 0)
    assert (count.alternatives, count.assignments) == (((),), 1)


def test_two_hundred_services_are_counted() -> None:
    count = count_units([Service(str(number), 7) for number in range(200)])
    assert sum(service.units for service in count.services) == (200 * 7 + 7) // 15
    assert len(count.alternatives) == 1000
