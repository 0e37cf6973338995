"""A question that only whoever provided the care can answer: no answer is chosen before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Answer, AnswerKind, Attest, Statement, listed
from quarterhour.entry import Session
from quarterhour.units import minutes_text
from quarterhour.window.details.fields import frame
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title

_SIZE = (560, 320)
_QUESTIONS = {
    Statement.SEPARATE: (
        "Were {codes} provided separately, and does the note show it? Do not count the same "
        "minutes twice."
    ),
    Statement.NECESSARY: (
        "Over the KX threshold: {codes}. Is this care medically necessary, and does the record "
        "support it?"
    ),
    Statement.SAME_MINUTES: (
        "Did {disciplines} treat the patient at the same time for {minutes} of {codes}?"
    ),
    Statement.NOTICE: "Medicare is expected to deny {codes}. Did the patient sign an ABN?",
}
# Where no line is known to be over it.
_OPEN_QUESTION = (
    "Is care over the KX threshold medically necessary, and does the record support it?"
)
_ANSWERS = {
    (Statement.SEPARATE, AnswerKind.YES): "Yes: {modifier}, {meaning}",
    (Statement.SEPARATE, AnswerKind.NO): "No, they were not provided separately",
    (Statement.NECESSARY, AnswerKind.YES): "Yes, it is medically necessary ({modifier})",
    (Statement.NECESSARY, AnswerKind.ABN): (
        "No, and the patient signed an ABN before the service ({modifier})"
    ),
    (Statement.NECESSARY, AnswerKind.NO): (
        "No, and no ABN was signed before the service ({modifier})"
    ),
    (Statement.SAME_MINUTES, AnswerKind.YES): "Yes, and {billed_by} bills these minutes{instead}",
    (
        Statement.SAME_MINUTES,
        AnswerKind.NO,
    ): "No, they treated at different times, or the minutes are already split",
    (Statement.NOTICE, AnswerKind.YES): "Yes, before the service ({modifier})",
    (Statement.NOTICE, AnswerKind.NO): "No ABN was signed before the service ({modifier})",
    (Statement.NOTICE, AnswerKind.EXCLUDED): (
        "None is needed: the law excludes the service from Medicare ({modifier})"
    ),
}
_ABOUT = {
    Statement.NOTICE: (
        "GY is for what the law excludes from Medicare. Check with your MAC before you use it."
    ),
    Statement.SAME_MINUTES: (
        "Part B pays minutes once. If the two split the minutes, enter for each discipline those "
        "it bills, and answer No."
    ),
}
_MEANINGS = {
    "59": "distinct services, such as different 15-minute blocks",
    "XE": "a separate encounter on the same day",
    "XS": "a separate structure of the body",
    "XP": "a separate practitioner",
    "XU": "it does not overlap the usual parts of the other service",
}
_KEPT = "The answer is kept with the visit. You can change it or take it back here."


class ReviewDialog(QDialog):
    """Asks a question of an attestation, and keeps the answer.

    No answer is chosen before, but the one that was kept; that one can be taken back.
    """

    def __init__(self, session: Session, asked: Attest, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = asked
        self._group = QButtonGroup(self)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        content.addWidget(_paragraph(_question(asked), self))
        for at, answer in enumerate(asked.answers):
            button = QRadioButton(_title(asked, answer), self)
            button.setChecked(answer == asked.kept)
            self._group.addButton(button, at)
            content.addWidget(button)
        for text in filter(None, (_ABOUT.get(asked.statement), _KEPT)):
            content.addWidget(_paragraph(text, self))
        content.addStretch(1)
        buttons = frame(self, WORDS[Title.REVIEW], content, _SIZE)
        self._keep = buttons.addButton("&Keep this answer", QDialogButtonBox.ButtonRole.AcceptRole)
        press_where_focused(self._keep)  # no key answers before one is chosen
        self._keep.setEnabled(False)
        self._keep.clicked.connect(self._answer)
        # Not where one is clicked: assistive technology checks one without a click.
        self._group.idToggled.connect(lambda: self._keep.setEnabled(True))
        at = asked.answers.index(asked.kept) if asked.kept is not None else 0
        self._group.button(at).setFocus(Qt.FocusReason.TabFocusReason)
        if asked.unanswered != session.draft.attested:
            back = buttons.addButton("&Take it back", QDialogButtonBox.ButtonRole.ResetRole)
            press_where_focused(back)
            back.clicked.connect(self._take_back)

    def changeEvent(self, event: QEvent) -> None:
        """Show from the beginning which answer the keyboard is at."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            # Afterward, since Qt hides that of a window that has just become the active one.
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self.update()

    def _answer(self) -> None:
        self._session.answer(self._asked.answers[self._group.checkedId()].attested)
        self.accept()

    def _take_back(self) -> None:
        self._session.answer(self._asked.unanswered)
        self.accept()


def _paragraph(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setWordWrap(True)
    return label


def _question(asked: Attest) -> str:
    if not asked.codes:
        return _OPEN_QUESTION
    return _QUESTIONS[asked.statement].format(
        codes=listed(asked.codes),
        disciplines=listed(asked.disciplines) if asked.disciplines else "",
        minutes=minutes_text(asked.minutes),
    )


def _title(asked: Attest, answer: Answer) -> str:
    others = [each for each in asked.disciplines if each != answer.billed_by]
    return _ANSWERS[asked.statement, answer.kind].format(
        modifier=answer.modifier,
        meaning=_MEANINGS.get(answer.modifier, ""),
        billed_by=answer.billed_by,
        instead=f" instead of {others[0]}'s {listed(answer.given_up)}" if answer.given_up else "",
    )
