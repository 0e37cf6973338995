"""The header: date, place, payer, and the patient's year, in one row."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from quarterhour.claims import weekday
from quarterhour.entry import Draft
from quarterhour.entry.about_visit import about_date, about_deductible, about_place, place_note
from quarterhour.units import EIGHT_MINUTE_RULE, RULES
from quarterhour.visit import CPT_MIDPOINT, MEDICARE
from quarterhour.window.header_fields import DateField, PlaceField
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import FlatButton
from quarterhour.window.look.colors import edge, nearest_ink
from quarterhour.window.look.text import StillBox, color_letters, plain_label, tip
from quarterhour.window.suggestion_list import StepKeys
from quarterhour.window.words import PAYERS
from quarterhour.window.worksheet import Worksheet

_VISITS = "Visits"
_HEIGHT = 12 * GRID
_FIELD = 30
# Payers that can be chosen, each with the rule that is kept with it.
_OFFERED = tuple((payer, EIGHT_MINUTE_RULE.name) for payer in PAYERS)
# Below these widths, in letters of the usual size, what is shown gives way.
_NO_WEEKDAY = 1100
_NO_LABELS = 1000
_USUAL_LETTERS = 17  # the height of a line of them


class Header(QWidget):
    """Date of service, place, payer, deductible, and the buttons of the panels at the sides.

    `done` tells that an entry was left by Enter, `year_wanted` that the patient's year is asked
    for.
    """

    done = Signal()
    year_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self.visits_button = FlatButton(_VISITS, "visits", self)
        self.visits_button.setText(_VISITS)
        self.visits_button.setCheckable(True)
        self._date = DateField(self)
        self._place = PlaceField(worksheet.session.places, self)
        self._payers: tuple[tuple[str, str], ...] = ()
        self._payer = StillBox("Payer", self)
        self._year = FlatButton("This patient's year", "below", self, behind=True)
        self.panel_button = FlatButton("Explanation", "panel", self, behind=True)
        self.panel_button.setText("E&xplanation")
        self.panel_button.setCheckable(True)
        self._fields: tuple[QWidget, ...] = (self._date, self._place, self._payer)
        self._labels = tuple(
            plain_label(text, self) for text in ("&Date", "&ZIP or place", "&Payer")
        )
        self._keys = tuple(
            QShortcut(QKeySequence(f"Alt+{letter}"), self, partial(_focus, field))
            for letter, field in zip("DZP", self._fields, strict=True)
        )
        self._lay_out()
        for edit in (self._date, self._place):
            StepKeys(edit)
            edit.returnPressed.connect(self.done)
        self._payer.installEventFilter(self)
        self._date.edited.connect(self._change_day)
        self._place.edited.connect(lambda text: self._session.change(place=text, locality=""))
        self._place.chosen.connect(lambda key, text: self._session.change(place=text, locality=key))
        self._payer.activated.connect(self._change_payer)
        self._year.clicked.connect(self.year_wanted)
        worksheet.replaced.connect(self._fill)
        worksheet.assessed.connect(self._refresh)
        self._fill()
        self._refresh()

    @property
    def first(self) -> QWidget:
        """The entry that the keyboard comes to first."""
        return self._date

    def go_to_date(self) -> None:
        """Put the keyboard into the date, all of it selected."""
        self._date.setFocus()
        self._date.selectAll()

    def go_to_place(self) -> None:
        """Put the keyboard into the place, all of it selected."""
        self._place.setFocus()
        self._place.selectAll()

    def count_visits(self, count: int) -> None:
        """Say how many visits the day has, where it has several."""
        text = f"{_VISITS}  {count}" if count > 1 else _VISITS
        if text != self.visits_button.text():
            self.visits_button.setText(text)
            self.visits_button.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the payer by Enter, as the other entries."""
        entered = isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        )
        if entered and event.type() == QEvent.Type.KeyPress:
            self.done.emit()
            return True
        return False

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the labels give way."""
        shown = (label for label in self._labels if not label.isHidden())
        labels = sum(label.sizeHint().width() + 2 * GRID for label in shown)
        return super().minimumSizeHint() - QSize(labels, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where it is narrow: first the weekday, then the labels."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self._color_year(about_deductible(self._session.outcome)[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))

    def draw_icons(self) -> None:
        """Draw the icons of the buttons, which the first window does not wait for."""
        for button in (self.visits_button, self._year, self.panel_button):
            button.draw_icon()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.visits_button)
        layout.addSpacing(2 * GRID)
        for label, field in zip(self._labels, self._fields, strict=True):
            label.setBuddy(field)
            layout.addWidget(label)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            layout.addWidget(field, 1000)  # up to what it needs; the rest goes to the stretch
            layout.addSpacing(2 * GRID)
        layout.addWidget(self._year)
        layout.addStretch(1)
        layout.addWidget(self.panel_button)
        self._size()

    def _size(self) -> None:
        """Give each entry the room of what is usually typed there, by the font."""
        metrics = self.fontMetrics()
        high = max(_FIELD, metrics.height() + 3 * GRID)
        for widget in (self.visits_button, *self._fields, self._year, self.panel_button):
            widget.setFixedHeight(high)
        self.setFixedHeight(max(_HEIGHT, high + 4 * GRID))
        icons = 9 * GRID
        self._date.setMaximumWidth(metrics.horizontalAdvance("11/23/2026  Wed") + icons + 3 * GRID)
        self._date.setMinimumWidth(metrics.horizontalAdvance("11/23/2026") + icons)
        self._place.setMaximumWidth(metrics.horizontalAdvance("27601-0000North Carolina") + icons)
        self._place.setMinimumWidth(metrics.horizontalAdvance("27601-0000") + 4 * GRID)
        self._payer.setMaximumWidth(metrics.horizontalAdvance(PAYERS[CPT_MIDPOINT]) + 14 * GRID)
        self._payer.setMinimumWidth(metrics.horizontalAdvance("Medicare") + 10 * GRID)

    @property
    def _width_in_letters(self) -> float:
        """The width as it would be with letters of the usual size."""
        return self.width() / max(1.0, self.fontMetrics().height() / _USUAL_LETTERS)

    def _fit(self) -> None:
        width = self._width_in_letters
        for label in self._labels:
            label.setVisible(width >= _NO_LABELS)
        narrow = width < _NO_WEEKDAY
        self._labels[1].setText("Place" if narrow else "&ZIP or place")
        # A label that is hidden, or has lost the letter, leads nowhere by its key.
        for key in self._keys:
            key.setEnabled(narrow and (width < _NO_LABELS or key is self._keys[1]))
        style = Qt.ToolButtonStyle
        icon, whole = style.ToolButtonIconOnly, style.ToolButtonTextBesideIcon
        self.visits_button.setToolButtonStyle(icon if width < _NO_LABELS else whole)
        self.panel_button.setToolButtonStyle(icon if narrow else whole)
        self._say_date()

    def _change_day(self, text: str, day: date | None) -> None:
        self._session.change(day_text=text, day=day)

    def _change_payer(self) -> None:
        payer, rule = self._payers[self._payer.currentIndex()]
        self._session.change(payer=payer, rule=rule)

    def _fill(self) -> None:
        """Show another visit."""
        draft = self._session.draft
        self._date.setText(draft.day_text)
        self._place.setText(draft.place)
        self._place.setCursorPosition(0)
        self._show_payer(draft)

    def _refresh(self) -> None:
        """Say what the entries mean."""
        outcome = self._session.outcome
        self._say_date()
        sentence, mistaken = about_place(outcome)
        self._place.say(place_note(outcome), sentence, mistaken)
        self._show_payer(outcome.draft)
        text = self._session.deductible_said
        sentence, mistaken = about_deductible(outcome)
        if text != self._year.text().replace("&", ""):
            self._year.setText(text.replace("eductible", "ed&uctible"))
            self._year.setAccessibleName(text)
        self._year.setAccessibleDescription(sentence)
        self._year.setToolTip(tip(sentence))
        self._color_year(mistaken)
        if outcome.place is not None:
            self._place.show_candidates(outcome.place.candidates)

    def _show_payer(self, draft: Draft) -> None:
        """Show the payer of the visit, as an entry of its own where it is none of the list."""
        shown = draft.payer, draft.rule
        offered = _OFFERED if shown in _OFFERED else (*_OFFERED, shown)
        if offered != self._payers:
            self._payers = offered
            self._payer.clear()
            self._payer.addItems([_title(*each) for each in offered])
        self._payer.setCurrentIndex(offered.index(shown))

    def _say_date(self) -> None:
        day = self._session.outcome.draft.day
        shown = day is not None and self._width_in_letters >= _NO_WEEKDAY
        short = weekday(day)[:3] if day and shown else ""
        self._date.say(short, about_date(self._session.outcome), day is None)

    def _color_year(self, mistaken: bool) -> None:
        palette = QApplication.palette()
        usual = palette.color(QPalette.ColorRole.ButtonText)
        color_letters(self._year, QColor(nearest_ink(palette).danger) if mistaken else usual)


def _title(payer: str, rule: str) -> str:
    title = PAYERS.get(payer, payer)
    usual = payer != MEDICARE or rule == EIGHT_MINUTE_RULE.name
    return title if usual else f"{title}, {RULES[rule].title}"


def _focus(field: QWidget) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
