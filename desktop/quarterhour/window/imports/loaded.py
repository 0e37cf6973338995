"""What is loaded, included and imported, as rows. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from quarterhour.reference import Edition, Reference, Release, ReleaseKind, Source, american
from quarterhour.reference.missing import new_codes
from quarterhour.reference.pair_parts import PART_NOT_KNOWN
from quarterhour.reference.records import ImportEntry
from quarterhour.reference.typed_rules import typable
from quarterhour.window.imports.jobs import RemoveJob
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.plain import tip
from quarterhour.window.words import TABLE_WORDS, Table

_BUNDLED = "Included"
_IN_PART = "Imported in part"
_PRICES_NOTHING = "None: a newer release sets the fees"
# The tables beside the fee schedules, in the order in which they are listed.
_OTHERS = (
    ReleaseKind.ZIP_CODES,
    ReleaseKind.ZIP_PLUS_FOUR,
    ReleaseKind.UNIT_LIMITS,
    ReleaseKind.PAIR_EDITS,
)


class LoadedRow(NamedTuple):
    """A release that is loaded. `removal` removes it, where it was imported.

    `origin` says in a few words where it is from, and `about` in sentences what more there is to
    know of it.
    """

    kind: ReleaseKind
    release: str
    dates: str
    factor: str
    origin: str
    about: tuple[str, ...]
    sources: tuple[Source, ...]
    removal: RemoveJob | None = None

    @property
    def identity(self) -> tuple[ReleaseKind, str]:
        """What the row is about, whoever brought it."""
        return self.kind, self.release


def loaded_rows(reference: Reference) -> list[LoadedRow]:
    """Return what is loaded: fee schedules, the newest first, then the other tables.

    ZIP codes come first; then comes what is imported, then what is included, of a table the
    earliest first.
    """
    imported: dict[tuple[ReleaseKind, str], list[ImportEntry]] = {}
    for entry in reference.entries:
        imported.setdefault((entry.kind, entry.release), []).append(entry)
    rows = [
        _schedule(reference, edition, imported.get((ReleaseKind.FEE_SCHEDULE, edition.release), []))
        for edition in reversed(reference.editions)
    ]
    others = [each for kind in _OTHERS for each in reference.releases if each.kind is kind]
    others.sort(key=lambda each: (each.kind is not ReleaseKind.ZIP_CODES, not each.imported))
    zip_codes = [each for each in others if each.kind is ReleaseKind.ZIP_CODES]
    replaced = {each.name for each in zip_codes if each.imported}
    for each in others:
        if each.imported:
            files = imported.get((each.kind, each.name), [])
            about = (*_pairs_of(reference, each), *_about(files))
            parts = reference.edits.pair_parts.get(each.name)
            origin = _IN_PART if parts and parts.missing else _origin(files)
            rows.append(_other(each, origin, about, RemoveJob(each.kind, each.name)))
        elif each.name in replaced:
            rows.append(_other(each, f"{_BUNDLED}, replaced by your import"))
        else:
            rows.append(_other(each, _BUNDLED))
    return rows


def _schedule(reference: Reference, edition: Edition, files: list[ImportEntry]) -> LoadedRow:
    kind = ReleaseKind.FEE_SCHEDULE
    spans = [f"{american(first)} to {american(last)}" for first, last in reference.spans(edition)]
    factor, *own = map(str, reference.factors(edition))
    factors = f"Conversion factor {factor}"
    factors += f"; of qualifying APM participants {own[0]}." if own else "."
    return LoadedRow(
        kind,
        edition.release,
        ", ".join(spans) or _PRICES_NOTHING,
        ", ".join([factor, *own]),
        _origin(files) if edition.imported else _BUNDLED,
        (factors, *_about(files)),
        _release_of(reference, edition).sources,
        RemoveJob(kind, edition.release) if edition.imported else None,
    )


def _release_of(reference: Reference, edition: Edition) -> Release:
    """Return the release of an edition, with all its files: also those that price nothing."""
    return next(
        each
        for each in reference.releases
        if each.kind is ReleaseKind.FEE_SCHEDULE
        and (each.name, each.imported) == (edition.release, edition.imported)
    )


def _pairs_of(reference: Reference, release: Release) -> tuple[str, ...]:
    """Return which parts of a quarter's pairs are in, of another table nothing."""
    if release.kind is not ReleaseKind.PAIR_EDITS:
        return ()
    parts = reference.edits.pair_parts.get(release.name)
    return (f"NCCI edits: {parts.words if parts else PART_NOT_KNOWN}.",)


def _other(
    release: Release, origin: str, about: tuple[str, ...] = (), removal: RemoveJob | None = None
) -> LoadedRow:
    dates = f"From {american(release.begins)}"
    return LoadedRow(release.kind, release.name, dates, "", origin, about, release.sources, removal)


def _origin(files: list[ImportEntry]) -> str:
    """Return when a release was imported."""
    days = [entry.imported_on for entry in files]
    return f"Imported {american(date.fromisoformat(max(days)))}" if days else "Imported"


def _about(files: list[ImportEntry]) -> tuple[str, ...]:
    """Return from which files a release was imported."""
    return tuple(
        f"Imported {american(date.fromisoformat(entry.imported_on))} from {entry.file}"
        for entry in files
    )


def edition_offered(reference: Reference, row: LoadedRow | None) -> Edition | None:
    """Return the import whose rules of new codes are typed: that of a row, else the newest one that
    has some, those not yet known before those that are.
    """
    open_ones = [each for each in reversed(reference.editions) if typable(reference, each)]
    of_row = [each for each in open_ones if row and row.removal and _is_of(each, row)]
    wanted = [each for each in open_ones if new_codes(reference, each)]
    return next(iter([*of_row, *wanted, *open_ones]), None)


def _is_of(edition: Edition, row: LoadedRow) -> bool:
    return (ReleaseKind.FEE_SCHEDULE, edition.release) == row.identity


_FROM = 3
_LINES = 3
_GAP = 3 * GRID
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
        self.setHeaderLabels(list(TABLE_WORDS[Table.LOADED]))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumHeight((self.fontMetrics().height() + GRID) * (_LINES + 1) + 2 * GRID)
        header = self.header()
        header.setAccessibleName("Columns of what is loaded")
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda item, before: self.row_changed.emit())
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
        self.addTopLevelItems([_item(row, self.fontMetrics()) for row in rows])
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here, also after another window was closed."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the removal of the row by the keys that delete elsewhere."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


def _item(row: LoadedRow, metrics: QFontMetrics) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.release, row.dates or DASH, row.factor or DASH, row.origin])
    item.setToolTip(_FROM, tip(row.origin))
    for column in range(_FROM):
        width = metrics.horizontalAdvance(
            max(item.text(column), TABLE_WORDS[Table.LOADED][column], key=len)
        )
        item.setSizeHint(column, QSize(width + _GAP, metrics.height() + GRID))
    return item
