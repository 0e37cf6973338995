"""The fee of a code in one edition and locality, in full and reduced by the MPPR."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from quarterhour.fees import fee
from quarterhour.reference.records import Edition, Locality
from quarterhour.reference.store import Reference

_UNPAID = {
    "B": "bundled into other services",
    "I": "not valid for Medicare",
    "N": "not covered by Medicare",
}


class EditionFee(NamedTuple):
    """Fees of one unit in dollars; None where there is none, and `status` says why.

    `reduced` is None too where the MPPR does not apply. `change` and `percent` compare `full`
    with the fee before it in a table, or with the national one; None where there is none.
    """

    edition: Edition
    locality: Locality
    status: str
    full: Decimal | None = None
    reduced: Decimal | None = None
    change: Decimal | None = None
    percent: Decimal | None = None

    def compared_with(self, other: Decimal | None) -> EditionFee:
        """Return the fee with its change from another, in dollars and percent."""
        if self.full is None or not other:
            return self
        change = self.full - other
        percent = (100 * change / other).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return self._replace(change=change, percent=percent)


def edition_fee(
    reference: Reference, edition: Edition, locality: Locality, code: str
) -> EditionFee:
    """Return what one unit of a code is paid by an edition's fee schedule."""
    figures = reference.figures(edition, code)
    if figures is None:
        return EditionFee(edition, locality, "not in this release")
    if figures.status in _UNPAID or not figures.priced:
        reason = _UNPAID.get(figures.status, "no national fee: MAC-priced")
        return EditionFee(edition, locality, f"{reason} (status {figures.status})")
    factor = edition.conversion_factor
    gpci = reference.gpci(locality, edition.valid_from)
    full = fee(figures.values, gpci, factor)
    share = reference.parameter("mppr_practice_expense_share", edition.valid_from)
    if share is None or not figures.subject_to_mppr:
        return EditionFee(edition, locality, figures.status, full)
    reduced = fee(figures.values, gpci, factor, share.value)
    return EditionFee(edition, locality, figures.status, full, reduced)


def fees_by_edition(
    reference: Reference, places: Sequence[tuple[Edition, Locality]], code: str
) -> list[EditionFee]:
    """Return a code's fees through the editions, each compared with the one before."""
    fees: list[EditionFee] = []
    before = None
    for edition, locality in places:
        fee_now = edition_fee(reference, edition, locality, code)
        fees.append(fee_now.compared_with(before))
        before = fee_now.full
    return fees


def fees_by_locality(reference: Reference, edition: Edition, code: str) -> list[EditionFee]:
    """Return a code's fees in every locality, the highest first, compared with the national."""
    fees = [
        edition_fee(reference, edition, locality, code)
        for locality in reference.localities(edition).values()
    ]
    national = fees[0].full
    if national is None:
        return fees[:1]
    return sorted(
        (each.compared_with(national) for each in fees),
        key=lambda each: (-(each.full or national), each.locality.state, each.locality.name),
    )
