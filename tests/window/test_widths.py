"""How the columns of the table of services share its width."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from quarterhour.visit import Visit
from quarterhour.window.table.columns import FITTED, Column, shared_widths
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
SPLIT = "2 \u00d7 GP, 1 \u00d7 GP CQ"
NO_ASSISTANT = [column for column in Column if column is not Column.ASSISTANT]


def _widths(room: int, modifiers: str = "GP") -> dict[Column, int]:
    contents = {Column.UNITS: {"", "2"}, Column.MODIFIERS: {"", modifiers}}
    metrics = QFontMetrics(QApplication.font())
    return shared_widths(metrics, room, NO_ASSISTANT, contents)


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
    assert person.table.columnWidth(modifiers) > before
    assert person.table.columnWidth(0) < service


def test_services_take_what_the_others_leave(qapp: QApplication) -> None:
    short, long = _widths(700), _widths(700, SPLIT)
    assert sum(short.values()) == sum(long.values()) == 700
    gained = short[Column.SERVICE] - long[Column.SERVICE]
    assert gained == long[Column.MODIFIERS] - short[Column.MODIFIERS] > 0


def test_modifiers_are_wide_up_to_a_limit(qapp: QApplication) -> None:
    assert _widths(2000, SPLIT * 3) == _widths(2000, SPLIT * 9)
    assert all(column in _widths(2000) for column in FITTED)


def test_modifiers_give_way_no_further_than_they_must(qapp: QApplication) -> None:
    whole = _widths(2000, SPLIT)
    least = _widths(0, SPLIT)
    given = (whole[Column.MODIFIERS] - least[Column.MODIFIERS]) // 2
    room = sum(whole.values()) - whole[Column.SERVICE] + least[Column.SERVICE] - given
    tight = _widths(room, SPLIT)
    assert tight[Column.SERVICE] == least[Column.SERVICE]
    assert sum(tight.values()) == room
    assert least[Column.MODIFIERS] < tight[Column.MODIFIERS] < whole[Column.MODIFIERS]
