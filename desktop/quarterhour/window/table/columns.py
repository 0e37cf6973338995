"""The columns of the table of services."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Column(IntEnum):
    """A column, in order from left to right."""

    SERVICE = 0
    PLAN = 1
    THERAPIST = 2
    ASSISTANT = 3
    UNITS = 4
    MODIFIERS = 5
    ALLOWED = 6


TITLES = {
    Column.SERVICE: "Service",
    Column.PLAN: "Plan",
    Column.THERAPIST: "Therapist",
    Column.ASSISTANT: "Assistant",
    Column.UNITS: "Units",
    Column.MODIFIERS: "Modifiers",
    Column.ALLOWED: "Allowed",
}

MEANINGS = {
    Column.SERVICE: "The service: its code, or its name as you say it",
    Column.PLAN: "The plan of care that the service is under: PT, OT or SLP",
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
