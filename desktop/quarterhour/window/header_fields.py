"""The entries of the header that are typed: the date of service and the place.

Each says inside it, at the right, what it is taken for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from quarterhour.reference import NATIONAL, Locality, PlaceMatch, american
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.colors import ink_of, nearest_ink, secondary, with_focus
from quarterhour.window.look.icons import icon, picture
from quarterhour.window.look.text import figures_font, tip
from quarterhour.window.suggestion_list import Offer, SuggestionList

_SIDE = 2 * GRID
_ICON = 6 * GRID
_LEAST_NOTE = 6  # letters: of fewer, nobody makes out a place


class NotedEdit(QLineEdit):
    """Shows a note beside what is typed, as far as there is room, and a frame around a mistake."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = self._shown = ""
        self._mistaken = False
        self._fill = ""
        self.textChanged.connect(self._make_room)

    @property
    def mistaken(self) -> bool:
        """Whether what is typed is marked as a mistake."""
        return self._mistaken

    def say(self, note: str, sentence: str, mistaken: bool = False) -> None:
        """Show a note. The sentence is for the tip and for assistive technology."""
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)
            self.setToolTip(tip(sentence))
        if (note, mistaken) != (self._note, self._mistaken):
            self._note, self._mistaken = note, mistaken
            self._color()
            self._make_room()

    def mark(self, mistaken: bool) -> None:
        """Mark what is typed as a mistake, which is told beside the field, or no more."""
        if mistaken != self._mistaken:
            self._mistaken = mistaken
            self._color()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the note where there is room now."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()
        elif event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the note, or the frame, over the field."""
        super().paintEvent(event)
        if not self._mistaken and not self._noted:
            return
        with QPainter(self) as painter:
            if self._noted:
                painter.setPen(secondary(self.palette()))
                room = QRect(0, 0, self.width() - self._right, self.height())
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, align, self._shown)
            if self._mistaken:
                painter.setPen(QPen(QColor(nearest_ink(self.palette()).danger), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    @property
    def _right(self) -> int:
        return _ICON + GRID if self.actions() else _SIDE

    @property
    def _noted(self) -> bool:
        return self.textMargins().right() > 0

    def _make_room(self) -> None:
        metrics = self.fontMetrics()
        typed = metrics.horizontalAdvance(self.text()) + 2 * _SIDE
        room = self.width() - typed - self._right - _SIDE
        self._shown = metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        if self._shown != self._note and room < _LEAST_NOTE * metrics.averageCharWidth():
            self._shown = ""
        right = metrics.horizontalAdvance(self._shown) + _SIDE if self._shown else 0
        if right != self.textMargins().right():
            self.setTextMargins(0, 0, right, 0)
        self.update()

    def _color(self) -> None:
        """Fill the field of a mistake; in high contrast, the frame alone tells it."""
        ink = ink_of(QApplication.palette())
        wanted = ink.danger_fill if self._mistaken and ink else ""
        if wanted != self._fill:
            self._fill = wanted
            palette = QPalette()  # what is not set goes on to be the program's
            if wanted:
                palette.setColor(QPalette.ColorRole.Base, QColor(wanted))
            self.setPalette(palette)


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
    left in another form, without its year, or as today, is written out.
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
        """Write a date in full, in one form, where anyone can see which it is taken for."""
        day = self.day() or read_short(self.text(), date.today())
        if day is not None and self.text() != american(day):
            self.set_day(day)

    def _tell(self) -> None:
        self.edited.emit(self.text(), self.day())

    def _open_calendar(self) -> None:
        """Open the calendar, made when it is first asked for."""
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


_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


_ARROWS = {"qt_calendar_prevmonth": 90, "qt_calendar_nextmonth": -90}  # by Qt
_ARROW = 16


class CalendarPopup(QFrame):
    """A calendar that hangs under a field, for a day to be picked; `picked` carries it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        # Loaded only when asked for: it would delay the first window.
        from PySide6.QtGui import QTextCharFormat
        from PySide6.QtWidgets import QAbstractItemView, QCalendarWidget, QTableView

        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Calendar")
        self._calendar = calendar = QCalendarWidget(self)
        calendar.setAccessibleName("Choose the date of service")
        (self._days,) = calendar.findChildren(QTableView)
        for days in calendar.findChildren(QAbstractItemView):
            days.setAccessibleName("Days of the month")
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        calendar.setVerticalHeaderFormat(calendar.VerticalHeaderFormat.NoVerticalHeader)
        # Qt's own calendar goes on before the first day that Python knows.
        calendar.setDateRange(_qt_date(date.min), _qt_date(date.max))
        # Red is for what is wrong; weekends are not.
        plain = QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        for day in _WEEKEND:
            calendar.setWeekdayTextFormat(day, plain)
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)

    def open_under(self, field: QWidget, day: date) -> None:
        """Show a day's month under a field."""
        palette = QApplication.palette()
        # In high contrast, the system's own colors hold.
        self._days.setPalette(with_focus(palette) if ink_of(palette) else QPalette())
        self._calendar.setSelectedDate(_qt_date(day))
        self._draw_arrows()
        self.move(field.mapToGlobal(QPoint(0, field.height())))
        self.show()
        self._calendar.setFocus()

    def _draw_arrows(self) -> None:
        """Draw the arrows in the color of the month between them: Qt's are black in the dark."""
        from PySide6.QtGui import QTransform
        from PySide6.QtWidgets import QToolButton

        color = self.palette().color(QPalette.ColorRole.HighlightedText).name()
        for button in self._calendar.findChildren(QToolButton):
            angle = _ARROWS.get(button.objectName())
            if angle is not None:
                drawn = picture("below", color, 4 * _ARROW)
                button.setIcon(QIcon(drawn.transformed(QTransform().rotate(angle))))

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(day.toPython())


def _qt_date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


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


class PlaceField(NotedEdit):
    """Edits the place, with a list of the localities that the text can mean.

    `edited` carries what is typed, `chosen` the locality taken from the list with its text.
    """

    edited = Signal(str)
    chosen = Signal(str, str)

    def __init__(
        self, search: Callable[[str], list[PlaceMatch]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._popup: SuggestionList | None = None
        self._candidates: Sequence[Locality] = ()
        self.setAccessibleName("ZIP or place of treatment")
        self.setPlaceholderText("ZIP code (33101) or locality")
        self.setFont(figures_font(self.font()))
        self.textEdited.connect(self._edit)

    def show_candidates(self, candidates: Sequence[Locality]) -> None:
        """Offer the localities that a ZIP code can lie in."""
        opens = bool(candidates) and candidates != self._candidates and self.hasFocus()
        self._candidates = candidates
        if opens:
            self._offer(self._offered_candidates)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose from the list: the arrows move, Enter takes, Escape closes, Down opens."""
        key = event.key()
        if self._opened and self._list().move_highlight(key):
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._open()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._opened:
            self._take(self._list().current())
        elif key == Qt.Key.Key_Escape and self._opened:
            self._list().hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the list while it is open."""
        asked = event.type() == QEvent.Type.ShortcutOverride and self._opened
        if asked and self._list().keeps(event, self):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list, and take along what is meant for certain."""
        if self._opened:
            offer = self._list().certain()
            self._list().hide()
            self._take(offer)
        super().focusOutEvent(event)

    @property
    def _opened(self) -> bool:
        return self._popup is not None and self._popup.serves(self)

    @property
    def _waits_for_choice(self) -> bool:
        return bool(self._candidates)

    @property
    def _offered_candidates(self) -> list[PlaceMatch]:
        return [PlaceMatch(place, state_named=True) for place in self._candidates]

    def _list(self) -> SuggestionList:
        """Return the list, made when it is first needed: the window is known by then."""
        if self._popup is None:
            self._popup = SuggestionList("Localities that match", self.window())
            self._popup.taken.connect(self._take)
        return self._popup

    def _edit(self, text: str) -> None:
        self._candidates = ()
        self.edited.emit(text)
        words = text.strip()
        if words and not words.isdigit():
            self._offer(self._search(words))
        elif self._popup is not None and not self._waits_for_choice:
            self._popup.hide()

    def _open(self) -> None:
        text = self.text() if self.isModified() else ""
        self._offer(self._offered_candidates or self._search(text))

    def _offer(self, matches: Sequence[PlaceMatch]) -> None:
        sure = len(matches) == 1 and matches[0].state_named
        offers = [_offer(match, sure) for match in matches]
        self._list().offer(offers, self, highlights=len(offers) == 1)

    def _take(self, offer: Offer | None) -> None:
        if offer is None:
            return
        self._list().hide()
        zip_code = self.text().strip()
        if not (self._candidates and zip_code.isdigit()):
            self.setText(offer.text)
        self.chosen.emit(offer.key, self.text())


def _offer(match: PlaceMatch, sure: bool) -> Offer:
    place = match.locality
    county = f"{match.county} County" if match.county else ""
    number = "" if place == NATIONAL else place.id
    return Offer(place.id, place.title, GAP.join(filter(None, (county, number))), sure)
