"""The answer at a glance, at the bottom of the window: units, and who pays what."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from quarterhour.claims import Severity, listed
from quarterhour.entry import Outcome
from quarterhour.fees import dollars
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.buttons import plain_button
from quarterhour.window.look.ink import edge, figures_font, secondary
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_LARGER = 1.15
_LARGEST = 1.6
_RESULT = Title.MEDICARE_PAYS
_ANSWERS = (Title.UNITS, Title.PATIENT_PAYS, _RESULT)
_WIDEST = {
    Title.TIMED_MINUTES: "8888",
    Title.EIGHT_MINUTE_RULE: "8888",
    Title.UNITS: "888",
    Title.PATIENT_PAYS: "$8,888.88",
    _RESULT: "$8,888.88",
}
_BEFORE_MONEY = 3
_ESTIMATE = "An estimate by the fee schedule; a remittance can differ by a cent or two."
_ESTIMATE_WITH = "Es&timate with {year} fees"
_STOP = "S&top estimating"
_CHARGE_WANTED = (
    "What the patient pays is not known: enter your charge of the denied line (Edit > Service "
    "details)."
)


class Figure(QLabel):
    """Shows a number in room for the widest that it can be.

    The room never changes, so that the window is not laid out anew when the number does.
    """

    def __init__(self, name: str, widest: str, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(DASH)
        self._name = name
        self._widest = widest
        self.setFont(figures_font(font))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._keep_room()
        self._speak(DASH)

    def show_text(self, text: str) -> None:
        """Show another number."""
        if text != self.text():
            self.setText(text)
            self._speak(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _speak(self, text: str) -> None:
        self.setAccessibleName(f"{self._name}: {'not known' if text == DASH else text}")

    def _keep_room(self) -> None:
        metrics = self.fontMetrics()
        self.setFixedSize(metrics.horizontalAdvance(self._widest), self.sizeHint().height())


class Totals(QFrame):
    """Minutes and units of the whole visit, what each side pays, and what is left out of them."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._titles = {total: plain_label(WORDS[total], self) for total in _WIDEST}
        self._figures = {
            total: Figure(WORDS[total], widest, self._font_of(total), self)
            for total, widest in _WIDEST.items()
        }
        self._note = Notice("About the totals", 1, self)
        self._estimate = plain_button("", "", self)
        self._estimate.clicked.connect(self._change_estimate)
        self._estimate.hide()
        figures = QGridLayout()
        figures.setHorizontalSpacing(6 * GRID)
        figures.setVerticalSpacing(0)
        figures.setColumnStretch(_BEFORE_MONEY, 1)
        lowest = max(figure.fontMetrics().descent() for figure in self._figures.values())
        right = Qt.AlignmentFlag.AlignRight
        for at, (title, figure) in enumerate(
            zip(self._titles.values(), self._figures.values(), strict=True)
        ):
            column = at if at < _BEFORE_MONEY else at + 1
            figures.addWidget(title, 0, column, right)
            figures.addWidget(figure, 1, column, right | Qt.AlignmentFlag.AlignBottom)
            # Figures of both sizes stand on one line.
            raised = lowest - figure.fontMetrics().descent()
            figure.setFixedHeight(figure.height() + raised)
            figure.setContentsMargins(0, 0, 0, raised)
        self._line = QFrame(self)
        self._line.setFrameShape(QFrame.Shape.HLine)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._line)
        layout.addLayout(figures)
        said = QHBoxLayout()
        said.setSpacing(2 * GRID)
        said.addWidget(self._note, 1)
        said.addWidget(self._estimate)
        layout.addLayout(said)
        self._color()
        worksheet.assessed.connect(self._refresh)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def _color(self) -> None:
        quiet = QPalette(self.palette())
        quiet.setColor(QPalette.ColorRole.WindowText, secondary(quiet))
        for title in self._titles.values():
            title.setPalette(quiet)
        line = QPalette(self.palette())
        line.setColor(QPalette.ColorRole.WindowText, edge(line))
        self._line.setPalette(line)

    def _font_of(self, total: Title) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (_LARGEST if total in _ANSWERS else _LARGER))
        font.setBold(total is _RESULT)
        return font

    def _refresh(self) -> None:
        outcome = self._worksheet.session.outcome
        for total, text in _texts(outcome).items():
            self._figures[total].show_text(text)
        for total in (Title.PATIENT_PAYS, _RESULT):
            at_fees = outcome.assessment.at_fees if outcome.assessment else ""
            self._titles[total].setText(f"{WORDS[total]} {at_fees}".rstrip())
        self._offer_estimate()
        left_out = sorted(
            {problem.row for problem in self._worksheet.session.problems if problem.row is not None}
        )
        assessment = outcome.assessment
        estimated = assessment.estimate_sentence if assessment and outcome.payment else ""
        if left_out:
            text = f"{_left_out(left_out, outcome)} {estimated}".rstrip()
            self._note.say(text, Severity.ACTION)
        elif outcome.why_no_payment:
            self._note.say(outcome.why_no_payment, Severity.WARNING)
        elif outcome.payment and outcome.payment.patient_pays is None:
            self._note.say(f"{_CHARGE_WANTED} {estimated}".rstrip(), Severity.WARNING)
        elif outcome.denied:
            self._note.say(f"{_denied(outcome.denied)} {estimated}".rstrip(), Severity.WARNING)
        elif estimated:
            self._note.say(estimated, Severity.WARNING)
        else:
            self._note.say(_ESTIMATE if outcome.payment else "")

    def _offer_estimate(self) -> None:
        """Offer to estimate where no fees are loaded for the date, or to stop it."""
        session = self._worksheet.session
        edition = session.estimable_with
        offered = edition is not None and bool(session.outcome.reading.rows)
        if edition is not None:
            words = _STOP if session.estimating else _ESTIMATE_WITH
            text = words.format(year=edition.valid_to.year)
            self._estimate.setText(text)
            self._estimate.setAccessibleName(text.replace("&", ""))
        self._estimate.setVisible(offered)

    def _change_estimate(self) -> None:
        session = self._worksheet.session
        session.estimate(not session.estimating)


def _texts(outcome: Outcome) -> dict[Title, str]:
    assessment, payment = outcome.assessment, outcome.payment
    counted = assessment is not None and bool(outcome.reading.rows)
    minutes = assessment.count.timed_minutes if assessment else 0
    return {
        Title.TIMED_MINUTES: str(minutes) if counted else DASH,
        Title.EIGHT_MINUTE_RULE: str(assessment.total_minutes) if counted and assessment else DASH,
        Title.UNITS: str(assessment.units) if counted and assessment else DASH,
        Title.PATIENT_PAYS: _amount(payment.patient_pays if payment else None),
        Title.MEDICARE_PAYS: _amount(payment.medicare_pays if payment else None),
    }


def _amount(value: Decimal | None) -> str:
    return DASH if value is None else dollars(value)


def _denied(codes: Sequence[str]) -> str:
    return f"Denied as entered, and not in the amounts: {listed(codes)}. {_ESTIMATE}"


def _left_out(rows: list[int], outcome: Outcome) -> str:
    numbers = ", ".join(str(row + 1) for row in rows)
    if len(rows) == 1:
        text = f"1 row is left out of the totals: row {numbers}."
    else:
        text = f"{len(rows)} rows are left out of the totals: rows {numbers}."
    return f"{text} {outcome.why_no_payment}".strip()
