"""The columns of the table of services, and how they share its width."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from quarterhour.window.look import GRID, TIMES
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
    Column.DISCIPLINE: "Plan",
    Column.THERAPIST: "Therapist",
    Column.ASSISTANT: "Assistant",
    Column.UNITS: "Units",
    Column.MODIFIERS: "Modifiers",
    Column.ALLOWED: "Allowed",
}

MEANING_WORDS = {
    Column.SERVICE: "The service: its code, or its name as you say it",
    Column.DISCIPLINE: "The plan of care that the service is under: PT, OT or SLP",
    Column.THERAPIST: "Minutes of the therapist: 23, 10+8 or 9:05-9:28",
    Column.ASSISTANT: "Minutes of an assistant: 23, 10+8 or 9:05-9:28",
    Column.UNITS: "Billable units",
    Column.MODIFIERS: "Modifiers of the claim lines",
    Column.ALLOWED: "Allowed by the fee schedule, after the multiple procedure reduction",
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
_WIDEST = {
    Column.DISCIPLINE: "SLP",
    Column.THERAPIST: "9:05-9:28",
    Column.ASSISTANT: "9:05-9:28",
    Column.UNITS: "in row 88",
    Column.MODIFIERS: f"2 {TIMES} GP KX, 1 {TIMES} GP CQ KX",
    Column.ALLOWED: "$8,888.88",
}
# Where the font is wide and the window narrow, these columns give way, in this order.
_NARROWEST = {
    Column.THERAPIST: "480",
    Column.ASSISTANT: "480",
    Column.MODIFIERS: "GP CQ",
}
_LEAST_SERVICE = "97110  Manual therapy"


def shared_widths(
    metrics: QFontMetrics,
    room: int,
    shown: Collection[Column],
    contents: Mapping[Column, Collection[str]],
) -> dict[Column, int]:
    """Return the width of each column shown.

    Services take what the others leave, but never less than where a name can be read.
    `contents` are the texts in the fitted columns.
    """

    def wide(text: str) -> int:
        return metrics.horizontalAdvance(text) + 2 * MARGIN

    def needed(column: Column, text: str) -> int:
        return max(wide(text), wide(COLUMN_WORDS[column])) + GRID

    least = wide(_LEAST_SERVICE)
    widths = {column: needed(column, text) for column, text in _WIDEST.items() if column in shown}
    for column in FITTED:
        fitting = max((needed(column, text) for text in contents[column]), default=0)
        widths[column] = min(fitting, widths[column])
    for column, text in _NARROWEST.items():
        lacking = sum(widths.values()) + least - room
        if column in widths and lacking > 0:
            narrowest = min(widths[column], needed(column, text))
            widths[column] = max(narrowest, widths[column] - lacking)
    widths[Column.SERVICE] = max(least, room - sum(widths.values()))
    return widths
