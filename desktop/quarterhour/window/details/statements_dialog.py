"""What the therapist confirms: separate services, amounts of this year, medical necessity."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import (
    GROUP_WORDS,
    NO_NOTICE,
    BilledPair,
    Group,
    GroupThreshold,
    action_title,
)
from quarterhour.entry import Session
from quarterhour.entry.amounts import read_dollars
from quarterhour.fees import dollars
from quarterhour.statements import ServicePair
from quarterhour.window.details.fields import ReadField, shown
from quarterhour.window.details.frame import Choice, explained, frame, note
from quarterhour.window.details.pair_choice import PairChoices
from quarterhour.window.details.review_dialog import ReviewDialog
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_SIZE = (660, 730)
_PURPOSE = "Medicare does not require it."
_PURPOSES = {
    "": "Not marked",
    "habilitative": "Habilitative (96): to gain a skill not yet had",
    "rehabilitative": "Rehabilitative (97): to regain a skill that was lost",
}
_TO_DATE = {Group.PT_SLP: "pt_slp_to_date", Group.OT: "ot_to_date"}


class StatementsDialog(QDialog):
    """Edits what is attested and what was allowed this year; every change shows at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._pairs = PairChoices(self._service_pairs(), self._review, self)
        self._to_date = {group: self._charges(group) for group in _TO_DATE}
        content = QVBoxLayout()
        content.setSpacing(3 * GRID)
        for title, layout in (
            (WORDS[Title.PAIRS], self._pairs_layout()),
            (WORDS[Title.CHARGES_TO_DATE], self._charges_layout()),
            (WORDS[Title.ABOVE_THRESHOLD], self._necessity_layout()),
            (WORDS[Title.OTHER_PAYERS], self._purpose_layout()),
        ):
            group = QGroupBox(title, self)
            group.setLayout(layout)
            layout.setSpacing(2 * GRID)
            content.addWidget(group)
        content.addStretch(1)
        frame(self, WORDS[Title.CLAIM_STATEMENTS], content, _SIZE)
        worksheet.assessed.connect(self._follow)
        self._follow()

    def _service_pairs(self) -> tuple[ServicePair, ...]:
        return self._session.service_pairs()

    def _review(self, pair: BilledPair) -> None:
        ReviewDialog(self._session, self._session.question_of(pair), self).open()

    def _pairs_layout(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.addWidget(self._pairs)
        return layout

    def _charges_layout(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        for field in self._to_date.values():
            field.add_to(form)
        return form

    def _necessity_layout(self) -> QVBoxLayout:
        self._necessity = note("care above the threshold", "", self)
        question = self._session.question_of_threshold
        review = QPushButton(action_title(question()), self)
        press_where_focused(review)
        review.clicked.connect(lambda: ReviewDialog(self._session, question(), self).open())
        row = QHBoxLayout()
        row.addWidget(review)
        row.addStretch(1)
        layout = QVBoxLayout()
        layout.addWidget(self._necessity)
        layout.addLayout(row)
        return layout

    def _purpose_layout(self) -> QVBoxLayout:
        choice = Choice("Purpose of the care", _PURPOSES, self._session.draft.purpose, self)
        choice.setAccessibleDescription(_PURPOSE)
        choice.activated.connect(lambda: self._session.change(purpose=choice.currentData()))
        label = plain_label("P&urpose of the care", self)
        label.setBuddy(choice)
        layout = explained(choice, note("the purpose of the care", _PURPOSE, self))
        layout.insertWidget(0, label)
        return layout

    def _charges(self, group: Group) -> ReadField:
        name, field = GROUP_WORDS[group], _TO_DATE[group]
        amount = getattr(self._session.draft.patient, field)
        typed = shown(amount)
        return ReadField(name, f"&{name}", "", typed, read_dollars, self._charge(field), self)

    def _charge(self, field: str) -> Callable[[object], None]:
        def charge(value: object) -> None:
            self._session.allowed_to_date(**{field: value})

        return charge

    def _follow(self) -> None:
        """Say what the statements come to now."""
        self._pairs.follow(self._service_pairs())
        self._necessity.say(_necessity_said(self._session))
        assessment = self._session.outcome.assessment
        groups = {one.group: one for one in (assessment.thresholds if assessment else ())}
        limit = self._session.threshold
        for group, field in self._to_date.items():
            field.explain(_stands(groups.get(group), limit))


def _stands(group: GroupThreshold | None, limit: Decimal | None) -> str:
    """Return the threshold of the year, and how the visit compares with it."""
    if limit is None:
        return "No KX threshold is loaded for this year. Enter it in File > Yearly amounts."
    year = f"The threshold is {dollars(limit)}."
    if group is None or group.left is None:
        return f"{year} This visit isn't compared with it yet."
    today = "with this visit" if group.complete else "with what is known of this visit"
    side = "over" if group.left < 0 else "under"
    return (
        f"{year} Allowed this year {today}: {dollars(group.total)}. That's "
        f"{dollars(abs(group.left))} {side} the threshold."
    )


def _necessity_said(session: Session) -> str:
    """Return the answer about care above the threshold."""
    attested = session.draft.attested
    if attested.medically_necessary:
        return "Your answer: it is medically necessary. KX is on the lines over the threshold."
    if attested.advance_notice:
        return "Your answer: it isn't, and an ABN was signed before the service. GA is on it."
    if NO_NOTICE in map(attested.denial_of, session.question_of_threshold().codes):
        return "Your answer: it isn't, and no ABN was signed before the service."
    return "Not answered. Your answer decides whether KX, GA, or GZ is on lines over the threshold."
