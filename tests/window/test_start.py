"""What the first window does not wait for: it is loaded when it is wanted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT

START = """
import json, sys
from pathlib import Path
import quarterhour.cli
from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.window import Desk
application = QApplication([])
folder = Path(sys.argv[1])
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
reference = Reference(resource_folder() / "reference.sqlite")
desk = Desk(reference, settings, folder, PracticeFiles(folder))
class Painted(QObject):
    yet = False
    def eventFilter(self, watched, event):
        self.yet = self.yet or event.type() is QEvent.Type.Paint
        return False
painted = Painted()
window = desk.open_window()
window.installEventFilter(painted)
while not painted.yet:
    application.processEvents()
print(json.dumps({
    "modules": sorted(sys.modules),
    "classes": sorted({*vars(QtGui), *vars(QtWidgets)}),
    "signatures": "QByteArray" in sys.modules["shibokensupport.signature.mapping"].type_map,
}))
"""
NOT_LOADED = (
    "quarterhour.assess",
    "quarterhour.assessment",
    "quarterhour.claims.actions",
    "quarterhour.claims.coded",
    "quarterhour.claims.hints.hint",
    "quarterhour.claims.hints.words",
    "quarterhour.claims.judged",
    "quarterhour.cli.assess",
    "quarterhour.cli.explain",
    "quarterhour.cli.fees",
    "quarterhour.cli.import_files",
    "quarterhour.cli.self_check",
    "quarterhour.day",
    "quarterhour.entry.assessed",
    "quarterhour.entry.day_outcome",
    "quarterhour.entry.explained",
    "quarterhour.entry.fee_entries",
    "quarterhour.entry.kept_draft",
    "quarterhour.entry.pasting",
    "quarterhour.entry.templates",
    "quarterhour.entry.ties",
    "quarterhour.entry.to_settle",
    "quarterhour.entry.visit_edits",
    "quarterhour.fees.payment",
    "quarterhour.guide",
    "quarterhour.pricing",
    "quarterhour.reference.cms",
    "quarterhour.reference.digest",
    "quarterhour.reference.fee_table",
    "quarterhour.reference.held_amounts",
    "quarterhour.reference.importing",
    "quarterhour.report.visit_summary",
    "quarterhour.report.compared_fees",
    "quarterhour.report.document",
    "quarterhour.report.item_24",
    "quarterhour.report.payment_steps",
    "quarterhour.report.pdf",
    "quarterhour.report.plain_text",
    "quarterhour.report.ruler.svg",
    "quarterhour.statements",
    "quarterhour.units.count",
    "quarterhour.units.words",
    "quarterhour.window.details",
    "quarterhour.window.fees",
    "quarterhour.window.first_run",
    "quarterhour.window.help",
    "quarterhour.window.output",
    "quarterhour.window.panels.payment_steps",
    "quarterhour.window.panels.row_explanation",
    "quarterhour.window.panels.settle_item",
    "quarterhour.window.panels.step_tree",
    "quarterhour.window.prompts",
    "csv",
    "hashlib",
    "html",
    "platform",
    "uuid",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
)

# What its frame does not wait for, either.
NOT_IN_FRAME = (
    "quarterhour.entry.day_session",
    "quarterhour.entry.documents",
    "quarterhour.entry.session",
    "quarterhour.reference.records",
    "quarterhour.reference.store",
    "quarterhour.window.desk",
    "quarterhour.window.header",
    "quarterhour.window.panels",
    "quarterhour.window.parts",
    "quarterhour.window.table",
    "quarterhour.window.visits",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a fresh program has loaded once its first window is painted."""
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path_factory.mktemp("settings"))],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", NOT_LOADED)
def test_a_module_waits_until_it_is_asked_for(name: str, loaded: dict[str, Any]) -> None:
    assert [found for found in loaded["modules"] if f"{found}.".startswith(f"{name}.")] == []


def test_each_of_these_modules_is_there() -> None:
    ours = [
        name.replace(".", "/")
        for name in (*NOT_LOADED, *NOT_IN_FRAME)
        if name.startswith("quarterhour")
    ]
    for name in ours:
        path = Path(ROOT / "desktop" / name)
        assert path.is_dir() or path.with_suffix(".py").is_file()


@pytest.mark.parametrize(
    "name",
    ["QAccessible", "QDialogButtonBox", "QMessageBox", "QTextBrowser", "QTreeWidget", "QWizard"],
)
def test_no_class_of_qt_is_loaded_in_vain(name: str, loaded: dict[str, Any]) -> None:
    assert "QTableView" in loaded["classes"]
    assert name not in loaded["classes"]


def test_no_signature_of_qt_is_worked_out(loaded: dict[str, Any]) -> None:
    assert not loaded["signatures"]


FRAME = """
import json, sys
from pathlib import Path
from quarterhour import cli, resources
from quarterhour.window.application import QApplication, run
resources.program_folder = lambda: Path(sys.argv[1])
def load():
    (window,) = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    print(json.dumps({"modules": sorted(sys.modules), "painted": window.painted}))
    raise LookupError("there are no fees")
try:
    run(load)
except LookupError as error:
    QApplication.processEvents()
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    print(json.dumps([str(error), len(shown)]))
"""


@pytest.fixture(scope="module")
def of_frame(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What a program has loaded as its frame is shown, and how it ends without fees."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "portable.txt").touch()
    done = subprocess.run(
        [sys.executable, "-c", FRAME, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("name", NOT_IN_FRAME)
def test_the_frame_is_shown_before_its_parts_are_loaded(name: str, of_frame: list[Any]) -> None:
    frame, _ = of_frame
    assert frame["painted"]
    assert "quarterhour.window.main_window" in frame["modules"]
    assert [found for found in frame["modules"] if f"{found}.".startswith(f"{name}.")] == []


def test_a_frame_without_fees_is_closed(of_frame: list[Any]) -> None:
    assert of_frame[1] == ["there are no fees", 0]


EARLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from quarterhour.window.application import Application
application = Application(sys.argv)
for name in ("a", "b", "c"):
    if name == "c":
        application.open_files_with(lambda path: print(path.name))
    application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(f"/{name}")))
"""


def test_files_that_come_before_the_window_are_opened_in_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["a", "b", "c"]
