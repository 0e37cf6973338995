"""The day at a glance: which it is, who treats, and its units, also those of each visit."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.day import DayAssessment
from quarterhour.entry.day_audit import Audit
from quarterhour.report.audit_units import UnitsLine, units_lines, visits_with_times
from quarterhour.report.day_findings import range_text
from quarterhour.report.day_rows import day_places
from quarterhour.report.wording import shown_date
from quarterhour.window.frame import Band
from quarterhour.window.look import DASH, ELLIPSIS, GRID
from quarterhour.window.look.buttons import Button, DrawnButton, act_on_keys
from quarterhour.window.look.colors import edge, hairline, link_color, secondary, selection_tint
from quarterhour.window.look.icons import Mark, chip_size, paint_chip
from quarterhour.window.look.text import (
    ANSWER,
    CAPTION,
    ElidedLabel,
    ScaledLabel,
    announce,
    plain_label,
    scaled_font,
    scaled_label,
)
from quarterhour.window.look.views import (
    LEFT,
    RIGHT,
    Index,
    TableCells,
    TableTitles,
    follow_selection,
    know_viewport,
)

PRINT = f"&Print the audit{ELLIPSIS}"
_BUTTON = 30
_SIDE = 4 * GRID
_HEADER = 8 * GRID - 1  # within its margins
_LEAST_PLACE = 20 * GRID


class AuditHeader(Band):
    """Shows what the main window has typed; the button `people` is for who treats.

    The button `panel` shows the finding beside the list, or not.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIDE, 2 * GRID, 2 * GRID, 2 * GRID + 1)
        layout.setSpacing(4 * GRID)
        layout.addStrut(_HEADER)
        self._date, self._place = plain_label(parent=self), ElidedLabel("", self)
        self._place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._place.setMinimumWidth(_LEAST_PLACE)
        for caption, value in (("Date", self._date), ("Place", self._place)):
            pair = QHBoxLayout()
            pair.setSpacing(2 * GRID)
            pair.addWidget(scaled_label(caption, self, quiet=True))
            pair.addWidget(value)
            layout.addLayout(pair)
        self.people = Button("", "", self)
        self.people.setMinimumHeight(_BUTTON)
        self._times = scaled_label("", self, quiet=True)
        self.panel = QToolButton(self)
        self.panel.setText("Fi&nding")
        self.panel.setCheckable(True)
        self.panel.setChecked(True)
        self.panel.setAutoRaise(True)
        self.panel.setMinimumHeight(_BUTTON)
        self.panel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout.addWidget(self.people)
        layout.addWidget(self._times)
        layout.addStretch(1)
        layout.addWidget(self.panel)

    def show_day(self, result: DayAssessment | None, people: int) -> None:
        """Show another day, and how many people treat on it."""
        self.people.setText(f"People and &clocks  {people}")
        date = place = times = ""
        if result is not None:
            day = result.day.date_of_service
            date, place = f"{shown_date(day)} {day:%a}", day_places(result)
            timed, others = visits_with_times(result)
            times = f"{timed} visit{'s' * (timed != 1)} with times, {others} without"
        self._date.setText(date)
        self._place.tell(place)
        self._times.setText(times)


_STRIP = 13 * GRID  # within its margins
_GAP = 9 * GRID
_BADGE = 20
_FIGURES = ("Visits", "Units as typed", "Units if settled", "To settle")


class AuditStrip(Band):
    """Shows four figures, and the button that prints the audit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = 0
        self._badge = Mark(self, _BADGE)
        self._figures: list[ScaledLabel] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIDE, 2 * GRID - 1, _SIDE, 2 * GRID + 1)
        layout.setSpacing(_GAP)
        layout.addStrut(_STRIP)
        for title in _FIGURES:
            figure = scaled_label("", self, ANSWER, semibold=True)
            self._figures.append(figure)
            line = QHBoxLayout()
            line.setSpacing(2 * GRID)
            if title == _FIGURES[-1]:
                line.addWidget(self._badge)
            line.addWidget(figure, 1)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addStretch(1)
            column.addWidget(scaled_label(title, self, CAPTION, quiet=True))
            column.addLayout(line)
            column.addStretch(1)
            layout.addLayout(column)
        self.print_button = DrawnButton(PRINT, "Print the audit", "menu/print", self)
        self.print_button.setMinimumHeight(_BUTTON)
        layout.addStretch(1)
        layout.addWidget(self.print_button)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def show_day(self, result: DayAssessment | None, audit: Audit) -> None:
        """Show another day."""
        asked = len(audit.asked)
        values = (DASH, DASH, DASH, str(asked))
        if result is not None:
            settled = range_text(result.total_if_settled)
            values = (str(len(result.visits)), str(result.total_as_typed), settled, str(asked))
        for title, figure, value in zip(_FIGURES, self._figures, values, strict=True):
            figure.setText(value)
            figure.setAccessibleName(f"{title}: {value}")
        severities = {each.severity for each in audit.asked}
        self._badge.show_severity(min(severities, key=lambda each: each.rank, default=None))
        self._badge.setVisible(bool(severities))
        self.print_button.setEnabled(result is not None and result.audited)
        if asked != self._asked:
            announce(self, f"{_FIGURES[-1]}: {asked}")
            self._asked = asked


_TITLES = ("Visit", "As typed", "If settled")
_ROW = 28
_TYPED, _SETTLED = 96, 110
_NARROW = 1200  # a window


class UnitsTable(QTableWidget):
    """Lists the visits; Enter on one asks for it: `visit_wanted` has its tag."""

    visit_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(_TITLES), parent)
        know_viewport(self)
        self._lines: list[UnitsLine] = []
        self._marked: frozenset[str] = frozenset()
        self.setAccessibleName("Units by visit")
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        titles = _Titles("Titles of the units by visit", self)
        self.setHorizontalHeader(titles)
        for column, title in enumerate(_TITLES):
            item = QTableWidgetItem(title)
            item.setTextAlignment(RIGHT if column else LEFT)
            self.setHorizontalHeaderItem(column, item)
        titles.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.fit_window(_NARROW)
        self._fit_rows()
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        follow_selection(self)
        self.setItemDelegate(_Cells(self))
        self.doubleClicked.connect(self._want)
        keys = (
            (QKeySequence.StandardKey.Copy, self._copy),
            *((key, lambda: self._want(self.currentIndex())) for key in ("Return", "Enter")),
        )
        act_on_keys(self, keys)

    @property
    def lines(self) -> list[UnitsLine]:
        """What the rows say."""
        return self._lines

    def show_day(self, result: DayAssessment | None) -> None:
        """List the visits of another day."""
        lines = units_lines(result) if result is not None else []
        if lines == self._lines:
            return
        self._lines = lines
        row, column = max(0, self.currentRow()), max(0, self.currentColumn())
        self.setRowCount(len(lines))
        for at, line in enumerate(lines):
            name = " ".join(filter(None, (line.name, line.disciplines)))
            for place, text in enumerate((name, str(line.typed), line.settled)):
                self.setItem(at, place, QTableWidgetItem(text))
        self.setCurrentCell(min(row, len(lines) - 1), column)

    def changeEvent(self, event: QEvent) -> None:
        """Have rows and columns in which the letters have room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self.fit_window(self.window().width())

    def fit_window(self, width: int) -> None:
        """Have columns as narrow as their titles in a narrow window."""
        metrics = QFontMetrics(scaled_font(CAPTION))
        for column, usual in ((1, _TYPED), (2, _SETTLED)):
            least = metrics.horizontalAdvance(_TITLES[column]) + _SIDE + GRID
            self.setColumnWidth(column, least if width < _NARROW else max(least, usual))

    def mark(self, tags: Collection[str]) -> None:
        """Tint the visits of a finding."""
        self._marked = frozenset(tags)
        self.viewport().update()

    def is_marked(self, row: int) -> bool:
        """Return whether a visit is tinted."""
        return bool(self._lines[row].tag) and self._lines[row].tag in self._marked

    def _fit_rows(self) -> None:
        high = max(_ROW, self.fontMetrics().height() + 2 * GRID)
        self.verticalHeader().setDefaultSectionSize(high)

    def _copy(self) -> None:
        """Copy the selected cells, row by row."""
        rows = groupby(sorted(self.selectedIndexes()), QModelIndex.row)
        copied = "\n".join("\t".join(str(each.data()) for each in own) for _, own in rows)
        QApplication.clipboard().setText(copied)

    def _want(self, index: QModelIndex) -> None:
        if index.isValid() and self._lines[index.row()].tag:
            self.visit_wanted.emit(self._lines[index.row()].tag)


def _inner(room: QRect, column: int) -> tuple[QRect, Qt.AlignmentFlag]:
    """Return where in a cell its text stands, and at which side of it."""
    left, side = (0, RIGHT) if column else (_SIDE, LEFT)
    return room.adjusted(left, 0, -_SIDE, 0), side


class _Titles(TableTitles):
    """Has the titles where the figures of their columns are."""

    def margins(self, section: int) -> tuple[int, int]:
        """Return the room before and after the title of a column."""
        return 0 if section else _SIDE, _SIDE


class _Cells(TableCells):
    """Draws the tag of a visit on its color, and a thin line below each row."""

    def __init__(self, table: UnitsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        palette, room = self._table.palette(), option.rect
        line, focused = self._table.lines[index.row()], self._table.hasFocus()
        painter.save()
        selected = focused and bool(option.state & QStyle.StateFlag.State_Selected)
        tinted = selected or self._table.is_marked(index.row())
        ground = palette.color(QPalette.ColorRole.Base)
        painter.fillRect(room, selection_tint(palette) if tinted else ground)
        if line.total:
            painter.fillRect(room.left(), room.top(), room.width(), 1, edge(palette))
        else:
            painter.fillRect(room.left(), room.bottom(), room.width(), 1, hairline(palette))
        inner, side = _inner(room, index.column())
        font = QFont(self._table.font())
        font.setWeight(QFont.Weight.DemiBold if line.total else QFont.Weight.Normal)
        painter.setFont(font)
        name = not index.column() and not line.total
        painter.setPen(secondary(palette) if name else palette.color(QPalette.ColorRole.Text))
        text = str(index.data())
        if name and line.tag:
            chip = QRectF(inner.topLeft(), chip_size(line.tag, font))
            chip.moveTop(inner.center().y() - chip.height() / 2 + 1)
            paint_chip(painter, chip, line.tag, line.color, palette)
            inner.setLeft(round(chip.right()) + 2 * GRID)
            text = line.disciplines
        elif name:
            inner.setRight(room.right())
            elide = Qt.TextElideMode.ElideRight
            text = painter.fontMetrics().elidedText(text, elide, inner.width() - 1)
        painter.drawText(inner, side, text)
        if focused and index == self._table.currentIndex():
            painter.setPen(link_color(palette))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
        painter.restore()
