"""Whoever has the dialog of the fee schedules open."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from quarterhour.entry.loaded import loaded_rows
from quarterhour.window.fees.import_panes import SourcesDialog
from quarterhour.window.fees.imports_dialog import ImportsDialog

W = TypeVar("W", bound=QWidget)
PATIENCE = 20_000


class User:
    """Whoever has the dialog open: presses its buttons and reads it."""

    def __init__(self, dialog: ImportsDialog, qtbot: QtBot) -> None:
        self.dialog = dialog
        self.changes = 0
        self._qtbot = qtbot
        dialog.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1

    def find(self, kind: type[W], name: str) -> W:
        """Find a widget by its name for assistive technology."""
        for widget in self.dialog.findChildren(kind):
            if widget.accessibleName().startswith(name):
                return widget
        raise AssertionError(f"no {kind.__name__} is called {name}")

    def button(self, name: str) -> QPushButton:
        return self.find(QPushButton, name)

    def is_offered(self, name: str) -> bool:
        """Return whether a button of this name is on view."""
        buttons = self.dialog.findChildren(QPushButton)
        return any(each.isVisible() and each.accessibleName() == name for each in buttons)

    def letters(self) -> int:
        """Count the letters that lead to buttons and lists; each leads to one, shown or not."""
        texts = [button.text() for button in self.dialog.findChildren(QPushButton)]
        texts += [label.text() for label in self.dialog.findChildren(QLabel)]
        letters = [text.split("&")[1][0].lower() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), letters
        return len(letters)

    def press(self, name: str) -> None:
        button = self.button(name)
        assert button.isVisible(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def table(self) -> QAbstractItemView:
        return self.find(QAbstractItemView, "Fee schedules and tables loaded")

    def rows(self) -> list[list[str]]:
        model = self.table.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def select(self, release: str) -> None:
        self.table.setCurrentIndex(self.table.model().index(self.place_of(release), 0))

    def place_of(self, release: str) -> int:
        """Return the row of a release, by its name: an import before what is included."""
        rows = loaded_rows(self.dialog.reference, date.today())
        return [row.release for row in rows].index(release)

    def row_of(self, release: str) -> list[str]:
        """Return the cells of a release."""
        return self.rows()[self.place_of(release)]

    def sources(self) -> str:
        """Open the details of the selected row, and read them."""
        self.press("Details of the selected row")
        details = self.dialog.findChildren(SourcesDialog)[-1]
        text = details.findChildren(QTextBrowser)[0].toPlainText()
        details.reject()
        return text

    def missing(self) -> str:
        """Read what is missing."""
        labels = self.find(QScrollArea, "Missing").findChildren(QLabel)
        return "\n".join(label.text() for label in labels)

    def results(self) -> list[str]:
        model = self.find(QAbstractItemView, "Results").model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def waits_for(self, count: int) -> list[str]:
        """Wait until there are that many results and nothing is being done."""

        def over() -> bool:
            return (
                len(self.results()) == count and not self.find(QProgressBar, "Progress").isVisible()
            )

        self._qtbot.waitUntil(over, timeout=PATIENCE)
        return self.results()
