"""Which parts of a quarter's pairs are imported, on the page of a code and on that of pairs."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from builders import ROOT
from downloads import pair_edits
from quarterhour.guide import Guide, context_on
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports

LATER, BEFORE = date(2027, 2, 1), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("parts", "day", "loaded", "missing"),
    [
        ("", LATER, "no part is imported", ""),
        ("4", BEFORE, "no part is imported", ""),
        ("4", LATER, "part f4 of NCCI 2027 Q1 is imported", "parts f1 and f2"),
        ("24", LATER, "parts f2 and f4 of NCCI 2027 Q1 are imported", "part f1"),
        ("124", LATER, "parts f1, f2, and f4 of NCCI 2027 Q1 are imported", ""),
    ],
)
def test_the_parts_of_the_quarter_of_the_day_are_named(
    parts: str, day: date, loaded: str, missing: str, database: Path, tmp_path: Path
) -> None:
    imported = tmp_path / "imported.sqlite"
    with closing(Reference(database)) as bundled:
        for part in parts:
            path = tmp_path / f"ccipra-v330r0-f{part}.txt"
            path.write_text(pair_edits([("10000", f"1000{part}", "20270101", "*", "1")], int(part)))
            Imports(imported, bundled.services).add(path)
    with closing(Reference(database, imported)) as both:
        guide = Guide(ROOT / "resources" / "help", both)
        context = context_on(both, day, "", "national")
        found = {key: guide.page(key, context) for key in ("guide/pairs", "code/97110")}
    pairs, code = (page.body if page else "" for page in found.values())
    assert loaded in pairs
    assert (f"Missing: {missing}." in pairs) == bool(missing)
    assert (f"{missing} " in code and "not imported" in code) == bool(missing)
