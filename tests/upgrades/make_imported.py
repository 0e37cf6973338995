"""Make `imported.sqlite` of a version, and `imported.json` with what that version shows of it.

Run with the program of that version, once, and never again:

PYTHONPATH=CLONE/desktop:tests:tests/reference python -m upgrades.make_imported FOLDER

The figures are those of the text tables of this clone under other names, factors and dates.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from builders import TABLES
from downloads import (
    gpcis,
    of_2027,
    pair_edits,
    relative_values,
    release_zip,
    text,
    unit_limits,
    zip_codes,
    zipped,
)
from quarterhour.reference import Reference
from quarterhour.reference.build import build_reference
from quarterhour.reference.importing import Imports
from upgrades.shown import shown

# A fixture with every ZIP code would have 4 MB.
KEPT_ZIPS = "zip glob '3310*' or zip glob '3313*' or zip glob '9026*' or zip glob '9024*'"


def values(month: str, factor: str, work: str) -> str:
    """Return the relative values of a release of 2027 with another work RVU of 97110."""
    rows = relative_values(factor=factor)
    for row in rows:
        if row[0] == "97110":
            parts = [work, row[6], row[10]]
            row[5], row[11] = work, str(sum(map(Decimal, parts)))
    return of_2027(text(rows), month)


def release(target: Path, month: str, factors: tuple[str, ...], work: str) -> Path:
    """Return the zip of a release; a second factor is that of qualifying APM participants."""
    members: dict[str, str | bytes] = {
        f"PPRRVU2027_{month}_{at}.csv": values(month, factor, work)
        for at, factor in enumerate(factors)
    }
    return zipped(target, members | {"GPCI2027.csv": of_2027(text(gpcis()))})


def downloads(folder: Path) -> list[Path]:
    """Write one of each kind, and several where they touch each other."""
    first = folder / "ccipra-v330r0-f1.txt"
    first.write_text(
        pair_edits(
            [
                ("97530", "97116", "20270101", "*", "1"),
                ("97530", "97750", "20200101", "*", "1"),
                ("97530", "97750", "19960101", "19991231", "9"),
            ],
            1,
        )
    )
    second = folder / "ccipra-v330r0-f2.txt"
    second.write_text(pair_edits([("97140", "97124", "19960101", "*", "0")], 2))
    later = folder / "ccipra-v331r0-f1.txt"
    later.write_text(pair_edits([("20561", "97530", "20270101", "20270331", "1")], 1))
    limits = folder / "MCR_MUE_PractitionerServices_Eff_01-01-2027.csv"
    limits.write_text(text(unit_limits({"97110": 6, "97112": 5})))
    later_limits = folder / "MCR_MUE_PractitionerServices_Eff_04-01-2027.csv"
    later_limits.write_text(text(unit_limits({"97110": 7})))
    zips = folder / "ZIP5_JAN2027.csv"
    zips.write_text(text(zip_codes("20271")).replace("33101,09102,04", "33101,09102,03"))
    return [
        release(folder / "rvu27a.zip", "January", ("34.0000", "34.5000"), "0.51"),
        release(folder / "rvu27b.zip", "April", ("34.1000", "34.6000"), "0.52"),
        *(first, second, later, limits, later_limits, zips),
    ]


def make(target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_reference(TABLES, folder / "reference.sqlite")
        bundled = Reference(folder / "reference.sqlite")
        imported = target / "imported.sqlite"
        imports = Imports(imported, bundled.services)
        for download in downloads(folder):
            print(imports.add(download).summary)
        # What 0.1.0 left behind of it: the source of its GPCIs.
        imports.add(release_zip(folder / "rvu26c.zip"))
        (left,) = [entry for entry in imports.entries() if entry.release == "RVU26C"]
        imports.remove(left.kind, left.release)
        with closing(sqlite3.connect(imported)) as connection:
            connection.execute(f"delete from zip_codes where not ({KEPT_ZIPS})")
            connection.commit()
            connection.execute("vacuum")
        both = Reference(folder / "reference.sqlite", imported)
        found = json.dumps(shown(both, imports), indent=1)
        (target / "imported.json").write_text(f"{found}\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
