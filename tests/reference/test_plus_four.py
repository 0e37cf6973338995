"""CMS's nine-digit file: where the ZIP+4 codes of a ZIP that crosses a border lie."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import TODAY, pt, visit_fields
from downloads import text, zip_codes, zip_plus_four, zip_records, zipped
from quarterhour.assess import assess
from quarterhour.cli import main
from quarterhour.entry.place import read_place
from quarterhour.reference import Reference, ReleaseKind, find_place
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.visit import VisitError, visit_from

OWN, OTHER = "95023-1230", "95023-1238"
Open = Callable[[], Reference]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services)


@pytest.fixture
def opened(database: Path, imported: Path) -> Open:
    return lambda: Reference(database, imported)


@pytest.fixture
def nine(tmp_path: Path) -> Path:
    return zip_plus_four(tmp_path / "ZIP9_JAN2027.txt")


def place_of(
    reference: Reference, zip_code: str, day: date = date(2027, 11, 1)
) -> tuple[str, str, int]:
    """Return the locality of a ZIP on a day, the problem, and how many candidates there are."""
    edition = reference.editions[-1]
    place = find_place(reference, edition, "", zip_code, day)
    found = place.locality.id if place.locality else ""
    return found, place.problem, len(place.candidates)


def check_found(reference: Reference) -> None:
    """Compare with what the file was made of: 1230 to 1237 lie in its own locality."""
    own, other = place_of(reference, OWN), place_of(reference, OTHER)
    assert own == ("01112-65", "", 0)
    assert other[0].startswith("01")
    assert other[0] != own[0]
    assert place_of(reference, "95023-1239") == (
        "",
        "CMS doesn't list ZIP 95023-1239. Check the last 4 digits, or choose a locality.",
        2,
    )
    assert place_of(reference, "95023")[1:] == (
        "ZIP 95023 is in more than one Medicare locality. "
        "Add its last 4 digits, or choose a locality.",
        2,
    )


def test_alone_it_finds_the_locality(imports: Imports, opened: Open, nine: Path) -> None:
    assert imports.add(nine).summary == (
        "ZIP+4 codes 2027 quarter 1: 5,229 ZIP+4 codes of 581 ZIP codes. They are "
        "used for dates of service in any year."
    )
    check_found(opened())


def test_without_it_four_more_digits_say_what_is_missing(reference: Reference) -> None:
    found, problem, candidates = place_of(reference, OWN)
    assert (found, problem) == (
        "",
        "ZIP 95023 is in more than one Medicare locality. "
        "Import CMS's ZIP+4 file, or choose a locality.",
    )
    assert candidates > 2
    assert place_of(reference, "33101-1234")[0] == "09102-04"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_first_or_last_both_files_hold(
    order: tuple[int, int], imports: Imports, opened: Open, nine: Path, tmp_path: Path
) -> None:
    five = tmp_path / "ZIP5_JAN2027.csv"
    five.write_text(text(zip_codes("20271")).replace("33101,09102,04", "33101,09102,03"))
    for at in order:
        imports.add((five, nine)[at])
    check_found(opened())
    assert place_of(opened(), "33101")[0] == "09102-03"
    assert {entry.kind for entry in imports.entries()} == {"zip codes", "zip+4 codes"}
    imports.remove(ReleaseKind.ZIP_PLUS_FOUR, "ZIP+4 codes 2027 quarter 1")
    assert place_of(opened(), OWN)[0] == ""
    assert place_of(opened(), "33101")[0] == "09102-03"


def test_the_zip_as_cms_publishes_it(
    imports: Imports, opened: Open, nine: Path, tmp_path: Path
) -> None:
    """Both files, one of them twice, and their layouts; here within another zip, too."""
    inner = tmp_path / "zip-codes.zip"
    layout = "Zip5 Record Layout\n\nField Name    Beg. Position\nState   1\nZip Code   3\n"
    zipped(
        inner,
        {
            "ZIP5_JAN2027.txt": zip_records("20271"),
            "ZIP5_JAN2027.csv": text(zip_codes("20271")),
            "ZIP5lyout.txt": layout,
            "ZIP9_JAN2027.txt": nine.read_text(),
            "ZIP9lyout.txt": layout.replace("Zip5", "Zip9"),
        },
    )
    outer = tmp_path / "all.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "zip-codes.zip")
    for download in (inner, outer):
        imported = Imports(tmp_path / f"{download.stem}.sqlite", {})
        outcomes = list(imported.add_each([download], lambda *_: None))
        assert [outcome.summary.partition(":")[0] for outcome in outcomes] == [
            "ZIP codes 2027 quarter 1",
            "ZIP+4 codes 2027 quarter 1",
        ]
    imports.add(inner)
    check_found(opened())


def test_rows_in_any_order_give_the_same(
    imports: Imports, opened: Open, nine: Path, tmp_path: Path
) -> None:
    turned = tmp_path / "turned.txt"
    turned.write_text("\n".join(reversed(nine.read_text().splitlines())))
    imports.add(turned)
    check_found(opened())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:900], "incomplete"),
        (lambda lines: [*lines, lines[0][:7] + "9999999" + lines[0][14:]], "in two localities"),
        (lambda lines: [*lines, lines[0][:-5] + "20272"], "rows of several quarters"),
        (lambda lines: [*lines, "CA95023 and more"], "isn't a ZIP code with its last 4 digits"),
    ],
)
def test_what_is_not_whole_is_refused(
    change: Callable[[list[str]], list[str]],
    words: str,
    imports: Imports,
    imported: Path,
    nine: Path,
) -> None:
    nine.write_text("\n".join(change(nine.read_text().splitlines())))
    with pytest.raises(CmsFileError, match=words):
        imports.add(nine)
    assert not imported.exists()


@pytest.mark.parametrize(("most", "refused"), [(5_228, True), (5_229, False)])
def test_more_codes_than_there_are_is_refused(
    most: int, refused: bool, imports: Imports, nine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that comes twice is one code."""
    nine.write_text(nine.read_text() * 2)
    monkeypatch.setattr("quarterhour.reference.cms.zip_codes._MAX_PLUS_FOURS", most)
    (outcome,) = imports.add_each([nine], lambda *_: None)
    assert outcome.refused is refused
    assert ("far more codes than CMS publishes" in outcome.summary) is refused


def test_a_newer_file_holds_whatever_came_first(
    imports: Imports, opened: Open, nine: Path, tmp_path: Path
) -> None:
    imports.add(nine)
    older = zip_plus_four(tmp_path / "ZIP9_OCT2026.txt", "20264")
    older.write_text(older.read_text().replace("1230      A", "4321      A"))
    imports.add(older)
    check_found(opened())


def test_a_visit_and_the_field_take_nine_digits(imports: Imports, opened: Open, nine: Path) -> None:
    imports.add(nine)
    both = opened()
    edition = both.editions[-1]
    for typed in (OWN, "95023 1230", "950231230"):
        assert read_place(both, edition, typed, "", TODAY) == ("", OWN, "")
    for typed in ("95023-", "95023-12", "9502312"):
        assert read_place(both, edition, typed, "", TODAY).problem.startswith("Enter all 4 digits")
    priced = assess(visit_from(visit_fields(pt("97110", 15), zip=OWN)), both)
    assert priced.locality is not None
    assert priced.locality.id == "01112-65"


@pytest.mark.parametrize("zip_code", ["95023-", "95023-12", "950231234", "95023 1234"])
def test_a_document_writes_it_with_a_hyphen(zip_code: str) -> None:
    with pytest.raises(VisitError, match="9 as 95023-1234"):
        visit_from(visit_fields(pt("97110", 15), zip=zip_code))


def test_the_commands_take_it(
    imports: Imports, nine: Path, imported: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    imports.add(nine)
    monkeypatch.setattr("quarterhour.cli.imported_database", lambda: imported)
    assert main(["locality", OWN]) == 0
    assert capsys.readouterr().out.startswith("01112-65  ")
    visit = visit_fields(pt("97110", 15), zip=OTHER)
    assert json.loads(json.dumps(visit))["zip"] == OTHER
