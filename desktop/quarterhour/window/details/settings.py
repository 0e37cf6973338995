"""How a practice bills, as a visit has it and as it is kept; and the other settings.

How it bills is whether it takes part in Medicare, the treating professional, and the order of
modifiers. Beside it stands what a claim says of the visit alone: its place of service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry import Session
from quarterhour.entry.amounts import read_place_of_service
from quarterhour.entry.place import find_places, place_of_practice
from quarterhour.entry.settings import (
    APPEARANCE,
    ASSISTANT_COLUMN,
    DISCIPLINE,
    DOES_NOT,
    NOT_SURE,
    OWN_PLACE,
    PARTICIPATES,
    RULE,
    participation_of,
    with_participation,
)
from quarterhour.reference import PlaceMatch, Reference
from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT
from quarterhour.visit import MODIFIER_FAMILIES, PROFESSIONS, Provider
from quarterhour.window import prompts
from quarterhour.window.details import (
    Choice,
    ReadField,
    ReadingDialog,
    add_field,
    explained,
    frame,
    note,
    stacked,
    titled,
)
from quarterhour.window.header_fields import PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import CheckBox, act_on_keys, acting_button
from quarterhour.window.look.views import Index, TableCells
from quarterhour.window.settings import KeptSettings
from quarterhour.window.words import PAYERS, WORDS, Title

_NAMES = {
    "plan-of-care": "Discipline: GP, GO, GN",
    "assistant": "PTA/OTA: CQ, CO",
    "threshold": "KX threshold: KX, GA",
    "separate": "Separate services: 59, XE, XS, XP, XU",
    "telehealth": "Telehealth: 95, 93",
    "purpose": "Habilitative/rehabilitative: 96, 97",
}
_KEY = Qt.ItemDataRole.UserRole


class _Families(TableCells):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room above and below, too."""
        return super().sizeHint(option, index) + QSize(0, 2 * GRID)


class OrderEditor(QWidget):
    """Shows the families of modifiers in order; `changed` tells the families in the new one.

    The usual order is no families at all. Tab leaves the editor from `last`.
    """

    changed = Signal(tuple)

    def __init__(self, order: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setItemDelegate(_Families(self.list))
        self.list.setAccessibleName("Order of modifiers")
        self.list.setAccessibleDescription("Alt+Up and Alt+Down move the selected entry.")
        # All entries are shown: a list that scrolls hides what its order is about.
        self.list.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        up = self._moving_button("Move &up", "Alt+Up", -1)
        down = self._moving_button("Move &down", "Alt+Down", 1)
        self.last = acting_button("&Reset order", lambda: self._take(()), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.list, 1)
        layout.addLayout(stacked(up, down, self.last))
        self._show(order)
        self.list.setCurrentRow(0)

    def _moving_button(self, text: str, keys: str, step: int) -> QPushButton:
        button = acting_button(text, lambda: self._move(step), self)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(shown)
        button.setAccessibleDescription(shown)
        act_on_keys(self.list, [(keys, lambda: self._move(step))])
        return button

    def _move(self, step: int) -> None:
        at = self.list.currentRow()
        to = at + step
        families = [self.list.item(each).data(_KEY) for each in range(self.list.count())]
        if 0 <= to < len(families):
            families[at], families[to] = families[to], families[at]
            usual = tuple(families) == MODIFIER_FAMILIES
            self._take(() if usual else tuple(families))
            self.list.setCurrentRow(to)

    def _take(self, order: tuple[str, ...]) -> None:
        self._show(order)
        self.changed.emit(order)

    def _show(self, order: Sequence[str]) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for family in dict.fromkeys((*order, *MODIFIER_FAMILIES)):
            item = QListWidgetItem(_NAMES[family], self.list)
            item.setData(_KEY, family)
        self.list.setCurrentRow(at)


_ANSWERS = {PARTICIPATES: "Yes", DOES_NOT: "No", NOT_SURE: "Not sure"}
_PARTICIPATION = (
    "Nonparticipating practices are paid 95% of the fee schedule. Not sure counts as yes, and the "
    "amounts then say that they assume it."
)
_WHO = "Therapist, or assistant supervised by one"
_QUALIFIED = (
    "Medicare pays for therapy only from a qualified therapist or a supervised assistant. Services "
    "by others aren't put on the claim."
)
_ORDER = (
    "No CMS source gives a single order. A line holds 4 modifiers; extra ones are dropped from the "
    "end. Check the order with your MAC."
)


class PracticeForm(QWidget):
    """Edits a provider; `changed` tells every new state of it. Tab leaves the form from `last`."""

    changed = Signal(Provider)

    def __init__(self, provider: Provider, parent: QWidget) -> None:
        super().__init__(parent)
        self._provider = provider
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(2 * GRID)
        self._add_participation()
        self._assignment = self._add_box(
            "Accepts &assignment",
            "accepts assignment",
            "If you don't, Medicare pays the patient, who may owe you up to the limiting charge.",
            "accepts_assignment",
        )
        self._add_box(
            "&Qualifying APM participant",
            "qualifying APM participant",
            "Qualifying participants in an Advanced APM have a higher conversion factor from 2026.",
            "qualifying_apm",
        )
        self._add_box(
            "9&5 on telehealth",
            "95 on telehealth",
            "Check this if your MAC wants 95. The place of service already shows telehealth.",
            "telehealth_95",
        )
        self._add_profession(provider.profession)
        order = OrderEditor(provider.modifier_order, self)
        order.changed.connect(lambda families: self._change(modifier_order=families))
        self._content.addWidget(titled("&Order of modifiers", order.list))
        self._add(order, "the order of modifiers", _ORDER)
        self.last = order.last
        # Assignment is a question only for a nonparticipating practice.
        self._assignment.setEnabled(not provider.participating)

    def _add_box(self, text: str, name: str, meaning: str, field: str) -> CheckBox:
        box = CheckBox(text, self)
        box.setChecked(getattr(self._provider, field))
        box.setAccessibleDescription(meaning)
        box.toggled.connect(lambda on: self._change(**{field: on}))
        self._add(box, name, meaning)
        return box

    def _add_participation(self) -> None:
        kept = participation_of(self._provider)
        choice = Choice("Participates in Medicare", _ANSWERS, kept, self)
        choice.setAccessibleDescription(_PARTICIPATION)

        def take() -> None:
            self._take(with_participation(self._provider, choice.currentData()))
            self._assignment.setEnabled(not self._provider.participating)

        choice.activated.connect(take)
        self._content.addWidget(titled("&Participates in Medicare", choice))
        self._add(choice, "participates in Medicare", _PARTICIPATION)

    def _add_profession(self, chosen: str) -> None:
        therapist, *others = PROFESSIONS
        names = {therapist: _WHO} | {each: each.capitalize() for each in others}
        choice = Choice("Treating professional", names, chosen, self)
        choice.setAccessibleDescription(_QUALIFIED)
        choice.activated.connect(lambda: self._change(profession=choice.currentData()))
        self._content.addWidget(titled("Treating pro&fessional", choice))
        self._add(choice, "the treating professional", _QUALIFIED)

    def _add(self, field: QWidget, name: str, meaning: str) -> None:
        self._content.addLayout(explained(field, note(name, meaning, self)))

    def _change(self, **fields: Any) -> None:
        self._take(replace(self._provider, **fields))

    def _take(self, provider: Provider) -> None:
        self._provider = provider
        self.changed.emit(self._provider)


_PRACTICE_SIZE = (600, 640)
_DIGITS = 4  # room for two, and for one too many
_PLACE_OF_SERVICE = (
    "Such as 12 for the patient\u2019s home. If empty, it's 11. Telehealth services have 10 "
    "(patient at home) or 02 (elsewhere)."
)


class PracticeDialog(ReadingDialog):
    """Edits the place of service of a visit, and the provider, which is kept for new visits.

    Every change shows in the window at once.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ReadField(
            "P&lace of service",
            _PLACE_OF_SERVICE,
            session.draft.place_of_service,
            read_place_of_service,
            lambda place: session.change(place_of_service=place),
            self,
            lambda: partial(session.change, place_of_service=session.draft.place_of_service),
        )
        self._place.keep_narrow(_DIGITS)
        visit = QGroupBox(WORDS[Title.THIS_VISIT], self)
        self._place.add_to(QFormLayout(visit))
        kept = QGroupBox(WORDS[Title.KEPT_FOR_NEW_VISITS], self)
        form = PracticeForm(session.draft.provider, self)
        form.changed.connect(session.change_practice)
        QVBoxLayout(kept).addWidget(form)
        frame(self, WORDS[Title.PRACTICE], stacked(visit, kept), _PRACTICE_SIZE)

    def fields(self) -> list[ReadField[Any]]:
        """Return what is typed of the visit."""
        return [self._place]


_SIZE = (620, 640)
_APPEARANCES = {"system": "As the system", "light": "Light", "dark": "Dark"}
_DISCIPLINES = {"PT": "PT, physical", "OT": "OT, occupational", "SLP": "SLP, speech-language"}
_ABOUT = (
    "These settings apply to new days. A day that you have typed in keeps its location and "
    "practice, also for its next visit."
)
_LAST_USED = "If empty, new visits use the last location."
_DISCIPLINE = "Used for codes that more than one discipline can bill, unless the row above differs."
_COLORS = "Dark works even if your system has no dark theme."
_COLUMN = "Visits with assistant minutes always show it."


class SettingsDialog(QDialog):
    """Edits what is kept between two starts; every change is kept at once."""

    def __init__(self, kept: KeptSettings, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = kept
        self._reference = reference
        self._content = QVBoxLayout()
        self._content.setSpacing(3 * GRID)
        buttons = frame(self, WORDS[Title.SETTINGS], self._content, _SIZE)
        self._reset_button = acting_button("Re&set to defaults", self._reset, self)
        buttons.addButton(self._reset_button, QDialogButtonBox.ButtonRole.ResetRole)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self._fill()

    def _fill(self) -> None:
        """Show what is kept."""
        while (item := self._content.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._content.addWidget(note("the settings", _ABOUT, self))
        self._content.addWidget(self._visits())
        self._content.addWidget(self._window())
        practice = PracticeForm(self._kept.practice, self)
        practice.changed.connect(self._kept.keep_practice)
        box = QGroupBox(WORDS[Title.PRACTICE], self)
        QVBoxLayout(box).addWidget(practice)
        self._content.addWidget(box)
        self._content.addStretch(1)
        # Tab goes in the order in which things are made: the buttons come after what is made anew.
        self.setTabOrder(practice.last, self._reset_button)
        self.setTabOrder(self._reset_button, self._close)
        self._place.setFocus()

    def _visits(self) -> QGroupBox:
        kept = self._kept
        self._place = PlaceField(self._places, self)
        self._place.setAccessibleName("ZIP code or locality of new visits")
        self._place.setText(kept.get(OWN_PLACE).text)
        self._place_note = note("the place of new visits", _LAST_USED, self)
        self._place.edited.connect(lambda text: self._take_place(text, ""))
        self._place.chosen.connect(lambda key, text: self._take_place(text, key))
        discipline = Choice("Discipline of new rows", _DISCIPLINES, kept.get(DISCIPLINE), self)
        discipline.activated.connect(lambda: kept.keep(DISCIPLINE, discipline.currentData()))
        payers = zip((EIGHT_MINUTE_RULE.name, MIDPOINT.name), PAYERS.values(), strict=True)
        rule = Choice("Payer of new visits", dict(payers), kept.get(RULE), self)
        rule.activated.connect(lambda: kept.keep(RULE, rule.currentData()))
        box = QGroupBox(WORDS[Title.NEW_VISITS], self)
        form = QFormLayout(box)
        add_field(form, "ZIP code or &locality", self._place, self._place_note)
        add_field(form, "D&iscipline", discipline, note("the discipline", _DISCIPLINE, self))
        add_field(form, "Pay&er", rule)
        return box

    def _window(self) -> QGroupBox:
        kept = self._kept
        colors = Choice("Appearance", _APPEARANCES, kept.get(APPEARANCE), self)
        colors.activated.connect(lambda: kept.keep(APPEARANCE, colors.currentData()))
        column = CheckBox("Show the assis&tant column", self)
        column.setChecked(kept.get(ASSISTANT_COLUMN))
        column.toggled.connect(lambda on: kept.keep(ASSISTANT_COLUMN, on))
        box = QGroupBox(WORDS[Title.WINDOW], self)
        form = QFormLayout(box)
        add_field(form, "Appeara&nce", colors, note("the appearance", _COLORS, self))
        form.addRow(explained(column, note("the assistant column", _COLUMN, self)))
        return box

    def _places(self, text: str) -> list[PlaceMatch]:
        latest = self._reference.editions[-1]
        return find_places(self._reference, latest, text, latest.valid_to)

    def _take_place(self, text: str, locality: str) -> None:
        """Keep a place that is one locality, or none; say what is wrong with others."""
        found = place_of_practice(self._reference, text, locality)
        self._place.show_candidates(found.candidates)
        if found.locality is not None:
            self._kept.keep_own_place(text, locality)
            self._place_note.say(f"New visits start with {found.locality.title}.")
        elif not text.strip():
            self._kept.keep_own_place("", "")
            self._place_note.say(_LAST_USED)
        else:
            kept = self._kept.get(OWN_PLACE).text
            start = f"start with {kept}" if kept else "use the last location"
            said = f"{found.problem} Until then, new visits {start}."
            self._place_note.say(said, Severity.WARNING)

    def _reset(self) -> None:
        if prompts.ask_to_reset(self):
            self._kept.reset()
            self._fill()
