"""What Quarterhour keeps is for its owner alone, whatever was there before and usual there."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import ROOT
from downloads import release_zip
from quarterhour.private import private_file, private_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
SESSION = (str(Path(__file__).with_name("session.py")), ".")
DATA, SETTINGS = ".local/share/Quarterhour", ".config/Quarterhour"
OTHERS = 0o077
FAILS = """
import sys
from pathlib import Path
from quarterhour.log import log_crash
from quarterhour.resources import user_folder
for _ in range(3):
    log_crash("report " * 4000, user_folder())
"""
# Work that is unsaved while Quarterhour is killed.
KILLED = """
import os, signal
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from quarterhour.reference import Reference
from quarterhour.resources import imported_database, resource_folder
from quarterhour.window import MainWindow, run
def work():
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    window.worksheet.session.change(place="33101", label="half")
    QTimer.singleShot(1500, lambda: os.kill(os.getpid(), signal.SIGKILL))
def load():
    QTimer.singleShot(0, work)
    return Reference(resource_folder() / "reference.sqlite", imported_database())
run(load)
"""
KEEPS = """
from quarterhour.entry.favorites import FAVORITES
from quarterhour.entry.own_words import OWN_WORDS
from quarterhour.entry.prices import PRICES
from quarterhour.entry.templates import TEMPLATES
from quarterhour.payers import PayerFolders
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS
from quarterhour.resources import practice_folder, resource_folder
from payers.payer_files import TENNESSEE, content
own = practice_folder() / "payers"
PayerFolders(resource_folder() / "payers", own).add(content(TENNESSEE))
PracticeFiles(practice_folder()).keep(OWN_WORDS, {"TE": "97110"})
for file in (FAVORITES, PRICES, TEMPLATES, YEARLY_AMOUNTS):
    PracticeFiles(practice_folder()).keep(file, file.usual)
"""

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run Python in a home of its own, where new files are open to everyone."""
    environment = {
        "FONTCONFIG_FILE": os.environ["FONTCONFIG_FILE"],
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("desktop", "tests")),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run_python(*arguments: str) -> int:
        return subprocess.run(
            [sys.executable, *arguments], env=environment, cwd=tmp_path, umask=0, check=False
        ).returncode

    return run_python


def open_to_others(home: Path) -> list[str]:
    """Return what others may do anything with, of what Quarterhour keeps."""
    kept = [path for top in (DATA, SETTINGS) for path in (home / top, *(home / top).rglob("*"))]
    return [
        f"{path.relative_to(home)} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in kept
        # Of one that is killed, next to the unsaved work, in its closed folder.
        if path.stat().st_mode & OTHERS and path.suffix != ".lock"
    ]


def test_everything_that_is_kept_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    release = str(release_zip(tmp_path / "rvu26c.zip"))
    assert run(*SESSION) == 0
    assert run("-m", "quarterhour", "import", release) == 0
    assert run("-c", KEEPS) == run("-c", FAILS) == 0
    assert run("-c", KILLED) == -signal.SIGKILL
    names = {path.name for top in (DATA, SETTINGS) for path in (tmp_path / top).rglob("*")}
    assert names >= {
        *("Quarterhour.conf", "imported.sqlite", "quarterhour.log", "quarterhour.log.1"),
        *("recovery", "practice", "own_words.json", "yearly_amounts.json"),
        *("favorites.json", "prices.json", "templates.json"),
        *("payers", "tn-test.2024-10-22.qhpayer"),
    }
    assert list((tmp_path / DATA / "recovery").glob("*.json"))
    assert open_to_others(tmp_path) == []


def test_what_an_earlier_version_left_open_is_closed(run: Run, tmp_path: Path) -> None:
    """Folders are closed by the next start, files when they are next written."""
    release = str(release_zip(tmp_path / "rvu26c.zip"))
    assert run("-m", "quarterhour", "import", release) == run(*SESSION) == run("-c", FAILS) == 0
    for top in (DATA, SETTINGS):
        for path in (tmp_path / top, *(tmp_path / top).rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
    assert run(*SESSION) == 0
    for folder in (DATA, SETTINGS):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
    assert run("-m", "quarterhour", "import", "--remove", "RVU26C") == run("-c", FAILS) == 0
    assert open_to_others(tmp_path) == []


def test_an_import_is_never_open_while_it_is_stored(tmp_path: Path) -> None:
    """SQLite gives its journal the rights of the database."""
    path = tmp_path / "imported.sqlite"
    private_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b""
    path.write_bytes(b"kept")
    path.chmod(0o644)
    private_file(path)
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (0o600, b"kept")


def test_a_disk_that_knows_no_rights_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick of memory, on which a portable program lies, refuses them."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    folder = tmp_path / "data"
    folder.mkdir(0o755)
    private_folder(folder)
    private_file(folder / "file")
    assert (folder / "file").exists()
