"""The label of a visit: a few words to tell it from others, and no name."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from quarterhour.claims import Severity
from quarterhour.entry import Session
from quarterhour.window.details.frame import explained, frame, note
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title

_SIZE = (480, 220)
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
        frame(self, WORDS[Title.VISIT_LABEL], content, _SIZE)
        field.setFocus()
