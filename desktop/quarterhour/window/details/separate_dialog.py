"""Stating that services of an NCCI pair were separate, which puts 59 on the claim."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from quarterhour.claims import BilledPair
from quarterhour.visit import SeparatePair
from quarterhour.window.details.fields import NOTE_WIDTH
from quarterhour.window.look import GRID
from quarterhour.window.look.notice import Notice
from quarterhour.window.worksheet import Worksheet

_SIZE = (560, 260)
_NONE = "No two services of this visit are a pair that may be stated to be separate."
_MEANING = (
    "State it only where the note shows separate times: different 15-minute blocks, none of them "
    "counted twice."
)


class SeparateDialog(QDialog):
    """Edits what is attested of the pairs; every change shows in the window at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self.setWindowTitle("Separate services")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assessment = worksheet.outcome.assessment
        pairs = [
            pair
            for pair in (assessment.pairs if assessment else ())
            if pair.edit.modifier_indicator == "1"
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        self._boxes = {self._box(pair): pair for pair in pairs}
        for box in self._boxes:
            layout.addWidget(box)
        meaning = Notice("What separate means", 2, self)
        meaning.resize(NOTE_WIDTH, 0)
        meaning.say(_MEANING if pairs else _NONE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(meaning)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.resize(*_SIZE)

    def _box(self, pair: BilledPair) -> QCheckBox:
        edit = pair.edit
        box = QCheckBox(f"{edit.column_1} and {edit.column_2} were separate", self)
        box.setAccessibleName(box.text())
        box.setChecked(bool(pair.modifier))
        box.toggled.connect(self._take)
        return box

    def _take(self) -> None:
        """Keep what is stated of other codes, and state what is checked here."""
        attested = self._worksheet.draft.attested
        here = {frozenset((p.edit.column_1, p.edit.column_2)) for p in self._boxes.values()}
        kept = [pair for pair in attested.separate if pair.codes not in here]
        stated = [
            SeparatePair(pair.edit.column_1, pair.edit.column_2)
            for box, pair in self._boxes.items()
            if box.isChecked()
        ]
        self._worksheet.change(attested=replace(attested, separate=(*kept, *stated)))
