"""The minute ruler under the table: why the visit has its units, and how far the next one is."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from quarterhour.report.ruler import (
    EMPTY,
    Frame,
    Glide,
    Picture,
    Place,
    Ruler,
    Segment,
    empty_ruler,
    picture_height,
    picture_of,
    ruler_of,
)
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.ink import accent, ruler_colors
from quarterhour.window.look.plain import announce
from quarterhour.window.ruler.painting import DrawnParts, paint_picture, rect_of
from quarterhour.window.worksheet import Worksheet

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


_MAX_BARS = 3
_LEAST_WIDTH = 48 * GRID
_TIP_LETTERS = 64  # in a line
_MARGIN = 4 * GRID
_RING_CORNER = 3
_LOW_WINDOW = 560
_HATCHED = "Hatched minutes earn no unit."


class MinuteRuler(DrawnParts):
    """Draws a bar of the timed minutes of each discipline over the edges of the units.

    It keeps room for one bar and grows to three; of more, it shows those around the selected
    row. Choosing a service, by mouse or by Left and Right, asks for its row. Each segment is a
    child to assistive technology.
    """

    row_wanted = Signal(int)

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._ruler = EMPTY
        self._row = 0
        self._first = 0
        self._picture: Picture | None = None
        self._colors: dict[str, QColor] = {}
        self._tight = False
        self._gliding = Gliding(self)
        self._gliding.moved.connect(self._redraw)
        self.take_figures_font()
        self.setAccessibleName("Minute ruler")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        worksheet.assessed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the minutes of the worksheet."""
        outcome = self._worksheet.session.outcome
        ruler = EMPTY
        if outcome.assessment:
            ruler = ruler_of(outcome.assessment, outcome.colors, outcome.reading.rows)
        if not ruler.bars:
            ruler = empty_ruler(*outcome.disciplines[:1] or (outcome.draft.usual_discipline,))
        if ruler != self._ruler or not self.accessibleDescription():
            rows = min(len(self._ruler.bars), _MAX_BARS)
            self._ruler = ruler
            self._gliding.go_to(ruler)
            self._redraw()
            self.setAccessibleDescription(ruler.sentence)
            if min(len(ruler.bars), _MAX_BARS) != rows:
                self.updateGeometry()
        self._keep_in_sight()

    def mark(self, row: int) -> None:
        """Outline the service of a row."""
        self._row = row
        self._keep_in_sight()
        self.update()

    def fit_window(self, height: int) -> None:
        """Take less height in a low window, without the axis; of one bar the axis stays."""
        tight = height < _LOW_WINDOW
        if tight is not self._tight:
            self._tight = tight
            self.updateGeometry()
            self._redraw()

    def sizeHint(self) -> QSize:
        """Return the room for the bars, and for one where there is none."""
        bars = min(len(self._ruler.bars), _MAX_BARS)
        return QSize(_LEAST_WIDTH, picture_height(bars, self._writing.letters, self._is_tight))

    def minimumSizeHint(self) -> QSize:
        """Return the same room: a bar is never cut."""
        return self.sizeHint()

    @property
    def least_height(self) -> int:
        """The height of the bars in a low window."""
        bars = min(len(self._ruler.bars), _MAX_BARS)
        return picture_height(bars, self._writing.letters, bars > 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        self._colors = {}
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the service before or after by Left and Right."""
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
            return
        segments = [segment for bar in self._ruler.bars for segment in bar.segments]
        if segments:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            at = next((at for at, one in enumerate(segments) if self._is_marked(one)), None)
            at = 0 if at is None else min(max(at + step, 0), len(segments) - 1)
            self._choose(segments[at])
            announce(self, segments[at].sentence)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the service under the mouse."""
        place = self._place_at(event.position())
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self._choose(place.segment)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show other bars where there are more than fit."""
        if len(self._ruler.bars) <= _MAX_BARS or not event.angleDelta().y():
            super().wheelEvent(event)
        else:
            self._show_from(self._first - (1 if event.angleDelta().y() > 0 else -1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, the outline of the selected service and the frame of the keyboard."""
        self._colors = self._colors or ruler_colors(self.palette())
        picture = self._drawn()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._colors["ground"])
            paint_picture(painter, picture, self._colors, self._writing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent(self.palette()), 2))
            for place in picture.places:
                if self._is_marked(place.segment):
                    painter.drawRoundedRect(rect_of(place.box), _RING_CORNER, _RING_CORNER)
            if self.hasFocus():
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _drawn(self) -> Picture:
        """Return the picture of the bars on view, where they are at this moment."""
        if self._picture is None:
            bars, end = len(self._ruler.bars), self._first + _MAX_BARS
            seen = slice(self._first, end)
            glide = self._gliding.now
            self._picture = picture_of(
                self._ruler._replace(bars=self._ruler.bars[seen]),
                self.width(),
                self._writing.letters,
                glide and glide._replace(ends=glide.ends[seen]),
                Frame(
                    _MARGIN,
                    f"{self._first + 1}{DASH}{end} of {bars}" if bars > _MAX_BARS else "",
                    self._is_tight,
                ),
            )
        return self._picture

    @property
    def _is_tight(self) -> bool:
        return self._tight and len(self._ruler.bars) > 1

    def _redraw(self) -> None:
        self._picture = None
        places = self._drawn().places
        self._let_hear([(each.segment.name, rect_of(each.box).toRect()) for each in places])
        self.update()

    def _told_at(self, point: QPoint) -> tuple[str, QRect]:
        place = self._place_at(QPointF(point))
        if place is None:
            return "", QRect()
        return fill(_told(place), _TIP_LETTERS), rect_of(place.box).toRect()

    def _keep_in_sight(self) -> None:
        """Show the bar of the selected row among those on view."""
        for at, bar in enumerate(self._ruler.bars):
            if any(map(self._is_marked, bar.segments)):
                self._show_from(min(max(self._first, at - _MAX_BARS + 1), at))
                return
        self._show_from(self._first)

    def _show_from(self, first: int) -> None:
        first = max(0, min(first, len(self._ruler.bars) - _MAX_BARS))
        if first != self._first:
            self._first = first
            self._redraw()

    def _choose(self, segment: Segment) -> None:
        for row in self._worksheet.session.outcome.rows_of(segment.rows)[:1]:
            self.row_wanted.emit(row)

    def _is_marked(self, segment: Segment) -> bool:
        rows = self._worksheet.session.outcome.rows
        return self._row < len(rows) and rows[self._row].service in segment.rows

    def _place_at(self, point: QPointF) -> Place | None:
        places = self._drawn().places
        return next((place for place in places if rect_of(place.box).contains(point)), None)


def _told(place: Place) -> str:
    """Return what a segment is, and what its hatching means where it has some."""
    said = place.segment.sentence
    return f"{said} {_HATCHED}" if place.segment.idle else said
