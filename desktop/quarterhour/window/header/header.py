"""The header: date, place, payer, and the patient's year, in one row."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
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
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT, RULES
from quarterhour.window.header.date_field import DateField
from quarterhour.window.header.place_field import PlaceField
from quarterhour.window.header.sentences import (
    about_date,
    about_deductible,
    about_place,
    place_note,
)
from quarterhour.window.look import GRID
from quarterhour.window.look.icons import icon
from quarterhour.window.look.ink import edge
from quarterhour.window.look.palette import nearest_ink
from quarterhour.window.look.plain import plain_label, tip
from quarterhour.window.look.scaled import color_letters
from quarterhour.window.look.still_box import StillBox
from quarterhour.window.step_keys import StepKeys
from quarterhour.window.worksheet import Worksheet

HEIGHT = 12 * GRID
_FIELD = 30
_SIDE = 4 * GRID
_PAYERS = {
    EIGHT_MINUTE_RULE.name: "Medicare Part B",
    MIDPOINT.name: "CPT midpoint, units only",
}
# Below these widths, in letters of the usual size, what is shown gives way.
_NO_WEEKDAY = 1100
_NO_LABELS = 1000
_USUAL_LETTERS = 17  # the height of a line of them


class Header(QWidget):
    """Date of service, place, payer, deductible, and the button of the panel at the right.

    `done` tells that an entry was left by Enter, `year_wanted` that the patient's year is asked
    for.
    """

    done = Signal()
    year_wanted = Signal()

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self._date = DateField(self)
        self._place = PlaceField(worksheet.session.places, self)
        self._payer = _payers(self)
        self._year = _flat_button("This patient's year", self)
        self.panel_button = _flat_button("Explanation", self)
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
            self.draw_icons()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))

    def draw_icons(self) -> None:
        """Draw the icons of the buttons, which the first window does not wait for."""
        color = self.palette().color(QPalette.ColorRole.WindowText)
        self.panel_button.setIcon(icon("panel", color))
        self._year.setIcon(icon("below", color))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIDE, 0, 2 * GRID, 0)
        layout.setSpacing(2 * GRID)
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
        for widget in (*self._fields, self._year, self.panel_button):
            widget.setFixedHeight(high)
        self.setFixedHeight(max(HEIGHT, high + 4 * GRID))
        icons = 9 * GRID
        self._date.setMaximumWidth(metrics.horizontalAdvance("11/23/2026  Wed") + icons + 3 * GRID)
        self._date.setMinimumWidth(metrics.horizontalAdvance("11/23/2026") + icons)
        self._place.setMaximumWidth(metrics.horizontalAdvance("27601-0000  North Carolina") + 24)
        self._place.setMinimumWidth(metrics.horizontalAdvance("27601-0000") + 4 * GRID)
        self._payer.setMaximumWidth(metrics.horizontalAdvance(_PAYERS[MIDPOINT.name]) + 14 * GRID)
        self._payer.setMinimumWidth(metrics.horizontalAdvance("Medicare") + 10 * GRID)

    def _fit(self) -> None:
        scale = max(1.0, self.fontMetrics().height() / _USUAL_LETTERS)
        width = self.width() / scale
        for label in self._labels:
            label.setVisible(width >= _NO_LABELS)
        narrow = width < _NO_WEEKDAY
        self._labels[1].setText("Place" if narrow else "&ZIP or place")
        # A label that is hidden, or has lost the letter, leads nowhere by its key.
        for key in self._keys:
            key.setEnabled(narrow and (width < _NO_LABELS or key is self._keys[1]))
        style = Qt.ToolButtonStyle
        self.panel_button.setToolButtonStyle(
            style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
        )
        self._say_date()

    def _change_day(self, text: str, day: date | None) -> None:
        self._session.change(day_text=text, day=day)

    def _change_payer(self) -> None:
        self._session.change(rule=self._payer.currentData())

    def _fill(self) -> None:
        """Show another visit."""
        draft = self._session.draft
        self._date.setText(draft.day_text)
        self._place.setText(draft.place)
        self._place.setCursorPosition(0)
        self._payer.setCurrentIndex(self._payer.findData(draft.rule))

    def _refresh(self) -> None:
        """Say what the entries mean."""
        outcome = self._session.outcome
        self._say_date()
        sentence, mistaken = about_place(outcome)
        self._place.say(place_note(outcome), sentence, mistaken)
        self._payer.setToolTip(tip(RULES[outcome.draft.rule].description))
        text = self._session.deductible_said
        sentence, mistaken = about_deductible(outcome)
        if text != self._year.text().replace("&", ""):
            self._year.setText(text.replace("eductible", "ed&uctible"))
            self._year.setAccessibleName(text)
        self._year.setAccessibleDescription(sentence)
        self._year.setToolTip(tip(sentence))
        self._color_year(mistaken)
        if outcome.assessment is not None:
            self._place.show_candidates(outcome.assessment.candidates)

    def _say_date(self) -> None:
        day = self._session.outcome.draft.day
        scale = max(1.0, self.fontMetrics().height() / _USUAL_LETTERS)
        shown = day is not None and self.width() / scale >= _NO_WEEKDAY
        self._date.say(f"{day:%a}" if shown else "", about_date(self._session.outcome), day is None)

    def _color_year(self, mistaken: bool) -> None:
        palette = QApplication.palette()
        usual = palette.color(QPalette.ColorRole.ButtonText)
        color_letters(self._year, QColor(nearest_ink(palette).danger) if mistaken else usual)


def _payers(parent: QWidget) -> QComboBox:
    box = StillBox("Payer", parent)
    for at, (rule, title) in enumerate(_PAYERS.items()):
        box.addItem(title, rule)
        box.setItemData(at, RULES[rule].description, Qt.ItemDataRole.ToolTipRole)
    return box


def _flat_button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its icon comes after the words
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _focus(field: QWidget) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
