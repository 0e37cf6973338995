"""The way of the bars to their new ends, short enough not to hold anyone up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

from quarterhour.report.ruler import Glide, Ruler

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

_MILLISECONDS = 120
_NO_SCREEN = ("offscreen", "minimal")


class Gliding(QObject):
    """Glides from one ruler to another; `moved` follows each step."""

    moved = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._from: Glide | None = None
        self._ruler: Ruler | None = None
        self._way: QVariantAnimation | None = None  # before the first that moves

    def go_to(self, ruler: Ruler) -> None:
        """Set out for a ruler; where things should not move, it is there at once."""
        self._from = self.now
        self._ruler = ruler
        if self._way is not None:
            self._way.stop()
        if self._from is not None and self._moves():
            self._way = self._way or self._made()
            self._way.start()
        else:
            self._from = None

    @property
    def now(self) -> Glide | None:
        """Where the bars and the scale end at this moment, None before the first ruler."""
        if self._ruler is None:
            return None
        there = Glide(tuple(float(bar.minutes) for bar in self._ruler.bars), self._ruler.until)
        way = self._way
        if self._from is None or way is None or way.state() != way.State.Running:
            return there
        share = float(way.currentValue())
        starts = (*self._from.ends, *[0.0] * len(there.ends))
        return Glide(
            tuple(_between(a, b, share) for a, b in zip(starts, there.ends, strict=False)),
            _between(self._from.until, there.until, share),
        )

    def _made(self) -> QVariantAnimation:
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        way = QVariantAnimation(self)
        way.setDuration(_MILLISECONDS)
        way.setEasingCurve(QEasingCurve.Type.OutCubic)
        way.setStartValue(0.0)
        way.setEndValue(1.0)
        way.valueChanged.connect(self.moved)
        return way

    def _moves(self) -> bool:
        style = self._widget.style()
        duration = style.styleHint(
            QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._widget
        )
        return (
            duration > 0
            and self._widget.isVisible()
            and QGuiApplication.platformName() not in _NO_SCREEN
        )


def _between(start: float, end: float, share: float) -> float:
    return start + (end - start) * share
