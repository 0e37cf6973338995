"""A question that only whoever gave the care can answer: none of the answers is chosen before."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Answer, AnswerKind, Attest, Statement, listed
from quarterhour.entry import Session
from quarterhour.window.details.frame import frame
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title

_SIZE = (560, 380)
_QUESTIONS = {
    Statement.SEPARATE: (
        "Were {codes} provided separately, and does the note show it? No minute counts twice."
    ),
    Statement.NECESSARY: (
        "Above the yearly threshold: {codes}. Is this care medically necessary, and does the "
        "record support it?"
    ),
}
# Where no line is known to be above it.
_OPEN_QUESTION = (
    "Is care above the yearly threshold medically necessary, and does the record support it?"
)
_ANSWERS = {
    (Statement.SEPARATE, AnswerKind.YES): "Yes: {modifier}, {meaning}",
    (Statement.SEPARATE, AnswerKind.NO): "No, they were not provided separately",
    (Statement.NECESSARY, AnswerKind.YES): "Yes, it is medically necessary: {modifier} says so",
    (Statement.NECESSARY, AnswerKind.ABN): (
        "No, and the patient signed an ABN before the service: {modifier} says so"
    ),
    (Statement.NECESSARY, AnswerKind.NO): (
        "No, and no ABN was signed before the service: {modifier} says so"
    ),
}
_MEANINGS = {
    "59": "distinct, such as different 15-minute blocks",
    "XE": "a separate encounter on the same day",
    "XS": "a separate structure of the body",
    "XP": "a separate practitioner",
    "XU": "unusual, and does not overlap: different 15-minute blocks",
}
_KEPT = "The answer is kept with the visit, and can be changed."


class ReviewDialog(QDialog):
    """Asks a question of an attestation, and keeps the answer."""

    def __init__(self, session: Session, asked: Attest, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._answers = asked.answers
        self._group = QButtonGroup(self)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        named = listed(asked.codes) if asked.codes else ""
        text = _QUESTIONS[asked.statement].format(codes=named) if named else _OPEN_QUESTION
        question = plain_label(text, self)
        question.setWordWrap(True)
        content.addWidget(question)
        for at, answer in enumerate(asked.answers):
            button = QRadioButton(_title(asked.statement, answer), self)
            self._group.addButton(button, at)
            content.addWidget(button)
        content.addWidget(plain_label(_KEPT, self))
        content.addStretch(1)
        buttons = frame(self, WORDS[Title.REVIEW], content, _SIZE)
        self._keep = buttons.addButton("&Keep this answer", QDialogButtonBox.ButtonRole.AcceptRole)
        self._keep.setAutoDefault(False)  # no key answers before one is chosen
        self._keep.setEnabled(False)
        self._keep.clicked.connect(self._answer)
        self._group.idClicked.connect(lambda: self._keep.setEnabled(True))

    def _answer(self) -> None:
        self._session.change(attested=self._answers[self._group.checkedId()].attested)
        self.accept()


def _title(statement: Statement, answer: Answer) -> str:
    meaning = _MEANINGS.get(answer.modifier, "")
    return _ANSWERS[statement, answer.kind].format(modifier=answer.modifier, meaning=meaning)
