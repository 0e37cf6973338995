"""Who treats on the day, and when each was on the clock: by marks, without names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain, pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.day import ROLES, Person
from quarterhour.window.details import Choice, frame, note
from quarterhour.window.header_fields import NotedEdit
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import Button, press_where_focused
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import figures_font, plain_label
from quarterhour.window.worksheet import Worksheet

_MARK_LETTERS = 8
_ROLE_LETTERS = 7
_ROLES = {role: role for role in ROLES}
_CLOCK = "8:00-12:00, 1:00-5:00"


class PersonRow(QWidget):
    """Edits a person; `changed` has its number, a field, and the value, `removed` its number."""

    changed = Signal(int, str, str)
    removed = Signal(int)

    def __init__(self, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._at = at
        self._shown: dict[str, str] = {}
        number = at + 1
        self.mark = NotedEdit(self)
        self.mark.setAccessibleName(f"Mark {number}")
        self.mark.setMaxLength(_MARK_LETTERS)
        self.mark.setFixedWidth(_MARK_LETTERS * self.mark.fontMetrics().maxWidth() // 2)
        self.role = Choice(f"Role {number}", _ROLES, "", self)
        self.role.setMinimumContentsLength(_ROLE_LETTERS)
        self.clock = NotedEdit(self)
        self.clock.setFont(figures_font(self.clock.font()))
        self.clock.setAccessibleName(f"On the clock {number}")
        self.clock.setPlaceholderText(_CLOCK)
        room = self.clock.fontMetrics().horizontalAdvance(_CLOCK) + 6 * GRID
        self.clock.setMinimumWidth(room)
        self.remove = Button("Remove", f"Remove {number}", self)
        self.notice = Notice(f"About person {number}", 1, self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        for column, (text, field) in enumerate(
            (("Mark", self.mark), ("Role", self.role), ("On the clock", self.clock))
        ):
            label = plain_label(text, self)  # its number is for who can't see the rows
            label.setBuddy(field)
            label.setVisible(not at)  # seen once, over all rows
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
        grid.addWidget(self.remove, 1, 3)
        grid.addWidget(self.notice, 2, 0, 1, -1)
        self.mark.editingFinished.connect(lambda: self._take("id", self.mark.text().strip()))
        self.clock.editingFinished.connect(lambda: self._take("clock", self.clock.text()))
        self.role.activated.connect(lambda _: self._take("role", self.role.currentData()))
        self.remove.clicked.connect(lambda: self.removed.emit(at))

    def follow(self, before: PersonRow) -> None:
        """Have Tab come here from the row before."""
        stops = (before.remove, self.mark, self.role, self.clock, self.remove)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def show_person(self, person: Person, problems: Mapping[str, str]) -> None:
        """Show a person as typed, and why a field of it can't be read."""
        shown = {"id": person.id, "role": person.role, "clock": ", ".join(person.clock)}
        if shown != self._shown:
            self._shown = shown
            self.mark.setText(shown["id"])
            self.role.setCurrentIndex(self.role.findData(shown["role"]))
            self.clock.setText(shown["clock"])
        problem = " ".join(problems.values())
        self.notice.say(problem, Severity.ACTION if problem else None)
        self._mark(problems)

    def complain(self, field: str, problem: str) -> None:
        """Say why what is typed in a field isn't taken."""
        self.notice.say(problem, Severity.ACTION)
        self._mark((field,))

    def _mark(self, wrong: Collection[str]) -> None:
        for name, field in (("id", self.mark), ("clock", self.clock)):
            field.mark(any(each.startswith(name) for each in wrong))

    def _take(self, field: str, value: str) -> None:
        if value != self._shown[field]:
            self.changed.emit(self._at, field, value)
            if field == "clock":
                self.clock.setText(self._shown[field])  # with its minutes, also if it is as before
        elif field == "id":
            self.notice.say("")
            self._mark(())


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIZE = (660, 480)
_TITLE = "People and clocks"
_ABOUT = (
    "Each person has a short mark, such as T1. Never type a name. Clock times are such as "
    "8:00-12:00, 1:00-5:00, or 8-12, 1-5. What lies between two times is a break."
)


class PeopleDialog(QDialog):
    """Edits who treats; every change shows at once, and problems stand below what they are of."""

    def __init__(self, worksheet: Worksheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._rows: list[PersonRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * GRID)
        self._follow()  # first, for Tab comes to the people first
        people = self._session.day_draft.people
        # The roles of therapists are named as their disciplines.
        usual = people[-1].role if people else self._session.draft.usual_discipline
        self._role = Choice("Role of a new person", _ROLES, usual, self)
        self._role.setMinimumContentsLength(_ROLE_LETTERS)
        label = plain_label("&Role of a new person", self)
        label.setBuddy(self._role)
        self._add_button = add = Button("&Add", "Add", self)
        add.setAccessibleDescription("Adds a person with the next free mark")
        add.clicked.connect(self._add)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(label)
        line.addWidget(self._role)
        line.addWidget(add)
        line.addStretch(1)
        self._problem = Notice("About a new person", 1, self)
        content = QVBoxLayout()
        content.setSpacing(3 * GRID)
        content.addWidget(note("people and clocks", _ABOUT, self))
        content.addLayout(self._list)
        content.addLayout(line)
        content.addWidget(self._problem)
        content.addStretch(1)
        buttons = frame(self, _TITLE, content, _SIZE)
        press_where_focused(buttons.button(QDialogButtonBox.StandardButton.Close))
        worksheet.assessed.connect(self._follow)
        first = self._rows[0].mark if self._rows else self._role
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next field by Enter, and past the last to what adds a person."""
        rows = ((row.mark, row.role, row.clock) for row in self._rows)
        fields = [*chain.from_iterable(rows), self._role, self._add_button]
        focus = self.focusWidget()
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif focus in fields[:-1]:
            fields[fields.index(focus) + 1].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def rows(self) -> list[PersonRow]:
        """A row for each person."""
        return self._rows

    def _follow(self) -> None:
        """Show the people as they are now."""
        people = self._session.day_draft.people
        while len(self._rows) < len(people):
            row = PersonRow(len(self._rows), self)
            row.changed.connect(self._change)
            row.removed.connect(self._remove)
            self._list.addWidget(row)
            if self._rows:
                row.follow(self._rows[-1])
            self._rows.append(row)
        for gone in self._rows[len(people) :]:
            gone.hide()
            gone.deleteLater()
        del self._rows[len(people) :]
        problems = {each.field: each.why for each in self._session.day_outcome.left_out}
        for at, (row, person) in enumerate(zip(self._rows, people, strict=True)):
            before = f"people[{at}]."
            own = {
                field.removeprefix(before): why
                for field, why in problems.items()
                if field.startswith(before)
            }
            row.show_person(person, own)

    def _change(self, at: int, field: str, value: str) -> None:
        if problem := self._session.change_person(at, **{field: value}):
            self._rows[at].complain(field, problem)

    def _remove(self, at: int) -> None:
        self._session.remove_person(at)
        stops = [row.remove for row in self._rows]
        (stops[min(at, len(stops) - 1)] if stops else self._role).setFocus()

    def _add(self) -> None:
        problem = self._session.add_person(self._role.currentData())
        self._problem.say(problem)
        if not problem:
            self._rows[-1].clock.setFocus()
