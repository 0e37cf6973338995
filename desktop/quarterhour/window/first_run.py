"""What a newcomer sees: three questions, asked once, and a sample visit to go through."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.place import PlaceOfPractice, find_places, place_of_practice
from quarterhour.entry.service_cells import Column
from quarterhour.entry.settings import (
    DISCIPLINE,
    DOES_NOT,
    NOT_SURE,
    PARTICIPATES,
    with_participation,
)
from quarterhour.reference import PlaceMatch, Reference, years_with_fees
from quarterhour.resources import resource_folder
from quarterhour.window.files import Files
from quarterhour.window.header_fields import PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import FilledButton, RadioButton, acting_button
from quarterhour.window.look.colors import secondary
from quarterhour.window.look.icons import Mark, Swatch, picture
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import CAPTION, ScaledLabel, plain_label, scaled_label
from quarterhour.window.program import Program
from quarterhour.window.table import ServiceTable
from quarterhour.window.worksheet import Worksheet

_TITLE = "Welcome"
_FIELD = 30
_BESIDE = 5 * GRID
_TITLE_SIZE, _QUESTION_SIZE = 1.7, 1.15
_WIDEST = 50  # times the size of the letters
_LOGO, _LOCK = 24, 16
_LOW = 640  # in height
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DISCIPLINES = {
    "PT": "&Physical therapy",
    "OT": "&Occupational therapy",
    "SLP": "Speech-&language pathology",
}
_PARTICIPATION = {PARTICIPATES: "&Yes", DOES_NOT: "&No", NOT_SURE: "No&t sure"}
_LOADED = "CMS fees {first} to {last} are loaded."
_PRIVATE = (
    "No account and no network. Nothing you type leaves this computer. Never type a "
    "patient\u2019s name."
)


def welcome(
    program: Program, worksheet: Worksheet, window: QMainWindow, go_on: Callable[[bool], None]
) -> None:
    """Ask in place of the visit of a window, until it is answered or another visit is opened.

    `go_on` then hears whether the sample visit is to be shown.
    """
    asked, visit = FirstRun(program, window), window.takeCentralWidget()
    assert visit is not None
    visit.setParent(window)  # its parts stay those of the window, though none is on view
    visit.hide()

    def leave(sample: bool = False) -> None:
        if asked.keeping or window.centralWidget() is not asked:
            return
        window.takeCentralWidget()
        window.setCentralWidget(visit)
        visit.show()
        window.statusBar().clearMessage()
        asked.deleteLater()
        go_on(sample)

    window.setCentralWidget(asked)
    asked.show()  # the window may be on view already, and what is hidden takes no key
    window.setWindowTitle(_TITLE)
    window.statusBar().showMessage(asked.loaded)
    asked.answered.connect(leave)
    worksheet.opened.connect(leave)
    asked.begin()


class FirstRun(QScrollArea):
    """Asks what is treated, where, and whether the practice participates, and keeps the answers.

    `answered` says whether the sample visit is to be shown. While it is `keeping` the answers, an
    empty visit is begun anew by them.
    """

    answered = Signal(bool)

    def __init__(self, program: Program, parent: QWidget) -> None:
        super().__init__(parent)
        self._program = program
        self.keeping = False
        self.setAccessibleName(_TITLE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # Tab goes through the questions, and brings them into view.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self._column = QWidget(page)
        self._grid = QGridLayout(self._column)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setColumnStretch(1, 1)
        self._add_title()
        kept = program.kept
        self.disciplines = Answers(
            "What do you treat?", _DISCIPLINES, kept.get(DISCIPLINE), self._column
        )
        self._add_question(
            self.disciplines, "New rows start with it. Any row can have another one."
        )
        self.place = PlaceAnswer(program.reference, self._column)
        self._add_question(self.place, "The fees depend on it. The first five digits are enough.")
        self.participation = Answers(
            "Do you participate in Medicare?", _PARTICIPATION, NOT_SURE, self._column
        )
        self._add_question(
            self.participation,
            "Yes: you take what Medicare allows as full payment. Not sure counts as yes, and the "
            "amounts then say that they assume it.",
        )
        self._add_buttons()
        self._add_promise()
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self._column, 100)
        beside.addStretch(1)
        self._whole = whole = QVBoxLayout(page)
        whole.addLayout(beside)
        whole.addStretch(1)
        self._column.setMaximumWidth(_WIDEST * QFontInfo(self.font()).pixelSize())
        self.setWidget(page)

    @property
    def loaded(self) -> str:
        """The years that have fees, for the status bar."""
        years = years_with_fees(self._program.reference)
        return _LOADED.format(first=min(years), last=max(years))

    def begin(self) -> None:
        """Put the keyboard into the first question."""
        self.disciplines.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave less room above the questions where the window is low."""
        super().resizeEvent(event)
        above = 12 if self.height() >= _LOW else 4
        self._whole.setContentsMargins(4 * GRID, above * GRID, 4 * GRID, 4 * GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next question by Enter; from a place, only once it is found.

        Figures are of a ZIP, wherever they are typed.
        """
        if event.key() in _ENTER:
            if not self.place.field.hasFocus() or self.place.answered():
                self.focusNextChild()
        elif event.text().isdigit():
            self.place.type_here(event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in self._column.findChildren(ScaledLabel):
                label.follow_font()
            self._column.setMaximumWidth(_WIDEST * QFontInfo(self.font()).pixelSize())

    def _label(self, scale: float, text: str, semibold: bool = False) -> ScaledLabel:
        """Return a text that wraps and follows the font; it is quiet unless it is semibold."""
        quiet = not semibold
        return scaled_label(text, self._column, scale, semibold=semibold, quiet=quiet, wrap=True)

    def _add_title(self) -> None:
        logo = plain_label(parent=self._column)
        logo.setPixmap(self.window().windowIcon().pixmap(_LOGO, _LOGO))
        title = self._label(_TITLE_SIZE, "Three questions, asked once", semibold=True)
        about = self._label(1.0, "You can change every answer later in Settings.")
        self._grid.addWidget(logo, 0, 0)
        self._grid.addWidget(title, 0, 1)
        self._grid.addWidget(about, 1, 1)

    def _add_question(self, answers: QWidget, explained: str) -> None:
        at = self._grid.rowCount()
        number = (at + 2) // 4
        swatch = Swatch(self._column)
        swatch.show_row(number, number - 1)
        swatch.setAccessibleName(f"Question {number}")
        question = self._label(_QUESTION_SIZE, answers.accessibleName(), semibold=True)
        self._grid.setRowMinimumHeight(at, 5 * GRID)
        self._grid.addWidget(swatch, at + 1, 0)
        self._grid.addWidget(question, at + 1, 1)
        self._grid.addWidget(answers, at + 2, 1)
        self._grid.addWidget(self._label(CAPTION, explained), at + 3, 1)

    def _add_buttons(self) -> None:
        start = FilledButton("&Start", "", self._column)
        start.setMinimumWidth(18 * GRID)
        sample = acting_button(
            "Look at a sa&mple visit", lambda: self._keep(sample=True), self._column
        )
        start.clicked.connect(lambda: self._keep(sample=False))
        sample.setMinimumHeight(_FIELD)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addSpacing(-start.ring)  # its ground, not its ring, stands under the questions
        row.addWidget(start)
        row.addWidget(sample)
        row.addStretch(1)
        self._add_row(row, 6 * GRID)

    def _add_promise(self) -> None:
        lock = plain_label(parent=self._column)
        lock.setPixmap(picture("lock", secondary(self.palette()).name(), _LOCK))
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label(CAPTION, _PRIVATE), 1)
        self._add_row(row, 5 * GRID)

    def _add_row(self, row: QHBoxLayout, above: int) -> None:
        at = self._grid.rowCount()
        self._grid.setRowMinimumHeight(at, above)
        self._grid.addLayout(row, at + 1, 1)

    def _keep(self, sample: bool) -> None:
        """Keep the answers; a place that is none is to be mended, or left out, first."""
        if not self.place.answered():
            return
        kept, self.keeping = self._program.kept, True
        kept.keep(DISCIPLINE, self.disciplines.chosen)
        kept.keep_practice(with_participation(kept.practice, self.participation.chosen))
        if self.place.text:
            kept.keep_own_place(self.place.text, self.place.locality)
        self.keeping = False
        self.answered.emit(sample)


class Answers(QWidget):
    """The answers to a question, of which one is chosen: in a row where there is room for it."""

    def __init__(self, question: str, answers: dict[str, str], chosen: str, parent: QWidget):
        super().__init__(parent)
        self.setAccessibleName(question)
        self._buttons = {key: RadioButton(text, self) for key, text in answers.items()}
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_BESIDE)
        for button in self._buttons.values():
            button.setAccessibleDescription(question)
            button.setMinimumHeight(_FIELD - GRID)
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
        self.field.setAccessibleName("ZIP or place")
        self.field.setPlaceholderText("")
        self.field.setMinimumHeight(_FIELD)
        self.field.setMinimumWidth(_DIGITS * 2 * self.fontMetrics().horizontalAdvance("0"))
        self.field.setMaximumWidth(3 * self.field.minimumWidth() // 2)
        self.field.edited.connect(self._type_place)
        self.field.chosen.connect(self._choose_place)
        self.field.editingFinished.connect(self._say_place)
        self._badge = Mark(self)
        self._found = plain_label(parent=self)
        self._found.setWordWrap(True)
        label = plain_label("&ZIP or place", self)
        label.setBuddy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(label)
        layout.addWidget(self.field)
        layout.addWidget(self._badge)
        layout.addWidget(self._found, 1)
        self._show_found("", wrong=False)

    @property
    def text(self) -> str:
        """The place as typed."""
        return self.field.text().strip()

    def answered(self) -> bool:
        """Return whether it is a place, or left out; else go to it, and say what is wrong."""
        if not self._place.problem:
            return True
        self._say_place()
        self.field.ask_again()
        return False

    def type_here(self, event: QKeyEvent) -> None:
        """Begin a place by a key that was pressed elsewhere."""
        self.field.setFocus()
        self.field.selectAll()
        self.field.keyPressEvent(event)

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
        self._found.setText(text)
        self._found.setAccessibleName(f"About the ZIP: {text}" if text else "About the ZIP")
        self._badge.setVisible(bool(text))
        if wrong:
            self._badge.show_severity(Severity.ACTION)
        else:
            self._badge.show_settled()
        self.field.say("", text if wrong else _QUESTION, mistaken=wrong)


class _Field(PlaceField):
    """The place, which Enter leaves where no locality of the list is chosen."""

    def ask_again(self) -> None:
        """Have it typed over, or chosen from the list where it can be in several localities."""
        self.setFocus()
        self.selectAll()
        if self._waits_for_choice:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the questions, unless it chooses from the list."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self._opened and self._list().current() is None:
            event.ignore()
        else:
            super().keyPressEvent(event)


_SAMPLE = "thirty-three-and-seven.quarterhour"
# Each with the cell that it is about.
_STEPS = (
    (
        "Step 1 of 3: Type a code or name, such as 97110 or ther ex, and press Tab.",
        (0, Column.SERVICE),
    ),
    (
        "Step 2 of 3: Type the minutes. Here 33 + 7 = 40 timed minutes = 3 units. Change them and "
        "watch the result.",
        (1, Column.THERAPIST),
    ),
    (
        "Step 3 of 3: Select a service and read the explanation. 97140 gets a unit because 7 "
        "remaining minutes beat 3.",
        (1, Column.SERVICE),
    ),
)


class FirstVisit(QFrame):
    """Goes through the sample, on top of the column of a window; it leaves with the sample."""

    def __init__(
        self, files: Files, worksheet: Worksheet, table: ServiceTable, column: QVBoxLayout
    ) -> None:
        super().__init__(table.window())
        self._files = files
        self._table = table
        self._step = 0
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._notice = Notice("How it works", 1, self)
        self._on = QPushButton(self)
        self._on.clicked.connect(self._go_on)
        leave = QPushButton("Clo&se", self)
        leave.setAccessibleName("Close this note")
        leave.clicked.connect(self._leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[2 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._on)
        layout.addWidget(leave)
        column.insertWidget(0, self)
        worksheet.opened.connect(self._leave)

    def show_sample(self) -> None:
        """Open the sample and say the first step."""
        # Opening it takes away a note about another visit: this one comes after it.
        if self._files.open_copy(resource_folder() / "samples" / _SAMPLE):
            self._say(0)
            self.show()

    def _go_on(self) -> None:
        if self._step + 1 < len(_STEPS):
            self._say(self._step + 1)
        else:
            self._files.begin_own()

    def _say(self, step: int) -> None:
        self._step = step
        text, (row, column) = _STEPS[step]
        last = step + 1 == len(_STEPS)
        self._notice.say(text, Severity.NOTE)
        self._on.setText("Start m&y visit" if last else "&Next")
        self._table.go_to(row, column)

    def _leave(self) -> None:
        self.hide()
        self._table.setFocus()
