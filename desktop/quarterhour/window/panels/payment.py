"""The payment, from what is allowed to what Medicare and the patient pay."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.figure import Figure
from quarterhour.window.panels.amounts import payment_rows
from quarterhour.window.worksheet import Worksheet

_WIDEST = "-$88,888.88"
_RESULTS = ("Patient pays", "Medicare pays")


class PaymentPanel(QWidget):
    """Shows the amounts of the payment, lined up at the right."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._titles: list[QLabel] = []
        self._amounts: list[Figure] = []
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * GRID)
        layout.setVerticalSpacing(GRID // 2)
        layout.setColumnStretch(0, 1)
        for row, (name, _) in enumerate(payment_rows(None)):
            font = QFont(self.font())
            font.setBold(name in _RESULTS)
            title = QLabel(name, self)
            title.setFont(font)
            amount = Figure(name, _WIDEST, font, self)
            layout.addWidget(title, row, 0)
            layout.addWidget(amount, row, 1)
            self._titles.append(title)
            self._amounts.append(amount)
        worksheet.assessed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        outcome = self._worksheet.outcome
        rows = payment_rows(outcome.payment, bool(outcome.denied))
        for title, amount, (name, text) in zip(self._titles, self._amounts, rows, strict=True):
            if name != title.text():
                title.setText(name)
            amount.show_text(text)
