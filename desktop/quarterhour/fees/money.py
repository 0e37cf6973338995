"""Rounding to cents, half up, and amounts as text."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Return an amount in dollars rounded half up to cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def dollars(amount: Decimal) -> str:
    """Return an amount for reading: `$1,234.50`, `-$0.82`."""
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
