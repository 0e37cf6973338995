"""What is true of every visit, regardless of its minutes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from by_the_text import units_of_total, valid_allocations
from quarterhour.units import (
    MIDPOINT,
    RULES,
    TIMINGS,
    Rule,
    Service,
    UnitCount,
    count_units,
    pool_sentence,
    reason,
)

MINUTES = st.integers(0, 130)
VISITS = st.lists(MINUTES, min_size=1, max_size=6)
RULE = st.sampled_from(list(RULES.values()))


def counted(minutes: list[int], rule: Rule = RULES["total-minutes"]) -> UnitCount:
    return count_units([Service(str(at), number) for at, number in enumerate(minutes)], rule)


def total(count: UnitCount) -> int:
    return sum(service.units for service in count.services)


@given(VISITS)
def test_the_total_is_the_charts(minutes: list[int]) -> None:
    assert total(counted(minutes)) == units_of_total(sum(minutes))


@given(VISITS, RULE)
def test_each_service_has_its_full_quarter_hours_and_at_most_one_more(
    minutes: list[int], rule: Rule
) -> None:
    for service, number in zip(counted(minutes, rule).services, minutes, strict=True):
        assert number // 15 <= service.units <= number // 15 + (number % 15 > 0)


@given(VISITS, st.randoms())
def test_the_order_of_rows_changes_nothing_but_the_default(
    minutes: list[int], draw: st.DrawFn
) -> None:
    order = list(range(len(minutes)))
    draw.shuffle(order)  # type: ignore[attr-defined]
    shuffled = count_units([Service(str(at), minutes[at]) for at in order])
    back = {
        tuple(vector[order.index(at)] for at in sorted(order)) for vector in shuffled.alternatives
    }
    assert back == set(counted(minutes).alternatives)


@given(VISITS, st.data(), RULE)
def test_a_minute_more_never_lowers_the_total(
    minutes: list[int], data: st.DataObject, rule: Rule
) -> None:
    at = data.draw(st.integers(0, len(minutes) - 1))
    more = [number + (place == at) for place, number in enumerate(minutes)]
    assert total(counted(more, rule)) >= total(counted(minutes, rule))


@given(VISITS)
def test_the_alternatives_are_all_and_only_the_valid_ones(minutes: list[int]) -> None:
    assert set(counted(minutes).alternatives) == valid_allocations(minutes)


@given(VISITS)
def test_every_choice_gives_its_own_alternative(minutes: list[int]) -> None:
    count = counted(minutes)
    for choice, vector in zip(count.choices, count.alternatives, strict=True):
        services = [Service(str(at), number) for at, number in enumerate(minutes)]
        chosen = count_units(services, extra_units_to=choice)
        assert chosen.alternatives[0] == vector
        assert set(chosen.alternatives) == set(count.alternatives)


@given(st.lists(st.tuples(MINUTES, MINUTES, MINUTES), min_size=1, max_size=6), RULE)
def test_plain_and_assistant_units_add_up_and_never_exceed_the_time_behind_them(
    minutes: list[tuple[int, int, int]], rule: Rule
) -> None:
    services = [
        Service(str(at), therapist, assistant, together)
        for at, (therapist, assistant, together) in enumerate(minutes)
    ]
    for service in count_units(services, rule).services:
        split, group = service.split, service.group
        assert split.plain + split.assistant == service.units
        assert split.plain >= group.plain_minutes // 15
        assert split.assistant >= group.assistant_minutes // 15
        assert not split.assistant or group.assistant_minutes
        assert not split.plain or group.plain_minutes


@given(st.sampled_from(sorted(TIMINGS)), st.integers(0, 480))
def test_a_timing_never_loses_a_unit_to_more_time(name: str, amount: int) -> None:
    timing = TIMINGS[name]
    assert timing.units(amount) <= timing.units(amount + 1) <= timing.units(amount) + 1
    units = timing.units(amount)
    assert timing.least_for(units) <= amount
    assert timing.units(timing.least_for(units)) == units


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), MINUTES, st.sampled_from(["PT", "OT"])), max_size=8),
    RULE,
)
def test_every_service_has_a_reason_and_every_pool_a_sentence(
    entries: list[tuple[str, int, str]], rule: Rule
) -> None:
    count = count_units([Service(key, number, pool=pool) for key, number, pool in entries], rule)
    for service in count.services:
        assert reason(service, count).endswith(".")
    for pool in count.pools:
        assert pool.at_least <= pool.minutes <= pool.at_most
        assert str(pool.minutes) in pool_sentence(pool)
    assert count.timed_minutes == sum(number for _, number, _ in entries)


@given(VISITS)
def test_one_service_is_the_same_by_both_rules(minutes: list[int]) -> None:
    assert total(counted(minutes[:1])) == total(counted(minutes[:1], MIDPOINT))
