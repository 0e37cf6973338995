"""A mark with a sentence beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from quarterhour.claims import Severity
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import secondary
from quarterhour.window.look.icons import Mark
from quarterhour.window.look.text import plain_label

_ENDLESS = 10_000


class Notice(QWidget):
    """A sentence that can be plain (in the color of secondary text) or carry a mark.

    The height of `lines` lines is always kept, so that nothing jumps while someone types; a
    sentence that needs more gets more. It places its parts itself: within a layout, every other
    sentence would have the whole window laid out anew.
    """

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self._lines = lines
        self._name = name
        self._mark = Mark(self)
        self._mark.hide()
        self._label = plain_label(parent=self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._color()
        self._keep_room()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._label.text()

    @property
    def severity(self) -> Severity | None:
        """The mark shown, if there is one."""
        return self._severity

    def say(self, text: str, severity: Severity | None = None) -> None:
        """Show another sentence."""
        if text == self._label.text() and severity is self._severity:
            return
        self._label.setText(text)
        spoken = (self._name, severity.value if severity else "", text)
        self._label.setAccessibleName(": ".join(part for part in spoken if part))
        if severity is not self._severity:
            self._severity = severity
            self._mark.show_severity(severity)
            self._mark.setVisible(self._marked)
            self._color()
        self._place()

    def sizeHint(self) -> QSize:
        """Return the room that is kept."""
        return QSize(40 * GRID, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()
        elif event.type() == QEvent.Type.FontChange:
            self._place()

    @property
    def _marked(self) -> bool:
        """Whether there is a badge: a note has none."""
        return self._severity not in (None, Severity.NOTE)

    def _place(self) -> None:
        # First the room: of one that grows before it is on view, Qt tells nothing.
        self._keep_room()
        room = self.contentsRect()
        self._mark.move(room.topLeft())
        self._label.setGeometry(room.adjusted(self._indent, 0, 0, 0))

    @property
    def _indent(self) -> int:
        return self._mark.width() + GRID if self._marked else 0

    def _keep_room(self) -> None:
        metrics = self._label.fontMetrics()
        room = self.contentsRect().width() - self._indent
        needed = self._label.heightForWidth(room if self.width() > 0 else _ENDLESS)
        margins = self.contentsMargins()
        height = max(self._lines * metrics.lineSpacing(), needed, self._mark.height())
        height += margins.top() + margins.bottom()
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            self.updateGeometry()

    def _color(self) -> None:
        palette = QPalette(self.palette())
        if self._severity is None:
            palette.setColor(QPalette.ColorRole.WindowText, secondary(palette))
        self._label.setPalette(palette)


class MessageBar(QFrame):
    """Shows a message until it is closed, or until what it says isn't so any more.

    `left` tells that it goes with the keyboard in it.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason: Callable[[], str] | None = None
        self._passing = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._notice = Notice("Message", 1, self)
        self._close = QPushButton("C&lose", self)
        self._close.setAccessibleName("Close the message")
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[2 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The message shown, empty if there is none."""
        return "" if self.isHidden() else self._notice.text

    def say(self, text: str) -> None:
        """Show a message."""
        self._reason, self._passing = None, False
        self._notice.say(text, Severity.ACTION)
        self.show()

    def say_while(self, reason: Callable[[], str]) -> None:
        """Show why something can't be done, until that is no longer the reason."""
        self.say(reason())
        self._reason = reason

    def say_until_edit(self, text: str) -> None:
        """Show why a key did nothing, until something else is typed or another visit shown."""
        self.say(text)
        self._passing = True

    def pass_by(self) -> None:
        """Take away what is said only until the next edit or the next visit."""
        if self._passing:
            self.clear()

    def follow(self) -> None:
        """Take away a message whose reason has changed."""
        if self._reason is not None and self._reason() != self.text:
            self.clear()

    def say_too(self, text: str) -> None:
        """Show a message beside the one that is shown, if one is."""
        self.say(" ".join(filter(None, (self.text, text))))

    def tell(self, text: str) -> None:
        """Show good news of what was done, until something is typed or another visit shown."""
        self._reason, self._passing = None, True
        self._notice.say(text, Severity.NOTE)
        self.show()

    def tell_too(self, text: str) -> None:
        """Show good news beside the message that is shown, which keeps its mark, if one is."""
        if self.text:
            self.say_too(text)
        else:
            self.tell(text)
            self._passing = False  # nobody has seen it yet

    def clear(self) -> None:
        """Take the message away."""
        self._reason, self._passing = None, False
        held = self._close.hasFocus()
        self.hide()
        if held:
            self.left.emit()
