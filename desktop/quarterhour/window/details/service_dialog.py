"""More about one service: who treated, time together, count, area, charge, the MAC price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from quarterhour.entry import Row, RowOutcome
from quarterhour.entry.amounts import read_area, read_count, read_dollars
from quarterhour.entry.minutes import read_minutes
from quarterhour.fees import dollars
from quarterhour.units import Measure
from quarterhour.window.details.fields import Choice, ReadField, explained, frame, note, shown
from quarterhour.window.details.who_treated import WhoTreatedFields
from quarterhour.window.look import GRID
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

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
        self._sound.toggled.connect(self._take_sound)
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
_NOT_COUNTED = "For codes billed by count, such as 95851 and 29130."


class _Entry(NamedTuple):
    """What is typed of a field of a row: how it is called, explained, read and shown.

    Where it has a measure, it is typed for codes that are counted by it.
    """

    field: str
    name: str
    label: str
    note: str
    read: Callable[[str], object]
    shown: Callable[[Row], str]
    measure: Measure | None = None


_ENTRIES = (
    _Entry(
        "together_minutes",
        "Therapist and assistant together",
        "Therapist and assistant to&gether",
        "Minutes that both treat the same patient at the same time. Counts as therapist time.",
        read_minutes,
        lambda row: str(row.together_minutes or ""),
    ),
    _Entry(
        "count",
        "Count",
        "C&ount",
        _NOT_COUNTED,
        read_count,
        lambda row: "" if row.count == 1 else str(row.count),
        Measure.COUNT,
    ),
    _Entry(
        "square_cm",
        "Wound area, square cm",
        "Wound &area, square cm",
        "Total area treated, for 97597 and 97598.",
        read_area,
        lambda row: str(row.square_cm or ""),
        Measure.AREA,
    ),
    _Entry(
        "charge",
        "Charge",
        "&Charge",
        "Your charge for this row. Medicare allows the lower of your charge and the fee.",
        read_dollars,
        lambda row: shown(row.charge),
    ),
    _Entry(
        "contractor_price",
        "MAC price per unit",
        "&MAC price per unit",
        "Only for codes without a national fee.",
        read_dollars,
        lambda row: shown(row.contractor_price),
    ),
)


class ServiceDialog(QDialog):
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
        # Tab goes in the order in which things are made.
        self._who = self._who_treated()
        self._fields = {entry: self._field(entry) for entry in _ENTRIES}
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(2 * GRID)
        if self._who is not None:
            self._who.add_to(form)
        for field in self._fields.values():
            field.add_to(form)
        self._telehealth = TelehealthFields(self._row, self._change, self)
        self._telehealth.add_to(form)
        self._allow()
        self._tell_charge()
        content = QVBoxLayout()
        self._about_rows = note("the rows", self._rows_said(), self)
        self._about_rows.setVisible(bool(others))
        content.addWidget(self._about_rows)
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
            self._change(**{entry.field: value})

        text = entry.shown(self._row)
        return ReadField(entry.name, entry.label, entry.note, text, entry.read, take, self)

    def _who_treated(self) -> WhoTreatedFields | None:
        """Return the fields of who treated, where the day has people."""
        session = self._session
        people = session.day_draft.people
        if not people:
            return None
        fields = WhoTreatedFields(people, self._row, self._change, self._name, self)
        fields.follow(self._row, [self._row, *self._with_it.values()])
        return fields

    def _rows_said(self) -> str:
        said = _ALONE if self._who is None else _OF_ROWS
        return said.format(count=len(self._with_it) + 1, row=self._at + 1)

    def _name(self, mark: str, treated: bool) -> None:
        """Have a person treat in the row and in those with it, or not."""
        self._session.name_treating((self._at, *self._with_it), mark, treated)

    def _change(self, **fields: Any) -> None:
        if self._at < len(self._session.draft.rows):  # else it was cut while the dialog opened
            self._session.change_row(self._at, **fields)

    def _allow(self) -> None:
        """Have typed what the code is counted by, and say what that is; what stands is mended."""
        service = self._session.reference.services.get(self._session.code_in(self._at))
        for entry, field in self._fields.items():
            if entry.measure is not None:
                counted = service is None or service.timing.measure is entry.measure
                field.allow(counted or bool(entry.shown(self._row)) or field.edit.hasFocus())
                if entry.measure is Measure.COUNT:
                    field.explain(COUNTED.get(service.timing.name if service else "", entry.note))

    def _tell_charge(self) -> None:
        """Say what the price list fills; else what a charge is."""
        rows = self._session.outcome.rows
        found = rows[self._at] if self._at < len(rows) else RowOutcome()
        for entry, field in self._fields.items():
            if entry.field == "charge":
                filled = found.charge if found.charge_filled else None
                field.explain(entry.note if filled is None else FILLED.format(dollars(filled)))

    def _follow(self) -> None:
        """Follow the row: it is where it was, changed, or where the same row is now."""
        before, rows = self._row, self._session.draft.rows
        at = next((at for at, row in enumerate(rows) if row is before), self._at)
        moved = at != self._at or max(self._with_it, default=0) >= len(rows)
        self._with_it = {} if moved else {each: rows[each] for each in self._with_it}
        self._about_rows.setVisible(bool(self._with_it))
        if at >= len(rows) or (rows[at] is not before and self._beside() != self._others):
            self.reject()
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
