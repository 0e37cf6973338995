"""Amounts as text: what is withheld is a dash, and what is taken off carries a minus sign."""

from __future__ import annotations

from decimal import Decimal

from quarterhour.fees import Payment, dollars
from quarterhour.window.look.text import DASH, MINUS


def amount(value: Decimal | None) -> str:
    """Return an amount for reading."""
    return DASH if value is None else dollars(value)


def taken_off(value: Decimal | None) -> str:
    """Return an amount that is subtracted."""
    return f"{MINUS}{dollars(value)}" if value else amount(value)


def payment_rows(payment: Payment | None, some_denied: bool = False) -> list[tuple[str, str]]:
    """Return the rows of the payment, a name and an amount, in the order they are worked out.

    `some_denied` tells that what would be denied is left out.
    """

    def of(name: str) -> Decimal | None:
        return getattr(payment, name) if payment is not None else None

    return [
        ("Allowed, denied lines left out" if some_denied else "Allowed", amount(of("allowed"))),
        ("MPPR reduction, taken off already", taken_off(of("mppr_reduction"))),
        ("Deductible", amount(of("deductible"))),
        ("Coinsurance", amount(of("coinsurance"))),
        ("Patient pays", amount(of("patient_pays"))),
        ("Assistant reduction", taken_off(of("assistant_reduction"))),
        ("Sequestration", taken_off(of("sequestration"))),
        ("Medicare pays", amount(of("medicare_pays"))),
    ]
