"""A picture of fees: a bar for each, from zero, its name and its value over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quarterhour.window.fees.rows import Bar
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font, secondary
from quarterhour.window.look.plain import Drawn

_THICK = 2 * GRID
_GAP = 2 * GRID
_MAX_GAP = 5 * GRID
_LEAST_WIDTH = 48 * GRID
_MAX_KEPT = 8
_EMPTY = "No fee to draw"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FeePicture(Drawn):
    """Draws bars from one zero line; the chosen one is hatched and its name is bold."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setFont(figures_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars drawn, the first at the top."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], sentence: str) -> None:
        """Draw other bars; the sentence says the same to those who do not see them."""
        self._bars = bars
        self.setAccessibleDescription(sentence)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Keep room for eight bars at most."""
        return QSize(_LEAST_WIDTH, _MAX_KEPT * (self._bar_height() + GRID))

    def sizeHint(self) -> QSize:
        """Ask for room for all of the bars."""
        rows = max(_MAX_KEPT, len(self._bars))
        return QSize(70 * GRID, rows * (self._bar_height() + _GAP))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars that fit, the last ones if not all do."""
        with QPainter(self) as painter:
            if all(bar.amount is None for bar in self._bars):
                painter.setPen(secondary(self.palette()))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
                return
            fit = max(1, self.height() // (self._bar_height() + GRID // 2))
            bars = self._bars[-fit:]
            longest = max(bar.amount or 0 for bar in bars)
            spare = self.height() - len(bars) * self._bar_height()
            gap = min(_MAX_GAP, spare / len(bars))
            top = 0.0
            for at, bar in enumerate(bars):
                if bar.apart and at:
                    self._draw_break(painter, top - gap / 2)
                share = float(bar.amount / longest) if bar.amount and longest else 0.0
                self._draw(painter, bar, top, share)
                top += self._bar_height() + gap

    def _draw(self, painter: QPainter, bar: Bar, top: float, share: float) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        font = QFont(self.font())
        font.setBold(bar.chosen)
        metrics = QFontMetrics(font)
        room = QRectF(0, top, self.width() - 1, metrics.height())
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(room, _RIGHT, bar.text)
        left = int(room.width()) - metrics.horizontalAdvance(bar.text) - 2 * GRID
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, left)
        painter.drawText(room, _LEFT, name)
        if bar.amount is None:
            return
        box = QRectF(0.5, round(room.bottom()) + 0.5, round(share * (self.width() - 1)), _THICK - 1)
        if not bar.chosen:
            painter.fillRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), secondary(palette))
            return
        painter.fillRect(box, palette.color(QPalette.ColorRole.Highlight))
        hatch = palette.color(QPalette.ColorRole.HighlightedText)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(box)
        painter.setPen(QPen(hatch, 1.5))
        for step in range(-_THICK, round(box.width()) + _THICK, _THICK):
            start = box.left() + step
            painter.drawLine(
                QRectF(start, box.top(), _THICK, _THICK).bottomLeft(),
                QRectF(start, box.top(), _THICK, _THICK).topRight(),
            )
        painter.restore()
        painter.setPen(text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _draw_break(self, painter: QPainter, at: float) -> None:
        """Draw a dotted line: others stand between."""
        painter.setPen(QPen(secondary(self.palette()), 1, Qt.PenStyle.DotLine))
        painter.drawLine(0, round(at), self.width(), round(at))

    def _bar_height(self) -> int:
        return self.fontMetrics().height() + _THICK
