"""How far what is written stands out, measured word by word on the picture of a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from quarterhour.window.look.colors import contrast
from window.accessible import Role, name, seen, spoken

TEXT = 4.5  # to one, by WCAG 2.2 (1.4.3)
MARK = 3.0  # of a mark, or of large letters (1.4.11, 1.4.3)
OFF = 3.0  # of what can't be used, which has the color of edges
LEAST = 8  # pixels: less of a thing is not on view
# A pixel of a letter has its whole color only where letters are drawn larger.
SCALE = 2
_SCROLLED = (Role.Cell, Role.ListItem)
_LETTER = 5  # pixels high: what is lower is a dash, a dot, or a line
_WORD = 13  # pixels high at most: letters of the usual size
_GAP = 3  # pixels between two words
_EDGE = 3  # pixels of a thing around what is written in it
_WHOLE = 3  # pixels at least of the color of a word
_MARK = 18  # pixels for a box or a ring to be ticked, which is no word
_SHADE = 1.2
WRITTEN = (
    *(Role.StaticText, Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox),
    *(Role.Cell, Role.ListItem, Role.ColumnHeader, Role.RowHeader, Role.MenuItem, Role.PageTab),
    *(Role.EditableText, Role.ButtonMenu),
)


def faint(surface: QWidget) -> Iterator[str]:
    """Measure what is written on the picture of a window."""
    picture = drawn(surface)
    for thing in seen(surface):
        if thing.role() not in WRITTEN or not _is_written(thing):
            continue
        place = _on_view(thing, surface)
        if place.height() < LEAST or place.width() < LEAST:
            continue
        if thing.role() in (Role.CheckBox, Role.RadioButton):
            place.setLeft(place.left() + _MARK)
        wanted = OFF if thing.state().disabled else TEXT
        found = {word: strongest(picture, word) for word in words(picture, place)}
        for word, best in found.items():
            # Less is the ground itself, which the style shades. What is higher than words is a
            # mark, a box, or large; it has no words but these where nothing can be done with it.
            least = wanted if word.height() <= _WORD else 0.0 if thing.state().disabled else MARK
            if _SHADE <= best < least or max(found.values()) < wanted:
                where = word.translated(-place.topLeft()).getRect()
                yield (
                    f"{thing.role().name} {spoken(thing)[:40]!r} stands out {best:.1f} to 1 "
                    f"at {where}"
                )


def drawn(surface: QWidget) -> QImage:
    """Return the picture of a window, larger than it is: `SCALE` pixels each way for one."""
    picture = QImage(surface.size() * SCALE, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SCALE)
    surface.render(picture)
    picture.setDevicePixelRatio(1)
    return picture


def words(picture: QImage, place: QRect) -> Iterator[QRect]:
    """Find the words, and whatever else is as high, in a place of a window."""
    inner = place.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    if inner.isEmpty():
        return
    lines = _marked(part_of(picture, inner))
    for top, bottom in _runs(lines, 1):
        columns = 0
        for line in lines[top:bottom]:
            columns |= line
        bits = [columns >> x & 1 for x in range(columns.bit_length())]
        for left, right in _runs(bits, _GAP * SCALE):
            own = (1 << right) - (1 << left)
            rows = [at for at in range(top, bottom) if lines[at] & own]
            first, last = (left, rows[0]), (right - 1, rows[-1])
            word = QRect(*(QPoint(x // SCALE, y // SCALE) for x, y in (first, last)))
            if word.width() >= _GAP and word.height() >= _LETTER:
                yield word.translated(inner.topLeft())


def part_of(picture: QImage, place: QRect) -> QImage:
    """Return what a picture has at a place of its window."""
    corner, size = place.topLeft() * SCALE, place.size() * SCALE
    return picture.copy(QRect(corner, size)).convertToFormat(QImage.Format.Format_RGB32)


def inks(part: QImage) -> Counter[str]:
    """Count the colors of a part of a picture."""
    return Counter({QColor.fromRgb(pixel).name(): many for pixel, many in _pixels(part).items()})


def strongest(picture: QImage, place: QRect) -> float:
    """Return how far what stands out most in a place does so from the ground around it."""
    around = place.adjusted(1 - _GAP, 1 - _GAP, _GAP - 1, _GAP - 1)
    ground = _pixels(part_of(picture, around)).most_common(1)[0][0]
    found = _pixels(part_of(picture, place)).items()
    return max(_contrast(ink, ground) for ink, many in found if many >= _WHOLE)


def _pixels(part: QImage) -> Counter[int]:
    return Counter(memoryview(part.constBits()).cast("B").cast("I"))


@cache
def _contrast(one: int, other: int) -> float:
    return contrast(QColor.fromRgb(one), QColor.fromRgb(other))


def _marked(part: QImage) -> list[int]:
    """Return the lines of a picture as numbers: a bit is set where it is not the ground."""
    ground = _pixels(part).most_common(1)[0][0]
    mask = part.createMaskFromColor(ground, Qt.MaskMode.MaskOutColor)
    kept = (1 << part.width()) - 1
    bits, step = memoryview(mask.constBits()).cast("B"), mask.bytesPerLine()
    return [
        int.from_bytes(bits[at : at + step], "little") & kept
        for at in range(0, step * part.height(), step)
    ]


def _runs(marked: list[int], gap: int) -> Iterator[tuple[int, int]]:
    """Return from where to where something is marked; less than a gap between two parts none."""
    start, end = -1, -gap
    for at, mark in enumerate(marked):
        if mark:
            if at - end >= gap:
                if start >= 0:
                    yield start, end
                start = at
            end = at + 1
    if start >= 0:
        yield start, end


def _is_written(thing: QAccessibleInterface) -> bool:
    """Tell whether there are letters: a label may be empty under its name."""
    label = thing.object()
    return bool(label.text() if isinstance(label, QLabel) else name(thing).strip())


def _on_view(thing: QAccessibleInterface, surface: QWidget) -> QRect:
    place = thing.rect()
    parent = thing.parent()
    while parent is not None and parent.rect().isValid() and parent.object() is not None:
        place = place.intersected(parent.rect())
        area = parent.object()
        if thing.role() in _SCROLLED and isinstance(area, QAbstractScrollArea):
            view = area.viewport()  # its scroll bars lie over what it shows
            place = place.intersected(QRect(view.mapToGlobal(QPoint(0, 0)), view.size()))
        if parent.object() is surface:
            break
        parent = parent.parent()
    return place.translated(-surface.mapToGlobal(QPoint(0, 0)))
