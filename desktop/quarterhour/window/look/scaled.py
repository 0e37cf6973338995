"""Letters larger or smaller than the system's, which go with them when those change."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from quarterhour.window.look import GRID
from quarterhour.window.look.ink import edge, figures_font, secondary

CAPTION = 0.92
ANSWER = 1.85
ANSWER_IN_A_LINE = 1.55
# The letters that sizes of what is drawn are given for.
_PIXELS = 13


def scale_of(font: QFont) -> float:
    """Return how many times larger than those of 13 pixels letters are, never less than once."""
    return max(1.0, QFontInfo(font).pixelSize() / _PIXELS)


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
