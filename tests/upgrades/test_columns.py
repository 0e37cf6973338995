"""Columns that a later version, or anyone, added to the tables harm nothing."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlite_utils

from builders import TODAY
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from upgrades.earlier import expected, now, rows


def with_a_column_more(imported: Path) -> None:
    """Add a column to every table, and put it first: nothing may count on a place."""
    opened = sqlite_utils.Database(imported, execute_plugins=False)
    with opened as found:
        for name in found.table_names():
            if name.startswith("_sqlite"):
                continue
            table = found.table(name)
            table.add_column("later", str)
            table.transform(column_order=["later"])
            assert table.columns[0].name == "later"


@pytest.mark.parametrize("up_to_date", [False, True])
def test_added_columns_harm_nothing(
    up_to_date: bool, version: str, database: Path, imported: Path, imports: Imports, more: Path
) -> None:
    if up_to_date:
        imports.add(more)
        imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q4")
    with_a_column_more(imported)
    assert now(database, imported) == expected(version)
    assert imports.add(more).changed
    imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q4")
    assert now(database, imported) == expected(version)
    for entry in imports.entries():
        with suppress(CmsFileError):
            imports.remove(entry.kind, entry.release)
    assert not any(rows(imported).values())


def test_an_added_column_harms_the_bundled_data_neither(
    database: Path, reference: Reference, tmp_path: Path
) -> None:
    changed = Path(shutil.copy(database, tmp_path / "reference.sqlite"))
    with_a_column_more(changed)
    with closing(Reference(changed)) as opened:
        assert opened.fault() is None
        assert opened.editions == reference.editions
        assert opened.services == reference.services
        assert opened.zip_area("90265", TODAY) == reference.zip_area("90265", TODAY)
