"""An answer of the strip: a figure under its caption, with what is said beside that."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLabel, QWidget

from quarterhour.claims import Severity
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.icons import severity_color
from quarterhour.window.look.text import (
    ANSWER,
    ANSWER_IN_A_LINE,
    CAPTION,
    ScaledLabel,
    color_letters,
    scaled_font,
    tip,
)

_BETWEEN = "\N{MIDDLE DOT}"


class Figure(ScaledLabel):
    """Shows a number. Its room only grows, so that what is next to it stays in its place."""

    def __init__(self, widest: str, parent: QWidget) -> None:
        self._widest = widest
        self._rooms: dict[float, int] = {}
        super().__init__(ANSWER, parent, semibold=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_text(DASH)

    def room(self, one_line: bool) -> int:
        """Return the width that it needs in one line with its caption, or below it."""
        scale = ANSWER_IN_A_LINE if one_line else ANSWER
        if scale not in self._rooms:  # asked for very often
            self._rooms[scale] = self._width_in(QFontMetrics(scaled_font(scale, True)))
        return self._rooms[scale]

    def show_text(self, text: str) -> None:
        """Show another number."""
        if text != self.text():
            self.setText(text)
            self._widest = max(self._widest, text, key=self.fontMetrics().horizontalAdvance)
            self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        self._rooms.clear()
        self.setMinimumWidth(self._width_in(self.fontMetrics()))

    def _width_in(self, metrics: QFontMetrics) -> int:
        return metrics.horizontalAdvance(self._widest)


class Remark(NamedTuple):
    """What is said beside a caption, in the color of a severity; the sentence says more.

    One that `stays` gives way after the others: the figure is an assumption.
    """

    text: str
    severity: Severity
    sentence: str = ""
    stays: bool = False


class Answer(QWidget):
    """A figure under its caption, which can have remarks.

    A remark that has no room is a tip of the figure and its caption, and their description.

    The `caption` can lead to the figure by a key.
    """

    def __init__(self, name: str, figure: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = figure
        self.caption = ScaledLabel(CAPTION, self, quiet=True)
        self.caption.setText(name)
        self.remarks: tuple[Remark, ...] = ()
        self._laid: tuple[tuple[Remark, ...], ...] = (), ()  # all, and those beside the caption
        self._sentence: QLabel | None = None
        self._labels: list[ScaledLabel] = []  # of the remarks, and spare ones
        self._captions = captions = QHBoxLayout()
        captions.setSpacing(GRID)
        captions.addWidget(self.caption)
        captions.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(captions)
        self._layout.addWidget(figure)
        self._keep_room()

    def entitle(self, name: str) -> None:
        """Change the caption, and with the next number what the figure is called."""
        if name != self.caption.text():
            self.caption.setText(name)
            self._keep_room()

    def show_text(self, text: str) -> None:
        """Show another number, by the name of the caption."""
        if isinstance(self.figure, Figure):
            self.figure.show_text(text)
            spoken = "not known" if text == DASH else text
            self.figure.setAccessibleName(f"{self.caption.text()}: {spoken}")

    def add_sentence(self, label: QLabel) -> None:
        """Have a sentence that takes the place of the figure at times."""
        self._sentence = label
        self._layout.addWidget(label)

    def remark(self, *remarks: Remark) -> None:
        """Have other remarks beside the caption; what is empty is none."""
        said = tuple(remark for remark in remarks if remark.text)
        if said == self.remarks:
            return
        self.remarks = said
        while len(self._labels) < len(self.remarks):
            label = ScaledLabel(CAPTION, self)
            self._captions.insertWidget(len(self._labels) + 1, label)
            self._labels.append(label)
        for label, remark in zip(self._labels, self.remarks, strict=False):
            label.setText(f"{_BETWEEN} {remark.text}")
            label.setToolTip(tip(remark.sentence))
            label.setAccessibleDescription(remark.sentence)
        self._color()

    def show_remarks(self, shown: Collection[Remark]) -> None:
        """Show some of the remarks beside the caption, and the others as a tip."""
        beside = tuple(each for each in self.remarks if each in shown)
        if (self.remarks, beside) == self._laid:
            return
        self._laid = self.remarks, beside
        for at, label in enumerate(self._labels):
            label.setVisible(at < len(self.remarks) and self.remarks[at] in beside)
        told = [each.sentence or each.text for each in self.remarks if each not in beside]
        for widget in (self.caption, self.figure):
            widget.setToolTip(tip("\n".join(told)))
        self.figure.setAccessibleDescription(", ".join(told))

    def room(self, one_line: bool, remarks: Collection[Remark] = ()) -> int:
        """Return the width that it needs in one line, or in two, with some of the remarks."""
        captions = self.caption.minimumWidth()
        for label, remark in zip(self._labels, self.remarks, strict=False):
            captions += label.sizeHint().width() + GRID if remark in remarks else 0
        shown = self.figure
        figure = shown.room(one_line) if isinstance(shown, Figure) else shown.sizeHint().width()
        if self._sentence is not None and not self._sentence.isHidden():
            figure = self._sentence.minimumWidth()
        return captions + 2 * GRID + figure if one_line else max(captions, figure)

    @property
    def room_of_figure(self) -> int:
        """The width of its number with the caption above, without remarks or a sentence."""
        shown = self.figure
        figure = shown.room(False) if isinstance(shown, Figure) else shown.sizeHint().width()
        return max(self.caption.minimumWidth(), figure)

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
        words = self.caption.text().replace("&", "")
        room = self.caption.fontMetrics().horizontalAdvance(words) + GRID
        self.caption.setMinimumWidth(room)

    def _color(self) -> None:
        for label, remark in zip(self._labels, self.remarks, strict=False):
            color_letters(label, severity_color(QApplication.palette(), remark.severity))
