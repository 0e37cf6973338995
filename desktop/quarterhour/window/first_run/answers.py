"""The answers of the first start: one of a few, and the place that new visits begin at."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QRadioButton, QWidget

from quarterhour.claims import Severity
from quarterhour.entry.place import PlaceOfPractice, find_places, place_of_practice
from quarterhour.reference import PlaceMatch, Reference
from quarterhour.window.header.place_field import PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.icons import MARK_SIZE, paint_mark, paint_settled
from quarterhour.window.look.plain import Drawn, plain_label

FIELD = 30
_BESIDE = 5 * GRID


class Answers(QWidget):
    """The answers to a question, of which one is chosen: in a row where there is room for it."""

    def __init__(self, question: str, answers: dict[str, str], chosen: str, parent: QWidget):
        super().__init__(parent)
        self.setAccessibleName(question)
        self._buttons = {key: QRadioButton(text, self) for key, text in answers.items()}
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_BESIDE)
        for button in self._buttons.values():
            button.setAccessibleDescription(question)
            button.setMinimumHeight(FIELD - GRID)
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        self._buttons[chosen].setChecked(True)
        self._lead_tab()
        for button in self._buttons.values():
            button.toggled.connect(self._lead_tab)

    def _lead_tab(self) -> None:
        """Have Tab come to the answer that is chosen, from where the arrows lead to others."""
        for button in self._buttons.values():
            tab = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)

    @property
    def chosen(self) -> str:
        """The answer that is chosen."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def take_focus(self) -> None:
        """Put the keyboard on the answer that is chosen."""
        self._buttons[self.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than one answer has."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers under each other where they do not fit into a row."""
        super().resizeEvent(event)
        beside = sum(button.sizeHint().width() + _BESIDE for button in self._buttons.values())
        fits = beside <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way is not self._layout.direction():
            self._layout.setDirection(way)
            self._layout.setSpacing(_BESIDE if fits else 0)


_QUESTION = "Where is your practice?"
_DIGITS = 5


class PlaceAnswer(QWidget):
    """A ZIP code, or a place by its name. `locality` is set where it was chosen from the list."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference = reference
        self._place = PlaceOfPractice()
        self.locality = ""
        self.setAccessibleName(_QUESTION)
        self.field = _Field(self._places, self)
        self.field.setAccessibleName("ZIP")
        self.field.setPlaceholderText("")
        self.field.setMinimumHeight(FIELD)
        self.field.setMinimumWidth(_DIGITS * 2 * self.fontMetrics().horizontalAdvance("0"))
        self.field.setMaximumWidth(3 * self.field.minimumWidth() // 2)
        self.field.edited.connect(self._type_place)
        self.field.chosen.connect(self._choose_place)
        self.field.editingFinished.connect(self._say_place)
        self._found = _Found(self)
        label = plain_label("&ZIP", self)
        label.setBuddy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(label)
        layout.addWidget(self.field)
        layout.addWidget(self._found, 1)

    @property
    def text(self) -> str:
        """The place as typed."""
        return self.field.text().strip()

    def answered(self) -> bool:
        """Return whether it is a place, or left out; else go to it, and say what is wrong."""
        if not self._place.problem:
            return True
        self._say_place()
        self.field.setFocus()
        self.field.selectAll()
        return False

    def _places(self, text: str) -> list[PlaceMatch]:
        reference = self._reference
        latest = reference.editions[-1]
        return find_places(reference, latest, text, latest.valid_to)

    def _type_place(self, text: str) -> None:
        """Read a place; while it can still become one, nothing is said against it."""
        self.locality = ""
        self._read_place()
        unfinished = len(text.strip()) < _DIGITS or not text.strip().isdigit()
        if self._place.problem and unfinished:
            self._show_found("", wrong=False)
        else:
            self._say_place()

    def _choose_place(self, locality: str, text: str) -> None:
        self.locality = locality
        self._read_place()
        self._say_place()

    def _read_place(self) -> None:
        text = self.field.text()
        self._place = place_of_practice(self._reference, text, self.locality)

    def _say_place(self) -> None:
        found = self._place
        self.field.show_candidates(found.candidates)
        said = found.locality.title if found.locality else found.problem
        self._show_found(said, wrong=bool(found.problem))

    def _show_found(self, text: str, wrong: bool) -> None:
        self._found.say(text, wrong)
        self.field.say("", text if wrong else _QUESTION, mistaken=wrong)


class _Field(PlaceField):
    """The place, which Enter leaves where no locality of the list is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the questions, unless it chooses from the list."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self._opened and self._list().current() is None:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Found(QWidget):
    """Says which place was found, or what is wrong with it, with its badge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._badge = _Badge(self)
        self._said = plain_label("", self)
        self._said.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID - 2)
        layout.addWidget(self._badge)
        layout.addWidget(self._said, 1)
        self.say("", wrong=False)

    def say(self, text: str, wrong: bool) -> None:
        """Say another sentence; none at all hides the badge."""
        self._said.setText(text)
        self._said.setAccessibleName(f"About the ZIP: {text}" if text else "About the ZIP")
        self._badge.show_wrong(wrong)
        self._badge.setVisible(bool(text))


class _Badge(Drawn):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wrong = False
        self.setFixedSize(QSize(MARK_SIZE, MARK_SIZE))

    def show_wrong(self, wrong: bool) -> None:
        """Show that it is wrong, or that it is settled."""
        self._wrong = wrong
        self.setAccessibleName("Wrong" if wrong else "Found")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        with QPainter(self) as painter:
            if self._wrong:
                paint_mark(painter, QRectF(self.rect()), Severity.ACTION, self.palette())
            else:
                paint_settled(painter, QRectF(self.rect()), self.palette())
