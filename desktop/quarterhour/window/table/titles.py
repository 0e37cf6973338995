"""The titles of the columns, lined up with the cells under them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.table.columns import ALIGNMENT, TITLES, Column

MARGIN = 2 * GRID


class ColumnTitles(QHeaderView):
    """Draws each title with the margins that its cells have, which styles do not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Columns of the services")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(10 * GRID)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the style's ground and the title."""
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        option.rect = rect
        option.section = logicalIndex
        option.state |= QStyle.StateFlag.State_Enabled
        painter.save()
        self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        painter.restore()
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        inner = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.drawText(inner, ALIGNMENT[logicalIndex], TITLES[Column(logicalIndex)])
