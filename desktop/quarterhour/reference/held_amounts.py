"""What holds of a year's amounts: what the user entered, else what is included or imported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees import dollars
from quarterhour.reference.records import Edition
from quarterhour.reference.store import Reference
from quarterhour.reference.yearly_amounts import (
    NO,
    YES,
    TypedAmount,
    YearlyAmount,
    american,
)

NOT_ENTERED = "not entered yet"
NONE = "none"
# Since it applies, practices that take part in an advanced APM have a factor of their own.
_APM_LAW = "separate_qualifying_apm_factor"
_ONE_DAY = timedelta(days=1)


class AmountOfYear(NamedTuple):
    """One amount of a year: what the user typed, and `given`, what is there without that.

    `given_shown` is for reading, with the days where the value does not hold all year;
    `given_source` says where it comes from, and is empty for none. `assumed` says in a sentence
    that amounts assume a floor which the user typed away; else it is empty.
    """

    kind: YearlyAmount
    year: int
    typed: TypedAmount | None
    given_shown: str
    given_source: str
    assumed: str = ""

    @property
    def shown(self) -> str:
        """The value that holds, for reading."""
        return self.given_shown if self.typed is None else typed_shown(self.typed)

    @property
    def source(self) -> str:
        """Where the value that holds comes from, and which it overrides; empty for none."""
        if self.typed is None:
            return self.given_source
        over = f" (replaces {self.given_shown}, {self.given_source})" if self.given_source else ""
        return f"{self.typed.source}{over}"


class _Stretch(NamedTuple):
    """Days of a year on which a value holds, up to the last: as shown, and its source."""

    last: date
    shown: str
    source: str


def typed_shown(typed: TypedAmount) -> str:
    """Return what the user typed, for reading."""
    if typed.kind is not YearlyAmount.WORK_FLOOR:
        return _shown(typed.kind, Decimal(typed.text))
    if typed.text in (YES, NO):
        return typed.text
    return f"until {american(date.fromisoformat(typed.text))}"


def amounts_of_year(reference: Reference, year: int) -> tuple[AmountOfYear, ...]:
    """Return all amounts of a year."""
    typed = {each.kind: each for each in reference.typed_in(year)}
    return tuple(
        AmountOfYear(
            kind,
            year,
            typed.get(kind),
            *_given(reference, kind, year),
            _assumed(reference, typed.get(kind)),
        )
        for kind in YearlyAmount
    )


def years_of_amounts(reference: Reference) -> Sequence[int]:
    """Return the years to list: those of fee schedules, the one after, and those typed."""
    priced = [edition.valid_to.year for edition in reference.editions]
    first = min(edition.valid_from.year for edition in reference.editions)
    last = max(max(priced) + 1, *(each.year for each in reference.typed), first)
    return range(first, last + 1)


def years_with_fees(reference: Reference) -> set[int]:
    """Return the years of which a fee schedule prices the last dates."""
    return {edition.valid_to.year for edition in reference.editions}


def wants_amounts(reference: Reference, year: int) -> bool:
    """Return whether the threshold or the deductible of a year is not known."""
    return bool(wanted_amounts(reference, year))


def wanted_amounts(reference: Reference, year: int) -> list[YearlyAmount]:
    """Return which of the threshold and the deductible of a year are not known."""
    known = {each.kind for each in amounts_of_year(reference, year) if each.source}
    return [
        each for each in (YearlyAmount.KX_THRESHOLD, YearlyAmount.DEDUCTIBLE) if each not in known
    ]


def _given(reference: Reference, kind: YearlyAmount, year: int) -> tuple[str, str]:
    """Return the value of a year without what the user typed, for reading, and its sources."""
    found: list[_Stretch] = []
    days = _days_of_change(reference, kind, year)
    lasts = [*(following - _ONE_DAY for following in days[1:]), date(year, 12, 31)]
    for first, last in zip(days, lasts, strict=True):
        stretch = _Stretch(last, *_on(reference, kind, first))
        if found and found[-1].shown == stretch.shown:
            found.pop()
        found.append(stretch)
    *before, end = found
    shown = [*(f"{each.shown} until {american(each.last)}" for each in before), end.shown]
    sources = dict.fromkeys(each.source for each in found if each.source)
    return ", then ".join(shown), "; ".join(sources)


def _days_of_change(reference: Reference, kind: YearlyAmount, year: int) -> list[date]:
    """Return the days of a year on which another value can begin, January 1 first."""
    spans = [(each.valid_from, each.valid_to) for each in reference.editions]
    spans += [
        (each.valid_from, each.valid_to or date(year, 12, 31))
        for each in reference.parameters(kind)
        if not each.typed
    ]
    days = {first for first, _ in spans}
    days |= {last + _ONE_DAY for _, last in spans if last < date.max}
    return sorted({date(year, 1, 1), *(day for day in days if day.year == year)})


def _on(reference: Reference, kind: YearlyAmount, day: date) -> tuple[str, str]:
    """Return the value on a day without what the user typed, for reading, and its source."""
    found = reference.parameter_given(kind, day)
    if found is not None:
        # Of an import its release: the names of files are for its details.
        source = found.release if found.imported and found.release else found.source
        return _shown(kind, found.value), f"{_origin(found.imported)}: {source}"
    if kind is YearlyAmount.QUALIFYING_FACTOR and not reference.parameter(_APM_LAW, day):
        law = reference.parameters(_APM_LAW)[0]
        return NONE, f"{_origin(law.imported)}: {law.source}, from {american(law.valid_from)}"
    edition = reference.edition_on(day)
    if kind is not YearlyAmount.WORK_FLOOR or edition is None:
        return NOT_ENTERED, ""
    return _floor_of(reference, edition)


def _floor_of(reference: Reference, edition: Edition) -> tuple[str, str]:
    """Return whether a fee schedule is used with the floor where no law is known, and why."""
    places = reference.localities(edition).values()
    shown, has = NO, "without the floor only"
    if any(each.floored for each in places):
        shown, has = YES, "with the floor only"
    elif any(each.gpci.work != each.work_without_floor for each in places):
        has = "with and without the floor, and no law that sets it is loaded"
    origin = _origin(edition.imported)
    return shown, f"{origin}: {edition.release} has the work GPCI {has}"


def _assumed(reference: Reference, typed: TypedAmount | None) -> str:
    """Return that a floor is assumed against what is typed, where a file has no other index."""
    if typed is None or typed.kind is not YearlyAmount.WORK_FLOOR:
        return ""
    until = typed.floor_until or date(typed.year - 1, 12, 31)
    end = date(typed.year, 12, 31)
    releases = [
        each.release
        for each in reference.editions
        if any(first <= end and last > until for first, last in reference.spans(each))
        and any(place.floored for place in reference.localities(each).values())
    ]
    if not releases or until == end:
        return ""
    return (
        f"CMS's file for {typed.year} ({', '.join(releases)}) has the work GPCI with the floor "
        "only, so amounts still assume the floor."
    )


def _origin(imported: bool) -> str:
    return "imported" if imported else "included"


def _shown(kind: YearlyAmount, value: Decimal) -> str:
    if kind is YearlyAmount.WORK_FLOOR:
        return YES
    if kind is YearlyAmount.QUALIFYING_FACTOR:
        return str(value)
    return dollars(value).removesuffix(".00")
