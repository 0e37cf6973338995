"""What is confirmed of the claim: pairs of services, the purpose of care; and each question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Attest, BilledPair
from quarterhour.entry import Session
from quarterhour.entry.questions import (
    ABOUT_QUESTION,
    answer_text,
    pair_answered,
    pair_columns,
    pair_title,
    question_text,
)
from quarterhour.reference import PairEdit
from quarterhour.statements import ServicePair
from quarterhour.window.details import Choice, explained, frame, in_a_row, note, stacked, titled
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import RadioButton, acting_button, plain_button
from quarterhour.window.look.text import paragraph, tip
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_REVIEW_SIZE = (560, 320)
_KEPT = "The answer is kept with the visit. You can change it or take it back here."


class ReviewDialog(QDialog):
    """Asks what only whoever provided the care can answer, and keeps the answer.

    No answer is chosen before, but the one that was kept; that one can be taken back.
    """

    def __init__(self, session: Session, asked: Attest, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = asked
        self._group = QButtonGroup(self)
        parts: list[QWidget] = [paragraph(question_text(asked), self)]
        for at, answer in enumerate(asked.answers):
            button = RadioButton(answer_text(asked, answer), self)
            button.setChecked(answer == asked.kept)
            self._group.addButton(button, at)
            parts.append(button)
        for text in filter(None, (ABOUT_QUESTION.get(asked.statement), _KEPT)):
            parts.append(paragraph(text, self))
        buttons = frame(self, WORDS[Title.REVIEW], stacked(*parts), _REVIEW_SIZE)
        # No key answers before an answer is chosen.
        keep = acting_button("&Keep this answer", self._answer, self)
        keep.setEnabled(False)
        buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        # Not where one is clicked: assistive technology checks one without a click.
        self._group.idToggled.connect(lambda: keep.setEnabled(True))
        at = asked.answers.index(asked.kept) if asked.kept is not None else 0
        self._group.button(at).setFocus(Qt.FocusReason.TabFocusReason)
        if asked.unanswered != session.draft.attested:
            back = acting_button("&Take it back", self._take_back, self)
            buttons.addButton(back, QDialogButtonBox.ButtonRole.ResetRole)

    def _answer(self) -> None:
        self._session.answer(self._asked.answers[self._group.checkedId()].attested)
        self.accept()

    def _take_back(self) -> None:
        self._session.answer(self._asked.unanswered)
        self.accept()


_ONE = (
    "Answer yes only if the note shows the services were separate. Minutes can't count twice. Use "
    "one modifier per pair."
)
NO_PAIR = "No NCCI edits to review in this visit."
_REVIEW = "Review this pair\u2026"
_SIZE = (660, 520)
_PURPOSE = "Some commercial payers require 96 or 97. Medicare doesn't."
_PURPOSES = {
    "": "None",
    "habilitative": "Habilitative (96): learning a skill for the first time",
    "rehabilitative": "Rehabilitative (97): regaining a lost skill",
}


class StatementsDialog(QDialog):
    """Lists the pairs with what is answered, and edits the purpose; every change shows at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._about_pairs = note("separate services", "", self)
        self._choices: list[PairChoice] = []
        pairs = QGroupBox(WORDS[Title.PAIRS], self)
        self._pairs = QVBoxLayout(pairs)
        self._pairs.setSpacing(2 * GRID)
        self._pairs.addWidget(self._about_pairs)
        self._follow()  # first, for Tab comes to the pairs first
        other = QGroupBox(WORDS[Title.OTHER_PAYERS], self)
        other.setLayout(self._purpose_layout())
        content = stacked(pairs, other, spacing=3 * GRID)
        frame(self, WORDS[Title.CLAIM_STATEMENTS], content, _SIZE)
        worksheet.assessed.connect(self._follow)

    def _purpose_layout(self) -> QVBoxLayout:
        choice = Choice("Modifier 96 or 97", _PURPOSES, self._session.draft.purpose, self)
        choice.setAccessibleDescription(_PURPOSE)
        choice.activated.connect(lambda: self._session.change(purpose=choice.currentData()))
        layout = explained(choice, note("modifier 96 or 97", _PURPOSE, self))
        layout.setSpacing(2 * GRID)
        layout.insertWidget(0, titled("&Modifier 96 or 97", choice))
        return layout

    def _review(self, pair: BilledPair) -> None:
        ReviewDialog(self._session, self._session.question_of(pair), self).open()

    def _follow(self) -> None:
        """Say what the answers come to now; where the pairs are others, list them anew."""
        pairs = self._session.service_pairs()
        self._about_pairs.say(_ONE if pairs else NO_PAIR)
        if [choice.edits for choice in self._choices] != list(map(_edits, pairs)):
            for choice in self._choices:
                choice.setParent(None)
                choice.deleteLater()
            self._choices = [PairChoice(each, partial(self._review, each.pair)) for each in pairs]
            for choice in self._choices:
                self._pairs.addWidget(choice)
        for choice, pair in zip(self._choices, pairs, strict=True):
            choice.about.say(pair_answered(pair))


class PairChoice(QWidget):
    """A pair of services, what was answered about it, and the button that asks again."""

    def __init__(self, pair: ServicePair, review: Callable[[], object]) -> None:
        super().__init__()
        self.edits = _edits(pair)
        names = f"{pair.column_1} and {pair.column_2}"
        title = paragraph(pair_title(pair), self)
        title.setToolTip(tip(pair_columns(pair)))
        title.setAccessibleDescription(pair_columns(pair))
        self.about = note(names, pair_answered(pair), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        layout.addWidget(self.about)
        if pair.pair.modifier_allowed:
            button = plain_button(_REVIEW, f"{_REVIEW} {names}", self)
            button.clicked.connect(lambda _clicked: review())
            layout.addLayout(in_a_row(button, None))


def _edits(pair: ServicePair) -> tuple[PairEdit, ...]:
    return tuple(each.edit for each in pair.edits)
