"""The patient's year: what is left of the deductible, what was allowed so far, KX and ABN."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quarterhour.claims import (
    GROUP_WORDS,
    NO_NOTICE,
    Group,
    GroupThreshold,
    Severity,
    action_title,
)
from quarterhour.entry import Session
from quarterhour.entry.about_visit import about_deductible
from quarterhour.entry.amounts import read_dollars
from quarterhour.fees import dollars
from quarterhour.window.details.fields import ReadField, frame, note, shown
from quarterhour.window.details.review_dialog import ReviewDialog
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_SIZE = (520, 420)
_DEDUCTIBLE = "Deductible left"
_SO_FAR = "Allowed so far, {}"
_TO_DATE = {Group.PT_SLP: "pt_slp_to_date", Group.OT: "ot_to_date"}


class PatientYearDialog(QDialog):
    """Edits the amounts of the patient's year; every change shows at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        # As it is typed: what cannot be read stays, and is told here and in the window.
        self._deductible = ReadField(
            *(_DEDUCTIBLE, f"&{_DEDUCTIBLE}", "", self._session.draft.deductible),
            *(str, lambda text: self._session.change(deductible=text), self),
        )
        self._to_date = {group: self._charges(group) for group in _TO_DATE}
        content = QVBoxLayout()
        content.setSpacing(3 * GRID)
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        for field in (self._deductible, *self._to_date.values()):
            field.add_to(form)
        content.addLayout(form)
        content.addLayout(self._necessity_layout())
        content.addStretch(1)
        frame(self, WORDS[Title.PATIENT_YEAR], content, _SIZE)
        worksheet.assessed.connect(self._follow)
        worksheet.stepped.connect(self._fill)
        worksheet.replaced.connect(self._fill)
        self._follow()
        QTimer.singleShot(0, self._deductible.edit, self._deductible.edit.selectAll)

    def _necessity_layout(self) -> QVBoxLayout:
        self._necessity = note("care over the KX threshold", "", self)
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

    def _charges(self, group: Group) -> ReadField:
        name, field = _SO_FAR.format(GROUP_WORDS[group]), _TO_DATE[group]
        letter = name.replace("Allowed so far, ", "Allowed so far, &")
        typed = shown(getattr(self._session.draft.patient, field))
        charge = self._charge(field)
        return ReadField(name, letter, "", typed, read_dollars, charge, self, lambda: charge(None))

    def _charge(self, field: str) -> Callable[[object], None]:
        def charge(value: object) -> None:
            self._session.allowed_to_date(**{field: value})

        return charge

    def _fill(self) -> None:
        """Show what an undone step left."""
        if self._deductible.edit.text() != self._session.draft.deductible:
            self._deductible.edit.setText(self._session.draft.deductible)

    def _follow(self) -> None:
        """Say what the amounts come to now."""
        sentence, mistaken = about_deductible(self._session.outcome)
        self._deductible.notice.say(sentence, Severity.ACTION if mistaken else None)
        self._deductible.edit.setAccessibleDescription(sentence)
        self._necessity.say(_necessity_said(self._session))
        assessment = self._session.outcome.assessment
        groups = {one.group: one for one in (assessment.thresholds if assessment else ())}
        limit = self._session.threshold
        for group, field in self._to_date.items():
            field.explain(_stands(groups.get(group), limit))


def _stands(group: GroupThreshold | None, limit: Decimal | None) -> str:
    """Return the KX threshold, and how the visit compares with it."""
    if limit is None:
        return "No KX threshold is loaded for this year. Enter it in File > Yearly amounts."
    year = f"The KX threshold is {dollars(limit)}."
    if group is None or group.left is None:
        return f"{year} This visit isn't compared with it yet."
    today = "with this visit" if group.complete else "with what is known of this visit"
    side = "over" if group.left < 0 else "under"
    return (
        f"{year} Allowed this year {today}: {dollars(group.total)}. That's "
        f"{dollars(abs(group.left))} {side} the threshold."
    )


def _necessity_said(session: Session) -> str:
    """Return the answer about care over the KX threshold."""
    attested = session.draft.attested
    if attested.medically_necessary:
        return "Your answer: it is medically necessary. KX is on the lines over the threshold."
    if attested.advance_notice:
        return "Your answer: it isn't, and an ABN was signed before the service. GA is on it."
    if NO_NOTICE in map(attested.denial_of, session.question_of_threshold().codes):
        return "Your answer: it isn't, and no ABN was signed before the service."
    return "Not answered. Your answer decides whether KX, GA, or GZ is on lines over the threshold."
