"""The entries above the table, each with a line under it that says what it means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from quarterhour.claims import Severity
from quarterhour.entry import Outcome
from quarterhour.entry.reading import DEDUCTIBLE
from quarterhour.reference import NATIONAL, american
from quarterhour.units import RULES
from quarterhour.window.header.date_field import DateField
from quarterhour.window.header.place_field import PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label
from quarterhour.window.look.still_box import StillBox
from quarterhour.window.step_keys import StepKeys
from quarterhour.window.worksheet import Worksheet

_LINES = 2
_SHARES = (20, 38, 26, 16)
_LETTERS = 16  # that an entry has room for before the entries go on to a second line
_NOT_A_DATE = "This isn't a date. Enter it as 11/23/2026."


class Header(QWidget):
    """Date of service, place, rule and deductible, on one line or, where that is narrow, on two."""

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._date = DateField(self)
        self._place = PlaceField(worksheet.session.places, self)
        self._rule = _rules(self)
        self._deductible = _deductible(self)
        self._date_note = Notice("About the date of service", _LINES, self)
        self._place_note = Notice("About the place", _LINES, self)
        self._rule_note = Notice("About the rule", _LINES, self)
        self._deductible_note = Notice("About the deductible", _LINES, self)
        for edit in (self._date, self._place, self._deductible):
            StepKeys(edit)
        self._entries = self._labeled()
        self._columns = 0
        self._lay_out(len(_SHARES))
        self._date.edited.connect(self._change_day)
        self._place.edited.connect(lambda text: self._session.change(place=text, locality=""))
        self._place.chosen.connect(lambda key, text: self._session.change(place=text, locality=key))
        self._rule.activated.connect(self._change_rule)
        self._deductible.textEdited.connect(lambda text: self._session.change(deductible=text))
        worksheet.replaced.connect(self._fill)
        worksheet.assessed.connect(self._refresh)
        self._fill()
        self._refresh()

    def minimumSizeHint(self) -> QSize:
        """Return the width of two entries beside each other."""
        pair = 2 * max(field.minimumSizeHint().width() for _, field, _ in self._entries)
        return QSize(pair + 4 * GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on to a second line where the entries get too narrow."""
        super().resizeEvent(event)
        self._lay_out(self._columns_for(event.size().width()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out(self._columns_for(self.width()))

    def _columns_for(self, width: int) -> int:
        narrowest = width * min(_SHARES) // sum(_SHARES) - 4 * GRID
        fits = narrowest >= self.fontMetrics().averageCharWidth() * _LETTERS
        return len(_SHARES) if fits else len(_SHARES) // 2

    def _labeled(self) -> tuple[tuple[QLabel, QWidget, Notice], ...]:
        entries = (
            ("&Date of service", self._date, self._date_note),
            ("&ZIP code or place", self._place, self._place_note),
            ("&Rule", self._rule, self._rule_note),
            ("Deductible re&maining", self._deductible, self._deductible_note),
        )
        labeled = tuple((plain_label(title, self), field, note) for title, field, note in entries)
        for label, field, _ in labeled:
            label.setBuddy(field)
        return labeled

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        layout = self.layout() or QGridLayout(self)
        assert isinstance(layout, QGridLayout)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(4 * GRID)
        layout.setVerticalSpacing(GRID)
        for at, (entry, share) in enumerate(zip(self._entries, _SHARES, strict=True)):
            down, across = divmod(at, columns)
            for row, widget in enumerate(entry):
                layout.removeWidget(widget)
                layout.addWidget(widget, 3 * down + row, across)
            layout.setAlignment(entry[2], Qt.AlignmentFlag.AlignTop)
            entry[2].keep_lines(_LINES if columns == len(_SHARES) else 1)
            layout.setColumnStretch(at, share if at < columns else 0)

    def _change_day(self, text: str, day: date | None) -> None:
        self._session.change(day_text=text, day=day)

    def _change_rule(self) -> None:
        self._session.change(rule=self._rule.currentData())

    def _fill(self) -> None:
        """Show another visit."""
        draft = self._session.draft
        self._date.setText(draft.day_text)
        self._place.setText(draft.place)
        self._place.setCursorPosition(0)
        self._rule.setCurrentIndex(self._rule.findData(draft.rule))
        self._deductible.setText(draft.deductible)

    def _refresh(self) -> None:
        """Say what the entries mean."""
        outcome = self._session.outcome
        self._date_note.say(*_about_date(outcome))
        self._place_note.say(*_about_place(outcome))
        self._rule_note.say(_about_rule(outcome))
        self._deductible_note.say(*_about_deductible(outcome))
        if outcome.assessment is not None:
            self._place.show_candidates(outcome.assessment.candidates)


def _about_date(outcome: Outcome) -> tuple[str, Severity | None]:
    if outcome.draft.day is None:
        return _NOT_A_DATE, Severity.ACTION
    if outcome.assessment is None:
        return "", None
    edition = outcome.assessment.edition
    if outcome.assessment.estimated_with is not None:
        return outcome.assessment.estimate_sentence, Severity.WARNING
    if edition is None:
        return f"No fee schedule is loaded for {american(outcome.draft.day)}.", Severity.ACTION
    weekday = f"{outcome.draft.day:%A}"
    return f"{weekday}, fee schedule {edition.release}", None


def _about_place(outcome: Outcome) -> tuple[str, Severity | None]:
    draft, place = outcome.draft, outcome.reading.place
    if place.problem:
        return place.problem, Severity.WARNING
    if not draft.place.strip():
        return "Type it to see the payment", None
    assessment = outcome.assessment
    if assessment is None:
        return "Known once everything else can be read", None
    found = assessment.locality
    if found is not None:
        if found == NATIONAL:
            return "Every geographic index is 1.000", None
        return f"{found.title}, locality {found.id}", None
    if assessment.priced_with is None:
        return "Known once a fee schedule covers the date", None
    if assessment.candidates and "-" in place.zip:
        return (
            f"{place.zip} isn't in the loaded ZIP+4 codes. "
            "Check the last 4 digits, or press Down to choose a locality.",
            Severity.ACTION,
        )
    if assessment.candidates:
        return (
            f"ZIP {place.zip} is in more than one Medicare locality. "
            "Add its last 4 digits, or press Down to choose a locality.",
            Severity.ACTION,
        )
    if place.zip:
        return (
            f"CMS doesn't list ZIP {place.zip}. Check it, or type the name of the place.",
            Severity.ACTION,
        )
    return f"Locality {place.locality} isn't in this fee schedule. Choose another.", Severity.ACTION


def _about_deductible(outcome: Outcome) -> tuple[str, Severity | None]:
    for problem in outcome.reading.problems:
        if problem.field == DEDUCTIBLE:
            return problem.message, Severity.ACTION
    return "Of the year; empty counts as met", None


def _about_rule(outcome: Outcome) -> str:
    if RULES[outcome.draft.rule].pools_services:
        return "Minutes of a discipline add up"
    return "Minutes of services never add up"


def _rules(parent: QWidget) -> QComboBox:
    box = StillBox("Rule for the units of timed services", parent)
    box.setMinimumContentsLength(16)
    for at, rule in enumerate(RULES.values()):
        box.addItem(rule.title, rule.name)
        box.setItemData(at, rule.description, Qt.ItemDataRole.ToolTipRole)
    return box


def _deductible(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setAccessibleName("Deductible remaining in dollars")
    field.setPlaceholderText("0.00")
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setFont(figures_font(field.font()))
    return field
