"""What a payer's rules come to, where their text leaves something open: from the least to the most.

Each way to read the text gives amounts of its own. Where all agree there is one amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees.money import ZERO, dollars

AT_LEAST = "at least {low}"
FROM_TO = "{low} to {high}"


class Amounts(NamedTuple):
    """What a visit comes to by one reading, in dollars; None where it is not known.

    `full` less `reduction`, `over_limits`, `above_charges` and `assistant_allowed` is `allowed`.
    What is only known to be the least is `at_least`.
    """

    full: Decimal
    reduction: Decimal
    over_limits: Decimal
    above_charges: Decimal
    assistant_allowed: Decimal
    allowed: Decimal
    deductible: Decimal | None
    copay: Decimal | None
    coinsurance: Decimal | None
    assistant_paid: Decimal | None
    sequestration: Decimal | None
    payer_pays: Decimal | None
    patient_pays: Decimal | None
    at_least: bool = False


class Between(NamedTuple):
    """An amount from `low` to `high`, in dollars; `high` is None where only the least is known."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def of(cls, amount: Decimal | None) -> Between | None:
        """Return one amount; None where it is not known."""
        return None if amount is None else cls(amount, amount)

    @property
    def single(self) -> Decimal | None:
        """The amount where there is one; None of a range."""
        return self.low if self.low == self.high else None

    @property
    def text(self) -> str:
        """The amount for reading: `$52.26`, `$133.76 to $160.20`, or `at least $56.28`."""
        if self.single is not None:
            return dollars(self.low)
        if self.high is None:
            return AT_LEAST.format(low=dollars(self.low))
        return FROM_TO.format(low=dollars(self.low), high=dollars(self.high))


class WayAmounts(NamedTuple):
    """One way to read what is open, by setting and in words, and what it comes to."""

    ways: tuple[tuple[str, str], ...]
    amounts: Amounts


class PayerPayment(NamedTuple):
    """The amounts of a visit under another payer; None where its text does not give them.

    `ways` are the readings, the usual one first.
    """

    full: Between | None
    reduction: Between | None
    over_limits: Between | None
    above_charges: Between | None
    assistant_allowed: Between | None
    allowed: Between | None
    deductible: Between | None
    copay: Between | None
    coinsurance: Between | None
    assistant_paid: Between | None
    sequestration: Between | None
    payer_pays: Between | None
    patient_pays: Between | None
    ways: tuple[WayAmounts, ...]

    @property
    def open(self) -> bool:
        """Whether the text leaves what is allowed, or who pays it, open."""
        found = (self.allowed, self.payer_pays, self.patient_pays)
        return any(each is not None and each.single is None for each in found)


def added(amounts: Sequence[Between | None]) -> Between | None:
    """Return the sum of amounts, None where there are none or one of them isn't known."""
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return None
    highs = [amount.high for amount in known if amount.high is not None]
    high = sum(highs, ZERO) if len(highs) == len(known) else None
    return Between(sum((amount.low for amount in known), ZERO), high)


def payment_between(ways: Sequence[WayAmounts]) -> PayerPayment:
    """Return the amounts of all readings, each from the least to the most."""
    names = [name for name in Amounts._fields if name != "at_least"]
    at_least = any(way.amounts.at_least for way in ways)
    found = {name: _between(ways, name, at_least) for name in names}
    return PayerPayment(**found, ways=tuple(ways))


def _between(ways: Sequence[WayAmounts], name: str, at_least: bool) -> Between | None:
    amounts = [getattr(way.amounts, name) for way in ways]
    if any(amount is None for amount in amounts):
        return None
    return Between(min(amounts), None if at_least else max(amounts))
