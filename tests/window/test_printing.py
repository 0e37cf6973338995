"""The visit summary on paper is the one of the PDF, and the label of the visit is not on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QLineEdit, QWidget

from quarterhour.report.pdf import page_foot, set_usual_page, sheet_title
from quarterhour.visit import Visit
from quarterhour.window import prompts
from quarterhour.window.prompts import Printers
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Paper:
    """Takes the place of the printer: it takes what is drawn into a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.titles: list[str] = []

    def writer(self, parent: QWidget, title: str) -> QPdfWriter:
        self.titles.append(title)
        writer = QPdfWriter(str(self.path))
        set_usual_page(writer)
        return writer

    def preview(
        self,
        parent: QWidget,
        title: str,
        name: str,
        draw: Callable[[QPagedPaintDevice], object],
    ) -> None:
        assert title == "Visit summary, 11/23/2026"
        draw(self.writer(parent, name))


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    paper = Paper(tmp_path / "printed.pdf")
    monkeypatch.setattr(prompts, "ask_for_printer", paper.writer)
    monkeypatch.setattr(prompts, "show_preview", paper.preview)
    return paper


@pytest.fixture(autouse=True)
def printers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The print service answers."""
    monkeypatch.setattr(prompts, "wait_for_printers", lambda parent: Printers.THERE)


@pytest.fixture
def person(opened: Open, visit: Make) -> Person:
    return opened(visit({"code": "97110", "therapist_minutes": 33}, label="Jane Doe"))


def test_the_sheet_is_printed(person: Person, paper: Paper) -> None:
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    assert paper.titles == ["Visit summary 2026-11-23"]
    assert paper.path.read_bytes().startswith(b"%PDF-")
    assert person.says("Message") == "Visit summary, 11/23/2026 was sent to the printer."


def test_the_sheet_is_previewed(person: Person, paper: Paper) -> None:
    person.press(Qt.Key.Key_I, modifier=CONTROL | SHIFT)
    assert paper.path.stat().st_size > 5_000
    assert paper.titles == ["Visit summary 2026-11-23"]


def test_a_pdf_has_a_name_of_every_system_and_is_said_to_be_saved(
    opened: Open, visit: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the ISO date and the tag of a visit of several, whose colon Windows does not take."""
    names: list[str] = []

    def to_file(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        names.append(printer.docName())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "day.pdf"))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", to_file)
    person = opened(visit({"code": "97110", "therapist_minutes": 33}, tag="9:00"))
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    session = person.window.worksheet.session
    session.add_visit()
    session.select(0)
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    assert names == ["Visit summary 2026-11-23", "Visit summary 2026-11-23 9.00"]
    said = f"Visit summary, 11/23/2026 was saved as day.pdf in {tmp_path}."
    assert person.says("Message") == said


def test_nothing_is_printed_where_none_is_chosen(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_for_printer", lambda parent, title: None)
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    assert person.window.messages.text == ""


def test_nothing_is_printed_where_nothing_is_typed(opened: Open, paper: Paper) -> None:
    person = opened()
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    assert person.says("Message").startswith("Nothing to print yet")
    person.press(Qt.Key.Key_I, modifier=CONTROL | SHIFT)
    assert paper.titles == []


def test_a_long_day_has_pages_that_say_which_they_are(
    opened: Open, visit: Make, paper: Paper
) -> None:
    codes = ("97110", "97112", "97140", "97530", "97116", "97535")
    person = opened(visit(*({"code": code, "therapist_minutes": 23} for code in 4 * codes)))
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    pages = len(re.findall(rb"/Type /Page\b", paper.path.read_bytes()))
    assert pages > 1
    assessment = person.window.worksheet.session.outcome.assessment
    assert assessment is not None
    assert (
        page_foot(sheet_title(assessment), 2, pages)
        == f"Visit summary, 11/23/2026, page 2 of {pages}"
    )


def test_the_label_is_typed_with_a_warning_and_is_on_no_sheet(person: Person) -> None:
    person.press(Qt.Key.Key_L, modifier=CONTROL)
    person.dialog()
    assert "Don't enter names" in person.says("About names in the label")
    field = person.find(QLineEdit, "Private label")
    assert field.text() == "Jane Doe"
    field.selectAll()
    person.types("knee")
    assert person.window.worksheet.session.draft.label == "knee"
    person.press(Qt.Key.Key_Escape)
    person.window.worksheet.session.undo()
    assert person.window.worksheet.session.draft.label == "Jane Doe"


def test_the_preview_of_qt_draws_the_sheet(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []

    def look(dialog: QPrintPreviewDialog) -> int:
        dialog.show()
        preview = dialog.findChild(QPrintPreviewWidget)
        assert preview is not None
        seen.append((dialog.windowTitle(), preview.pageCount()))
        return 0

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    person.press(Qt.Key.Key_I, modifier=CONTROL | SHIFT)
    assert seen == [("Visit summary, 11/23/2026: print preview", 1)]


@pytest.mark.parametrize("answer", [0, 1])
def test_qt_asks_for_the_printer(
    answer: int, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: answer)
    printer = prompts.ask_for_printer(person.window, "Visit summary")
    assert (printer is not None) == bool(answer)
