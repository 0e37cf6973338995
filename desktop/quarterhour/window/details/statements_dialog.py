"""What the therapist confirms of the claim: separate services, and habilitative care."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGroupBox, QVBoxLayout, QWidget

from quarterhour.claims import BilledPair
from quarterhour.statements import ServicePair
from quarterhour.window.details.frame import Choice, explained, frame, note
from quarterhour.window.details.pair_choice import PairChoices
from quarterhour.window.details.review_dialog import ReviewDialog
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

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
