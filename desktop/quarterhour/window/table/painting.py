"""Painting what stands before a row, and the ground, edges and words of its cells."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF

from quarterhour.window.look import GAP
from quarterhour.window.look.icons import MARK_SIZE, paint_mark
from quarterhour.window.look.ink import control_edge, secondary, service_ink
from quarterhour.window.table.cells import Mark
from quarterhour.window.table.columns import scale_of, semibold

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
# At letters of 13 pixels.
_BADGE_LEFT, _SWATCH_LEFT = 10, 31
_SWATCH = QSizeF(22, 18)
_CORNER = 4.0
_NUMBER = 0.85
_AFTER_CODE = 10
_EDGE = 2


def paint_before(
    painter: QPainter, gutter: QRect, mark: Mark, font: QFont, palette: QPalette
) -> None:
    """Paint the badge of a row, and its swatch with its number."""
    scale = scale_of(font)
    middle = gutter.top() + gutter.height() / 2
    if mark.severity is not None:
        side = MARK_SIZE * scale
        left = gutter.left() + _BADGE_LEFT * scale
        place = QRectF(left, middle - side / 2, side, side)
        paint_mark(painter, place, mark.severity, palette)
    size = _SWATCH * scale
    corner = QPointF(gutter.left() + _SWATCH_LEFT * scale, middle - size.height() / 2)
    paint_swatch(painter, QRectF(corner, size), mark, font, palette)


def paint_swatch(
    painter: QPainter, place: QRectF, mark: Mark, font: QFont, palette: QPalette
) -> None:
    """Paint a swatch: filled, hollow where no segment has its color, dashed for the new row."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen, brush = QPen(control_edge(palette), 1), QColor(Qt.GlobalColor.transparent)
    if mark.color is not None:
        brush, edge = service_ink(palette, mark.color)
        pen.setColor(edge)
    elif mark.new:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(brush)
    box = QRectF(round(place.x()), round(place.y()), round(place.width()), round(place.height()))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    if not mark.new:
        painter.setFont(_number_font(font, mark.color is not None))
        role = palette.color(QPalette.ColorRole.Text)
        painter.setPen(secondary(palette) if mark.color is None else role)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(mark.number))
    painter.restore()


def paint_frame(painter: QPainter, cell: QRect, color: QColor) -> None:
    """Paint the edge of a cell that the keyboard is in or that has a mistake."""
    painter.setPen(QPen(color, _EDGE, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(1, 1, -1, -1))


def paint_service(painter: QPainter, room: QRect, text: str, font: QFont) -> None:
    """Write a service: its code whole, and its name as far as there is room."""
    code, gap, name = text.partition(GAP)
    if gap:
        strong = semibold(font)
        painter.setFont(strong)
        painter.drawText(room, _MIDDLE, code)
        after = QFontMetrics(strong).horizontalAdvance(code) + round(_AFTER_CODE * scale_of(font))
        room, text = room.adjusted(after, 0, 0, 0), name
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _MIDDLE, shown)


def paint_arrow(painter: QPainter, cell: QRect, scale: float, color: QColor) -> None:
    """Paint the small arrow of a list at the right of a cell's words."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(cell.right() + 1 - 4 * scale, cell.top() + cell.height() / 2)
    half, depth = 3 * scale, 1.5 * scale
    painter.setPen(QPen(color, 1.5 * scale, c=Qt.PenCapStyle.RoundCap))
    points = (QPointF(-half, -depth), QPointF(0, depth), QPointF(half, -depth))
    painter.drawPolyline(QPolygonF([middle + point for point in points]))
    painter.restore()


def _number_font(font: QFont, strong: bool) -> QFont:
    small = semibold(font) if strong else QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(round(_NUMBER * font.pixelSize()))
    else:
        small.setPointSizeF(_NUMBER * font.pointSizeF())
    return small
