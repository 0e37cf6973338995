"""More about one service: who treated, time together, count, area, charge, the MAC price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from quarterhour.day import Person
from quarterhour.entry import Row, RowOutcome
from quarterhour.entry.amounts import read_area, read_count, read_dollars
from quarterhour.entry.minutes import read_minutes, read_times
from quarterhour.entry.row_times import times_typed, with_times
from quarterhour.fees import dollars
from quarterhour.units import Measure
from quarterhour.window.details import (
    Choice,
    ReadField,
    ReadingDialog,
    add_field,
    explained,
    frame,
    note,
    shown,
    stacked,
    titled,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import CheckBox
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

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
_WHO = (
    "Check everyone who treated in these minutes: a second clinician, an assistant, or a student, "
    "too. Students and aides bill nothing of their own."
)
_TIMES = "Such as 9:05-9:28, 9:40-9:50. Times take the place of the minutes."
_ATTENDED = (
    "For a supervised modality: when someone was with the patient, such as 9:05-9:08, and who."
)


class WhoTreatedFields:
    """Lines of a form: a tick for each person in order of entry, times, and who attended when.

    People are named by their marks. `changed` hears the fields of a row that become other ones,
    `treated` the mark of a person and whether the person treated.
    """

    def __init__(
        self,
        form: QFormLayout,
        people: Sequence[Person],
        row: Row,
        changed: Callable[..., object],
        treated: Callable[[str, bool], object],
        parent: QWidget,
    ) -> None:
        self._row = row
        self._changed = changed
        self._treated = treated
        roles = {person.id: _ROLES[person.role] for person in people}
        # Someone who was removed from the people can still be taken out of the row.
        marks = dict.fromkeys((*roles, *row.by, *filter(None, [row.attended_by])))
        named = {mark: f"{mark}, {roles.get(mark, _UNKNOWN)}" for mark in marks}
        ticks = QWidget(parent)
        self._boxes = {mark: CheckBox(text, ticks) for mark, text in named.items()}
        below = QVBoxLayout(ticks)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GRID)
        for mark, box in self._boxes.items():
            box.setAccessibleDescription(f"Who treated. {_WHO}")
            # Not `clicked`: assistive technology checks a box without a click.
            box.checkStateChanged.connect(partial(self._take, mark))
            below.addWidget(box)
        below.addWidget(note("who treated", _WHO, parent))
        # The letter of a box's own label would check it; that of them all only goes there.
        ticks.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        ticks.setFocusProxy(next(iter(self._boxes.values())))
        form.addRow(titled("&Who treated", ticks), ticks)
        self._times = ReadField(
            "T&imes",
            _TIMES,
            ", ".join(_times_of(row)),
            read_times,
            self._take_times,
            parent,
            lambda: self._keeping("therapist", "assistant", "times"),
        )
        self._times.add_to(form)
        self._attended = ReadField(
            "Atten&ded",
            _ATTENDED,
            ", ".join(row.attended),
            read_times,
            lambda times: changed(attended=times),
            parent,
            lambda: self._keeping("attended"),
        )
        self._attended.add_to(form)
        self._attended_by = Choice("Attended by", {"": _NOBODY, **named}, row.attended_by, parent)
        self._attended_by.activated.connect(
            lambda: changed(attended_by=self._attended_by.currentData())
        )
        form.addRow(titled("Attended &by", self._attended_by), self._attended_by)
        self.follow(row, [row])

    def follow(self, row: Row, rows: Sequence[Row]) -> None:
        """Show what a row has now, and who treated in all of several rows or in some."""
        self._row = row
        for mark, box in self._boxes.items():
            treated = {mark in each.by for each in rows}
            with QSignalBlocker(box):  # only a tick that someone sets is told
                box.setTristate(len(treated) > 1)
                if box.isTristate():
                    box.setCheckState(Qt.CheckState.PartiallyChecked)
                else:
                    box.setChecked(True in treated)
        self._times.show(", ".join(_times_of(row)))
        self._attended.show(", ".join(row.attended))
        self._attended_by.setCurrentIndex(self._attended_by.findData(row.attended_by))

    @property
    def fields(self) -> list[ReadField[Any]]:
        """Its texts."""
        return [self._times, self._attended]

    def _keeping(self, *names: str) -> Callable[[], object]:
        """Return what puts back some fields of the row as they are now."""
        return partial(self._changed, **{name: getattr(self._row, name) for name in names})

    def _take(self, mark: str, state: Qt.CheckState) -> None:
        self._treated(mark, state is not Qt.CheckState.Unchecked)

    def _take_times(self, times: tuple[str, ...]) -> None:
        if times != _times_of(self._row):
            self._changed(**with_times(self._row, times))


def _times_of(row: Row) -> tuple[str, ...]:
    """Return the times of a row, also those that are typed as its minutes."""
    try:
        return times_typed(row, audited=True) or row.times
    except ValueError:
        return row.times


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

    def __init__(
        self, form: QFormLayout, row: Row, changed: Callable[..., object], parent: QWidget
    ) -> None:
        self._row = row
        self._changed = changed
        self._remote: dict[str, Any] = {"telehealth": _HOME, "audio_only": False}
        self._choice = Choice("Provided", _PLACES, _IN_PERSON, parent)
        self._choice.setAccessibleDescription(_TELEHEALTH)
        self._choice.activated.connect(self._choose)
        add_field(form, "&Provided", self._choice, note("telehealth", _TELEHEALTH, parent))
        self._sound = CheckBox("Audio only (no &video)", parent)
        self._sound.setAccessibleDescription(_SOUND)
        self._sound.toggled.connect(self._take_sound)
        form.addRow("", explained(self._sound, note("audio only", _SOUND, parent)))
        self.follow(row)

    def follow(self, row: Row) -> None:
        """Show what a row has now."""
        self._row = row
        if row.telehealth:
            self._remote = {"telehealth": row.telehealth, "audio_only": row.audio_only}
        self._choice.setCurrentIndex(self._choice.findData(_place_of(row.telehealth)))
        self._sound.setEnabled(bool(row.telehealth))
        self._sound.setChecked(row.audio_only)

    def _take_sound(self, on: bool) -> None:
        if on is not self._row.audio_only:
            self._changed(audio_only=on)

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


_SIZE = (600, 560)
# What is counted of a service, by the name of its timing.
COUNTED = {
    "section": "Extremities and trunk sections measured, one unit each. If empty, it's 1.",
    "applied": "Number applied today, one unit each. If empty, it's 1.",
}
# What a charge is that the price list fills.
FILLED = "{} from your price list. Enter another charge for this row to replace it."
_OF_ROWS = "Who treated applies to {count} rows. Everything else here is for row {row} alone."
_ALONE = "These details are for row {row} alone."


class _Entry(NamedTuple):
    """What is typed of a field of a row: how it is called, explained, read and shown.

    Where it has a measure, it is typed for codes that are counted by it.
    """

    field: str
    label: str
    note: str
    read: Callable[[str], object]
    shown: Callable[[Row], str]
    measure: Measure | None = None


_TOGETHER = _Entry(
    "together_minutes",
    "Therapist and assistant to&gether",
    "Minutes that both treat the same patient at the same time. Counts as therapist time.",
    read_minutes,
    lambda row: str(row.together_minutes or ""),
)
_COUNT = _Entry(
    "count",
    "C&ount",
    "For codes billed by count, such as 95851 and 29130.",
    read_count,
    lambda row: "" if row.count == 1 else str(row.count),
    Measure.COUNT,
)
_AREA = _Entry(
    "square_cm",
    "Wound &area, square cm",
    "Total area treated, for 97597 and 97598.",
    read_area,
    lambda row: str(row.square_cm or ""),
    Measure.AREA,
)
_CHARGE = _Entry(
    "charge",
    "&Charge",
    "Your charge for this row. Medicare allows the lower of your charge and the fee.",
    read_dollars,
    lambda row: shown(row.charge),
)
_MAC_PRICE = _Entry(
    "contractor_price",
    "&MAC price per unit",
    "Only for codes without a national fee.",
    read_dollars,
    lambda row: shown(row.contractor_price),
)
_ENTRIES = (_TOGETHER, _COUNT, _AREA, _CHARGE, _MAC_PRICE)


class ServiceDialog(ReadingDialog):
    """Edits a row; every change shows in the window at once. Who treated is that of `others`, too.

    It follows its row where rows are moved, and closes where the row is gone.
    """

    def __init__(
        self,
        worksheet: Worksheet,
        at: int,
        parent: QWidget | None = None,
        others: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._at = at
        self._row = self._session.draft.rows[at]
        self._with_it = {each: self._session.draft.rows[each] for each in others}
        self._others = self._beside()
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        # Tab goes in the order in which things are made.
        self._who = self._who_treated(form)
        self._fields = {entry: self._field(entry, form) for entry in _ENTRIES}
        self._telehealth = TelehealthFields(form, self._row, self._change, self)
        self._allow()
        self._tell_charge()
        said = _ALONE if self._who is None else _OF_ROWS
        said = said.format(count=len(self._with_it) + 1, row=at + 1)
        self._about_rows = note("the rows", said, self)
        self._about_rows.setVisible(bool(others))
        code = self._row.code.strip()
        if code:
            title = WORDS[Title.SERVICE_DETAILS].format(code)
        else:
            title = WORDS[Title.SERVICE_DETAILS_OF_ROW].format(at + 1)
        frame(self, title, stacked(self._about_rows, form), _SIZE)
        worksheet.assessed.connect(self._follow)
        worksheet.opened.connect(self._leave)

    def fields(self) -> list[ReadField[Any]]:
        """Return what is typed of the row."""
        treated = [] if self._who is None else self._who.fields
        return [*treated, *self._fields.values()]

    def _leave(self) -> None:
        """Close, whatever is typed: the row is gone."""
        self.done(0)

    def _field(self, entry: _Entry, form: QFormLayout) -> ReadField[object]:
        def take(value: object) -> None:
            self._change(**{entry.field: value})

        def keeps() -> Callable[[], object]:
            return partial(take, getattr(self._row, entry.field))

        text = entry.shown(self._row)
        field = ReadField(entry.label, entry.note, text, entry.read, take, self, keeps)
        field.add_to(form)
        return field

    def _who_treated(self, form: QFormLayout) -> WhoTreatedFields | None:
        """Return the fields of who treated, where the day has people."""
        people = self._session.day_draft.people
        if not people:
            return None
        fields = WhoTreatedFields(form, people, self._row, self._change, self._name, self)
        fields.follow(self._row, [self._row, *self._with_it.values()])
        return fields

    def _name(self, mark: str, treated: bool) -> None:
        """Have a person treat in the row and in those with it, or not."""
        self._session.name_treating((self._at, *self._with_it), mark, treated)

    def _change(self, **fields: Any) -> None:
        if self._at < len(self._session.draft.rows):  # else it was cut while the dialog opened
            self._session.change_row(self._at, **fields)

    def _allow(self) -> None:
        """Have typed what the code is counted by, and say what that is; what stands is mended."""
        service = self._session.reference.services.get(self._session.code_in(self._at))
        for entry in (_COUNT, _AREA):
            field = self._fields[entry]
            counted = service is None or service.timing.measure is entry.measure
            field.allow(counted or bool(entry.shown(self._row)) or field.edit.hasFocus())
        named = service.timing.name if service else ""
        self._fields[_COUNT].explain(COUNTED.get(named, _COUNT.note))

    def _tell_charge(self) -> None:
        """Say what the price list fills; else what a charge is."""
        rows = self._session.outcome.rows
        found = rows[self._at] if self._at < len(rows) else RowOutcome()
        filled = found.charge if found.charge_filled else None
        self._fields[_CHARGE].explain(
            _CHARGE.note if filled is None else FILLED.format(dollars(filled))
        )

    def _follow(self) -> None:
        """Follow the row: it is where it was, changed, or where the same row is now."""
        before, rows = self._row, self._session.draft.rows
        at = next((at for at, row in enumerate(rows) if row is before), self._at)
        moved = at != self._at or max(self._with_it, default=0) >= len(rows)
        self._with_it = {} if moved else {each: rows[each] for each in self._with_it}
        self._about_rows.setVisible(bool(self._with_it))
        if at >= len(rows) or (rows[at] is not before and self._beside() != self._others):
            self._leave()
            return
        self._at, self._row = at, rows[at]
        self._others = self._beside()
        for entry, field in self._fields.items():
            if getattr(self._row, entry.field) != getattr(before, entry.field):
                field.show(entry.shown(self._row))
        self._telehealth.follow(self._row)
        if self._who is not None:
            self._who.follow(self._row, [self._row, *self._with_it.values()])
        self._allow()
        self._tell_charge()

    def _beside(self) -> list[Row]:
        """Return the other rows in which something is typed, without the choice in a tie.

        Who treated in the rows with it may change with this one.
        """
        rows = self._session.draft.with_choice(()).rows
        return [
            replace(row, by=(), of_people=False) if at in self._with_it else row
            for at, row in enumerate(rows)
            if at != self._at and not row.blank
        ]
