"""What is loaded, included and imported, and what is asked before some of it is removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from quarterhour.claims import listed
from quarterhour.reference import Edition, Reference, Release, ReleaseKind, Source, american
from quarterhour.reference.missing import new_codes
from quarterhour.reference.pair_parts import PART_NOT_KNOWN
from quarterhour.reference.records import ImportEntry
from quarterhour.reference.typed_rules import codes_kept_with, typable
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.text import tip
from quarterhour.window.words import TABLE_WORDS, Table

_BUNDLED = "Included"
_REPLACED = "Included, replaced by your import"
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
    """A release that is loaded; one that was `imported` can be removed.

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
    imported: bool

    @property
    def identity(self) -> tuple[ReleaseKind, str]:
        """What the row is about, whoever brought it."""
        return self.kind, self.release


def loaded_rows(reference: Reference) -> list[LoadedRow]:
    """Return what is loaded: fee schedules, the newest first, then the other tables.

    ZIP codes come first; then comes what is imported, then what is included, of a table the
    earliest first.
    """
    zip_codes = ReleaseKind.ZIP_CODES
    others = [each for each in reference.releases if each.kind in _OTHERS]
    others.sort(
        key=lambda each: (each.kind is not zip_codes, not each.imported, _OTHERS.index(each.kind))
    )
    replaced = {each.name for each in others if each.kind is zip_codes and each.imported}
    return [
        *(_schedule(reference, edition) for edition in reversed(reference.editions)),
        *(_other(reference, each, each.name in replaced) for each in others),
    ]


def _schedule(reference: Reference, edition: Edition) -> LoadedRow:
    kind = ReleaseKind.FEE_SCHEDULE
    files = _files(reference, kind, edition.release)
    spans = [f"{american(first)} to {american(last)}" for first, last in reference.spans(edition)]
    factor, *own = map(str, reference.factors(edition))
    factors = f"Conversion factor {factor}"
    factors += f"; of qualifying APM participants {own[0]}." if own else "."
    # Of the release, not of the edition: these are all its files, also those that price nothing.
    sources = next(
        each.sources
        for each in reference.releases
        if (each.kind, each.name, each.imported) == (kind, edition.release, edition.imported)
    )
    return LoadedRow(
        kind,
        edition.release,
        ", ".join(spans) or _PRICES_NOTHING,
        ", ".join([factor, *own]),
        _origin(files) if edition.imported else _BUNDLED,
        (factors, *_about(files)),
        sources,
        edition.imported,
    )


def _other(reference: Reference, release: Release, replaced: bool) -> LoadedRow:
    """Return a table other than a fee schedule, the parts of a quarter's pairs as one."""
    origin, about = _REPLACED if replaced else _BUNDLED, []
    if release.imported:
        files = _files(reference, release.kind, release.name)
        parts = reference.edits.pair_parts.get(release.name)
        origin = _IN_PART if parts and parts.missing else _origin(files)
        if release.kind is ReleaseKind.PAIR_EDITS:
            about.append(f"NCCI edits: {parts.words if parts else PART_NOT_KNOWN}.")
        about += _about(files)
    return LoadedRow(
        release.kind,
        release.name,
        f"From {american(release.begins)}",
        "",
        origin,
        tuple(about),
        release.sources,
        release.imported,
    )


def _files(reference: Reference, kind: ReleaseKind, release: str) -> list[ImportEntry]:
    return [each for each in reference.entries if (each.kind, each.release) == (kind, release)]


def _origin(files: Sequence[ImportEntry]) -> str:
    """Return when a release was imported."""
    days = [entry.imported_on for entry in files]
    return f"Imported {american(date.fromisoformat(max(days)))}" if days else "Imported"


def _about(files: Sequence[ImportEntry]) -> list[str]:
    """Return from which files a release was imported."""
    return [
        f"Imported {american(date.fromisoformat(entry.imported_on))} from {entry.file}"
        for entry in files
    ]


def edition_offered(reference: Reference, row: LoadedRow | None) -> Edition | None:
    """Return the import whose rules of new codes are typed: that of a row, else the newest one that
    has some, those not yet known before those that are.
    """
    open_ones = [each for each in reversed(reference.editions) if typable(reference, each)]
    selected = (row.kind, row.release) if row and row.imported else None
    of_row = [each for each in open_ones if (ReleaseKind.FEE_SCHEDULE, each.release) == selected]
    wanted = [each for each in open_ones if new_codes(reference, each)]
    return next(iter([*of_row, *wanted, *open_ones]), None)


_FEW = 3
_TABLES = {ReleaseKind.ZIP_CODES, ReleaseKind.UNIT_LIMITS, ReleaseKind.PAIR_EDITS}
_TABLES_BEFORE = "The earlier tables are used again."
_PARTS_GO = "All parts of {} are removed."
_NO_PLUS_FOUR = "ZIP+4 no longer finds a locality."


def name_of(rows: Sequence[LoadedRow]) -> str:
    """Return the name of an import, of several their number."""
    return rows[0].release if len(rows) == 1 else f"{len(rows)} imports"


def removal_question(reference: Reference, rows: Sequence[LoadedRow]) -> str:
    """Return what is asked, with what comes of it."""
    names = listed(row.release for row in rows) if len(rows) <= _FEW else name_of(rows)
    return " ".join([f"Remove {names}?", *dict.fromkeys(_effects(reference, rows))])


def _effects(reference: Reference, rows: Sequence[LoadedRow]) -> Iterator[str]:
    going = {row.release for row in rows if row.kind is ReleaseKind.FEE_SCHEDULE}
    left = [e for e in reference.editions if not (e.imported and e.release in going)]
    for edition in reference.editions:
        if edition.imported and edition.release in going:
            yield from _of_schedule(reference, edition, left)
            if codes := codes_kept_with(reference, edition.release):
                many = "1 code" if len(codes) == 1 else f"{len(codes)} codes"
                yield f"The rules you entered for {many} are removed too: {listed(codes)}."
    kinds = {row.kind for row in rows}
    yield from (_PARTS_GO.format(e.release) for e in rows if e.kind is ReleaseKind.PAIR_EDITS)
    if ReleaseKind.ZIP_PLUS_FOUR in kinds:
        yield _NO_PLUS_FOUR
    if kinds & _TABLES:
        yield _TABLES_BEFORE


def _of_schedule(
    reference: Reference, edition: Edition, left: Collection[Edition]
) -> Iterator[str]:
    for first, last in reference.spans(edition):
        dates = f"{american(first)} to {american(last)}"
        again = [_pricing(day, left) for day in (first, last)]
        if all(again):
            yield f"{dates} will use {listed(again)} again."
        else:
            yield f"{dates} will have no fees."


def _pricing(day: date, left: Collection[Edition]) -> str:
    """Return which of the releases left prices a day: the newest, or none."""
    found = [each for each in left if each.valid_from <= day <= each.valid_to]
    return max(found, key=lambda each: each.begins).release if found else ""


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
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMinimumHeight((self.fontMetrics().height() + GRID) * (_LINES + 1) + 2 * GRID)
        header = self.header()
        header.setAccessibleName("Columns of what is loaded")
        header.setSectionsMovable(False)
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
