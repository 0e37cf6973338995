"""What is confirmed of the claim: pairs of services, the purpose of care; and a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import BilledPair, Severity
from quarterhour.entry import Session
from quarterhour.reference import PairEdit
from quarterhour.statements import ServicePair
from quarterhour.window.details.fields import Choice, explained, frame, note
from quarterhour.window.details.review_dialog import ReviewDialog
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.plain import plain_label, tip
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_ONE = (
    "Answer yes only if the note shows the services were separate. Minutes can't count twice. Use "
    "one modifier per pair."
)
NO_PAIR = "No NCCI edits to review in this visit."
_REVIEW = "Review this pair\u2026"


class PairChoices(QWidget):
    """Lists the pairs with what is answered; `review` hears the pair whose question is wanted."""

    def __init__(
        self,
        pairs: Sequence[ServicePair],
        review: Callable[[BilledPair], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._about = note("separate services", _ONE if pairs else NO_PAIR, self)
        self._choices: list[PairChoice] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * GRID)
        self._layout.addWidget(self._about)
        self._list_anew(pairs)

    def follow(self, pairs: Sequence[ServicePair]) -> None:
        """Say what the pairs come to now; where they are others, list them anew."""
        if [choice.edits for choice in self._choices] != list(map(_edits, pairs)):
            self._about.say(_ONE if pairs else NO_PAIR)
            self._list_anew(pairs)
        for choice, pair in zip(self._choices, pairs, strict=True):
            choice.explain(pair)

    def _list_anew(self, pairs: Sequence[ServicePair]) -> None:
        for choice in self._choices:
            choice.setParent(None)
            choice.deleteLater()
        self._choices = [PairChoice(pair, partial(self._review, pair.pair), self) for pair in pairs]
        for choice in self._choices:
            self._layout.addWidget(choice)
            choice.show()


class PairChoice(QWidget):
    """Names a pair, says what is answered of it, and has the way to its question."""

    def __init__(
        self, pair: ServicePair, review: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edits = _edits(pair)
        names = f"{pair.column_1} and {pair.column_2}"
        title = plain_label(_title(pair), self)
        title.setWordWrap(True)
        title.setToolTip(tip(_columns(pair)))
        title.setAccessibleDescription(_columns(pair))
        self._about = note(names, "", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        layout.addWidget(self._about)
        if pair.pair.modifier_allowed:
            button = QPushButton(_REVIEW, self)
            button.setAccessibleName(f"{_REVIEW} {names}")
            press_where_focused(button)
            button.clicked.connect(lambda _clicked: review())
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            layout.addLayout(row)
        self.explain(pair)

    def explain(self, pair: ServicePair) -> None:
        """Say what is answered of the pair and what it comes to now."""
        self._about.say(_comes_to(pair))


def _edits(pair: ServicePair) -> tuple[PairEdit, ...]:
    return tuple(each.edit for each in pair.edits)


def _title(pair: ServicePair) -> str:
    names = f"{pair.column_1} with {pair.column_2}"
    return f"{names}: were they separate?" if pair.pair.modifier_allowed else names


def _columns(pair: ServicePair) -> str:
    """Return how CMS lists the pair, for who looks it up."""
    return f"{pair.column_1} (column 1), {pair.column_2} (column 2); {pair.pair.edit.release}"


def _comes_to(pair: ServicePair) -> str:
    two = pair.column_2
    if pair.pair.never:
        return f"Never paid together; no modifier changes that. {two} isn't in the amounts."
    if not pair.pair.denied and not pair.pair.marked:
        both = "Both are counted because two disciplines provided them."
        if not pair.pair.modifier_allowed:
            return f"{both} Check with your MAC."
        return f"{both} If your MAC wants it marked, use XP or 59."
    if pair.pair.answered_no:
        return f"Your answer: they were not provided separately. {two} is denied."
    if not pair.pair.modifier:
        return (
            f"Not answered. Medicare will deny {two} unless they were separate and the note shows "
            "it. It isn't in the amounts."
        )
    if not pair.marked:
        return f"{two} gets {pair.pair.modifier} once its other pairs are answered too."
    return f"{pair.marked} is on {two}. The note must show that they were separate."


_SIZE = (660, 520)
_PURPOSE = "Some commercial payers require 96 or 97. Medicare doesn't."
_PURPOSES = {
    "": "None",
    "habilitative": "Habilitative (96): learning a skill for the first time",
    "rehabilitative": "Rehabilitative (97): regaining a lost skill",
}


class StatementsDialog(QDialog):
    """Edits what is attested; every change shows at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._pairs = PairChoices(self._service_pairs(), self._review, self)
        content = QVBoxLayout()
        content.setSpacing(3 * GRID)
        for title, layout in (
            (WORDS[Title.PAIRS], self._pairs_layout()),
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

    def _purpose_layout(self) -> QVBoxLayout:
        choice = Choice("Modifier 96 or 97", _PURPOSES, self._session.draft.purpose, self)
        choice.setAccessibleDescription(_PURPOSE)
        choice.activated.connect(lambda: self._session.change(purpose=choice.currentData()))
        label = plain_label("&Modifier 96 or 97", self)
        label.setBuddy(choice)
        layout = explained(choice, note("modifier 96 or 97", _PURPOSE, self))
        layout.insertWidget(0, label)
        return layout

    def _follow(self) -> None:
        """Say what the answers come to now."""
        self._pairs.follow(self._service_pairs())


_LABEL_SIZE = (480, 220)
_MOST = 120
_NO_NAME = (
    "Don't enter names, birth dates, or record numbers. Anyone who has the file can read this "
    "label."
)
_USE = (
    "For your own reference, such as \u201cafternoon, knee\u201d. It's never printed or exported."
)


class LabelDialog(QDialog):
    """Edits the label, which is optional; every change is a step that can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        field = QLineEdit(session.draft.label, self)
        field.setMaxLength(max(_MOST, len(session.draft.label)))
        field.setAccessibleName(WORDS[Title.VISIT_LABEL])
        field.setAccessibleDescription(f"{_NO_NAME} {_USE}")
        field.textEdited.connect(lambda text: session.change(label=text))
        label = plain_label("Private &label", self)
        label.setBuddy(field)
        warning = note("names in the label", _NO_NAME, self)
        warning.say(_NO_NAME, Severity.WARNING)
        content = QVBoxLayout()
        content.setSpacing(GRID)
        content.addWidget(label)
        content.addLayout(explained(field, warning, note("the label", _USE, self)))
        content.addStretch(1)
        frame(self, WORDS[Title.VISIT_LABEL], content, _LABEL_SIZE)
        field.setFocus()
