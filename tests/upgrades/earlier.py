"""The imported databases of earlier versions, and what they and this version show of them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
from quarterhour.reference.schema import IMPORTED_TABLES, TABLES
from upgrades.shown import shown

HERE = Path(__file__).parent
VERSIONS = ["0.1.0"]
ALL_TABLES = TABLES | IMPORTED_TABLES
# Of a release that was removed, 0.1.0 left the file of the GPCIs behind.
LEFT_BEHIND = {"0.1.0": {"GPCI2026.csv"}}
# 0.1.0 had the qualifying APM conversion factor of  a year once, and lost that of RVU27A.
LOST_FACTORS = {"0.1.0": {"2027-01-01"}}

Rows = dict[str, list[tuple[Any, ...]]]


def expected(version: str) -> dict[str, Any]:
    """Return what the version showed of its own database."""
    found: dict[str, Any] = json.loads((HERE / version / "imported.json").read_text())
    left = LEFT_BEHIND[version]
    found["sources"] = sorted(source for source in found["sources"] if source[0] not in left)
    found["imports"].sort()
    for day in LOST_FACTORS[version]:
        found["on"][day]["qualifying"] = None
    return _with_figures(found)


def now(database: Path, imported: Path) -> dict[str, Any]:
    """Return what this version shows of it."""
    with closing(Reference(database, imported)) as both:
        assert both.problem == ""
        found = shown(both, Imports(imported, both.services))
    plain: dict[str, Any] = json.loads(json.dumps(found))
    plain["sources"].sort()
    plain["imports"].sort()
    return _with_figures(plain)


def _with_figures(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out codes without figures: a later version knows more codes than were imported.

    A limit that is included has no name here: a later version has a newer one.
    """
    imported = {release for _, release, *_ in found["imports"]}
    for of_day in found["on"].values():
        of_day["limits"] = {
            code: limit and [limit[0] if limit[0] in imported else "built in", *limit[1:]]
            for code, limit in of_day["limits"].items()
        }
    for edition in found["editions"].values():
        edition["figures"] = {code: held for code, held in edition["figures"].items() if held}
    return found


def rows(imported: Path, leave_out: str = "") -> Rows:
    """Return all that the tables hold."""
    found: Rows = {}
    with closing(sqlite3.connect(imported)) as connection:
        for name, table in ALL_TABLES.items():
            columns = [column for column in table["columns"] if column != leave_out]
            query = f"select {', '.join(columns)} from {name} order by {', '.join(table['pk'])}"
            found[name] = connection.execute(query).fetchall()
    return found


def names_of(imported: Path) -> set[str]:
    """Return every release that any table names."""
    return {
        row[list(ALL_TABLES[name]["columns"]).index("release")]
        for name, held in rows(imported).items()
        if "release" in ALL_TABLES[name]["columns"]
        for row in held
    }


def change(imported: Path, *statements: str) -> None:
    with closing(sqlite3.connect(imported)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
