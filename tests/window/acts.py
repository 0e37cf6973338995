"""A machine that does at random what people do to a visit, by keys where there are keys for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from quarterhour.entry import Session
from quarterhour.entry.settings import DISCIPLINE, RULE
from quarterhour.units import RULES
from quarterhour.visit import DISCIPLINES
from quarterhour.window.words import Command
from window.acts_in_table import TableActs
from window.material import AMOUNTS, DATES, MINUTES, PLACES, WORDS, pick
from window.person import Person

DIALOGS = (
    *(Command.CLAIM_STATEMENTS, Command.PATIENT_YEAR, Command.PATIENT_YEAR),
    *(Command.SERVICE_DETAILS, Command.SERVICE_DETAILS, Command.PRACTICE, Command.VISIT_LABEL),
)
NOTES = 0.5  # how often the notes are shown before an item is chosen
MENDED = 0.4  # how often what cannot be saved is mended at once


class Machine:
    """Acts on the window of a person. `did` says what it did, the latest last.

    `file` is where it saves, and what it opens again; `others` it opens without their file.
    """

    def __init__(self, person: Person, chance: Random, file: Path, others: Sequence[Path]) -> None:
        self.person = person
        self.did: list[str] = []
        self._chance = chance
        self._file = file
        self._others = others
        table = TableActs(person, chance)
        self._acts: dict[Callable[[], str], int] = {
            table.types_in_a_cell: 30,
            table.stays_in_a_cell: 3,
            table.clears_a_cell: 5,
            table.pastes: 5,
            table.copies: 4,
            table.edits_a_row: 8,
            self._steps: 9,
            table.chooses_a_plan: 6,
            table.chooses_in_a_tie: 8,
            self._changes_the_date: 6,
            self._changes_the_place: 6,
            self._changes_the_rule: 3,
            self._changes_the_deductible: 3,
            self._answers_a_hint: 6,
            self._fills_in_a_dialog: 9,
            self._saves: 4,
            self._opens: 3,
            self._begins_anew: 1,
            self._goes_through_the_day: 5,
            self._changes_the_settings: 2,
        }

    def act(self) -> None:
        """Do one thing."""
        self.person.window.activateWindow()  # which only a window manager does of itself
        QApplication.processEvents()
        act = self._chance.choices(list(self._acts), list(self._acts.values()))[0]
        if self._session.outcome.reading.problems and self._chance.random() < MENDED:
            act = self._mends
        self.did.append(act.__name__.strip("_"))
        self.did[-1] += f": {act()}"
        for each in (*self._open_menus(), *self._open_dialogs()):
            each.close()
            if each.isVisible():  # it has said what isn't kept
                each.close()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def typing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.person.table.state() == QAbstractItemView.State.EditingState

    @property
    def _session(self) -> Session:
        return self.person.window.worksheet.session

    def _mends(self) -> str:
        """Mend what keeps the visit from being saved: else little is ever priced."""
        problems = self._session.outcome.reading.problems
        row = next((problem.row for problem in problems if problem.row is not None), None)
        if self._session.draft.day is None:
            self._fills_in("Date of service", "2026-11-23")
        elif row is not None:
            self.person.select(row, "service")
            self.person.choose(Command.DELETE_ROW)
        elif problems:
            self._types_a_deductible("")
        else:
            self._fills_in("ZIP or place", "33101")
        return str(row)

    def _steps(self) -> str:
        step = self._chance.choice((Command.UNDO, Command.UNDO, Command.REDO))
        times = self._chance.choice((1, 1, 2, 5))
        for _ in range(times):
            if self.person.window.parts.entries[step].isEnabled():
                self.person.choose(step)
        return f"{step.name} {times}"

    # Above the table.

    def _fills_in(self, name: str, text: str) -> None:
        edit = self.person.go_to(QLineEdit, name)
        edit.selectAll()
        self.person.press(Qt.Key.Key_Delete).types(text)

    def _changes_the_date(self) -> str:
        text = pick(self._chance, DATES)
        self._fills_in("Date of service", text)
        key = self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab))
        self.person.press(key)
        return f"{text!r}, {key.name}"

    def _changes_the_place(self) -> str:
        text = pick(self._chance, PLACES)
        self._fills_in("ZIP or place", text)
        keys = self._chance.choice(
            (
                (Qt.Key.Key_Tab,),
                (Qt.Key.Key_Return,),
                (Qt.Key.Key_Down, Qt.Key.Key_Return),
                (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab),
                (Qt.Key.Key_Escape,),
            )
        )
        self.person.press(*keys)
        return f"{text!r}, {[key.name for key in keys]}"

    def _changes_the_rule(self) -> str:
        key = self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down))
        self.person.go_to(QComboBox, "Payer")
        self.person.press(key)
        return key.name

    def _changes_the_deductible(self) -> str:
        text = pick(self._chance, AMOUNTS)
        self._types_a_deductible(text)
        return repr(text)

    def _types_a_deductible(self, text: str) -> None:
        self.person.type_deductible(text)
        self.person.dialog().close()

    # Beside it, and in dialogs.

    def _answers_a_hint(self) -> str:
        if self._chance.random() < NOTES and self.person.to_settle.shown.notes:
            self.person.show_notes()
        items = self.person.items()
        if not items:
            return "none"
        item = self._chance.choice(items)
        text = self.person.titles()[items.index(item)]
        item.take_focus()
        self.person.press(*self._chance.choice(((), (Qt.Key.Key_Right,))), Qt.Key.Key_Return)
        return text

    def _fills_in_a_dialog(self) -> str:
        command = self._chance.choice(DIALOGS)
        row = self._chance.randrange(self.person.table.model().rowCount())
        self.person.select(row, "service")
        self.person.choose(command)
        did = [
            self._fills_in_one(dialog)
            for dialog in self._open_dialogs()
            for _ in range(self._chance.randrange(1, 4))
        ]
        return f"{command.name} {did}"

    def _fills_in_one(self, dialog: QDialog) -> str:
        fields: list[QWidget] = [
            field
            for kind in (QCheckBox, QComboBox, QLineEdit)
            for field in dialog.findChildren(kind)
            if field.isEnabled() and field.isVisible()
        ]
        field = self._chance.choice(fields)
        what = ""
        if isinstance(field, QCheckBox):
            field.click()
        elif isinstance(field, QComboBox):
            key = self._chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home))
            QTest.keyClick(field, key)
            what = key.name
        elif isinstance(field, QLineEdit):
            what = self._chance.choice(
                (pick(self._chance, AMOUNTS), pick(self._chance, MINUTES), *WORDS)
            )
            field.selectAll()
            QTest.keyClick(field, Qt.Key.Key_Delete)
            QTest.keyClicks(field, "".join(filter(str.isascii, what)))
        return f"{field.accessibleName()} {what}"

    def _open_dialogs(self) -> list[QDialog]:
        return [each for each in self.person.window.findChildren(QDialog) if each.isVisible()]

    def _open_menus(self) -> list[QWidget]:
        popup = QApplication.activePopupWidget()
        return [popup] if isinstance(popup, QMenu) else []

    # Files and settings.

    def _saves(self) -> str:
        return f"saved: {self.person.window.files.save()}"

    def _opens(self) -> str:
        files, own = self.person.window.files, self._chance.random() < 0.4
        path = self._file if own else self._chance.choice(self._others)
        if not path.exists():
            return "nothing"
        return f"{path.name}: {files.open(path) if own else files.open_copy(path)}"

    def _begins_anew(self) -> str:
        return str(self.person.window.files.begin_own())

    def _goes_through_the_day(self) -> str:
        commands = (Command.GO_NEXT_VISIT, Command.GO_PREVIOUS_VISIT, Command.DELETE_VISIT)
        begins = (Command.NEXT_VISIT, Command.REPEAT_VISIT)
        command = self._chance.choice((*commands, *commands, *begins))
        if not self.person.window.parts.entries[command].isEnabled():
            return f"{command.name} is off"
        self.person.choose(command)
        return command.name

    def _changes_the_settings(self) -> str:
        kept = self.person.window.program.kept
        match self._chance.randrange(4):
            case 0:
                kept.keep(RULE, self._chance.choice(list(RULES)))
            case 1:
                kept.keep(DISCIPLINE, self._chance.choice(DISCIPLINES))
            case 2:
                kept.keep_own_place(*self._chance.choice((("33101", ""), ("", ""))))
            case _:
                kept.reset()
        return f"{kept.get(RULE)}, {kept.get(DISCIPLINE)}, {kept.place}"
