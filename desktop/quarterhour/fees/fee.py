"""The fee of one unit.

`(work x work GPCI + PE x PE GPCI + MP x MP GPCI) x conversion factor`, rounded once, half up,
to cents. The reduced fee of the multiple procedure payment reduction is the same product with
a share of the practice expense inside: it is not the full fee less a rounded half.
Source: 42 CFR 414.22 to 414.26; it reproduces every amount in the CMS payment files.
"""

from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees.money import cents

ONE = Decimal(1)


class RelativeValues(NamedTuple):
    """The relative value units of a code: work, non-facility practice expense, malpractice."""

    work: Decimal
    practice_expense: Decimal
    malpractice: Decimal


class Gpci(NamedTuple):
    """The geographic practice cost indices of a locality."""

    work: Decimal
    practice_expense: Decimal
    malpractice: Decimal


def fee(
    values: RelativeValues, gpci: Gpci, conversion_factor: Decimal, pe_share: Decimal = ONE
) -> Decimal:
    """Return the fee of one unit in dollars, with `pe_share` of its practice expense."""
    return cents(
        (
            values.work * gpci.work
            + values.practice_expense * pe_share * gpci.practice_expense
            + values.malpractice * gpci.malpractice
        )
        * conversion_factor
    )


class FeePart(NamedTuple):
    """One part of the fee before the conversion factor, and how it was worked out."""

    name: str
    working: str
    product: Decimal


FEE_PART_WORDS = ("Work", "Practice expense", "Malpractice")


class FeeFormula(NamedTuple):
    """What the fee of one unit is worked out from, as `fee` does it.

    Its parts are worked out where they are shown: a visit has many fees, of which few are.
    """

    values: RelativeValues
    gpci: Gpci
    conversion_factor: Decimal
    pe_share: Decimal = ONE

    @property
    def parts(self) -> tuple[FeePart, ...]:
        """The parts that are added up, in the order of the formula."""
        shares = (ONE, self.pe_share, ONE)
        columns = zip(FEE_PART_WORDS, self.values, self.gpci, shares, strict=True)
        return tuple(
            FeePart(
                name,
                f"{value} x {index}" if share == ONE else f"{value} x {share} x {index}",
                value * share * index,
            )
            for name, value, index, share in columns
        )

    @property
    def sum(self) -> Decimal:
        """The sum of the parts, before the conversion factor."""
        return sum((part.product for part in self.parts), Decimal(0))

    @property
    def working(self) -> str:
        """The arithmetic as text."""
        values, gpci = self.values, self.gpci
        share = "" if self.pe_share == ONE else f" x {self.pe_share}"
        return (
            f"({values.work} x {gpci.work} + {values.practice_expense}{share} x "
            f"{gpci.practice_expense} + {values.malpractice} x {gpci.malpractice}) "
            f"x {self.conversion_factor}"
        )
