"""What stands in the place of the payment where the date has no fees: the way to them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from quarterhour.reference.cms_pages import PAGES, release_of
from quarterhour.reference.records import ReleaseKind
from quarterhour.window.look import ELLIPSIS, GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import ScaledLabel
from quarterhour.window.look.views import know_viewport

_NO_FEES = "No {year} fees yet."
_GET = "Units and modifiers are shown without payment. From CMS, get {release}:"
_THEN = f"Then choose Import{ELLIPSIS}, and enter the {{year}} deductible and KX threshold."
_AMOUNTS = f"Yearly amounts{ELLIPSIS}"
_ADDRESS = PAGES[ReleaseKind.FEE_SCHEDULE].address
_LINES = 3


class NoFees(QWidget):
    """Tells what to get from CMS and what then; `amounts_wanted` follows its last button.

    The address is to copy: the program opens none.
    """

    amounts_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ScaledLabel(1.0, self, semibold=True)
        self._get = plain_label("", self)
        self._then = plain_label("", self)
        for label in (self._get, self._then):
            label.setWordWrap(True)
        self._address = QPlainTextEdit(_ADDRESS, self)
        know_viewport(self._address)
        self._address.setAccessibleName("Address of the page")
        self._address.setReadOnly(True)
        self._address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._address.setTabChangesFocus(True)
        self._address.setFrameShape(QFrame.Shape.Box)
        self._address.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._address.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy = plain_button("Copy", "Copy the address", self)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(_ADDRESS))
        amounts = plain_button(_AMOUNTS, _AMOUNTS, self)
        amounts.clicked.connect(self.amounts_wanted)
        self._stops = (self._address, copy, amounts)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._address, 1)
        line.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._get)
        column.addLayout(line)
        column.addWidget(self._then)
        column.addWidget(amounts, 0, Qt.AlignmentFlag.AlignLeft)
        self._dress()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in this order."""
        return self._stops

    def tell(self, day: date) -> None:
        """Tell of a day, its year, and the release that has its fees."""
        year, release = day.year, release_of(day)
        texts = (_NO_FEES.format(year=year), _GET.format(release=release), _THEN.format(year=year))
        for label, text in zip((self._title, self._get, self._then), texts, strict=True):
            label.setText(text)
            label.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def _dress(self) -> None:
        self._title.follow_font()
        margins = self._address.document().documentMargin()
        height = _LINES * self._address.fontMetrics().lineSpacing() + 2 * round(margins) + GRID
        self._address.setFixedHeight(height)
        self._address.viewport().setBackgroundRole(QPalette.ColorRole.Base)
