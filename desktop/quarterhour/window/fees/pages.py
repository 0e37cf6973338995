"""The two comparisons: a table with a picture beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from quarterhour.reference import NATIONAL, Reference
from quarterhour.reference.fee_table import EditionFee, fees_by_locality
from quarterhour.window.fees.picture import FeePicture
from quarterhour.window.fees.rows import (
    FeeRow,
    difference,
    place_bars,
    place_rows,
    place_sentence,
    year_bars,
    year_rows,
    year_sentence,
)
from quarterhour.window.fees.subject import Subject, fees_through_the_years
from quarterhour.window.fees.table import FeeTable
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import TABLE_WORDS, Table

_TABLE_SHARE, _PICTURE_SHARE = 3, 2


class YearsPage(QWidget):
    """The fee of a service in one place, edition by edition."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        titles = TABLE_WORDS[Table.YEARS]
        self.table = FeeTable("Fees through the years", titles, titles, self)
        self.picture = FeePicture("Picture of the fees through the years", self)
        layout = _grid(self)
        layout.addWidget(self.table, 0, 0)
        layout.addWidget(self.picture, 0, 1)

    def show_subject(self, subject: Subject) -> None:
        """Show another service or place; nothing where one of them is not known."""
        if not (subject.code and subject.locality):
            self.table.show_rows([])
            self.picture.show_bars([], "Choose a service and a location.")
            return
        fees = fees_through_the_years(self._reference, subject.locality, subject.code)
        self.table.show_rows(year_rows(fees, subject))
        self.picture.show_bars(year_bars(fees, subject), year_sentence(fees, subject))


class LocalitiesPage(QWidget):
    """The fee of a service in one edition, locality by locality, the highest first."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        self._rows: Sequence[FeeRow] = ()
        titles, copied = TABLE_WORDS[Table.LOCALITIES], TABLE_WORDS[Table.LOCALITIES_COPIED]
        self.table = FeeTable("Fees across localities", titles, copied, self)
        self.picture = FeePicture("Picture of the fees across localities", self)
        self._filter = QLineEdit(self)
        self._filter.setAccessibleName("Filter: show only localities with this text")
        self._filter.setPlaceholderText("Filter by state or name, such as FL")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._show_rows)
        label = plain_label("&Filter", self)
        label.setBuddy(self._filter)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(label)
        top.addWidget(self._filter, 1)
        self._note = plain_label(parent=self)
        layout = _grid(self)
        layout.addLayout(top, 0, 0)
        layout.addWidget(self._note, 0, 1)
        layout.addWidget(self.table, 1, 0)
        layout.addWidget(self.picture, 1, 1)
        self.setTabOrder(self._filter, self.table)

    def show_subject(self, subject: Subject) -> None:
        """Show another service, edition or place; nothing where the service is not known."""
        fees: list[EditionFee] = []
        sentence = "Choose a service and a location."
        if subject.code:
            fees = fees_by_locality(self._reference, subject.edition, subject.code)
            sentence = place_sentence(fees, subject)
        self._rows = place_rows(fees, subject)
        self._note.setText(_compared(fees, subject))
        self.picture.show_bars(place_bars(fees, subject), sentence)
        self._show_rows()

    def _show_rows(self) -> None:
        words = self._filter.text().casefold().replace(",", " ").split()
        self.table.show_rows([row for row in self._rows if row.has(words)])


def _compared(fees: Sequence[EditionFee], subject: Subject) -> str:
    """Say what the localities are compared with, and how the chosen one compares."""
    if len(fees) <= 1:
        return ""
    chosen = next((fee for fee in fees if fee.locality.id == subject.locality), None)
    if chosen is None or chosen.locality == NATIONAL:
        return "Compared with the national average"
    words = difference(chosen)
    return words[0].upper() + words[1:]


def _grid(page: QWidget) -> QGridLayout:
    layout = QGridLayout(page)
    layout.setContentsMargins(*[3 * GRID] * 4)
    layout.setHorizontalSpacing(4 * GRID)
    layout.setVerticalSpacing(2 * GRID)
    layout.setColumnStretch(0, _TABLE_SHARE)
    layout.setColumnStretch(1, _PICTURE_SHARE)
    return layout
