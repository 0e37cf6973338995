"""The minute ruler in the window: seen in any palette and width, clicked, and heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFont, QHelpEvent, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from quarterhour.visit import Visit
from quarterhour.window.look.colors import contrast, dark_palette, light_palette, ruler_colors
from quarterhour.window.panels import minute_ruler
from quarterhour.window.panels.minute_ruler import MinuteRuler
from quarterhour.window.words import Command
from window.palettes import DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE, LIGHT, palette_of
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
Colors = dict[QPalette.ColorRole, str]
PALETTES = pytest.mark.parametrize(
    "colors",
    [LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE],
    ids=["light", "dark", "high-contrast", "high-contrast-white"],
)
SERVICES = 8
DAY = (
    {"code": "97110", "therapist_minutes": 33},
    {"code": "97140", "therapist_minutes": 7},
    {"code": "97530", "discipline": "OT", "therapist_minutes": 20},
    {"code": "92507", "discipline": "SLP", "therapist_minutes": 45},
)
BUSY = ("97110", "97112", "97116", "97140", "97530", "97535", "97032", "97035", "97124", "97113")


def ruler_in(person: Person) -> MinuteRuler:
    return person.find(MinuteRuler, "Minute ruler")


def middle_of(ruler: MinuteRuler, code: str) -> QPoint:
    """Return a point in the segment of a code, by what the tooltips say."""
    for y in range(0, ruler.height(), 4):
        for x in range(0, ruler.width(), 4):
            if tip(ruler, QPoint(x, y)).startswith(code):
                return QPoint(x + 3, y + 3)
    raise AssertionError(f"{code} is not drawn")


def tip(ruler: MinuteRuler, at: QPoint) -> str:
    QApplication.sendEvent(ruler, QHelpEvent(QEvent.Type.ToolTip, at, ruler.mapToGlobal(at)))
    return QToolTip.text().replace("\n", " ")


@PALETTES
def test_edges_and_words_stand_out(colors: Colors) -> None:
    drawn = ruler_colors(palette_of(colors))
    for at in range(SERVICES):
        assert contrast(drawn[f"edge-{at}"], drawn["ground"]) >= 4.5
        assert contrast(drawn["text"], drawn[f"fill-{at}"]) >= 7
    assert contrast(drawn["control"], drawn["ground"]) >= 3
    for words in ("text", "quiet"):
        assert contrast(drawn[words], drawn["ground"]) >= 4.5


@pytest.mark.parametrize("colors", [HIGH_CONTRAST, HIGH_CONTRAST_WHITE])
def test_in_high_contrast_nothing_is_filled(colors: Colors) -> None:
    drawn = ruler_colors(palette_of(colors))
    assert {drawn[f"fill-{at}"].rgb() for at in range(SERVICES)} == {drawn["ground"].rgb()}


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
def test_our_palettes_give_each_service_its_color(palette: Callable[[], QPalette]) -> None:
    drawn = ruler_colors(palette())
    for kind in ("fill", "edge"):
        assert len({drawn[f"{kind}-{at}"].rgb() for at in range(SERVICES)}) == SERVICES
    for at in range(SERVICES):
        assert contrast(drawn["text"], drawn[f"fill-{at}"]) >= 7.6
        assert contrast(drawn[f"edge-{at}"], drawn["ground"]) >= 4.4


@PALETTES
@pytest.mark.parametrize("width", [1, 60, 300, 760, 4000])
def test_it_paints_in_any_palette_and_width(
    opened: Open, visit: Make, colors: Colors, width: int
) -> None:
    ruler = ruler_in(opened(visit(*DAY)))
    ruler.setPalette(palette_of(colors))
    ruler.resize(width, ruler.height())
    picture = ruler.grab().toImage()
    shades = {ruler_colors(ruler.palette())[f"fill-{at}"].rgb() for at in range(2)}
    seen = {
        picture.pixel(x, y) for x in range(picture.width()) for y in range(0, picture.height(), 2)
    }
    assert width < 300 or shades <= seen


def test_two_hundred_services_and_a_whole_day_are_drawn(opened: Open, visit: Make) -> None:
    services = [
        {"code": BUSY[at % len(BUSY)], "therapist_minutes": 8 if at < 40 else 7}
        for at in range(200)
    ]
    ruler = ruler_in(opened(visit(*services)))
    assert "1440 timed minutes are 96 units" in ruler.accessibleDescription()
    assert not ruler.grab().isNull()


def test_the_sentence_is_spoken_and_follows_what_is_typed(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY[:2]))
    interface = QAccessible.queryAccessibleInterface(ruler_in(person))
    assert interface.text(QAccessible.Text.Name) == "Minute ruler"
    assert interface.text(QAccessible.Text.Description) == (
        "PT: 40 timed minutes are 3 units (38\u201352 minutes): 97110 33, 97140 7. "
        "4 units start at 53."
    )
    person.select(1, "therapist").types("20").press(Qt.Key.Key_Return)
    assert "53 timed minutes are 4 units" in interface.text(QAccessible.Text.Description)


def test_each_segment_is_heard(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))

    def heard() -> list[str]:
        interface = QAccessible.queryAccessibleInterface(ruler_in(person))
        children = [interface.child(at) for at in range(interface.childCount())]
        shown = [child for child in children if not child.state().invisible]
        assert all(child.role() == QAccessible.Role.StaticText for child in shown)
        return [child.text(QAccessible.Text.Name) for child in shown]

    first, last = "97110, 33 minutes, 2 units", "97530, 20 minutes, 1 unit"
    assert heard() == [first, "97140, 7 minutes, 1 unit", last]
    person.select(1, "therapist").types("20").press(Qt.Key.Key_Return)
    assert "97140, 20 minutes, 2 units" in heard()
    person.select(1, "service").choose(Command.DELETE_ROW)
    assert heard() == [first, last]


def test_colors_stay_while_minutes_are_half_typed(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    session = person.window.worksheet.session
    before = [row.color for row in session.outcome.rows]
    assert before == [0, 1, 2, None]
    person.select(0, "therapist").types("10+")
    assert session.outcome.rows[0].service is None
    assert [row.color for row in session.outcome.rows] == before


def test_the_minutes_are_not_said_twice(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    assert person.says("What the table needs") == ""
    assert "PT, 40 timed minutes: 38 to 52 is 3 units." in person.why()


@offscreen_menu
def test_a_click_selects_the_row(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    ruler = ruler_in(person)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(ruler, left, pos=middle_of(ruler, "97140"))
    assert person.at() == (1, "service")
    QTest.mouseClick(ruler, left, pos=middle_of(ruler, "97530"))
    assert person.at() == (2, "service")
    QTest.mouseClick(ruler, left, pos=QPoint(ruler.width() - 2, ruler.height() - 2))
    QTest.mouseClick(ruler, Qt.MouseButton.RightButton, pos=middle_of(ruler, "97140"))
    assert person.at() == (2, "service")


def test_left_and_right_go_from_service_to_service(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    ruler = person.go_to(MinuteRuler, "Minute ruler")
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        person.press(key)
        seen.append(person.at()[0])
    assert seen == [1, 2, 2, 1]
    assert person.focus is ruler
    person.select(3, "service").go_to(MinuteRuler, "Minute ruler")
    person.press(Qt.Key.Key_Left)  # from a service that has no segment, to the first
    assert person.at()[0] == 0


def test_the_keyboard_shows_where_it_is(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY)).select(4, "service")
    before = ruler_in(person).grab().toImage()
    person.press(Qt.Key.Key_Tab)
    assert person.focus is ruler_in(person)
    assert ruler_in(person).grab().toImage() != before


def test_the_selected_service_is_outlined(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY))
    pictures = []
    for row in (0, 1, 3):
        person.select(row, "service")
        pictures.append(ruler_in(person).grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


@offscreen_menu
def test_the_tooltip_says_what_a_segment_is(opened: Open, visit: Make) -> None:
    ruler = ruler_in(opened(visit(*DAY)))
    said = tip(ruler, middle_of(ruler, "97110"))
    assert said.startswith("97110 Therapeutic exercise: 33 minutes, 2 units. 33 minutes = 2 full")


def test_room_for_one_bar_is_kept(opened: Open, visit: Make) -> None:
    person = opened()
    ruler = ruler_in(person)
    height = ruler.sizeHint().height()
    assert ruler.accessibleDescription() == "No timed minutes."
    person.types("97110").press(Qt.Key.Key_Tab).types("23").press(Qt.Key.Key_Return)
    assert ruler.sizeHint().height() == height == ruler.height()
    assert ruler_in(opened(visit(*DAY))).sizeHint().height() > height


@offscreen_menu
def test_of_many_bars_those_around_the_selected_row_are_seen(opened: Open, visit: Make) -> None:
    services = [{"code": code, "therapist_minutes": 10} for code in BUSY]
    person = opened(visit(*services, rule="midpoint"))
    ruler = ruler_in(person)
    three = ruler_in(opened(visit(*services[:3], rule="midpoint"))).sizeHint().height()
    assert ruler.sizeHint().height() == three
    person.select(9, "service")
    assert tip(ruler, middle_of(ruler, BUSY[9])).startswith(BUSY[9])
    with pytest.raises(AssertionError):
        middle_of(ruler, BUSY[0])
    for _ in BUSY:
        up = QWheelEvent(
            QPointF(20, 20),
            QPointF(ruler.mapToGlobal(QPoint(20, 20))),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(ruler, up)
    assert middle_of(ruler, BUSY[0])
    person.select(1, "therapist").choose(Command.DELETE_ROW)
    person.window.files.begin_own()
    assert ruler.accessibleDescription() == "No timed minutes."


def test_larger_letters_get_more_room(opened: Open, visit: Make) -> None:
    ruler = ruler_in(opened(visit(*DAY)))
    before = ruler.sizeHint().height()
    font = QFont(ruler.font())
    font.setPointSizeF(2 * font.pointSizeF())
    ruler.setFont(font)
    assert ruler.sizeHint().height() > 1.6 * before
    assert not ruler.grab().isNull()


def test_the_bar_glides_where_things_may_move(
    opened: Open, visit: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 10}))
    ways = person.window.findChild(minute_ruler.Gliding)
    assert ways is not None
    monkeypatch.setattr(minute_ruler, "_NO_SCREEN", ())
    person.select(0, "therapist").types("50")
    assert ways.now.ends[0] < 50
    qtbot.waitUntil(lambda: ways.now.ends == (50.0,))


def test_the_bar_is_there_at_once_where_nothing_may_move(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 10}))
    person.select(0, "therapist").types("50")
    ways = person.window.findChild(minute_ruler.Gliding)
    assert ways is not None and ways.now.ends == (50.0,)
