"""How the practice takes part in Medicare: it decides the fee and who pays whom."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from quarterhour.window.details.fields import NOTE_WIDTH
from quarterhour.window.look import GRID
from quarterhour.window.look.notice import Notice
from quarterhour.window.worksheet import Worksheet

_SIZE = (560, 280)


class PracticeDialog(QDialog):
    """Edits the provider of the visit; every change shows in the window at once."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        provider = worksheet.draft.provider
        self.setWindowTitle("Practice and Medicare")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._participating = QCheckBox("&Participates in Medicare", self)
        self._participating.setChecked(provider.participating)
        self._assignment = QCheckBox("Accepts &assignment for this visit", self)
        self._assignment.setChecked(provider.accepts_assignment)
        self._qualifying = QCheckBox("&Qualifying APM participant", self)
        self._qualifying.setChecked(provider.qualifying_apm)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(2 * GRID)
        for box, note in (
            (self._participating, "If not, the fee schedule pays 95 %."),
            (
                self._assignment,
                "Without it the patient may owe up to the limiting charge, and Medicare pays the "
                "patient.",
            ),
            (self._qualifying, "From 2026 such practices have a conversion factor of their own."),
        ):
            explained = Notice(f"About {box.text().replace('&', '').lower()}", 2, self)
            explained.resize(NOTE_WIDTH, 0)
            explained.say(note)
            box.setAccessibleDescription(note)
            box.toggled.connect(self._take)
            layout.addWidget(box)
            layout.addWidget(explained)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self._follow()
        self.resize(*_SIZE)

    def _take(self) -> None:
        self._follow()
        provider = replace(
            self._worksheet.draft.provider,
            participating=self._participating.isChecked(),
            accepts_assignment=self._assignment.isChecked(),
            qualifying_apm=self._qualifying.isChecked(),
        )
        self._worksheet.change(provider=provider)

    def _follow(self) -> None:
        """Assignment is a question only for a practice that does not participate."""
        self._assignment.setEnabled(not self._participating.isChecked())
