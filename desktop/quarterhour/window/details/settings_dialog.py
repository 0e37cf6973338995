"""The settings: how new visits begin, how the program looks, how the practice bills."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry.place import find_places, place_of_practice
from quarterhour.entry.settings import (
    APPEARANCE,
    ASSISTANT_COLUMN,
    DISCIPLINE,
    OWN_PLACE,
    RULE,
)
from quarterhour.reference import PlaceMatch, Reference
from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT
from quarterhour.window import prompts
from quarterhour.window.details.fields import Choice, explained, frame, note
from quarterhour.window.details.practice import PracticeForm
from quarterhour.window.header_fields import PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label
from quarterhour.window.settings import KeptSettings
from quarterhour.window.words import PAYERS, WORDS, Title

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
        self._reset_button = buttons.addButton(
            "Re&set to defaults", QDialogButtonBox.ButtonRole.ResetRole
        )
        press_where_focused(self._reset_button)  # Enter in a field is no answer to it
        self._reset_button.clicked.connect(self._reset)
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
        _add(form, "ZIP code or &locality", self._place, self._place_note)
        _add(form, "D&iscipline", discipline, note("the discipline", _DISCIPLINE, self))
        _add(form, "Pay&er", rule)
        return box

    def _window(self) -> QGroupBox:
        kept = self._kept
        colors = Choice("Appearance", _APPEARANCES, kept.get(APPEARANCE), self)
        colors.activated.connect(lambda: kept.keep(APPEARANCE, colors.currentData()))
        column = QCheckBox("Show the assis&tant column", self)
        column.setChecked(kept.get(ASSISTANT_COLUMN))
        column.toggled.connect(lambda on: kept.keep(ASSISTANT_COLUMN, on))
        box = QGroupBox(WORDS[Title.WINDOW], self)
        form = QFormLayout(box)
        _add(form, "Appeara&nce", colors, note("the appearance", _COLORS, self))
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
            self._place_note.say(
                f"{found.problem} Until then, new visits {start}.", Severity.WARNING
            )

    def _reset(self) -> None:
        if prompts.ask_to_reset(self):
            self._kept.reset()
            self._fill()


def _add(form: QFormLayout, title: str, field: QWidget, *notes: Notice) -> None:
    """Add a titled field to a form, with what explains it below."""
    label = plain_label(title, form.parentWidget())
    label.setBuddy(field)
    form.addRow(label, explained(field, *notes))
