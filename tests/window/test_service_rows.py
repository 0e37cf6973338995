"""How the rows of services look: swatches, badges, mistakes, and what is tinted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from quarterhour.claims import Severity
from quarterhour.visit import Visit
from quarterhour.window.look.colors import (
    accent,
    danger_fill,
    dark_palette,
    hover_tint,
    light_palette,
    selection_tint,
    service_ink,
)
from quarterhour.window.look.icons import severity_color
from quarterhour.window.panels.answer import Answer
from quarterhour.window.panels.minute_ruler import MinuteRuler
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
DAY = (
    {"code": "97161", "therapist_minutes": 30},
    {"code": "97110", "therapist_minutes": 23},
    {"code": "97140", "therapist_minutes": 12},
    {"code": "97116", "therapist_minutes": 10},
    {"code": "97535", "discipline": "OT", "therapist_minutes": 20},
    {"code": "97530", "discipline": "OT", "therapist_minutes": 20},
    {"code": "97110", "therapist_minutes": 8},
)
SWATCHES = (None, 0, 1, 2, 3, 4, 0, None)
LEFT, NUMBER_TOP = 31, 4


@pytest.fixture(params=[light_palette, dark_palette], ids=["light", "dark"])
def person(opened: Open, visit: Make, request: pytest.FixtureRequest) -> Person:
    """A window on a day of two disciplines, in our colors."""
    shown = opened(visit(*DAY))
    shown.window.resize(1366, 1200)
    for widget in (shown.table, shown.find(MinuteRuler, "Minute ruler")):
        widget.setPalette(request.param())
    QApplication.processEvents()
    return shown


def seen(person: Person) -> QImage:
    return person.table.viewport().grab().toImage()


def colors(person: Person, row: int, column: str, picture: QImage) -> set[str]:
    """Return the colors in a cell; those of a service include what stands before it."""
    place = person.table.visualRect(person.table.model().index(row, COLUMNS.index(column)))
    return {
        QColor(picture.pixel(x, y)).name()
        for x in range(place.left(), place.right() + 1)
        for y in range(place.top(), place.bottom() + 1)
    }


def test_a_swatch_has_the_color_of_its_segment(person: Person) -> None:
    person.select(len(DAY), "allowed")
    picture = seen(person)
    inks = [service_ink(person.table.palette(), at) for at in range(8)]
    for row, color in enumerate(SWATCHES):
        found = colors(person, row, "service", picture)
        for at, (fill, edge) in enumerate(inks):
            assert ({fill.name(), edge.name()} <= found) == (at == color), (row, at)
    ruler = person.find(MinuteRuler, "Minute ruler").grab().toImage()
    drawn = {
        QColor(ruler.pixel(x, y)).name()
        for x in range(ruler.width())
        for y in range(ruler.height())
    }
    for _, edge in inks[:5]:
        assert edge.name() in drawn


def test_the_row_of_the_keyboard_is_tinted_and_its_cell_framed(person: Person) -> None:
    person.select(2, "therapist")
    picture, palette = seen(person), person.table.palette()
    tint, frame = selection_tint(palette).name(), accent(palette).name()
    for column in ("service", "units", "allowed"):
        assert tint in colors(person, 2, column, picture)
        assert tint not in colors(person, 3, column, picture)
        assert frame not in colors(person, 2, column, picture)
    assert frame in colors(person, 2, "therapist", picture)


def test_selected_cells_are_tinted_alone(person: Person) -> None:
    person.select(1, "therapist")
    person.press(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    picture, tint = seen(person), selection_tint(person.table.palette()).name()
    for row in (1, 2):
        assert tint in colors(person, row, "therapist", picture)
        assert tint not in colors(person, row, "units", picture)


def test_the_row_under_the_mouse_is_tinted(person: Person) -> None:
    view = person.table.viewport()
    wanted = hover_tint(person.table.palette())
    assert wanted is not None
    place = person.table.visualRect(person.table.model().index(3, 0)).center()
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, move)
    assert wanted.name() in colors(person, 3, "units", seen(person))
    QApplication.sendEvent(person.table, QEvent(QEvent.Type.Leave))
    assert wanted.name() not in colors(person, 3, "units", seen(person))


def test_a_mistake_is_framed_and_its_remedy_beside_it(person: Person) -> None:
    person.select(1, "therapist").types("15x").press(Qt.Key.Key_Return)
    assert "Not minutes. Try 15, 10+8, 9:05-9:20." in person.hears(1, "therapist")
    assert person.cell(1, "units") == "not counted"
    picture, palette = seen(person), person.table.palette()
    danger = severity_color(palette, Severity.ACTION).name()
    found = colors(person, 1, "therapist", picture)
    assert {danger, danger_fill(palette).name()} <= found
    for column in ("service", "units", "modifiers"):  # the badge, and the remedy
        assert danger in colors(person, 1, column, picture)
    assert danger not in colors(person, 2, "units", picture)


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)])
def test_nothing_moves_for_a_mistake_while_it_is_typed_or_after(
    size: tuple[int, int], person: Person
) -> None:
    person.window.resize(*size)

    def places() -> list[int]:
        QApplication.processEvents()
        answers = person.window.parts.strip.findChildren(Answer)
        columns = range(person.table.model().columnCount())
        return [
            *(answer.x() for answer in answers if answer.isVisible()),
            *map(person.table.columnViewportPosition, columns),
        ]

    before = places()
    person.select(1, "therapist").types("15x")
    assert places() == before
    person.press(Qt.Key.Key_Return)
    assert places() == before
    answers = person.window.parts.strip.findChildren(Answer)
    assert [each.text for each in answers[-1].remarks] == ["1 row not counted"]


def test_the_ring_of_the_keyboard_cuts_no_remedy(person: Person) -> None:
    person.select(7, "service").types("stimzzz").press(Qt.Key.Key_Tab)
    palette = person.table.palette()
    danger, ring = severity_color(palette, Severity.ACTION).name(), accent(palette).name()
    assert person.at() == (7, "therapist")
    picture = seen(person)
    assert danger not in colors(person, 7, "therapist", picture), "the cell to type into is free"
    assert danger in colors(person, 7, "units", picture)
    person.select(7, "modifiers")
    picture = seen(person)
    for column in ("therapist", "modifiers", "allowed"):
        assert ring in colors(person, 7, column, picture), "around all of it"
    index = person.table.model().index(7, COLUMNS.index("modifiers"))
    room = person.table.visualRect(index)
    down = range(room.top() + 4, room.bottom() - 4)
    assert ring not in {picture.pixelColor(room.left(), y).name() for y in down}


def test_a_service_that_is_denied_has_a_badge_with_its_title(opened: Open, visit: Make) -> None:
    pair = ({"code": "97530", "therapist_minutes": 15}, {"code": "97750", "therapist_minutes": 15})
    person = opened(visit(*pair))
    hint = next(hint for hint in map(person.hint, range(len(person.hints()))))
    assert hint.severity is Severity.ACTION
    assert person.hears(1, "service").endswith(f"{hint.severity.title}: {hint.title}")
    assert hint.title not in person.hears(0, "service")
    model = person.table.model()
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == hint.title
    assert person.hears(1, "allowed").startswith("Denied. ")


def test_the_new_row_says_what_to_type(opened: Open, visit: Make) -> None:
    assert opened().hears(0, "service") == "Type a code or a name, such as 97110 or gait"
    assert opened(visit(*DAY)).hears(len(DAY), "service") == "Type a code or a name"


def test_rows_are_higher_in_a_high_window(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    person.window.resize(1366, 768)
    QApplication.processEvents()
    low = person.table.rowHeight(0)
    person.window.resize(1366, 900)
    QApplication.processEvents()
    assert (low, person.table.rowHeight(0)) == (28, 32)


def test_the_table_asks_for_the_height_of_its_rows(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    empty = opened().table.sizeHint().height()
    assert person.table.sizeHint().height() - empty == 2 * person.table.rowHeight(0)
    assert person.table.minimumSizeHint().height() < empty


def test_what_earns_no_unit_says_so(opened: Open, visit: Make) -> None:
    person = opened(
        visit({"code": "97110", "therapist_minutes": 24}, {"code": "97035", "therapist_minutes": 6})
    )
    assert person.row(1)[4:] == ["0", "not billed", "\u2014"]


def test_titles_of_the_columns(opened: Open, visit: Make) -> None:
    plain = opened(visit(*DAY))
    both = opened(visit({**DAY[1], "assistant_minutes": 8}))

    def titles(person: Person) -> list[str]:
        model = person.table.model()
        return [
            str(model.headerData(column, Qt.Orientation.Horizontal))
            for column in range(model.columnCount())
            if not person.table.isColumnHidden(column)
        ]

    others = ["Units", "Modifiers", "Allowed"]
    assert titles(plain) == ["Service", "Discipline", "Minutes", *others]
    assert titles(both) == ["Service", "Discipline", "Therapist", "Assistant", *others]


def test_an_editor_leaves_the_swatch_in_sight(person: Person) -> None:
    person.select(1, "service").press(Qt.Key.Key_F2)
    editor = person.focus
    corner = editor.mapTo(person.table.viewport(), QPoint(0, 0))
    assert corner.x() >= 58 and person.hears(1, "service")


def test_an_amount_of_which_another_is_as_right_says_so(opened: Open, visit: Make) -> None:
    """One unit of the day is paid in full, and of two alike the MAC may choose either."""
    tied = {"code": "97110", "therapist_minutes": 12, "assistant_minutes": 14}
    person = opened(visit(tied, zip="77001"))
    answers = person.window.parts.strip.findChildren(Answer)
    said = [each for answer in answers for each in answer.remarks if each.text == "may differ"]
    assert len(said) == 1 and "the MAC may choose either line" in said[0].sentence
    person.window.worksheet.session.change_row(0, assistant="")
    assert not any(each.text == "may differ" for answer in answers for each in answer.remarks)
