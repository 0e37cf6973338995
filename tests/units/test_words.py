"""The words of the engine: one table for every kind, which no number depends on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterhour.units import (
    MIDPOINT,
    RULES,
    TIMINGS,
    DifferenceKind,
    ReasonKind,
    Rule,
    Service,
    SplitKind,
    compare_rules,
    count_units,
    difference_sentence,
    pool_sentence,
    reason,
    words,
)

KINDS = [*ReasonKind, *SplitKind, *DifferenceKind, *words.PoolKind]


def say(monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    """Have every kind say the same, with the figures that the template names."""
    monkeypatch.setattr(words, "WORDS", dict.fromkeys(KINDS, template))


def first_reason(services: Sequence[Service], rule: Rule = RULES["total-minutes"]) -> str:
    count = count_units(services, rule)
    return reason(count.services[0], count)


def test_every_kind_has_words_of_its_own() -> None:
    assert words.WORDS.keys() == set(KINDS)
    assert len(set(words.WORDS.values())) == len(KINDS)


def test_every_kind_that_a_visit_can_have_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "WORDS", {kind: f"<{kind.name}>" for kind in KINDS})
    count = count_units([Service("A", 33), Service("B", 4, 3)])
    assert [reason(service, count) for service in count.services] == [
        "<LOST_THE_ONE_TO_LARGER>",
        "<TOOK_AS_LARGEST> <LAST_ABOVE_TENTH>",
    ]
    assert pool_sentence(count.pools[0]) == "<UNITS>"
    compared = compare_rules([Service("A", 33), Service("B", 7)])
    assert [difference_sentence(one) for one in compared.differences] == ["<MORE_TOGETHER>"]


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(0, 50), st.integers(0, 50)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["quarter-hour", *sorted(TIMINGS)]),
    st.sampled_from(list(RULES.values())),
)
def test_every_sentence_has_all_its_figures_and_ends(
    entries: list[tuple[str, int, int]], timing: str, rule: Rule
) -> None:
    services = [Service(key, one, other, timing=TIMINGS[timing]) for key, one, other in entries]
    count = count_units(services, rule)
    for sentence in (
        *(reason(service, count) for service in count.services),
        *(pool_sentence(pool) for pool in count.pools),
        *(difference_sentence(one) for one in compare_rules(services).differences),
    ):
        assert sentence.endswith(".")
        assert not set("{}") & set(sentence)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((1, 5), "0 units, no full 15-minute unit, 1 remaining minute, 6, 0 units, 0"),
        (
            (23, 16),
            "2 units, 1 full 15-minute unit, 8 remaining minutes, 39, 3 units, 1",
        ),
        (
            (30, 0),
            "2 units, 2 full 15-minute units, 0 remaining minutes, 30, 2 units, 0",
        ),
    ],
)
def test_figures_of_a_reason(
    minutes: tuple[int, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(
        monkeypatch,
        "{units}, {full}, {remaining}, {total}, {total_units}, {remaining_units}",
    )
    assert first_reason([Service("AB"[at], each) for at, each in enumerate(minutes)]) == said


def test_figures_of_another_timing(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "{amount} {needed}")
    assert first_reason([Service("A", 1, timing=TIMINGS["hour"])]) == "1 minute 31 minutes"
    area = Service("A", 1, timing=TIMINGS["area"], square_cm=45)
    assert first_reason([area]) == "45 sq cm 61 sq cm"
    sections = Service("A", 1, timing=TIMINGS["section"], count=2)
    assert first_reason([sections]) == "2 3"


def test_figures_of_a_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "{takers}; {tied}; {tied_takers}; {by}")
    services = [Service("A", 6), Service("B", 7), Service("C", 7), Service("D", 7), Service("E", 8)]
    count = count_units(services)
    by_order = reason(count.services[3], count)
    assert by_order.startswith("B (1) and E (1); B, C, and D; B; ")
    chosen = count_units(services, extra_units_to=[2, 4])
    by_choice = reason(chosen.services[3], chosen)
    assert by_choice.startswith("C (1) and E (1); B, C, and D; C; ")
    assert by_order.rpartition("; ")[2] != by_choice.rpartition("; ")[2]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (
            (30, 15),
            "2 full 15-minute units by the therapist and 1 full 15-minute unit by the assistant",
        ),
        ((30, 2), "2 full 15-minute units by the therapist"),
        ((0, 15), "1 full 15-minute unit by the assistant"),
    ],
)
def test_whose_full_units(
    minutes: tuple[int, int], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(words.WORDS, ReasonKind.NOTHING_OVER, "-")
    monkeypatch.setitem(words.WORDS, ReasonKind.ONLY_FULL_ALONE, "-")
    monkeypatch.setitem(words.WORDS, SplitKind.OWN_QUARTER_HOURS, "{own}")
    assert first_reason([Service("A", *minutes)], MIDPOINT) == f"- {said}"


@given(
    st.sampled_from([("PT", "CQ", "CO"), ("OT", "CO", "CQ")]),
    st.integers(0, 60),
    st.integers(1, 60),
    st.sampled_from(["quarter-hour", "untimed"]),
)
def test_a_reason_names_the_modifier_of_its_discipline_alone(
    discipline: tuple[str, str, str], therapist: int, assistant: int, timing: str
) -> None:
    pool, own, other = discipline
    service = Service("A", therapist, assistant, timing=TIMINGS[timing], pool=pool)
    said = first_reason([service])
    assert other not in said
    assert f"{own} or" not in said


def test_figures_of_a_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(words.WORDS, ReasonKind.UNTIMED, "-")
    monkeypatch.setitem(
        words.WORDS, SplitKind.ALL_ABOVE_TENTH, "{plain} and {assistant} of {total}"
    )
    assert first_reason([Service("A", 17, 3, timing=TIMINGS["untimed"])]) == "- 17 and 3 of 20"


@pytest.mark.parametrize(
    ("minutes", "kind", "said"),
    [
        (40, words.PoolKind.UNITS, "38 to 52, 3 units, 53"),
        (38, words.PoolKind.UNITS, "38 to 52, 3 units, 53"),
        (7, words.PoolKind.NO_UNIT, "0 to 7, 0 units, 8"),
        (0, words.PoolKind.NO_UNIT, "0 to 7, 0 units, 8"),
    ],
)
def test_figures_of_a_pool(
    minutes: int, kind: words.PoolKind, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = "{at_least} to {at_most}, {units}, {next_unit_at}"
    monkeypatch.setitem(words.WORDS, kind, template)
    assert pool_sentence(count_units([Service("A", minutes)]).pools[0]) == said


def test_a_pool_is_named_by_its_discipline_and_by_a_service_that_is_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(monkeypatch, "{minutes}")
    services = [Service("A", 8, pool="PT"), Service("B", 7)]
    assert [pool_sentence(pool) for pool in count_units(services, MIDPOINT).pools] == [
        "8 PT timed minutes of A",
        "7 timed minutes of B",
    ]
    assert [pool_sentence(pool) for pool in count_units(services).pools] == [
        "8 PT timed minutes",
        "7 timed minutes",
    ]


def test_figures_of_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "{key}: {together}, {alone}, {remaining}")
    compared = compare_rules([Service("A", 33), Service("B", 7)])
    assert [difference_sentence(one) for one in compared.differences] == [
        "B: 1 unit, 0, 7 remaining minutes"
    ]


def test_a_tie_says_how_many_units_its_takers_have() -> None:
    said = {}
    for codes, minutes in (("AB", 20), ("ABC", 23)):
        services = [Service(code, therapist_minutes=minutes) for code in codes]
        count = count_units(services)
        said[codes] = [reason(each, count) for each in count.services]
    assert "B tie, and a remaining unit is billed here" in said["AB"][0]
    assert "B tie, and a remaining unit is billed on A (" in said["AB"][1]
    assert "C tie, and a remaining unit is billed here" in said["ABC"][0]
    assert "C tie, and 2 remaining units are billed on A and B (" in said["ABC"][2]
