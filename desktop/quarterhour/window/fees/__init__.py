"""Fee schedules: the fees of a service compared; what is loaded, imported, and removed.

This module has the dialog that compares a fee through the years and across the localities.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity
from quarterhour.entry import Suggestions
from quarterhour.entry.fee_entries import (
    find_any_places,
    read_any_place,
    read_service,
    service_name,
)
from quarterhour.reference import NATIONAL, Edition, Reference
from quarterhour.report.compared_fees import Subject, last_known, year_names
from quarterhour.window.details import RoomOnScreen, Scrolled, stacked
from quarterhour.window.fees.fees_pages import LocalitiesPage, YearsPage
from quarterhour.window.header_fields import PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import close_box, press_where_focused
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.text import StillBox, figures_font, plain_label
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.table.editors import Leaving, ServiceEdit
from quarterhour.window.words import WORDS, Title

_LINES = 2
_SIZE = (200 * GRID, 140 * GRID)
_USUAL_WIDTH = 80 * GRID


class Entries(QWidget):
    """Reads what is compared; `changed` follows every keystroke, `canceled` is Escape."""

    changed = Signal()
    canceled = Signal()

    def __init__(
        self,
        reference: Reference,
        suggestions: Suggestions,
        locality: str,
        code: str,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._reference = reference
        self._suggestions = suggestions
        self._locality = locality or NATIONAL.id
        services = SuggestionList("Services that match", window)
        self._service = ServiceEdit("Service: code or name", suggestions.find, services, self)
        self._service.setFrame(True)
        self._service.setText(code or self._suggestions.find("")[0].code)
        self._place = PlaceField(lambda text: find_any_places(reference, text), self)
        self._place.setAccessibleName("Locality: ZIP code or place")
        known = last_known(reference, self._locality)
        self._place.setText(known.title if known else self._locality)
        self._place.setCursorPosition(0)
        self._year = StillBox("Year: fee schedule to compare the localities in", self)
        self._year.setFont(figures_font(self._year.font()))
        self._list_years()
        self._service_note = Notice("About the service", _LINES, self)
        self._place_note = Notice("About the locality", _LINES, self)
        self._year_note = Notice("About the year", _LINES, self)
        self._lay_out()
        self._service.textEdited.connect(self._read)
        self._service.taken.connect(self._read)
        self._service.leaving.connect(self._leave)
        self._place.edited.connect(lambda: self._choose_place(""))
        self._place.chosen.connect(self._choose_place)
        self._year.currentIndexChanged.connect(self._read)
        self.subject = self._subject()

    def renew(self) -> None:
        """Read the entries again by what the reference has now; the year chosen stays."""
        day = self._year.currentData().valid_from
        with QSignalBlocker(self._year):
            self._year.clear()
            self._list_years()
            edition = self._reference.edition_on(day)
            self._year.setCurrentIndex(max(0, self._year.findData(edition)))
        self._read()

    def _list_years(self) -> None:
        """List the editions, the latest first."""
        names = year_names(self._reference.editions)
        for edition in reversed(self._reference.editions):
            self._year.addItem(f"{names[edition]}, {edition.release}", edition)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(4 * GRID)
        layout.setVerticalSpacing(GRID)
        entries: tuple[tuple[str, QWidget, Notice, int], ...] = (
            ("&Service", self._service, self._service_note, 34),
            ("&Locality", self._place, self._place_note, 40),
            ("&Year", self._year, self._year_note, 26),
        )
        for column, (title, field, note, share) in enumerate(entries):
            label = plain_label(title, self)
            label.setBuddy(field)
            layout.addWidget(label, 0, column)
            layout.addWidget(field, 1, column)
            layout.addWidget(note, 2, column, Qt.AlignmentFlag.AlignTop)
            # Until it has its place: a narrow one would take more lines than it needs.
            note.resize(_USUAL_WIDTH, note.height())
            layout.setColumnStretch(column, share)

    def _choose_place(self, locality: str) -> None:
        self._locality = locality
        self._read()

    def _leave(self, how: Leaving) -> None:
        """Let Tab go on as in any dialog, and Escape close it."""
        if how is Leaving.CANCEL:
            self.canceled.emit()
        elif how in (Leaving.NEXT, Leaving.PREVIOUS):
            self.focusNextPrevChild(how is Leaving.NEXT)

    def _read(self) -> None:
        self.subject = self._subject()
        self.changed.emit()

    def _subject(self) -> Subject:
        """Read the entries, and say under each what it means."""
        edition = self._year.currentData()
        reading = read_service(self._reference, self._suggestions, self._service.text())
        code, name = reading.code, service_name(self._reference, reading.code)
        severity = Severity.WARNING if reading.unknown else Severity.NOTE
        if reading.problem:
            self._service_note.say(reading.problem, severity)
        else:
            self._service_note.say(f"{code}: {name}" if name != code else "Timing not available")
        self._year_note.say(f"Conversion factor {edition.conversion_factor}")
        locality, title = self._read_place(edition)
        return Subject(code, name, locality, title, edition)

    def _read_place(self, edition: Edition) -> tuple[str, str]:
        reading = read_any_place(self._reference, self._place.text(), self._locality)
        if reading.zip:
            self._place.show_candidates(reading.candidates)
        if not reading.locality:
            said = reading.problem or "Enter a ZIP code, a state, or a city."
            self._place_note.say(said, Severity.WARNING if reading.problem else Severity.NOTE)
            return "", ""
        locality = reading.locality
        known = last_known(self._reference, locality)
        title = known.title if known else locality
        there = self._reference.localities(edition).get(locality)
        if there is None:
            self._place_note.say(f"Locality {locality} isn't in {edition.release}", Severity.NOTE)
        elif locality == NATIONAL.id:
            self._place_note.say("National amounts, not adjusted for location")
        else:
            self._place_note.say(f"{there.title}, locality {locality}")
        return locality, title


class FeesDialog(QDialog):
    """Compares fees beside the window, which stays usable; it computes nothing.

    `locality` is a `MAC-locality` or "national"; `code` may be empty.
    """

    def __init__(
        self,
        reference: Reference,
        suggestions: Suggestions,
        locality: str,
        code: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(WORDS[Title.COMPARE_FEES])
        self.setSizeGripEnabled(True)
        self._entries = Entries(reference, suggestions, locality, code, self)
        # Before its pages: Tab goes in the order in which things are made.
        self._tabs = QTabWidget(self)
        self._tabs.setAccessibleName("Comparisons")
        self._tabs.setDocumentMode(True)  # its pages have the ground of the window
        self._years = YearsPage(reference, self)
        self._localities = LocalitiesPage(reference, self)
        self._tabs.addTab(self._years, WORDS[Title.YEARS])
        self._tabs.addTab(self._localities, WORDS[Title.LOCALITIES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        content = stacked(self._entries, self._tabs, spacing=3 * GRID, grows=self._tabs)
        content.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(content, self), 1)
        layout.addWidget(self._buttons())
        self._entries.changed.connect(self._refresh)
        self._entries.canceled.connect(self.reject)
        self._tabs.currentChanged.connect(self._show_chosen)
        self._refresh()
        RoomOnScreen(self, _SIZE, content.sizeHint().width() + 8 * GRID)

    def renew(self) -> None:
        """Show what the reference holds now, after an import or a removal."""
        self._entries.renew()

    @property
    def _page(self) -> YearsPage | LocalitiesPage:
        return self._years if self._tabs.currentWidget() is self._years else self._localities

    def _buttons(self) -> QDialogButtonBox:
        buttons = close_box(self)
        copy = buttons.addButton("Co&py table", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAccessibleName("Copy table")
        copy.setToolTip("As text with tabs, for a spreadsheet")
        for button in (copy, buttons.button(QDialogButtonBox.StandardButton.Close)):
            # Enter belongs to the entries.
            press_where_focused(button)
        copy.clicked.connect(self._copy)
        return buttons

    def _show_chosen(self) -> None:
        self._page.table.show_chosen()

    def _copy(self) -> None:
        self._page.table.copy()

    def _refresh(self) -> None:
        subject = self._entries.subject
        self._years.show_subject(subject)
        self._localities.show_subject(subject)
