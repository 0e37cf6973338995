"""The imported database of each earlier version: read, brought up to date, never lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from builders import SAMPLES
from downloads import pair_edits, zip_plus_four
from quarterhour.cli import main
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference import migrations as steps
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Batch, Imports, recognition
from quarterhour.reference.importing import imports as storing
from quarterhour.reference.importing.recognition import Found
from quarterhour.reference.migrations import MIGRATION_SET
from quarterhour.reference.schema import IMPORTED_TABLES, TABLES, TYPED_RULES
from upgrades.make_imported import downloads
from upgrades.shown import shown

HERE = Path(__file__).parent
VERSIONS = ["0.1.0"]
ALL_TABLES = TABLES | IMPORTED_TABLES
# Of a release that was removed, 0.1.0 left the file of the GPCIs behind.
LEFT_BEHIND = {"0.1.0": {"GPCI2026.csv"}}
# 0.1.0 had the factor of qualifying APM participants of a year once, and lost that of RVU27A.
LOST_FACTORS = {"0.1.0": {"2027-01-01"}}

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def imported(version: str, tmp_path: Path) -> Path:
    """What someone imported by an earlier version."""
    return Path(shutil.copy(HERE / version / "imported.sqlite", tmp_path / "imported.sqlite"))


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The downloads of which the databases were made, by what their release begins with."""
    rvu_a, rvu_b, part_1, part_2, pairs, limits, later_limits, zips = downloads(
        tmp_path_factory.mktemp("downloads")
    )
    return {
        "RVU27A": [rvu_a],
        "RVU27B": [rvu_b],
        "NCCI 2027 Q1": [part_1, part_2],
        "NCCI 2027 Q2": [pairs],
        "MUE 2027-01-01": [limits],
        "MUE 2027-04-01": [later_limits],
        "ZIP codes 2027 quarter 1": [zips],
    }


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A download that is in none of them, and says nothing about what is."""
    path = tmp_path / "ccipra-v333r0-f1.txt"
    path.write_text(pair_edits([("97165", "97166", "20270701", "*", "0")]))
    return path


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

    A limit that is built in has no name here: a later version has a newer one.
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
            for each in recognition.recognise(*arguments)
        ]

    monkeypatch.setattr(storing, "recognise", found)
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
            parts = both.pair_parts()
        assert parts["NCCI 2027 Q1"].held == (1, 2)
        assert parts["NCCI 2027 Q2"].missing == (2, 4)
        imports.add(more)


@pytest.mark.parametrize("release", range(7))
def test_an_import_that_is_removed_leaves_the_database_as_it_was(
    release: int, imported: Path, imports: Imports, files: dict[str, list[Path]]
) -> None:
    """Beside all the others, which are of the same kinds, years and files."""
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
        assert opened.zip_area("90265") == reference.zip_area("90265")


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


@pytest.fixture
def command(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, imported: Path
) -> Callable[..., int]:
    """Run a command with this imported database and return its exit status."""
    folder = tmp_path / "resources"
    folder.mkdir()
    shutil.copy(database, folder / "reference.sqlite")
    shutil.copytree(SAMPLES.parent / "help", folder / "help")
    for module in ("", ".explain"):
        monkeypatch.setattr(f"quarterhour.cli{module}.resource_folder", lambda: folder)
    for module in ("", ".import_files"):
        monkeypatch.setattr(f"quarterhour.cli{module}.imported_database", lambda: imported)
    monkeypatch.setattr("quarterhour.cli.user_folder", lambda: tmp_path)
    return lambda *arguments: main(arguments)


VISIT = {
    "format": "quarterhour.visit/1",
    "date_of_service": "2027-05-03",
    "zip": "33101",
    "services": [
        {"code": code, "discipline": "PT", "therapist_minutes": 30}
        for code in ("97530", "97116", "97750", "97110")
    ],
}


@pytest.fixture(params=[False, True])
def either(request: pytest.FixtureRequest, imported: Path, imports: Imports, more: Path) -> Path:
    """The database as its own version left it, and brought up to date."""
    if request.param:
        imports.add(more)
    return imported


def spoil(imported: Path, table: str, column: str, value: str) -> bool:
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
    spoilt = 0
    for table, columns in FIGURES.items():
        for column in columns:
            if spoil(either, table, column, value):
                spoilt += 1
                with closing(Reference(database, either)) as both:
                    assert "imported.sqlite is damaged" in both.problem, (table, column)
                    assert "\n" not in both.problem
                    assert not any(edition.imported for edition in both.editions)
                either.write_bytes(sound)
    assert spoilt >= sum(map(len, FIGURES.values())) - 1  # 0.1.0 had no first days


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
        if spoil(either, table, column, "no number"):
            with subtests.test(table=table, column=column):
                for arguments in commands:
                    command(*arguments)
                    assert "something went wrong" not in capfd.readouterr().err
            either.write_bytes(sound)


def test_a_damaged_value_is_kept_aside_by_the_next_import(
    database: Path, imported: Path, imports: Imports, more: Path
) -> None:
    change(imported, "update relative_values set work = 'x' where code = '97110'")
    before = imported.read_bytes()
    aside = imported.with_name(f"imported.damaged-{date.today()}.sqlite")
    assert f"kept aside as {aside.name}" in imports.add(more).summary
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
    assert "kept aside" in imports.add(more).summary
    assert imported.with_name(f"imported.damaged-{date.today()}.sqlite").read_bytes() == before


def test_a_database_of_a_later_version_is_refused_and_kept(
    database: Path,
    imported: Path,
    imports: Imports,
    more: Path,
    command: Callable[..., int],
    capfd: pytest.CaptureFixture[str],
) -> None:
    imports.add(more)
    change(
        imported,
        f"insert into _sqlite_migrations (migration_set, name, applied_at) "
        f"values ('{MIGRATION_SET}', 'what_nobody_knows_yet', '2040-01-01')",
    )
    before = imported.read_bytes()
    with closing(Reference(database, imported)) as both:
        assert "later version" in both.problem
        assert both.edition_on(date(2026, 6, 1)) is not None
        assert not any(edition.imported for edition in both.editions)
    with pytest.raises(CmsFileError, match="later version"):
        imports.entries()
    with pytest.raises(CmsFileError, match="later version"):
        imports.add(more)
    with pytest.raises(CmsFileError, match="later version"):
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    assert command("editions") == 1
    assert "later version" in capfd.readouterr().err
    assert command("import", str(more)) == 1
    assert "later version" in capfd.readouterr().err
    assert imported.read_bytes() == before
    assert [path.name for path in imported.parent.glob("imported*")] == [imported.name]


def test_a_later_version_that_writes_meanwhile_is_noticed(
    imported: Path, imports: Imports, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.add(more)
    held = imports.entries()
    monkeypatch.setattr(Imports, "entries", lambda *_: held)
    change(imported, "update _sqlite_migrations set name = name || '_2'")
    before = imported.read_bytes()
    with pytest.raises(CmsFileError, match="later version"):
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    assert imported.read_bytes() == before


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
