"""Whoever types into the window: keys go to what has the focus, and what it shows is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QTextEdit,
    QToolButton,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from quarterhour.claims import Hint, Topic
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.window import Desk, MainWindow
from quarterhour.window.header import Header
from quarterhour.window.header_fields import DateField, PlaceField
from quarterhour.window.look.buttons import LinkButton
from quarterhour.window.look.views import MARGIN
from quarterhour.window.panels import ExplanationPanel
from quarterhour.window.panels.settle_item import SettleItem
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.words import Command

W = TypeVar("W", bound=QWidget)
# The offscreen screen has no windows to raise and no keyboard to grab for a menu or a tip.
offscreen_menu = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
# What the entries of the header are taken for: each has it as its description.
ABOUT_ENTRIES: dict[str, tuple[type[QWidget], Callable[[QWidget], bool]]] = {
    "About the date of service": (DateField, lambda _: True),
    "About the date": (DateField, lambda _: True),
    "About the place": (PlaceField, lambda field: isinstance(field.parent(), Header)),
    "About the deductible": (
        QToolButton,
        lambda button: "deductible" in button.accessibleName().casefold(),
    ),
}
COLUMNS = ("service", "discipline", "therapist", "assistant", "units", "modifiers", "allowed")


def desk_on(reference: Reference, folder: Path) -> Desk:
    """Return what windows share, with settings and unsaved work in a folder."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    return Desk(reference, settings, folder / "unsaved", PracticeFiles(folder / "practice"))


class Person:
    """Types into a window and reads what stands in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.table = self.find(QTableView, "Services")

    def find(self, kind: type[W], name: str) -> W:
        """Find a widget by the name that it has for assistive technology."""
        for widget in self.window.findChildren(kind):
            if widget.accessibleName().startswith(name):
                return widget
        raise AssertionError(f"no {kind.__name__} is called {name}")

    @property
    def focus(self) -> QWidget:
        """The widget that keys go to."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def types(self, text: str) -> Person:
        """Type into whatever has the focus."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus, letter)
            else:  # which QTest refuses to type
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus, key)
        return self

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> Person:
        """Press keys one after the other."""
        held = modifier or Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.focus, key, held)
        return self

    def go_to(self, kind: type[W], name: str) -> W:
        """Put the keyboard into a widget, everything in it selected, as Tab does."""
        widget = self.find(kind, name)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        return widget

    def select(self, row: int, column: str) -> Person:
        """Put the keyboard into a cell."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.table.model().index(row, COLUMNS.index(column)))
        return self

    def cell(self, row: int, column: str) -> str:
        """Read a cell."""
        return str(self.table.model().index(row, COLUMNS.index(column)).data() or "")

    def hears(self, row: int, column: str) -> str:
        """Return what is said of a cell: what it shows, and what is wrong with it."""
        index = self.table.model().index(row, COLUMNS.index(column))
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def is_whole(self, row: int, column: str) -> bool:
        """Tell whether there is room for all that a cell shows."""
        room = self.table.columnWidth(COLUMNS.index(column)) - 2 * MARGIN
        return self.table.fontMetrics().horizontalAdvance(self.cell(row, column)) <= room

    def row(self, row: int) -> list[str]:
        """Read a row."""
        return [self.cell(row, column) for column in COLUMNS]

    def at(self) -> tuple[int, str]:
        """Read in which cell the keyboard is."""
        index = self.table.currentIndex()
        return index.row(), COLUMNS[index.column()]

    def total(self, name: str) -> str:
        """Read an answer of the strip, below its caption, or minutes of the status bar."""
        if name in ("Timed minutes", "Total minutes"):
            timed, total = self.says("Minutes").split(" timed min, ")
            return timed if name.startswith("Timed") else total.removesuffix(" total")
        return self.find(QLabel, f"{name}: ").text()

    def type_deductible(self, text: str) -> QLineEdit:
        """Type what is left of the deductible into the patient's year, which stays open."""
        if not any(each.isVisible() for each in self.window.findChildren(QDialog)):
            self.choose(Command.PATIENT_YEAR)
        edit = self.go_to(QLineEdit, "Deductible left")
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClicks(edit, text)
        return edit

    def steps(self) -> list[str]:
        """Read the steps of the payment, as they are spoken."""
        model = self.find(QTreeView, "Payment").model()
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(spoken)) for row in range(model.rowCount())]

    def step(self, name: str) -> str:
        """Read the amount of a step of the payment, and where it goes."""
        return next(text for text in self.steps() if text.startswith(name)).split(": ", 1)[1]

    def says(self, name: str) -> str:
        """Read a sentence by the name of its place, or what an entry of the header says of it."""
        if name in ABOUT_ENTRIES:
            kind, entry = ABOUT_ENTRIES[name]
            found = (each for each in self.window.findChildren(kind) if entry(each))
            sentence = next(found).accessibleDescription()
            return str(sentence.partition(" Up and Down")[0])
        return self.find(QLabel, name).text()

    def offers(self) -> list[str]:
        """Read the suggestions on view."""
        lists = [
            view
            for view in self.window.findChildren(QAbstractItemView)
            if view.isVisible() and view.accessibleName().endswith("that match")
        ]
        return [
            str(view.model().index(row, 0).data())
            for view in lists
            for row in range(view.model().rowCount())
        ]

    def choose(self, command: Command) -> None:
        """Choose an entry of the menu bar, which must be enabled."""
        assert self.window.parts.entries[command].isEnabled()
        self.window.parts.entries[command].trigger()

    def menu(self) -> QMenu:
        """Return the menu that is open."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu), "no menu is open"
        return popup

    def dialog(self) -> QDialog:
        """Return the dialog that is open, once the keyboard is in it."""
        dialogs = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        assert len(dialogs) == 1, "not one dialog is open"
        dialogs[0].activateWindow()  # which only a window manager does of itself
        QApplication.processEvents()
        assert dialogs[0].isActiveWindow()
        return dialogs[0]

    def answers(self, text: str) -> Person:
        """Choose the answer of a question that begins so, and keep it."""
        buttons = self.window.findChildren(QAbstractButton)
        asked = [each for each in buttons if each.isVisible() and each.text().startswith(text)]
        assert len(asked) == 1, [each.text() for each in asked]
        keep = next(
            each for each in buttons if each.isVisible() and each.text() == "&Keep this answer"
        )
        assert not keep.isEnabled(), "an answer was chosen already"
        asked[0].click()
        keep.click()
        QApplication.processEvents()
        return self

    @property
    def to_settle(self) -> ToSettlePanel:
        """The part of the window that lists what is to be settled."""
        return self.find(ToSettlePanel, "To settle")

    def items(self) -> list[SettleItem]:
        """Return what is to be settled, and the notes where they are shown, as on view."""
        return [each for each in self.to_settle.findChildren(SettleItem) if not each.isHidden()]

    def titles(self) -> list[str]:
        """Read the titles of what is to be settled, and of the notes where they are shown."""
        return [each.item.title for each in self.items()]

    def show_notes(self) -> None:
        """Press the link to the notes, unless they are shown."""
        (link,) = (
            each for each in self.to_settle.findChildren(LinkButton) if " note" in each.text()
        )
        if not link.isChecked():
            link.click()

    def at_item(self, topic: Topic) -> Person:
        """Put the keyboard on the first button of the item of a topic, or of its note."""
        found = self._item_of(topic)
        if found is None:
            self.show_notes()
            found = self._item_of(topic)
        assert found is not None, topic
        self.window.activateWindow()
        found.take_focus()
        return self

    def _item_of(self, topic: Topic) -> SettleItem | None:
        return next(
            (each for each in self.items() if topic in [hint.topic for hint in each.item.hints]),
            None,
        )

    def _hints(self) -> list[Hint]:
        shown = self.to_settle.shown
        return [hint for item in (*shown.items, *shown.notes) for hint in item.hints]

    def hints(self) -> list[str]:
        """Read all that the items and the notes say, unfolded."""
        return [f"{hint.severity.title}: {hint.text} [{hint.citation}]" for hint in self._hints()]

    def hint(self, row: int) -> Hint:
        """Return the facts of a hint, in order of the items."""
        return self._hints()[row]

    def topics(self) -> list[Topic]:
        """Return what the items and the notes are about."""
        return [hint.topic for hint in self._hints()]

    def why(self) -> str:
        """Read the explanation of the selected row, all of it unfolded."""
        panel = self.find(ExplanationPanel, "Explanation")
        content = panel.widget()
        assert content is not None
        shown = [each for each in content.findChildren(QWidget) if each.isVisibleTo(content)]
        said = [each.text() for each in shown if isinstance(each, QLabel | QAbstractButton)]
        said += [str(each.property("plainText")) for each in shown if isinstance(each, QTextEdit)]
        for tree in (each for each in shown if isinstance(each, QTreeWidget)):
            said += _lines(tree.invisibleRootItem())
        return "\n".join((*said, panel.sources))


def _lines(item: QTreeWidgetItem) -> list[str]:
    """Return the lines under an item of a tree, each with its columns."""
    found = []
    for at in range(item.childCount()):
        child = item.child(at)
        if child is not None:
            found += [f"{child.text(0)}\t{child.text(1)}".rstrip(), *_lines(child)]
    return found
