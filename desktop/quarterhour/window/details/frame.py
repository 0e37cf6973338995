"""The frame of a dialog of details: what scrolls where there is little room, and Close below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quarterhour.window.details.fields import NOTE_WIDTH
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import close_box
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.still_box import StillBox

_SHARE_OF_SCREEN = 0.9


def frame(dialog: QDialog, title: str, content: QLayout, size: tuple[int, int]) -> QDialogButtonBox:
    """Lay out a dialog: its content, which scrolls where the screen is low, and Close.

    Return the box of Close, for other buttons beside it.
    """
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    inner = QWidget(dialog)
    inner.setLayout(content)
    content.setContentsMargins(0, 0, 2 * GRID, 0)
    area = QScrollArea(dialog)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Tab goes through what is in it, and brings it into view.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    buttons = close_box(dialog)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[4 * GRID] * 4)
    layout.setSpacing(3 * GRID)
    layout.addWidget(area, 1)
    layout.addWidget(buttons)
    # Large letters need more width.
    beside = 8 * GRID + area.verticalScrollBar().sizeHint().width()
    least = QSize(inner.minimumSizeHint().width() + beside, 0)
    room = dialog.screen().availableSize() * _SHARE_OF_SCREEN
    dialog.resize(QSize(*size).expandedTo(least).boundedTo(room))
    return buttons


def note(name: str, text: str, parent: QWidget) -> Notice:
    """Return a line or more that explains what stands above it."""
    notice = Notice(f"About {name}", 1, parent)
    # About as wide as it will be, so that it takes no more height than it needs.
    notice.resize(NOTE_WIDTH, 0)
    notice.say(text)
    return notice


def explained(field: QWidget, *notes: Notice) -> QVBoxLayout:
    """Return a field with what explains it close below."""
    layout = QVBoxLayout()
    layout.setSpacing(GRID // 2)
    layout.addWidget(field)
    for each in notes:
        layout.addWidget(each)
    return layout


class Choice(StillBox):
    """A choice of one, by key."""

    def __init__(self, name: str, choices: dict[str, str], chosen: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        for key, text in choices.items():
            self.addItem(text, key)
        self.setCurrentIndex(self.findData(chosen))
