"""Claim lines: one per code and set of modifiers, in the order of the services.

A first code's further units are billed with its add-on. Units of an assistant are on a line
of their own, since its modifiers differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from quarterhour.fees import ZERO, cents

if TYPE_CHECKING:
    from quarterhour.claims.coded import Coded
    from quarterhour.claims.services import CodedService
    from quarterhour.units import Split

# Places of service: the office, and telehealth to the patient's home or elsewhere.
_OFFICE, HOME_PLACE, ELSEWHERE_PLACE = "11", "10", "02"
REMOTE_PLACES = (HOME_PLACE, ELSEWHERE_PLACE)
# Before, telehealth had the place where the patient would have been seen, and 95.
_TOLD_BY_PLACE = date(2024, 1, 1)


# What the practice charges for one unit of each code, in dollars.
PriceList = Mapping[str, Decimal]
NO_PRICES: PriceList = {}


class UnmarkedLine(NamedTuple):
    """A line whose modifiers are not known yet: the row it comes from, code, units, charge.

    `charge` is in dollars, None where it is not known; `charge_filled` tells that it was not
    entered but comes from the price list. `place` is the place of service.
    """

    row: int
    code: str
    units: int
    assistant: bool
    charge: Decimal | None = None
    telehealth: bool = False
    audio_only: bool = False
    place: str = ""
    charge_filled: bool = False


class ClaimLine(NamedTuple):
    """A line as it is keyed: the same, with its modifiers in order.

    `excluded` are the modifiers that a line has no place for.
    """

    row: int
    code: str
    units: int
    assistant: bool
    charge: Decimal | None
    telehealth: bool
    audio_only: bool
    place: str
    charge_filled: bool
    modifiers: tuple[str, ...]
    excluded: tuple[str, ...]


Line = UnmarkedLine | ClaimLine


def unmarked_lines(coded: Coded, prices: PriceList) -> tuple[UnmarkedLine, ...]:
    """Return the claim lines of a visit without modifiers; a service without a unit has none.

    `prices` fill the charges that were not entered.
    """
    lines: list[UnmarkedLine] = []
    for counted in coded.count.services:
        entered = [coded.services[row] for row in counted.group.rows]
        if entered[0].billing_status.billable:
            own = _charged(list(_lines(entered[0], counted.split)), entered, prices)
            # Units of several rows are counted together: which of them was telehealth is not known.
            entries = [service.entry for service in entered]
            telehealth = all(entry.telehealth for entry in entries)
            audio_only = all(entry.audio_only for entry in entries)
            told = telehealth and coded.visit.date_of_service >= _TOLD_BY_PLACE
            place = _place(coded.visit.place_of_service, entries[0].telehealth if told else "")
            lines.extend(
                line._replace(telehealth=telehealth, audio_only=audio_only, place=place)
                for line in own
            )
    return tuple(sorted(lines, key=lambda line: line.row))


def _place(entered: str, telehealth: bool | str) -> str:
    """Return the place of service: that of the visit, or where a patient of telehealth was."""
    if telehealth and entered not in REMOTE_PLACES:
        return ELSEWHERE_PLACE if telehealth == "elsewhere" else HOME_PLACE
    return entered or _OFFICE


def _lines(service: CodedService, split: Split) -> Iterator[UnmarkedLine]:
    for code, plain, assistant in _by_code(service, split):
        for units, by_assistant in ((plain, False), (assistant, True)):
            if units:
                yield UnmarkedLine(service.row, code, units, by_assistant)


def _by_code(service: CodedService, split: Split) -> Iterator[tuple[str, int, int]]:
    """Yield each code with its plain and its assistant units: the first unit, then the rest."""
    code = service.code
    if code is None:
        return
    if not (code.add_on or code.first_code):
        yield code.code, split.plain, split.assistant
        return
    first_plain = int(split.plain > 0)
    first_assistant = int(not first_plain and split.assistant > 0)
    yield service.key, first_plain, first_assistant
    add_on = code.add_on or code.code
    yield add_on, split.plain - first_plain, split.assistant - first_assistant


def charging_code(line: Line, entered: Sequence[CodedService]) -> str:
    """Return the code whose rows, of those that a line is counted from, hold its charge.

    A line whose code has no row shares in the charge of the first.
    """
    codes = [service.entry.code for service in entered]
    return line.code if line.code in codes else codes[0]


def _charged(
    lines: Sequence[UnmarkedLine], entered: Sequence[CodedService], prices: PriceList
) -> list[UnmarkedLine]:
    """Put the charges of the rows on their lines; a charge is known where every row has one.

    Lines that share a charge divide it by units, the odd cents on the last. Where no row has one,
    each line has its price: rows counted together have no units of their own to price.
    """
    payers = [charging_code(line, entered) for line in lines]
    charged = list(lines)
    for code in dict.fromkeys(payers):
        charges = [service.entry.charge for service in entered if service.entry.code == code]
        known = [charge for charge in charges if charge is not None]
        sharing = [at for at, payer in enumerate(payers) if payer == code]
        if not known:
            for at in sharing:
                charged[at] = _filled(lines[at], prices)
        if len(known) < len(charges):
            continue
        parts = _divided(sum(known, ZERO), [lines[at].units for at in sharing])
        for at, part in zip(sharing, parts, strict=True):
            charged[at] = lines[at]._replace(charge=part)
    return charged


def _filled(line: UnmarkedLine, prices: PriceList) -> UnmarkedLine:
    price = prices.get(line.code)
    if price is None:
        return line
    return line._replace(charge=price * line.units, charge_filled=True)


def _divided(charge: Decimal, units: Sequence[int]) -> list[Decimal]:
    parts = [cents(charge * each / sum(units)) for each in units]
    parts[-1] = charge - sum(parts[:-1], ZERO)
    return parts
