"""The timeline of a day: a lane a person, each service to be walked to, and the hours below.

The lanes of many people scroll, the hours stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.claims import Severity
from quarterhour.day import DayAssessment, Finding
from quarterhour.report.audit_units import visits_with_times
from quarterhour.report.ruler import Label
from quarterhour.report.timeline import Timeline, empty_timeline, timeline_of
from quarterhour.report.timeline_parts import Part, blocks_of, parts_of
from quarterhour.report.timeline_picture import (
    Badge,
    Line,
    Placed,
    Shape,
    Sizes,
    TimelinePicture,
    lanes_height,
    timeline_picture,
)
from quarterhour.window.frame import Band
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import accent, danger_fill, ruler_colors, secondary
from quarterhour.window.look.icons import paint_mark, severity_color
from quarterhour.window.look.text import Drawn, announce, figures_font
from quarterhour.window.panels.minute_ruler import (
    DrawnParts,
    Writing,
    paint_shape,
    rect_of,
    writing_of,
)

_SIZES = Sizes(left=74, right=16, first=14, lane=44, block=24, last=26, axis=20)
_BADGE = 14


def _paint(painter: QPainter, shapes: Iterable[Shape], palette: QPalette, writing: Writing) -> None:
    colors = ruler_colors(palette) | {
        "alarm": severity_color(palette, Severity.ACTION),
        "alarm-ground": danger_fill(palette),
    }
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        if isinstance(shape, Line):
            pen = QPen(colors[shape.color], 1)
            if shape.dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            half = 0.5  # lines are sharp in the middle of a pixel
            x1, x2 = int(shape.x1) + half, int(shape.x2) + half
            painter.drawLine(QLineF(x1, shape.y1, x2, shape.y2))
        elif isinstance(shape, Badge):
            side = _BADGE * writing.letters.scale
            place = QRectF(shape.x - side / 2, shape.y - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors["ground"])
            painter.drawEllipse(place)
            paint_mark(painter, place, Severity.ACTION, palette)
        else:
            paint_shape(painter, shape, colors, writing)


EMPTY = "Type times in a visit, such as 9:05-9:28, to see them here."
NOBODY = "Add who treated in People and clocks, then in Service details, to see the times here."
_ROUND = 3
_RING = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LANES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEAST_WIDTH = 110 * GRID
_NO_TIMELINE = Timeline((), (), 0, 1)


class TimelineLanes(DrawnParts):
    """Draws the lanes; Left and Right go along one, Up and Down from one to the other.

    `row_wanted` has the row of the service whose visit is asked for, `row_chosen` that of one
    that is clicked; `moved` the place that the keyboard is at. Each service is a child to
    assistive technology.
    """

    row_wanted = Signal(object)
    row_chosen = Signal(object)
    moved = Signal(QRectF)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = EMPTY
        self._result: DayAssessment | None = None
        self._timeline = _NO_TIMELINE
        self._parts: tuple[Part, ...] = ()
        self._marked: frozenset[tuple[int, int]] = frozenset()
        self._finding: Finding | None = None
        self._at = 0
        self._picture: TimelinePicture | None = None
        self.take_figures_font()
        self.setAccessibleName("Who treated whom")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def timeline(self) -> Timeline:
        """What is drawn."""
        return self._timeline

    @property
    def sentences(self) -> list[str]:
        """What is told of each service, lane by lane."""
        return [part.sentence for part in self._parts]

    def show_day(self, result: DayAssessment | None) -> None:
        """Draw another day."""
        self._result = result
        found = timeline_of(result) if result else None
        self._timeline = found or (empty_timeline(result) if result else _NO_TIMELINE)
        self._parts = parts_of(result, found) if result and found else ()
        self._at = max(0, min(self._at, len(self._parts) - 1))
        timed = visits_with_times(result)[0] if result else 0
        self._message = "" if self._parts else NOBODY if timed else EMPTY
        self.setAccessibleDescription(self._message)
        self.mark(self._finding)
        self._redraw()
        self.updateGeometry()

    def mark(self, finding: Finding | None) -> None:
        """Outline the blocks of a finding."""
        self._finding = finding
        self._marked = frozenset()
        if finding is not None and self._result is not None and self._parts:
            self._marked = blocks_of(self._result, self._timeline, finding)
        self.update()

    @property
    def axis(self) -> tuple[Label, ...]:
        """The hours, to be written below the lanes."""
        return self._drawn().axis if self._result else ()

    def box_of(self, at: int) -> QRectF:
        """Return where a service is drawn."""
        part = self._parts[at]
        placed = self._placed[part.lane, part.block]
        block, box = placed.block, rect_of(placed.box)
        minute = box.width() / (block.end - block.start)
        left = box.left() + (part.start - block.start) * minute
        return QRectF(left, box.top(), (part.end - part.start) * minute, box.height())

    def sizeHint(self) -> QSize:
        """Return the room for all lanes."""
        return QSize(_LEAST_WIDTH, self.height_of(len(self._timeline.lanes)))

    def minimumSizeHint(self) -> QSize:
        """Return the same height: a lane is never cut."""
        return self.sizeHint()

    def height_of(self, people: int) -> int:
        """Return the height of the lanes of some people, one at least."""
        sizes = _SIZES.scaled(self._writing.letters.scale)
        return lanes_height(max(1, people), sizes, bool(self._timeline.unattended))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from service to service, from lane to lane, or to the visit."""
        key = Qt.Key(event.key())
        if not self._parts:
            super().keyPressEvent(event)
        elif key in _STEPS:
            to = self._at + _STEPS[key]
            if 0 <= to < len(self._parts) and self._parts[to].lane == self._parts[self._at].lane:
                self._go_to(to)
        elif key in _LANES:
            self._change_lane(_LANES[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            lane = self._parts[self._at].lane
            own = [at for at, part in enumerate(self._parts) if part.lane == lane]
            self._go_to(own[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_wanted.emit(self._parts[self._at].row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the service under the mouse, and to what is found about it."""
        super().mousePressEvent(event)
        at = self._part_at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(at)
            self.row_chosen.emit(self._parts[at].row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the visit under the mouse."""
        at = self._part_at(event.position())
        if at is not None:
            self.row_wanted.emit(self._parts[at].row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lanes, the outline of the finding, and where the keyboard is."""
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Base)
        ring = QPen(accent(palette), _RING)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), ground)
            _paint(painter, self._drawn().shapes, palette, self._writing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(ring)
            for marked in self._marked:
                box = rect_of(self._placed[marked].box).adjusted(-1, -1, 1, 1)
                painter.drawRoundedRect(box, _ROUND, _ROUND)
            if self._message:
                painter.setFont(self.font())
                room = self.rect().adjusted(_SIZES.left, 0, 0, 0)
                middle = Qt.AlignmentFlag.AlignCenter
                around = painter.boundingRect(room, middle, self._message)
                painter.fillRect(around.adjusted(-8, -4, 8, 4), ground)
                painter.setPen(secondary(palette))
                painter.drawText(room, middle, self._message)
                painter.setPen(ring)
            if self.hasFocus():
                box = self.box_of(self._at) if self._parts else QRectF(self.rect())
                painter.drawRect(box.adjusted(2, 2, -2, -2))

    def _go_to(self, at: int) -> None:
        self._at = at
        announce(self, self._parts[at].sentence)
        self.moved.emit(self.box_of(at))
        self.update()

    def _change_lane(self, step: int) -> None:
        """Go to the service of another lane that is nearest in time."""
        here = self._parts[self._at]
        lanes = sorted({part.lane for part in self._parts})
        to = lanes.index(here.lane) + step
        if 0 <= to < len(lanes):
            own = [at for at, part in enumerate(self._parts) if part.lane == lanes[to]]
            self._go_to(min(own, key=lambda at: abs(self._parts[at].start - here.start)))

    def _part_at(self, point: QPointF) -> int | None:
        return next((at for at in range(len(self._parts)) if self.box_of(at).contains(point)), None)

    def _told_at(self, point: QPoint) -> tuple[str, QRect]:
        at = self._part_at(QPointF(point))
        if at is None:
            return "", QRect()
        return self._parts[at].sentence, self.box_of(at).toAlignedRect()

    @property
    def _placed(self) -> dict[tuple[int, int], Placed]:
        return {(each.lane, each.place): each for each in self._drawn().blocks}

    def _drawn(self) -> TimelinePicture:
        if self._picture is None:
            sizes = _SIZES.scaled(self._writing.letters.scale)
            letters = self._writing.letters
            self._picture = timeline_picture(self._timeline, self.width(), letters, sizes)
        return self._picture

    def _redraw(self) -> None:
        self._picture = None
        boxes = (self.box_of(at).toAlignedRect() for at in range(len(self._parts)))
        self._let_hear(list(zip(self.sentences, boxes, strict=True)))
        self.update()


_MOST_LANES, _LOW_LANES = 5, 3
_LOW_WINDOW = 560
_SIDE = 4 * GRID


class TimelinePane(Band):
    """Shows `lanes`, five of them at a time, over the hours of the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._most = _MOST_LANES
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lanes = TimelineLanes(self._area)
        self.lanes.moved.connect(self._keep_in_sight)
        self._area.setWidget(self.lanes)
        self._axis = _Axis(self.lanes, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, GRID, _SIDE, 2 * GRID + 1)
        layout.setSpacing(0)
        layout.addWidget(self._area)
        layout.addWidget(self._axis)

    def fit_window(self, height: int) -> None:
        """Show fewer lanes at a time in a low window."""
        self._most = _LOW_LANES if height < _LOW_WINDOW else _MOST_LANES
        self._fit()

    def show_day(self, result: DayAssessment | None) -> None:
        """Draw another day."""
        self.lanes.show_day(result)
        self._axis.update()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        people = min(self._most, len(self.lanes.timeline.lanes))
        self._area.setFixedHeight(self.lanes.height_of(people))

    def _keep_in_sight(self, box: QRectF) -> None:
        middle = box.center().toPoint()
        self._area.ensureVisible(middle.x(), middle.y(), 0, _SIZES.lane)


class _Axis(Drawn):
    """Draws the hours under the lanes, on their scale."""

    def __init__(self, lanes: TimelineLanes, parent: QWidget) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.setAccessibleName("Hours")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the hours."""
        scale = writing_of(figures_font(self.font())).letters.scale
        return QSize(0, round(_SIZES.axis * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hours."""
        with QPainter(self) as painter:
            writing = writing_of(figures_font(self.font()))
            _paint(painter, self._lanes.axis, self.palette(), writing)
