"""January 2 in the window, by keys: a new year comes in, is priced, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from january import DAY, DOWNLOADS, NEW_CODE, THRESHOLD, TO_DATE
from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.resources import imported_database
from quarterhour.window import prompts
from quarterhour.window.details.code_rules import CodeRulesDialog
from quarterhour.window.fees.imports_dialog import ImportsDialog
from quarterhour.window.words import Command
from window.conftest import shown
from window.person import Person, desk_on

TAB, ENTER, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_PATIENCE = 60_000


@pytest.fixture
def own(database: Path, portable: Path) -> Iterator[Reference]:
    portable.mkdir()
    with closing(Reference(database, imported_database())) as reference:
        yield reference


@pytest.fixture
def person(own: Reference, tmp_path: Path, qtbot: QtBot) -> Person:
    return shown(desk_on(own, tmp_path).make_window(), qtbot)


def opened_dialog(kind: type[QDialog]) -> QDialog:
    """Return the dialog of a kind, with the keyboard in it."""
    QApplication.processEvents()
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    (dialog,) = (each for each in found if each.isVisible())
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def back_to(person: Person) -> None:
    person.window.activateWindow()
    QApplication.processEvents()


def press_button(dialog: QDialog, text: str) -> None:
    """Press a button on view by the key of its letter."""
    buttons = dialog.findChildren(QPushButton)
    (button,) = (each for each in buttons if each.isVisible() and each.text() == text)
    assert button.isEnabled()
    QTest.keyClick(button, Qt.Key.Key_Space)


def all_shown(person: Person) -> list[object]:
    """Read all that the window says of the visit."""
    person.select(0, "service")
    return [
        [person.row(at) for at in range(3)],
        person.hints(),
        person.steps(),
        person.why(),
        person.total("Medicare pays"),
        person.says("About the place"),
    ]


def type_visit(person: Person) -> None:
    person.go_to(QLineEdit, "Date of service")
    person.types(DAY).press(TAB)
    person.types("33101").press(ENTER)
    person.types("97110").press(TAB).types("30").press(ENTER)
    person.types(NEW_CODE).press(TAB).types("15").press(ENTER)
    person.press(Qt.Key.Key_E, modifier=CONTROL)
    person.dialog()
    person.go_to(QLineEdit, "Allowed so far, PT and SLP")
    person.types(TO_DATE).press(ESCAPE)


def type_rules(form: QDialog) -> None:
    focused = form.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClicks(focused, "Robot gait")
    for name, downs in (("How it counts", 1), ("Therapy status", 2)):
        (box,) = (e for e in form.findChildren(QComboBox) if e.accessibleName() == name)
        for _ in range(downs):
            QTest.keyClick(box, Qt.Key.Key_Down)
    pt = next(each for each in form.findChildren(QCheckBox) if each.text() == "&PT")
    QTest.keyClick(pt, Qt.Key.Key_Space)
    press_button(form, "&Keep rules")
    QTest.keyClick(form, ESCAPE)


def remove_all(imports: QDialog, qtbot: QtBot) -> None:
    """Remove each import by Del and the answer to the question."""
    views = imports.findChildren(QAbstractItemView)
    table = next(each for each in views if "loaded" in each.accessibleName())

    def imported() -> list[int]:
        model = table.model()
        rows = range(model.rowCount())
        return [row for row in rows if "Imported" in str(model.index(row, 4).data())]

    for left in (3, 2, 1, 0):
        rows = imported()
        assert len(rows) == left + 1
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Home)
        for _ in range(rows[0]):
            QTest.keyClick(table, Qt.Key.Key_Down)
        remove = next(e for e in imports.findChildren(QPushButton) if e.text() == "&Remove")
        qtbot.waitUntil(remove.isEnabled, timeout=_PATIENCE)
        QTest.keyClick(table, Qt.Key.Key_Delete)
        buttons = imports.findChildren(QPushButton)
        (yes,) = (e for e in buttons if e.isVisible() and e.text().startswith("Re&move "))
        QTest.keyClick(yes, Qt.Key.Key_Space)
        qtbot.waitUntil(partial(_as_many, imported, left), timeout=_PATIENCE)


def _as_many(found: Callable[[], list[int]], count: int) -> bool:
    return len(found()) == count


@pytest.mark.parametrize("downloads", DOWNLOADS.values(), ids=DOWNLOADS)
def test_a_new_year_is_imported_typed_priced_and_removed(
    person: Person,
    downloads: Callable[[Path], list[Path]],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = downloads(tmp_path)
    monkeypatch.setattr(prompts, "ask_downloads_to_import", lambda parent: files)
    type_visit(person)
    before = all_shown(person)
    assert person.window.worksheet.session.outcome.without_fees

    person.choose(Command.FEE_SCHEDULES)
    imports = opened_dialog(ImportsDialog)
    press_button(imports, "&Import\u2026")

    def offered(text: str) -> Callable[[], bool]:
        def is_there() -> bool:
            buttons = imports.findChildren(QPushButton)
            return any(each.isVisible() and each.text() == text for each in buttons)

        return is_there

    qtbot.waitUntil(offered("Yearly amounts\u2026"), timeout=_PATIENCE)
    press_button(imports, "Yearly amounts\u2026")
    table = imports.focusWidget()
    assert table.accessibleName() == "Yearly amounts"
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "KX threshold of 2027"
    QTest.keyClicks(field, THRESHOLD)
    QTest.keyClick(field, ENTER)
    QApplication.processEvents()  # Qt takes it then
    assert offered("En&ter its rules\u2026")()
    press_button(imports, "En&ter its rules\u2026")
    type_rules(opened_dialog(CodeRulesDialog))
    imports.close()

    back_to(person)
    person.at_item(Topic.ABOVE_THRESHOLD).press(ENTER)
    person.dialog()
    person.answers("Yes")
    back_to(person)
    assert [person.cell(at, "modifiers") for at in (0, 1)] == ["GP KX", "GP KX"]
    assert {Topic.ABOVE_WITH_KX, Topic.RULES_TYPED} <= set(person.topics())
    assert person.total("Medicare pays").startswith("$")
    person.press(Qt.Key.Key_Z, modifier=CONTROL)  # the answer, which was none before

    person.choose(Command.FEE_SCHEDULES)
    imports = opened_dialog(ImportsDialog)
    remove_all(imports, qtbot)
    imports.close()
    back_to(person)
    person.press(Qt.Key.Key_Y, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    imports = opened_dialog(ImportsDialog)
    table = imports.focusWidget()
    QTest.keyClick(table, Qt.Key.Key_Left)  # from the deductible, which was not typed
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClick(table, ESCAPE)
    assert all_shown(person) == before
