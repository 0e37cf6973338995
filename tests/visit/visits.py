"""Documents of visits made at random, from the table of fields: a new field is among them."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quarterhour.visit import DISCIPLINES, SERVICE, VISIT, Attested, SameMinutes
from quarterhour.visit.kinds import (
    Day,
    Dollars,
    Flag,
    Kind,
    ListOf,
    MapOf,
    Matching,
    OneOf,
    Text,
    Whole,
)
from quarterhour.visit.record import Record
from quarterhour.visit.terms import (
    CODE,
    FLAG,
    SEPARATE_MODIFIERS,
    TAG,
    TELEHEALTH,
    Pair,
    Telehealth,
    Times,
)

CODES = ("97110", "97140", "97530", "97750", "97112", "97597", "92507", "G0283", "97129", "97161")
_CODES = st.sampled_from(CODES)


def documents(least: int = 0, unread: bool = False) -> SearchStrategy[dict[str, Any]]:
    """Return visits that can be read: fields at random, and at least `least` services.

    Where there may be `unread` rows, they are of any text: some can be read when they are opened.
    """
    left = ("services", "locality", "zip", "extra_units_to")
    drawn = _fields(VISIT, but=left if unread else (*left, "unread"))
    place = st.one_of(
        st.fixed_dictionaries({"locality": st.sampled_from(("national", "09102-04"))}),
        st.fixed_dictionaries({"zip": st.sampled_from(("33101", "27601", "99999"))}),
    )
    rows = st.lists(services(), min_size=least, max_size=4)
    return st.builds(
        lambda head, place, rows: {
            "format": "quarterhour.visit/1",
            **head,
            **place,
            "services": rows,
        },
        drawn,
        place,
        rows,
    )


def services() -> SearchStrategy[dict[str, Any]]:
    """Return services; where there are times, minutes agree with them or are left out."""
    clocks = ("therapist_minutes", "assistant_minutes", "together_minutes", "times")
    minutes = st.fixed_dictionaries({}, optional={name: st.integers(0, 100) for name in clocks[:3]})
    timed = st.one_of(
        st.just({"times": ["9:05-9:28", "9:20 - 9:30"]}),
        st.just({"times": ["12:50-1:15"], "assistant_minutes": 25}),
        st.just({"times": ["9:00\u20139:30"], "therapist_minutes": 20, "together_minutes": 10}),
    )
    remote = st.one_of(
        st.fixed_dictionaries({}, optional={"telehealth": values(TELEHEALTH)}),
        st.fixed_dictionaries(
            {"telehealth": st.sampled_from((True, *TELEHEALTH.words)), "audio_only": values(FLAG)}
        ),
    )
    return st.builds(
        lambda fields, clocked, remote: {**fields, **clocked, **remote},
        _fields(SERVICE, but=(*clocks, "telehealth", "audio_only")),
        st.one_of(minutes, timed),
        remote,
    )


def values(kind: Kind) -> SearchStrategy[Any]:
    """Return values that a kind reads."""
    match kind:
        case Record():
            if kind.record is SameMinutes:
                return _same_minutes()
            found = _fields(kind)
            return found.map(_consistent) if kind.record is Attested else found
        case Pair():
            codes = st.lists(_CODES, min_size=2, max_size=2, unique=True)
            if not kind.modifiers:
                return codes
            more = st.sampled_from(([], *([each] for each in SEPARATE_MODIFIERS)))
            return st.builds(lambda pair, modifier: pair + modifier, codes, more)
        case Telehealth():
            return st.sampled_from((True, False, *kind.words))
        case OneOf():
            return st.sampled_from(kind.words)
        case Times():
            return st.just("9:00-9:15")
        case Matching():
            if kind is CODE:
                return _CODES
            # Looking ahead, as the pattern of a tag does, is slow to draw from.
            tag = "[A-Za-z]{1,2}[0-9]{0,3}|[0-9]{1,2}:[0-9]{2}"
            return st.from_regex(tag if kind is TAG else kind.pattern, fullmatch=True)
        case Flag():
            return st.booleans()
        case Whole():
            return st.integers(kind.least, kind.most)
        case Day():
            return st.dates().map(lambda day: day.isoformat())
        case Dollars():
            return st.sampled_from(("0", "0.00", "12.5", "2400.00", "9999999.99"))
        case Text():
            return st.text(max_size=20)
        case ListOf():
            return st.lists(values(kind.kind), max_size=3)
        case MapOf():
            return st.dictionaries(values(kind.names), values(kind.values), max_size=3)
    raise AssertionError(f"a visit of a new kind: {kind}")


def _fields(record: Record, but: tuple[str, ...] = ()) -> SearchStrategy[dict[str, Any]]:
    kinds = {each.name: each for each in record.fields if each.name not in but}
    required = {name: values(each.kind) for name, each in kinds.items() if each.usual is MISSING}
    optional = {name: values(each.kind) for name, each in kinds.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _consistent(attested: dict[str, Any]) -> dict[str, Any]:
    """Return statements of which none contradicts another: the first of each pair stays."""
    confirmed: set[frozenset[str]] = set()
    kept = dict(attested)
    for name in [name for name in ("separate", "not_separate") if name in attested]:
        kept[name] = []
        for pair in attested[name]:
            codes = frozenset(pair[:2])
            if codes not in confirmed:
                confirmed.add(codes)
                kept[name].append(pair)
    return kept


def _same_minutes() -> SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda disciplines, minutes: {
            "disciplines": disciplines,
            "minutes": minutes,
            **({"billed_by": disciplines[0]} if minutes else {}),
        },
        st.lists(st.sampled_from(DISCIPLINES), min_size=2, max_size=3, unique=True),
        st.integers(0, 60),
    )
