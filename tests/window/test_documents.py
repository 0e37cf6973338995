"""Opening visits, copying claim lines, and what the menus do."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot

from builders import TODAY
from quarterhour import __version__
from quarterhour.claims import Topic
from quarterhour.reference import Reference, american
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit
from quarterhour.window import MainWindow, prompts, run
from quarterhour.window.words import WORDS, Command, Menu
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]


def _samples(person: Person) -> dict[str, QAction]:
    # Older bindings take a menu for their own that an action is asked for, and delete it.
    menus = person.window.menuBar().findChildren(QMenu)
    menu = next(menu for menu in menus if menu.title() == WORDS[Menu.SAMPLES])
    menu.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in menu.actions()}


def test_every_sample_opens(opened: Open) -> None:
    person = opened()
    samples = _samples(person)
    assert len(samples) == len(list((resource_folder() / "samples").glob("*.quarterhour")))
    for action in samples.values():
        action.trigger()
        assert person.total("Units") not in ("\u2013", "0")
        assert person.total("Medicare pays").startswith("$")
        assert person.at() == (0, "service")
        assert person.focus is person.table


def test_a_file_is_opened(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a visit.quarterhour"
    path.write_bytes((resource_folder() / "samples" / "tie.quarterhour").read_bytes())
    monkeypatch.setattr(prompts, "ask_visit_to_open", lambda *_: path)
    person = opened()
    person.choose(Command.OPEN)
    assert person.hears(0, "units") == "2 (tie)"


def test_nothing_happens_where_no_file_is_chosen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_visit_to_open", lambda *_: None)
    person = opened().types("97110")
    person.choose(Command.OPEN)
    assert person.cell(0, "service").startswith("97110")


@pytest.mark.parametrize("content", [b"{}", b"\xff", b"[", None])
def test_a_file_that_is_no_visit_is_named_and_nothing_is_lost(
    opened: Open, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "bad.quarterhour"
    if content is not None:
        path.write_bytes(content)
    person = opened().types("97110").press(Qt.Key.Key_Return)
    person.window.files.open(path)
    assert person.says("Message").startswith("Can't open bad.quarterhour")
    assert person.cell(0, "service").startswith("97110")
    person.window.files.begin_own()
    assert not person.find(QLabel, "Message").isVisible()


def test_a_new_visit_is_empty(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 23}))
    person.window.files.begin_own()
    assert person.table.model().rowCount() == 1
    assert person.find(QLineEdit, "Date of service").text() == american(TODAY)
    assert person.find(QLineEdit, "ZIP").text() == ""
    assert person.total("Units") == "\u2013"


def test_a_new_visit_while_a_cell_is_typed_in(opened: Open) -> None:
    person = opened().types("97110").press(Qt.Key.Key_Tab).types("2")
    person.window.files.begin_own()
    assert person.table.model().rowCount() == 1
    person.types("gait").press(Qt.Key.Key_Return)
    assert person.cell(0, "service").startswith("97116")


def test_claim_lines_are_copied_as_text(opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 13, "assistant_minutes": 23},
            {"code": "97010"},
        )
    )
    person.choose(Command.COPY_CLAIM_LINES)
    lines = QApplication.clipboard().text().split("\n")
    assert [line.split("\t")[2:5] for line in lines] == [
        ["97110", "GP", ""],
        ["97110", "GP", "CQ"],
    ]


def test_what_a_document_brings_is_kept_and_told(opened: Open, visit: Make) -> None:
    typed = visit(
        {"code": "97110", "therapist_minutes": 5, "together_minutes": 10, "charge": "80.00"},
        provider={"participating": False},
        label="Knee",
    )
    person = opened(typed)
    assert person.cell(0, "units") == "1"
    assert "10 minutes of therapist and assistant together, a charge of $80.00" in person.why()
    assessment = person.window.worksheet.session.outcome.assessment
    assert assessment is not None
    assert assessment.visit == typed


def test_a_hint_leads_to_its_row(opened: Open, visit: Make) -> None:
    person = opened(
        visit({"code": "97110", "therapist_minutes": 23}, {"code": "97010"}, {"code": "97014"})
    )
    assert [hint.split(":")[0] for hint in person.hints()] == ["Fix", "Note"]
    (item,) = person.items()
    QTest.mouseClick(item, Qt.MouseButton.LeftButton, pos=item.rect().center())
    assert person.at() == (2, "service")
    assert "97014" in person.why()
    person.show_notes()
    item.take_focus()
    person.press(Qt.Key.Key_Down)
    assert person.at() == (1, "service")
    person.select(0, "service").at_item(Topic.BUNDLED).press(Qt.Key.Key_Return)
    assert person.at() == (1, "service")


def test_about_names_the_version_the_data_and_the_copyright(opened: Open) -> None:
    person = opened()
    person.choose(Command.ABOUT)
    dialog = person.window.findChild(QDialog)
    assert dialog is not None
    browser = dialog.findChild(QTextBrowser)
    assert browser is not None
    text = browser.toPlainText()
    assert f"Quarterhour {__version__}" in text
    assert "American Medical Association" in text
    for edition in person.window.worksheet.session.reference.editions:
        assert edition.release in text
        assert all(source.sha256 in text for source in edition.sources)
    dialog.close()


@pytest.mark.usefixtures("portable")
def test_the_program_starts(
    qtbot: QtBot, qapp: QApplication, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = QLocale()
    shown: list[MainWindow] = []

    def on_view() -> set[MainWindow]:
        windows = QApplication.topLevelWidgets()
        return {each for each in windows if isinstance(each, MainWindow) and each.isVisible()}

    before = on_view()  # which other tests have left

    def look() -> int:
        assert gc.isenabled()
        shown.extend(on_view() - before)
        return 7

    monkeypatch.setattr(QApplication, "exec", staticmethod(look))
    gc.disable()  # as the command line leaves it
    try:
        assert run(lambda: reference) == 7
    finally:
        gc.enable()
        QLocale.setDefault(locale)
    assert len(shown) == 1
    assert not qapp.windowIcon().isNull()
    assert qapp.applicationName() == qapp.organizationName() == "Quarterhour"
    assert qapp.applicationDisplayName() == "Quarterhour"
    shown[0].close()
