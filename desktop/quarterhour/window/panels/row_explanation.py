"""What is told of a row: why it comes to what it does, its amounts, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.assessment import PricedLine
from quarterhour.claims import ClaimLine
from quarterhour.entry import Session, TieChoice
from quarterhour.entry.explained import Explained, Paragraph, explained
from quarterhour.fees import MINUS, Step, StepKind, dollars
from quarterhour.units import units_text
from quarterhour.window.look import DASH, GRID, TIMES
from quarterhour.window.look.buttons import DrawnButton, LinkButton
from quarterhour.window.look.colors import nearest_ink, secondary
from quarterhour.window.look.text import color_letters, figures_font, paragraph
from quarterhour.window.look.text_view import TextView
from quarterhour.window.look.views import know_viewport
from quarterhour.window.panels.step_tree import Below, Shown, StepTree, signs

_MAX_CHOICES = 6
# Each price is a claim of its own.
_MAX_PRICED = 3
_COPY = "Copy for the note"
_SOURCES = "Sources"


class RowExplanation(QWidget):
    """Tells why a row comes to what it does, under its title.

    `text` can be read, and Tab comes to it after the widget `before`.
    """

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._told: Explained | None = None
        self.text = ExplanationText(self)
        self._steps = StepTree("Amounts of the row", self)
        self._copy = DrawnButton(_COPY, _COPY, "menu/copy", self)
        self._copy.clicked.connect(self._copy_note)
        self._link = LinkButton(_SOURCES, self, arrow=True)
        self._sources = paragraph(parent=self)
        self._sources.hide()
        self._link.toggled.connect(self._sources.setVisible)
        below = QHBoxLayout()
        below.setSpacing(3 * GRID)
        below.addWidget(self._copy)
        below.addWidget(self._link)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.text)
        column.addWidget(self._steps)
        column.addLayout(below)
        column.addWidget(self._sources)
        for after in (self.text, self._steps, self._copy, self._link):
            QWidget.setTabOrder(before, after)
            before = after
        self._color()

    @property
    def sources(self) -> str:
        """The rules and files that what is told rests on, each on a line."""
        return "\n".join(self._told.sources) if self._told is not None else ""

    def clear(self) -> None:
        """Tell nothing."""
        self._told = None
        self.hide()

    def tell(self, session: Session, row: int) -> Explained:
        """Tell of a row, and show its steps where it has some; return what is told."""
        told = explained(session.outcome, row, bool(session.problems_of(row)))
        steps = tuple(_steps(session, row))
        self.show()
        self.text.show_paragraphs(told.paragraphs)
        self._copy.setVisible(bool(told.note))
        self._link.setVisible(bool(told.sources))
        self._sources.setVisible(bool(told.sources) and self._link.isChecked())
        self._steps.show_steps(steps)
        self._steps.setVisible(bool(steps))
        if told != self._told:
            self._told = told
            self._sources.setText(self.sources)
        return told

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def _copy_note(self) -> None:
        if self._told is not None:
            QApplication.clipboard().setText(self._told.note)

    def _color(self) -> None:
        color_letters(self._sources, secondary(self.palette()))


_TO_END_OF_BLOCK = QTextCursor.MoveOperation.EndOfBlock
_SELECTING = QTextCursor.MoveMode.KeepAnchor


class ExplanationText(TextView):
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
        """Show other paragraphs; without one, an empty one is shown."""
        before, self._paragraphs = self._paragraphs, paragraphs or (Paragraph("", ""),)
        if before != self._paragraphs:
            self._write(before)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.document().setDefaultFont(figures_font(self.font()))
            self._write(())

    def _fit(self) -> None:
        height = round(self.document().size().height() + 0.5)
        if height != self.height():
            self.setFixedHeight(height)

    def _write(self, before: tuple[Paragraph, ...]) -> None:
        """Write the paragraphs that differ from those before: others are not laid out anew."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, each in enumerate(self._paragraphs):
            if at < len(before) and before[at] == each:
                continue
            if at == self.document().blockCount():
                cursor.movePosition(QTextCursor.MoveOperation.End)
                cursor.insertBlock()
            self._put(cursor, at, each)
        last = self.document().findBlockByNumber(len(self._paragraphs) - 1)
        cursor.setPosition(last.position())
        cursor.movePosition(_TO_END_OF_BLOCK)
        cursor.movePosition(QTextCursor.MoveOperation.End, _SELECTING)
        cursor.removeSelectedText()
        cursor.endEditBlock()

    def _put(self, cursor: QTextCursor, at: int, paragraph: Paragraph) -> None:
        """Put a paragraph in the place of the one that is there."""
        block = QTextBlockFormat()
        block.setBottomMargin(2 * GRID)
        letters = QTextCharFormat()
        if paragraph.denied:
            letters.setForeground(QColor(nearest_ink(self.palette()).danger))
        heavy = QTextCharFormat(letters)
        heavy.setFontWeight(QFont.Weight.DemiBold)
        cursor.setPosition(self.document().findBlockByNumber(at).position())
        cursor.movePosition(_TO_END_OF_BLOCK, _SELECTING)
        cursor.setBlockFormat(block)
        cursor.insertText(paragraph.lead, heavy)
        cursor.insertText(paragraph.text, letters)


_FEES = {
    StepKind.FEE: "Full fee, one unit",
    StepKind.REDUCED_FEE: "Reduced fee, one unit (MPPR)",
    StepKind.FEE_OF_OTHERS: "",
    StepKind.FURTHER_FEE: "",
    StepKind.CONTRACTOR_PRICE: "",
    StepKind.NONPARTICIPATING: "",
}
_PAID_BY_CHOICE = "Medicare pays"
_SUM = "Sum"
_CURRENT = " (current)"


def _steps(session: Session, row: int) -> Iterator[Shown]:
    """Yield the amounts of a row: the choices of its tie, its fees, and its claim lines."""
    outcome = session.outcome
    found = outcome.rows[row]
    if found.tied:
        yield from _tie(*session.tie_choices(row, _MAX_CHOICES, _MAX_PRICED))
    yield from _fees(found.lines)
    with_place = bool(outcome.draft.place_of_service)
    for at, line in enumerate(found.lines):
        yield _claim_line(at, line, with_place)


def _tie(choices: Sequence[TieChoice], ways: int) -> Iterator[Shown]:
    """Yield some of the choices; `ways` is how many there are in all."""
    if not choices:
        return
    more = [choice.more for choice in choices]
    title = _PAID_BY_CHOICE if any(each is not None for each in more) else ""
    yield _plain("choices", "Choice", title)._replace(result=True)
    for at, choice in enumerate(choices):
        text = f"{choice.text()}{_CURRENT if choice.present else ''}"
        amount = "" if choice.more is None or choice.present else _signed(choice)
        yield _plain(("choice", at), text, amount)
    if ways > len(choices):
        text = f"Showing {len(choices)} of {ways:,} correct choices"
        yield _plain("more choices", text, "")._replace(quiet=True)


def _signed(choice: TieChoice) -> str:
    more = choice.more
    assert more is not None
    return f"+{dollars(more)}" if more >= 0 else f"{MINUS}{dollars(-more)}"


def _fees(lines: Sequence[PricedLine]) -> Iterator[Shown]:
    """Yield the fees of one unit, each once: they are the same on all lines of a code."""
    told: set[tuple[str, Step]] = set()
    for line in lines:
        for step in line.steps:
            if step.kind not in _FEES or (line.line.code, step) in told:
                continue
            told.add((line.line.code, step))
            name, amount = _FEES[step.kind] or step.name, dollars(step.amount)
            shown = _plain((line.line.code, step.kind, len(told)), name, amount)
            yield shown._replace(below=tuple(_parts(step)))


def _parts(step: Step) -> Iterator[Below]:
    """Yield how a fee was worked out: by its parts, where it has some."""
    if step.formula is None:
        yield Below(signs(step.working))
        return
    for part in step.formula.parts:
        yield Below(f"{part.name}   {signs(part.working)}", f"{part.product.normalize():f}")
    total = f"{step.formula.sum.normalize():f} {TIMES} {step.formula.conversion_factor}"
    yield Below(f"{_SUM}   {total}", dollars(step.amount))


def _claim_line(at: int, priced: PricedLine, with_place: bool) -> Shown:
    text = _keyed(priced.line, with_place or priced.line.telehealth)
    amount = "denied" if priced.denied else DASH
    if priced.allowed is not None and not priced.denied:
        amount = dollars(priced.allowed)
    below = [
        Below(f"{step.name}   {signs(step.working)}", dollars(step.amount))
        for step in priced.steps
        if step.kind not in _FEES and step.kind is not StepKind.DENIED
    ]
    return _plain(("line", at), text, amount)._replace(below=tuple(below))


def _keyed(line: ClaimLine, with_place: bool) -> str:
    """Return a line as it is keyed, with its place of service where one was told."""
    place = f", POS {line.place}" if with_place else ""
    return f"{' '.join((line.code, *line.modifiers))}, {units_text(line.units)}{place}"


def _plain(key: object, text: str, amount: str) -> Shown:
    return Shown(key, text, amount, ": ".join(filter(None, (text, amount))))
