"""What the ways to read a payer's file come to, and which of its open settings decide something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour import fees
from quarterhour.claims import Judged, OpenSetting
from quarterhour.payers import Reading
from quarterhour.pricing.by_payer import ByReading

_MOST_TOLD = 3  # outcomes of a setting; of more, two


class Read(NamedTuple):
    """A reading with its claim and what it comes to."""

    reading: Reading
    case: Judged
    priced: ByReading

    @property
    def has_amounts(self) -> bool:
        """Whether the payer's file holds the date, and has something to price with."""
        return bool(self.case.plan and self.case.plan.in_force and self.reading.terms.tiers)


def ways_of(read: Iterable[Read]) -> list[fees.WayAmounts]:
    """Return the readings that have amounts, with their ways in words."""
    return [
        fees.WayAmounts(
            tuple((setting, way_of(each, setting)) for setting, _ in each.reading.ways),
            each.priced.amounts,
        )
        for each in read
        if each.priced.amounts is not None
    ]


def to_tell(read: Sequence[Read]) -> list[Read]:
    """Return the readings to tell, all of which have amounts.

    Where a setting's ways have words, its choices by number are told only if they come to less
    or to more than all of these.
    """
    in_words = {name for each in read for name, way in each.reading.ways if not way.isdigit()}
    told: list[Read] = []
    others: list[Read] = []
    for each in read:
        numbers = any(way.isdigit() and name in in_words for name, way in each.reading.ways)
        (others if numbers else told).append(each)
    low, high = min(map(_allowed, told)), max(map(_allowed, told))
    least, most = min(read, key=_allowed), max(read, key=_allowed)
    beyond = [each for each in (least, most) if not low <= _allowed(each) <= high]
    return told + beyond


def that_matter(
    ways: Sequence[fees.WayAmounts], open_: Sequence[OpenSetting]
) -> tuple[fees.WayAmounts, ...]:
    """Return the readings by the settings that decide amounts of this visit, each once."""
    names = {setting.setting for setting in open_}
    told = [way._replace(ways=tuple(each for each in way.ways if each[0] in names)) for way in ways]
    return tuple(dict.fromkeys(told))


def open_settings(read: Sequence[Read]) -> list[OpenSetting]:
    """Return each setting whose ways differ in an amount.

    What each way comes to is told while the others are read as usual. Where they differ only by
    another reading of these, it is the least and the most of each way.
    """
    usual = dict(read[0].reading.ways)
    found = []
    for setting in usual:
        alone = [
            each
            for each in read
            if all(way == usual[name] for name, way in each.reading.ways if name != setting)
        ]
        if len({_compared(each) for each in alone}) > 1:
            priced = [each for each in alone if each.priced.amounts]
            # The payer's is told where nothing else of them differs.
            alike = len({_worth(each) for each in priced}) == 1
            found.append(OpenSetting(setting, _outcomes(priced, setting, alike)))
        elif _differs(read, setting):
            found.append(OpenSetting(setting, tuple(_ranges(read, setting))))
    return found


def _outcomes(
    priced: Sequence[Read], setting: str, with_payer: bool
) -> tuple[tuple[str, str], ...]:
    """Return the ways with what each comes to: one of those that come to the same.

    Of many it is the least and the most.
    """
    by_worth: dict[str, Read] = {}
    for each in to_tell(priced):
        by_worth.setdefault(_worth(each, with_payer), each)
    if len(by_worth) > _MOST_TOLD:
        first, last = min(priced, key=_allowed), max(priced, key=_allowed)
        by_worth = {_worth(each, with_payer): each for each in (first, last)}
    return tuple((way_of(each, setting), worth) for worth, each in by_worth.items())


def _allowed(read: Read) -> Decimal:
    assert read.priced.amounts is not None
    return read.priced.amounts.allowed


def _compared(read: Read) -> tuple[Decimal | None, ...]:
    amounts = read.priced.amounts
    return () if amounts is None else (amounts.allowed, amounts.payer_pays, amounts.patient_pays)


def _differs(read: Sequence[Read], setting: str) -> bool:
    """Return whether readings that differ in one setting alone have other amounts."""
    by_others: dict[tuple[tuple[str, str], ...], set[tuple[Decimal | None, ...]]] = {}
    for each in read:
        others = tuple(way for way in each.reading.ways if way[0] != setting)
        by_others.setdefault(others, set()).add(_compared(each))
    return any(len(amounts) > 1 for amounts in by_others.values())


def _ranges(read: Sequence[Read], setting: str) -> Iterator[tuple[str, str]]:
    """Yield each way of a setting with the least and the most that it can come to."""
    allowed: dict[str, list[Decimal]] = {}
    for each in read:
        if each.priced.amounts is not None:
            allowed.setdefault(way_of(each, setting), []).append(each.priced.amounts.allowed)
    for way, amounts in allowed.items():
        yield way, fees.Between(min(amounts), max(amounts)).text


def way_of(read: Read, setting: str) -> str:
    """Return the way in words; of codes that are kept, the codes themselves."""
    way = _way(read, setting)
    if not way.isdigit():
        return way
    paid: Counter[str] = Counter()
    billed: Counter[str] = Counter()
    for line in read.priced.lines:
        paid[line.line.code] += line.units_paid or 0
        billed[line.line.code] += line.line.units
    whole = all(units in (0, billed[code]) for code, units in paid.items())
    kept = ((code, units) for code, units in paid.items() if units)
    return ", ".join(code if whole else f"{code} x {units}" for code, units in kept)


def _way(read: Read, setting: str) -> str:
    """Return the way as the reading has it: in words, or the number of a choice."""
    return dict(read.reading.ways)[setting]


def _worth(read: Read, with_payer: bool = False) -> str:
    """Return what a reading comes to, in words."""
    amounts = read.priced.amounts
    assert amounts is not None
    words = fees.dollars(amounts.allowed)
    if amounts.patient_pays:
        words += f", patient {fees.dollars(amounts.patient_pays)}"
    if with_payer and amounts.payer_pays is not None:
        words += f", payer {fees.dollars(amounts.payer_pays)}"
    return words
