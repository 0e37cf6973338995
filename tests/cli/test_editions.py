"""`editions` tells what is in, since when, from which file, what is missing; `import --from`."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builders import pt, visit_fields
from downloads import pair_edits, zip_plus_four
from quarterhour import cli
from quarterhour.cli import editions
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.importing import Imports
from releases import release

Run = Callable[..., tuple[int, str, str]]


def missing_of(lines: list[str]) -> list[str]:
    """Return what is said to be missing, in its few words."""
    said = (line.removeprefix("Missing: ") for line in lines if line.startswith("Missing: "))
    return [each.partition(". ")[0] for each in said]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "imported.sqlite"


@pytest.fixture
def run(
    database: Path,
    imported: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    folder = tmp_path / "resources"
    folder.mkdir()
    shutil.copy(database, folder / "reference.sqlite")
    monkeypatch.setattr("quarterhour.cli.resource_folder", lambda: folder)
    monkeypatch.setattr("quarterhour.cli.user_folder", lambda: tmp_path)
    for module in ("", ".import_files"):
        monkeypatch.setattr(f"quarterhour.cli{module}.imported_database", lambda: imported)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        status = cli.main(arguments)
        found = capfd.readouterr()
        return status, found.out, found.err

    return run_it


def test_it_tells_which_dates_each_release_prices(
    imports: Imports, run: Run, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU26B", ["33.4009"]))
    imports.add(release(tmp_path, "RVU27B", ["34.1000"]))
    imports.add(release(tmp_path, "RVU27A", ["34.0000", "34.5000"]))
    lines = run("editions")[1].splitlines()
    assert (
        "RVU26C  2026-01-01 to 2026-12-31  conversion factor 33.4009 and 33.5675  included" in lines
    )
    assert (
        "RVU26B  from 2026-04-01, not used: a newer release sets the fees  "
        "conversion factor 33.4009  imported" in lines
    )
    said = "RVU27A  2027-01-01 to 2027-03-31  conversion factor 34.0000 and 34.5000  imported"
    assert said in lines
    assert "RVU27B  2027-04-01 to 2027-12-31  conversion factor 34.1000  imported" in lines
    absent = missing_of(lines)
    assert "the qualifying APM conversion factor of RVU27B" in absent
    assert "2027 KX threshold and Part B deductible" in absent
    assert "MUE 2026-10-01  from 2026-10-01  daily limits (MUE)  included" in lines
    assert not any("RVU26B" in line for line in absent)


def test_it_tells_of_each_release_when_it_came_in_and_from_which_files(
    imports: Imports, reference: Reference, run: Run, tmp_path: Path
) -> None:
    """That of qualifying APM participants is one of them."""
    path = release(tmp_path, "RVU27A", ["34.0000", "34.5000"])
    imports.add(path)
    lines = run("editions")[1].splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("RVU27A"))
    with zipfile.ZipFile(path) as archive:
        hashes = {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()
        }
    titles = (
        *("GPCI2027.csv  GPCI 2027", "PPRRVU2027_0.csv"),
        "PPRRVU2027_1.csv  RVU27A for qualifying APM participants",
    )
    assert lines[at + 1] == f"  imported {date.today()} from rvu27a-12.zip"
    assert lines[at + 2 : at + 5] == [
        f"  {title}  sha256 {hashes[title.split()[0]]}" for title in titles
    ]
    assert not lines[at + 5].startswith(" ")
    text = "\n".join(lines)
    assert all(f"{each.file}  " in text and each.sha256 in text for each in reference.sources)
    imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    assert not any(digest in run("editions")[1] for digest in hashes.values())


def test_it_tells_which_amounts_of_a_year_are_missing(
    imports: Imports, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quarterhour.cli.practice_folder", lambda: tmp_path / "practice")
    monkeypatch.setattr("quarterhour.cli.amounts.practice_folder", lambda: tmp_path / "practice")
    missing = "Missing: 2027 KX threshold and Part B deductible"
    assert missing not in run("editions")[1]
    imports.add(release(tmp_path, "RVU27A"))
    assert missing in run("editions")[1]
    assert run("amounts", "2027", "kx=2500", "deductible=290")[0] == 0
    assert missing not in run("editions")[1]


def test_it_tells_which_parts_of_the_pairs_are_missing(
    imports: Imports, run: Run, tmp_path: Path
) -> None:
    for part in (1, 4):
        path = tmp_path / f"ccipra-v330r0-f{part}.txt"
        path.write_text(pair_edits([], part))
        imports.add(path)
    lines = run("editions")[1].splitlines()
    said = (
        "NCCI 2027 Q1  from 2027-01-01  NCCI edits  parts f1 and f4 loaded, part f2 missing  "
        "imported"
    )
    assert said in lines
    assert "the NCCI 2027 Q1 edits in part f2" in missing_of(lines)


def test_it_tells_that_the_part_of_the_edits_is_unknown(
    imports: Imports, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "edits.txt"
    path.write_text(pair_edits([("97140", "97750", "20270101", "*", "1")], 4))
    imports.add(path, practitioners=True)
    said = "NCCI 2027 Q1  from 2027-01-01  NCCI edits  part not known  imported"
    assert said in run("editions")[1].splitlines()


def test_it_tells_that_today_has_no_fee_schedule(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Missing: 2026 fees" not in run("editions")[1]

    class NextYear(date):
        @classmethod
        def today(cls) -> NextYear:
            return cls(2027, 1, 2)

    monkeypatch.setattr(editions, "date", NextYear)
    assert (
        "Missing: 2027 fees. Until then, dates in 2027 have units but no dollars."
        in run("editions")[1]
    )


def test_the_first_day_of_a_revised_release_is_told_by_an_option(run: Run, tmp_path: Path) -> None:
    assert run("import", str(release(tmp_path, "RVU27A", ["32.8409"])))[0] == 0
    revised = str(release(tmp_path, "RVU27A", ["33.9999"], released="03/11/2027"))
    status, out, err = run("import", revised)
    assert (status, out) == (1, "")
    assert "Add --from with a date from 2027-01-01 to 2027-12-31." in err
    status, out, err = run("import", revised, "--from", "2027-03-09")
    assert (status, err) == (0, "")
    assert "RVU27AR, released 2027-03-11" in out
    assert "From 2027-03-09 on" not in out
    listed = run("editions")[1]
    assert "RVU27A  2027-01-01 to 2027-03-08" in listed
    assert "RVU27AR  2027-03-09 to 2027-12-31" in listed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.zip", "--from", "soon"), "--from 'soon' isn't a date."),
        (("a.zip", "b.zip", "--from", "2027-03-09"), "Give one file"),
        (("--from", "2027-03-09"), "give the files to import"),
    ],
)
def test_a_first_day_that_cannot_be_used_is_said(
    arguments: tuple[str, ...], words: str, run: Run
) -> None:
    status, _, err = run("import", *arguments)
    assert status == 2
    assert words in err


def test_what_is_older_than_the_built_in_one_is_said_by_the_command_too(
    run: Run, tmp_path: Path
) -> None:
    out = run("import", str(release(tmp_path, "RVU26A", ["33.4009"])))[1]
    assert "This import changes no amounts. RVU26C is newer and sets the fees" in out


def test_assess_and_locality_tell_one_place_of_a_date_without_fees(
    run: Run, tmp_path: Path
) -> None:
    visit = tmp_path / "visit.json"
    fields = visit_fields(pt("97110", 30), date_of_service="2027-01-04", zip="33101")
    visit.write_text(json.dumps(fields))
    locality, name = run("locality", "33101", "--date", "2027-01-04")[1].strip().split("  ")
    said = run("assess", str(visit))[1]
    assert f"{name} ({locality})" in said
    assert "Not shown." in said


def test_zip_codes_are_said_to_be_used_for_the_dates_that_they_are_used_for(
    imports: Imports, run: Run, tmp_path: Path
) -> None:
    said = imports.add(zip_plus_four(tmp_path / "ZIP9.txt")).summary
    assert "used for dates of service in any year" in said
    lines = run("editions")[1].splitlines()
    assert any(
        line.startswith("ZIP+4 codes 2027 quarter 1  from 2027-01-01 and before") for line in lines
    )
