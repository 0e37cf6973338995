"""The columns of the table of services, and how they share its width."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics

from quarterhour.window.look.views import MARGIN


class Column(IntEnum):
    """A column, in order from left to right."""

    SERVICE = 0
    DISCIPLINE = 1
    THERAPIST = 2
    ASSISTANT = 3
    UNITS = 4
    MODIFIERS = 5
    ALLOWED = 6


COLUMN_WORDS = {
    Column.SERVICE: "Service",
    Column.DISCIPLINE: "Discipline",
    Column.THERAPIST: "Minutes",
    Column.ASSISTANT: "Assistant",
    Column.UNITS: "Units",
    Column.MODIFIERS: "Modifiers",
    Column.ALLOWED: "Allowed",
}
# Where the assistant's minutes show too, it is said whose the others are.
THERAPIST = "Therapist"

MEANING_WORDS = {
    Column.SERVICE: "CPT code or name, such as 97110 or ther ex",
    Column.DISCIPLINE: "Discipline: PT, OT, or SLP",
    Column.THERAPIST: "Therapist's minutes: 23, 10+8, or 9:05-9:28",
    Column.ASSISTANT: "Assistant's minutes: 23, 10+8, or 9:05-9:28",
    Column.UNITS: "Billable units",
    Column.MODIFIERS: "Modifiers on the claim lines",
    Column.ALLOWED: "Medicare allowed amount, after the multiple procedure reduction (MPPR)",
}

TYPED = (Column.SERVICE, Column.THERAPIST, Column.ASSISTANT)
# What is typed in a column is this field of the document.
FIELD_OF = {
    Column.SERVICE: "code",
    Column.THERAPIST: "therapist_minutes",
    Column.ASSISTANT: "assistant_minutes",
}

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_NUMERIC = (Column.THERAPIST, Column.ASSISTANT, Column.UNITS, Column.ALLOWED)

# How a column's cells and its title are aligned.
ALIGNMENT = tuple(
    (Qt.AlignmentFlag.AlignRight if column in _NUMERIC else Qt.AlignmentFlag.AlignLeft) | _MIDDLE
    for column in Column
)

# What is computed is as wide as it comes out; what is typed or chosen does not move meanwhile.
FITTED = (Column.UNITS, Column.MODIFIERS)
# At letters of 13 pixels.
_PIXELS = 13
_GUTTER = 58  # before the services
_LEAST_SERVICE = 150
_WIDTHS = {
    Column.DISCIPLINE: 90,
    Column.THERAPIST: 84,
    Column.ASSISTANT: 84,
    Column.UNITS: 64,
    Column.MODIFIERS: 132,
    Column.ALLOWED: 100,
}
# Where there is less room, they give way in this order, down to what they have to say.
_GIVE_WAY = (
    *(Column.MODIFIERS, Column.THERAPIST, Column.ASSISTANT),
    *(Column.DISCIPLINE, Column.ALLOWED, Column.UNITS),
)
_LEAST_TYPED = {Column.THERAPIST: THERAPIST, Column.ASSISTANT: "480", Column.DISCIPLINE: "SLP"}
_CODE = "G0000"
_AMOUNT = "$0,000.00"
_DENIED = "Denied"
# From the last column to the edge; the margin of a cell is within it.
LAST_MARGIN = 2 * MARGIN
SERVICE_MARGIN = 6
# For the arrow after tied units.
TIE_ROOM = 14


def scale_of(font: QFont) -> float:
    """Return how many times larger than those of 13 pixels letters are, never less than once."""
    return max(1.0, QFontInfo(font).pixelSize() / _PIXELS)


def gutter_of(font: QFont) -> int:
    """Return the room for the badge and the swatch before a service."""
    return round(_GUTTER * scale_of(font))


def semibold(font: QFont) -> QFont:
    """Return a font in which codes and what is denied are written."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def caption(font: QFont) -> QFont:
    """Return a font in which the titles of columns are written."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(round(0.92 * font.pixelSize()))
    else:
        small.setPointSizeF(0.92 * font.pointSizeF())
    return small


def shared_widths(
    font: QFont,
    room: int,
    shown: Collection[Column],
    contents: Mapping[Column, Collection[str]],
) -> dict[Column, int]:
    """Return the width of each column shown: no text but the name of a service is ever cut.

    Services take what the others leave, but never less than where a code can be read.
    `contents` are the texts in the fitted columns.
    """
    plain, strong, small = map(QFontMetrics, (font, semibold(font), caption(font)))
    scale = scale_of(font)
    widths: dict[Column, int] = {}
    needed: dict[Column, int] = {}
    for column in _GIVE_WAY:
        if column not in shown:
            continue
        texts = contents.get(column, (_LEAST_TYPED.get(column, ""),))
        wide = max(plain.horizontalAdvance(text) for text in (*texts, ""))
        title = small.horizontalAdvance(COLUMN_WORDS[column])
        if column is Column.UNITS:
            wide += round(TIE_ROOM * scale)
        elif column is Column.ALLOWED:
            wide = max(strong.horizontalAdvance(_DENIED), plain.horizontalAdvance(_AMOUNT)) + MARGIN
            title += MARGIN
        needed[column] = max(wide, title) + 2 * MARGIN
        widths[column] = max(round(_WIDTHS[column] * scale), needed[column])
    gutter = round(_GUTTER * scale)
    for column, width in widths.items():
        lacking = gutter + round(_LEAST_SERVICE * scale) + sum(widths.values()) - room
        widths[column] = max(needed[column], width - max(0, lacking))
    least = gutter + strong.horizontalAdvance(_CODE) + 2 * MARGIN
    widths[Column.SERVICE] = max(least, room - sum(widths.values()))
    return widths
