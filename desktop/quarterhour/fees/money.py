"""Rounding to cents, half up, and amounts as text."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
MINUS = "\u2212"


def cents(amount: Decimal) -> Decimal:
    """Return an amount in dollars rounded half up to cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def dollars(amount: Decimal) -> str:
    """Return an amount for reading: `$1,234.50`, `-$0.82`."""
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def round_dollars(amount: Decimal) -> str:
    """Return a round amount as running text has it: `$2,480`; one with cents keeps them."""
    return dollars(amount).removesuffix(".00")


def taken_off(amount: Decimal) -> str:
    """Return an amount that is taken off another, for reading, with a minus sign unless it is 0."""
    return f"{MINUS}{dollars(amount)}" if amount else dollars(amount)
