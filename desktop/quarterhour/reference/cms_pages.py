"""Where CMS publishes what can be imported. The program opens none of these: they are to copy."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from quarterhour.reference.records import ReleaseKind


class Page(NamedTuple):
    """A page of CMS: what to download there, and its address."""

    what: str
    address: str


_NCCI = "www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
_ZIP_CODES = Page(
    "ZIP codes and their localities: the 5-digit file and the ZIP+4 file",
    "www.cms.gov/medicare/payment/fee-schedules",
)
PAGES: dict[ReleaseKind, Page] = {
    ReleaseKind.FEE_SCHEDULE: Page(
        "The fee schedule: the RVU release zip",
        "www.cms.gov/medicare/payment/fee-schedules/physician/pfs-relative-value-files",
    ),
    ReleaseKind.ZIP_CODES: _ZIP_CODES,
    ReleaseKind.ZIP_PLUS_FOUR: _ZIP_CODES,
    ReleaseKind.PAIR_EDITS: Page(
        "NCCI edits: practitioner PTP edits, parts f1, f2, and f4",
        f"{_NCCI}/medicare-ncci-procedure-procedure-ptp-edits",
    ),
    ReleaseKind.UNIT_LIMITS: Page(
        "Daily unit limits: the practitioner services MUE table",
        f"{_NCCI}/medicare-ncci-medically-unlikely-edits-mues",
    ),
}
THERAPY_PAGE = Page(
    "The KX threshold, the therapy code list, and the MPPR",
    "www.cms.gov/medicare/coding-billing/therapy-services",
)
_QUARTERS = "ABCD"


def release_of(day: date) -> str:
    """Return the name that CMS gives the release with the fees of a day: `RVU27A` in January."""
    return f"RVU{day:%y}{_QUARTERS[(day.month - 1) // 3]}"


# Each address once, in the order in which they are needed in a new year.
ALL_PAGES = tuple(dict.fromkeys((*PAGES.values(), THERAPY_PAGE)))
WHERE = "CMS's pages are in the guide, under What changed, year by year."
