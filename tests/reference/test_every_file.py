"""Every file that lies beside the clone, in every form: imported, or refused in a sentence."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from builders import ROOT
from downloads import zipped
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports, Outcome
from workbooks import shared_texts

CMS = ROOT.parent / "shared" / "cms"
pytestmark = pytest.mark.skipif(not CMS.is_dir(), reason="CMS's files are not beside this clone")
SIMULATED = "more/simulated_2027"
NONE = "isn't a file that Quarterhour imports"
NEEDS_BOTH = "A fee schedule needs a relative value file (PPRRVU) and its GPCI file"
COUNTIES = "counties by locality, which is already included"
LAYOUT = "CMS's description of another file"
RVU27A = "RVU27A, released 2026-12-21: 145 therapy codes, out of 17,096 codes in the file, 109"
PRICES_NOTHING = "This import changes no amounts. "

# What each says; of those that begin with a release, it is imported.
SAID = {
    "SOURCES.md": LAYOUT,  # it tells of all of them
    "2020-2024/gpci_2020_2024.csv": NONE,
    "2020-2024/therapy_rvu_2020_2024.csv": NONE,
    "2025/25LOCCO.csv": COUNTIES,
    "2025/25LOCCO.txt": COUNTIES,
    "2025/GPCI2025.csv": NEEDS_BOTH,
    "2025/PPRRVU2025_Oct.csv": NEEDS_BOTH,
    "2025/ZIP5lyout.txt": LAYOUT,
    "2025/ZIP9lyout.txt": LAYOUT,
    "2026/GPCI2026.csv": NEEDS_BOTH,
    "2026/PPRRVU2026_Jul_nonQPP.csv": NEEDS_BOTH,
    "2026/ZIP5_JAN2026.csv": "ZIP codes 2026 quarter 1: 42,956 ZIP codes; 581 are in",
    "2026/ZIP5_JAN2026.xlsx": "ZIP codes 2026 quarter 1: 42,956 ZIP codes; 581 are in",
    "2026/rvu26D_core_national_rates.csv": NONE,
    "2026/therapy_rvu_2026C_nonQPP.csv": NONE,
    "more/GPCI2023_from_arkrvu.csv": NEEDS_BOTH,
    "more/PPRRVU23_JAN_no_descriptors.csv": NEEDS_BOTH,
    "more/mue_practitioner_2026Q4_therapy.csv": NONE,
    "more/rvu26D_nonQPP_therapy.csv": NONE,
    "more/therapy_rvu_2020_2024_strapping_and_candidates.csv": NONE,
    f"{SIMULATED}/medicare-ncci-2027-q1-practitioner-services-mue-table.zip": "MUE 2027-01-01: 139",
    f"{SIMULATED}/medicare-ncci-2027q1-practitioner-ptp-edits-ccipra-v330r0-f4.zip": (
        "NCCI 2027 Q1: 550 edits of therapy codes, 418 in force. CMS withdrew 95 before they took "
        "effect. Still to import: parts f1 and f2."
    ),
    f"{SIMULATED}/rvu26b.zip": PRICES_NOTHING,
    f"{SIMULATED}/rvu27a-both.zip": RVU27A,
    f"{SIMULATED}/rvu27a-plain.zip": RVU27A,
    f"{SIMULATED}/rvu27a-with.zip": "only with the 1.0 floor, so the amounts use the floor",
    f"{SIMULATED}/rvu27a-without.zip": RVU27A,
    f"{SIMULATED}/rvu27ar.zip": "From which date of service does it apply?",
    f"{SIMULATED}/zip-code-carrier-locality-file-2027.zip": "ZIP codes 2027 quarter 1: 42,956",
    "ncci/MCR_MUE_PractitionerServices_Eff_04-01-2026.csv": "MUE 2026-04-01: 139",
    "ncci/mue_practitioner_2026Q3_Q4_core_subset.csv": NONE,
    "ncci/mue_practitioner_therapy_2026Q2.csv": NONE,
    "ncci/ptp_practitioner_2026Q4_v323_core_subset.csv": NONE,
    "ncci/ptp_practitioner_therapy_2024Q3_v302.csv": NONE,
    "oracle/payment_amounts_2025A.csv": NONE,
}
REFUSED = (NONE, NEEDS_BOTH, COUNTIES, LAYOUT, SAID[f"{SIMULATED}/rvu27ar.zip"])

Import = Callable[..., list[Outcome]]


@pytest.fixture
def outcomes(reference: Reference, tmp_path: Path) -> Import:
    imports = Imports(tmp_path / "imported.sqlite", reference.services, reference.bundled)
    return lambda *files: list(imports.add_each(files, lambda _what, _percent: None))


def test_every_file_has_its_line() -> None:
    there = {path.relative_to(CMS).as_posix() for path in CMS.rglob("*") if path.is_file()}
    assert there == SAID.keys()


@pytest.mark.parametrize(("name", "said"), SAID.items(), ids=SAID)
def test_a_file_alone(name: str, said: str, outcomes: Import) -> None:
    (found,) = outcomes(CMS / name)
    assert said in found.summary
    assert found.refused == (said in REFUSED)
    assert found.changed != found.refused


TOGETHER: dict[str, tuple[Sequence[str], str, bool]] = {
    "RVU26C": (("2026/PPRRVU2026_Jul_nonQPP.csv", "2026/GPCI2026.csv"), "RVU26C, released", True),
    "RVU25D": (("2025/PPRRVU2025_Oct.csv", "2025/GPCI2025.csv"), "RVU25D, released", True),
    "RVU23A": (
        ("more/PPRRVU23_JAN_no_descriptors.csv", "more/GPCI2023_from_arkrvu.csv"),
        PRICES_NOTHING,
        True,
    ),
    "two years": (
        ("2026/PPRRVU2026_Jul_nonQPP.csv", "2025/GPCI2025.csv"),
        "The relative values are for 2026, and the GPCIs for 2025",
        False,
    ),
}


def as_they_are(files: list[Path], folder: Path) -> list[Path]:
    return files


def zipped_together(files: list[Path], folder: Path) -> list[Path]:
    return [zipped(folder / "rvu.zip", {each.name: each.read_bytes() for each in files})]


def in_a_folder(files: list[Path], folder: Path) -> list[Path]:
    target = folder / "unpacked" / "RVU"
    target.mkdir(parents=True)
    for each in files:
        shutil.copy(each, target)
    return [folder / "unpacked"]


def rewritten(change: Callable[[str], str], encoding: str = "latin-1") -> Callable[..., list[Path]]:
    def write(files: list[Path], folder: Path) -> list[Path]:
        for each in files:
            plain = each.read_bytes().decode("latin-1").replace("\r\n", "\n").rstrip("\x1a\n")
            (folder / each.name).write_bytes(change(plain).encode(encoding))
        return [folder / each.name for each in files]

    return write


def as_workbooks(files: list[Path], folder: Path) -> list[Path]:
    made = []
    for each in files:
        with each.open(encoding="latin-1", newline="") as file:
            rows = [[cell.rstrip("\x1a") for cell in row] for row in csv.reader(file)]
        made.append(shared_texts(folder / f"{each.stem}.xlsx", rows))
    return made


FORMS: dict[str, Callable[[list[Path], Path], list[Path]]] = {
    "as they are": as_they_are,
    "zip": zipped_together,
    "folder": in_a_folder,
    "CRLF": rewritten(lambda text: text.replace("\n", "\r\n") + "\r\n"),
    "LF": rewritten(lambda text: text + "\n"),
    "CR": rewritten(lambda text: text.replace("\n", "\r") + "\r"),
    "no last end": rewritten(lambda text: text),
    "blank ends": rewritten(lambda text: text + "\n\n\n"),
    "BOM": rewritten(lambda text: text + "\n", "utf-8-sig"),
    "UTF-16": rewritten(lambda text: text + "\n", "utf-16"),
    "^Z": rewritten(lambda text: text + "\n\x1a,,,\n"),
    "xlsx": as_workbooks,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("names", "said", "imported"), TOGETHER.values(), ids=TOGETHER)
def test_files_of_a_release_in_every_form(
    names: Sequence[str],
    said: str,
    imported: bool,
    form: Callable[[list[Path], Path], list[Path]],
    outcomes: Import,
    tmp_path: Path,
) -> None:
    (found,) = outcomes(*form([CMS / name for name in names], tmp_path))
    assert said in found.summary
    assert found.changed == imported


TABLES = ("2026/ZIP5_JAN2026.csv", "ncci/MCR_MUE_PractitionerServices_Eff_04-01-2026.csv")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_in_every_form(
    name: str,
    form: Callable[[list[Path], Path], list[Path]],
    outcomes: Import,
    tmp_path: Path,
) -> None:
    (found,) = outcomes(*form([CMS / name], tmp_path))
    assert SAID[name] in found.summary
    assert found.changed


def test_all_of_them_at_once(outcomes: Import) -> None:
    """The folder as it lies there: what can be is imported, whatever lies beside it."""
    found = outcomes(CMS / SIMULATED)
    assert len(found) == 9
    assert [each.name for each in found if each.refused] == ["rvu27ar.zip"]
    assert any(each.first_day for each in found)
