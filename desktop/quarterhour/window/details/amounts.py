"""The yearly amounts that CMS announces only in notices: typed here, for all visits of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.reference import (
    AMOUNT_WORDS,
    AmountOfYear,
    YearlyAmount,
    amounts_of_year,
    read_amount,
    with_amounts,
    years_of_amounts,
)
from quarterhour.window.details import (
    Choice,
    add_field,
    frame,
    note,
    stacked,
    titled,
    with_aside,
)
from quarterhour.window.look.buttons import acting_button, press_where_focused
from quarterhour.window.look.text import figures_font
from quarterhour.window.program import Program
from quarterhour.window.words import WORDS, Title

_SIZE = (560, 500)
_LINES = 2
_ABOUT = (
    "CMS announces these only in notices, not in its data files. What you enter is used for every "
    "visit in the year until you change it. To take it back, empty the field."
)
_LABELS = {
    YearlyAmount.KX_THRESHOLD: "&KX threshold",
    YearlyAmount.DEDUCTIBLE: "Part B &deductible",
    YearlyAmount.QUALIFYING_FACTOR: "&Qualifying APM factor",
    YearlyAmount.REVIEW_THRESHOLD: "&Medical review threshold",
    YearlyAmount.WORK_FLOOR: "&Work GPCI floor",
}
_FLOOR = "Enter yes if the 1.0 floor is law all year, no if it isn't, or its last day."
_NOT_KEPT = "Not saved yet. Press Enter to save your entry, or close again to discard it."
_UNKNOWN = "Not available. Enter it as CMS publishes it."


class AmountsDialog(QDialog):
    """Edits the amounts of a year; what is typed is kept once its field is left."""

    def __init__(self, program: Program, year: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._program = program
        self._given_up = False
        years = years_of_amounts(program.reference)
        self._year = min(max(year, years[0]), years[-1])
        names = {str(each): str(each) for each in reversed(years)}
        self._years = Choice("Year", names, str(self._year), self)
        self._years.currentIndexChanged.connect(self._change_year)
        self._said = note("the yearly amounts", _ABOUT, self, _LINES)
        form = QFormLayout()
        form.addRow(titled("&Year", self._years), self._years)
        self._fields = {kind: _Field(form, kind, self._take, self) for kind in YearlyAmount}
        for field in self._fields.values():
            field.edit.textEdited.connect(self._type_on)
        buttons = frame(self, WORDS[Title.YEARLY_AMOUNTS], stacked(self._said, form), _SIZE)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        press_where_focused(close)  # Enter in a field goes to the next
        self._back = acting_button("&Take back what you typed", self._take_back, self)
        buttons.addButton(self._back, QDialogButtonBox.ButtonRole.ResetRole)
        if problem := program.read_amounts():
            self._said.say(problem, Severity.WARNING)
        self._show()
        self.go_to_first_unknown()

    def go_to_first_unknown(self) -> None:
        """Put the keyboard into the first amount that is not known, else into the first."""
        found = {each.kind: each for each in amounts_of_year(self._program.reference, self._year)}
        unknown = (kind for kind in YearlyAmount if not found[kind].source)
        self._fields[next(unknown, YearlyAmount.KX_THRESHOLD)].edit.setFocus()

    def reject(self) -> None:
        """Close; what is typed and not kept is said once, then given up."""
        unkept = [field for field in self._fields.values() if field.unkept]
        if unkept and not self._given_up:
            self._given_up = True
            self._said.say(_NOT_KEPT, Severity.WARNING)
            unkept[0].edit.setFocus()
            return
        for field in unkept:
            field.give_up()
        super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Show what another program typed meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._program.catch_up()
            self._show()

    def _type_on(self) -> None:
        if self._given_up:
            self._given_up = False
            self._said.say(_ABOUT)

    def _show(self) -> None:
        """Show what holds in the year."""
        found = amounts_of_year(self._program.reference, self._year)
        for each in found:
            self._fields[each.kind].show(each)
        self._back.setEnabled(any(each.typed for each in found))

    def _change_year(self) -> None:
        """Show another year, once all that is typed of this one can be kept."""
        for field in self._fields.values():
            if not field.leave():
                self._years.setCurrentIndex(self._years.findData(str(self._year)))
                field.edit.setFocus()
                return
        self._year = int(self._years.currentData())
        self._show()

    def _take(self, kind: YearlyAmount, text: str) -> str:
        """Keep what is typed; return why it cannot be."""
        return self._keep({kind: text})

    def _take_back(self) -> None:
        if problem := self._keep(dict.fromkeys(YearlyAmount, "")):
            self._said.say(problem, Severity.WARNING)
        self.go_to_first_unknown()

    def _keep(self, texts: dict[YearlyAmount, str]) -> str:
        self._program.catch_up()  # what another program typed meanwhile is kept, too
        reference = self._program.reference
        amounts = with_amounts(reference.typed, self._year, texts, date.today())
        if amounts != reference.typed:
            try:
                aside = self._program.keep_amounts(amounts)
            except OSError as error:
                return f"Couldn't save the amounts: {error.strerror}."
            self._said.say(with_aside("", aside) or _ABOUT)
        self._show()
        return ""


class _Field:
    """An amount: what the user typed, what holds without that, and where it comes from.

    `keep` takes the text and returns why it cannot be kept.
    """

    def __init__(
        self,
        form: QFormLayout,
        kind: YearlyAmount,
        keep: Callable[[YearlyAmount, str], str],
        parent: QWidget,
    ) -> None:
        self._kind = kind
        self._keep = keep
        self._of_year: AmountOfYear | None = None
        self.edit = QLineEdit(parent)
        self.edit.setFont(figures_font(self.edit.font()))
        self.edit.setAccessibleName(AMOUNT_WORDS[kind])
        self.edit.editingFinished.connect(self.leave)
        self.edit.textEdited.connect(self._explain)
        self.edit.returnPressed.connect(self._go_on)
        self._notice = note(AMOUNT_WORDS[kind], "", parent)
        add_field(form, _LABELS[kind], self.edit, self._notice)

    def show(self, of_year: AmountOfYear) -> None:
        """Show an amount, unless something else is being typed of the same year."""
        before, self._of_year = self._of_year, of_year
        same_year = before is not None and before.year == of_year.year
        if not same_year or before is None or before.typed != of_year.typed:
            self.edit.setText(self._typed_text)
            self.edit.setPlaceholderText(of_year.given_shown)
            self._explain()

    @property
    def unkept(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.edit.text().strip() != self._typed_text

    @property
    def _typed_text(self) -> str:
        assert self._of_year is not None
        return self._of_year.typed.text if self._of_year.typed else ""

    def give_up(self) -> None:
        """Show what is kept again, in place of what is typed."""
        self.edit.setText(self._typed_text)

    def leave(self) -> bool:
        """Keep what is typed, or say why that cannot be; return whether nothing is left to keep."""
        assert self._of_year is not None
        text = self.edit.text().strip()
        try:
            kept = text and read_amount(self._kind, self._of_year.year, text)
        except ValueError as error:
            self._notice.say(str(error), Severity.ACTION)
            return False
        if kept == self._typed_text:
            self.edit.setText(kept)
            return True
        if problem := self._keep(self._kind, kept):
            self._notice.say(problem, Severity.ACTION)
            return False
        return True

    def _go_on(self) -> None:
        """Go to the next field by Enter, once what is typed in this one is kept."""
        if self.leave():
            self.edit.window().focusNextChild()

    def _explain(self) -> None:
        assert self._of_year is not None
        source = self._of_year.source
        text = f"{source[:1].upper()}{source[1:]}" if source else _UNKNOWN
        if self._kind is YearlyAmount.WORK_FLOOR:
            then = self._of_year.assumed or _FLOOR
            text = f"{text.rstrip('.')}. {then}" if source else f"Not available. {_FLOOR}"
        self._notice.say(text, Severity.WARNING if self._of_year.assumed else None)
        self.edit.setAccessibleDescription(text)
