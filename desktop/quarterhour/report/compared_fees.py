"""The fee of a service compared: through the years, and across the localities.

A comparison is rows of a table, bars of a picture, and a sentence that says what the picture shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from quarterhour.fees import MINUS, dollars
from quarterhour.reference import NATIONAL, Edition, Locality, Reference, american
from quarterhour.reference.fee_table import EditionFee, fees_by_edition, fees_by_locality

FIGURES = 4
_ENDS = 3
_NONE = "\u2013"
_NO_FEE = "No fee"


class Subject(NamedTuple):
    """A service, a place and an edition; code or locality is empty where none is known."""

    code: str
    service: str
    locality: str
    place: str
    edition: Edition

    @property
    def title(self) -> str:
        """The service and the place as people say them."""
        where = "at the" if self.locality == NATIONAL.id else "in"
        place = "national average" if self.locality == NATIONAL.id else self.place
        return f"{self.service} {where} {place}"


class FeeRow(NamedTuple):
    """What a row shows, its `FIGURES` last; `copied` is the same as plain text.

    `why` stands in their place where there is no fee, `more` is told of the row when asked.
    """

    shown: tuple[str, ...]
    copied: tuple[str, ...]
    why: str
    chosen: bool
    more: str

    def has(self, words: Sequence[str]) -> bool:
        """Return whether the row holds every one of the words."""
        text = " ".join((*self.shown, *self.copied, self.why)).casefold()
        return all(word in text for word in words)


class Bar(NamedTuple):
    """A bar of the picture, not drawn where there is no fee.

    `apart` tells that others stand between it and the one before.
    """

    name: str
    text: str
    amount: Decimal | None
    chosen: bool
    apart: bool = False


class Comparison(NamedTuple):
    """Fees compared; nothing where what is compared is not known.

    `note` says with what the fees are compared, where the rows don't.
    """

    rows: Sequence[FeeRow] = ()
    bars: Sequence[Bar] = ()
    sentence: str = "Choose a service and a location."
    note: str = ""


def through_the_years(reference: Reference, subject: Subject) -> Comparison:
    """Compare the fees of a service in one place, edition by edition."""
    if not (subject.code and subject.locality):
        return Comparison()
    fees = _fees_through_the_years(reference, subject.locality, subject.code)
    return Comparison(
        [_year_row(fee, subject) for fee in fees],
        _year_bars(fees, subject),
        _year_sentence(fees, subject),
    )


def across_localities(reference: Reference, subject: Subject) -> Comparison:
    """Compare the fees of a service in one edition, locality by locality, the highest first."""
    if not subject.code:
        return Comparison()
    fees = fees_by_locality(reference, subject.edition, subject.code)
    return Comparison(
        [_place_row(fee, subject) for fee in fees],
        _place_bars(fees, subject),
        _place_sentence(fees, subject),
        _place_note(fees, subject),
    )


def last_known(reference: Reference, locality: str) -> Locality | None:
    """Return a locality as the latest edition that has it names it."""
    for edition in reversed(reference.editions):
        found = reference.localities(edition).get(locality)
        if found is not None:
            return found
    return None


def year_names(editions: Sequence[Edition]) -> dict[Edition, str]:
    """Return a short name for each edition: its year, its month where a year has several."""
    years = Counter(edition.valid_from.year for edition in editions)
    months = Counter(f"{edition.valid_from:%m/%Y}" for edition in editions)
    names = {}
    for edition in editions:
        year, month = str(edition.valid_from.year), f"{edition.valid_from:%m/%Y}"
        apart = month if months[month] == 1 else f"{year} {edition.release}"
        names[edition] = year if years[edition.valid_from.year] == 1 else apart
    return names


def _fees_through_the_years(reference: Reference, locality: str, code: str) -> list[EditionFee]:
    """Return a code's fee in each edition. Where an edition has no such locality, it says so.

    A fee after such an edition is compared with none: the one before it is not of the row above.
    """
    last = last_known(reference, locality)
    if last is None:
        return []
    places = [
        (edition, reference.localities(edition).get(locality)) for edition in reference.editions
    ]
    fees: list[EditionFee] = []
    for known, run in groupby(places, key=lambda place: place[1] is not None):
        if known:
            there = [(edition, place) for edition, place in run if place is not None]
            fees += fees_by_edition(reference, there, code)
        else:
            missing = f"locality {locality} isn't in this release"
            fees += [EditionFee(edition, last, missing) for edition, _ in run]
    return fees


def _year_row(fee: EditionFee, subject: Subject) -> FeeRow:
    edition = fee.edition
    days = (f"{american(edition.valid_from)} to {american(edition.valid_to)}", edition.release)
    return _row(fee, days, days, edition == subject.edition, fee.locality.title)


def _place_row(fee: EditionFee, subject: Subject) -> FeeRow:
    place = fee.locality
    more = place.title if place == NATIONAL else f"{place.title}, locality {place.id}"
    copied = (place.title, place.id)
    return _row(fee, (place.title,), copied, place.id == subject.locality, more)


def _row(
    fee: EditionFee, shown: tuple[str, ...], copied: tuple[str, ...], chosen: bool, more: str
) -> FeeRow:
    if fee.full is None:
        none = (fee.status, *[""] * (FIGURES - 1))
        return FeeRow((*shown, *none), (*copied, *none), fee.status, chosen, more)
    figures = (
        dollars(fee.full),
        _NONE if fee.reduced is None else dollars(fee.reduced),
        _signed(fee.change).replace("-", MINUS) or _NONE,
        _signed(fee.percent).replace("-", MINUS) or _NONE,
    )
    plain = (
        str(fee.full),
        "" if fee.reduced is None else str(fee.reduced),
        _signed(fee.change).lstrip("+"),
        _signed(fee.percent).lstrip("+"),
    )
    return FeeRow((*shown, *figures), (*copied, *plain), "", chosen, more)


def _signed(value: Decimal | None) -> str:
    """Return a difference with its sign; nought has none, whichever side it was rounded from."""
    if value is None:
        return ""
    return f"{value:+}" if value else str(abs(value))


def _year_bars(fees: Sequence[EditionFee], subject: Subject) -> list[Bar]:
    names = year_names([fee.edition for fee in fees])
    return [
        Bar(
            names[fee.edition],
            _NO_FEE if fee.full is None else dollars(fee.full),
            fee.full,
            fee.edition == subject.edition,
        )
        for fee in fees
    ]


def _place_bars(fees: Sequence[EditionFee], subject: Subject) -> list[Bar]:
    """Return bars for the highest few, the chosen one, the national one and the lowest few."""
    bars: list[Bar] = []
    before = -1
    for at, fee in enumerate(fees):
        named = fee.locality.id in (subject.locality, NATIONAL.id)
        if fee.full is None or not (named or at < _ENDS or at >= len(fees) - _ENDS):
            continue
        chosen = fee.locality.id == subject.locality
        apart = at != before + 1
        bars.append(Bar(fee.locality.title, dollars(fee.full), fee.full, chosen, apart))
        before = at
    return bars


def _year_sentence(fees: Sequence[EditionFee], subject: Subject) -> str:
    reasons = list(dict.fromkeys(fee.status for fee in fees if fee.full is None))
    priced = [fee for fee in fees if fee.full is not None]
    if not priced:
        return f"{subject.title}: no fee, {'; '.join(reasons)}."
    years = Counter(fee.edition.valid_from.year for fee in fees)
    parts = []
    for fee in fees:
        day = fee.edition.valid_from
        when = f"in {day.year}" if years[day.year] == 1 else f"from {american(day)}"
        parts.append(f"{_spoken(fee)} {when}")
    return f"{subject.title}: {', '.join(parts)}."


def _place_sentence(fees: Sequence[EditionFee], subject: Subject) -> str:
    release = subject.edition.release
    if not fees or fees[0].full is None:
        why = fees[0].status if fees else "not known"
        return f"{subject.service} has no fee in {release}: {why}."
    parts = [f"highest {_spoken(fees[0])} in {fees[0].locality.title}"]
    for fee in fees:
        if fee.locality == NATIONAL:
            parts.append(f"national average {_spoken(fee)}")
        elif fee.locality.id == subject.locality:
            parts.append(f"{fee.locality.title} {_spoken(fee)}, {_difference(fee)}")
    parts.append(f"lowest {_spoken(fees[-1])} in {fees[-1].locality.title}")
    return f"{subject.service} in {release}: {'; '.join(parts)}."


def _place_note(fees: Sequence[EditionFee], subject: Subject) -> str:
    """Say what the localities are compared with, and how the chosen one compares."""
    if len(fees) <= 1:
        return ""
    chosen = next((fee for fee in fees if fee.locality.id == subject.locality), None)
    if chosen is None or chosen.locality == NATIONAL:
        return "Compared with the national average"
    words = _difference(chosen)
    return words[0].upper() + words[1:]


def _difference(fee: EditionFee) -> str:
    """Say how a locality's fee compares with the national one."""
    if not fee.change:
        return "the same as the national average"
    side = "above" if fee.change > 0 else "below"
    return f"{dollars(abs(fee.change))} {side} the national average"


def _spoken(fee: EditionFee) -> str:
    return f"no fee ({fee.status})" if fee.full is None else dollars(fee.full)
