"""The timeline with its axis: the lanes of many people scroll, the hours below them stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.day import DayAssessment
from quarterhour.window.audit.timeline import SIZES, TimelineLanes, paint_timeline, timeline_colors
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import edge, figures_font
from quarterhour.window.look.plain import Drawn
from quarterhour.window.ruler.painting import writing_of

_MOST_LANES, _LOW_LANES = 5, 3
_LOW_WINDOW = 560
_SIDE = 4 * GRID


class TimelinePane(QFrame):
    """Shows `lanes`, five of them at a time, over the hours of the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lanes = TimelineLanes(self._area)
        self._area.setWidget(self.lanes)
        self._axis = _Axis(self.lanes, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, GRID, _SIDE, 2 * GRID + 1)
        layout.setSpacing(0)
        layout.addWidget(self._area)
        layout.addWidget(self._axis)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lanes.moved.connect(self._keep_in_sight)
        self._most = _MOST_LANES

    def fit_window(self, height: int) -> None:
        """Show fewer lanes at a time in a low window."""
        most = _LOW_LANES if height < _LOW_WINDOW else _MOST_LANES
        if most != self._most:
            self._most = most
            self._fit()

    def show_day(self, result: DayAssessment | None) -> None:
        """Draw another day."""
        self.lanes.show_day(result)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))

    def _fit(self) -> None:
        timeline = self.lanes.timeline
        people = min(self._most, len(timeline.lanes) if timeline else 0)
        self._area.setFixedHeight(self.lanes.height_of(people))
        self._axis.updateGeometry()
        self._axis.update()

    def _keep_in_sight(self, box: QRectF) -> None:
        middle = box.center().toPoint()
        self._area.ensureVisible(middle.x(), middle.y(), 0, SIZES.lane)


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
        return QSize(0, round(SIZES.axis * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hours."""
        writing = writing_of(figures_font(self.font()))
        with QPainter(self) as painter:
            colors = timeline_colors(self.palette())
            paint_timeline(painter, self._lanes.axis, colors, writing, self.palette())
