"""The three questions of the very first start; every answer can be changed in the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quarterhour.entry.settings import (
    DISCIPLINE,
    DOES_NOT,
    NOT_SURE,
    PARTICIPATES,
    with_participation,
)
from quarterhour.reference import years_with_fees
from quarterhour.window.first_run.answers import FIELD, Answers, PlaceAnswer
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import FilledButton, press_where_focused
from quarterhour.window.look.icons import Swatch, picture
from quarterhour.window.look.ink import secondary
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.scaled import CAPTION, ScaledLabel
from quarterhour.window.program import Program
from quarterhour.window.worksheet import Worksheet

TITLE = "Welcome"
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
    window.setWindowTitle(TITLE)
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
        self._letters: list[ScaledLabel] = []
        self.setAccessibleName(TITLE)
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
        self._letters.append(self._add_title())
        kept = program.kept
        self.disciplines = Answers(
            "What do you treat?", _DISCIPLINES, kept.get(DISCIPLINE), self._column
        )
        self._add_question(
            self.disciplines,
            "New rows start with it. Any row can have another one.",
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
        """Go on by Enter, so that it passes no question by; from a place only once it is one."""
        if event.key() in _ENTER:
            if not self.place.field.hasFocus() or self.place.answered():
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in self._letters:
                label.follow_font()
            self._column.setMaximumWidth(_WIDEST * QFontInfo(self.font()).pixelSize())

    def _add_title(self) -> ScaledLabel:
        logo = plain_label(parent=self._column)
        logo.setPixmap(self.window().windowIcon().pixmap(_LOGO, _LOGO))
        title = ScaledLabel(_TITLE_SIZE, self._column, semibold=True)
        title.setText("Three questions, asked once")
        title.setWordWrap(True)
        about = ScaledLabel(1.0, self._column, quiet=True)
        about.setText("You can change every answer later in Settings.")
        about.setWordWrap(True)
        self._grid.addWidget(logo, 0, 0)
        self._grid.addWidget(title, 0, 1)
        self._grid.addWidget(about, 1, 1)
        return title

    def _add_question(self, answers: QWidget, explained: str) -> None:
        at = self._grid.rowCount()
        number = (at + 2) // 4
        swatch = Swatch(self._column)
        swatch.show_row(number, number - 1)
        swatch.setAccessibleName(f"Question {number}")
        question = ScaledLabel(_QUESTION_SIZE, self._column, semibold=True)
        question.setText(answers.accessibleName())
        question.setWordWrap(True)
        about = ScaledLabel(CAPTION, self._column, quiet=True)
        about.setText(explained)
        about.setWordWrap(True)
        self._letters += (question, about)
        self._grid.setRowMinimumHeight(at, 5 * GRID)
        self._grid.addWidget(swatch, at + 1, 0)
        self._grid.addWidget(question, at + 1, 1)
        self._grid.addWidget(answers, at + 2, 1)
        self._grid.addWidget(about, at + 3, 1)

    def _add_buttons(self) -> None:
        start = FilledButton("&Start", "", self._column)
        start.setMinimumWidth(18 * GRID)
        sample = QPushButton("Look at a sa&mple visit", self._column)
        start.clicked.connect(lambda: self._keep(sample=False))
        sample.clicked.connect(lambda: self._keep(sample=True))
        row = QHBoxLayout()
        row.addSpacing(-start.ring)  # its ground, not its ring, stands under the questions
        row.setSpacing(3 * GRID)
        press_where_focused(sample)
        sample.setMinimumHeight(FIELD)
        for button in (start, sample):
            row.addWidget(button)
        row.addStretch(1)
        at = self._grid.rowCount()
        self._grid.setRowMinimumHeight(at, 6 * GRID)
        self._grid.addLayout(row, at + 1, 1)

    def _add_promise(self) -> None:
        lock = plain_label(parent=self._column)
        lock.setPixmap(picture("lock", secondary(self.palette()).name(), _LOCK))
        promise = ScaledLabel(CAPTION, self._column, quiet=True)
        promise.setText(_PRIVATE)
        promise.setWordWrap(True)
        self._letters.append(promise)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(promise, 1)
        at = self._grid.rowCount()
        self._grid.setRowMinimumHeight(at, 5 * GRID)
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
