"""A calendar that hangs under a field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QAbstractItemView, QCalendarWidget, QFrame, QVBoxLayout, QWidget

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class CalendarPopup(QFrame):
    """Lets a day be picked; `picked` carries it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Calendar")
        self._calendar = QCalendarWidget(self)
        self._calendar.setAccessibleName("Choose the date of service")
        for days in self._calendar.findChildren(QAbstractItemView):
            days.setAccessibleName("Days of the month")
        self._calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        # Qt's own calendar goes on before the first day that Python knows.
        self._calendar.setDateRange(_qt_date(date.min), _qt_date(date.max))
        # Red is for what is wrong; weekends are not.
        plain = QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        for day in _WEEKEND:
            self._calendar.setWeekdayTextFormat(day, plain)
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._calendar)

    def open_under(self, field: QWidget, day: date) -> None:
        """Show a day's month under a field."""
        self._calendar.setSelectedDate(_qt_date(day))
        self.move(field.mapToGlobal(QPoint(0, field.height())))
        self.show()
        self._calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


def _qt_date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
