"""More about one service: time together, wound area, charge, the MAC's price, telehealth."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from quarterhour.entry import Session
from quarterhour.entry.amounts import read_area, read_dollars
from quarterhour.entry.minutes import read_minutes
from quarterhour.window.details.fields import ReadField, shown
from quarterhour.window.details.frame import explained, frame, note
from quarterhour.window.look import GRID
from quarterhour.window.words import WORDS, Title

_SIZE = (560, 400)
_TELEHEALTH = "The hints say until when therapists may bill it so."


class ServiceDialog(QDialog):
    """Edits a row; every change shows in the window at once."""

    def __init__(self, session: Session, row: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        entered = session.draft.rows[row]
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        # Kept here, since a connection alone does not keep them.
        self._fields = (
            ReadField(
                "Minutes to&gether",
                "Therapist and assistant with the patient at once: counts as the therapist\u2019s.",
                str(entered.together_minutes or ""),
                read_minutes,
                lambda value: session.change_row(row, together_minutes=value),
                self,
            ),
            ReadField(
                "Wound &area, square cm",
                "The whole treated area, for codes counted by area.",
                str(entered.square_cm or ""),
                read_area,
                lambda value: session.change_row(row, square_cm=value),
                self,
            ),
            ReadField(
                "&Charge",
                "What the practice charges for the row; Medicare allows the lesser amount.",
                shown(entered.charge),
                read_dollars,
                lambda value: session.change_row(row, charge=value),
                self,
            ),
            ReadField(
                "&MAC\u2019s price of one unit",
                "For a code that has no national price.",
                shown(entered.contractor_price),
                read_dollars,
                lambda value: session.change_row(row, contractor_price=value),
                self,
            ),
        )
        for field in self._fields:
            field.add_to(form)
        telehealth = QCheckBox("Given by &telehealth (adds 95)", self)
        telehealth.setChecked(bool(entered.telehealth))
        telehealth.setAccessibleDescription(_TELEHEALTH)
        telehealth.toggled.connect(
            lambda on: session.change_row(row, telehealth="home" if on else "")
        )
        form.addRow("", explained(telehealth, note("telehealth", _TELEHEALTH, self)))
        content = QVBoxLayout()
        content.addLayout(form)
        content.addStretch(1)
        code = entered.code.strip()
        if code:
            title = WORDS[Title.SERVICE_DETAILS].format(code)
        else:
            title = WORDS[Title.SERVICE_DETAILS_OF_ROW].format(row + 1)
        frame(self, title, content, _SIZE)
