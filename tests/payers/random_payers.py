"""Payer files made at random, from the table of fields: a new field is among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quarterhour.payers import FORMAT, PAYER_DOCUMENT, Payer, payer_from
from quarterhour.payers.checks import BASES_OF, NEEDED
from quarterhour.payers.kinds import (
    NOT_STATED,
    PAYER_CODE,
    SOURCE_ID,
    EachOnce,
    Number,
    OneOfKinds,
    OrNotStated,
    Section,
    Setting,
)
from quarterhour.payers.model import PROGRAMS
from quarterhour.payers.price import BASES, Tier
from quarterhour.payers.readings import MOST_READINGS, count_readings
from quarterhour.payers.settings import MARKS
from quarterhour.visit.kinds import Kind, ListOf, MapOf
from quarterhour.visit.record import Record
from visit.visits import CODES
from visit.visits import values as values_of_visits

FIRST, LAST = date(2024, 1, 1), date(2026, 6, 30)
_DATES = ("2025", "2025-07", "2025-06-30", "2025-12-31")
_NUMBERS = ("0.5", "1", "12", "62.50", "0.000001", 2)
_SOURCE_IDS = ("tn-09", "table", "s.2")
_HEAD = ("name", "program", "valid_from", "valid_to", "sources", "id")


def payers() -> SearchStrategy[Payer]:
    """Return payers as they are read from valid files."""
    return documents().map(payer_from)


def documents(programs: tuple[str, ...] = PROGRAMS) -> SearchStrategy[dict[str, Any]]:
    """Return documents of payers that can be read: settings at random in all three states."""
    head = st.fixed_dictionaries(
        {
            "format": st.just(FORMAT),
            "name": st.text(max_size=20).filter(str.isprintable).map(lambda text: f"Plan {text}"),
            "program": st.sampled_from(programs),
        },
        optional={"id": st.sampled_from(("my-plan", "tn-workers-comp", "1"))},
    )
    days = st.lists(st.dates(FIRST, LAST), min_size=2, max_size=2).map(sorted)
    sources = st.fixed_dictionaries(dict.fromkeys(_SOURCE_IDS, _sources()))
    found = st.builds(_consistent, head, days, sources, _fields(PAYER_DOCUMENT, but=_HEAD))
    return found.filter(_few_ways)


def values(kind: Kind) -> SearchStrategy[Any]:
    """Return values that a kind of a payer file reads."""
    match kind:
        case Setting():
            stated = st.fixed_dictionaries(
                {"value": values(kind.kind), "source": values(SOURCE_ID)}
            )
            return st.one_of(stated, _other_states())
        case Section():
            return st.one_of(_fields(kind), _other_states())
        case Record():
            return _tiers() if kind.record is Tier else _fields(kind)
        case OrNotStated():
            return st.one_of(values(kind.kind), st.just(NOT_STATED))
        case OneOfKinds():
            return st.one_of([values(each) for each in kind.kinds])
        case Number():
            least = [each for each in _NUMBERS if float(each) <= kind.most]
            return st.sampled_from((*least, str(kind.most), *(("0",) if kind.zero else ())))
        case EachOnce():
            return st.lists(values(kind.kind), max_size=4, unique=True)
        case ListOf():
            return st.lists(values(kind.kind), max_size=3)
        case MapOf():
            return st.dictionaries(values(kind.names), values(kind.values), max_size=3)
    if kind is PAYER_CODE:
        return st.sampled_from(CODES)
    return st.sampled_from(_SOURCE_IDS) if kind is SOURCE_ID else values_of_visits(kind)


def _sources() -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "title": st.text(max_size=20).filter(str.isprintable),
            "date": st.sampled_from(_DATES),
            "mark": st.sampled_from(MARKS),
        },
        optional={"address": st.just("dir.ca.gov/t8/9789_15_4.html"), "told_by": st.just("APTA")},
    )


def _other_states() -> SearchStrategy[Any]:
    applies_not = st.fixed_dictionaries(
        {"applies": st.just(False), "source": st.sampled_from(_SOURCE_IDS)}
    )
    return st.one_of(st.just(NOT_STATED), applies_not)


def _tiers() -> SearchStrategy[dict[str, Any]]:
    return st.sampled_from(BASES).flatmap(_tiers_of)


def _tiers_of(base: str) -> SearchStrategy[dict[str, Any]]:
    """Return tiers of a base, with what it needs and nothing of another."""
    kinds = {each.name: each.kind for each in Record(Tier).fields}
    kinds = {name: kind for name, kind in kinds.items() if base in BASES_OF.get(name, (base,))}
    dollars = kinds.pop("dollars", None)
    required = {"base": st.just(base), "source": values(kinds["source"])}
    if needed := NEEDED.get(base):
        number = st.sampled_from(("80", "62.5", 100))
        required[needed] = number if needed == "percent" else values(kinds[needed])
    if isinstance(dollars, OneOfKinds):
        one, by_code = dollars.kinds
        assert isinstance(by_code, MapOf)
        several = st.dictionaries(
            st.sampled_from(CODES), values(by_code.values), min_size=1, max_size=3
        )
        required["dollars"] = values(one) if base == "visit" else several
    optional = {name: values(kind) for name, kind in kinds.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _fields(record: Record, but: tuple[str, ...] = ()) -> SearchStrategy[dict[str, Any]]:
    kinds = {each.name: each for each in record.fields if each.name not in but}
    required = {name: values(each.kind) for name, each in kinds.items() if each.usual is MISSING}
    optional = {name: values(each.kind) for name, each in kinds.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _consistent(
    head: dict[str, Any], days: list[date], sources: dict[str, Any], settings: dict[str, Any]
) -> dict[str, Any]:
    """Return a document whose fields agree: what doesn't is changed or left out."""
    kinds = {each.name: each.kind for each in PAYER_DOCUMENT.fields}
    kept = {name: held for name, held in settings.items() if not _is_empty(kinds[name], held)}
    for tier in kept.get("price", ()):
        if tier.get("edition") == "own" and not tier.get("rvus"):
            del tier["edition"]
        if tier.get("rvus"):
            tier.pop("gpci", None)
    # Of a few limits their text may leave open what they count, and what becomes of the rest.
    for cap in kept.get("caps", ())[2:]:
        cap["by"], cap["surplus"] = "day", "cap-total"
    for cap in kept.get("caps", ()):
        cap["limit"] = "12"
        cap["with"] = {name: "15" for name in cap.get("with", ())}
        if cap["measure"] == "rvus":
            cap["measure"] = "dollars"
    for stated in kept.get("codes", {}).values():
        if isinstance(stated, dict) and stated.get("value") in kept["codes"]:
            stated["value"] = "paid"
    patient = kept.get("patient")
    if isinstance(patient, dict) and "applies" not in patient:
        patient.pop("coinsurance" if "copay" in patient else "per", None)
        if _is_empty(kinds["patient"], patient):
            del kept["patient"]
    named = set(_named(kept))
    return {
        **head,
        "valid_from": days[0].isoformat(),
        "valid_to": days[1].isoformat(),
        "sources": {id: source for id, source in sources.items() if id in named},
        **kept,
    }


def _few_ways(document: dict[str, Any]) -> bool:
    """Return whether a file has no more ways to be read than it may."""
    return count_readings(PAYER_DOCUMENT.read(document)) <= MOST_READINGS


def _is_empty(kind: Kind, held: Any) -> bool:
    """Return whether a setting says nothing but its source."""
    if not isinstance(held, dict) or "applies" in held:
        return False
    if isinstance(kind, Setting):
        return held["value"] in ([], {})
    if isinstance(kind, Section):
        return bool(kind.read(held, "") == kind.record(source=held["source"]))
    return False


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "source" in part:
            yield part["source"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _named(each)
