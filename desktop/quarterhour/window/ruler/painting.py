"""The painting of the minute ruler's shapes, and of what widgets show them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from quarterhour.report.ruler import FACES, Box, Hatch, Label, Letters, Picture
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.plain import Drawn, tip

_THIN = 1.2
_KEPT = 1000
_FAR = 10_000.0
_ROUND = 2.0
_PIXELS = 13  # of the letters for which lengths are given
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIDES = {
    "start": (0.0, Qt.AlignmentFlag.AlignLeft | _MIDDLE),
    "middle": (_FAR / 2, Qt.AlignmentFlag.AlignHCenter | _MIDDLE),
    "end": (_FAR, Qt.AlignmentFlag.AlignRight | _MIDDLE),
}


class Writing(NamedTuple):
    """The font of each face, and the letters as the picture measures them."""

    fonts: Mapping[str, QFont]
    letters: Letters


def writing_of(font: QFont) -> Writing:
    """Return how a font is written in each face; what was measured once is kept."""
    fonts = {face: _in_face(font, *look) for face, look in FACES.items()}
    metrics = {face: QFontMetricsF(own) for face, own in fonts.items()}

    # A function of our own: of Qt's, lru_cache would copy the documentation, and have PySide work
    # out the signatures of everything for it (14 ms of the first window).
    @lru_cache(maxsize=_KEPT)
    def width(text: str, face: str) -> float:
        return metrics[face].horizontalAdvance(text)

    return Writing(fonts, Letters(width, max(1.0, QFontInfo(font).pixelSize() / _PIXELS)))


def paint_picture(
    painter: QPainter, picture: Picture, colors: Mapping[str, QColor], writing: Writing
) -> None:
    """Paint every shape."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        paint_shape(painter, shape, colors, writing)


def paint_shape(
    painter: QPainter,
    shape: Box | Hatch | Label,
    colors: Mapping[str, QColor],
    writing: Writing,
) -> None:
    """Paint one shape."""
    if isinstance(shape, Box):
        _paint_box(painter, shape, colors)
    elif isinstance(shape, Hatch):
        painter.setPen(
            QPen(colors[shape.color], _THIN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        painter.drawLines([QLineF(*stroke) for stroke in shape.strokes])
    else:
        painter.setFont(writing.fonts[shape.face])
        _write(painter, shape, colors[shape.color])


def rect_of(box: Box) -> QRectF:
    """Return a box as Qt's."""
    return QRectF(box.x, box.y, box.width, box.height)


def _in_face(font: QFont, share: float, semibold: bool) -> QFont:
    own = QFont(font)
    if font.pixelSize() > 0:
        own.setPixelSize(round(font.pixelSize() * share))
    else:
        own.setPointSizeF(font.pointSizeF() * share)
    if semibold:
        own.setWeight(QFont.Weight.DemiBold)
    return own


def _paint_box(painter: QPainter, box: Box, colors: Mapping[str, QColor]) -> None:
    """Paint a box, its edge within it."""
    if not box.edge:
        painter.fillRect(rect_of(box), colors[box.fill])
        return
    pen = QPen(colors[box.edge], 1)
    if box.dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(colors[box.fill] if box.fill else QColor(Qt.GlobalColor.transparent))
    painter.drawRoundedRect(rect_of(box).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)


def _write(painter: QPainter, label: Label, color: QColor) -> None:
    before, side = _SIDES[label.anchor]
    room = QRectF(label.x - before, label.middle - _FAR / 2, _FAR, _FAR)
    painter.setPen(color)
    painter.drawText(room, side, label.text)


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
            self._heard.append(child)
        for child, (name, box) in zip(self._heard, parts, strict=False):
            if child.accessibleName() != name:
                child.setAccessibleName(name)
            child.setGeometry(box)
        for at, child in enumerate(self._heard):
            child.setVisible(at < len(parts))
