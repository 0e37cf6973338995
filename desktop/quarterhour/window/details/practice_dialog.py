"""How the practice bills, for the visit in the window and for those to come."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from quarterhour.entry import Session
from quarterhour.window.details.frame import frame, note
from quarterhour.window.details.practice_form import PracticeForm
from quarterhour.window.look import GRID
from quarterhour.window.words import WORDS, Title

_SIZE = (600, 470)


class PracticeDialog(QDialog):
    """Edits the provider; every change shows in the window at once and is kept for new visits."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = PracticeForm(session.draft.provider, self)
        form.changed.connect(session.change_practice)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        content.addWidget(note("this dialog", "What is set here is kept for new visits.", self))
        content.addWidget(form)
        content.addStretch(1)
        frame(self, WORDS[Title.PRACTICE], content, _SIZE)
