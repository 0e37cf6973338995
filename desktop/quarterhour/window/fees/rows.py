"""What is compared, and its fees: as rows of a table, as bars of a picture, and as a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from quarterhour.entry import PlaceReading, Suggestions, find_places
from quarterhour.entry.place import read_place
from quarterhour.entry.reading import is_like_a_code, read_code
from quarterhour.fees import MINUS, dollars
from quarterhour.reference import NATIONAL, Edition, Locality, PlaceMatch, Reference, american
from quarterhour.reference.fee_table import EditionFee, fees_by_edition
from quarterhour.window.look import DASH


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


class ServiceReading(NamedTuple):
    """The code that a text means, or the problem.

    `unknown` says that more typing cannot make it a code.
    """

    code: str = ""
    problem: str = ""
    unknown: bool = False


def read_service(reference: Reference, suggestions: Suggestions, text: str) -> ServiceReading:
    """Read a service typed by its code or its name."""
    text = text.strip()
    if not text:
        return ServiceReading(problem="Enter a code (97110) or a name (gait).")
    code = read_code(text)
    if code in reference.services or any(
        reference.figures(edition, code) for edition in reference.editions
    ):
        return ServiceReading(code)
    if meant := suggestions.meant(text):
        return ServiceReading(meant)
    if found := suggestions.find(text):
        which = "1 service matches" if len(found) == 1 else f"{len(found)} services match"
        return ServiceReading(problem=f"{which}. Choose one from the list.")
    problem = (
        f"{code} may be valid, but Quarterhour has no fees for it. Check the number."
        if is_like_a_code(text)
        else f"\u201c{text}\u201d isn't in the code list. Check it, or enter a name such as gait."
    )
    return ServiceReading(problem=problem, unknown=True)


def service_name(reference: Reference, code: str) -> str:
    """Return what a code is called; a code that only a release knows has no other name."""
    service = reference.services.get(code)
    return service.label if service else code


def read_any_place(reference: Reference, text: str, locality: str) -> PlaceReading:
    """Read the place typed by the latest edition that knows it."""
    editions = reference.editions[::-1]
    readings = [
        read_place(reference, edition, text, locality, edition.valid_to) for edition in editions
    ]
    return next((one for one in readings if one.locality or one.zip), readings[0])


def find_any_places(reference: Reference, text: str) -> list[PlaceMatch]:
    """Return the localities of any edition to offer for a text, each as last named."""
    found: dict[str, PlaceMatch] = {}
    for edition in reversed(reference.editions):
        for match in find_places(reference, edition, text, edition.valid_to):
            found.setdefault(match.locality.id, match)
    if text.strip() and NATIONAL.id in found:
        found[NATIONAL.id] = found.pop(NATIONAL.id)
    return list(found.values())


def last_known(reference: Reference, locality: str) -> Locality | None:
    """Return a locality as the latest edition that has it names it."""
    for edition in reversed(reference.editions):
        found = reference.localities(edition).get(locality or NATIONAL.id)
        if found is not None:
            return found
    return None


def fees_through_the_years(reference: Reference, locality: str, code: str) -> list[EditionFee]:
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


FIGURES = 4
_ENDS = 3
_NO_FEE = "No fee"


class FeeRow(NamedTuple):
    """What a row shows; `copied` is the same as plain text, `why` stands where there is no fee."""

    shown: tuple[str, ...]
    copied: tuple[str, ...]
    why: str
    chosen: bool
    more: str = ""

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


def year_rows(fees: Sequence[EditionFee], subject: Subject) -> list[FeeRow]:
    """Return a row for each edition."""
    rows = []
    for fee in fees:
        edition = fee.edition
        days = (f"{american(edition.valid_from)} to {american(edition.valid_to)}", edition.release)
        rows.append(_row(fee, days, days, edition == subject.edition, fee.locality.title))
    return rows


def place_rows(fees: Sequence[EditionFee], subject: Subject) -> list[FeeRow]:
    """Return a row for each locality."""
    rows = []
    for fee in fees:
        place = fee.locality
        tip = place.title if place == NATIONAL else f"{place.title}, locality {place.id}"
        copied = (place.title, place.id)
        rows.append(_row(fee, (place.title,), copied, place.id == subject.locality, tip))
    return rows


def year_bars(fees: Sequence[EditionFee], subject: Subject) -> list[Bar]:
    """Return a bar for each edition."""
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


def place_bars(fees: Sequence[EditionFee], subject: Subject) -> list[Bar]:
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


def year_sentence(fees: Sequence[EditionFee], subject: Subject) -> str:
    """Say what the picture of the years shows."""
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


def place_sentence(fees: Sequence[EditionFee], subject: Subject) -> str:
    """Say what the picture of the localities shows."""
    release = subject.edition.release
    if not fees or fees[0].full is None:
        why = fees[0].status if fees else "not known"
        return f"{subject.service} has no fee in {release}: {why}."
    parts = [f"highest {_spoken(fees[0])} in {fees[0].locality.title}"]
    for fee in fees:
        if fee.locality == NATIONAL:
            parts.append(f"national average {_spoken(fee)}")
        elif fee.locality.id == subject.locality:
            parts.append(f"{fee.locality.title} {_spoken(fee)}, {difference(fee)}")
    parts.append(f"lowest {_spoken(fees[-1])} in {fees[-1].locality.title}")
    return f"{subject.service} in {release}: {'; '.join(parts)}."


def difference(fee: EditionFee) -> str:
    """Say how a locality's fee compares with the national one."""
    if not fee.change:
        return "the same as the national average"
    side = "above" if fee.change > 0 else "below"
    return f"{dollars(abs(fee.change))} {side} the national average"


def _row(
    fee: EditionFee, shown: tuple[str, ...], copied: tuple[str, ...], chosen: bool, more: str
) -> FeeRow:
    if fee.full is None:
        return FeeRow(
            (*shown, fee.status, *[""] * (FIGURES - 1)),
            (*copied, fee.status, *[""] * (FIGURES - 1)),
            fee.status,
            chosen,
            more,
        )
    figures = (
        dollars(fee.full),
        DASH if fee.reduced is None else dollars(fee.reduced),
        _signed(fee.change).replace("-", MINUS) or DASH,
        _signed(fee.percent).replace("-", MINUS) or DASH,
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


def _spoken(fee: EditionFee) -> str:
    return f"no fee ({fee.status})" if fee.full is None else dollars(fee.full)
