"""A finding, told: its rows, its rule, its question with the choices, or the answer it has."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.day import DayAssessment, Finding
from quarterhour.day.minutes import minutes_text
from quarterhour.entry.day_audit import AuditItem, Kind
from quarterhour.report.day_findings import choice_units, edit_texts, entry_rows, settled_answer
from quarterhour.units import units_text
from quarterhour.window.audit.frame import PEOPLE, ElidedLabel
from quarterhour.window.audit.units_table import TagChip
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.icons import Mark
from quarterhour.window.look.ink import accent
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import CAPTION, ScaledLabel

_ROW = 28
_COLUMN = 34
_RING = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Choices(QWidget):
    """Asks which of the choices of a finding is true, each with the units of the visits after it.

    `checked` follows the first that is checked; `entered` asks to use it.
    """

    checked = Signal()
    entered = Signal()

    def __init__(self, result: DayAssessment, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding = finding
        self.setAccessibleName(finding.question)
        self._group = QButtonGroup(self)
        self._buttons: list[_Choice] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        question = ScaledLabel(1.0, self, semibold=True)
        question.setText(finding.question)
        question.setAccessibleName(finding.question)
        question.setWordWrap(True)
        grid.addWidget(question, 0, 0)
        for column, tag in enumerate(finding.patients, 1):
            head = ScaledLabel(1.0, self, quiet=True)
            head.setText(tag)
            head.setAccessibleName(f"Units of {tag}")
            grid.addWidget(head, 0, column, _RIGHT)
            grid.setColumnMinimumWidth(column, _COLUMN)
        for at, choice in enumerate(finding.choices):
            units = choice_units(result, finding, choice)
            button = _Choice(choice.title, self)
            said = [f"{tag} {units_text(count)}" for tag, count in units.items()]
            button.setAccessibleDescription(", ".join((*said, *edit_texts(choice))))
            button.stepped.connect(self._step)
            button.entered.connect(self.entered)
            self._group.addButton(button, at)
            if at:  # Tab comes to the group once, as Qt has it from the first focus on
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._buttons.append(button)
            row = 1 + 2 * at
            grid.setRowMinimumHeight(row, _ROW)
            grid.addWidget(button, row, 0)
            for column, tag in enumerate(finding.patients, 1):
                if tag in units:
                    count = plain_label(str(units[tag]), self)
                    count.setAccessibleName(f"{tag} {units_text(units[tag])}: {units[tag]}")
                    grid.addWidget(count, row, column, _RIGHT)
            if denied := "\n".join(edit_texts(choice)):
                grid.addWidget(_below(denied, self), row + 1, 0, 1, -1)
        # Not where one is clicked: assistive technology checks one without a click.
        self._group.idToggled.connect(lambda _, on: self.checked.emit() if on else None)

    def chosen(self) -> str:
        """The id of the choice that is checked, empty where none is."""
        at = self._group.checkedId()
        return self._finding.choices[at].id if at >= 0 else ""

    @property
    def buttons(self) -> list[_Choice]:
        """A button for each choice."""
        return self._buttons

    def _step(self, step: int) -> None:
        at = next(at for at, each in enumerate(self._buttons) if each.hasFocus()) + step
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Choice(QRadioButton):
    """A choice that Space checks, and Enter uses then; the arrows only go on to the others."""

    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another choice without checking it, which Qt would do."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in _ENTER and self.isChecked():
            self.entered.emit()
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring where the keyboard is, by whatever way it came."""
        super().paintEvent(event)
        if self.hasFocus():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            words = QStyle.SubElement.SE_RadioButtonFocusRect
            ring = self.style().subElementRect(words, option, self).adjusted(-2, -1, 2, 1)
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(accent(self.palette()), _RING))
                painter.drawRoundedRect(ring & self.rect(), GRID, GRID)


def _below(text: str, parent: QWidget) -> QLabel:
    label = ScaledLabel(CAPTION, parent, quiet=True)
    label.setText(text)
    label.setAccessibleName(text)
    label.setWordWrap(True)
    label.setContentsMargins(6 * GRID, 0, 0, GRID)
    return label


TYPED_TIMES = "Typed times never change. Only the units follow."
_TITLE = 1.15
_SIDE = 4 * GRID
_HEIGHT = 28
_MOST_VISITS = 4  # that have a button to go there


class FindingPanel(QScrollArea):
    """Tells of an item of the list. Tab comes to it from what is `before`.

    `settled` has the finding and the id of the choice that is used, `taken_back` a finding;
    `visit_wanted` the visit and the row to go to, `people_wanted` asks who treats, and `left` gives
    the keyboard back to the list.
    """

    settled = Signal(object, str)
    taken_back = Signal(object)
    visit_wanted = Signal(int, int)
    people_wanted = Signal()
    left = Signal()

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = before
        self._shown: tuple[DayAssessment | None, AuditItem | None] = (None, None)
        self._choices: Choices | None = None
        self.use: QPushButton | None = None
        self._buttons: list[QPushButton] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Finding")
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._tell()

    @property
    def choices(self) -> Choices | None:
        """The choices of what is told, None where there is nothing to choose."""
        return self._choices

    @property
    def first_stop(self) -> QWidget | None:
        """Where the keyboard goes first: to the first choice, else to the first button."""
        if self._choices is not None:
            return self._choices.buttons[0]
        return self._buttons[0] if self._buttons else None

    def show_item(self, result: DayAssessment | None, item: AuditItem | None) -> None:
        """Tell of another item; what is checked stays so while nothing of it changes."""
        if (result, item) != self._shown:
            self._shown = result, item
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell()

    def _tell(self) -> None:
        """Make what is shown anew: another finding has other parts."""
        result, item = self._shown
        self._choices, self.use, self._buttons = None, None, []
        content = QWidget(self)
        content.setBackgroundRole(QPalette.ColorRole.Window)
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, GRID, _SIDE, 3 * GRID)
        column.setSpacing(2 * GRID)
        if item is not None:
            column.addLayout(_title(item, content))
            if result is not None and item.finding is not None:
                column.addWidget(_rows(result, item.finding, content))
                column.addWidget(_paragraph(_told(item.finding), content))
                self._ask(result, item, column, content)
            else:
                column.addWidget(_paragraph(item.below, content))
            self._offer(item, column, content)
        column.addStretch(1)
        self.setWidget(content)
        self._order()

    def _order(self) -> None:
        """Have Tab come to what is new here where the panel stands, not last."""
        choices = self._choices.buttons if self._choices is not None else ()
        stops = [*choices, *self._buttons]  # Tab goes on from whichever choice has the keyboard
        for before, stop in pairwise((self._before, *stops)):
            QWidget.setTabOrder(before, stop)

    def _ask(
        self, result: DayAssessment, item: AuditItem, column: QVBoxLayout, content: QWidget
    ) -> None:
        finding = item.finding
        assert finding is not None
        if item.kind is Kind.SETTLED:
            answer = ScaledLabel(1.0, content, semibold=True)
            answer.setText(f"{finding.question} {settled_answer(finding)}")
            answer.setAccessibleName(answer.text())
            answer.setWordWrap(True)
            column.addWidget(answer)
        elif finding.choices:
            self._choices = Choices(result, finding, content)
            column.addWidget(self._choices)

    def _offer(self, item: AuditItem, column: QVBoxLayout, content: QWidget) -> None:
        finding = item.finding
        if self._choices is not None:
            choices, self.use = self._choices, self._button("&Use this choice", content)
            self.use.setEnabled(False)
            use = self.use
            choices.checked.connect(lambda: use.setEnabled(True))
            choices.entered.connect(use.click)
            use.clicked.connect(lambda: self.settled.emit(finding, choices.chosen()))
        elif item.kind is Kind.SETTLED:
            back = self._button("&Take back", content)
            back.clicked.connect(lambda: self.taken_back.emit(finding))
        for tag, visit, row in item.leads_to[:_MOST_VISITS]:
            go = self._button(f"Go to {tag}", content)
            go.clicked.connect(lambda _, visit=visit, row=row: self.visit_wanted.emit(visit, row))
        if item.of_person:
            self._button(PEOPLE, content).clicked.connect(self.people_wanted)
        line = QGridLayout()
        line.setHorizontalSpacing(2 * GRID)
        for at, button in enumerate(self._buttons):
            line.addWidget(button, at // 3, at % 3)
        line.setColumnStretch(3, 1)
        column.addLayout(line)
        if finding is not None and (finding.choices or finding.settled):
            column.addWidget(_caption(TYPED_TIMES, content))

    def _button(self, text: str, content: QWidget) -> QPushButton:
        button = plain_button(text, text.replace("&", ""), content)
        button.setMinimumHeight(_HEIGHT)
        self._buttons.append(button)
        return button


def _title(item: AuditItem, parent: QWidget) -> QHBoxLayout:
    mark = Mark(parent)
    mark.show_severity(item.severity)
    title = ScaledLabel(_TITLE, parent, semibold=True)
    title.setText(item.title)
    title.setAccessibleName(f"{item.severity.title}: {item.title}")
    title.setWordWrap(True)
    line = QHBoxLayout()
    line.setSpacing(2 * GRID)
    if item.kind not in (Kind.NOTE, Kind.SETTLED):
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(title, 1)
    return line


def _rows(result: DayAssessment, finding: Finding, parent: QWidget) -> QWidget:
    """Return the rows that it is about, in columns."""
    rows = QWidget(parent)
    grid = QGridLayout(rows)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(2 * GRID)
    grid.setColumnStretch(2, 1)
    tags = [patient.tag for patient in result.visits]
    for at, row in enumerate(entry_rows(finding)):
        code = ScaledLabel(1.0, rows, semibold=True)
        code.setText(row.code)
        code.setAccessibleName(row.code)
        grid.addWidget(TagChip(row.tag, tags.index(row.tag), rows), at, 0)
        grid.addWidget(code, at, 1)
        grid.addWidget(ElidedLabel(row.label, rows), at, 2)
        if len(finding.people) > 1:  # else the title names the one
            grid.addWidget(plain_label(row.people, rows), at, 3)
        grid.addWidget(plain_label(row.times, rows), at, 4, Qt.AlignmentFlag.AlignRight)
        minutes = plain_label(f"{row.minutes} min", rows)
        grid.addWidget(minutes, at, 5, Qt.AlignmentFlag.AlignRight)
    return rows


def _told(finding: Finding) -> str:
    """Return how many minutes it is about, and the rule behind it."""
    minutes = f"{minutes_text(finding.minutes)}. " if finding.minutes else ""
    return f"{minutes}{finding.rule}"


def _paragraph(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setAccessibleName(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _caption(text: str, parent: QWidget) -> QLabel:
    label = ScaledLabel(CAPTION, parent, quiet=True)
    label.setText(text)
    label.setAccessibleName(text)
    label.setWordWrap(True)
    return label
