"""The four downloads of a new year: those made up next to the clone, and small ones of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import ROOT
from downloads import pair_edits, text, unit_limits, zip_codes
from releases import WITHOUT, release

SIMULATED = ROOT.parent / "shared" / "cms" / "more" / "simulated_2027"
DAY = "2027-01-04"
NEW_CODE = "97117"
RELEASES = ("RVU27A", "ZIP codes 2027 quarter 1", "MUE 2027-01-01", "NCCI 2027 Q1")
# The year's charges before the visit and the amount that they pass with it, as they are typed.
TO_DATE, THRESHOLD = "2490.00", "2500"


def simulated(_folder: Path) -> list[Path]:
    """Return CMS's files as they may look in December 2026."""
    if not SIMULATED.is_dir():
        pytest.skip("the files made up for 2027 are not beside this clone")
    names = (
        "rvu27a-without.zip",
        "zip-code-carrier-locality-file-2027.zip",
        "medicare-ncci-2027-q1-practitioner-services-mue-table.zip",
        "medicare-ncci-2027q1-practitioner-ptp-edits-ccipra-v330r0-f4.zip",
    )
    return [SIMULATED / name for name in names]


def of_our_own(folder: Path) -> list[Path]:
    """Write one of each, with the figures of the included tables."""
    zips = folder / "ZIP5_JAN2027.csv"
    zips.write_text(text(zip_codes("20271")), encoding="utf-8")
    limits = folder / "MCR_MUE_PractitionerServices_Eff_01-01-2027.csv"
    limits.write_text(text(unit_limits({"97110": 6, "97140": 6})), encoding="utf-8")
    pairs = folder / "ccipra-v330r0-f4.txt"
    pairs.write_text(pair_edits([("97530", "97116", "20270101", "*", "1")], 4), encoding="utf-8")
    schedule = release(folder, "RVU27A", work=(WITHOUT,), new=(NEW_CODE,))
    return [schedule, zips, limits, pairs]


DOWNLOADS: dict[str, Callable[[Path], list[Path]]] = {
    "simulated": simulated,
    "our own": of_our_own,
}
