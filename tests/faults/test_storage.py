"""A full disk, a locked or damaged database, two programs at once, odd names and clocks."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from builders import ROOT, SAMPLES
from downloads import release_zip, text, zip_codes
from quarterhour.cli import editions
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.reference.importing import imports as storing


@pytest.fixture
def imports(database: Path, tmp_path: Path) -> Imports:
    return Imports(tmp_path / "imported.sqlite", Reference(database).services)


FULL = """
import resource, signal, sys
from pathlib import Path
from quarterhour.whole_file import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), b"n" * 100_000)
except OSError as error:
    sys.exit(f"not saved: {error}")
"""


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    """No file may grow beyond 4 kB, as on a disk that is full."""
    path = tmp_path / "visit.quarterhour"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "not saved: " in done.stderr
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_locked_database_is_said_and_nothing_changes(
    imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = release_zip(tmp_path / "rvu.zip")
    imports.add(release)
    monkeypatch.setattr(storing, "_WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(tmp_path / "imported.sqlite")) as other:
        other.execute("begin exclusive")
        for use in (
            lambda: imports.add(release),
            imports.entries,
            lambda: imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU26C"),
        ):
            with pytest.raises(CmsFileError, match="Another Quarterhour window is importing"):
                use()
        other.rollback()
    assert not imports.add(release).changed


def test_a_locked_database_is_not_called_damaged(
    database: Path, imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.add(release_zip(tmp_path / "rvu.zip"))
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "timeout": 0.05}))
    with closing(real(tmp_path / "imported.sqlite")) as other:
        other.execute("begin exclusive")
        both = Reference(database, tmp_path / "imported.sqlite")
        assert "in use by another program" in both.problem
        assert len(both.editions) == 8


def test_one_that_is_locked_meanwhile_ends_no_list_of_editions(
    database: Path, imports: Imports, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "imported.sqlite"
    imports.add(release_zip(tmp_path / "rvu.zip"))
    with closing(Reference(database, path)) as both, closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        assert editions.run(argparse.Namespace(), both) == 0
    assert "from rvu.zip" in capfd.readouterr().out


@pytest.mark.parametrize("damage", ["all", "tail", "emptied"])
def test_a_damaged_database_is_kept_aside_by_the_next_import(
    damage: str, database: Path, imports: Imports, tmp_path: Path
) -> None:
    """And what was set aside earlier on the same day stays, too."""
    path = tmp_path / "imported.sqlite"
    for again in ("", "-2"):
        imports.add(release_zip(tmp_path / "rvu.zip"))
        content = bytearray(path.read_bytes())
        rest = slice(0 if damage == "all" else len(content) // 2, None, 3)
        content[rest] = again[-1:].encode() * len(content[rest]) or bytes(len(content[rest]))
        damaged = b"" if damage == "emptied" else bytes(content)
        path.write_bytes(damaged)
        assert "imported.sqlite is damaged" in Reference(database, path).problem
        outcome = imports.add(release_zip(tmp_path / "rvu.zip"))
        assert outcome.changed
        aside = path.with_name(f"imported.damaged-{date.today()}{again}.sqlite")
        assert f"saved as {aside.name}" in outcome.summary
        assert aside.read_bytes() == damaged
        assert len(Reference(database, path).editions) == 9
    assert len(list(tmp_path.glob("imported.damaged-*"))) == 2


def test_a_folder_of_its_name_is_damage_too(
    database: Path, imports: Imports, tmp_path: Path
) -> None:
    path = tmp_path / "imported.sqlite"
    path.mkdir()
    (path / "letter.txt").write_text("Dear colleague")
    assert "imported.sqlite is damaged (it is a folder)" in Reference(database, path).problem
    with pytest.raises(CmsFileError, match="is damaged"):
        imports.entries()
    assert "saved as" in imports.add(release_zip(tmp_path / "rvu.zip")).summary
    (aside,) = tmp_path.glob("imported.damaged-*.sqlite")
    assert [each.name for each in aside.iterdir()] == ["letter.txt"]
    assert Reference(database, path).problem == ""


def test_a_first_import_that_fails_leaves_nothing_damaged(
    database: Path, imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first moment there is a whole database, in which nothing is."""
    monkeypatch.setattr(storing, "_delete", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imports.add(release_zip(tmp_path / "rvu.zip"))
    assert Reference(database, tmp_path / "imported.sqlite").problem == ""
    assert imports.entries() == []


def run(*arguments: str, home: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command line as another user would."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "desktop"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "quarterhour", *arguments]
    return subprocess.run(
        command, env=environment, cwd=home, input=stdin, capture_output=True, check=False
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of someone whose name is not ASCII, with spaces and marks that URIs use."""
    folder = tmp_path / "Zo\u00eb M\u00fcller #1 100%? \u2603"
    folder.mkdir()
    return folder


def test_a_name_with_spaces_and_other_letters(home: Path, tmp_path: Path) -> None:
    zips = tmp_path / "ZIP5 f\u00fcr 2027.csv"
    zips.write_text(text(zip_codes("20271")))
    done = run("import", str(zips), home=home)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"ZIP codes 2027 quarter 1" in run("editions", home=home).stdout
    sample = (SAMPLES / "tie.quarterhour").read_bytes()
    assert json.loads(run("assess", "-", "--format", "json", home=home, stdin=sample).stdout)


def test_two_programs_import_at_once(home: Path, tmp_path: Path) -> None:
    release = release_zip(tmp_path / "rvu26c.zip")
    zips = tmp_path / "zips.csv"
    zips.write_text(text(zip_codes("20271")))
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT / "desktop")}
    environment.pop("XDG_DATA_HOME", None)
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "quarterhour", "import", str(path)], env=environment
        )
        for path in (release, zips)
    ]
    assert [each.wait() for each in both] == [0, 0]
    listed = run("editions", home=home).stdout
    assert listed.count(b"RVU26C") > run("editions", home=home.parent).stdout.count(b"RVU26C")
    assert b"ZIP codes 2027 quarter 1" in listed


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_reading_commands_write_nothing(home: Path) -> None:
    sample = (SAMPLES / "tie.quarterhour").read_bytes()
    for arguments in (
        ("assess", "-"),
        ("assess", "-", "--format", "html"),
        ("fees", "97110"),
        ("locality", "33101"),
        ("editions",),
        ("explain", "97110"),
        ("payers",),
        ("payers", "nc-workers-comp"),
    ):
        assert run(*arguments, home=home, stdin=sample).returncode == 0
    assert files(home) == set()
