"""How far what is written stands out, measured on the picture of a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget

from quarterhour.window.look.ink import contrast
from window.accessible import Role, name, seen, spoken

TEXT = 4.5  # to one, by WCAG 2.2 (1.4.3)
LEAST = 8  # pixels: less of a thing is not on view
WRITTEN = (
    *(Role.StaticText, Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox),
    *(Role.Cell, Role.ListItem, Role.ColumnHeader, Role.RowHeader, Role.MenuItem, Role.PageTab),
)


def faint(surface: QWidget) -> Iterator[str]:
    """Measure what is written on the picture of a window."""
    picture = surface.grab().toImage()
    for thing in seen(surface):
        if thing.role() not in WRITTEN or thing.state().disabled or not _is_written(thing):
            continue
        place = _on_view(thing, surface)
        if place.height() >= LEAST and place.width() >= LEAST:
            best = _best_contrast(picture, place)
            if best < TEXT:
                yield f"{thing.role().name} {spoken(thing)[:40]!r} stands out {best:.1f} to 1"


def _is_written(thing: QAccessibleInterface) -> bool:
    """Tell whether there are letters: a label may be empty under its name."""
    label = thing.object()
    return bool(label.text() if isinstance(label, QLabel) else name(thing).strip())


def _on_view(thing: QAccessibleInterface, surface: QWidget) -> QRect:
    place = thing.rect()
    parent = thing.parent()
    while parent is not None and parent.rect().isValid() and parent.object() is not None:
        place = place.intersected(parent.rect())
        if parent.object() is surface:
            break
        parent = parent.parent()
    return place.translated(-surface.mapToGlobal(QPoint(0, 0)))


def _best_contrast(picture: QImage, place: QRect) -> float:
    """Return how far what stands out most does so from the ground of a place."""
    part = picture.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(part.constBits()).cast("B").cast("I"))
    ground = QColor.fromRgb(pixels.most_common(1)[0][0])
    return max(contrast(QColor.fromRgb(pixel), ground) for pixel in pixels)
