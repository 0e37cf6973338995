"""Every unit has its reason, and a service without one has one too: as facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterhour.units import (
    EIGHT_MINUTE_RULE,
    FULL_QUARTER_HOURS,
    MIDPOINT,
    RULES,
    TIMINGS,
    Measure,
    Reason,
    ReasonKind,
    Rule,
    Service,
    SplitKind,
    count_units,
    reason_of,
)

NONE_LEFT = (ReasonKind.NONE_LEFT, ReasonKind.NONE_LEFT_IN_TIE)
IN_TIE = (ReasonKind.TOOK_IN_TIE, ReasonKind.LOST_IN_TIE, ReasonKind.NONE_LEFT_IN_TIE)
MINUTES = st.integers(0, 50)


def reason_in(
    rule: Rule, minutes: tuple[int, ...], row: int, choice: tuple[int, ...] = ()
) -> Reason:
    """Return the reason of one of the services A, B and C with these minutes."""
    services = [Service("ABC"[at], number, pool="PT") for at, number in enumerate(minutes)]
    count = count_units(services, rule, choice)
    return reason_of(count.services[row], count)


@pytest.mark.parametrize(
    ("rule", "minutes", "row", "kind"),
    [
        (EIGHT_MINUTE_RULE, (33, 7), 0, ReasonKind.LOST_THE_ONE_TO_LARGER),
        (EIGHT_MINUTE_RULE, (33, 7), 1, ReasonKind.TOOK_AS_LARGEST),
        (EIGHT_MINUTE_RULE, (33, 5, 2), 2, ReasonKind.NONE_LEFT),
        (EIGHT_MINUTE_RULE, (3, 4), 0, ReasonKind.TOTAL_BELOW_FIRST_UNIT),
        (EIGHT_MINUTE_RULE, (3,), 0, ReasonKind.TOTAL_BELOW_FIRST_UNIT),
        (EIGHT_MINUTE_RULE, (30,), 0, ReasonKind.NOTHING_OVER),
        (EIGHT_MINUTE_RULE, (8,), 0, ReasonKind.TOOK_FIRST_PAST_MIDPOINT),
        (EIGHT_MINUTE_RULE, (23,), 0, ReasonKind.TOOK_ONE_MORE_PAST_MIDPOINT),
        (EIGHT_MINUTE_RULE, (23, 0), 0, ReasonKind.TOOK_AS_LARGEST),
        (EIGHT_MINUTE_RULE, (0, 15), 0, ReasonKind.NO_MINUTES),
        (EIGHT_MINUTE_RULE, (29, 24, 1), 0, ReasonKind.TOOK_AMONG_LARGEST),
        (EIGHT_MINUTE_RULE, (16, 14, 13), 0, ReasonKind.LOST_SEVERAL_TO_LARGER),
        (EIGHT_MINUTE_RULE, (31, 16), 0, ReasonKind.ONLY_FULL_OF_TOTAL),
        (EIGHT_MINUTE_RULE, (31,), 0, ReasonKind.ONLY_FULL_OF_TOTAL),
        (EIGHT_MINUTE_RULE, (20, 20), 0, ReasonKind.TOOK_IN_TIE),
        (EIGHT_MINUTE_RULE, (20, 20), 1, ReasonKind.LOST_IN_TIE),
        (EIGHT_MINUTE_RULE, (7, 7, 7), 2, ReasonKind.NONE_LEFT_IN_TIE),
        (MIDPOINT, (31,), 0, ReasonKind.ONLY_FULL_ALONE),
        (MIDPOINT, (33, 7), 1, ReasonKind.ALONE_BELOW_FIRST_UNIT),
        (MIDPOINT, (33, 0), 1, ReasonKind.NO_MINUTES),
        (MIDPOINT, (33, 8), 1, ReasonKind.TOOK_FIRST_PAST_MIDPOINT),
        (MIDPOINT, (33, 23), 1, ReasonKind.TOOK_ONE_MORE_PAST_MIDPOINT),
    ],
)
def test_what_decided_a_timed_service(
    rule: Rule, minutes: tuple[int, ...], row: int, kind: ReasonKind
) -> None:
    assert reason_in(rule, minutes, row).kind is kind


def test_a_reason_holds_the_figures_of_the_service_and_of_its_pool() -> None:
    assert reason_in(EIGHT_MINUTE_RULE, (29, 24, 1), 0) == Reason(
        ReasonKind.TOOK_AMONG_LARGEST,
        amount=29,
        first=8,
        units=2,
        full=1,
        remaining_minutes=14,
        total=54,
        total_units=4,
        remaining_units=2,
        pool="PT",
    )
    assert reason_in(MIDPOINT, (3, 33), 1) == Reason(
        ReasonKind.ONLY_FULL_ALONE,
        amount=33,
        first=8,
        units=2,
        full=2,
        remaining_minutes=3,
        total=33,
        total_units=2,
        pool="PT",
    )


def test_it_names_who_has_the_units_where_none_is_left() -> None:
    assert reason_in(EIGHT_MINUTE_RULE, (33, 5, 2), 2).takers == (("A", 2), ("B", 1))


@pytest.mark.parametrize(("choice", "taker"), [((), "A"), ((1,), "B")])
def test_it_names_who_ties_who_takes_the_unit_and_whether_someone_chose(
    choice: tuple[int, ...], taker: str
) -> None:
    found = reason_in(EIGHT_MINUTE_RULE, (7, 7, 7), 2, choice)
    assert (found.tied, found.tied_takers) == (("A", "B", "C"), (taker,))
    assert found.takers == ((taker, 1),)
    assert found.chosen is bool(choice)


def test_a_certain_taker_is_not_among_those_of_the_tie() -> None:
    certain, tied, lost = (reason_in(EIGHT_MINUTE_RULE, (14, 10, 10), row) for row in range(3))
    assert (certain.kind, certain.tied, certain.chosen) == (
        ReasonKind.TOOK_AMONG_LARGEST,
        (),
        False,
    )
    assert tied.tied == lost.tied == ("B", "C")
    assert tied.tied_takers == lost.tied_takers == ("B",)


def test_a_choice_elsewhere_is_none_of_this_service() -> None:
    assert reason_in(EIGHT_MINUTE_RULE, (14, 10, 10), 0, (0, 2)).chosen is False


def test_the_pool_is_that_of_the_services_own_discipline_and_key() -> None:
    services = [Service("", 3), Service("A", 33), Service("A", 10, pool="OT")]
    for rule, totals in ((EIGHT_MINUTE_RULE, [36, 36, 10]), (MIDPOINT, [3, 33, 10])):
        count = count_units(services, rule)
        assert [reason_of(one, count).total for one in count.services] == totals


@pytest.mark.parametrize(
    ("timing", "minutes", "square_cm", "expected"),
    [
        ("untimed", 40, 0, Reason(ReasonKind.UNTIMED, amount=40, units=1)),
        ("period", 40, 0, Reason(ReasonKind.PERIOD, amount=40, units=1)),
        ("hour", 30, 0, Reason(ReasonKind.BELOW_FIRST_UNIT, amount=30, needed=31, key="code")),
        ("hour", 31, 0, Reason(ReasonKind.COUNTED_APART, amount=31, units=1, needed=91)),
        ("month-10", 9, 0, Reason(ReasonKind.BELOW_FIRST_UNIT, amount=9, needed=10, key="code")),
        (
            "month-10",
            35,
            0,
            Reason(ReasonKind.COUNTED_APART_AT_ITS_MOST, amount=35, units=1),
        ),
        (
            "area",
            9,
            0,
            Reason(ReasonKind.AREA_ASSUMED, amount=20, measure=Measure.AREA, units=1, needed=21),
        ),
        (
            "area",
            9,
            45,
            Reason(ReasonKind.COUNTED_APART, amount=45, measure=Measure.AREA, units=3, needed=61),
        ),
        (
            "section",
            9,
            0,
            Reason(ReasonKind.COUNTED_SECTIONS, amount=1, measure=Measure.COUNT, units=1, needed=2),
        ),
        (
            "applied",
            9,
            0,
            Reason(ReasonKind.COUNTED_APPLIED, amount=1, measure=Measure.COUNT, units=1, needed=2),
        ),
    ],
)
def test_what_decided_a_service_of_another_timing(
    timing: str, minutes: int, square_cm: int, expected: Reason
) -> None:
    service = Service("code", minutes, timing=TIMINGS[timing], square_cm=square_cm)
    count = count_units([service])
    assert reason_of(count.services[0], count) == expected


@pytest.mark.parametrize(
    ("timing", "minutes", "kind"),
    [
        ("quarter-hour", (5, 10), SplitKind.LAST_ABOVE_TENTH),
        ("quarter-hour", (15, 0), None),
        ("quarter-hour", (0, 7), None),
        ("untimed", (20, 0), None),
        ("untimed", (0, 0), None),
        ("untimed", (18, 2), SplitKind.ALL_WITHIN_TENTH),
        ("hour", (5, 10), None),
    ],
)
def test_whose_the_units_are_is_told_where_an_assistant_did_part_of_them(
    timing: str, minutes: tuple[int, int], kind: SplitKind | None
) -> None:
    count = count_units([Service("code", *minutes, timing=TIMINGS[timing])])
    split = reason_of(count.services[0], count).split
    assert (split and split.kind) == kind
    assert split in (None, count.services[0].split)


@given(
    st.lists(st.tuples(MINUTES, MINUTES), min_size=1, max_size=6),
    st.sampled_from(list(RULES.values())),
)
def test_the_kind_agrees_with_the_units(minutes: list[tuple[int, int]], rule: Rule) -> None:
    count = count_units([Service(str(at), *both) for at, both in enumerate(minutes)], rule)
    for service in count.services:
        found = reason_of(service, count)
        name = found.kind.name
        assert (found.units, found.amount) == (service.units, service.group.minutes)
        assert name.startswith("TOOK") == service.took
        if name.startswith(("TOOK", "LOST", "ONLY", "NOTHING")):
            assert found.units
        else:
            assert not found.units
        assert bool(found.takers) == (found.kind in NONE_LEFT)
        assert sum(units for _, units in found.takers) in (0, found.total_units)
        assert bool(found.tied) == bool(found.tied_takers) == (found.kind in IN_TIE)
        assert set(found.tied_takers) < set(found.tied) or not found.tied


def test_full_quarter_hours_need_all_of_the_first() -> None:
    """The reason names the minutes that the payer's own rule wants, not Medicare's 8."""
    why = reason_in(FULL_QUARTER_HOURS, (14,), 0)
    assert (why.kind, why.units, why.first) == (ReasonKind.ALONE_BELOW_FIRST_UNIT, 0, 15)
    assert reason_in(FULL_QUARTER_HOURS, (29,), 0).units == 1
