"""What an import changes in the window that it was opened from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from builders import pt, visit_fields
from downloads import gpcis, relative_values, release_zip, text
from quarterhour.reference import Reference
from quarterhour.visit import visit_from
from quarterhour.window.imports import ImportsDialog
from window.person import Person, desk_on


def test_an_import_prices_the_visit_in_the_window_at_once(
    qtbot: QtBot, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data" / "imported.sqlite"
    monkeypatch.setattr("quarterhour.window.commands.imported_database", lambda: path)
    visit = visit_from(visit_fields(pt("97110", 15), date_of_service="2027-03-01"))
    window = desk_on(Reference(database, path), tmp_path).make_window(visit)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    person = Person(window)
    assert "import the year's RVU release zip" in person.hints()[0]
    person.press(Qt.Key.Key_I, modifier=Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(ImportsDialog)
    values = text(relative_values(factor="34.0000")).replace("2026", "2027")
    release = release_zip(
        tmp_path / "rvu27a.zip",
        values.replace("July Release", "January Release"),
        text(gpcis()).replace("2026", "2027"),
    )
    with qtbot.waitSignal(dialog.changed, timeout=20_000):
        dialog.import_files([release])
    assert person.cell(0, "allowed") == "$29.58"
    assert person.hints() == []


def test_a_damaged_import_is_said_when_the_window_opens(
    qtbot: QtBot, database: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "imported.sqlite"
    damaged.write_bytes(b"not a database" * 1000)
    window = desk_on(Reference(database, damaged), tmp_path).make_window()
    qtbot.addWidget(window)
    assert any("is damaged" in label.text() for label in window.findChildren(QLabel))
