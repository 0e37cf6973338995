"""More about one service: time together, wound area, charge, the MAC's price, telehealth."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from quarterhour.entry import Row
from quarterhour.entry.amounts import read_area, read_dollars
from quarterhour.entry.minutes import read_minutes
from quarterhour.window.details.fields import ReadField, shown
from quarterhour.window.details.frame import explained, frame, note
from quarterhour.window.look import GRID
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_SIZE = (560, 400)
_TELEHEALTH = "The hints say whether and until when therapists may bill it so."


class _Entry(NamedTuple):
    """What is typed of a field of a row: how it is called, explained, read and shown."""

    field: str
    name: str
    label: str
    note: str
    read: Callable[[str], object]
    shown: Callable[[Row], str]


_ENTRIES = (
    _Entry(
        "together_minutes",
        "Minutes together",
        "Minutes to&gether",
        "Therapist and assistant with the patient at once: counts as the therapist\u2019s.",
        read_minutes,
        lambda row: str(row.together_minutes or ""),
    ),
    _Entry(
        "square_cm",
        "Wound area, square cm",
        "Wound &area, square cm",
        "The whole treated area, for codes counted by area.",
        read_area,
        lambda row: str(row.square_cm or ""),
    ),
    _Entry(
        "charge",
        "Charge",
        "&Charge",
        "What the practice charges for the row; Medicare allows the lesser amount.",
        read_dollars,
        lambda row: shown(row.charge),
    ),
    _Entry(
        "contractor_price",
        "MAC\u2019s price of one unit",
        "&MAC\u2019s price of one unit",
        "For a code that has no national price.",
        read_dollars,
        lambda row: shown(row.contractor_price),
    ),
)


class ServiceDialog(QDialog):
    """Edits a row; every change shows in the window at once.

    It follows its row where rows are moved, and closes where the row is gone.
    """

    def __init__(self, worksheet: Worksheet, at: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._at = at
        self._row = self._session.draft.rows[at]
        self._others = self._beside()
        self._fields = {entry: self._field(entry) for entry in _ENTRIES}
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        for field in self._fields.values():
            field.add_to(form)
        self._telehealth = QCheckBox("Given by &telehealth", self)
        self._telehealth.setChecked(bool(self._row.telehealth))
        self._telehealth.setAccessibleDescription(_TELEHEALTH)
        self._telehealth.clicked.connect(self._take_telehealth)
        # What a tick gives back: where the patient was, and whether it was by sound alone.
        self._remote: tuple[bool | str, bool] = (True, False)
        self._keep_remote()
        form.addRow("", explained(self._telehealth, note("telehealth", _TELEHEALTH, self)))
        content = QVBoxLayout()
        content.addLayout(form)
        content.addStretch(1)
        code = self._row.code.strip()
        if code:
            title = WORDS[Title.SERVICE_DETAILS].format(code)
        else:
            title = WORDS[Title.SERVICE_DETAILS_OF_ROW].format(at + 1)
        frame(self, title, content, _SIZE)
        worksheet.assessed.connect(self._follow)
        worksheet.opened.connect(self.reject)

    def _field(self, entry: _Entry) -> ReadField:
        def take(value: object) -> None:
            self._session.change_row(self._at, **{entry.field: value})

        text = entry.shown(self._row)
        return ReadField(entry.name, entry.label, entry.note, text, entry.read, take, self)

    def _take_telehealth(self, on: bool) -> None:
        telehealth, audio_only = self._remote if on else (False, False)
        self._session.change_row(self._at, telehealth=telehealth, audio_only=audio_only)

    def _keep_remote(self) -> None:
        if self._row.telehealth:
            self._remote = self._row.telehealth, self._row.audio_only

    def _follow(self) -> None:
        """Follow the row: it is where it was, changed, or where the same row is now."""
        before, rows = self._row, self._session.draft.rows
        at = next((at for at, row in enumerate(rows) if row is before), self._at)
        if at >= len(rows) or (rows[at] is not before and self._beside() != self._others):
            self.reject()
            return
        self._at, self._row = at, rows[at]
        self._others = self._beside()
        for entry, field in self._fields.items():
            if getattr(self._row, entry.field) != getattr(before, entry.field):
                field.show(entry.shown(self._row))
        self._telehealth.setChecked(bool(self._row.telehealth))
        self._keep_remote()

    def _beside(self) -> list[Row]:
        """Return the other rows in which something is typed, without the choice in a tie."""
        rows = self._session.draft.with_choice(()).rows
        return [row for at, row in enumerate(rows) if at != self._at and not row.blank]
