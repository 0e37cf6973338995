"""Dialogs about a visit: its label, its patient's year, and both rules side by side."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.assessment import Assessment, RuleComparison
from quarterhour.claims import GROUP_WORDS, Group, Severity, action_title
from quarterhour.entry import Session
from quarterhour.entry.about_visit import about_deductible
from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.questions import threshold_answered, threshold_compared
from quarterhour.fees import dollars
from quarterhour.report.wording import marked
from quarterhour.units import difference_sentence
from quarterhour.window.details import (
    ReadField,
    explained,
    frame,
    in_a_row,
    note,
    shown,
    stacked,
    titled,
)
from quarterhour.window.details.statements import ReviewDialog
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.buttons import acting_button, close_box
from quarterhour.window.look.text import announce, figures_font, paragraph
from quarterhour.window.look.views import LEFT, RIGHT, TableCells, TableTitles
from quarterhour.window.words import TABLE_WORDS, WORDS, Table, Title
from quarterhour.window.worksheet import Worksheet

_LABEL_SIZE = (480, 220)
_MOST = 120
_NO_NAME = (
    "Don't enter names, birth dates, or record numbers. Anyone who has the file can read this "
    "label."
)
_USE = (
    "For your own reference, such as \u201cafternoon, knee\u201d. It's never printed or exported."
)


class LabelDialog(QDialog):
    """Edits the label, which is optional; every change is a step that can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        field = QLineEdit(session.draft.label, self)
        field.setMaxLength(max(_MOST, len(session.draft.label)))
        field.setAccessibleName(WORDS[Title.VISIT_LABEL])
        field.setAccessibleDescription(f"{_NO_NAME} {_USE}")
        field.textEdited.connect(lambda text: session.change(label=text))
        warning = note("names in the label", _NO_NAME, self)
        warning.say(_NO_NAME, Severity.WARNING)
        below = explained(field, warning, note("the label", _USE, self))
        content = stacked(titled("Private &label", field), below, spacing=GRID)
        frame(self, WORDS[Title.VISIT_LABEL], content, _LABEL_SIZE)
        field.setFocus()


_YEAR_SIZE = (520, 420)
_NOT_KEPT = "This isn't an amount and won't be kept. Correct it, or close again to leave it out."
_TO_DATE = {Group.PT_SLP: "pt_slp_to_date", Group.OT: "ot_to_date"}


class PatientYearDialog(QDialog):
    """Edits what is left of the deductible, what was allowed so far, and KX or ABN.

    Every change shows at once.
    """

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session = worksheet.session
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        # As it is typed: what cannot be read stays, and is told here and in the window.
        self._deductible = ReadField(
            "&Deductible left",
            "",
            session.draft.deductible,
            str,
            lambda text: session.change(deductible=text),
            self,
        )
        self._deductible.add_to(form)
        self._to_date = {group: self._charges(group, form) for group in _TO_DATE}
        self._told: list[str] = []  # what can't be read, as it was told of
        self._necessity = note("care over the KX threshold", "", self)
        question = session.question_of_threshold
        review = acting_button(
            action_title(question()),
            lambda: ReviewDialog(session, question(), self).open(),
            self,
        )
        content = stacked(form, self._necessity, in_a_row(review, None), spacing=3 * GRID)
        frame(self, WORDS[Title.PATIENT_YEAR], content, _YEAR_SIZE)
        worksheet.assessed.connect(self._follow)
        worksheet.stepped.connect(self._fill)
        worksheet.replaced.connect(self._fill)
        self._follow()
        QTimer.singleShot(0, self._deductible.edit, self._deductible.edit.selectAll)

    def reject(self) -> None:
        """Close; what can't be read would not be kept, so that it is told of first."""
        unread = [field for field in self._to_date.values() if field.unread]
        texts = [field.unread for field in unread]
        if texts and texts != self._told:
            self._told = texts
            for field in unread:
                field.complain(_NOT_KEPT)
            unread[0].edit.setFocus()
            unread[0].edit.selectAll()
            announce(self, _NOT_KEPT)
        else:
            super().reject()

    def _charges(self, group: Group, form: QFormLayout) -> ReadField[Decimal | None]:
        name = _TO_DATE[group]

        def charge(value: Decimal | None) -> None:
            self._session.allowed_to_date(**{name: value})

        field = ReadField(
            f"Allowed so far, &{GROUP_WORDS[group]}",
            "",
            shown(getattr(self._session.draft.patient, name)),
            read_dollars,
            charge,
            self,
            lambda: charge(None),
        )
        field.add_to(form)
        return field

    def _fill(self) -> None:
        """Show what an undone step left."""
        if self._deductible.edit.text() != self._session.draft.deductible:
            self._deductible.edit.setText(self._session.draft.deductible)

    def _follow(self) -> None:
        """Say what the amounts come to now."""
        sentence, mistaken = about_deductible(self._session.outcome)
        self._deductible.notice.say(sentence, Severity.ACTION if mistaken else None)
        self._deductible.edit.setAccessibleDescription(sentence)
        self._necessity.say(threshold_answered(self._session))
        assessment = self._session.outcome.assessment
        groups = {one.group: one for one in (assessment.thresholds if assessment else ())}
        limit = self._session.threshold
        for group, field in self._to_date.items():
            field.explain(threshold_compared(groups.get(group), limit))


_RULES_SIZE = (880, 440)
_AGREE = "Both rules give the same units."
_NOTHING = "Enter services and minutes to compare the rules."
_PAYER = (
    "Medicare uses the 8-minute rule. Use the midpoint rule only if the payer's contract says so. "
    "Amounts are Medicare's either way."
)


class RulesDialog(QDialog):
    """Shows the units of each service by both rules, and why they differ, while it is typed."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self.setWindowTitle(WORDS[Title.COMPARE_RULES])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._table = _table(self)
        self._why = paragraph("", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._why)
        layout.addWidget(paragraph(_PAYER, self))
        layout.addWidget(close_box(self))
        self.resize(*_RULES_SIZE)
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
