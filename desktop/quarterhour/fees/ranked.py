"""What a payer pays less with others on the same day, by the terms of that payer.

Units, or codes, are ranked; the first is paid in full and those after it at their shares. Terms:
`docs/payers.md`. Medicare's own reduction, with its splints and ties, is in `mppr`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.fees.money import ZERO


class Fees(NamedTuple):
    """The price of one unit of a code, in dollars: in full, and at each rank after the first.

    The last of `reduced` is that of every rank that follows; without one, it is never reduced.
    `practice_expense` and `practice_expense_payment` rank it: the RVU, and what is paid for it.
    `rvus` are its total RVUs, where the price is made of them.
    """

    full: Decimal
    reduced: tuple[Decimal, ...] = ()
    practice_expense: Decimal = ZERO
    practice_expense_payment: Decimal = ZERO
    rvus: Decimal | None = None

    def at_rank(self, rank: int) -> Decimal:
        """Return the price at a rank, 0 for the first."""
        if not rank or not self.reduced:
            return self.full
        return self.reduced[min(rank, len(self.reduced)) - 1]


class Priced(NamedTuple):
    """A claim line before the reduction: its code, the units that are paid, and their fees."""

    code: str
    units: int
    fees: Fees
    subject: bool

    @property
    def full(self) -> Decimal:
        """All its units in full, in dollars."""
        return self.fees.full * self.units


class RankedLine(NamedTuple):
    """A claim line after the reduction: units at each price, in the order of rank."""

    parts: tuple[tuple[int, Decimal], ...]

    @property
    def amount(self) -> Decimal:
        """What the line comes to, in dollars."""
        return sum((units * fee for units, fee in self.parts), ZERO)

    def units_at(self, fee: Decimal) -> int:
        """Return the units at a price, in dollars."""
        return sum(units for units, each in self.parts if each == fee)


# What ranks a line for the full fee.
_KEYS = {
    "pe_rvu": lambda line: line.fees.practice_expense,
    "pe_payment": lambda line: line.fees.practice_expense_payment,
    "unit_fee": lambda line: line.fees.full,
    "line_allowance": lambda line: line.full,
}
RANK_KEYS = tuple(_KEYS)


def reduce_by_rank(lines: Sequence[Priced], rank: Sequence[str], per: str) -> list[RankedLine]:
    """Return each line's units at their prices; equal ranks keep the order of entry.

    `rank` are keys of `RANK_KEYS`, the first that differs decides. `per` unit, one unit takes each
    rank; per code, all units of a code share one.
    """
    subject = [at for at, line in enumerate(lines) if line.subject and line.units]
    order = sorted(subject, key=lambda at: [-_key(lines, at, key, per) for key in rank])
    if per == "code":
        # Lines of one code, such as an assistant's, share the rank of the first of them.
        codes = list(dict.fromkeys(lines[at].code for at in order))
        ranks = {at: [codes.index(lines[at].code)] * lines[at].units for at in order}
    else:
        ranks, taken = {}, 0
        for at in order:
            ranks[at] = list(range(taken, taken + lines[at].units))
            taken += lines[at].units
    return [
        RankedLine(_parts(line, ranks.get(at, [0] * line.units))) for at, line in enumerate(lines)
    ]


def _key(lines: Sequence[Priced], at: int, key: str, per: str) -> Decimal:
    if per == "code" and key == "line_allowance":
        return sum((line.full for line in lines if line.code == lines[at].code), ZERO)
    return Decimal(_KEYS[key](lines[at]))


def _parts(line: Priced, ranks: Sequence[int]) -> tuple[tuple[int, Decimal], ...]:
    parts: list[tuple[int, Decimal]] = []
    for rank in ranks:
        fee = line.fees.at_rank(rank)
        if parts and parts[-1][1] == fee:
            parts[-1] = (parts[-1][0] + 1, fee)
        else:
            parts.append((1, fee))
    return tuple(parts)
