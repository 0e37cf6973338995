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
from quarterhour.fees import ZERO, cents
from quarterhour.units import Split


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
    left_off: tuple[str, ...] = ()


def claim_lines(case: Case) -> tuple[ClaimLine, ...]:
    """Return the claim lines of a case; a service without a unit has none."""
    lines: list[ClaimLine] = []
    for counted in case.count.services:
        entered = [case.services[row] for row in counted.group.rows]
        if entered[0].standing.billable:
            lines.extend(_charged(list(_lines(entered[0], counted.split)), entered))
    lines.sort(key=lambda line: line.row)
    separate, above = case.separate_codes, case.above_threshold
    return tuple(
        _marked(case, line, separate.get(line.code, ""), place in above)
        for place, line in enumerate(lines)
    )


def _marked(case: Case, line: ClaimLine, separate: str, above: bool) -> ClaimLine:
    """Put the modifiers on a line; `separate` is the one of its pairs, if it takes any."""
    visit = case.visit
    entry = visit.services[line.row]
    passing = ""
    if above and visit.attested.medically_necessary:
        passing = modifiers.NECESSARY
    elif above and visit.attested.advance_notice:
        passing = modifiers.ADVANCE_NOTICE
    marks = {
        "plan-of-care": modifiers.PLAN_OF_CARE[entry.discipline],
        "assistant": modifiers.ASSISTANT[entry.discipline] if line.assistant else "",
        "threshold": passing,
        "separate": separate,
        "telehealth": modifiers.TELEHEALTH if entry.telehealth else "",
        "purpose": modifiers.PURPOSE.get(visit.purpose, ""),
    }
    present = {family: mark for family, mark in marks.items() if mark}
    ordered = modifiers.in_order(present, visit.provider.modifier_order)
    return replace(
        line,
        modifiers=ordered[: modifiers.MOST_MODIFIERS],
        left_off=ordered[modifiers.MOST_MODIFIERS :],
    )


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


def _charged(lines: Sequence[ClaimLine], entered: Sequence[CodedService]) -> list[ClaimLine]:
    """Put the charges of the rows on their lines.

    A line takes the charge of the rows that name its code; a line whose code has no row shares
    in that of the first. Lines that share a charge divide it by units, the odd cents on the last.
    """
    codes = [service.entry.code for service in entered]
    payers = [line.code if line.code in codes else codes[0] for line in lines]
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
