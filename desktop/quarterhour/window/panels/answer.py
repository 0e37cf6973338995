"""One answer of the strip: a caption, and a figure below it or, in one line, before it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLabel, QWidget

from quarterhour.claims import Severity
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.ink import secondary, severity_color
from quarterhour.window.look.plain import plain_label, tip
from quarterhour.window.look.scaled import (
    ANSWER,
    ANSWER_IN_A_LINE,
    CAPTION,
    ScaledLabel,
    color_letters,
    scaled_font,
)

_BETWEEN = "\N{MIDDLE DOT}"


class Figure(ScaledLabel):
    """Shows a number. Its room only grows, so that what is next to it stays in its place."""

    def __init__(self, name: str, widest: str, parent: QWidget) -> None:
        self._name = name
        self._widest = widest
        self._rooms: dict[bool, int] = {}
        super().__init__(ANSWER, parent, semibold=True)
        self.setText(DASH)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._keep_room()
        self._speak(DASH)

    def room(self, one_line: bool) -> int:
        """Return the width that it needs in one line with its caption, or below it."""
        if one_line not in self._rooms:  # asked for very often
            font = scaled_font(ANSWER_IN_A_LINE if one_line else ANSWER, True)
            self._rooms[one_line] = _widest(QFontMetrics(font), self._widest, self.text())
        return self._rooms[one_line]

    def show_text(self, text: str) -> None:
        """Show another number."""
        if text != self.text():
            self.setText(text)
            self._keep_room()
            self._speak(text)

    def rename(self, name: str) -> None:
        """Be called otherwise."""
        self._name = name
        self._speak(self.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _speak(self, text: str) -> None:
        self.setAccessibleName(f"{self._name}: {'not known' if text == DASH else text}")

    def _keep_room(self) -> None:
        self._rooms.clear()
        wide = _widest(self.fontMetrics(), self._widest, self.text())
        if wide != self.minimumWidth():
            self.setMinimumWidth(wide)


def _widest(metrics: QFontMetrics, *texts: str) -> int:
    return max(map(metrics.horizontalAdvance, texts))


class Answer(QWidget):
    """A figure under its caption, which can have a remark, in the color of a severity."""

    def __init__(self, name: str, figure: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = figure
        self._caption = ScaledLabel(CAPTION, self, quiet=True)
        self._caption.setText(name)
        self._remark = ScaledLabel(CAPTION, self)
        self._remark.hide()
        self._severity = Severity.WARNING
        captions = QHBoxLayout()
        captions.setSpacing(GRID)
        captions.addWidget(self._caption)
        captions.addWidget(self._remark)
        captions.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(captions)
        self._layout.addWidget(figure)
        self._keep_room()

    def entitle(self, name: str) -> None:
        """Change the caption, and what the figure is called."""
        if name != self._caption.text():
            self._caption.setText(name)
            self._keep_room()
            if isinstance(self.figure, Figure):
                self.figure.rename(name)

    def add_sentence(self, label: QLabel) -> None:
        """Have a sentence that takes the place of the figure at times."""
        self._layout.addWidget(label)

    @property
    def caption(self) -> QLabel:
        """The caption, which can lead to the figure by a key."""
        return self._caption

    def remark(self, text: str, severity: Severity, sentence: str = "") -> None:
        """Add a remark to the caption, or take it away. The sentence says more."""
        self._severity = severity
        if text != self._remark.text():
            self._remark.setText(text and f"{_BETWEEN} {text}")
            self._remark.setVisible(bool(text))
        self._remark.setToolTip(tip(sentence))
        self._remark.setAccessibleDescription(sentence)
        self._color()

    def room(self, one_line: bool) -> int:
        """Return the width that it needs in one line, or in two."""
        captions = self._caption.minimumWidth()
        if not self._remark.isHidden():
            captions += self._remark.sizeHint().width() + GRID
        shown = self.figure
        figure = shown.room(one_line) if isinstance(shown, Figure) else shown.sizeHint().width()
        return captions + 2 * GRID + figure if one_line else max(captions, figure)

    def lay_in_a_line(self, one_line: bool) -> None:
        """Put the caption behind the figure, or above it."""
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.RightToLeft if one_line else direction.TopToBottom)
        self._layout.setSpacing(2 * GRID if one_line else 0)
        if isinstance(self.figure, ScaledLabel):
            self.figure.rescale(ANSWER_IN_A_LINE if one_line else ANSWER)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()
        elif event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()
            self._keep_room()

    def _keep_room(self) -> None:
        """Have all of the caption seen, also where a letter of it is underlined."""
        words = self._caption.text().replace("&", "")
        room = self._caption.fontMetrics().horizontalAdvance(words) + GRID
        self._caption.setMinimumWidth(room)

    def _color(self) -> None:
        color_letters(self._remark, severity_color(QApplication.palette(), self._severity))


def sentence_label(parent: QWidget) -> QLabel:
    """Return the place of a sentence that stands where a figure would."""
    label = plain_label(parent=parent)
    label.setForegroundRole(QPalette.ColorRole.WindowText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def color_sentence(label: QLabel, wrong: bool) -> None:
    """Have a sentence in the color of what is wrong, or of what says less."""
    palette = QApplication.palette()
    danger = severity_color(palette, Severity.ACTION)
    color_letters(label, danger if wrong else secondary(palette))
