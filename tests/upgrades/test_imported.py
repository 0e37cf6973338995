"""The imported database of each earlier version: read, brought up to date, never lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from downloads import zip_plus_four
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference import migrations as steps
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Batch, Imports, recognition
from quarterhour.reference.importing import imports as storing
from quarterhour.reference.importing.recognition import Found
from quarterhour.reference.schema import TABLES, TYPED_RULES
from upgrades.earlier import ALL_TABLES, expected, names_of, now, rows


def test_it_is_read_as_its_own_version_read_it(
    version: str, database: Path, imported: Path
) -> None:
    before = imported.read_bytes()
    assert now(database, imported) == expected(version)
    assert imported.read_bytes() == before, "reading does not change the file"


def test_an_import_brings_it_up_to_date_and_all_is_as_before(
    version: str, database: Path, imported: Path, imports: Imports, more: Path
) -> None:
    assert imports.add(more).changed
    found, before = now(database, imported), expected(version)
    for part in ("imports", "sources"):
        assert len(found[part]) == len(before[part]) + 1
        found[part] = [each for each in found[part] if more.name not in each]
    assert found == before
    imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q4")
    assert now(database, imported) == before


def test_removing_each_import_leaves_nothing_of_it(imported: Path, imports: Imports) -> None:
    while entries := imports.entries():
        imports.remove(entries[0].kind, entries[0].release)
        assert {entry.release for entry in imports.entries()} == names_of(imported)
    assert not any(rows(imported).values())


def test_the_tables_are_those_of_a_new_database(
    database: Path, imported: Path, imports: Imports, more: Path, tmp_path: Path
) -> None:
    def layout(path: Path, names: list[str]) -> dict[str, list[Any]]:
        with closing(sqlite3.connect(path)) as connection:
            return {
                name: connection.execute(f"pragma table_info({name})").fetchall() for name in names
            }

    imports.add(more)
    new = tmp_path / "new.sqlite"
    Imports(new, {"97165", "97166"}).add(more)
    assert layout(imported, list(ALL_TABLES)) == layout(new, list(ALL_TABLES))
    assert layout(imported, list(TABLES)) == layout(database, list(TABLES))
    for name, table in ALL_TABLES.items():
        columns = layout(imported, [name])[name]
        assert [column[1] for column in columns] == list(table["columns"])


def test_imports_of_each_kind_fill_every_column(
    imports: Imports,
    files: dict[str, list[Path]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A column that is added has no value of its own where one is left out."""
    filled: set[str] = set()

    def recorded(each: Found, *arguments: Any) -> Batch:
        made = each.read(*arguments)
        for name, found in made.rows.items():
            held = list(found)
            made.rows[name] = held
            for row in held:
                assert row.keys() == ALL_TABLES[name]["columns"].keys(), name
            filled.add(name)
        return made

    def found(*arguments: Any) -> list[Found]:
        return [
            replace(each, read=partial(recorded, each))
            for each in recognition.recognize(*arguments)
        ]

    monkeypatch.setattr(storing, "recognize", found)
    for release in {(entry.kind, entry.release) for entry in imports.entries()}:
        imports.remove(*release)
    for download in (*chain(*files.values()), zip_plus_four(tmp_path / "ZIP9_JAN2027.txt")):
        imports.add(download)
    own = {"releases", "imports", TYPED_RULES}  # written as one, and never imported
    assert filled == ALL_TABLES.keys() - own


def test_the_parts_of_pairs_that_an_earlier_version_held_are_known(
    database: Path, imported: Path, imports: Imports, more: Path
) -> None:
    """Read from the file as it was, and from the file brought up to date by an import."""
    for _ in range(2):
        with closing(Reference(database, imported)) as both:
            parts = both.edits.pair_parts
        assert parts["NCCI 2027 Q1"].loaded == (1, 2)
        assert parts["NCCI 2027 Q2"].missing == (2, 4)
        imports.add(more)


@pytest.mark.parametrize("release", range(7))
def test_an_import_that_is_removed_leaves_the_database_as_it_was(
    release: int, imported: Path, imports: Imports, files: dict[str, list[Path]]
) -> None:
    """With all the others, which are of the same kinds, years and files."""
    name = list(files)[release]
    (kind,) = {entry.kind for entry in imports.entries() if entry.release == name}
    imports.remove(kind, name)
    before = rows(imported)
    for download in files[name]:
        assert imports.add(download).changed
    assert name in names_of(imported)
    imports.remove(kind, name)
    assert rows(imported) == before


def test_all_removed_and_imported_again_gives_the_same(
    imported: Path, imports: Imports, files: dict[str, list[Path]]
) -> None:
    for release in {(entry.kind, entry.release) for entry in imports.entries()}:
        imports.remove(*release)
    for parts in files.values():
        for download in parts:
            imports.add(download)
    first = rows(imported, leave_out="imported_on")
    for entry in imports.entries():
        with suppress(CmsFileError):  # the second part went with the first
            imports.remove(entry.kind, entry.release)
    for parts in reversed(files.values()):
        for download in reversed(parts):
            imports.add(download)
    assert rows(imported, leave_out="imported_on") == first


def test_a_step_that_fails_changes_nothing(
    imported: Path, imports: Imports, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = imported.read_bytes()
    monkeypatch.setattr(steps, "_day", lambda release: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imports.add(more)
    assert imported.read_bytes() == before


def test_one_that_another_program_holds_is_not_waited_for_without_an_end(
    database: Path, imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "timeout": 0.05}))
    with closing(real(imported)) as other:
        other.execute("begin exclusive")
        with closing(Reference(database, imported)) as both:
            assert "in use by another program" in both.problem


def test_the_record_of_what_was_done_is_that_of_sqlite_utils(
    imported: Path, imports: Imports, more: Path
) -> None:
    assert sqlite_utils.Migrations.migrations_table == "_sqlite_migrations"
    imports.add(more)
    with closing(sqlite3.connect(imported)) as connection:
        had = connection.execute("select name from _sqlite_migrations order by id").fetchall()
    assert [name for (name,) in had] == list(steps.STEPS)
