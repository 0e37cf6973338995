"""Dialogs about a visit: its label, its year, what is confirmed of it, both rules side by side."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.assessment import Assessment, RuleComparison
from quarterhour.claims import GROUP_WORDS, Attest, BilledPair, Group, Severity, action_title
from quarterhour.entry import Session
from quarterhour.entry.about_visit import about_deductible
from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.questions import (
    ABOUT_QUESTION,
    answer_text,
    pair_answered,
    pair_columns,
    pair_title,
    question_text,
    threshold_answered,
    threshold_compared,
)
from quarterhour.fees import dollars
from quarterhour.reference import PairEdit
from quarterhour.report.wording import marked
from quarterhour.statements import ServicePair
from quarterhour.units import difference_sentence
from quarterhour.window.details import (
    Choice,
    ReadField,
    ReadingDialog,
    RoomOnScreen,
    Scrolled,
    explained,
    frame,
    in_a_row,
    note,
    shown,
    stacked,
    titled,
)
from quarterhour.window.look import DASH, ELLIPSIS, GRID
from quarterhour.window.look.buttons import Button, RadioButton, acting_button, close_box
from quarterhour.window.look.text import figures_font, paragraph, semibold_of, tip
from quarterhour.window.look.views import LEFT, MARGIN, RIGHT, TableCells, TableTitles
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
_TO_DATE = {Group.PT_SLP: "pt_slp_to_date", Group.OT: "ot_to_date"}


class PatientYearDialog(ReadingDialog):
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

    def fields(self) -> list[ReadField[Any]]:
        """Return what was allowed; a deductible that can't be read is kept, and told."""
        return list(self._to_date.values())

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
            lambda: partial(charge, None),
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
        self._deductible.say(sentence, mistaken)
        self._deductible.edit.setAccessibleDescription(sentence)
        self._necessity.say(threshold_answered(self._session))
        assessment = self._session.outcome.assessment
        groups = {one.group: one for one in (assessment.thresholds if assessment else ())}
        limit = self._session.threshold
        for group, field in self._to_date.items():
            field.explain(threshold_compared(groups.get(group), limit))


_RULES_SIZE = (880, 440)
_KEPT_ROWS = 4
_CODE = "G0000"
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
        self._table = _RulesTable(self)
        self._why = paragraph("", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        payer = paragraph(_PAYER, self)
        content = stacked(self._table, self._why, payer, spacing=3 * GRID, grows=self._table)
        content.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(content, self), 1)
        layout.addWidget(close_box(self))
        RoomOnScreen(self, _RULES_SIZE)
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


class _RulesTable(QTableWidget):
    """The units of each service by both rules. Its name takes the width that the others leave."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(TABLE_WORDS[Table.RULES]), parent)
        self.setAccessibleName("Units by both rules")
        self.setFont(figures_font(self.font()))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(TableCells(self))
        header = TableTitles("Columns of units by both rules", self)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, words in enumerate(TABLE_WORDS[Table.RULES]):
            title = QTableWidgetItem(words.replace(" (", "\n("))  # far wider than its figures
            title.setTextAlignment(RIGHT if column else LEFT)
            self.setHorizontalHeaderItem(column, title)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def minimumSizeHint(self) -> QSize:
        """Keep room for a few rows."""
        rows = _KEPT_ROWS * self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()
        return QSize(super().minimumSizeHint().width(), height)

    def _keep_room(self) -> None:
        """Have rows as high as their letters, and no code cut."""
        metrics = QFontMetrics(semibold_of(self.font()))
        code = metrics.horizontalAdvance(f"{_CODE}{ELLIPSIS}") + 2 * MARGIN
        self.horizontalHeader().setMinimumSectionSize(code)
        height = metrics.height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(-(-height // GRID) * GRID)
        self.updateGeometry()


def _cell(text: str, column: int, total: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(RIGHT if column else LEFT)
    if total:
        bold = QFont()
        bold.setBold(True)
        item.setFont(bold)
    return item


_REVIEW_SIZE = (560, 320)
_KEPT = "The answer is kept with the visit. You can change it or take it back here."


class ReviewDialog(QDialog):
    """Asks what only whoever provided the care can answer, and keeps the answer.

    No answer is chosen before, but the one that was kept; that one can be taken back.
    """

    def __init__(self, session: Session, asked: Attest, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = asked
        self._group = QButtonGroup(self)
        parts: list[QWidget] = [paragraph(question_text(asked), self)]
        for at, answer in enumerate(asked.answers):
            button = RadioButton(answer_text(asked, answer), self)
            button.setChecked(answer == asked.kept)
            self._group.addButton(button, at)
            parts.append(button)
        for text in filter(None, (ABOUT_QUESTION.get(asked.statement), _KEPT)):
            parts.append(paragraph(text, self))
        buttons = frame(self, WORDS[Title.REVIEW], stacked(*parts), _REVIEW_SIZE)
        # No key answers before an answer is chosen.
        keep = acting_button("&Keep this answer", self._answer, self)
        keep.setEnabled(False)
        buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        # Not where one is clicked: assistive technology checks one without a click.
        self._group.idToggled.connect(lambda: keep.setEnabled(True))
        at = asked.answers.index(asked.kept) if asked.kept is not None else 0
        self._group.button(at).setFocus(Qt.FocusReason.TabFocusReason)
        if asked.unanswered != session.draft.attested:
            back = acting_button("&Take it back", self._take_back, self)
            buttons.addButton(back, QDialogButtonBox.ButtonRole.ResetRole)

    def _answer(self) -> None:
        self._session.answer(self._asked.answers[self._group.checkedId()].attested)
        self.accept()

    def _take_back(self) -> None:
        self._session.answer(self._asked.unanswered)
        self.accept()


_ONE = (
    "Answer yes only if the note shows the services were separate. Minutes can't count twice. Use "
    "one modifier per pair."
)
NO_PAIR = "No NCCI edits to review in this visit."
_REVIEW = "Review this pair\u2026"
_SIZE = (660, 520)
_PURPOSE = "Some commercial payers require 96 or 97. Medicare doesn't."
_PURPOSES = {
    "": "None",
    "habilitative": "Habilitative (96): learning a skill for the first time",
    "rehabilitative": "Rehabilitative (97): regaining a lost skill",
}


class StatementsDialog(QDialog):
    """Lists the pairs with what is answered, and edits the purpose; every change shows at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._about_pairs = note("separate services", "", self)
        self._choices: list[PairChoice] = []
        pairs = QGroupBox(WORDS[Title.PAIRS], self)
        self._pairs = QVBoxLayout(pairs)
        self._pairs.setSpacing(2 * GRID)
        self._pairs.addWidget(self._about_pairs)
        self._follow()  # first, for Tab comes to the pairs first
        other = QGroupBox(WORDS[Title.OTHER_PAYERS], self)
        other.setLayout(self._purpose_layout())
        content = stacked(pairs, other, spacing=3 * GRID)
        frame(self, WORDS[Title.CLAIM_STATEMENTS], content, _SIZE)
        worksheet.assessed.connect(self._follow)

    def _purpose_layout(self) -> QVBoxLayout:
        choice = Choice("Modifier 96 or 97", _PURPOSES, self._session.draft.purpose, self)
        choice.setAccessibleDescription(_PURPOSE)
        choice.activated.connect(lambda: self._session.change(purpose=choice.currentData()))
        layout = explained(choice, note("modifier 96 or 97", _PURPOSE, self))
        layout.setSpacing(2 * GRID)
        layout.insertWidget(0, titled("&Modifier 96 or 97", choice))
        return layout

    def _review(self, pair: BilledPair) -> None:
        ReviewDialog(self._session, self._session.question_of(pair), self).open()

    def _follow(self) -> None:
        """Say what the answers come to now; where the pairs are others, list them anew."""
        pairs = self._session.service_pairs()
        self._about_pairs.say(_ONE if pairs else NO_PAIR)
        if [choice.edits for choice in self._choices] != list(map(_edits, pairs)):
            for choice in self._choices:
                choice.setParent(None)
                choice.deleteLater()
            self._choices = [PairChoice(each, partial(self._review, each.pair)) for each in pairs]
            for choice in self._choices:
                self._pairs.addWidget(choice)
        for choice, pair in zip(self._choices, pairs, strict=True):
            choice.about.say(pair_answered(pair))


class PairChoice(QWidget):
    """A pair of services, what was answered about it, and the button that asks again."""

    def __init__(self, pair: ServicePair, review: Callable[[], object]) -> None:
        super().__init__()
        self.edits = _edits(pair)
        names = f"{pair.column_1} and {pair.column_2}"
        title = paragraph(pair_title(pair), self)
        title.setToolTip(tip(pair_columns(pair)))
        title.setAccessibleDescription(pair_columns(pair))
        self.about = note(names, pair_answered(pair), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        layout.addWidget(self.about)
        if pair.pair.modifier_allowed:
            button = Button(_REVIEW, f"{_REVIEW} {names}", self)
            button.clicked.connect(lambda _clicked: review())
            layout.addLayout(in_a_row(button, None))


def _edits(pair: ServicePair) -> tuple[PairEdit, ...]:
    return tuple(each.edit for each in pair.edits)
