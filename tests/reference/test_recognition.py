"""What a download is: told by its content, else by CMS's name of it, else asked."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import workbooks
from downloads import (
    gpcis,
    header,
    pair_edits,
    relative_values,
    release_zip,
    text,
    unit_limits,
    zip_codes,
    zip_records,
    zipped,
)
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError, NotToldError
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.importing import Imports, Outcome

REAL = Path(__file__).resolve().parents[3] / "shared" / "cms"
needs_real_files = pytest.mark.skipif(not REAL.is_dir(), reason="CMS's own files are not here")
PAIRS = [("97530", "97750", "20260101", "*", "1")]
LIMITS = "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services)


def each(imports: Imports, *paths: Path) -> list[Outcome]:
    return list(imports.add_each(paths, lambda _what, _percent: None))


def limits_headed(heading: str) -> str:
    return text(unit_limits({"97110": 8})).replace("Practitioner Services MUE Values", heading)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "MCR_MUE_OutpatientHospitalServices_Eff_04-01-2026.csv",
            limits_headed("Outpatient Hospital Services MUE Values"),
            "the outpatient hospital MUE table. Import the practitioner services MUE table",
        ),
        (
            LIMITS,
            limits_headed("Outpatient Hospital Services MUE Values"),
            "the outpatient hospital MUE table",
        ),
        (
            LIMITS,
            limits_headed("DME Supplier Services MUE Values"),
            "the DME supplier MUE table. Import the practitioner services MUE table",
        ),
        (
            "MCR_MUE_DMESupplierServices_Eff_04-01-2026.csv",
            limits_headed("MUE Values"),
            "the DME supplier MUE table",
        ),
        (
            "ccioph-v323r0-f1.TXT",
            pair_edits(PAIRS),
            "the outpatient hospital PTP edits. Import the practitioner PTP edits",
        ),
    ],
)
def test_tables_of_others_are_told_from_the_practitioners(
    name: str, content: str, words: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    for download in (tmp_path / name, tmp_path / "download.zip"):
        zipped(download, {name: content}) if download.suffix == ".zip" else download.write_text(
            content
        )
        with pytest.raises(CmsFileError, match=words) as caught:
            imports.add(download)
        assert not isinstance(caught.value, NotToldError)
        with pytest.raises(CmsFileError, match=words):
            imports.add(download, practitioners=True)
    assert not imported.exists()


EDITS = ("edits.txt", pair_edits(PAIRS))
VALUES = ("values_Eff_04-01-2026.csv", limits_headed("MUE Values"))


@pytest.mark.parametrize("place", ["name", "zip", "zip in a zip", "folder in a zip"])
@pytest.mark.parametrize(
    ("named", "own", "content"),
    [
        ("ccioph-v323r0-f1", *EDITS),
        ("medicare-ncci-2026q4-hospital-ptp-edits", *EDITS),
        ("medicare-ncci-2026-q4-outpatient-hospital-services-mue-table", *VALUES),
    ],
)
def test_a_name_that_says_hospital_is_refused_whatever_is_confirmed(
    named: str, own: str, content: str, place: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    path = tmp_path / "download.zip"
    if place == "name":
        path = tmp_path / f"{named}-{own}"
        path.write_text(content)
    elif place == "zip":
        path = zipped(tmp_path / f"{named}.zip", {own: content})
    elif place == "zip in a zip":
        inner = zipped(tmp_path / "inner.zip", {own: content})
        zipped(path, {f"{named}.zip": inner.read_bytes()})
    else:
        zipped(path, {f"{named}/{own}": content})
    with pytest.raises(CmsFileError, match="outpatient hospital") as caught:
        imports.add(path, practitioners=True)
    assert not isinstance(caught.value, NotToldError)
    assert not imported.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [EDITS, VALUES, (f"readme-{VALUES[0]}", VALUES[1])],
)
def test_whose_table_it_is_is_asked_where_nothing_tells(
    name: str, content: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(NotToldError, match="confirm that"):
        imports.add(path)
    (outcome,) = each(imports, path)
    assert (outcome.refused, outcome.asked, outcome.changed) == (True, True, False)
    assert not imported.exists()
    assert imports.add(path, practitioners=True).changed


def with_end_of_file(content: str) -> str:
    """Return a text as an old program of DOS ends it, with blank rows before."""
    end = ",,,,\r\n\r\n   ,,\r\n\x1a,,,\r\n"
    return content + (end.replace(",", "\t") if "\t" in content else end)


ENDS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "end of file and blank rows": lambda content: with_end_of_file(content).encode(),
    "end of file alone": lambda content: f"{content}\x1a".encode(),
    "lines of Unix": lambda content: content.replace("\r\n", "\n").encode(),
    "lines of an old Mac": lambda content: (
        content.replace("\r\n", "\n").replace("\n", "\r").encode()
    ),
    "no last line end": lambda content: content.rstrip("\r\n").encode(),
    "byte order mark": lambda content: content.encode("utf-8-sig"),
    "UTF-16": lambda content: content.encode("utf-16"),
}


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_every_way_to_end_lines_and_files(
    ends: Callable[[str], bytes], imports: Imports, tmp_path: Path
) -> None:
    files = {
        "PPRRVU2026_Jul_nonQPP.csv": text(relative_values()),
        "GPCI2026.csv": text(gpcis()),
        "ZIP5_JAN2026.csv": text(zip_codes()),
        "ZIP5_JAN2027.txt": zip_records("20271"),
        LIMITS: text(unit_limits({"97110": 6})),
        "ccipra-v323r0-f1.txt": pair_edits(PAIRS, 1),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(ends(content))
    outcomes = each(imports, *(tmp_path / name for name in files))
    assert [outcome.summary.partition(":")[0] for outcome in outcomes] == [
        "RVU26C, released 2026-06-30",
        "ZIP codes 2026 quarter 1",
        "ZIP codes 2027 quarter 1",
        "MUE 2026-04-01",
        "NCCI 2026 Q4",
    ]


@pytest.mark.parametrize("write", [workbooks.shared_texts, workbooks.own_texts])
def test_the_tables_are_read_from_workbooks_too(
    write: Callable[..., Path], imports: Imports, tmp_path: Path
) -> None:
    pairs = list(csv.reader(io.StringIO(pair_edits(PAIRS, 1)), delimiter="\t"))
    paths = [
        write(tmp_path / "PPRRVU2026_Jul_nonQPP.xlsx", relative_values()),
        write(tmp_path / "GPCI2026.xlsx", gpcis()),
        write(tmp_path / LIMITS.replace("csv", "xlsx"), unit_limits({"97110": 6})),
        write(tmp_path / "ccipra-v323r0-f1.xlsx", pairs),
    ]
    assert [outcome.changed for outcome in each(imports, *paths)] == [True, True, True]


def test_files_of_one_release_are_taken_together(imports: Imports, tmp_path: Path) -> None:
    values, indices = tmp_path / "PPRRVU2026_Jul_nonQPP.csv", tmp_path / "GPCI2026.csv"
    values.write_text(text(relative_values()))
    indices.write_text(text(gpcis()))
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague")
    outcomes = each(imports, values, letter, indices)
    assert [(outcome.name, outcome.changed) for outcome in outcomes] == [
        ("PPRRVU2026_Jul_nonQPP.csv, GPCI2026.csv", True),
        ("letter.txt", False),
    ]
    (entry,) = imports.entries()
    assert (entry.release, entry.file) == ("RVU26C", "PPRRVU2026_Jul_nonQPP.csv, GPCI2026.csv")


def test_a_folder_is_imported_with_all_that_it_holds(imports: Imports, tmp_path: Path) -> None:
    folder = tmp_path / "rvu26c"
    inner = folder / "zips"
    inner.mkdir(parents=True)
    (folder / "PPRRVU2026_Jul_nonQPP.csv").write_text(text(relative_values()))
    (folder / "GPCI2026.csv").write_text(text(gpcis()))
    (folder / "RVU26C.pdf").write_bytes(b"%PDF-1.7")
    zipped(inner / "ptp.zip", {"ccipra-v323r0-f4.TXT": pair_edits(PAIRS, 4)})
    (inner / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    outcomes = each(imports, folder)
    assert {(outcome.name, outcome.changed) for outcome in outcomes} == {
        ("rvu26c", True),
        ("ptp.zip", True),
        ("broken.zip", False),
    }
    assert {entry.release for entry in imports.entries()} == {"RVU26C", "NCCI 2026 Q4"}


PAGE = b"<!DOCTYPE html>\n<html>"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"page.html": PAGE}, {"page.html": "is a web page"}),
        ({"RVU27A.pdf": b"%PDF-1.7"}, {"RVU27A.pdf": "is a PDF"}),
        (
            {"page.htm": PAGE, "sub/RVU27A.pdf": b"%PDF-1.7"},
            {"page.htm": "is a web page", "RVU27A.pdf": "is a PDF"},
        ),
        ({"photo.jpg": b"\xff\xd8"}, {"own": "has nothing that Quarterhour imports"}),
        ({}, {"own": "has nothing that Quarterhour imports"}),
    ],
)
@pytest.mark.parametrize("beside", [False, True])
def test_what_is_no_table_in_a_folder_is_named_and_nothing_in_it_is_refused(
    files: dict[str, bytes], said: dict[str, str], beside: bool, imports: Imports, tmp_path: Path
) -> None:
    """Beside what is imported a PDF is a part of CMS's zip, and a web page is still no table."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    if beside:
        zipped(folder / "ptp.zip", {"ccipra-v323r0-f4.TXT": pair_edits(PAIRS)})
        said = {name: what for name, what in said.items() if "page" in name}
    outcomes = each(imports, folder)
    assert [outcome.name for outcome in outcomes if outcome.changed] == ["ptp.zip"] * beside
    refused = {outcome.name: outcome.summary for outcome in outcomes if outcome.refused}
    assert refused.keys() == said.keys()
    assert all(what in refused[name] for name, what in said.items())


def test_a_table_in_a_folder_is_called_by_its_own_name(imports: Imports, tmp_path: Path) -> None:
    folder = tmp_path / "dl"
    folder.mkdir()
    (folder / "f4head.txt").write_text(pair_edits(PAIRS))
    (outcome,) = each(imports, folder)
    assert (outcome.name, outcome.asked) == ("f4head.txt", True)


NAMED: dict[str, tuple[str, bytes, str]] = {
    "a web page": (
        "PFS Relative Value Files _ CMS.html",
        b"<!DOCTYPE html>\r\n<!-- saved from url=(0075)https://www.cms.gov/ --><html lang=en>",
        "is a web page",
    ),
    "a web page under another name": (
        "rvu27a.zip",
        b"\xef\xbb\xbf \n<HTML><head><title>License</title>",
        "is a web page",
    ),
    "a PDF": ("RVU26A.pdf", b"%PDF-1.7\n\x00\x01", "is a PDF"),
    "an old workbook": ("gpci.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "is an old workbook"),
    "a text in fixed columns": (
        "PPRRVU26_JUL.txt",
        b"".join(
            b"%05d  Some service         A     0.45    0.40    0.01   0.86\r\n" % number
            for number in range(97110, 97150)
        ),
        "is text in fixed-width columns",
    ),
    "relative values in fixed columns": (
        "PPRRVU26_JUL.txt",
        b"HDR2026 National Physician Fee Schedule Relative Value File July Release\r\n"
        b"HDR      MOD   DESCRIPTION   NON-FAC PE USED FOR OPPS   AMOUNT\r\n"
        + b"97110    Some service    A     0.45    0.40    0.01\r\n"
        * 40,
        "is the relative values (PPRRVU) as text in fixed-width columns. Import the .csv",
    ),
    "GPCIs in fixed columns": (
        "GPCI2026.txt",
        b"ADDENDUM E. GEOGRAPHIC PRACTICE COST INDICES (GPCIs)\r\n"
        b"Contractor   State   Locality Number   Locality Name   2026 PW GPCI   PE GPCI\r\n"
        + b"10112   AL    00    ALABAMA     1.000   0.869   0.575\r\n"
        * 40,
        "is the GPCIs as text in fixed-width columns. Import the .csv",
    ),
    "a layout": (
        "ZIP5lyout.txt",
        b"\t\tZip5 Record Layout\r\n\r\nField Name\tBeg. Position\r\n",
        "CMS's description of another file",
    ),
    "the counties": (
        "25LOCCO.txt",
        b"COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE)\r\n\r\n10112  00\r\n",
        "CMS's list of counties",
    ),
}


@pytest.mark.parametrize(("name", "content", "words"), NAMED.values(), ids=NAMED)
def test_what_is_no_table_is_named_for_what_it_is(
    name: str, content: bytes, words: str, imports: Imports, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CmsFileError) as caught:
        imports.add(path)
    assert str(caught.value).startswith(name)
    assert words in str(caught.value)


def test_where_to_get_the_files_is_in_one_place() -> None:
    addresses = [page.address for page in ALL_PAGES]
    assert len(addresses) == len(set(addresses)) == 5
    assert all(address.startswith("www.cms.gov/medicare/") for address in addresses)


def test_which_parts_are_in_is_a_fact(
    imports: Imports, imported: Path, database: Path, tmp_path: Path
) -> None:
    said = []
    for part in (4, 3, 2, 1):
        path = tmp_path / f"ccipra-v330r0-f{part}.TXT"
        path.write_text(pair_edits([("10000", f"1000{part}", "20270101", "*", "1")], part))
        said.append(imports.add(path).summary.partition(". ")[2])
        with closing(Reference(database, imported)) as both:
            parts = both.edits.pair_parts["NCCI 2027 Q1"]
        assert part in parts.loaded
    assert said == [
        "Still to import: parts f1 and f2.",
        "Still to import: parts f1 and f2.",
        "Still to import: part f1.",
        "",
    ]
    assert (parts.loaded, parts.missing) == ((1, 2, 3, 4), ())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "ccipra-v300r0-f1.txt",
            pair_edits(PAIRS),
            "begins on 2024-01-01 by its name, but has an edit from",
        ),
        (LIMITS, text([*unit_limits({"97110": 6}), ["97110", "4", "3", ""]]), "lists 97110 twice"),
        (LIMITS, text([*unit_limits({}), ["97110", "9" * 5000, "3", ""]]), "no number of units"),
        (LIMITS, text([*unit_limits({}), ["97110", "\u00b2", "3", ""]]), "no number of units"),
        (LIMITS, text([*unit_limits({}), ["97110", "-4", "3", ""]]), "no number of units"),
        (LIMITS, text([*unit_limits({}), ["L0001", "4", "7", ""]]), "no adjudication indicator"),
    ],
)
def test_what_cannot_be_right_is_refused(
    name: str, content: str, words: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(CmsFileError, match=words):
        imports.add(path)
    assert not imported.exists()


def test_the_quarter_is_that_of_the_newest_pair_of_any_code(
    imports: Imports, tmp_path: Path
) -> None:
    """That of therapy codes alone can be years older."""
    path = tmp_path / "ccipra.txt"
    path.write_text(pair_edits([*PAIRS, ("10000", "10001", "20270401", "*", "1")]))
    assert imports.add(path).summary.startswith("NCCI 2027 Q2")


def test_a_damaged_file_of_a_zip_does_not_keep_the_others_out(
    imports: Imports, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    zipped(path, {"ccipra-v330r0-f1.TXT": pair_edits(PAIRS, 1), LIMITS: "\0" * 500})
    outcomes = each(imports, path)
    assert [outcome.changed for outcome in outcomes] == [True, False]
    assert "isn't a CMS file" in outcomes[1].summary


@needs_real_files
def test_the_file_of_2023_as_published_gives_the_bundled_figures(
    imports: Imports, imported: Path, database: Path, tmp_path: Path
) -> None:
    """The file ends in Ctrl-Z, as texts of DOS do."""
    values = REAL / "more" / "PPRRVU23_JAN_no_descriptors.csv"
    rows = gpcis("GPCI2025", "RVU23D")
    indices = tmp_path / "GPCI2023.csv"
    indices.write_text(text(rows).replace("2025", "2023"))
    first, *_ = each(imports, values, indices)
    assert first.changed, first.summary
    with closing(Reference(database, imported)) as both, closing(Reference(database)) as bundled:
        (edition,) = [edition for edition in both.editions if edition.imported]
        loaded = bundled.edition_on(date(2023, 2, 1))
        assert loaded is not None
        assert edition.release == "RVU23A"
        assert edition.conversion_factor == loaded.conversion_factor
        codes = [code for code in bundled.services if bundled.figures(loaded, code)]
        found = [code for code in codes if both.figures(edition, code)]
        assert len(found) > 100
        assert all(both.figures(edition, code) == bundled.figures(loaded, code) for code in found)


@needs_real_files
def test_all_files_that_are_here_are_accepted_or_refused_for_what_they_are(
    imports: Imports, tmp_path: Path
) -> None:
    simulated = REAL / "more" / "simulated_2027"
    for name, words in {
        "medicare-ncci-2027-q1-practitioner-services-mue-table.zip": "MUE 2027-01-01: ",
        "medicare-ncci-2027q1-practitioner-ptp-edits-ccipra-v330r0-f4.zip": "NCCI 2027 Q1: ",
        "zip-code-carrier-locality-file-2027.zip": "ZIP codes 2027 quarter 1: 42,956",
        "rvu27a-with.zip": "RVU27A, released 2026-12-21",
    }.items():
        assert imports.add(simulated / name).summary.startswith(words)
    for name, words in {
        "25LOCCO.csv": "list of counties",
        "25LOCCO.txt": "list of counties",
        "ZIP5lyout.txt": "description of another file",
        "ZIP9lyout.txt": "description of another file",
    }.items():
        with pytest.raises(CmsFileError, match=words):
            imports.add(REAL / "2025" / name)
    assert header("MUE.csv")
    assert zipfile.is_zipfile(release_zip(tmp_path / "rvu.zip"))


def of(month: str, released: str, values: list[list[str]] | None = None) -> str:
    content = text(values or relative_values()).replace("July Release", f"{month} Release")
    return content.replace("06/30/2026", released)


def moved() -> str:
    """Return GPCIs that differ from others in one index of Alabama."""
    rows = gpcis()
    (alabama,) = [row for row in rows if row[1:3] == ["AL", "00"]]
    alabama[5] = "0.901"
    return text(rows)


TOGETHER: dict[str, tuple[dict[str, str], list[str]]] = {
    "a GPCI file for each": (
        {"GPCI26A.csv": text(gpcis()), "GPCI26B.csv": moved()},
        ["PPRRVU26A.csv, GPCI26A.csv", "PPRRVU26B.csv, GPCI26B.csv"],
    ),
    "one GPCI file for both": (
        {"GPCI2026.csv": text(gpcis())},
        ["PPRRVU26A.csv, GPCI2026.csv", "PPRRVU26B.csv, GPCI2026.csv"],
    ),
}


@pytest.mark.parametrize(("indices", "names"), TOGETHER.values(), ids=TOGETHER)
def test_whole_releases_chosen_together_are_taken_apart(
    indices: dict[str, str], names: list[str], imports: Imports, tmp_path: Path
) -> None:
    files = {
        "PPRRVU26A.csv": of("January", "12/29/2025"),
        "PPRRVU26B.csv": of("April", "03/20/2026"),
        **indices,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    outcomes = each(imports, *(tmp_path / name for name in reversed(files)))
    assert [(outcome.name, outcome.changed) for outcome in outcomes] == [(n, True) for n in names]
    assert {entry.release for entry in imports.entries()} == {"RVU26A", "RVU26B"}


def test_gpcis_that_may_be_of_either_release_are_not_guessed(
    imports: Imports, imported: Path, tmp_path: Path
) -> None:
    files = {
        "PPRRVU26A.csv": of("January", "12/29/2025"),
        "PPRRVU26B.csv": of("April", "03/20/2026"),
        "GPCI2026.csv": text(gpcis()),
        "GPCI2026APR.csv": moved(),
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    outcomes = each(imports, *(tmp_path / name for name in files))
    assert all("and its GPCI file" in outcome.summary for outcome in outcomes)
    assert not imported.exists()
