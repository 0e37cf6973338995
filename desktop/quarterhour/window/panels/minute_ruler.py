"""The minute ruler under the table: why the visit has its units, and how far the next one is.

The timeline of a day paints the same shapes in the same letters.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import (
    QEvent,
    QLineF,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QStaticText,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from quarterhour.report.ruler import (
    EMPTY,
    FACES,
    Box,
    Frame,
    Glide,
    Hatch,
    Label,
    Letters,
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
from quarterhour.window.look.colors import accent, ruler_colors
from quarterhour.window.look.text import Drawn, announce, figures_font, resized, semibold_of, tip
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

_THIN = 1.2
_KEPT = 1000
_ROUND = 2.0
_PIXELS = 13  # of the letters for which lengths are given
# How much of a text is before the place that it is anchored at.
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Writing(NamedTuple):
    """The font of each face, and the letters as the picture measures them."""

    fonts: Mapping[str, QFont]
    letters: Letters
    laid_out: Callable[[str, str], QStaticText]


def writing_of(font: QFont) -> Writing:
    """Return how a font is written in each face; what was measured once is kept."""
    fonts = {face: _in_face(font, *look) for face, look in FACES.items()}
    metrics = {face: QFontMetricsF(own) for face, own in fonts.items()}

    # A function of our own: of Qt's, lru_cache would copy the documentation, and have PySide work
    # out the signatures of everything for it (14 ms of the first window).
    @lru_cache(maxsize=_KEPT)
    def width(text: str, face: str) -> float:
        return metrics[face].horizontalAdvance(text)

    @lru_cache(maxsize=_KEPT)
    def laid_out(text: str, face: str) -> QStaticText:
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), fonts[face])
        return made

    letters = Letters(width, max(1.0, QFontInfo(font).pixelSize() / _PIXELS))
    return Writing(fonts, letters, laid_out)


def _in_face(font: QFont, share: float, semibold: bool) -> QFont:
    own = resized(font, share)
    return semibold_of(own) if semibold else own


def rect_of(box: Box) -> QRectF:
    """Return a box as Qt's."""
    return QRectF(box.x, box.y, box.width, box.height)


def paint_shape(
    painter: QPainter,
    shape: Box | Hatch | Label,
    colors: Mapping[str, QColor],
    writing: Writing,
) -> None:
    """Paint one shape; a box has its edge within it."""
    if isinstance(shape, Box):
        _paint_box(painter, shape, rect_of(shape), colors)
    elif isinstance(shape, Hatch):
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(QPen(colors[shape.color], _THIN, Qt.PenStyle.SolidLine, flat))
        painter.drawLines([QLineF(*stroke) for stroke in shape.strokes])
    else:
        text = writing.laid_out(shape.text, shape.face)
        size = text.size()
        painter.setFont(writing.fonts[shape.face])
        painter.setPen(colors[shape.color])
        left = shape.x - _BEFORE[shape.anchor] * size.width()
        painter.drawStaticText(QPointF(left, shape.middle - size.height() / 2), text)


def _paint_box(painter: QPainter, box: Box, room: QRectF, colors: Mapping[str, QColor]) -> None:
    if not box.edge:
        painter.fillRect(room, colors[box.fill])
    elif box.fill:
        # Two fills take half the time of a fill and an outline.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors[box.edge])
        painter.drawRoundedRect(room, _ROUND, _ROUND)
        painter.fillRect(room.adjusted(1, 1, -1, -1), colors[box.fill])
    else:
        pen = QPen(colors[box.edge], 1)
        if box.dashed:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)


class DrawnParts(Drawn):
    """Draws parts; each has a tooltip, and is a child to assistive technology.

    It is drawn anew in another width, in other colors, and with other letters: with those of
    figures, which it has from `take_figures_font` on.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._heard: list[Drawn] = []
        self._writing = writing_of(figures_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take_figures_font(self) -> None:
        """Write in the font of figures, once there is something to draw."""
        self.setFont(figures_font(self.font()))

    @abstractmethod
    def _redraw(self) -> None:
        """Draw anew, and let the parts be heard where they are then."""

    @abstractmethod
    def _told_at(self, point: QPoint) -> tuple[str, QRect]:
        """Return what is told of the part at a point, and where the part is; no text for none."""

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a part is."""
        if event.type() == QEvent.Type.ToolTip:
            asked = cast(QHelpEvent, event)
            text, area = self._told_at(asked.pos())
            QToolTip.showText(asked.globalPos(), tip(text), self, area)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._writing = writing_of(self.font())
            self.updateGeometry()
            self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew in another width."""
        super().resizeEvent(event)
        self._redraw()

    def _let_hear(self, parts: Sequence[tuple[str, QRect]]) -> None:
        """Have a child that is heard, by its name, where each part is drawn."""
        while len(self._heard) < len(parts):
            child = Drawn(self)
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            child.setUpdatesEnabled(False)  # it is heard, and never seen
            self._heard.append(child)
        for child, (name, box) in zip(self._heard, parts, strict=False):
            if child.accessibleName() != name:
                child.setAccessibleName(name)
            child.setGeometry(box)
        for at, child in enumerate(self._heard):
            if child.isHidden() is (at < len(parts)):
                child.setVisible(at < len(parts))


_MILLISECONDS = 120
_NO_SCREEN = ("offscreen", "minimal")


class Gliding(QObject):
    """Glides from one ruler to another; `moved` follows each step."""

    moved = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._from = self._to = Glide((), EMPTY.until)
        self._way: QVariantAnimation | None = None  # before the first that moves

    def go_to(self, ruler: Ruler) -> None:
        """Set out for a ruler; where things should not move, it is there at once."""
        ends = tuple(float(bar.minutes) for bar in ruler.bars)
        self._from, self._to = self.now, Glide(ends, ruler.until)
        if self._way is not None:
            self._way.stop()
        if self._moves():
            self._way = self._way or self._made()
            self._way.start()

    @property
    def now(self) -> Glide:
        """Where the bars and the scale end at this moment."""
        way, there = self._way, self._to
        if way is None or way.state() != way.State.Running:
            return there
        share = float(way.currentValue())
        starts = (*self._from.ends, *[0.0] * len(there.ends))
        ends = zip(starts, there.ends, strict=False)
        return Glide(
            tuple(_between(start, end, share) for start, end in ends),
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
        widget, hint = self._widget, QStyle.StyleHint.SH_Widget_Animation_Duration
        seen = widget.isVisible() and QGuiApplication.platformName() not in _NO_SCREEN
        return seen and widget.style().styleHint(hint, None, widget) > 0


def _between(start: float, end: float, share: float) -> float:
    return start * (1 - share) + end * share


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
            before = self._seen
            self._ruler = ruler
            self._gliding.go_to(ruler)
            self._redraw()
            self.setAccessibleDescription(ruler.sentence)
            if self._seen != before:
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
        height = picture_height(self._seen, self._writing.letters, self._is_tight)
        return QSize(_LEAST_WIDTH, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same room: a bar is never cut."""
        return self.sizeHint()

    @property
    def least_height(self) -> int:
        """The height of the bars in a low window."""
        return picture_height(self._seen, self._writing.letters, self._seen > 1)

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
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for shape in picture.shapes:
                paint_shape(painter, shape, self._colors, self._writing)
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
            seen, glide = slice(self._first, end), self._gliding.now
            note = f"{self._first + 1}{DASH}{end} of {bars}" if bars > _MAX_BARS else ""
            self._picture = picture_of(
                self._ruler._replace(bars=self._ruler.bars[seen]),
                self.width(),
                self._writing.letters,
                glide._replace(ends=glide.ends[seen]),
                Frame(_MARGIN, note, self._is_tight),
            )
        return self._picture

    @property
    def _seen(self) -> int:
        """How many bars are on view."""
        return min(len(self._ruler.bars), _MAX_BARS)

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
        said = place.segment.sentence
        if place.segment.idle:
            said += f" {_HATCHED}"
        return fill(said, _TIP_LETTERS), rect_of(place.box).toRect()

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
