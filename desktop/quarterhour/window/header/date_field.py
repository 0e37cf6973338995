"""The date of service: typed, stepped by the arrow keys, or picked from a calendar."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quarterhour.reference import american
from quarterhour.window.header.noted_edit import NotedEdit
from quarterhour.window.look.icons import icon
from quarterhour.window.look.ink import figures_font, secondary

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_AMERICAN = re.compile(r"(?P<month>[0-9]{1,2})([/-])(?P<day>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_AMERICAN_SHORT = "M/d/yy"
_CENTURY = 2000
_TODAY = "today"
_WITHOUT_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[/-](?P<day>[0-9]{1,2})")
# How far ahead, or behind in the year before, what is typed without its year can be.
_AHEAD, _BEHIND = timedelta(days=31), timedelta(days=92)
_KEYS = "Up and Down change the day; F4 opens a calendar."
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DateField(NotedEdit):
    """Edits a date of service.

    `edited` carries what is typed and the date that it means (None while it is none). What is
    left without its year, or as today, is written out.
    """

    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Date of service")
        self.say("", _KEYS)
        self.setFont(figures_font(self.font()))
        self._action = QAction("Choose from a calendar", self)
        self._action.triggered.connect(self._open_calendar)
        self.addAction(self._action, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._tell)
        self.editingFinished.connect(self._write_out)
        self._seen = False

    def say(self, note: str, sentence: str, mistaken: bool = False) -> None:
        """Show a note; by which keys the day is changed is told with the sentence."""
        super().say(note, f"{sentence.rstrip('.')}. {_KEYS}".removeprefix(". "), mistaken)

    def day(self) -> date | None:
        """Return the date typed, or None."""
        return read_day(self.text(), QLocale.system())

    def set_day(self, day: date) -> None:
        """Put in another date, as if it were typed."""
        self.setText(american(day))
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._seen:
            self._draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field; its icon right after, so that the first window doesn't wait for it."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._draw_icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step the day, or open the calendar."""
        step = _STEPS.get(Qt.Key(event.key()))
        day = self.day()
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if day is not None:
                with suppress(OverflowError):  # there is no day before the first
                    self.set_day(day + timedelta(days=step))
        elif step is not None or event.key() == Qt.Key.Key_F4:
            self._open_calendar()
        else:
            super().keyPressEvent(event)

    def _write_out(self) -> None:
        """Write a short date in full, where anyone can see which it is taken for."""
        day = self.day() or read_short(self.text(), date.today())
        if self.day() is None and day is not None:
            self.set_day(day)

    def _tell(self) -> None:
        self.edited.emit(self.text(), self.day())

    def _open_calendar(self) -> None:
        """Open the calendar, made when it is first asked for."""
        # Loaded only when asked for: it would delay the first window.
        from quarterhour.window.header.calendar import CalendarPopup

        popup = self.findChild(CalendarPopup)
        if popup is None:
            popup = CalendarPopup(self)
            popup.picked.connect(self._pick)
        popup.open_under(self, self.day() or date.today())

    def _pick(self, day: date) -> None:
        self.set_day(day)
        self.setFocus()

    def _draw_icon(self) -> None:
        self._action.setIcon(icon("calendar", secondary(self.palette())))


def read_day(text: str, locale: QLocale) -> date | None:
    """Return the date that a text means, or None.

    Dates are written as 11/23/2026, as 2026-11-23, or as the computer's own short dates, such as
    23.11.2026. What could be an American date, such as 23/11/2026, is read as nothing else.
    """
    text = text.strip()
    if found := _AMERICAN.fullmatch(text) or _ISO.fullmatch(text):
        try:
            return date(*(int(found[name]) for name in ("year", "month", "day")))
        except ValueError:
            return None
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    # A year is taken with two figures or with four, whichever the format has.
    long = short if "yyyy" in short else short.replace("yy", "yyyy")
    mistakable = short.startswith("d") and "." not in short
    own = () if mistakable else (long, long.replace("yyyy", "yy"))
    for form in (_AMERICAN_SHORT, *own):
        day = locale.toDate(text, form, _CENTURY)
        if day.isValid() and day.year() >= _CENTURY:
            return date(day.year(), day.month(), day.day())
    return None


def read_short(text: str, today: date) -> date | None:
    """Return the date that a text means without its year, or None where that isn't certain.

    It is past in this year, at most a month ahead, or late in the year before.
    """
    text = text.strip().lower()
    if text == _TODAY:
        return today
    found = _WITHOUT_YEAR.fullmatch(text)
    if found is None:
        return None
    fitting = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):  # there is no such day in it
            day = date(year, int(found["month"]), int(found["day"]))
            earliest = min(date(today.year, 1, 1), today - _BEHIND)
            if earliest <= day <= today + _AHEAD:
                fitting.append(day)
    return fitting[0] if len(fitting) == 1 else None
