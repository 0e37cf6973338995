"""The fee of a code in one edition and locality, in full and reduced by the MPPR."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from quarterhour.fees import fee
from quarterhour.reference.records import Edition, Locality
from quarterhour.reference.store import Reference

_UNPAID = {
    "B": "bundled into other services",
    "I": "not valid for Medicare",
    "N": "not covered by Medicare",
}


@dataclass(frozen=True, slots=True)
class EditionFee:
    """Fees of one unit in dollars; None where there is none, and `status` says why.

    `reduced` is None too where the MPPR does not apply.
    """

    edition: Edition
    status: str
    full: Decimal | None = None
    reduced: Decimal | None = None


def edition_fee(
    reference: Reference, edition: Edition, locality: Locality, code: str
) -> EditionFee:
    """Return what one unit of a code is paid by an edition's fee schedule."""
    figures = reference.figures(edition, code)
    if figures is None:
        return EditionFee(edition, "not in this release")
    if figures.status in _UNPAID or not figures.priced:
        reason = _UNPAID.get(figures.status, "no national price: the MAC sets it")
        return EditionFee(edition, f"{reason} (status {figures.status})")
    factor = edition.conversion_factor
    full = fee(figures.values, locality.gpci, factor)
    share = reference.parameter("mppr_practice_expense_share", edition.valid_from)
    if share is None or not figures.subject_to_mppr:
        return EditionFee(edition, figures.status, full)
    reduced = fee(figures.values, locality.gpci, factor, share.value)
    return EditionFee(edition, figures.status, full, reduced)
