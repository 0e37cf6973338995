"""The way of the bars to their new ends, short enough not to hold anyone up."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

from quarterhour.report.ruler import Glide, Ruler

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
        self._way = QVariantAnimation(self)
        self._way.setDuration(_MILLISECONDS)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.valueChanged.connect(self.moved)

    def go_to(self, ruler: Ruler) -> None:
        """Set out for a ruler; where things should not move, it is there at once."""
        self._from = self.now
        self._ruler = ruler
        self._way.stop()
        if self._from is not None and self._moves():
            self._way.start()
        else:
            self._from = None

    @property
    def now(self) -> Glide | None:
        """Where the bars and the scale end at this moment, None before the first ruler."""
        if self._ruler is None:
            return None
        there = Glide(tuple(float(bar.minutes) for bar in self._ruler.bars), self._ruler.until)
        if self._from is None or self._way.state() != QVariantAnimation.State.Running:
            return there
        share = float(self._way.currentValue())
        starts = (*self._from.ends, *[0.0] * len(there.ends))
        return Glide(
            tuple(_between(a, b, share) for a, b in zip(starts, there.ends, strict=False)),
            _between(self._from.until, there.until, share),
        )

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
