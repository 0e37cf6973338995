"""A bar at the top that says what became of a file, without standing in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from quarterhour.claims import Severity
from quarterhour.window.look import GRID
from quarterhour.window.look.notice import Notice


class MessageBar(QFrame):
    """Shows a message until it is closed, or until what it says isn't so any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason: Callable[[], str] | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._notice = Notice("Message", 1, self)
        close = QPushButton("C&lose", self)
        close.setAccessibleName("Close the message")
        close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[2 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._notice, 1)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """The message shown, empty if there is none."""
        return "" if self.isHidden() else self._notice.text

    def say(self, text: str) -> None:
        """Show a message."""
        self._reason = None
        self._notice.say(text, Severity.ACTION)
        self.show()

    def say_while(self, reason: Callable[[], str]) -> None:
        """Show why something can't be done, until that is no longer the reason."""
        self.say(reason())
        self._reason = reason

    def follow(self) -> None:
        """Take away a message whose reason has changed."""
        if self._reason is not None and self._reason() != self.text:
            self.clear()

    def say_too(self, text: str) -> None:
        """Show a message beside the one that is shown, if one is."""
        self.say(" ".join(filter(None, (self.text, text))))

    def tell(self, text: str) -> None:
        """Show good news."""
        self._reason = None
        self._notice.say(text, Severity.NOTE)
        self.show()

    def tell_too(self, text: str) -> None:
        """Show good news beside the message that is shown, which keeps its mark, if one is."""
        if self.text:
            self.say_too(text)
        else:
            self.tell(text)

    def clear(self) -> None:
        """Take the message away."""
        self._reason = None
        self.hide()
