"""Downloads that are not what they should be: a sentence each, and nothing changed."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import workbooks
from downloads import (
    gpcis,
    pair_edits,
    relative_values,
    release_zip,
    text,
    unit_limits,
    zip_codes,
    zipped,
)
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports

Make = Callable[[Path], Path]


@pytest.fixture
def imports(tmp_path: Path, reference: Reference) -> Imports:
    return Imports(tmp_path / "imported.sqlite", reference.services)


def values_with(change: Callable[[list[list[str]]], object]) -> Make:
    rows = relative_values()
    change(rows)
    return lambda folder: release_zip(folder / "rvu.zip", values=text(rows))


def indices_with(change: Callable[[list[list[str]]], object]) -> Make:
    rows = gpcis()
    change(rows)
    return lambda folder: release_zip(folder / "rvu.zip", indices=text(rows))


def member(name: str, content: str | bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def shifted(rows: list[list[str]]) -> None:
    for row in rows[10:]:
        row.insert(5, "")


def replace(row: int, column: int, value: str) -> Callable[[list[list[str]]], object]:
    return lambda rows: rows[row].__setitem__(column, value)


def truncated_zip(folder: Path) -> Path:
    path = release_zip(folder / "rvu.zip")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def damaged_zip(folder: Path) -> Path:
    path = release_zip(folder / "rvu.zip")
    content = bytearray(path.read_bytes())
    content[16_000:16_200] = bytes(200)
    path.write_bytes(bytes(content))
    return path


def bomb(folder: Path) -> Path:
    return zipped(folder / "bomb.zip", {"PPRRVU.csv": b"0" * 50_000_000})


def many(folder: Path) -> Path:
    return zipped(folder / "many.zip", {f"{number}.txt": "x" for number in range(600)})


def workbook_with_formulas(folder: Path) -> Path:
    path = folder / "zips.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in workbooks.AROUND.items():
            archive.writestr(name, content)
        rows = '<row r="1"><c r="A1"><f>SUM(A2)</f><v>1</v></c></row>'
        archive.writestr("xl/worksheets/sheet1.xml", workbooks.sheet(rows))
    return path


def empty_workbook(folder: Path) -> Path:
    path = folder / "zips.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return path


PAIRS = [("97530", "97750", "20260101", "*", "1")]

BAD: dict[str, tuple[Make, str]] = {
    "no file": (lambda folder: folder / "none.zip", "can't be read"),
    "an empty file": (member("rvu.zip", ""), "is empty"),
    "a picture": (member("rvu.zip", b"\x89PNG\r\n\x1a\n" + bytes(1000)), "isn't a CMS file"),
    "some other text": (
        member("notes.txt", "hello\nworld\n"),
        "isn't a file that Quarterhour imports",
    ),
    "some other zip": (
        lambda folder: zipped(folder / "x.zip", {"a.txt": "hello"}),
        "isn't a file that Quarterhour imports",
    ),
    "a truncated zip": (truncated_zip, "Download it again"),
    "a damaged zip": (damaged_zip, "Download it again"),
    "a zip bomb": (bomb, "unpacks to far more than its size"),
    "a zip of very many files": (many, "too many files to be"),
    "a zip that names files outside itself": (
        lambda folder: zipped(folder / "x.zip", {"../../PPRRVU.csv": text(relative_values())}),
        "isn't safe to open",
    ),
    "relative values without GPCIs": (
        lambda folder: zipped(folder / "x.zip", {"a.csv": text(relative_values())}),
        "and its GPCI file",
    ),
    "GPCIs without relative values": (
        lambda folder: zipped(folder / "x.zip", {"a.csv": text(gpcis())}),
        "and its GPCI file",
    ),
    "the QPP file alone": (
        lambda folder: zipped(
            folder / "x.zip",
            {
                "PPRRVU2026_Jul_QPP.csv": text(relative_values(factor="33.5675")),
                "GPCI2026.csv": text(gpcis()),
            },
        ),
        "qualifying APM participants alone",
    ),
    "files of two releases": (
        lambda folder: zipped(
            folder / "x.zip",
            {
                "a.csv": text(relative_values()),
                "b.csv": text(relative_values("PPRRVU2025_Oct", "RVU25D", "32.3465")),
                "GPCI2026.csv": text(gpcis()),
            },
        ),
        "and its GPCI file",
    ),
    "GPCIs of another year": (
        lambda folder: release_zip(folder / "x.zip", indices=text(gpcis("GPCI2025", "RVU25D"))),
        "are for 2026, and the GPCIs for 2025",
    ),
    "shifted columns": (values_with(shifted), "isn't a number"),
    "totals that do not add up": (
        values_with(replace(-1, 11, "9.99")),
        "don't add up to its total",
    ),
    "a figure that is text": (values_with(replace(-1, 5, "high")), "'high' in the row for"),
    "a figure that is not finite": (values_with(replace(-1, 5, "NaN")), "'NaN' in the row for"),
    "two conversion factors": (
        values_with(replace(-1, 25, "33.5675")),
        "has 2 conversion factors instead of one",
    ),
    "a header without a column": (
        values_with(replace(9, 18, "OTHER")),
        "column named 'MULT PROC', found none",
    ),
    "a title without a release": (values_with(replace(0, 2, "Values")), "has no year"),
    "a file cut short": (
        values_with(lambda rows: rows.__delitem__(slice(3_000, None))),
        "is incomplete",
    ),
    "98 localities": (
        indices_with(lambda rows: rows.__delitem__(slice(3, 14))),
        "has 98 localities",
    ),
    "a locality twice": (
        indices_with(lambda rows: rows.__setitem__(4, rows[3])),
        "lists a locality twice",
    ),
    "a GPCI that cannot be": (indices_with(replace(5, 5, "9.000")), "isn't plausible"),
    "a GPCI that is not finite": (indices_with(replace(5, 5, "NaN")), "NaN"),
    "a GPCI that is text": (indices_with(replace(5, 5, "x")), "isn't a number"),
    "too few ZIP codes": (
        member("zip.csv", text(zip_codes()[:100])),
        "ZIP code file is incomplete",
    ),
    "a ZIP code that is none": (
        member("zip.csv", text([*zip_codes()[:50], *[["FL", "331", "09102", "04"] + [""] * 7]])),
        "isn't a ZIP code with its locality",
    ),
    "ZIP codes of two quarters": (
        member("zip.csv", text([*zip_codes("20261")[:50], *zip_codes("20262")[50:90]])),
        "rows of several quarters",
    ),
    "a ZIP code twice": (
        member("zip.csv", text([*zip_codes(), zip_codes()[-1]])),
        "lists a ZIP code twice",
    ),
    "a pair cut short": (
        member("ccipra-v330r0-f1.txt", pair_edits(PAIRS) + "97530\t97750\t\n"),
        "is incomplete",
    ),
    "a pair with a strange indicator": (
        member("ccipra-v330r0-f1.txt", pair_edits([("97530", "97750", "20260101", "*", "7")])),
        "isn't a modifier indicator",
    ),
    "a pair that begins on no day": (
        member("ccipra-v330r0-f1.txt", pair_edits([("97530", "97750", "2026", "*", "1")])),
        "'2026' in the row for 97530 and 97750 isn't a date",
    ),
    "a pair deleted on no day": (
        member(
            "ccipra-v330r0-f1.txt", pair_edits([("97530", "97750", "20260101", "20261301", "1")])
        ),
        "'20261301' in the row for 97530 and 97750 isn't a date",
    ),
    "pairs that end in prose": (
        member("ccipra-v330r0-f1.txt", pair_edits(PAIRS) + "the end of the file as we know it\n"),
        "isn't an edit",
    ),
    "pairs of no quarter": (
        member("ccipra.txt", pair_edits([("10000", "10001", "soon", "*", "1")])),
        "doesn't say its quarter",
    ),
    "an MUE table cut short": (
        member("MCR_MUE_Practitioner_Eff_04-01-2026.csv", text(unit_limits({})[:100])),
        "MUE table is incomplete",
    ),
    "an MUE table of no day of a calendar": (
        member("MCR_MUE_Practitioner_Eff_13-45-2026.csv", text(unit_limits({}))),
        "doesn't say when the MUE table takes effect",
    ),
    "an MUE that is text": (
        member(
            "MCR_MUE_Practitioner_Eff_04-01-2026.csv",
            text([*unit_limits({}), ["97110", "many", "3", ""]]),
        ),
        "has no number of units",
    ),
    "a workbook with formulas": (workbook_with_formulas, "contains formulas"),
    "a workbook without sheets": (empty_workbook, "isn't a readable workbook"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_it_is_refused_in_a_sentence(
    make: Make, words: str, imports: Imports, tmp_path: Path
) -> None:
    imports.add(member("ccipra-v330r0-f1.txt", pair_edits(PAIRS, 1))(tmp_path))
    before = (tmp_path / "imported.sqlite").read_bytes()
    folder = tmp_path / "downloads"
    folder.mkdir()
    with pytest.raises(CmsFileError, match=r"^[^\n]+$") as caught:
        imports.add(make(folder))
    assert words in str(caught.value)
    assert (tmp_path / "imported.sqlite").read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_saved_in_another_encoding_is_still_read(
    encoding: str, imports: Imports, tmp_path: Path
) -> None:
    path = zipped(
        tmp_path / "rvu.zip",
        {
            "a.csv": text(relative_values()).encode(encoding),
            "b.csv": text(gpcis()).encode(encoding),
        },
    )
    assert imports.add(path).changed


def test_a_full_disk_changes_nothing(
    imports: Imports, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    imports.add(release_zip(tmp_path / "rvu.zip"))
    before = (tmp_path / "imported.sqlite").read_bytes()
    with sqlite3.connect(tmp_path / "imported.sqlite") as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
    connection.close()
    real = sqlite3.connect

    def nearly_full(path: Path, **options: object) -> sqlite3.Connection:
        limited = real(path, timeout=1)
        limited.execute(f"pragma max_page_count = {pages}")
        return limited

    monkeypatch.setattr(sqlite3, "connect", nearly_full)
    zips = member("zips.csv", text(zip_codes()))(tmp_path)
    with pytest.raises(CmsFileError, match="Couldn't save the import: database or disk is full"):
        imports.add(zips)
    monkeypatch.undo()
    assert (tmp_path / "imported.sqlite").read_bytes() == before
