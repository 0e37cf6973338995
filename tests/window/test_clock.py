"""A computer whose clock is wrong: units and modifiers stay, a sentence says why no money shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from quarterhour.entry import session
from window.person import Person

Open = Callable[..., Person]


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_visit_dated_by_a_wrong_clock(
    year: int, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wrong(date):
        @classmethod
        def today(cls) -> Wrong:
            return cls(year, 1, 1)

    monkeypatch.setattr(session, "date", Wrong)
    person = opened().types("97110").press(Qt.Key.Key_Tab).types("33").press(Qt.Key.Key_Return)
    assert (person.cell(0, "units"), person.cell(0, "modifiers")) == ("2", "GP")
    assert person.total("Medicare pays") == "\u2013"
    assert person.says("Why no dollars") == f"No {year} fees yet"
