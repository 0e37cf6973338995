"""The practice's usual visits: services under a name of its own, to begin a visit with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.templates import (
    MAX_NAME,
    TEMPLATES,
    Template,
    Templates,
    moved_template,
    renamed,
    with_template,
    without_template,
)
from quarterhour.window.details.fields import frame, note
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import act_on_keys, acting_button
from quarterhour.window.look.plain import plain_label
from quarterhour.window.program import Program
from quarterhour.window.words import WORDS, Title

_SIZE = (640, 520)
_LINES = 2
_ROW = 7 * GRID
_NAME = 0
_ABOUT = (
    "Save the services of this visit under a name of your own, such as Knee, week 2. Never use a "
    "patient\u2019s name. Charges, clock times, and who treated aren\u2019t saved."
)
_EDITABLE = Qt.ItemFlag.ItemIsEditable


class UsualVisitsDialog(QDialog):
    """Saves, lists, renames, and deletes usual visits.

    `begin` begins a visit with one, or says why not.
    """

    def __init__(
        self,
        program: Program,
        session: DaySession,
        begin: Callable[[Template], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._practice = program.practice
        self._session = session
        self._begin = begin
        self._templates: Templates = ()
        self._before: list[Templates] = []
        self._said = note("the usual visits", _ABOUT, self)
        self._said.keep_lines(_LINES)
        self._name = QLineEdit(self)
        self._name.setAccessibleName("Name of the usual visit")
        self._name.setMaxLength(MAX_NAME)
        self._save_button = acting_button("&Save this visit", self._save, self)
        self._save_button.setAutoDefault(True)  # Enter in the name saves
        self._list = self._made_list()
        self._new_button = acting_button("New &visit from it", self._begin_visit, self)
        self._add_button = acting_button("&Add to this visit", self._add, self)
        self._rename_button = acting_button("&Rename", self._rename, self)
        self._delete_button = acting_button("&Delete", self._delete, self)
        frame(self, WORDS[Title.USUAL_VISITS], self._laid_out(), _SIZE)
        self._add_keys()
        self._templates, problem = self._practice.read(TEMPLATES)
        self._show(0)
        if problem:
            self._said.say(problem, Severity.WARNING)
        (self._list if self._templates else self._name).setFocus()

    def _made_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName("Usual visits")
        made.setAccessibleDescription("F2 renames, Delete deletes, Alt+Up and Alt+Down move.")
        made.setHeaderLabels(["Name", "Services"])
        made.setRootIsDecorated(False)
        made.setAllColumnsShowFocus(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = made.header()
        header.setSectionsMovable(False)
        header.setAccessibleName("Columns of the usual visits")
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)
        made.currentItemChanged.connect(lambda *_: self._follow())
        made.itemChanged.connect(self._take_name)
        return made

    def _laid_out(self) -> QVBoxLayout:
        label = plain_label("&Name", self)
        label.setBuddy(self._name)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._name, 1)
        line.addWidget(self._save_button)
        form = QFormLayout()
        form.addRow(label, line)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._new_button)
        row.addWidget(self._add_button)
        row.addStretch(1)
        row.addWidget(self._rename_button)
        row.addWidget(self._delete_button)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        content.addWidget(self._said)
        content.addLayout(form)
        content.addWidget(self._list, 1)
        content.addLayout(row)
        return content

    def _add_keys(self) -> None:
        keys: Sequence[tuple[QKeySequence.StandardKey | str, Callable[[], object]]] = (
            ("F2", self._rename),
            (QKeySequence.StandardKey.Delete, self._delete),
            (QKeySequence.StandardKey.Undo, self._undo),
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
        )
        act_on_keys(self._list, keys)

    @property
    def _at(self) -> int:
        return self._list.currentIndex().row()

    @property
    def _chosen(self) -> Template | None:
        return self._templates[self._at] if 0 <= self._at < len(self._templates) else None

    def _show(self, at: int) -> None:
        """List the usual visits, the keyboard on one of them."""
        self._list.blockSignals(True)
        self._list.clear()
        for template in self._templates:
            item = QTreeWidgetItem([template.name, _services(template)])
            item.setFlags(item.flags() | _EDITABLE)
            width = self._list.fontMetrics().horizontalAdvance(template.name)
            item.setSizeHint(_NAME, QSize(width + 4 * GRID, _row_height(self._list)))
            self._list.addTopLevelItem(item)
        last = len(self._templates) - 1
        if last >= 0:
            self._list.setCurrentIndex(self._list.model().index(min(max(at, 0), last), _NAME))
        self._list.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        chosen = self._chosen is not None
        for button in (self._add_button, self._rename_button, self._delete_button):
            button.setEnabled(chosen)
        self._new_button.setEnabled(chosen)

    def _save(self) -> None:
        try:
            changed = with_template(self._templates, self._name.text(), self._session.typed_alone)
        except ValueError as error:
            self._said.say(str(error), Severity.WARNING)
            self._name.setFocus()
            return
        if self._keep(changed, f"Saved: {changed[-1].name}.", len(changed) - 1):
            self._name.clear()
            self._list.setFocus()

    def _rename(self) -> None:
        if (item := self._list.currentItem()) is not None:
            self._list.editItem(item, _NAME)

    def _take_name(self, item: QTreeWidgetItem, column: int) -> None:
        at = self._list.indexOfTopLevelItem(item)
        name = self._templates[at].name
        if column != _NAME or item.text(_NAME) == name:
            return
        try:
            changed = renamed(self._templates, name, item.text(_NAME))
        except ValueError as error:
            self._show(at)
            self._said.say(f"{error} It is still {name}.", Severity.WARNING)
            return
        if not self._keep(changed, f"{name} is now {changed[at].name}.", at):
            self._show(at)

    def _delete(self) -> None:
        if (chosen := self._chosen) is not None:
            done = f"Deleted: {chosen.name}. Ctrl+Z brings it back."
            self._keep(without_template(self._templates, chosen.name), done, self._at)

    def _move(self, step: int) -> None:
        at, to = self._at, self._at + step
        if 0 <= at < len(self._templates) and 0 <= to < len(self._templates):
            self._keep(moved_template(self._templates, at, to), self._said.text, to)

    def _undo(self) -> None:
        if self._before:
            before = self._before.pop()
            if self._keep(before, "The last change is taken back.", self._at):
                self._before.pop()

    def _keep(self, templates: Templates, done: str, at: int) -> bool:
        """Keep other usual visits and say so, or what stands in the way; return whether it is."""
        try:
            aside = self._practice.keep(TEMPLATES, templates)
        except OSError as error:
            said = f"The usual visits can\u2019t be saved ({error.strerror})."
            self._said.say(said, Severity.WARNING)
            return False
        self._before.append(self._templates)
        self._templates = templates
        self._show(at)
        self._said.say(f"{done} The file that could not be read is now {aside}." if aside else done)
        return True

    def _begin_visit(self) -> None:
        if self._chosen is not None:
            self._done(self._begin(self._chosen))

    def _add(self) -> None:
        if self._chosen is not None:
            rows = len(self._session.draft.without_blank_end().rows)
            self._done(self._session.insert_template(rows, self._chosen))

    def _done(self, problem: str) -> None:
        """Close, or say what stands in the way."""
        if problem:
            self._said.say(problem, Severity.WARNING)
        else:
            self.accept()


def _row_height(view: QWidget) -> int:
    return max(_ROW, view.fontMetrics().height() + 2 * GRID)


def _services(template: Template) -> str:
    """Return the services of a usual visit with their minutes."""
    return ", ".join(
        f"{each.code}{GAP}{each.minutes} min" if each.minutes else each.code
        for each in template.services
    )
