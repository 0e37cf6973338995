"""What is said of a visit in the list, and of the day below it."""

from __future__ import annotations

from decimal import Decimal

from quarterhour.entry.visit_list import VisitItem, rows_not_counted
from quarterhour.fees import dollars
from quarterhour.units import units_text
from quarterhour.window.look import DASH

_NO_SERVICES = "no services yet"
_NOT_COUNTED = "not counted"
_COUNTED_ABOVE = "counted above"
_TO_SETTLE = "{} to settle"
_PAYS = "{payer} pays {amount}"
_WAITS = "amount after settling"
_NOT_SHOWN = "amount not shown"


def beside_tag(item: VisitItem) -> str:
    """Return what is beside the tag: the disciplines, or that nothing is typed yet."""
    return _NO_SERVICES if item.empty else " ".join(item.disciplines)


def below_tag(item: VisitItem) -> tuple[str, str]:
    """Return the second line: the units, which are never cut, and the payer."""
    if item.empty:
        return "", item.payer
    return _units(item), item.payer


def to_settle(item: VisitItem) -> str:
    """Return how much there is to settle; empty where there is nothing.

    That rows are not counted comes first: there is no room for both.
    """
    return rows_not_counted(item.rows_not_counted) or _questions(item)


def _questions(item: VisitItem) -> str:
    return _TO_SETTLE.format(item.to_settle) if item.to_settle else ""


def amount_text(amount: Decimal | None) -> str:
    """Return an amount, or a dash."""
    return DASH if amount is None else dollars(amount)


def spoken(item: VisitItem) -> str:
    """Return a visit in one sentence, for assistive technology."""
    parts = [item.tag, beside_tag(item)]
    if not item.empty:
        parts.append(_units(item))
    if item.units is None:
        parts.append(item.payer)
    elif item.payer_pays is None:
        parts += [item.payer, _WAITS if item.waits else _NOT_SHOWN]
    else:
        parts.append(_PAYS.format(payer=item.payer, amount=dollars(item.payer_pays)))
    if item.worst is not None:
        parts += [rows_not_counted(item.rows_not_counted), _questions(item), item.worst.title]
    return ", ".join(filter(None, parts))


def _units(item: VisitItem) -> str:
    if item.units is not None:
        return units_text(item.units)
    return _COUNTED_ABOVE if item.counted_above else _NOT_COUNTED
