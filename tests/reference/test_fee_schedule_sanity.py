"""Fee schedules that cannot be right: a sentence each, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from downloads import gpcis, relative_values, release_zip, text, zipped
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from releases import release

MORE = Path(__file__).resolve().parents[3] / "shared" / "cms" / "more"
Rows = list[list[str]]
CODE, WORK, TOTAL, FACTOR = 0, 5, 11, 25


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "imported.sqlite"


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services, reference.built_in)


def of_97110(rows: Rows) -> list[str]:
    (row,) = [row for row in rows if row[CODE] == "97110"]
    return row


def put(column: int, value: str) -> Callable[[Rows], object]:
    return lambda rows: of_97110(rows).__setitem__(column, value)


def work(value: str, total: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        of_97110(rows)[WORK], of_97110(rows)[TOTAL] = value, total

    return change


def year(value: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        rows[0][2] = rows[0][2].replace("2026", value)

    return change


def released(value: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        for row in rows[:10]:
            row[2] = row[2].replace("06/30/2026", value)

    return change


BAD: dict[str, tuple[Callable[[Rows], object], str]] = {
    "a code twice": (lambda rows: rows.append(of_97110(rows)), "names 97110 twice"),
    "a code twice with other figures": (
        lambda rows: rows.append([*of_97110(rows)[:3], "I", *of_97110(rows)[4:]]),
        "names 97110 twice",
    ),
    "a negative RVU": (work("-0.45", "-0.02"), "'-0.45' in the row of 97110 is not a number"),
    "an exponent": (work("1E+30", "1E+30"), "'1E+30' in the row of 97110 is not a number"),
    "an RVU beyond any": (work("999999", "999999.43"), "An RVU of 999999 for 97110 cannot be"),
    "a factor with a line": (put(FACTOR, "3_3.4"), "'3_3.4' in the row of 97110 is not a number"),
    "a factor with a comma": (put(FACTOR, "33,4009"), "is not a number"),
    "other digits": (put(FACTOR, "\u0663\u0663.4"), "is not a number"),
    "the year 9999": (year("9999"), "names no year"),
    "a year that is far": (year("2090"), "RVU90C is of 2090: that cannot be right"),
    "a year before any that is priced": (
        year("2019"),
        "RVU19C is of 2019: Quarterhour",
    ),
    "a day of release that is none": (released("13/45/2026"), "'13/45/2026' is no date"),
    "no day of release": (released("soon"), "'soon' is no date of a release"),
}


@pytest.mark.parametrize(("change", "words"), BAD.values(), ids=BAD)
def test_what_cannot_be_right_is_refused_in_a_sentence(
    change: Callable[[Rows], object],
    words: str,
    imports: Imports,
    imported: Path,
    tmp_path: Path,
) -> None:
    imports.add(release(tmp_path, "RVU27A"))
    before = imported.read_bytes()
    rows = relative_values()
    change(rows)
    heading = rows[0][2].split()[0]
    indices = text(gpcis()).replace("2026 ", f"{heading} ")
    with pytest.raises(CmsFileError, match=r"^[^\n]+$") as caught:
        imports.add(release_zip(tmp_path / "rvu.zip", text(rows), indices))
    assert words in str(caught.value)
    assert imported.read_bytes() == before


def test_work_columns_that_are_swapped_are_refused(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(CmsFileError, match="is above the one with it"):
        imports.add(zipped(tmp_path / "rvu.zip", _swapped()))


def _swapped() -> dict[str, str | bytes]:
    rows = gpcis()
    found = []
    for row in rows:
        if "PW GPCI" in row[4]:
            heads = ["2026 PW GPCI (without 1.0 Floor)", "2026 PW GPCI (with 1.0 Floor)"]
            found.append([*row[:4], *heads, *row[5:]])
        else:
            found.append([*row[:4], "1.100", row[4], *row[5:]])
    return {"PPRRVU2026.csv": text(relative_values()), "GPCI2026.csv": text(found)}


@pytest.mark.parametrize("end", ["\x1a", "\x1a,,,", " , ,"])
def test_a_file_may_end_in_the_mark_by_which_cms_ends_it(
    end: str, imports: Imports, tmp_path: Path
) -> None:
    rows = relative_values()
    width = len(rows[-1])
    rows.append([*end.split(","), *[""] * width][:width])
    assert imports.add(release_zip(tmp_path / "rvu.zip", text(rows))).changed


@pytest.mark.skipif(not MORE.is_dir(), reason="the files of CMS are not beside this clone")
def test_the_file_of_january_2023_is_read_as_published_and_equals_what_is_built_in(
    imports: Imports, database: Path, imported: Path, reference: Reference, tmp_path: Path
) -> None:
    path = zipped(
        tmp_path / "rvu23a.zip",
        {
            "PPRRVU23_JAN.csv": (MORE / "PPRRVU23_JAN_no_descriptors.csv").read_bytes(),
            "GPCI2023.csv": (MORE / "GPCI2023_from_arkrvu.csv").read_bytes(),
        },
    )
    outcome = imports.add(path)
    assert "RVU23A, released 2023-01-30" in outcome.summary
    assert "of 15,854" in outcome.summary
    both = Reference(database, imported)
    (edition,) = [each for each in both.editions if each.imported]
    assert str(edition.conversion_factor) == "33.8872"
    built_in = reference.edition_on(date(2023, 2, 1))
    assert built_in is not None
    for code in reference.services:
        found = both.figures(edition, code)
        if found is not None and (known := reference.figures(built_in, code)):
            assert found == known, code
