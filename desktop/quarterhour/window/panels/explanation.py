"""Why the selected row comes to what it does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import LinkButton, plain_button
from quarterhour.window.look.icons import Swatch
from quarterhour.window.look.ink import figures_font, secondary
from quarterhour.window.look.palette import nearest_ink
from quarterhour.window.look.plain import TextView, plain_label
from quarterhour.window.look.views import know_viewport
from quarterhour.window.panels.step_tree import StepTree
from quarterhour.window.worksheet import Worksheet

if TYPE_CHECKING:
    from quarterhour.entry import TieChoice
    from quarterhour.window.panels.explanation_text import Explained, Paragraph

_TRY = "Press one to try it. Ctrl+Z takes it back."
_SAMPLE = "Look at a sample visit"


class Example(NamedTuple):
    """A service as it is typed, and what that shows."""

    service: str
    minutes: str
    shows: str


EXAMPLES = (
    Example("97110", "23", "A code and its minutes"),
    Example("gait", "10+8", "A name; two stretches of minutes"),
    Example("OT eval", "9:05-9:50", "An evaluation, by the clock"),
)


class Examples(QWidget):
    """Offers the examples: `tried` carries the one pressed. `sample_wanted` asks for a sample."""

    tried = Signal(object)
    sample_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(_quiet(_TRY, self))
        for example in EXAMPLES:
            keys = GAP.join((example.service, "Tab", example.minutes, "Enter"))
            button = plain_button(keys, f"Try {example.service}, {example.minutes}", self)
            button.clicked.connect(partial(self._try, example))
            self._buttons.append(button)
            column.addWidget(button)
            column.addWidget(_quiet(example.shows, self))
            column.addSpacing(GRID)
        sample = plain_button(_SAMPLE, _SAMPLE, self)
        sample.clicked.connect(self.sample_wanted)
        column.addWidget(sample, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def first(self) -> QWidget:
        """The button of the first example."""
        return self._buttons[0]

    def _try(self, example: Example) -> None:
        self.tried.emit(example)


def _quiet(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


_MAX_CHOICES = 6
# Each price is a whole assessment, at every keystroke; the menu of the cell prices more.
_MAX_PRICED = 3
_TITLE_SIZE = 1.15
_LEAST_LINES = 6
_HOW = "How to type a visit"
_COPY = "Copy for the note"
_SOURCES = "Sources"


class ExplanationPanel(QScrollArea):
    """Explains a row: why these units, what is denied, the fees with their arithmetic, sources.

    `sample_wanted` asks for the sample visit, which a blank row offers.
    """

    sample_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._row = 0
        self._told: Explained | None = None
        self.setAccessibleName("Explanation of the selected row")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        content = QWidget(self)
        self._swatch = Swatch(content)
        self._title = plain_label(parent=content)
        self._title.setWordWrap(True)
        self._text = _Text(content)
        self._steps = StepTree("Amounts of the row", content)
        self._copy = plain_button(_COPY, _COPY, content)
        self._copy.clicked.connect(self._copy_note)
        self._link = LinkButton(_SOURCES, content, arrow=True)
        self._sources = plain_label(parent=content)
        self._sources.setWordWrap(True)
        self._sources.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sources.hide()
        self._link.toggled.connect(self._sources.setVisible)
        self._examples = Examples(content)
        self._examples.tried.connect(self._try)
        self._examples.sample_wanted.connect(self.sample_wanted)
        self._lay_out(content)
        self.setWidget(content)
        self._dress()
        worksheet.assessed.connect(self.refresh)

    @property
    def sources(self) -> str:
        """The rules and files that what is told rests on, shown where they are asked for."""
        return "\n".join(self._told.sources) if self._told is not None else ""

    def explain(self, row: int) -> None:
        """Explain another row."""
        self._row = row
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Explain the row as it is now; the place read at is kept."""
        session = self._worksheet.session
        row = self._explained_row()
        blank = row is None
        self._examples.setVisible(blank)
        for widget in (self._swatch, self._text):
            widget.setVisible(not blank)
        if row is None:
            self._told = None
            self._title.setText(_HOW)
            for other in (self._steps, self._copy, self._link, self._sources):
                other.hide()
            return
        # Loaded once there is a row to explain.
        from quarterhour.window.panels.explanation_text import explained, explained_steps

        outcome = session.outcome
        told = explained(outcome, row, bool(session.problems_of(row)))
        self._tell(told)
        choices: Sequence[TieChoice] = ()
        ways = 0
        if outcome.rows[row].tied:
            choices, ways = session.tie_choices(row, _MAX_CHOICES, _MAX_PRICED)
        steps = explained_steps(outcome, row, choices, ways)
        self._swatch.show_row(row + 1, outcome.rows[row].color)
        self._steps.show_steps(steps)
        self._steps.setVisible(bool(steps))

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few lines to read."""
        return QSize(super().minimumSizeHint().width(), _LEAST_LINES * self.fontMetrics().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what can be read or pressed: a proxy would keep Tab out."""
        first = self._examples.first if self._examples.isVisibleTo(self) else self._text
        first.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def _explained_row(self) -> int | None:
        """Return the row of the keyboard; for a blank one the typed row above it, else below."""
        rows = self._worksheet.session.draft.rows
        typed = [at for at, row in enumerate(rows) if not row.blank]
        above = [at for at in typed if at <= self._row]
        return above[-1] if above else next(iter(typed), None)

    def _tell(self, told: Explained) -> None:
        self._text.show_paragraphs(told.paragraphs)
        self._copy.setVisible(bool(told.note))
        self._link.setVisible(bool(told.sources))
        self._sources.setVisible(bool(told.sources) and self._link.isChecked())
        if told == self._told:
            return
        self._told = told
        self._title.setText(f"{told.code}{GAP}{told.name}".rstrip())
        self._sources.setText("\n".join(told.sources))

    def _copy_note(self) -> None:
        if self._told is not None:
            QApplication.clipboard().setText(self._told.note)

    def _try(self, example: Example) -> None:
        """Type an example into the blank row, as one step that can be taken back."""
        session = self._worksheet.session
        code = session.suggested(self._row, example.service)[0].code
        session.paste(self._row, f"{code}\t{example.minutes}")

    def _dress(self) -> None:
        larger = QFont(self.font())
        larger.setPointSizeF(larger.pointSizeF() * _TITLE_SIZE)
        larger.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(larger)
        quiet = self._sources.palette()
        quiet.setColor(self._sources.foregroundRole(), secondary(self.palette()))
        self._sources.setPalette(quiet)

    def _lay_out(self, content: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        below = QHBoxLayout()
        below.setSpacing(3 * GRID)
        below.addWidget(self._copy)
        below.addWidget(self._link)
        below.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(head)
        for widget in (self._examples, self._text, self._steps):
            column.addWidget(widget)
        column.addLayout(below)
        column.addWidget(self._sources)
        column.addStretch(1)


class _Text(TextView):
    """Paragraphs, as high as what they say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        know_viewport(self)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self.setAccessibleName("Explanation")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDefaultFont(figures_font(self.font()))
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show other paragraphs."""
        if paragraphs != self._paragraphs:
            self._paragraphs = paragraphs
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.document().setDefaultFont(figures_font(self.font()))
            self._write()

    def _fit(self) -> None:
        height = round(self.document().size().height() + 0.5)
        if height != self.height():
            self.setFixedHeight(height)

    def _write(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        block = QTextBlockFormat()
        block.setBottomMargin(2 * GRID)
        for at, paragraph in enumerate(self._paragraphs):
            cursor.insertBlock(block) if at else cursor.setBlockFormat(block)
            letters = QTextCharFormat()
            if paragraph.denied:
                letters.setForeground(QColor(nearest_ink(self.palette()).danger))
            heavy = QTextCharFormat(letters)
            heavy.setFontWeight(QFont.Weight.DemiBold)
            cursor.insertText(paragraph.lead, heavy)
            cursor.insertText(paragraph.text, letters)
        cursor.endEditBlock()
