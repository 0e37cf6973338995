"""How a service was provided: in person or by telehealth, where the patient was, without video."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from quarterhour.entry import Row
from quarterhour.window.details.frame import Choice, explained, note
from quarterhour.window.look.plain import plain_label

_IN_PERSON, _HOME, _ELSEWHERE = "", "home", "elsewhere"
_PLACES = {
    _IN_PERSON: "In person",
    _HOME: "Telehealth, patient at home",
    _ELSEWHERE: "Telehealth, patient elsewhere",
}
_TELEHEALTH = "To settle shows how long Medicare covers therapist telehealth."
_SOUND = "Adds 93, for a patient who can\u2019t or won\u2019t use video."


class TelehealthFields:
    """Lines of a form: a choice of three, and a tick that telehealth alone has.

    `changed` hears the fields of a row that become other ones. Whoever chooses telehealth again
    gets back how it was: as a document wrote it, and whether audio only.
    """

    def __init__(self, row: Row, changed: Callable[..., object], parent: QWidget) -> None:
        self._row = row
        self._changed = changed
        self._remote: dict[str, Any] = {"telehealth": _HOME, "audio_only": False}
        self._choice = Choice("Provided", _PLACES, _IN_PERSON, parent)
        self._choice.setAccessibleDescription(_TELEHEALTH)
        self._choice.activated.connect(self._choose)
        self._label = plain_label("&Provided", parent)
        self._label.setBuddy(self._choice)
        self._sound = QCheckBox("Audio only (no &video)", parent)
        self._sound.setAccessibleDescription(_SOUND)
        self._sound.clicked.connect(lambda on: self._changed(audio_only=on))
        self._notes = note("telehealth", _TELEHEALTH, parent), note("audio only", _SOUND, parent)
        self.follow(row)

    def add_to(self, form: QFormLayout) -> None:
        """Add the choice and the tick, each with what explains it, to a form."""
        about_telehealth, about_sound = self._notes
        form.addRow(self._label, explained(self._choice, about_telehealth))
        form.addRow("", explained(self._sound, about_sound))

    def follow(self, row: Row) -> None:
        """Show what a row has now."""
        self._row = row
        if row.telehealth:
            self._remote = {"telehealth": row.telehealth, "audio_only": row.audio_only}
        self._choice.setCurrentIndex(self._choice.findData(_place_of(row.telehealth)))
        self._sound.setEnabled(bool(row.telehealth))
        self._sound.setChecked(row.audio_only)

    def _choose(self) -> None:
        chosen = self._choice.currentData()
        if chosen == _place_of(self._row.telehealth):
            return  # true and home are the same place: it stays as it was written
        if chosen == _IN_PERSON:
            self._changed(telehealth=False, audio_only=False)
        elif chosen == _place_of(self._remote["telehealth"]):
            self._changed(**self._remote)
        else:
            self._changed(**{**self._remote, "telehealth": chosen})


def _place_of(telehealth: bool | str) -> str:
    """Return where the patient was; true is the older word for home."""
    return _HOME if telehealth is True else telehealth or _IN_PERSON
