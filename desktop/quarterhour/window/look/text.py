"""Text as it is written, in letters of several sizes, and what a screen reader says.

Qt would take some text for markup, and load the pictures in it. Letters larger or smaller than the
system's go with them when those change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPaintEvent, QPalette, Qt, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QSizePolicy, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.colors import edge, secondary

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is written."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def paragraph(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label for sentences, which wrap, and can be copied."""
    label = plain_label(text, parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def plain_box(box: QMessageBox) -> None:
    """Have a message box show all its text as it is written."""
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def tip(text: str) -> str:
    """Return a text for a tooltip, which takes what looks like markup for it: as it is written."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def announce(widget: QWidget, words: str) -> None:
    """Have words said on behalf of a widget, if anyone listens."""
    # Loaded with the first words: it takes 4 ms of the first window, which says none.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Drawn(QLabel):
    """Draws itself: a text to assistive technology, and not a panel, as Qt would have it.

    Its accessible description says what it shows.
    """


class StillBox(QComboBox):
    """A box of choices; the wheel scrolls what it stands in, and chooses only in its open list."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()


CAPTION = 0.92
ANSWER = 1.85
ANSWER_IN_A_LINE = 1.55
# Sizes of what is drawn are given for letters of this height.
_PIXELS = 13


def scale_of(font: QFont) -> float:
    """Return how many times larger than those of 13 pixels letters are, never less than once."""
    return max(1.0, QFontInfo(font).pixelSize() / _PIXELS)


def figures_font(font: QFont) -> QFont:
    """Return a font whose figures are all of one width, so that amounts line up."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def resized(font: QFont, share: float) -> QFont:
    """Return a font in another size, which is a share of its own."""
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(share * font.pointSizeF())
    else:
        other.setPixelSize(round(share * font.pixelSize()))
    return other


def semibold_of(font: QFont) -> QFont:
    """Return a font in which codes, tags, and what is denied are written."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def scaled_font(scale: float, semibold: bool = False) -> QFont:
    """Return the font of the program in another size, its figures all of one width."""
    return QFont(_scaled(QApplication.font().key(), scale, semibold))


@lru_cache(maxsize=64)
def _scaled(_font: str, scale: float, semibold: bool) -> QFont:
    """Make a font once while the usual font is the same: it is asked for very often."""
    font = resized(figures_font(QApplication.font()), scale)
    return semibold_of(font) if semibold else font


def color_letters(widget: QWidget, color: QColor) -> None:
    """Give a widget letters of a color; its other colors go on to be those of the program."""
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        if widget.palette().color(role) != color:
            palette = QPalette()
            for each in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
                palette.setColor(each, color)
            widget.setPalette(palette)


class ScaledLabel(QLabel):
    """A plain text in another size. `quiet` has the color of what says less."""

    def __init__(
        self,
        scale: float,
        parent: QWidget | None = None,
        semibold: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        self._scale = scale
        self._semibold = semibold
        self._quiet = quiet
        # On a ground of another role, Qt would take the letters of that role.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._color()
        self.setFont(scaled_font(scale, semibold))

    def rescale(self, scale: float) -> None:
        """Show the text in another size."""
        if scale != self._scale:
            self._scale = scale
            self.setFont(scaled_font(scale, self._semibold))

    def follow_font(self) -> None:
        """Follow the font of the program, which a font of one's own does not."""
        self.setFont(scaled_font(self._scale, self._semibold))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def _color(self) -> None:
        if self._quiet:
            color_letters(self, secondary(QApplication.palette()))


def scaled_label(
    text: str,
    parent: QWidget,
    scale: float = 1.0,
    *,
    semibold: bool = False,
    quiet: bool = False,
    wrap: bool = False,
) -> ScaledLabel:
    """Return a label with a text, which follows the font where the window has it do so."""
    label = ScaledLabel(scale, parent, semibold, quiet)
    label.setText(text)
    label.setWordWrap(wrap)
    return label


class ElidedLabel(QLabel):
    """A text that gives way where it is narrow; its tip has all of it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), self.alignment(), shown)


class Count(ScaledLabel):
    """A number on a round ground."""

    def __init__(self, scale: float, parent: QWidget) -> None:
        super().__init__(scale, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Leave room for the round ends."""
        return super().sizeHint() + QSize(4 * GRID, GRID // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground below the number."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge(self.palette()))
            half = self.height() / 2
            painter.drawRoundedRect(self.rect(), half, half)
        super().paintEvent(event)
