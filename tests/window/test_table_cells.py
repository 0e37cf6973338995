"""The cells of the tables in dialogs: where the keyboard is, and what is selected."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from quarterhour.window.look.colors import accent, dark_palette, light_palette, selection_tint
from quarterhour.window.look.views import TableCells
from window.palettes import HIGH_CONTRAST, palette_of

PALETTES: dict[str, Callable[[], QPalette]] = {
    "light": light_palette,
    "dark": dark_palette,
    "high contrast": lambda: palette_of(HIGH_CONTRAST),
}
CELL = QAbstractItemView.SelectionBehavior.SelectItems
ROW = QAbstractItemView.SelectionBehavior.SelectRows


def shown(qtbot: QtBot, palette: QPalette, behavior: QAbstractItemView.SelectionBehavior) -> Table:
    table = Table(palette, behavior)
    qtbot.addWidget(table)
    table.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    return table


class Table(QTableWidget):
    """Three rows of two cells; what stands in the first column is a quiet hint."""

    def __init__(self, palette: QPalette, behavior: QAbstractItemView.SelectionBehavior) -> None:
        super().__init__(3, 2)
        self.setPalette(palette)
        self.setItemDelegate(TableCells(self))
        self.setSelectionBehavior(behavior)
        self.setShowGrid(False)
        for row in range(3):
            for column in range(2):
                item = QTableWidgetItem("Type a code")
                if not column:
                    item.setForeground(palette.color(QPalette.ColorRole.PlaceholderText))
                self.setItem(row, column, item)
        self.setCurrentCell(1, 0)

    def colors(self, row: int, column: int) -> tuple[QColor, QColor]:
        """Return the color of a cell's upper edge, and of the ground within its right one."""
        room = self.visualRect(self.model().index(row, column))
        picture = self.viewport().grab().toImage()
        edge = QPoint(room.center().x(), room.top() + 1)
        return picture.pixelColor(edge), picture.pixelColor(room.right() - 3, room.top() + 4)


@pytest.mark.parametrize("name", PALETTES)
def test_the_cell_of_the_keyboard_is_framed_alone(name: str, qtbot: QtBot) -> None:
    palette = PALETTES[name]()
    table = shown(qtbot, palette, CELL)
    framed = [
        (row, column)
        for row in range(3)
        for column in range(2)
        if table.colors(row, column)[0] == accent(palette)
    ]
    assert framed == [(1, 0)]
    assert table.colors(1, 0)[1] == selection_tint(palette)
    assert table.colors(1, 1)[1] == palette.color(QPalette.ColorRole.Base)


@pytest.mark.parametrize("name", PALETTES)
def test_where_rows_are_selected_the_row_is_framed_as_one(name: str, qtbot: QtBot) -> None:
    palette = PALETTES[name]()
    table = shown(qtbot, palette, ROW)
    for column in range(2):
        assert table.colors(1, column) == (accent(palette), selection_tint(palette))
        assert table.colors(0, column)[1] == palette.color(QPalette.ColorRole.Base)


@pytest.mark.parametrize("behavior", [CELL, ROW])
def test_without_the_keyboard_nothing_is_framed(
    behavior: QAbstractItemView.SelectionBehavior, qtbot: QtBot
) -> None:
    palette = light_palette()
    table = shown(qtbot, palette, behavior)
    table.clearFocus()
    assert table.colors(1, 0) == (selection_tint(palette), selection_tint(palette))
