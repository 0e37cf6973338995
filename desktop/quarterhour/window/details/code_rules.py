"""The rules of new codes of an import: typed by the user, kept with it, and taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.reference import Edition, Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.code_rules import (
    MAX_LABEL,
    THERAPY_TITLES,
    TIMING_TITLES,
    CodeRules,
    CodeRulesError,
    checked,
    rules_of,
)
from quarterhour.reference.importing import Imports
from quarterhour.reference.schema import DISCIPLINES
from quarterhour.reference.typed_rules import typable, why_not_counted
from quarterhour.window.details import (
    Choice,
    HoldingDialog,
    add_field,
    frame,
    in_a_row,
    note,
    stacked,
)
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.buttons import CheckBox, acting_button
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import plain_label
from quarterhour.window.words import WORDS, Title

_SIZE = (600, 440)
_LINES = 2
_ABOUT = (
    "{release} has this code's price. CMS files don't say how it's counted or who may bill it. "
    "Enter that from your code book or your MAC."
)
_NAME = "Use your own words. The code book's descriptors belong to the AMA."
_ADDITIONAL = "Only if it bills the additional units of another new code, as 97130 does for 97129."
_KEPT = "Kept with {release}: used for dates of service starting {day}, marked as entered by you."
_TAKEN_BACK = "Taken back. {code} isn't counted until its rules are entered."
_NOT_KEPT = "Not saved yet. Keep the rules, or close again to discard your entry."
_CHOOSE = {"": "Choose\u2026"}
_NONE = {"": "No other code"}
_MARKS = {"PT": "&PT", "OT": "&OT", "SLP": "&SLP"}


class CodeRulesDialog(HoldingDialog):
    """Types the rules of one code after the other; they are kept by a button, whole or not.

    `changed` follows whatever was kept or taken back; the reference is reloaded by then.
    """

    changed = Signal()

    def __init__(
        self, reference: Reference, edition: Edition, code: str, database: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._reference = reference
        self._edition = edition
        self._imports = Imports(database, reference.services)
        codes = {each: self._titled(each) for each in typable(reference, edition)}
        self._code = Choice("Code", codes, code, self)
        self._code.setCurrentIndex(max(self._code.currentIndex(), 0))
        self._about = note("the code", _ABOUT.format(release=edition.release), self)
        self._name = QLineEdit(self)
        self._name.setAccessibleName("Name")
        self._name.setAccessibleDescription(_NAME)
        self._name.setMaxLength(MAX_LABEL)
        self._timing = Choice("How it counts", _CHOOSE | TIMING_TITLES, "", self)
        self._boxes = {each: CheckBox(mark, self) for each, mark in _MARKS.items()}
        for each, box in self._boxes.items():
            box.setAccessibleName(f"{each} may bill it")
        self._therapy = Choice("Therapy status", _CHOOSE | THERAPY_TITLES, "", self)
        self._first = Choice("Additional units of", _NONE, "", self)
        self._given_up = False
        self._said = Notice("What became of the rules", _LINES, self)
        buttons = frame(self, WORDS[Title.CODE_RULES], self._laid_out(), _SIZE)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self._keep_button = buttons.addButton("&Keep rules", action)
        self._keep_button.setDefault(True)  # Enter in a field keeps them
        self._keep_button.clicked.connect(self._keep)
        self._back_button = acting_button("Take &back", self._take_back, self)
        buttons.addButton(self._back_button, action)
        self._code.activated.connect(self._show)
        self._name.textEdited.connect(self._mended)
        for choice in (self._timing, self._therapy, self._first):
            choice.activated.connect(self._mended)
        for box in self._boxes.values():
            box.toggled.connect(self._mended)
        self._show()
        self._name.setFocus()

    def holds_back(self) -> bool:
        """Say once that what is typed is not kept; then it is given up."""
        if self._typed() == self._shown or self._given_up:
            return False
        self._given_up = True
        self._said.say(_NOT_KEPT, Severity.WARNING)
        return True

    def _laid_out(self) -> QVBoxLayout:
        form = QFormLayout()
        add_field(form, "Co&de", self._code, self._about)
        add_field(form, "&Name", self._name, note("the name", _NAME, self))
        add_field(form, "Co&unts", self._timing)
        who = in_a_row(*self._boxes.values(), None, spacing=4 * GRID)
        form.addRow(plain_label("Who may bill it", self), who)
        add_field(form, "T&herapy", self._therapy)
        about_additional = note("additional units", _ADDITIONAL, self)
        add_field(form, "&Additional units of", self._first, about_additional)
        return stacked(form, self._said)

    def _titled(self, code: str) -> str:
        service = self._reference.typed_rules_of(self._edition).get(code)
        if service is not None:
            return f"{code}{GAP}{service.label}"
        return f"{code}{GAP}{why_not_counted(self._reference, self._edition, code)}"

    def _show(self) -> None:
        """Show the rules of the chosen code, as they are kept."""
        code = self._code.currentData()
        typed = self._reference.typed_rules_of(self._edition)
        rules = rules_of(typed[code]) if code in typed else CodeRules(code or "")
        self._name.setText(rules.label)
        self._timing.setCurrentIndex(max(self._timing.findData(rules.timing), 0))
        for each, box in self._boxes.items():
            box.setChecked(each in rules.disciplines)
        self._therapy.setCurrentIndex(max(self._therapy.findData(rules.therapy), 0))
        self._first.clear()
        known = self._reference.services_on(self._edition.valid_from)
        firsts = {
            name: f"{name}{GAP}{service.label}"
            for name, service in known.items()
            if service.typed and not service.first_code and name != code
        }
        for key, text in (_NONE | firsts).items():
            self._first.addItem(text, key)
        self._first.setCurrentIndex(max(self._first.findData(rules.first_code), 0))
        self._keep_button.setEnabled(code is not None)
        self._back_button.setEnabled(code in typed)
        self._said.say("")
        self._shown, self._given_up = self._typed(), False

    def _typed(self) -> CodeRules:
        """Return what stands in the fields."""
        return CodeRules(
            self._code.currentData() or "",
            self._name.text(),
            self._timing.currentData(),
            tuple(each for each in DISCIPLINES if self._boxes[each].isChecked()),
            self._therapy.currentData(),
            self._first.currentData(),
        )

    def _mended(self) -> None:
        """Take back what was said of the rules: they are other ones now."""
        self._said.say("")
        self._given_up = False

    def _keep(self) -> None:
        release = self._edition.release
        try:
            known = self._reference.services_on(self._edition.valid_from)
            self._imports.keep_rules(release, checked(self._typed(), known))
        except CodeRulesError as error:
            self._said.say(str(error), Severity.ACTION)
            self._field(error.field).setFocus()
            return
        except CmsFileError as error:
            self._said.say(str(error), Severity.ACTION)
            return
        day = self._edition.valid_from.strftime("%m/%d/%Y")
        self._follow(_KEPT.format(release=release, day=day))

    def _take_back(self) -> None:
        code, release = self._code.currentData(), self._edition.release
        service = self._reference.services_on(self._edition.valid_from).get(code)
        if service and service.add_on:
            problem = (
                f"{service.add_on} bills the additional units of {code}: take back the rules of "
                f"{service.add_on} first."
            )
            self._said.say(problem, Severity.ACTION)
            return
        try:
            self._imports.take_back_rules(release, code)
        except CmsFileError as error:
            self._said.say(str(error), Severity.ACTION)
            return
        self._follow(_TAKEN_BACK.format(code=code))
        self._name.setFocus()

    def _follow(self, said: str) -> None:
        """Use what is kept now, everywhere, and say what became of it."""
        self._reference.reload()
        for at in range(self._code.count()):
            self._code.setItemText(at, self._titled(self._code.itemData(at)))
        self._show()
        self._said.say(said)
        self.changed.emit()

    def _field(self, name: str) -> QWidget:
        fields: dict[str, QWidget] = {
            "label": self._name,
            "timing": self._timing,
            "disciplines": self._boxes["PT"],
            "therapy": self._therapy,
            "first_code": self._first,
        }
        return fields[name]
