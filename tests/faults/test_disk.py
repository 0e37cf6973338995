"""A disk that is full, a home that cannot be written, and where the program writes at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builders import SAMPLES
from downloads import release_zip, text, zip_codes
from faults.confined import Done, needs_namespace, on_a_disk_of, quoted, read_only, read_only_but

pytestmark = needs_namespace
PROGRAM = quoted(sys.executable, "-m", "quarterhour")
SESSION = quoted(sys.executable, Path(__file__).with_name("session.py"))
TIE = quoted(SAMPLES / "tie.quarterhour")
KILOBYTES = 20_000
FILL = f"dd if=/dev/zero of=filler bs=1k count={KILOBYTES} 2> /dev/null || true"
PRICED = "3 $58.89"
READING = (
    *("fees 97110", "locality 33101", "editions", "explain 97110"),
    *(f"assess {TIE} --format {form}" for form in ("text", "json", "csv", "html", "pdf")),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def words(done: Done) -> str:
    """Return what was said of errors, Qt's remark on its screen without windows apart."""
    lines = done.stderr.splitlines()
    return "\n".join(line for line in lines if "propagateSizeHints" not in line)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_window_on_a_full_disk_says_so_and_keeps_the_visit(home: Path) -> None:
    done = on_a_disk_of(KILOBYTES, home, f"{FILL}\n{SESSION} .\nls")
    assert (done.returncode, words(done)) == (0, "")
    assert done.stdout.splitlines() == [
        "Couldn't save visit.quarterhour: No space left on device. Your visit is still open.",
        "Couldn't export sheet.pdf: No space left on device.",
        PRICED,
        "filler",
    ]


def test_a_full_disk_keeps_the_files_that_were_there(home: Path) -> None:
    before = f"{SESSION} .\nsha256sum visit.quarterhour sheet.pdf > sums\n{FILL}"
    done = on_a_disk_of(KILOBYTES, home, f"{before}\n{SESSION} .\nsha256sum -c sums")
    assert (done.returncode, words(done)) == (0, "")
    assert "Couldn't save visit.quarterhour" in done.stdout
    assert "visit.quarterhour: OK\nsheet.pdf: OK" in done.stdout


def test_an_import_on_a_full_disk_changes_nothing(home: Path, tmp_path: Path) -> None:
    zips, release = tmp_path / "zips.csv", release_zip(tmp_path / "rvu26c.zip")
    zips.write_text(text(zip_codes("20271")))
    done = on_a_disk_of(
        KILOBYTES,
        home,
        f"""
        {PROGRAM} import {quoted(zips)}
        {FILL}
        {PROGRAM} import {quoted(release)} || echo "status $?"
        {PROGRAM} editions
        """,
    )
    assert done.returncode == 0
    (said,) = words(done).splitlines()
    assert "Couldn't save the import: " in said
    assert said.endswith("Nothing changed.")
    assert "status 1\n" in done.stdout
    assert "ZIP codes 2027 quarter 1" in done.stdout


def test_an_answer_that_cannot_be_written_is_said(home: Path) -> None:
    done = on_a_disk_of(KILOBYTES, home, f"{FILL}\n{PROGRAM} assess {TIE} -o out.html || ls")
    assert words(done) == "quarterhour: can't write out.html: No space left on device."
    assert done.stdout == "filler\n"


@pytest.mark.parametrize("command", ["assess " + TIE, "editions", "assess --lines < " + TIE])
def test_a_full_standard_output_is_said(command: str, home: Path) -> None:
    done = read_only(home, f"{PROGRAM} {command} > /dev/full")
    assert done.returncode == 2
    assert words(done) == "quarterhour: can't write the result: No space left on device."


@pytest.mark.parametrize("command", READING)
def test_reading_needs_no_folder_to_write_to(command: str, home: Path) -> None:
    done = read_only(home, f"{PROGRAM} {command}")
    assert (done.returncode, words(done)) == (0, "")
    assert done.stdout


def test_a_check_without_a_temporary_folder_says_what_it_could_not_try(home: Path) -> None:
    done = read_only(home, f"{PROGRAM} self-check")
    assert done.returncode == 1
    assert words(done).startswith("quarterhour: Couldn't test the window: no temporary folder")


def test_a_window_in_a_read_only_home_says_what_it_cannot_keep(home: Path) -> None:
    done = read_only(home, f"{SESSION} .")
    assert (done.returncode, words(done)) == (0, "")
    assert done.stdout.splitlines() == [
        "Couldn't save visit.quarterhour: Read-only file system. Your visit is still open.",
        "Couldn't export sheet.pdf: Read-only file system.",
        PRICED,
    ]


def test_an_import_into_a_read_only_home_is_said(home: Path, tmp_path: Path) -> None:
    release = release_zip(tmp_path / "rvu26c.zip")
    done = read_only(home, f"{PROGRAM} import {quoted(release)}")
    assert done.returncode == 1
    (said,) = words(done).splitlines()
    assert "Couldn't save the import: " in said


def test_a_damaged_database_in_a_read_only_home_is_said(home: Path, tmp_path: Path) -> None:
    release = release_zip(tmp_path / "rvu26c.zip")
    data = home / ".local" / "share" / "Quarterhour"
    data.mkdir(parents=True)
    (data / "imported.sqlite").write_bytes(b"not a database" * 1000)
    done = read_only(home, f"{PROGRAM} import {quoted(release)}")
    assert done.returncode == 1
    assert "are damaged, and" in words(done).splitlines()[-1]
    assert "couldn't be renamed: Read-only file system. Nothing changed." in done.stderr


def test_nothing_is_written_outside_the_programs_folders(home: Path, tmp_path: Path) -> None:
    """Everything else is read-only: what lies in the home is all that was written."""
    release = release_zip(tmp_path / "rvu26c.zip")
    (home / "Documents").mkdir()
    done = read_only_but(
        home,
        f"""
        {SESSION} Documents
        {PROGRAM} import {quoted(release)}
        {PROGRAM} assess {TIE} -o Documents/day.html
        {PROGRAM} self-check
        """,
    )
    assert (done.returncode, words(done)) == (0, "")
    assert f"saved\nExported sheet.pdf to Documents.\n{PRICED}\n" in done.stdout
    assert files(home) == {
        ".config/Quarterhour/Quarterhour.conf",
        ".local/share/Quarterhour/imported.sqlite",
        "Documents/visit.quarterhour",
        "Documents/sheet.pdf",
        "Documents/day.html",
    }
