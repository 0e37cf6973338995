"""Values in the imported database of an earlier version that are none: said, kept aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
from upgrades.earlier import ALL_TABLES, change

TEXTS = [
    (name, column)
    for name, table in ALL_TABLES.items()
    for column, kind in table["columns"].items()
    if kind is str
]
FIGURES = {
    "editions": {"conversion_factor", "valid_from", "valid_to"},
    "relative_values": {"work", "practice_expense", "malpractice"},
    "localities": {"work", "practice_expense", "malpractice"},
    "parameters": {"value", "valid_from", "valid_to"},
    "pair_edits": {"effective", "deleted"},
    "releases": {"begins"},
}
VISIT = {
    "format": "quarterhour.visit/1",
    "date_of_service": "2027-05-03",
    "zip": "33101",
    "services": [
        {"code": code, "discipline": "PT", "therapist_minutes": 30}
        for code in ("97530", "97116", "97750", "97110")
    ],
}


def damage(imported: Path, table: str, column: str, value: str) -> bool:
    """Write a value into a column, into one row of a key; return whether there is the column."""
    with closing(sqlite3.connect(imported)) as connection:
        if column not in [row[1] for row in connection.execute(f"pragma table_info({table})")]:
            return False
        one = f" where rowid = (select max(rowid) from {table})"
        where = one if column in ALL_TABLES[table]["pk"] else ""
        connection.execute(f"update {table} set {column} = ?{where}", (value,))
        connection.commit()
    return True


@pytest.mark.parametrize("value", ["soon", "NaN", "1e999", "\u0661\u0662x", "2027-02-30"])
def test_a_figure_or_date_that_is_none_is_said_and_the_bundled_data_used(
    value: str, database: Path, either: Path
) -> None:
    sound = either.read_bytes()
    damaged = 0
    for table, columns in FIGURES.items():
        for column in columns:
            if damage(either, table, column, value):
                damaged += 1
                with closing(Reference(database, either)) as both:
                    assert "imported.sqlite is damaged" in both.problem, (table, column)
                    assert "\n" not in both.problem
                    assert not any(edition.imported for edition in both.editions)
                either.write_bytes(sound)
    assert damaged >= sum(map(len, FIGURES.values())) - 1  # 0.1.0 had no first days


def test_no_text_in_any_column_ends_a_command(
    either: Path,
    command: Callable[..., int],
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    subtests: pytest.Subtests,
) -> None:
    sound = either.read_bytes()
    visit = tmp_path / "visit.quarterhour"
    visit.write_text(json.dumps(VISIT))
    assert command("assess", str(visit)) == 0
    assert "RVU27B" in capfd.readouterr().out, "what was imported is in use"
    commands = (
        *(("assess", str(visit)), ("fees", "97110"), ("explain", "97530")),
        *(("locality", "33101"), ("editions",)),
    )
    for table, column in TEXTS:
        if damage(either, table, column, "no number"):
            with subtests.test(table=table, column=column):
                for arguments in commands:
                    command(*arguments)
                    assert "The report is in" not in capfd.readouterr().err
            either.write_bytes(sound)


def test_a_damaged_value_is_kept_aside_by_the_next_import(
    database: Path, imported: Path, imports: Imports, more: Path
) -> None:
    change(imported, "update relative_values set work = 'x' where code = '97110'")
    before = imported.read_bytes()
    aside = imported.with_name(f"imported.damaged-{date.today()}.sqlite")
    assert f"saved as {aside.name}" in imports.add(more).summary
    assert aside.read_bytes() == before
    with closing(Reference(database, imported)) as both:
        assert both.problem == ""


def test_another_database_is_not_taken_for_an_empty_one(
    database: Path, imported: Path, imports: Imports, more: Path
) -> None:
    imported.unlink()
    change(imported, "create table songs (title text)", "insert into songs values ('One')")
    before = imported.read_bytes()
    with closing(Reference(database, imported)) as both:
        assert "imported.sqlite is damaged" in both.problem
    assert "saved as" in imports.add(more).summary
    assert imported.with_name(f"imported.damaged-{date.today()}.sqlite").read_bytes() == before
