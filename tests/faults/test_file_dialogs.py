"""The dialogs for files write nothing of their own, and remember nothing that cannot be cleared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import ROOT
from quarterhour.window.prompts import chosen, file_dialog
from quarterhour.window.words import Title

SCRIPT = Path(__file__).with_name("dialogs.py")
SECRET = "Jane Doe's folder"


def went_through(home: Path, *portable: Path) -> tuple[list[str], set[str]]:
    """Return where each dialog began, and every file that lies in a home then."""
    for name in (SECRET, "Documents", "Downloads"):
        (home / name).mkdir(parents=True)
    environment = {
        "FONTCONFIG_FILE": os.environ["FONTCONFIG_FILE"],
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("desktop", "tests")),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(home / SECRET), *map(str, portable)],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    files = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    return done.stdout.splitlines(), files


SAVED = {f"{SECRET}/visit.quarterhour", f"{SECRET}/sheet.html"}


def test_they_write_nothing_of_their_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    began, files = went_through(home)
    settings = ".config/Quarterhour/Quarterhour.conf"
    assert files == {*SAVED, settings}
    assert began == [
        *(str(home / "Documents"), str(home / SECRET), str(home / SECRET)),
        *(str(home / "Downloads"), str(home / "Downloads"), str(home / "Documents")),
    ]
    assert b"Jane" not in (home / settings).read_bytes(), "the list is cleared"


def test_those_of_a_portable_program_neither(tmp_path: Path) -> None:
    home = tmp_path / "home"
    stick = home / "stick"
    stick.mkdir(parents=True)
    (stick / "portable.txt").touch()
    _, files = went_through(home, stick)
    settings = "stick/Quarterhour data/settings.ini"
    assert files == {*SAVED, "stick/portable.txt", settings}
    assert b"Jane" not in (home / settings).read_bytes()


@pytest.mark.parametrize("before", [{}, {"lastVisited": "file:///elsewhere", "viewMode": "List"}])
def test_where_qt_keeps_them_in_no_file_they_are_as_before(
    before: dict[str, str], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """As on Windows and macOS: what other programs of Qt have there stays."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key, value in before.items():
        settings.setValue(f"FileDialog/{key}", value)
    settings.setValue("Other/key", "theirs")
    (tmp_path / "a.quarterhour").touch()
    dialog = file_dialog(None, Title.OPEN_VISIT, tmp_path, "Visits (*.quarterhour)")
    dialog.selectFile(str(tmp_path / "a.quarterhour"))
    dialog.open()
    dialog.accept()
    dialog.exec = lambda: 1  # type: ignore[method-assign]
    assert chosen(dialog) == [tmp_path / "a.quarterhour"]
    settings.sync()
    kept = {key: settings.value(key) for key in settings.allKeys()}
    assert kept == {"Other/key": "theirs"} | {f"FileDialog/{key}": before[key] for key in before}
