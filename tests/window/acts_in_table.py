"""What is done at random in the table of services, by keys. Each says what it did."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quarterhour.window.words import Command
from window.material import MINUTES, ODD, PASTED, SERVICES, pick
from window.person import COLUMNS, Person

CONTROL = Qt.KeyboardModifier.ControlModifier
TYPED = ("service", "therapist", "assistant")
LEAVES = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Return),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape),
)
MAX_ROWS = 9  # of a visit, beyond which rows are deleted rather than added


class TableActs:
    """Acts in the table of a window."""

    def __init__(self, person: Person, chance: Random) -> None:
        self._person = person
        self._chance = chance

    def _rows(self) -> int:
        return self._person.table.model().rowCount()

    def _row(self) -> int:
        return self._chance.randrange(self._rows())

    def _types(self) -> str:
        column = self._chance.choice(TYPED)
        if self._person.table.isColumnHidden(COLUMNS.index(column)):
            self._person.choose(Command.ASSISTANT_COLUMN)
        of_service = (column == "service") is (self._chance.random() > ODD / 4)
        text = pick(self._chance, SERVICES if of_service else MINUTES)
        full = self._rows() > MAX_ROWS
        row = self._row() if full or self._chance.random() < 0.5 else 10**6
        row = min(row, self._rows() - 1)
        self._person.select(row, column).types(text)
        return f"{text!r} as {column} of row {row + 1}"

    def types_in_a_cell(self) -> str:
        """Type into a cell and leave it by a key."""
        typed = self._types()
        key = self._chance.choice(LEAVES)
        self._person.press(key)
        return f"{typed}, {key.name}"

    def stays_in_a_cell(self) -> str:
        """Type into a cell and stay there."""
        return self._types()

    def clears_a_cell(self) -> str:
        """Press Del in a cell."""
        row, column = self._row(), self._chance.choice(COLUMNS)
        self._person.select(row, column).press(Qt.Key.Key_Delete)
        return f"{column} of row {row + 1}"

    def pastes(self) -> str:
        """Paste a text."""
        text = pick(self._chance, PASTED)
        if self._rows() > MAX_ROWS:
            text = text.split("\n")[0]
        QApplication.clipboard().setText(text)
        row = self._row()
        self._person.select(row, "service").press(Qt.Key.Key_V, modifier=CONTROL)
        return f"{text!r} at row {row + 1}"

    def copies(self) -> str:
        """Copy a row, or the claim lines, and paste what was copied."""
        row, to = self._row(), self._row()
        lines = self._chance.random() < 0.3
        self._person.select(row, "service")
        self._person.choose(Command.COPY_CLAIM_LINES if lines else Command.COPY_ROW)
        self._person.select(to, "service")
        if self._rows() <= MAX_ROWS:
            self._person.choose(Command.PASTE_ROWS)
        return f"{'claim lines' if lines else f'row {row + 1}'} to row {to + 1}"

    def edits_a_row(self) -> str:
        """Move, duplicate or delete a row."""
        edits = [Command.MOVE_ROW_UP, Command.MOVE_ROW_DOWN, Command.DELETE_ROW]
        if self._rows() <= MAX_ROWS:
            edits.append(Command.DUPLICATE_ROW)
        else:
            edits = [Command.DELETE_ROW]
        edit, row = self._chance.choice(edits), self._row()
        self._person.select(row, self._chance.choice(COLUMNS))
        self._person.choose(edit)
        return f"{edit.name} {row + 1}"

    def chooses_a_plan(self) -> str:
        """Choose the plan of care of a row by its letter."""
        letter, row = self._chance.choice("pos"), self._row()
        self._person.select(row, "discipline").types(letter)
        return f"{letter} in row {row + 1}"

    def chooses_in_a_tie(self) -> str:
        """Choose which code gets the remaining units of a tie."""
        units = [self._person.hears(row, "units") for row in range(self._rows())]
        tied = [row for row, text in enumerate(units) if "tie" in text]
        if not tied:
            return "none"
        row = self._chance.choice(tied)
        self._person.select(row, "units").press(Qt.Key.Key_F4)
        menu = self._person.menu()
        action = self._chance.choice([each for each in menu.actions() if each.isEnabled()])
        action.trigger()
        menu.close()
        return f"{action.text()} in row {row + 1}"
