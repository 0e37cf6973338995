"""A day typed by keys alone: how many it takes, and that nothing asks in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quarterhour.window import prompts
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_KEYS = 330


class Line(NamedTuple):
    """What the sheet of a clinic has of a service."""

    code: str
    minutes: int
    discipline: str
    assistant: int = 0


# The letter of each patient, and what was done with them.
SHEET = {
    "A": (Line("97110", 20, "PT"), Line("97140", 15, "PT"), Line("97112", 10, "PT")),
    "B": (Line("97161", 35, "PT"), Line("97110", 10, "PT")),
    "C": (Line("97110", 33, "PT"), Line("97140", 7, "PT")),
    "D": (Line("97530", 20, "PT"), Line("97112", 20, "PT")),
    "E": (Line("97165", 40, "OT"), Line("97535", 15, "OT")),
    "F": (Line("97530", 25, "OT"), Line("97535", 20, "OT")),
    "G": (Line("97110", 15, "PT", 15), Line("97140", 12, "PT")),
    "H": (
        *(Line("97116", 18, "PT"), Line("97110", 13, "PT")),
        *(Line("97140", 10, "PT"), Line("97035", 8, "PT")),
    ),
    "I": (Line("92507", 45, "SLP"),),
    "J": (Line("92526", 40, "SLP"), Line("97129", 20, "SLP")),
    "K": (Line("97150", 45, "PT"),),
    "L": (Line("97150", 45, "PT"), Line("97110", 16, "PT")),
}


class Typist:
    """Types, and counts the keys; a chord is one."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.keys = 0

    def types(self, text: str) -> None:
        self.keys += len(text)
        self.person.types(text)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        self.keys += 1
        self.person.press(key, modifier=held)
        QApplication.processEvents()

    def type_row(self, at: int, line: Line) -> None:
        """Type a service, from its first cell to the last that has something."""
        self.types(line.code)
        self.presses(TAB)
        if self.person.cell(at, "discipline") != line.discipline:
            self.presses(Qt.Key.Key_Left)
            self.types(line.discipline[0].lower())
            self.presses(Qt.Key.Key_Right)
        self.types(str(line.minutes))
        if line.assistant:
            if self.person.table.isColumnHidden(3):
                self.keys += 2  # the letters of the menu and of its entry
                self.person.choose(Command.ASSISTANT_COLUMN)
            self.presses(TAB)
            self.types(str(line.assistant))


def test_the_sheet_of_a_day_is_typed_by_few_keys(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [name for name in vars(prompts) if name.startswith(("ask", "tell"))]
    for name in asked:
        monkeypatch.setattr(prompts, name, lambda *_: pytest.fail("something asks"))
    person = opened()
    person.window.worksheet.session.change(place="27601")
    person.select(0, "service")
    typist = Typist(person)
    for at, rows in enumerate(SHEET.values()):
        if at:
            typist.presses(Qt.Key.Key_N, CTRL)
        for row, line in enumerate(rows):
            if row:
                typist.presses(ENTER)
            typist.type_row(row, line)
    session = person.window.worksheet.session
    session.stop_typing()
    assert session.problems == ()
    assert session.day_draft.tags == list(SHEET)
    typed = [
        tuple(
            Line(row.code, int(row.therapist), row.discipline, int(row.assistant or 0))
            for row in visit.without_blank_end().rows
        )
        for visit in session.day_draft.visits
    ]
    assert typed == list(SHEET.values())
    assert session.why_day_not_saved == ""
    assert typist.keys <= MOST_KEYS
    monkeypatch.undo()
    person.window.worksheet.session.mark_saved()
