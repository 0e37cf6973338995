"""Claim lines: one per code and set of modifiers, in the order of the services.

A first code's further units are billed with its add-on. Units of an assistant stand on a line
of their own, since its modifiers differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterhour.claims import modifiers
from quarterhour.claims.case import Case, CodedService
from quarterhour.claims.denials import NEEDLING
from quarterhour.fees import ZERO, cents
from quarterhour.units import Split
from quarterhour.visit import SEPARATE_MODIFIERS


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A line as it is keyed: the row it comes from, code, units, modifiers in order, charge.

    `charge` is in dollars, None where it was not entered. `left_off` are the modifiers that a
    line has no place for.
    """

    row: int
    code: str
    units: int
    modifiers: tuple[str, ...]
    assistant: bool
    charge: Decimal | None = None
    telehealth: bool = False
    left_off: tuple[str, ...] = ()


def unmarked_lines(case: Case) -> tuple[ClaimLine, ...]:
    """Return the claim lines of a case without modifiers; a service without a unit has none."""
    lines: list[ClaimLine] = []
    for counted in case.count.services:
        entered = [case.services[row] for row in counted.group.rows]
        if entered[0].standing.billable:
            own = _charged(list(_lines(entered[0], counted.split)), entered)
            # Units of several rows are counted together: which of them was telehealth is not known.
            telehealth = all(service.entry.telehealth for service in entered)
            lines.extend(replace(line, telehealth=telehealth) for line in own)
    return tuple(sorted(lines, key=lambda line: line.row))


def marked_lines(case: Case) -> tuple[ClaimLine, ...]:
    """Return the lines with the modifiers that the visit and its denials call for."""
    above = {place for group in case.thresholds for place in group.above}
    return tuple(
        _marked(case, line, _separate(case, place), _passing(case, place, place in above))
        for place, line in enumerate(case.lines)
    )


def _separate(case: Case, place: int) -> str:
    """Return the modifier that passes the pairs of a line, once all that deny it are stated.

    It passes all of them at once. Where they name different ones, it is the one that says least.
    """
    pairs = [pair for pair in case.pairs if pair.lines[1] == place]
    if any(pair.denied for pair in pairs):
        return ""
    stated = {pair.modifier for pair in pairs if pair.modifier}
    return stated.pop() if len(stated) == 1 else SEPARATE_MODIFIERS[0] if stated else ""


def _passing(case: Case, place: int, above: bool) -> str:
    """Return KX or GA where a line needs it. GA is never for what a pair or a limit denies."""
    attested = case.visit.attested
    if above and attested.medically_necessary:
        return modifiers.NECESSARY
    expects_denial = above or case.lines[place].code in NEEDLING
    return modifiers.ADVANCE_NOTICE if expects_denial and attested.advance_notice else ""


def _marked(case: Case, line: ClaimLine, separate: str, passing: str) -> ClaimLine:
    visit = case.visit
    discipline = visit.services[line.row].discipline
    marks = {
        "plan-of-care": modifiers.PLAN_OF_CARE[discipline],
        "assistant": modifiers.ASSISTANT[discipline] if line.assistant else "",
        "threshold": passing,
        "separate": separate,
        "telehealth": modifiers.TELEHEALTH if line.telehealth else "",
        "purpose": modifiers.PURPOSE.get(visit.purpose, ""),
    }
    present = {family: mark for family, mark in marks.items() if mark}
    kept, left_off = modifiers.in_order(present, visit.provider.modifier_order)
    return replace(line, modifiers=kept, left_off=left_off)


def _lines(service: CodedService, split: Split) -> Iterator[ClaimLine]:
    for code, plain, assistant in _by_code(service, split):
        for units, by_assistant in ((plain, False), (assistant, True)):
            if units:
                yield ClaimLine(service.row, code, units, (), by_assistant)


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


def charging_code(line: ClaimLine, entered: Sequence[CodedService]) -> str:
    """Return the code whose rows, of those that a line is counted from, hold its charge.

    A line whose code has no row shares in the charge of the first.
    """
    codes = [service.entry.code for service in entered]
    return line.code if line.code in codes else codes[0]


def _charged(lines: Sequence[ClaimLine], entered: Sequence[CodedService]) -> list[ClaimLine]:
    """Put the charges of the rows on their lines; a charge is known where every row has one.

    Lines that share a charge divide it by units, the odd cents on the last.
    """
    payers = [charging_code(line, entered) for line in lines]
    charged = list(lines)
    for code in dict.fromkeys(payers):
        charges = [service.entry.charge for service in entered if service.entry.code == code]
        known = [charge for charge in charges if charge is not None]
        if len(known) < len(charges):
            continue
        sharing = [place for place, payer in enumerate(payers) if payer == code]
        parts = _divided(sum(known, ZERO), [lines[place].units for place in sharing])
        for place, part in zip(sharing, parts, strict=True):
            charged[place] = replace(lines[place], charge=part)
    return charged


def _divided(charge: Decimal, units: Sequence[int]) -> list[Decimal]:
    parts = [cents(charge * each / sum(units)) for each in units]
    parts[-1] = charge - sum(parts[:-1], ZERO)
    return parts
