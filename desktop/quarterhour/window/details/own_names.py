"""What a practice names itself: its words for services, and its usual visits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity, listed
from quarterhour.entry import Suggestions
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.own_words import MAX_LETTERS, with_word
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
from quarterhour.window.details import (
    HoldingDialog,
    frame,
    in_a_row,
    note,
    stacked,
    titled,
    with_aside,
)
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import act_on_keys, acting_button
from quarterhour.window.look.views import LEFT, TableCells, TableTitles
from quarterhour.window.program import Program
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.editors import Leaving, ServiceEdit
from quarterhour.window.words import WORDS, Title

_LINES = 2
_WORDS_SIZE = (520, 480)
_ABOUT_WORDS = (
    "Add words your practice uses, such as its own abbreviations. A word then finds only its "
    "service."
)
_WORD = Qt.ItemDataRole.UserRole


class OwnWordsDialog(HoldingDialog):
    """Adds words and removes them; every change is kept at once."""

    def __init__(self, program: Program, suggestions: Suggestions, parent: QWidget) -> None:
        super().__init__(parent)
        self._program = program
        self._suggestions = suggestions
        self._word = QLineEdit(self)
        self._word.setAccessibleName("Word")
        self._word.setMaxLength(MAX_LETTERS)
        popup = SuggestionList("Services that match", self)
        self._service = ServiceEdit("Service: code or name", suggestions.find, popup, self)
        self._service.setFrame(True)
        self._service.leaving.connect(self._leave)
        self._add_button = acting_button("&Add word", self._add, self)
        self._add_button.setAutoDefault(True)  # Enter in a field, or on it, adds the word
        self._said = note("the words", _ABOUT_WORDS, self, _LINES)
        self._given_up = False
        self._list = QListWidget(self)
        self._list.setAccessibleName("Words of the practice")
        self._list.itemSelectionChanged.connect(self._follow_selection)
        self._remove_button = acting_button("&Remove word", self._remove, self)
        frame(self, WORDS[Title.OWN_WORDS], self._laid_out(), _WORDS_SIZE)
        if problem := program.read_own_words():
            self._said.say(problem, Severity.WARNING)
        self._show_words()
        self._word.setFocus()

    def holds_back(self) -> bool:
        """Add what is typed; what cannot be added is said once, then given up."""
        if not self._typed or self._given_up:
            return False
        self._given_up = True
        self._add()
        return self._typed

    @property
    def _typed(self) -> bool:
        return bool(self._word.text().strip() and self._service.text().strip())

    def _laid_out(self) -> QVBoxLayout:
        form = QFormLayout()
        for title, field in (("&Word", self._word), ("&Service", self._service)):
            form.addRow(titled(title, field), field)
        adding, removing = in_a_row(None, self._add_button), in_a_row(None, self._remove_button)
        return stacked(self._said, form, adding, self._list, removing, grows=self._list)

    def _show_words(self) -> None:
        self._list.clear()
        for word, code in sorted(self._program.own_words.items(), key=lambda each: each[0].lower()):
            service = self._suggestions.service(code)
            means = f"{code}{GAP}{service.label}" if service else code
            item = QListWidgetItem(f"{word}: {means}", self._list)
            item.setData(_WORD, word)
        self._follow_selection()

    def _follow_selection(self) -> None:
        self._remove_button.setEnabled(bool(self._list.selectedItems()))

    def _add(self) -> None:
        words, text = self._program.own_words, self._service.text()
        meant = self._suggestions.meant(text)
        try:
            if not meant:
                raise ValueError("Choose one service from the list, or enter its code.")
            changed = with_word(words, self._word.text(), meant, self._suggestions)
        except ValueError as error:
            self._said.say(str(error), Severity.WARNING)
            (self._word if meant else self._service).setFocus()
            return
        done = f"\u201c{self._word.text().strip()}\u201d means {meant} from now on."
        if self._keep(changed, done):
            self._word.clear()
            self._service.clear()
            self._word.setFocus()

    def _remove(self) -> None:
        gone = {item.data(_WORD) for item in self._list.selectedItems()}
        left = {word: code for word, code in self._program.own_words.items() if word not in gone}
        self._keep(left, f"Removed: {listed(gone)}.")

    def _keep(self, words: dict[str, str], done: str) -> bool:
        """Keep the words and say what is done, or what stands in the way; return whether it is."""
        try:
            aside = self._program.keep_own_words(words)
        except OSError as error:
            self._said.say(f"Couldn't save the words: {error.strerror}.", Severity.WARNING)
            return False
        self._show_words()
        self._said.say(with_aside(done, aside))
        return True

    def _leave(self, how: Leaving) -> None:
        """Let Tab and Enter go on as in any dialog, and Escape close."""
        if how is Leaving.CANCEL:
            self.reject()
        elif how in (Leaving.NEXT, Leaving.PREVIOUS):
            self.focusNextPrevChild(how is Leaving.NEXT)


_VISITS_SIZE = (640, 520)
_ROW = 7 * GRID
_NAME = 0
_ABOUT_VISITS = (
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
        self._said = note("the usual visits", _ABOUT_VISITS, self, _LINES)
        self._name = QLineEdit(self)
        self._name.setAccessibleName("Name of the usual visit")
        self._name.setMaxLength(MAX_NAME)
        save = acting_button("&Save this visit", self._save, self)
        save.setAutoDefault(True)  # Enter in the name saves
        self._list = self._made_list()
        self._of_chosen = (
            acting_button("New &visit from it", self._begin_visit, self),
            acting_button("&Add to this visit", self._add, self),
            acting_button("&Rename", self._rename, self),
            acting_button("&Delete", self._delete, self),
        )
        new, add, rename, delete = self._of_chosen
        line = in_a_row(self._name, save)
        line.setStretchFactor(self._name, 1)
        form = QFormLayout()
        form.addRow(titled("&Name", self._name), line)
        row = in_a_row(new, add, None, rename, delete)
        content = stacked(self._said, form, self._list, row, grows=self._list)
        frame(self, WORDS[Title.USUAL_VISITS], content, _VISITS_SIZE)
        self._templates, problem = self._practice.read(TEMPLATES)
        self._show(0)
        if problem:
            self._said.say(problem, Severity.WARNING)
        (self._list if self._templates else self._name).setFocus()

    def _made_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName("Usual visits")
        made.setAccessibleDescription("F2 renames, Delete deletes, Alt+Up and Alt+Down move.")
        header = TableTitles("Columns of the usual visits", made)
        made.setHeader(header)
        made.setHeaderLabels(["Name", "Services"])
        for column in (_NAME, _NAME + 1):
            made.headerItem().setTextAlignment(column, LEFT)
        made.setItemDelegate(TableCells(made))
        made.setRootIsDecorated(False)
        made.setIndentation(0)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)
        made.currentItemChanged.connect(lambda *_: self._follow())
        made.itemChanged.connect(self._take_name)
        act_on_keys(
            made,
            (
                ("F2", self._rename),
                (QKeySequence.StandardKey.Delete, self._delete),
                (QKeySequence.StandardKey.Undo, self._undo),
                ("Alt+Up", lambda: self._move(-1)),
                ("Alt+Down", lambda: self._move(1)),
            ),
        )
        return made

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
        metrics = self._list.fontMetrics()
        height = max(_ROW, metrics.height() + 2 * GRID)
        for template in self._templates:
            item = QTreeWidgetItem([template.name, _services(template)])
            item.setFlags(item.flags() | _EDITABLE)
            width = metrics.horizontalAdvance(template.name) + GRID
            item.setSizeHint(_NAME, QSize(width, height))
            self._list.addTopLevelItem(item)
        last = len(self._templates) - 1
        if last >= 0:
            self._list.setCurrentIndex(self._list.model().index(min(max(at, 0), last), _NAME))
        self._list.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        chosen = self._chosen is not None
        for button in self._of_chosen:
            button.setEnabled(chosen)

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
        self._said.say(with_aside(done, aside))
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


def _services(template: Template) -> str:
    """Return the services of a usual visit with their minutes."""
    return ", ".join(
        f"{each.code}{GAP}{each.minutes} min" if each.minutes else each.code
        for each in template.services
    )
