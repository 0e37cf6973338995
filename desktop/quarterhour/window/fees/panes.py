"""The panes of the fee schedules: what is loaded and what is missing, and the yearly amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.loaded import LISTED_KINDS, LoadedRow, Part
from quarterhour.reference import Edition, Reference, ReleaseKind, TypedAmount, american
from quarterhour.reference.missing import Missing
from quarterhour.window.details import with_aside
from quarterhour.window.fees.amount_cells import SIDE, Change
from quarterhour.window.fees.amounts import YearlyTable
from quarterhour.window.fees.import_jobs import Result
from quarterhour.window.fees.import_panes import MissingPane, ResultList
from quarterhour.window.frame import Band, Section, ThinSplitter
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import secondary
from quarterhour.window.look.icons import mark_size, paint_mark, paint_settled
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import (
    CAPTION,
    Count,
    ScaledLabel,
    announce,
    figures_font,
    semibold_of,
    tip,
)
from quarterhour.window.look.views import LEFT, Index, TableCells, TableTitles
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title

_BADGE, _KIND, _FROM = 0, 1, 4
_COMPLETE, _PARTS, _NEWEST = (Qt.ItemDataRole.UserRole + at for at in range(3))
_SAID = {True: "Complete", False: "Something is missing"}
_SIDE = 4 * GRID
_ROW_SPACE = 3 * GRID
_LINES = 3
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class LoadedTable(QTreeWidget):
    """Lists what is loaded, one row each. `removal_wanted` follows the Delete key."""

    row_changed = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[LoadedRow] = ()
        self.setFont(figures_font(self.font()))
        self.setAccessibleName("Fee schedules and tables loaded")
        self.setFrameShape(QFrame.Shape.NoFrame)
        header = TableTitles("Columns of what is loaded", self, _SIDE)
        self.setHeader(header)
        self.setHeaderLabels(list(TABLE_WORDS[Table.LOADED]))
        for column in range(_FROM + 1):
            self.headerItem().setTextAlignment(column, LEFT)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        # What belongs to a row stands below it, always: nothing is to be unfolded.
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setItemDelegate(_LoadedRows(self, _SIDE))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMinimumHeight((self.fontMetrics().height() + GRID) * (_LINES + 1) + 2 * GRID)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda item, before: self.row_changed.emit())
        self.currentItemChanged.connect(self.viewport().update)  # the frame is around the row
        self.itemSelectionChanged.connect(self.row_changed)

    @property
    def row(self) -> LoadedRow | None:
        """The row that the keyboard is on."""
        at = self.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def selected(self) -> list[LoadedRow]:
        """The rows selected, from above."""
        chosen = self.selectionModel().selectedRows()
        return [self._rows[at] for at in sorted(index.row() for index in chosen)]

    def show_rows(self, rows: Sequence[LoadedRow]) -> None:
        """Show what is loaded now.

        What has come is selected, else what was; where that is gone, what stands in its place.
        """
        selected, known = self.row, {(row.identity, row.sources) for row in self._rows}
        place = min(self.currentIndex().row(), len(rows) - 1)
        added = [row for row in rows if (row.identity, row.sources) not in known] if known else []
        self.blockSignals(True)
        self.clear()
        self._rows = rows
        kinds: set[ReleaseKind] = set()
        for row in rows:
            self.addTopLevelItem(self._item(row, newest=row.kind not in kinds))
            kinds.add(row.kind)
        self._show_parts()
        kept = next((row for row in rows if selected and row.identity == selected.identity), None)
        chosen = added[0] if added else kept or (rows[max(place, 0)] if rows else None)
        if chosen is not None:
            # Not by the keys that are down at this time, such as those that opened the dialog.
            self.selectionModel().setCurrentIndex(self.model().index(rows.index(chosen), 0), _ALONE)
        self.blockSignals(False)
        self.row_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._rows:
            self.show_rows(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected row on view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the removal of the row by the keys that delete elsewhere."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _item(self, row: LoadedRow, newest: bool) -> QTreeWidgetItem:
        kind = LISTED_KINDS[row.kind]
        item = QTreeWidgetItem(["", kind, row.shown, row.dates, row.origin])
        item.setData(_BADGE, _COMPLETE, row.complete)
        item.setData(_BADGE, Qt.ItemDataRole.AccessibleTextRole, _SAID[row.complete])
        item.setToolTip(_BADGE, _SAID[row.complete])
        item.setToolTip(_FROM, tip(row.origin))
        item.setData(_BADGE, _NEWEST, newest)
        metrics = QFontMetrics(semibold_of(self.font()))
        height = metrics.height() + _ROW_SPACE
        item.setSizeHint(_BADGE, QSize(mark_size(self.font()) + 2 * GRID, height))
        for column in range(_KIND, _FROM):
            width = metrics.horizontalAdvance(
                max(item.text(column), TABLE_WORDS[Table.LOADED][column], key=len)
            )
            item.setSizeHint(column, QSize(width + GRID, height))
        if row.parts:
            parts = QTreeWidgetItem(item)
            parts.setFlags(Qt.ItemFlag.ItemIsEnabled)
            parts.setData(0, _PARTS, row.parts)
            said = ", ".join(f"{part.name} {part.said}" for part in row.parts)
            parts.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            parts.setToolTip(0, said)
        return item

    def _show_parts(self) -> None:
        """Show the parts of each row below it, over the whole width."""
        self.expandAll()
        for at, row in enumerate(self._rows):
            if row.parts:
                self.setFirstColumnSpanned(0, self.model().index(at, 0), True)


class _LoadedRows(TableCells):
    """Draws the badge of a row, and the parts of code pairs with a badge each.

    The newest of each kind stands out from the earlier ones.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Have what says less in a quiet color."""
        super().initStyleOption(option, index)
        newest = index.sibling(index.row(), _BADGE).data(_NEWEST)
        if index.column() == _KIND and newest:
            option.font = semibold_of(option.font)
        elif index.column() in (_KIND, _FROM):
            quiet = secondary(option.widget.palette())
            option.palette.setColor(QPalette.ColorRole.Text, quiet)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell."""
        super().paint(painter, option, index)
        parts: Sequence[Part] = index.data(_PARTS) or ()
        complete = index.data(_COMPLETE)
        at = option.rect.left() + _SIDE
        if complete is not None:
            self._paint_badge(painter, option, at, complete)
        side = mark_size(option.font)
        at += side + _SIDE
        for part in parts:
            if part.loaded is not None:
                self._paint_badge(painter, option, at, part.loaded)
                at += side + GRID
            at = self._paint_words(painter, option, at, part.name, bold=True) + GRID
            at = self._paint_words(painter, option, at, part.said, bold=False) + _SIDE

    def _paint_badge(
        self, painter: QPainter, option: QStyleOptionViewItem, at: int, complete: bool
    ) -> None:
        side = mark_size(option.font)
        top = option.rect.center().y() - side / 2 + 1
        place = QRectF(at, top, side, side)
        if complete:
            paint_settled(painter, place, option.palette)
        else:
            paint_mark(painter, place, Severity.WARNING, option.palette)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, at: int, words: str, *, bold: bool
    ) -> int:
        """Draw words, and return where they end."""
        font = QFont(option.font)
        palette = option.palette
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        painter.save()
        painter.setFont(font)
        painter.setPen(palette.color(palette.ColorRole.Text) if bold else secondary(palette))
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRect(at, option.rect.top(), width, option.rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
        return at + width


_COVERED = "Dates covered: {} to {}"
_LEFT, _RIGHT = 2, 1  # their shares of the width
_MUCH = 100 * GRID  # of which each gets its share


class Panes(ThinSplitter):
    """Shows what is loaded at the left; at the right what is missing, and the results at the top
    when there are any.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.table = LoadedTable(self)
        self._covered = ScaledLabel(1.0, self, quiet=True)
        loaded = Section(WORDS[Title.LOADED], self.table, self)
        loaded.add_to_head(self._covered)
        loaded.setAutoFillBackground(True)
        loaded.setBackgroundRole(QPalette.ColorRole.Base)
        self._missing = MissingPane(self)
        self._count = Count(CAPTION, self)
        missing_section = Section(WORDS[Title.MISSING], self._missing, self)
        missing_section.count_in_head(self._count)
        self._results = ResultList(self)
        self._results_section = Section(WORDS[Title.RESULTS], self._results, self)
        self._results_section.hide()
        self._column((loaded, 1))
        self._column((self._results_section, 1), (missing_section, 2))
        self.setSizes([_LEFT * _MUCH, _RIGHT * _MUCH])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()

    def add_result(self, result: Result) -> None:
        """Put a result on top of the others."""
        self._results.add(result)
        self._results_section.show()

    def show_covered(self, editions: Sequence[Edition]) -> None:
        """Show from when to when there are fees."""
        first = min(each.valid_from for each in editions)
        last = max(each.valid_to for each in editions)
        self._covered.setText(_COVERED.format(american(first), american(last)))

    def show_missing(self, found: Sequence[Missing], year: int) -> None:
        """Show what is missing."""
        self._missing.show_missing(found, year)
        self._count.setText(str(len(found)))
        self._count.setAccessibleName(f"{len(found)} missing")
        self._count.setVisible(bool(found))

    def _column(self, *sections: tuple[Section, int]) -> None:
        column = ThinSplitter(Qt.Orientation.Vertical, self, *(section for section, _ in sections))
        for place, (_, share) in enumerate(sections):
            column.setStretchFactor(place, share)
        column.setSizes([share * _MUCH for _, share in sections])


_TITLE = "&Yearly amounts"
_SAID_LINES = 2
_KEYS = "F2 edits an amount. Del takes back what you typed. Ctrl+Z undoes the last change."
_NOT_KEPT = "Not saved yet. Press Enter to save your entry, or close again to discard it."
_WRONG = "Not saved yet. Close again to discard it."


class YearlyPane(Band):
    """The table of the yearly amounts, and a sentence on the cell that the keyboard is in.

    `read` reads what other programs typed meanwhile, and returns why it can't. `keep` keeps
    amounts, and returns the file that it set aside because it couldn't be read; it raises OSError.
    `kept` follows what is kept, `rested` the end of typing in a cell.
    """

    kept = Signal()
    rested = Signal()

    def __init__(
        self,
        reference: Reference,
        read: Callable[[], str],
        keep: Callable[[Sequence[TypedAmount]], Path | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._reference = reference
        self._read = read
        self._keep = keep
        self._unread = ""  # why the file can't be read
        self._aside = ""  # where it is by now
        self._warned = False
        self.table = YearlyTable(reference, self._take, self)
        self._said = Notice("About the yearly amounts", _SAID_LINES, self)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._said.setContentsMargins(SIDE, GRID, SIDE, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Section(_TITLE, self.table, self))
        layout.addWidget(self._said)
        self.table.currentCellChanged.connect(self._say)
        self.table.edited.connect(self._say)
        self.table.rested.connect(self.rested)
        self._say()

    def catch_up(self) -> None:
        """Show what other programs typed meanwhile, or why that can't be read."""
        unread = self._read()
        if unread and unread != self._unread:
            announce(self, unread)
        self._unread = unread
        self.renew()

    def renew(self) -> None:
        """Show what holds now."""
        self.table.renew()
        if not self._warned:
            self._say()

    def holds_back(self) -> bool:
        """Return whether something typed is not kept, and say so; each is said once."""
        if not self.table.unkept or self._warned:
            return False
        self.table.go_to_unkept()
        said, severity = self.table.said
        words = f"{said} {_WRONG}" if severity is Severity.ACTION else _NOT_KEPT
        self._said.say(words, Severity.WARNING)
        announce(self, words)
        self._warned = True
        return True

    def give_up(self) -> None:
        """Forget what is typed and not kept."""
        self.table.give_up()
        self._say()

    def _say(self) -> None:
        """Say what is to be known of the cell, and of the file."""
        self._warned = False
        said, severity = self.table.said
        if self._unread:
            severity = severity or Severity.WARNING
        words = " ".join(filter(None, (self._unread, self._aside, said)))
        self._said.say(words, severity)
        self.table.setAccessibleDescription(f"{words} {_KEYS}")

    def _take(self, change: Change) -> str:
        """Keep what a change makes of what is typed, or return why that can't be, and say it."""
        self._read()  # what another program typed meanwhile is kept, too
        typed = self._reference.typed
        try:
            amounts = change(typed)
            aside = self._keep(amounts) if amounts != typed else None
        except ValueError as error:
            why = str(error)
        except OSError as error:
            why = f"Couldn't save the amounts: {error.strerror}."
        else:
            self._unread, self._aside = "", with_aside("", aside)
            self.kept.emit()
            return ""
        announce(self, why)
        return why
