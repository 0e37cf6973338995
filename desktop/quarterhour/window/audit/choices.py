"""The answers to a question of the audit: none is chosen before, and moving chooses none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from quarterhour.day import DayAssessment, Finding
from quarterhour.report.day_findings import choice_units, edit_texts
from quarterhour.units import units_text
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import accent
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import CAPTION, ScaledLabel

_ROW = 28
_COLUMN = 34
_RING = 2
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Choices(QWidget):
    """Asks which of the choices of a finding is true, each with the units of the visits after it.

    `checked` follows the first that is checked.
    """

    checked = Signal()

    def __init__(self, result: DayAssessment, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding = finding
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
        self._group.idClicked.connect(lambda _: self.checked.emit())

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
    """A choice that Space checks; the arrows only go on to the others."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another choice without checking it, which Qt would do."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
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
