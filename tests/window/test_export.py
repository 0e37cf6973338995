"""Files for others: the same bytes as the command line writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from quarterhour.report.formats import FORMATS, formats_of_visit
from quarterhour.report.item_24 import claim_csv
from quarterhour.report.visit_of_day import VisitOfDay
from quarterhour.visit import Visit
from quarterhour.window import prompts
from quarterhour.window.output import KINDS, filters_of
from quarterhour.window.prompts import save_dialog
from quarterhour.window.words import Command, Title
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def export(person: Person, path: Path | None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda *_: path)
    person.press(Qt.Key.Key_E, modifier=KEYS)
    return person.says("Message")


@pytest.fixture
def person(opened: Open, visit: Make) -> Person:
    return opened(visit({"code": "97110", "therapist_minutes": 33}, label="=HYPERLINK(1)"))


@pytest.mark.parametrize(
    ("ending", "form"), [("html", "html"), ("csv", "csv"), ("txt", "text"), ("json", "json")]
)
def test_a_file_is_what_the_command_line_writes(
    ending: str, form: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"sheet.{ending}"
    assert export(person, path, monkeypatch) == f"Exported sheet.{ending} to {tmp_path}."
    assessment = person.window.worksheet.session.outcome.assessment
    assert assessment is not None
    assert path.read_bytes() == formats_of_visit(VisitOfDay(), detailed=False)[form](assessment)
    brief = path.read_bytes()
    person.choose(Command.DETAILED)
    export(person, path, monkeypatch)
    assert path.read_bytes() == FORMATS[form](assessment)
    assert (path.read_bytes() == brief) == (form != "html")


def test_a_pdf_is_written(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(person, tmp_path / "sheet.PDF", monkeypatch)
    assert (tmp_path / "sheet.PDF").read_bytes().startswith(b"%PDF-")


def test_an_ending_that_is_not_known_is_said(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = export(person, tmp_path / "sheet.docx", monkeypatch)
    assert "must end in one of .pdf, .html" in said
    assert not (tmp_path / "sheet.docx").exists()


def test_a_file_that_cannot_be_written_is_said(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Couldn't export a.html" in export(person, tmp_path / "none" / "a.html", monkeypatch)


def test_nothing_is_written_where_nothing_is_typed(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nothing to export yet" in export(opened(), tmp_path / "a.html", monkeypatch)


def test_no_cell_of_the_csv_is_a_formula(person: Person) -> None:
    assessment = person.window.worksheet.session.outcome.assessment
    assert assessment is not None
    rows = csv.reader(io.StringIO(claim_csv(assessment)))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]


@pytest.mark.parametrize("ending", ["pdf", "csv"])
def test_a_name_without_an_ending_is_asked_about_as_well(
    ending: str, qtbot: QtBot, tmp_path: Path
) -> None:
    """The ending was put on after the question, and a file of that name was written over."""
    # Qt keeps the folders that a dialog has shown in settings of its own.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    kept = tmp_path / f"day.{ending}"
    kept.write_text("kept")
    dialog = save_dialog(None, Title.EXPORT, tmp_path / "Day sheet.pdf", filters_of(KINDS))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    chosen = next(kind for kind in dialog.nameFilters() if f"*.{ending}" in kind)
    dialog.selectNameFilter(chosen)
    dialog.filterSelected.emit(chosen)
    dialog.selectFile(str(tmp_path / "day"))
    asked: list[QMessageBox] = []

    def refuse() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box)
        box.button(QMessageBox.StandardButton.No).click()

    QTimer.singleShot(0, refuse)
    dialog.accept()
    assert len(asked) == 1
    assert dialog.result() == QFileDialog.DialogCode.Rejected
    assert dialog.selectedFiles() == [str(kept)]


@pytest.mark.parametrize(
    "command",
    [
        *(Command.EXPORT, Command.PRINT, Command.PREVIEW),
        *(Command.COPY_CLAIM_LINES, Command.COPY_CLAIM_CSV),
    ],
)
def test_nothing_leaves_the_window_while_a_row_is_left_out(
    command: Command, person: Person
) -> None:
    QApplication.clipboard().setText("before")
    person.select(1, "service").types("PROM").press(Qt.Key.Key_Tab)
    person.choose(command)
    assert person.window.messages.text.startswith(
        "Not copied, printed, or exported yet: row 2 can't be read and would be missing. "
        "Row 2, service: "
    )
    assert QApplication.clipboard().text() == "before"


def test_what_is_copied_is_told_with_what_would_be_denied(opened: Open, visit: Make) -> None:
    empty = opened()
    empty.choose(Command.COPY_CLAIM_LINES)
    assert empty.says("Nothing to copy") == "Nothing to copy"
    pair = [{"code": code, "therapist_minutes": 15} for code in ("97530", "97750")]
    person = opened(visit(*pair))
    person.choose(Command.COPY_CLAIM_LINES)
    said = "2 claim lines copied, 1 denied as entered"
    assert person.says(said) == said


def test_an_export_begins_where_the_file_is_else_where_one_was_last(
    opened: Open, visit: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(
        prompts, "ask_where_to_export", lambda _, suggested, __: asked.append(suggested)
    )
    here = tmp_path / "mine"
    here.mkdir()
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: here / "a.quarterhour")
    person = opened(visit({"code": "97110", "therapist_minutes": 33}))
    commands = (Command.EXPORT, Command.EXPORT_DAY)
    for command in commands:
        person.choose(command)
    assert {path.parent for path in asked} == {person.window.files.folder}
    assert all(path.is_absolute() for path in asked)
    person.choose(Command.SAVE)
    person.window.files.begin_own()
    person.select(0, "service").types("97110").press(Qt.Key.Key_Tab)
    person.choose(Command.EXPORT)
    assert asked[-1].parent == here, "the last folder used"
    assert person.window.files.open(here / "a.quarterhour")
    person.choose(Command.EXPORT)
    assert asked[-1].parent == here
