"""Where CMS publishes what can be imported. The program opens none of these: they are to copy."""

from __future__ import annotations

from typing import NamedTuple

from quarterhour.reference.records import ReleaseKind


class Page(NamedTuple):
    """A page of CMS: what to download there, and its address."""

    what: str
    address: str


_NCCI = "www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
_ZIP_CODES = Page(
    "ZIP codes with their localities: the file with the five digits, and that with ZIP+4",
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
        "NCCI pairs: practitioner PTP edits, the parts f1, f2 and f4",
        f"{_NCCI}/medicare-ncci-procedure-procedure-ptp-edits",
    ),
    ReleaseKind.UNIT_LIMITS: Page(
        "Unit limits: the practitioner services MUE table",
        f"{_NCCI}/medicare-ncci-medically-unlikely-edits-mues",
    ),
}
THERAPY_PAGE = Page(
    "The KX threshold, the therapy code list and the MPPR",
    "www.cms.gov/medicare/coding-billing/therapy-services",
)
# Each address once, in the order in which they are needed in a new year.
ALL_PAGES = tuple(dict.fromkeys((*PAGES.values(), THERAPY_PAGE)))
WHERE = "CMS's pages are listed in File > Fee schedules."
