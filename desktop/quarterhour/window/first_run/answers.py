"""A question of the first start that is answered by one of a few answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QRadioButton, QWidget

from quarterhour.window.look import GRID

FIELD = 30
_BESIDE = 5 * GRID


class Answers(QWidget):
    """The answers to a question, of which one is chosen: in a row where there is room for it."""

    def __init__(self, question: str, answers: dict[str, str], chosen: str, parent: QWidget):
        super().__init__(parent)
        self.setAccessibleName(question)
        self._buttons = {key: QRadioButton(text, self) for key, text in answers.items()}
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_BESIDE)
        for button in self._buttons.values():
            button.setAccessibleDescription(question)
            button.setMinimumHeight(FIELD - GRID)
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        self._buttons[chosen].setChecked(True)
        self._lead_tab()
        for button in self._buttons.values():
            button.toggled.connect(self._lead_tab)

    def _lead_tab(self) -> None:
        """Have Tab come to the answer that is chosen, from where the arrows lead to others."""
        for button in self._buttons.values():
            tab = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)

    @property
    def chosen(self) -> str:
        """The answer that is chosen."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def take_focus(self) -> None:
        """Put the keyboard on the answer that is chosen."""
        self._buttons[self.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than one answer has."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers under each other where they do not fit into a row."""
        super().resizeEvent(event)
        beside = sum(button.sizeHint().width() + _BESIDE for button in self._buttons.values())
        fits = beside <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way is not self._layout.direction():
            self._layout.setDirection(way)
            self._layout.setSpacing(_BESIDE if fits else 0)
