"""A tie is the clinician's to settle, and only among correct choices."""

from __future__ import annotations

import pytest

from quarterhour.units import TIMINGS, ChoiceError, ReasonKind, Service, count_units, reason_of


def units(count_of: list[tuple[str, int]], choice: list[int]) -> list[int]:
    services = [Service(code, minutes) for code, minutes in count_of]
    return [one.units for one in count_units(services, extra_units_to=choice).services]


def test_order_of_entry_decides_until_someone_chooses() -> None:
    visit = [("97112", 20), ("97110", 20)]
    assert units(visit, []) == [2, 1]
    assert units(visit, [1]) == [1, 2]
    assert units(visit, [0]) == [2, 1]


def test_a_choice_may_name_the_certain_taker() -> None:
    assert units([("97110", 33), ("97140", 7)], [1]) == [2, 1]


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ([0], "remaining units go to the codes with the most remaining minutes"),
        ([0, 1], "2 named, but there is 1 remaining unit"),
        ([1, 1], "a service is named twice"),
        ([2], "entry 2 is not a 15-minute timed service of this visit"),
    ],
)
def test_an_invalid_choice_is_refused(choice: list[int], problem: str) -> None:
    with pytest.raises(ChoiceError, match=rf"^{problem}$"):
        units([("97110", 33), ("97140", 7)], choice)


def test_a_choice_of_too_few_is_refused() -> None:
    with pytest.raises(ChoiceError, match=r"^1 named, but there are 2 remaining units$"):
        units([("97110", 29), ("97140", 24)], [1])


def test_the_chosen_allocation_comes_first_among_the_alternatives() -> None:
    count = count_units([Service("97112", 20), Service("97110", 20)], extra_units_to=[1])
    assert count.alternatives == ((1, 2), (2, 1))
    assert count.choices == ((1,), (0,))


def test_the_reason_tells_who_chose() -> None:
    services = [Service("97112", 20), Service("97110", 20)]
    for choice in ([], [0]):
        count = count_units(services, extra_units_to=choice)
        found = reason_of(count.services[0], count)
        assert (found.kind, found.chosen) == (ReasonKind.TOOK_IN_TIE, bool(choice))
        assert (found.tied, found.tied_takers) == (("97112", "97110"), ("97112",))


def test_alternatives_are_capped_and_counted() -> None:
    services = [Service(str(number), 8) for number in range(40)]
    count = count_units(services)
    assert len(count.alternatives) == 1000
    assert count.assignments > 1000
    assert len(set(count.alternatives)) == 1000


def test_a_pool_knows_its_entries_and_its_totals() -> None:
    services = [Service("A", 10, pool="PT"), Service("B", 8, pool="OT"), Service("A", 9, pool="PT")]
    pools = count_units(services).pools
    assert [(pool.name, pool.rows, pool.minutes, pool.units) for pool in pools] == [
        ("PT", (0, 2), 19, 1),
        ("OT", (1,), 8, 1),
    ]


def test_alternatives_show_untimed_services_and_entries_counted_with_another() -> None:
    services = [Service("A", 10), Service("U", 9, timing=TIMINGS["untimed"]), Service("A", 10)]
    assert count_units(services).alternatives == ((1, 1, 0),)


def test_the_cap_holds_over_two_pools_of_ties() -> None:
    services = [Service(str(number), 8, pool=pool) for pool in "PO" for number in range(12)]
    count = count_units(services)
    assert len(count.alternatives) == len(count.choices) == 1000
    assert count.assignments == 924**2


def test_no_unit_is_allowed_from_no_minute_on() -> None:
    pool = count_units([Service("A", 7)]).pools[0]
    assert (pool.at_least, pool.at_most) == (0, 7)


def test_a_choice_may_name_any_entry_of_its_service() -> None:
    services = [Service("A", 10), Service("B", 20), Service("A", 10)]
    assert [one.units for one in count_units(services, extra_units_to=[1]).services] == [1, 2]
    assert [one.units for one in count_units(services, extra_units_to=[2]).services] == [2, 1]
