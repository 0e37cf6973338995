"""The table of settings: what is read of each is of its kind, whatever a store hands over."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterhour.entry.settings import (
    ASSISTANT_COLUMN,
    DISCIPLINE,
    DOES_NOT,
    GEOMETRY,
    KEPT_BY,
    LAST_PLACE,
    MAX_BYTES,
    MAX_LETTERS,
    MAX_PATH_LETTERS,
    MAX_RECENT,
    NOT_SURE,
    PARTICIPATES,
    PRACTICE,
    RECENT,
    SETTINGS,
    KeptPlace,
    Setting,
    participation_of,
    with_participation,
)
from quarterhour.visit import Provider

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
# What the store may hand over: plain values, lists and tables of them, and words that are known.
KNOWN = ("PT", "midpoint", "dark", "true", "False", "separate", "separate separate", "7")
RAW = PLAIN | st.sampled_from(KNOWN) | st.lists(PLAIN) | st.dictionaries(st.text(), PLAIN)
every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)


@every_setting
@given(raw=RAW)
def test_what_is_read_is_of_the_kind_and_stays_as_it_is(setting: Setting[Any], raw: object) -> None:
    """Another start reads what was read once, in whichever form the store gives it back."""
    read = setting.kind.read(raw)
    if read is not None:
        assert type(read) is type(setting.usual)
        assert setting.kind.read(setting.kind.stored(read)) == read


@every_setting
def test_what_is_usual_can_be_kept(setting: Setting[Any]) -> None:
    assert setting.kind.read(setting.kind.stored(setting.usual)) == setting.usual


def test_no_key_stands_twice() -> None:
    keys = [key for setting in SETTINGS for key in setting.keys]
    assert len(set(keys)) == len(keys)


ORDER = PRACTICE["modifier_order"]
READ: list[tuple[Setting[Any], object, object]] = [
    (DISCIPLINE, "OT", "OT"),
    (DISCIPLINE, "ot", None),
    (ASSISTANT_COLUMN, True, True),  # as some stores have it
    (ASSISTANT_COLUMN, "False", False),
    (ASSISTANT_COLUMN, "2", None),
    (KEPT_BY, "7", 7),
    (KEPT_BY, "9" * 10, None),
    (KEPT_BY, "-1", None),
    (KEPT_BY, "\u0663", None),
    (LAST_PLACE, "9" * MAX_LETTERS, KeptPlace("9" * MAX_LETTERS)),
    (LAST_PLACE, "9" * (MAX_LETTERS + 1), None),
    (LAST_PLACE, "33101", KeptPlace("33101")),  # as some stores have a list of one
    (LAST_PLACE, ["Miami, FL", "09102-04"], KeptPlace("Miami, FL", "09102-04")),
    (LAST_PLACE, ["33101", None], KeptPlace("33101")),  # as the former keys have it
    (LAST_PLACE, [None, "09102-04"], None),
    (LAST_PLACE, ["Miami, FL", "Miami"], None),
    (LAST_PLACE, ["Miami", "FL", "09102-04"], None),
    (LAST_PLACE, [], None),
    (GEOMETRY, b"1" * MAX_BYTES, b"1" * MAX_BYTES),
    (GEOMETRY, b"1" * (MAX_BYTES + 1), None),
    (GEOMETRY, "1", None),
    (ORDER, "separate plan-of-care", ("separate", "plan-of-care")),
    (ORDER, "separate separate", None),
    (ORDER, "separate wizard", None),
    (ORDER, ["separate"], None),
    (RECENT, "/one", ("/one",)),  # one alone is stored as a text
    (RECENT, ["/a", "", "/b\0", 5, "/c"], ("/a", "/c")),
    (RECENT, ["/" + "x" * MAX_PATH_LETTERS], ()),
    (RECENT, ["/a"] * (MAX_RECENT + 1), ("/a",) * MAX_RECENT),
    (RECENT, 5, None),
]


@pytest.mark.parametrize(("setting", "raw", "read"), READ)
def test_what_is_none_of_a_kind_counts_as_not_kept(
    setting: Setting[Any], raw: object, read: object
) -> None:
    assert setting.kind.read(raw) == read


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (PARTICIPATES, (True, False)),
        (DOES_NOT, (False, False)),
        (NOT_SURE, (True, True)),
    ],
)
def test_whoever_is_not_sure_counts_as_participating(
    answer: str, fields: tuple[bool, bool]
) -> None:
    for before in (PARTICIPATES, DOES_NOT, NOT_SURE):
        provider = with_participation(with_participation(Provider(), before), answer)
        assert (provider.participating, provider.participation_assumed) == fields
        assert participation_of(provider) == answer
