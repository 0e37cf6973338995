"""The practice's own words for services: each means one code, in every visit from now on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity, listed
from quarterhour.entry import Suggestions
from quarterhour.entry.own_words import MAX_LETTERS, with_word
from quarterhour.window.details.fields import frame, note
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.plain import plain_label
from quarterhour.window.program import Program
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.editors import Leaving, ServiceEdit
from quarterhour.window.words import WORDS, Title

_SIZE = (520, 480)
_LINES = 2
_ABOUT = (
    "Add words your practice uses, such as its own abbreviations. A word then finds only its "
    "service."
)
_WORD = Qt.ItemDataRole.UserRole


class OwnWordsDialog(QDialog):
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
        self._add_button = _button("&Add word", self)
        self._add_button.setAutoDefault(True)  # Enter in a field, or on it, adds the word
        self._add_button.clicked.connect(self._add)
        self._said = note("the words", _ABOUT, self)
        self._said.keep_lines(_LINES)
        self._given_up = False
        self._list = QListWidget(self)
        self._list.setAccessibleName("Words of the practice")
        self._list.itemSelectionChanged.connect(self._follow_selection)
        self._remove_button = _button("&Remove word", self)
        self._remove_button.clicked.connect(self._remove)
        frame(self, WORDS[Title.OWN_WORDS], self._laid_out(), _SIZE)
        if problem := program.read_own_words():
            self._said.say(problem, Severity.WARNING)
        self._show_words()
        self._word.setFocus()

    def reject(self) -> None:
        """Add what is typed before closing; what cannot be added is said once, then given up."""
        if self._typed and not self._given_up:
            self._given_up = True
            self._add()
            if self._typed:
                return
        super().reject()

    @property
    def _typed(self) -> bool:
        return bool(self._word.text().strip() and self._service.text().strip())

    def _laid_out(self) -> QVBoxLayout:
        form = QFormLayout()
        for title, field in (("&Word", self._word), ("&Service", self._service)):
            label = plain_label(title, self)
            label.setBuddy(field)
            form.addRow(label, field)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        content.addWidget(self._said)
        content.addLayout(form)
        for button in (self._add_button, self._remove_button):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(button)
            content.addLayout(row)
            if button is self._add_button:
                content.addWidget(self._list, 1)
        return content

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
        if self._keep(
            changed, f"\u201c{self._word.text().strip()}\u201d means {meant} from now on."
        ):
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
        self._said.say(f"{done} The file that could not be read is now {aside}." if aside else done)
        return True

    def _leave(self, how: Leaving) -> None:
        """Let Tab and Enter go on as in any dialog, and Escape close."""
        if how is Leaving.CANCEL:
            self.reject()
        elif how in (Leaving.NEXT, Leaving.PREVIOUS):
            self.focusNextPrevChild(how is Leaving.NEXT)


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    press_where_focused(button)
    return button
