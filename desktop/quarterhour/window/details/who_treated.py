"""Who treated in a service of a day, and when: people by their marks, never by a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from quarterhour.day import Person
from quarterhour.entry import Row
from quarterhour.entry.minutes import read_times
from quarterhour.entry.row_times import times_typed, with_times
from quarterhour.window.details.fields import Choice, ReadField, note
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label

_ROLES = {
    "PT": "physical therapist",
    "PTA": "PT assistant",
    "OT": "occupational therapist",
    "OTA": "OT assistant",
    "SLP": "speech-language pathologist",
    "SLPA": "SLP assistant",
    "student": "student",
    "aide": "aide",
}
_NOBODY = "Not entered"
_UNKNOWN = "not one of the people"
_ABOUT = (
    "Check everyone who treated in these minutes: a second clinician, an assistant, or a student, "
    "too. Students and aides bill nothing of their own."
)
_TIMES = "Such as 9:05-9:28; commas part several. They take the place of the minutes."
_ATTENDED = "For a supervised modality: when someone attended, as to set it up, and who."


class WhoTreatedFields:
    """Lines of a form: a tick for each person in order of entry, times, and who attended when.

    `changed` hears the fields of a row that become other ones, `treated` the mark of a person and
    whether the person treated.
    """

    def __init__(
        self,
        people: Sequence[Person],
        row: Row,
        changed: Callable[..., object],
        treated: Callable[[str, bool], object],
        parent: QWidget,
    ) -> None:
        self._row = row
        self._changed = changed
        self._treated = treated
        self._following = False
        roles = {person.id: _ROLES[person.role] for person in people}
        # Someone who was removed from the people can still be taken out of the row.
        marks = dict.fromkeys((*roles, *row.by, *filter(None, [row.attended_by])))
        named = {mark: f"{mark}, {roles.get(mark, _UNKNOWN)}" for mark in marks}
        self._ticks = QWidget(parent)
        self._boxes = {mark: QCheckBox(text, self._ticks) for mark, text in named.items()}
        for mark, box in self._boxes.items():
            box.setAccessibleDescription(f"Who treated. {_ABOUT}")
            box.checkStateChanged.connect(partial(self._take, mark))
        self._about = note("who treated", _ABOUT, parent)
        self._label = plain_label("&Who treated", parent)
        # The letter of a box's own label would check it; that of them all only goes there.
        self._ticks.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._ticks.setFocusProxy(next(iter(self._boxes.values())))
        self._label.setBuddy(self._ticks)
        self._times = _times_field(
            ("Times", "T&imes", _TIMES), _times_of(row), self._take_times, parent
        )
        self._attended = _times_field(
            ("Attended", "Atten&ded", _ATTENDED),
            row.attended,
            lambda times: self._changed(attended=times),
            parent,
        )
        self._attended_by = Choice("Attended by", {"": _NOBODY, **named}, row.attended_by, parent)
        self._attended_by.activated.connect(
            lambda: self._changed(attended_by=self._attended_by.currentData())
        )
        self._by_label = plain_label("Attended &by", parent)
        self._by_label.setBuddy(self._attended_by)
        self.follow(row, [row])

    def add_to(self, form: QFormLayout) -> None:
        """Add the lines to a form."""
        ticks = QVBoxLayout(self._ticks)
        ticks.setContentsMargins(0, 0, 0, 0)
        ticks.setSpacing(GRID)
        for box in self._boxes.values():
            ticks.addWidget(box)
        ticks.addWidget(self._about)
        form.addRow(self._label, self._ticks)
        self._times.add_to(form)
        self._attended.add_to(form)
        form.addRow(self._by_label, self._attended_by)

    def follow(self, row: Row, rows: Sequence[Row]) -> None:
        """Show what a row has now, and who treated in all of several rows or in some."""
        self._row = row
        self._following = True
        for mark, box in self._boxes.items():
            named = [mark in each.by for each in rows]
            box.setTristate(any(named) and not all(named))
            box.setCheckState(
                Qt.CheckState.PartiallyChecked
                if box.isTristate()
                else Qt.CheckState.Checked
                if all(named)
                else Qt.CheckState.Unchecked
            )
        self._following = False
        self._times.show(", ".join(_times_of(row)))
        self._attended.show(", ".join(row.attended))
        self._attended_by.setCurrentIndex(self._attended_by.findData(row.attended_by))

    def _take(self, mark: str, state: Qt.CheckState) -> None:
        """Take a tick that someone set, not one that follows the row."""
        if not self._following:
            self._treated(mark, state is not Qt.CheckState.Unchecked)

    def _take_times(self, times: tuple[str, ...]) -> None:
        if times != _times_of(self._row):
            self._changed(**with_times(self._row, times))


def _times_field(
    words: tuple[str, str, str],
    times: Sequence[str],
    taken: Callable[..., object],
    parent: QWidget,
) -> ReadField:
    name, label, about = words
    return ReadField(name, label, about, ", ".join(times), read_times, taken, parent)


def _times_of(row: Row) -> tuple[str, ...]:
    """Return the times of a row, also those that are typed as its minutes."""
    try:
        return times_typed(row, audited=True) or row.times
    except ValueError:
        return row.times
