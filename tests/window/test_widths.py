"""How the columns of the table of services share its width."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from quarterhour.entry.service_cells import Column
from quarterhour.visit import Visit
from quarterhour.window.look.text import semibold_of
from quarterhour.window.look.views import MARGIN
from quarterhour.window.table.delegate import LAST_MARGIN
from quarterhour.window.table.grid import FITTED, shared_widths
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
SPLIT = "2 \u00d7 GP, 1 \u00d7 GP CQ"
NO_ASSISTANT = [column for column in Column if column is not Column.ASSISTANT]


def _widths(room: int, modifiers: str = "GP") -> dict[Column, int]:
    contents = {Column.UNITS: {"", "2"}, Column.MODIFIERS: {"", modifiers}}
    return shared_widths(QApplication.font(), room, NO_ASSISTANT, contents)


def test_modifiers_of_two_lines_are_whole_in_a_small_window(opened: Open, visit: Make) -> None:
    services = (
        {"code": "97110", "therapist_minutes": 13, "assistant_minutes": 23},
        {"code": "97140", "therapist_minutes": 30},
    )
    person = opened(visit(*services, zip="77001"))
    person.window.resize(1024, 700)
    QApplication.processEvents()
    assert " CQ" in person.cell(0, "modifiers") and person.is_whole(0, "modifiers")
    assert not person.table.horizontalScrollBar().isVisible()


def test_the_width_is_shared_anew_when_what_is_computed_needs_more(
    opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 36}, zip="77001"))
    modifiers = COLUMNS.index("modifiers")
    before, service = person.table.columnWidth(modifiers), person.table.columnWidth(0)
    person.select(0, "therapist").types("13").press(Qt.Key.Key_Return)
    assert (person.table.columnWidth(modifiers), person.table.columnWidth(0)) == (before, service)
    person.window.worksheet.session.change_row(0, assistant="23")
    session = person.window.worksheet.session
    session.allowed_to_date(pt_slp_to_date=Decimal("2480.00"))
    session.change_row(0, assistant="23")
    assert person.table.columnWidth(0) < service
    assert person.is_whole(0, "modifiers")


def test_services_take_what_the_others_leave(qapp: QApplication) -> None:
    short, long = _widths(900), _widths(900, SPLIT * 2)
    assert sum(short.values()) == sum(long.values()) == 900
    gained = short[Column.SERVICE] - long[Column.SERVICE]
    assert gained == long[Column.MODIFIERS] - short[Column.MODIFIERS] > 0


def test_modifiers_are_never_cut(qapp: QApplication) -> None:
    widths = _widths(0, SPLIT * 3)
    metrics = QFontMetrics(QApplication.font())
    assert widths[Column.MODIFIERS] >= metrics.horizontalAdvance(SPLIT * 3) + 2 * MARGIN
    assert all(column in widths for column in FITTED)


def test_columns_give_way_no_further_than_they_must(qapp: QApplication) -> None:
    wide, least = _widths(2000), _widths(0)
    others = sum(wide.values()) - wide[Column.SERVICE]
    assert others > sum(least.values()) - least[Column.SERVICE]
    tight = _widths(others + 58 + 150 - 20)
    assert sum(tight.values()) == others + 58 + 150 - 20
    assert least[Column.MODIFIERS] <= tight[Column.MODIFIERS] == wide[Column.MODIFIERS] - 20
    assert tight[Column.THERAPIST] == wide[Column.THERAPIST]


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("room", [680, 798, 1022, 1256])
def test_denied_and_amounts_are_whole(percent: int, room: int, qapp: QApplication) -> None:
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    contents = {Column.UNITS: {"2"}, Column.MODIFIERS: {"GP", "1 \u00d7 GP, 1 \u00d7 GP CQ"}}
    widths = shared_widths(font, round(room * percent / 100), list(Column), contents)
    for text in ("Denied", "$1,234.56"):
        wide = QFontMetrics(semibold_of(font) if text == "Denied" else font).horizontalAdvance(text)
        assert widths[Column.ALLOWED] >= wide + MARGIN + LAST_MARGIN
    assert sum(widths.values()) <= round(room * percent / 100) + 1


@pytest.mark.parametrize("width", [1024, 1366])
def test_minutes_together_are_seen_whole(width: int, opened: Open, visit: Make) -> None:
    own = {"code": "97110", "therapist_minutes": 120, "together_minutes": 120}
    person = opened(visit({"code": "97530", "together_minutes": 38}, own))
    person.window.resize(width, 700)
    QApplication.processEvents()
    for row, text in enumerate(("38 together", "120 + 120 together")):
        assert person.cell(row, "therapist") == text
        assert person.is_whole(row, "therapist")


def test_minutes_together_typed_as_they_are_seen_are_asked_about(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97530", "together_minutes": 38}))
    person.select(0, "therapist").types("38 together").press(Qt.Key.Key_Return)
    (problem,) = person.window.worksheet.session.problems_of(0)
    assert problem.field == "therapist_minutes"


def test_deleting_minutes_together_says_where_they_are(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97530", "together_minutes": 38}))
    person.select(0, "therapist").press(Qt.Key.Key_Delete)
    assert person.cell(0, "therapist") == "38 together"
    assert person.says("Message") == "To change minutes together, press Alt+Enter."
