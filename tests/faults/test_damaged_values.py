"""An imported database in which any bit, or any value, is not what was stored."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import ROOT
from downloads import pair_edits, zip_plus_four
from quarterhour import cli
from quarterhour.assess import assess
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.code_rules import CodeRules
from quarterhour.reference.importing import Imports
from quarterhour.reference.schema import IMPORTED_TABLES, READ_AS, TABLES
from quarterhour.visit import visit_from
from upgrades.shown import shown

STORED = ROOT / "tests" / "upgrades" / "0.1.0" / "imported.sqlite"
# A few hundred each time, thousands with -m long. Seeds are fixed.
FLIPS = [400, pytest.param(5_000, marks=pytest.mark.long)]
STEPS = [5, pytest.param(1, marks=pytest.mark.long)]
A_FIGURE_BECOMES_BYTES = (91_893, 0)
VISITS = [
    visit_from(
        {
            "format": "quarterhour.visit/1",
            "date_of_service": day,
            "zip": zip_code,
            "services": [
                {"code": code, "discipline": "PT", "therapist_minutes": 30}
                for code in ("97530", "97116", "97750", "97110")
            ],
        }
    )
    # A ZIP code of one locality, and one of several.
    for day, zip_code in (("2027-05-03", "33101"), ("2027-02-03", "90265"))
]
# As SQL has them. A column of whole numbers takes the last but one.
VALUES = {
    "nothing": "null",
    "bytes": "x'ff39'",
    "fraction": "0.5",
    "whole number": "-9223372036854775808",
    "no UTF-8": "cast(x'39ff' as text)",
}
COLUMNS = [
    (name, column, kind)
    for name, table in (TABLES | IMPORTED_TABLES).items()
    for column, kind in table["columns"].items()
]
Use = Callable[[Path], str]


@pytest.fixture
def use(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Use a database in each way in which one is read; return what is said against it."""
    folder = tmp_path / "resources"
    folder.mkdir()
    shutil.copy(database, folder / "reference.sqlite")
    monkeypatch.setattr(cli, "resource_folder", lambda: folder)
    monkeypatch.setattr(cli, "user_folder", lambda: tmp_path)

    def use_it(imported: Path) -> str:
        monkeypatch.setattr(cli, "imported_database", lambda: imported)
        with closing(Reference(database, imported)) as both:
            for visit in VISITS:
                assess(visit, both)
            for edition in both.editions:
                both.localities(edition)
            try:
                Imports(imported, both.services).entries()
            except CmsFileError:
                assert both.problem
            assert cli.main(["editions"]) == bool(both.problem)
            assert not both.problem or not any(each.imported for each in both.editions)
            return both.problem

    return use_it


@pytest.mark.parametrize("rounds", FLIPS)
def test_another_bit_anywhere_ends_nothing(
    rounds: int, use: Use, reference: Reference, tmp_path: Path
) -> None:
    whole = STORED.read_bytes()
    chance = random.Random(rounds)
    flips = [(chance.randrange(len(whole)), chance.randrange(8)) for _ in range(rounds)]
    imported = tmp_path / "imported.sqlite"
    said = 0
    for place, bit in (A_FIGURE_BECOMES_BYTES, *flips):
        content = bytearray(whole)
        content[place] ^= 1 << bit
        imported.write_bytes(content)
        try:
            said += bool(use(imported))
        except Exception as error:
            error.add_note(f"with bit {bit} of byte {place} turned")
            raise
    assert rounds / 10 < said < rounds


def put(imported: Path, table: str, column: str, value: str, *, mend: bool) -> None:
    """Write a value that its column would refuse; `mend` has the column refuse it again."""
    refusing = ((" strict", ""), ("not null", ""), ("text", "blob"), ("integer", "blob"))
    with closing(sqlite3.connect(imported)) as connection:
        (made,) = connection.execute(
            "select sql from sqlite_master where name = ?", (table,)
        ).fetchone()
    loose = made.lower()
    for word, other in refusing:
        loose = loose.replace(word, other)
    make(imported, table, loose)
    with closing(sqlite3.connect(imported)) as connection:
        one = f"rowid = (select max(rowid) from {table})"
        connection.execute(f"update {table} set {column} = {value} where {one}")
        connection.commit()
    if mend:
        make(imported, table, made)


def make(imported: Path, table: str, sql: str) -> None:
    """Have SQLite take a table for one that was made so."""
    with closing(sqlite3.connect(imported)) as connection:
        connection.execute("pragma writable_schema = on")
        connection.execute("update sqlite_master set sql = ? where name = ?", (sql, table))
        connection.commit()


@pytest.fixture(params=["0.1.0", "now"])
def imported(request: pytest.FixtureRequest, reference: Reference, tmp_path: Path) -> Path:
    """An imported database as an earlier version left it, and one that is up to date."""
    path = Path(shutil.copy(STORED, tmp_path / "imported.sqlite"))
    if request.param == "now":
        imports = Imports(path, reference.services)
        fill(imports, tmp_path)
    return path


def fill(imports: Imports, folder: Path) -> None:
    """Import, and type, what an earlier version had no table for."""
    imports.add(download(folder))
    imports.add(zip_plus_four(folder / "ZIP9_JAN2027.txt"))
    release = next(
        each.release for each in imports.entries() if each.kind is ReleaseKind.FEE_SCHEDULE
    )
    rules = CodeRules("97117", "Gait with a robot", "quarter-hour", ("PT",), "sometimes")
    imports.keep_rules(release, rules)


def download(folder: Path) -> Path:
    path = folder / "ccipra-v333r0-f1.txt"
    path.write_text(pair_edits([("97165", "97166", "20270701", "*", "0")], 1))
    return path


def columns_of(imported: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(imported)) as connection:
        query = "select t.name, c.name from pragma_table_list t join pragma_table_info(t.name) c"
        return set(connection.execute(query))


@pytest.mark.parametrize("mend", [True, False], ids=["strict", "loose"])
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_of_another_type_ends_nothing_and_is_said(
    value: str, mend: bool, imported: Path, use: Use
) -> None:
    whole, there = imported.read_bytes(), columns_of(imported)
    for name, column, kind in COLUMNS:
        if (name, column) not in there:
            continue
        put(imported, name, column, value, mend=mend)
        problem = use(imported)
        fits = value == VALUES["no UTF-8" if kind is str else "whole number"]
        if mend and (not fits or column in READ_AS.get(name, {})):
            assert "imported.sqlite is damaged" in problem, (name, column)
        imported.write_bytes(whole)


def test_a_value_of_another_type_is_kept_aside_by_the_next_import(
    imported: Path, reference: Reference, use: Use, tmp_path: Path
) -> None:
    put(imported, "localities", "state", VALUES["bytes"], mend=True)
    damaged = imported.read_bytes()
    outcome = Imports(imported, reference.services).add(download(tmp_path))
    assert outcome.changed
    (aside,) = tmp_path.glob("imported.damaged-*.sqlite")
    assert aside.name in outcome.summary
    assert aside.read_bytes() == damaged
    assert use(imported) == ""


def test_a_letter_that_is_no_utf_8_is_a_wrong_letter(use: Use, tmp_path: Path) -> None:
    """In a database of 0.1.0, which kept no digests; in a later one it is said."""
    imported = Path(shutil.copy(STORED, tmp_path / "imported.sqlite"))
    put(imported, "localities", "name", VALUES["no UTF-8"], mend=True)
    put(imported, "zip_codes", "state", VALUES["no UTF-8"], mend=True)
    assert use(imported) == ""


@pytest.fixture(scope="module")
def sealed(reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database of this version with something in every table."""
    folder = tmp_path_factory.mktemp("sealed")
    path = Path(shutil.copy(STORED, folder / "imported.sqlite"))
    imports = Imports(path, reference.services)
    fill(imports, folder)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("table", "column"),
    [(name, column) for name, column, _ in COLUMNS],
)
@pytest.mark.parametrize("step", STEPS)
def test_any_bit_of_a_value_is_said(
    step: int, table: str, column: str, sealed: bytes, database: Path, tmp_path: Path
) -> None:
    """Bits of a factor, a date, a name: none of them gives another answer in silence.

    All of them in the long run; each fifth else, which are of every place and of every bit.
    """
    imported = tmp_path / "imported.sqlite"
    imported.write_bytes(sealed)
    with closing(sqlite3.connect(imported)) as connection:
        query = f"select rowid, {column} from {table} order by rowid desc limit 1"
        row, value = connection.execute(query).fetchone()
    if isinstance(value, str):
        written = value.encode()
        others = [
            (written[:at] + bytes([byte ^ (1 << bit)]) + written[at + 1 :]).decode("latin-1")
            for at, byte in enumerate(written[:8])
            for bit in range(7)
        ]
    else:
        others = [value ^ (1 << bit) for bit in range(7)]
    for other in others[::step]:
        imported.write_bytes(sealed)
        with closing(sqlite3.connect(imported)) as connection:
            try:
                connection.execute(f"update {table} set {column} = ? where rowid = ?", (other, row))
            except sqlite3.IntegrityError:
                continue  # it is the key of another row
            connection.commit()
        with closing(Reference(database, imported)) as both:
            assert "is damaged" in both.problem, other
            assert not any(edition.imported for edition in both.editions)


def test_another_bit_of_a_sealed_file_is_said_or_changes_no_answer(
    sealed: bytes, database: Path, reference: Reference, tmp_path: Path
) -> None:
    imported = tmp_path / "imported.sqlite"
    imported.write_bytes(sealed)
    with closing(Reference(database, imported)) as both:
        expected = shown(both, Imports(imported, both.services))
    chance = random.Random(16)
    for _ in range(300):
        content = bytearray(sealed)
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        content[place] ^= 1 << bit
        imported.write_bytes(content)
        with closing(Reference(database, imported)) as both:
            if not both.problem:
                assert shown(both, Imports(imported, both.services)) == expected, (place, bit)


def test_damage_that_was_there_before_is_not_sealed_by_a_change(
    sealed: bytes, reference: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = tmp_path / "imported.sqlite"
    imported.write_bytes(sealed)
    imports = Imports(imported, reference.services)
    held = imports.entries()
    with closing(sqlite3.connect(imported)) as connection:
        connection.execute("update editions set conversion_factor = '34.1001'")
        connection.commit()
    monkeypatch.setattr(Imports, "entries", lambda *_: held)
    with pytest.raises(CmsFileError, match="editions was changed"):
        imports.remove(held[0].kind, held[0].release)


@pytest.mark.parametrize("figure", ["-1", "33_3", " 1", "\u0661", "1E+30", "1.2.3", ".", "", "+1"])
def test_a_figure_that_cms_does_not_write_is_said(figure: str, imported: Path, use: Use) -> None:
    put(imported, "relative_values", "work", f"'{figure}'", mend=True)
    assert "imported.sqlite is damaged" in use(imported)
