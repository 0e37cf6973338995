"""Drawings in the color of their letters: of menus, of severities, and of services."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from quarterhour.claims import Severity
from quarterhour.resources import resource_folder
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import (
    ink_of,
    nearest_ink,
    secondary,
    service_ink,
    settled_color,
    settled_fill,
)
from quarterhour.window.look.text import Drawn, resized, scale_of, semibold_of
from quarterhour.window.words import Command

_SIDES = (16, 20, 24, 32, 48)
_SIZE = 'width="{0}" height="{0}"'


def severity_color(palette: QPalette, severity: Severity) -> QColor:
    """Return the color of a severity's mark. Its shape and its word say the same."""
    ink = nearest_ink(palette)
    colors = {Severity.ACTION: ink.danger, Severity.WARNING: ink.choice}
    return QColor(colors.get(severity, ink.accent))


def severity_fill(palette: QPalette, severity: Severity) -> QColor | None:
    """Return what is within the outline of a severity's mark; None for the ground behind it."""
    ink = ink_of(palette)
    return QColor(ink.choice_fill) if ink and severity is Severity.WARNING else None


def icon(name: str, color: QColor, fill: str = "none") -> QIcon:
    """Return a drawing for a button or a menu, sharp from 100 to 300%."""
    drawn = QIcon()
    for side in _SIDES:
        drawn.addPixmap(picture(name, color.name(), side, fill))
    return drawn


@lru_cache(maxsize=256)
def picture(name: str, color: str, side: int, fill: str = "none") -> QPixmap:
    """Return the drawing `name`.svg in a color, as a square of `side` pixels.

    `fill` is the color within an outline that has one. It is null if Qt's plugin for SVG is
    missing.
    """
    sized = _drawing(name).replace(_SIZE.format(16), _SIZE.format(side))
    drawn = QPixmap()
    # By the plugin, in 1 ms: loading Qt's module for SVG takes 14.
    colored = sized.replace("currentColor", color).replace("currentFill", fill)
    drawn.loadFromData(colored.encode(), "SVG")
    return drawn


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (resource_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


# Only what people look for by its picture; for the rest a word is enough.
_DRAWINGS = {
    Command.NEXT_VISIT: "new",
    Command.OPEN: "open",
    Command.SAVE: "save",
    Command.EXPORT: "export",
    Command.PRINT: "print",
    Command.SETTINGS: "settings",
    Command.UNDO: "undo",
    Command.REDO: "redo",
    Command.COPY_ROW: "copy",
    Command.PASTE_ROWS: "paste",
    Command.MOVE_ROW_UP: "up",
    Command.MOVE_ROW_DOWN: "down",
    Command.DELETE_ROW: "delete",
    Command.GUIDE: "guide",
}


def draw_icons(actions: Mapping[Command, QAction], menu: QMenu) -> None:
    """Draw the icons of a menu's entries, in the colors that it has now."""
    color = menu.palette().color(QPalette.ColorRole.WindowText)
    for command, action in actions.items():
        if command in _DRAWINGS:
            action.setIcon(icon(f"menu/{_DRAWINGS[command]}", color))


MARK_SIZE = 16


def mark_size(font: QFont) -> int:
    """Return the side of a badge beside letters."""
    return round(MARK_SIZE * scale_of(font))


class Mark(QWidget):
    """Shows the badge of a severity, or of what is settled, or keeps its place empty.

    `side` is that at usual letters.
    """

    def __init__(self, parent: QWidget | None = None, side: int = MARK_SIZE) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self._settled = False
        self._side = side
        self._fit()

    def show_severity(self, severity: Severity | None) -> None:
        """Show another badge, or none."""
        if severity is not self._severity or self._settled:
            self._severity, self._settled = severity, False
            self.update()

    def show_settled(self) -> None:
        """Show the badge of what is settled."""
        self._severity, self._settled = None, True
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = round(self._side * scale_of(self.font()))
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        with QPainter(self) as painter:
            place, palette = QRectF(self.rect()), self.palette()
            if self._settled:
                paint_settled(painter, place, palette)
            elif self._severity is not None:
                paint_mark(painter, place, self._severity, palette)


def paint_mark(painter: QPainter, place: QRectF, severity: Severity, palette: QPalette) -> None:
    """Draw a severity's badge into a square; a note has none."""
    if severity is not Severity.NOTE:
        fill = severity_fill(palette, severity)
        _paint(painter, place, severity.value, severity_color(palette, severity), fill)


def paint_settled(painter: QPainter, place: QRectF, palette: QPalette) -> None:
    """Draw the badge of what is settled into a square."""
    _paint(painter, place, "settled", settled_color(palette), settled_fill(palette))


def badge_icon(worst: Severity | None, palette: QPalette, side: int) -> QIcon:
    """Return the badge of the worst that is to settle, or that nothing is, for a button.

    It keeps its color where there is nothing to press.
    """
    name, color, fill = "settled", settled_color(palette), settled_fill(palette)
    if worst is not None:
        name, color = worst.value, severity_color(palette, worst)
        fill = severity_fill(palette, worst)
    drawn = QIcon()
    for pixels in (side, 2 * side):
        badge = picture(f"marks/{name}", color.name(), pixels, _named(fill))
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            drawn.addPixmap(badge, mode)
    return drawn


def _named(fill: QColor | None) -> str:
    return "none" if fill is None else fill.name()


def _paint(painter: QPainter, place: QRectF, name: str, color: QColor, fill: QColor | None) -> None:
    side = round(place.width() * painter.device().devicePixelRatio())
    drawn = picture(f"marks/{name}", color.name(), side, _named(fill))
    painter.drawPixmap(place, drawn, QRectF(drawn.rect()))


_SMALLER = 0.85


class Swatch(Drawn):
    """Shows the number of a row; it is hollow for one without a color."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._number = 0
        self._color: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_row(self, number: int, color: int | None) -> None:
        """Show another row."""
        if (number, color) != (self._number, self._color):
            self._number, self._color = number, color
            self.setAccessibleName(f"Row {number}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for two digits."""
        height = self.fontMetrics().height()
        return QSize(max(22, round(1.4 * height)), max(18, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number on its ground."""
        with QPainter(self) as painter:
            place, number = QRectF(self.rect()), str(self._number)
            paint_chip(painter, place, number, self._color, self.palette())


_LEAST_CHIP = QSize(22, 18)


class TagChip(Drawn):
    """Shows the tag of a visit on its color."""

    def __init__(self, tag: str, color: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tag = tag
        self._color = color
        self.setAccessibleName(f"Visit {tag}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the tag."""
        return chip_size(self._tag, self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag on its ground."""
        with QPainter(self) as painter:
            paint_chip(painter, QRectF(self.rect()), self._tag, self._color, self.palette())


def chip_size(tag: str, font: QFont) -> QSize:
    """Return the room for a tag among letters of a font."""
    metrics = QFontMetrics(_small(font))
    width = metrics.horizontalAdvance(tag) + 3 * GRID
    return _LEAST_CHIP.expandedTo(QSize(width, metrics.height() + 2))


def paint_chip(
    painter: QPainter, place: QRectF, text: str, color: int | None, palette: QPalette
) -> None:
    """Draw a few letters on the color of a service or a visit into a place; None is no color."""
    fill, rim = QColor(Qt.GlobalColor.transparent), secondary(palette)
    if color is not None:
        fill, rim = service_ink(palette, color)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(rim)
    painter.setBrush(fill)
    box = place.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, GRID - 1, GRID - 1)
    painter.setFont(_small(painter.font()))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _small(font: QFont) -> QFont:
    return semibold_of(resized(font, _SMALLER))
