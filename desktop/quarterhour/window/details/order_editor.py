"""The order of the modifiers on a claim line: a list whose entries are moved up and down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.visit import MODIFIER_FAMILIES
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused

_NAMES = {
    "plan-of-care": "Discipline: GP, GO, GN",
    "assistant": "PTA/OTA: CQ, CO",
    "threshold": "KX threshold: KX, GA",
    "separate": "Separate services: 59, XE, XS, XP, XU",
    "telehealth": "Telehealth: 95, 93",
    "purpose": "Habilitative/rehabilitative: 96, 97",
}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_KEY = Qt.ItemDataRole.UserRole


class OrderEditor(QWidget):
    """Shows the families of modifiers in order; `changed` tells the families in the new one.

    The usual order is no families at all. Tab leaves the editor from `last`.
    """

    changed = Signal(tuple)

    def __init__(self, order: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Order of modifiers")
        self.list.setAccessibleDescription("Alt+Up and Alt+Down move the selected entry.")
        self.list.installEventFilter(self)
        buttons = QVBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self._button("Move &up", "Alt+Up", lambda: self._move(-1)))
        buttons.addWidget(self._button("Move &down", "Alt+Down", lambda: self._move(1)))
        self.last = self._button("&Reset order", "", lambda: self._take(()))
        buttons.addWidget(self.last)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self._show(order)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the selected entry by Alt and an arrow."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = _STEPS.get(Qt.Key(event.key()))
            if step and held == Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _button(self, text: str, keys: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        press_where_focused(button)
        button.clicked.connect(lambda clicked: run())
        if keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(shown)
            button.setAccessibleDescription(shown)
        return button

    def _families(self) -> list[str]:
        return [self.list.item(at).data(_KEY) for at in range(self.list.count())]

    def _move(self, step: int) -> None:
        at = self.list.currentRow()
        to = at + step
        families = self._families()
        if 0 <= to < len(families):
            families[at], families[to] = families[to], families[at]
            usual = tuple(families) == MODIFIER_FAMILIES
            self._take(() if usual else tuple(families))
            self.list.setCurrentRow(to)

    def _take(self, order: tuple[str, ...]) -> None:
        self._show(order)
        self.changed.emit(order)

    def _show(self, order: Sequence[str]) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for family in dict.fromkeys((*order, *MODIFIER_FAMILIES)):
            item = QListWidgetItem(_NAMES[family], self.list)
            item.setData(_KEY, family)
        self.list.setCurrentRow(at)
        self._keep_room()

    def _keep_room(self) -> None:
        """Show all entries: a list that scrolls hides what its order is about."""
        height = self.list.sizeHintForRow(0) * self.list.count() + 2 * self.list.frameWidth()
        self.list.setFixedHeight(height)
