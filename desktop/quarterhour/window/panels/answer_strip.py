"""The answer at a glance, over the table: units, who pays what, and what is to settle."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from quarterhour.claims import Severity, Topic
from quarterhour.entry import Outcome
from quarterhour.entry.about_visit import CHARGE_WANTED, why_no_dollars
from quarterhour.entry.items import ToSettle
from quarterhour.fees import dollars
from quarterhour.visit import MEDICARE
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.buttons import Button, FilledButton
from quarterhour.window.look.colors import edge, nearest_ink, secondary
from quarterhour.window.look.icons import badge_icon, severity_color
from quarterhour.window.look.text import (
    ANSWER,
    ANSWER_IN_A_LINE,
    ScaledLabel,
    announce,
    color_letters,
    paragraph,
    scale_of,
    scaled_font,
)
from quarterhour.window.panels.answer import Answer, Figure, Remark
from quarterhour.window.words import WORDS, Command, Title
from quarterhour.window.worksheet import Worksheet


class _Count(QToolButton):
    """The count of what is to settle, with a badge, or a dash where nothing is typed."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a dash as the other answers have it: a button would put it in its middle."""
        if self.text() != DASH:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.setPen(QApplication.palette().color(QPalette.ColorRole.WindowText))
            place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect(), place, DASH)


HEIGHT, HEIGHT_OF_A_LINE = 17 * GRID, 11 * GRID
_GAP, _GAP_OF_A_LINE, _LEAST_GAP = 9 * GRID, 6 * GRID, 3 * GRID
_MESSAGE = "Message of the copy"
TOLD = 4000  # milliseconds
_BADGE = 5 * GRID
_BUTTON = 30
_LINE = 36  # letters of a sentence that stand in one line
_HALF = 0.56  # of a longer one, with room for words that do not part
_AT_LEAST = "at least"
_MAY_DIFFER = "may differ"
_NO_DEDUCTIBLE = "The year's deductible isn't entered, and nothing is taken for it."
_ESTIMATE_WITH = "E&stimate with {year}"


class AnswerStrip(QFrame):
    """Units, what each side pays, the count of what is to settle, and the button that copies.

    `first_wanted` asks for the first thing to settle, `copy_wanted` for the claim lines,
    `import_wanted` for the fees that are missing. `left` gives the keyboard back to the table;
    `told_elsewhere` has a message for which there is no room beside the answers.
    `in_a_line` tells whether it takes one line.
    """

    first_wanted = Signal()
    copy_wanted = Signal()
    import_wanted = Signal()
    left = Signal()
    told_elsewhere = Signal(str)

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._found = ToSettle()
        self._drawn = False
        self.in_a_line = False
        self._units = self._answer(Title.UNITS, "88")
        self._payer = self._answer(Title.MEDICARE_PAYS, "$888.88")
        self._patient = self._answer(Title.PATIENT_PAYS, "$88.88")
        self._sentence = paragraph(parent=self)
        self._sentence.setForegroundRole(QPalette.ColorRole.WindowText)
        self._sentence.setAccessibleName("Why no dollars")
        self._payer.add_sentence(self._sentence)
        self._import = Button("I&mport\N{HORIZONTAL ELLIPSIS}", "Import fees", self)
        self._estimate = Button("", "", self)
        self._to_settle = _Count(self)
        self._to_settle.setAutoRaise(True)
        self._to_settle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._to_settle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._settling = Answer(WORDS[Title.TO_SETTLE], self._to_settle, self)
        self._settling.caption.setBuddy(self._to_settle)
        self._said = ""
        self._good = True
        self._told = ScaledLabel(1.0, self)
        self._told.setAccessibleName(_MESSAGE)
        self._copy = FilledButton(WORDS[Command.COPY_CLAIM_LINES], "menu/copy", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lay_out()
        self.lay_in_a_line(False)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._copy.clicked.connect(self.copy_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._estimate.clicked.connect(lambda: self._session.estimate(True))
        self._to_settle.clicked.connect(self.first_wanted)
        self._timer.timeout.connect(self._forget_told)
        worksheet.assessed.connect(self._refresh)
        worksheet.opened.connect(self._forget_told)  # it was of the visit before
        self._refresh()

    def tell(self, text: str, good: bool = True) -> None:
        """Say for four seconds what was copied."""
        self._said = text
        room = self.width() - self.room(self.in_a_line) - 3 * GRID
        fits = self._told.fontMetrics().horizontalAdvance(text) <= room
        self._good = good
        self._color_told()
        self._told.setText(text if fits else "")
        self._told.setAccessibleName(text)
        if not fits:
            self.told_elsewhere.emit(text)
        self._timer.start(TOLD)
        announce(self, text)

    @property
    def first(self) -> QWidget:
        """What the keyboard comes to first."""
        return self._to_settle

    @property
    def told(self) -> str:
        """What is said beside the button now."""
        return self._said

    @property
    def least_height(self) -> int:
        """The height of one line."""
        letters = QFontMetrics(scaled_font(ANSWER_IN_A_LINE, True)).height()
        return max(HEIGHT_OF_A_LINE, letters + 2 * GRID)

    def room(self, one_line: bool) -> int:
        """Return the width that it needs in one line, or in two, with all there is to say."""
        gap = _GAP_OF_A_LINE if one_line else _GAP
        return self._room(one_line, self._remarks) + gap * len(self._all)

    @property
    def least_width(self) -> int:
        """The width in which no figure is cut."""
        return self._room(False, ()) + _LEAST_GAP * len(self._all)

    def lay_in_a_line(self, one_line: bool) -> None:
        """Take one line where the window is low, or two."""
        for answer in self._all:
            answer.lay_in_a_line(one_line)
        self._to_settle.setFont(scaled_font(ANSWER_IN_A_LINE if one_line else ANSWER, True))
        badge = round(_BADGE * scale_of(self.font()))
        if self._to_settle.iconSize().width() != badge:
            self._to_settle.setIconSize(QSize(badge, badge))
            if self._drawn:
                self._draw_badge()
        self._keep_room()
        room = self._to_settle.fontMetrics().height() + 2 * GRID
        for answer in self._all:  # as high as each other, they have their captions in a line
            answer.figure.setFixedHeight(room)
        self._sentence.setMinimumHeight(room)
        caption = self._settling.caption.sizeHint().height() + 2 * GRID
        self.setFixedHeight(self.least_height if one_line else max(HEIGHT, room + caption))
        self.in_a_line = one_line
        self._fit()
        for button in (self._import, self._estimate):
            button.setMinimumHeight(max(_BUTTON, button.fontMetrics().height() + 3 * GRID))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font, and have the badge follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color_sentence(why_no_dollars(self._session.outcome)[1])
            self._color_told()
            if self._drawn:
                self._draw_badge()
        elif event.type() == QEvent.Type.FontChange:
            self._told.follow_font()
            self._sentence.setFixedWidth(self._width_of(self._sentence.text()))
            self.lay_in_a_line(self.in_a_line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the remarks that there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def draw_icons(self) -> None:
        """Draw what the first window does not wait for."""
        self._drawn = True
        self._copy.draw_icon()
        self._draw_badge()

    def _answer(self, title: Title, widest: str) -> Answer:
        return Answer(WORDS[title], Figure(widest, self), self)

    def _lay_out(self) -> None:
        self._answers = QHBoxLayout()
        self._all = (self._units, self._payer, self._patient, self._settling)
        for widget in self._all:
            self._answers.addWidget(widget)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(2 * GRID)
        self._offers.addWidget(self._import)
        self._offers.addWidget(self._estimate)
        self._answers.insertLayout(2, self._offers)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 0, 4 * GRID, 1)
        layout.setSpacing(3 * GRID)
        layout.addLayout(self._answers)
        layout.addStretch(1)
        layout.addWidget(self._told)
        layout.addWidget(self._copy)

    def _refresh(self) -> None:
        outcome = self._session.outcome
        assessment, payment = outcome.assessment, outcome.payment
        medicare = outcome.draft.payer == MEDICARE
        self._payer.entitle(WORDS[Title.MEDICARE_PAYS if medicare else Title.PAYER_PAYS])
        counted = assessment is not None and bool(outcome.reading.rows)
        self._units.show_text(str(assessment.units) if counted and assessment else DASH)
        self._payer.show_text(_amount(payment.medicare_pays if payment else None))
        self._patient.show_text(_amount(payment.patient_pays if payment else None))
        self._allow_copy(bool(assessment and assessment.lines))
        self._remark(outcome)
        self._say_why(outcome)
        self._count_to_settle()
        self._fit()

    @property
    def _remarks(self) -> list[Remark]:
        """All remarks, in the order in which they give way."""
        remarks = [remark for answer in self._all for remark in answer.remarks]
        return sorted(remarks, key=lambda remark: remark.stays)

    def _room(self, one_line: bool, remarks: Collection[Remark]) -> int:
        """Return the width that it needs with some of the remarks, but for the gaps."""
        rooms = [each.room(one_line, remarks) for each in self._all if not each.isHidden()]
        offers = (self._import, self._estimate)
        rooms += [each.sizeHint().width() for each in offers if not each.isHidden()]
        return sum(rooms) + 8 * GRID + 6 * GRID + self._copy.sizeHint().width()

    def _fit(self) -> None:
        """Have gaps give way where there is no room for all, then remarks; figures never do.

        A remark of what is last takes what is left: the figures before it stay in their places.
        """
        last = self._settling.remarks
        shown, gaps = [each for each in self._remarks if each not in last], len(self._all)
        room = self._room(self.in_a_line, shown)
        while shown and room + _LEAST_GAP * gaps > self.width():
            shown.pop(0)
            room = self._room(self.in_a_line, shown)
        usual = _GAP_OF_A_LINE if self.in_a_line else _GAP
        gap = min(usual, max((self.width() - room) // gaps, _LEAST_GAP))
        self._answers.setSpacing(gap)
        whole = [*shown, *last]
        fits = not last or self._room(self.in_a_line, whole) + gap * gaps <= self.width()
        for answer in self._all:
            answer.show_remarks(whole if fits else shown)

    def _allow_copy(self, allowed: bool) -> None:
        if not allowed and self._copy.hasFocus():
            # Qt would hand the keyboard on while the table still has the rows of before.
            self._copy.clearFocus()
            QTimer.singleShot(0, self, self.left.emit)
        self._copy.setEnabled(allowed)

    def _forget_told(self) -> None:
        self._said = ""
        self._told.setText("")
        self._told.setAccessibleName(_MESSAGE)

    def _remark(self, outcome: Outcome) -> None:
        """Say beside the captions what the figures leave out, and that they are an estimate."""
        rows = {each.row for each in self._session.problems if each.row is not None}
        # With what is last, so that no figure moves while a row is half typed.
        self._settling.remark(Remark(_counted(len(rows), "row", "not counted"), Severity.ACTION))
        at_fees = outcome.assessment.at_fees if outcome.assessment and outcome.payment else ""
        estimate = Remark(at_fees, Severity.WARNING, stays=True)
        denied = len([line for line in outcome.lines if line.denied]) if outcome.payment else 0
        lines = Remark(_counted(denied, "line", "denied"), Severity.ACTION)
        self._payer.remark(lines, estimate, _either(outcome))
        wanted = outcome.payment is not None and outcome.payment.patient_pays is None
        charge = Remark("needs your charge", Severity.WARNING, CHARGE_WANTED)
        least = Remark(_AT_LEAST, Severity.WARNING, _NO_DEDUCTIBLE, stays=True)
        unknown = outcome.payment is not None and bool(
            outcome.assessment and outcome.assessment.deductible_unknown
        )
        self._patient.remark(charge if wanted else least if unknown and not at_fees else estimate)

    def _say_why(self, outcome: Outcome) -> None:
        """Where there are no dollars, say why in their place, and offer what helps."""
        text, wrong = why_no_dollars(outcome)
        edition = self._session.estimable_with
        no_fees = bool(text) and not wrong and outcome.without_fees
        self._import.setVisible(no_fees)
        if text != self._sentence.text():
            self._sentence.setText(text)
            self._sentence.setAccessibleName(f"Why no dollars: {text}" if text else "")
            self._sentence.setFixedWidth(self._width_of(text))
        self._color_sentence(wrong)
        self._payer.figure.setVisible(not text)
        self._sentence.setVisible(bool(text))
        self._patient.setVisible(not text)
        self._estimate.setVisible(no_fees and edition is not None)
        if edition is not None:
            words = _ESTIMATE_WITH.format(year=edition.valid_to.year)
            self._estimate.setText(words)
            self._estimate.setAccessibleName(f"{words.replace('&', '')} fees")

    def _color_sentence(self, wrong: bool) -> None:
        palette = QApplication.palette()
        danger = severity_color(palette, Severity.ACTION)
        color_letters(self._sentence, danger if wrong else secondary(palette))

    def _color_told(self) -> None:
        ink = nearest_ink(QApplication.palette())
        color_letters(self._told, QColor(ink.settled if self._good else ink.danger))

    def _width_of(self, text: str) -> int:
        """Return the width of a sentence in one line, or in two where it is long."""
        metrics = QFontMetrics(QApplication.font())  # which it may follow only after the strip
        wide = metrics.horizontalAdvance(text) + GRID
        line = _LINE * metrics.averageCharWidth()
        least = 0
        if self._import.isHidden():  # what is beside the two figures stays in its place
            least = self._payer.room_of_figure + self._patient.room_of_figure + _GAP
        return max(least, wide if wide <= line else max(line, round(wide * _HALF)))

    def _count_to_settle(self) -> None:
        """Show how much is to settle, and how urgent the worst of it is."""
        found, known = self._session.to_settle, bool(self._session.outcome.reading.rows)
        before, count = self._found, len(found.items)
        self._found = found
        text = str(count) if known or count else DASH
        changed = (found.worst, count) != (before.worst, len(before.items))
        if changed or text != self._to_settle.text():
            self._to_settle.setText(text)
            self._to_settle.setEnabled(count > 0)
            name = "nothing typed" if text == DASH else text
            self._to_settle.setAccessibleName(f"To settle: {name}")
            self._keep_room()
            if self._drawn:
                self._draw_badge()
        if changed:
            announce(self, self._to_settle.accessibleName())

    def _keep_room(self) -> None:
        """Have all of the count seen: Qt does not ask for its room anew after another font."""
        self._to_settle.setMinimumWidth(self._to_settle.minimumSizeHint().width())

    def _draw_badge(self) -> None:
        palette = self.palette()
        if self._to_settle.text() == DASH:
            self._to_settle.setIcon(QIcon())
            return
        side = self._to_settle.iconSize().width()
        self._to_settle.setIcon(badge_icon(self._found.worst, palette, side))
        self._keep_room()


def _either(outcome: Outcome) -> Remark:
    """Return that another amount is as right, where the MAC may pay either line in full."""
    hints = outcome.assessment.hints if outcome.assessment and outcome.payment else ()
    tie = next((hint for hint in hints if hint.topic is Topic.FULL_FEE_TIE), None)
    return Remark(_MAY_DIFFER if tie else "", Severity.WARNING, tie.text if tie else "", stays=True)


def _counted(count: int, noun: str, what: str) -> str:
    if not count:
        return ""
    return f"{count} {noun}{'' if count == 1 else 's'} {what}"


def _amount(value: Decimal | None) -> str:
    return DASH if value is None else dollars(value)
