"""Both rules side by side: the units of each service, and why they differ."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.assessment import Assessment, RuleComparison
from quarterhour.fees import dollars
from quarterhour.report.wording import marked
from quarterhour.units import difference_sentence
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.buttons import close_box
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.views import LEFT, RIGHT, TableCells, TableTitles
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title
from quarterhour.window.worksheet import Worksheet

_SIZE = (880, 440)
_AGREE = "Both rules give the same units."
_NOTHING = "Enter services and minutes to compare the rules."
_PAYER = (
    "Medicare uses the 8-minute rule. Use the midpoint rule only if the payer's contract says so. "
    "Amounts are Medicare's either way."
)


class RulesDialog(QDialog):
    """Follows the visit while it is typed."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self.setWindowTitle(WORDS[Title.COMPARE_RULES])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._table = _table(self)
        self._why = _sentence(self)
        payer = _sentence(self)
        payer.setText(_PAYER)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._why)
        layout.addWidget(payer)
        layout.addWidget(close_box(self))
        self.resize(*_SIZE)
        worksheet.assessed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        comparison = self._worksheet.session.compared_by_rule()
        if comparison is None or not comparison.total_minutes.services:
            self._table.setRowCount(0)
            self._explain(_NOTHING)
            return
        rows = _rows(comparison)
        self._table.setRowCount(len(rows))
        for at, texts in enumerate(rows):
            total = at >= len(rows) - 2
            for column, text in enumerate(texts):
                self._table.setItem(at, column, _cell(text, column, total))
        self._explain("\n".join(map(difference_sentence, comparison.differences)) or _AGREE)

    def _explain(self, text: str) -> None:
        self._why.setText(text)
        self._why.setAccessibleName(f"Why the rules differ: {text}")


def _rows(comparison: RuleComparison) -> list[tuple[str, ...]]:
    """Return a row a service, then the units and the allowed amount in all."""
    together, alone = comparison.total_minutes, comparison.midpoint
    rows: list[tuple[str, ...]] = [
        (
            f"{one.code}  {one.label}",
            str(one.minutes or DASH),
            str(one.units),
            str(other.units),
        )
        for one, other in zip(together.services, alone.services, strict=True)
    ]
    units = [str(each.units) for each in (together, alone)]
    rows.append(("Units", f"{together.count.timed_minutes} timed", *units))
    rows.append((marked("Allowed", together), "", _allowed(together), _allowed(alone)))
    return rows


def _allowed(assessment: Assessment) -> str:
    return DASH if assessment.payment is None else dollars(assessment.payment.allowed)


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(TABLE_WORDS[Table.RULES]), parent)
    table.setAccessibleName("Units by both rules")
    table.setFont(figures_font(table.font()))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setItemDelegate(TableCells(table))
    header = TableTitles("Columns of units by both rules", table)
    table.setHorizontalHeader(header)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, words in enumerate(TABLE_WORDS[Table.RULES]):
        title = QTableWidgetItem(words)
        title.setTextAlignment(RIGHT if column else LEFT)
        table.setHorizontalHeaderItem(column, title)
    return table


def _cell(text: str, column: int, total: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(RIGHT if column else LEFT)
    if total:
        bold = QFont()
        bold.setBold(True)
        item.setFont(bold)
    return item


def _sentence(parent: QWidget) -> QLabel:
    label = plain_label(parent=parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
