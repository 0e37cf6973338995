"""Priced lines as they are keyed: those that would look alike on the claim are one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from quarterhour import fees
from quarterhour.assessment import PricedLine
from quarterhour.claims import ClaimLine

N = TypeVar("N", int, Decimal)


def as_keyed(lines: Sequence[PricedLine]) -> tuple[PricedLine, ...]:
    """Return lines that are keyed alike as one, as those of a therapist and an assistant may be.

    The payer would take the second for a duplicate.
    """
    found: dict[object, PricedLine] = {}
    for each in lines:
        key = _key(each.line), each.denials
        found[key] = _together(found[key], each) if key in found else each
    return tuple(found.values())


def charged_together(
    portions: Sequence[fees.Portion], lines: Sequence[ClaimLine]
) -> list[fees.Portion]:
    """Return the portions of lines, those keyed alike with their charge by what each comes to.

    So their charge limits what they come to together: a half of it isn't the charge of a unit.
    """
    alike: dict[object, list[fees.Portion]] = {}
    for each in portions:
        alike.setdefault(_key(lines[each.lines[0]]), []).append(each)
    return [each for own in alike.values() for each in _charged(own)]


def _charged(own: Sequence[fees.Portion]) -> list[fees.Portion]:
    charges = [each.charge for each in own if each.charge is not None]
    charge, amount = sum(charges, fees.ZERO), sum((each.amount for each in own), fees.ZERO)
    if len(own) == 1 or len(charges) < len(own) or not amount:
        return list(own)
    found, left = [], charge
    for each in own[:-1]:
        part = fees.cents(charge * each.amount / amount)
        left -= part
        found.append(each._replace(charge=part))
    return [*found, own[-1]._replace(charge=left)]


def _key(line: ClaimLine) -> object:
    return line.row, line.code, line.modifiers, line.excluded, line.place


def _together(one: PricedLine, other: PricedLine) -> PricedLine:
    """Return two lines as one with the units, charges, and amounts of both, as far as known."""
    line = one.line._replace(
        units=one.line.units + other.line.units,
        charge=_sum(one.line.charge, other.line.charge),
        assistant=one.line.assistant and other.line.assistant,
    )
    return one._replace(
        line=line,
        allowed=_sum(one.allowed, other.allowed),
        steps=(*one.steps, *(step for step in other.steps if not _is_told(step, one))),
        full_units=one.full_units + other.full_units,
        units_paid=_sum(one.units_paid, other.units_paid),
    )


def _is_told(step: fees.Step, line: PricedLine) -> bool:
    """Return whether a line has a price of a unit already; what each part comes to is told."""
    return step.kind in fees.PRICE_STEPS and step in line.steps


def _sum(one: N | None, other: N | None) -> N | None:
    return None if one is None or other is None else one + other
