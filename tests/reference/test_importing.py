"""Importing what CMS publishes: recognized by content, checked, stored whole or not at all."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders import TODAY
from downloads import (
    gpcis,
    of_2027,
    pair_edits,
    relative_values,
    release_zip,
    text,
    unit_limits,
    zip_codes,
    zip_records,
    zipped,
)
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import ImportCanceledError, Imports

REAL = Path(__file__).resolve().parents[3] / "shared" / "cms"
needs_real_files = pytest.mark.skipif(
    not REAL.is_dir(), reason="the files that CMS publishes are not beside this clone"
)


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services)


@pytest.fixture
def opened(database: Path, imported: Path) -> Callable[[], Reference]:
    return lambda: Reference(database, imported)


def check_same_figures(both: Reference, day: date, reference: Reference) -> None:
    """Compare the imported edition of a day with the bundled one."""
    imported, bundled = both.edition_on(day), reference.edition_on(day)
    assert imported is not None
    assert bundled is not None
    assert (imported.imported, bundled.imported) == (True, False)
    assert imported.conversion_factor == bundled.conversion_factor
    assert both.localities(imported) == reference.localities(bundled)
    for code in (*reference.services, "0791T"):
        assert both.figures(imported, code) == reference.figures(bundled, code), code


def test_a_release_gives_the_bundled_figures(
    imports: Imports, opened: Callable[[], Reference], reference: Reference, tmp_path: Path
) -> None:
    outcome = imports.add(release_zip(tmp_path / "rvu26c.zip"))
    assert outcome.changed
    assert outcome.summary == (
        "RVU26C, released 2026-06-30: 144 therapy codes, out of 5,144 codes in the file, "
        "109 localities, conversion factor 33.4009, "
        "for dates of service from 2026-07-01 to 2026-12-31."
    )
    check_same_figures(opened(), date(2026, 8, 1), reference)


def test_the_layout_of_2025_gives_the_bundled_figures(
    imports: Imports, opened: Callable[[], Reference], reference: Reference, tmp_path: Path
) -> None:
    values = text(relative_values("PPRRVU2025_Oct", "RVU25D", "32.3465"))
    imports.add(release_zip(tmp_path / "any.zip", values, text(gpcis("GPCI2025", "RVU25D"))))
    check_same_figures(opened(), date(2025, 11, 1), reference)


@needs_real_files
@pytest.mark.parametrize(
    ("values", "indices", "day"),
    [
        ("2026/PPRRVU2026_Jul_nonQPP.csv", "2026/GPCI2026.csv", date(2026, 9, 1)),
        ("2025/PPRRVU2025_Oct.csv", "2025/GPCI2025.csv", date(2025, 11, 1)),
    ],
)
def test_the_published_files_give_the_bundled_figures(
    values: str,
    indices: str,
    day: date,
    imports: Imports,
    opened: Callable[[], Reference],
    reference: Reference,
    tmp_path: Path,
) -> None:
    release = tmp_path / "rvu.zip"
    with zipfile.ZipFile(release, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (values, indices):
            archive.write(REAL / name, Path(name).name)
    imports.add(release)
    check_same_figures(opened(), day, reference)


@needs_real_files
@pytest.mark.parametrize("name", ["2026/ZIP5_JAN2026.csv", "2026/ZIP5_JAN2026.xlsx"])
def test_the_published_zip_codes_are_read_as_text_and_as_a_workbook(
    name: str, imports: Imports, opened: Callable[[], Reference], reference: Reference
) -> None:
    assert "42,956 ZIP codes; 581 are in more than one locality" in imports.add(REAL / name).summary
    for zip_code in ("33101", "90265", "00501"):
        assert opened().zip_area(zip_code, TODAY) == reference.zip_area(zip_code, TODAY)


@needs_real_files
def test_the_published_mue_table_is_read(imports: Imports) -> None:
    name = "ncci/MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"
    said = "MUE 2026-04-01: 139 therapy codes, out of 15,095 codes in the file."
    assert imports.add(REAL / name).summary == said


def test_next_year_is_priced_once_it_is_imported(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    assert opened().edition_on(date(2027, 3, 1)) is None
    values, indices = of_2027(text(relative_values(factor="34.0000"))), of_2027(text(gpcis()))
    imports.add(release_zip(tmp_path / "rvu27a.zip", values, indices))
    edition = opened().edition_on(date(2027, 3, 1))
    assert edition is not None
    assert (edition.release, edition.conversion_factor) == ("RVU27A", Decimal("34.0000"))


def test_a_later_release_of_a_year_prices_from_its_quarter_on(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    values = text(relative_values(factor="33.5000")).replace("July Release", "October Release")
    imports.add(release_zip(tmp_path / "rvu26d.zip", values))
    found = [opened().edition_on(day) for day in (date(2026, 9, 30), date(2026, 10, 1))]
    assert [edition.release if edition else "" for edition in found] == ["RVU26C", "RVU26D"]


def test_the_file_of_qualifying_participants_is_told_by_its_factor(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    release = zipped(
        tmp_path / "rvu.zip",
        {
            "first.csv": text(relative_values(factor="33.5675")),
            "second.csv": text(relative_values()),
            "GPCI2026.csv": text(gpcis()),
        },
    )
    assert "33.4009 (33.5675 for qualifying APM)" in imports.add(release).summary
    parameter = opened().parameter("qualifying_apm_conversion_factor", date(2026, 8, 1))
    assert parameter is not None
    assert parameter.value == Decimal("33.5675")


def test_a_release_that_holds_its_tables_in_several_forms_is_read_once(
    imports: Imports, tmp_path: Path
) -> None:
    members: dict[str, str | bytes] = {
        "PPRRVU2026_Jul_nonQPP.csv": text(relative_values()),
        "GPCI2026.csv": text(gpcis()),
        "GPCI2026.txt": text(gpcis()).replace(",", "\t"),
    }
    assert imports.add(zipped(tmp_path / "rvu.zip", members)).changed


def test_swapped_names_are_no_harm(imports: Imports, tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "PPRRVU2026_Jul.csv": text(gpcis()),
        "GPCI2026.csv": text(relative_values()),
    }
    assert "RVU26C" in imports.add(zipped(tmp_path / "rvu.zip", members)).summary


def test_importing_twice_changes_nothing(imports: Imports, imported: Path, tmp_path: Path) -> None:
    release = release_zip(tmp_path / "rvu26c.zip")
    imports.add(release)
    before = imported.read_bytes()
    outcome = imports.add(release)
    assert (outcome.changed, outcome.summary) == (
        False,
        "RVU26C is already imported. Nothing changed.",
    )
    assert imported.read_bytes() == before


def test_what_was_imported_can_be_removed(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    imports.add(release_zip(tmp_path / "rvu26c.zip"))
    path = tmp_path / "zips.csv"
    path.write_text(text(zip_codes()))
    imports.add(path)
    assert [(entry.kind, entry.release) for entry in imports.entries()] == [
        ("fee schedule", "RVU26C"),
        ("zip codes", "ZIP codes 2026 quarter 1"),
    ]
    for entry in imports.entries():
        imports.remove(entry.kind, entry.release)
    assert imports.entries() == []
    both = opened()
    assert not any(edition.imported for edition in both.editions)
    assert both.zip_area("33101", TODAY) is not None
    with pytest.raises(CmsFileError, match="RVU26C isn't imported"):
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU26C")


@pytest.mark.parametrize("form", ["columns", "records"])
def test_zip_codes_are_read_in_both_layouts(
    form: str, imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    path = tmp_path / "renamed.txt"
    content = text(zip_codes("20271")) if form == "columns" else zip_records("20271")
    path.write_text(content.replace("33101,09102,04", "33101,09102,03"))
    outcome = imports.add(path)
    assert "2027 quarter 1: 42,956 ZIP codes; 581 are in more than one locality" in outcome.summary
    area = opened().zip_area("90265", date(2027, 1, 4))
    assert area is not None
    assert area.needs_plus_four
    assert len([entry for entry in imports.entries() if entry.kind == "zip codes"]) == 1


def test_pairs_of_therapy_codes_are_kept_and_parts_add_up(imports: Imports, tmp_path: Path) -> None:
    first = tmp_path / "ccipra-v323r0-f1.txt"
    first.write_text(
        pair_edits(
            [
                ("97530", "97750", "20260101", "*", "1"),
                ("97110", "97140", "19990401", "19990401", "9"),
                ("10000", "97140", "20260101", "*", "1"),
            ],
            1,
        )
    )
    assert imports.add(first).summary == (
        "NCCI 2026 Q4: 9 edits of therapy codes, 8 in force. Still to import: parts f2 and f4."
    )
    second = tmp_path / "ccipra-v323r0-f2.txt"
    second.write_text(pair_edits([("97140", "97124", "20260101", "*", "0")], 2))
    imports.add(second)
    assert [entry.release for entry in imports.entries()] == ["NCCI 2026 Q4"] * 2


@pytest.mark.parametrize("name", ["download-ccipra.txt", "ccipra-v329.txt", "CCIPRAv3271.txt"])
def test_a_renamed_part_is_dated_by_its_newest_edit(
    name: str, imports: Imports, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(pair_edits([("97530", "97750", "20270101", "*", "1")]))
    assert imports.add(path).summary.startswith("NCCI 2027 Q1")


def test_the_mue_table_is_dated_by_its_name(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "MCR_MUE_PractitionerServices_Eff_01-01-2027.csv"
    path.write_text(text(unit_limits({"97110": 6, "97112": 4})))
    said = "MUE 2027-01-01: 143 therapy codes, out of 5,143 codes in the file."
    assert imports.add(path).summary == said
    renamed = path.rename(tmp_path / "mue.csv")
    with pytest.raises(CmsFileError, match="Keep CMS's file name"):
        imports.add(renamed)


def test_a_canceled_import_changes_nothing(
    imports: Imports, imported: Path, tmp_path: Path
) -> None:
    def cancel_when_storing(_what: str, percent: int) -> None:
        if percent == 90:
            raise ImportCanceledError

    with pytest.raises(ImportCanceledError):
        imports.add(release_zip(tmp_path / "rvu26c.zip"), cancel_when_storing)
    assert imports.entries() == []
    imports.add(release_zip(tmp_path / "rvu26c.zip"))
    before = imported.read_bytes()
    values = text(relative_values(factor="35.0000")).replace("July Release", "October Release")
    with pytest.raises(ImportCanceledError):
        imports.add(release_zip(tmp_path / "other.zip", values), cancel_when_storing)
    assert imported.read_bytes() == before


def test_progress_only_goes_up(imports: Imports, tmp_path: Path) -> None:
    heard: list[int] = []
    imports.add(release_zip(tmp_path / "rvu26c.zip"), lambda _what, percent: heard.append(percent))
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, 100)


def test_a_damaged_imported_database_leaves_the_bundled_one(database: Path, imported: Path) -> None:
    imported.parent.mkdir()
    imported.write_bytes(b"not a database" * 1000)
    both = Reference(database, imported)
    assert "imported.sqlite is damaged" in both.problem
    assert both.edition_on(date(2026, 6, 1)) is not None


def test_a_folder_that_cannot_be_made_is_said(imports: Imports, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands in the way")
    with pytest.raises(CmsFileError, match="Couldn't save the import"):
        imports.add(release_zip(tmp_path / "rvu26c.zip"))


def test_a_reference_reads_a_new_import_when_told(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    both = opened()
    assert len(both.editions) == 8
    imports.add(release_zip(tmp_path / "rvu26c.zip"))
    both.reload()
    assert len(both.editions) == 9
