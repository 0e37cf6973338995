"""What holds of a year's amounts: what the user typed, else what is built in or imported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quarterhour.fees import dollars
from quarterhour.reference.records import Parameter
from quarterhour.reference.store import Reference
from quarterhour.reference.yearly_amounts import (
    NO,
    YES,
    TypedAmount,
    YearlyAmount,
)

NOT_KNOWN = "not known"
_NO_DOLLARS = (YearlyAmount.QUALIFYING_FACTOR, YearlyAmount.WORK_FLOOR)


class AmountOfYear(NamedTuple):
    """One amount of a year: what the user typed, and `given`, what is there without that."""

    kind: YearlyAmount
    year: int
    typed: TypedAmount | None
    given: Parameter | None

    @property
    def shown(self) -> str:
        """The value that holds, for reading."""
        if self.typed is None:
            return self.given_shown
        return typed_shown(self.typed)

    @property
    def given_shown(self) -> str:
        """The value that is built in or imported, for reading."""
        return NOT_KNOWN if self.given is None else _shown(self.kind, self.year, self.given)

    @property
    def source(self) -> str:
        """Where the value that holds comes from, and which it overrides; empty for none."""
        if self.typed is None:
            return self.given_source
        over = f" (over {self.given_shown}, {self.given_source})" if self.given else ""
        return f"{self.typed.source}{over}"

    @property
    def given_source(self) -> str:
        """Where the value comes from that is built in or imported; empty for none."""
        if self.given is None:
            return ""
        return f"{'imported' if self.given.imported else 'built in'}: {self.given.source}"


def typed_shown(typed: TypedAmount) -> str:
    """Return what the user typed, for reading."""
    found = typed.parameter
    return NO if found is None else _shown(typed.kind, typed.year, found)


def amounts_of_year(reference: Reference, year: int) -> tuple[AmountOfYear, ...]:
    """Return all amounts of a year."""
    typed = {each.kind: each for each in reference.typed_in(year)}
    return tuple(
        AmountOfYear(kind, year, typed.get(kind), _given(reference, kind, year))
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


def _given(reference: Reference, kind: YearlyAmount, year: int) -> Parameter | None:
    """Return what holds at the end of the year, else at its beginning."""
    days = (date(year, 12, 31), date(year, 1, 1))
    found = (reference.parameter_given(kind, day) for day in days)
    return next((each for each in found if each is not None), None)


def _shown(kind: YearlyAmount, year: int, found: Parameter) -> str:
    if kind not in _NO_DOLLARS:
        return dollars(found.value).removesuffix(".00")
    if kind is YearlyAmount.QUALIFYING_FACTOR:
        return str(found.value)
    last = found.valid_to
    return YES if last is None or last >= date(year, 12, 31) else f"until {last}"
