"""Reading a date as people type it."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QLocale

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_AMERICAN = ("M/d/yyyy", "M-d-yyyy", "M/d/yy")
_CENTURY = 2000


def read_day(text: str, locale: QLocale) -> date | None:
    """Return the date that a text stands for, or None.

    Dates are written as 2026-11-23, as the computer's own short dates, or as 11/23/2026.
    """
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        try:
            return date(*map(int, iso.groups()))
        except ValueError:
            return None
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    # A year is taken with two figures or with four, whichever the format has.
    long = short if "yyyy" in short else short.replace("yy", "yyyy")
    for form in (long, long.replace("yyyy", "yy"), *_AMERICAN):
        day = locale.toDate(text, form, _CENTURY)
        if day.isValid() and day.year() >= _CENTURY:
            return date(day.year(), day.month(), day.day())
    return None
