"""The list of the day's visits: what it shows, its keys and its menu, and when it is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from day.days import a_day, row, visit
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.visit_list import visit_list
from quarterhour.fees import ZERO, dollars
from quarterhour.reference import Reference
from quarterhour.window.visits import view
from window.accessible import description, name, thing_of
from window.day_window import DayWindow
from window.person import offscreen_menu

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
TIE = (
    row("97112", discipline="PT", therapist_minutes=20),
    row("97530", discipline="PT", therapist_minutes=20),
)
SPEECH = row("92507", discipline="SLP", therapist_minutes=45)
SIMPLE = row("97110", discipline="PT", therapist_minutes=24)
Open = Callable[..., DayWindow]


@pytest.fixture
def opened(qtbot: QtBot, reference: Reference) -> Open:
    """Open a window on a day of visits, each its tag and its rows; on an empty one without."""

    def open_day(*visits: dict[str, object], people: str = "") -> DayWindow:
        day = a_day(*visits, people=people) if visits else None
        window = DayWindow(DaySession(reference, day))
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return open_day


@pytest.fixture
def day(opened: Open) -> DayWindow:
    window = opened(visit("8:00", SIMPLE), visit("9:30", *TIE, SPEECH), visit("A", SIMPLE))
    window.view.setFocus()
    return window


def test_each_visit_says_what_its_badge_and_its_lines_show(day: DayWindow) -> None:
    listed, total = visit_list(day.session)
    assert total is not None
    pays = [dollars(each.payer_pays) for each in listed if each.payer_pays is not None]
    assert day.spoken(0) == f"8:00, PT, 2 units, Medicare pays {pays[0]}"
    assert day.spoken(1).startswith(f"9:30, PT SLP, 4 units, Medicare pays {pays[1]}, ")
    assert day.spoken(1).endswith(" to settle, Check")
    assert day.reads("Visits") == "Visits 3"
    assert day.reads("3 visits") == f"3 visits, {total.units} units"
    assert day.reads("2 h") == "2 h 13 min"
    assert day.reads("Payers pay: ") == dollars(total.payers_pay or ZERO)
    assert day.reads("To settle: ") == str(total.to_settle)


def test_the_list_follows_each_keystroke(day: DayWindow) -> None:
    day.session.change_row(0, therapist="38")
    assert day.spoken(0).startswith("8:00, PT, 3 units")


def test_up_and_down_select_the_visit_and_enter_goes_to_its_services(day: DayWindow) -> None:
    day.press(Qt.Key.Key_Down)
    assert day.session.current == 1
    assert day.view.hasFocus()
    day.press(Qt.Key.Key_Return)
    assert day.table.hasFocus()


def test_f2_types_another_tag_and_esc_gives_up(day: DayWindow) -> None:
    day.press(Qt.Key.Key_F2)
    assert day.edit.said.text() == "A, B or 9:00. No names."
    day.types("8:15")
    day.press(Qt.Key.Key_Return)
    assert day.tags() == ["8:15", "9:30", "A"]
    assert day.view.hasFocus()
    day.press(Qt.Key.Key_F2)
    day.types("C")
    day.press(Qt.Key.Key_Escape)
    assert day.tags()[0] == "8:15"
    day.press(Qt.Key.Key_Z, held=CONTROL)
    assert day.tags()[0] == "8:00"


def test_a_name_is_refused_in_its_place(day: DayWindow) -> None:
    day.press(Qt.Key.Key_F2)
    day.types("Jane Doe Smith")
    field = day.edit.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "Jane Doe"
    day.press(Qt.Key.Key_Return)
    assert day.edit.said.text() == "Use a tag such as A, B, or 9:00, never a name."
    assert field.hasFocus()
    assert day.tags()[0] == "8:00"
    day.types("x")  # as soon as another is typed, the hint is back
    day.press(Qt.Key.Key_Backspace)
    assert day.edit.said.text() == "A, B or 9:00. No names."


def test_a_tag_that_is_refused_is_told_within_the_list(opened: Open) -> None:
    window = opened(*[visit(f"{hour}:00", SIMPLE) for hour in range(1, 13)])
    window.resize(1024, 560)
    window.session.select(11)
    window.view.setFocus()
    window.press(Qt.Key.Key_F2)
    window.types("Jane Doe")
    window.press(Qt.Key.Key_Return)
    viewport, edit = window.view.viewport(), window.edit
    end = viewport.mapToGlobal(viewport.rect().bottomLeft()).y()
    assert edit.mapToGlobal(edit.rect().bottomLeft()).y() <= end


def test_a_tag_that_is_left_is_kept_unless_it_is_refused(day: DayWindow) -> None:
    day.press(Qt.Key.Key_F2)
    day.types("8:20")
    day.table.setFocus()
    QApplication.processEvents()
    day.view.setFocus()
    day.press(Qt.Key.Key_F2)
    day.types("Smith")
    day.table.setFocus()
    QApplication.processEvents()
    assert day.tags()[0] == "8:20"
    assert day.table.hasFocus()


def test_del_deletes_and_ctrl_z_brings_it_back(day: DayWindow) -> None:
    day.press(Qt.Key.Key_Down, Qt.Key.Key_Delete)
    assert day.tags() == ["8:00", "A"]
    assert day.view.hasFocus()
    assert day.said == ["Visit 9:30 deleted. Ctrl+Z brings it back."]
    day.press(Qt.Key.Key_Z, held=CONTROL)
    assert day.tags() == ["8:00", "9:30", "A"]
    assert day.session.current == 1


def test_visits_move_by_keys(day: DayWindow) -> None:
    day.press(Qt.Key.Key_Down, held=ALT_SHIFT)
    assert day.tags() == ["9:30", "8:00", "A"]
    day.press(Qt.Key.Key_Up, Qt.Key.Key_Up, held=ALT_SHIFT)
    assert day.tags() == ["8:00", "9:30", "A"]
    assert day.session.current == 0
    assert day.view.hasFocus()


def test_the_next_visit_opens_the_list_with_a_and_b(opened: Open) -> None:
    window = opened()
    assert window.pane.isHidden()
    window.session.change(place="27601", day_text="11/23/2026")
    window.press(Qt.Key.Key_N, held=CONTROL)
    assert window.pane.isVisible()
    assert window.tags() == ["A", "B"]
    assert window.table.hasFocus()
    assert window.session.current == 1
    assert window.session.draft.place == "27601"
    assert window.spoken(1) == "B, no services yet, Medicare"
    window.press(Qt.Key.Key_PageUp, held=CONTROL)
    assert window.session.current == 0
    window.press(Qt.Key.Key_PageUp, held=CONTROL)
    assert window.session.current == 0
    window.press(Qt.Key.Key_PageDown, held=CONTROL)
    assert window.session.current == 1
    window.press(Qt.Key.Key_Z, held=CONTROL)
    assert window.pane.isHidden()


def test_with_one_visit_it_takes_no_room_until_it_is_wanted(opened: Open) -> None:
    window = opened()
    assert window.table.x() == 0
    opens: list[bool] = []
    window.pane.opened.connect(opens.append)
    window.pane.fit(1366)
    window.press(Qt.Key.Key_B, held=CONTROL)
    QApplication.processEvents()
    assert window.tags() == ["A"]
    assert (window.pane.width(), window.table.x()) == (224, 224)
    window.pane.fit(1600)
    QApplication.processEvents()
    assert window.pane.width() == 264
    window.view.setFocus()
    window.press(Qt.Key.Key_B, held=CONTROL)
    assert window.table.hasFocus()
    assert opens == [True, False]


def test_a_hidden_list_finds_nothing(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened()
    window.pane.toggle()
    window.pane.toggle()
    monkeypatch.setattr(view, "visit_list", lambda session: 1 / 0)
    window.session.change(place="27601")


class Drawn(QObject):
    """Takes note of what is drawn anew."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a place."""
        if isinstance(event, QPaintEvent):
            self.places.append(event.rect())
        return False


def menu_of(window: DayWindow) -> QMenu:
    place = QPoint(0, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place)
    QApplication.sendEvent(window.view, event)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


@offscreen_menu
def test_the_menu_repeats_renames_and_deletes(day: DayWindow) -> None:
    day.press(Qt.Key.Key_Down)
    menu = menu_of(day)
    words = [each.text().replace("&", "") for each in menu.actions()]
    assert words == ["Repeat this visit", "Rename", "Delete visit"]
    menu.actions()[0].trigger()
    menu.close()
    assert day.tags() == ["8:00", "9:30", "A", "B"]
    assert day.session.current == 3
    assert [each.code for each in day.session.draft.rows] == ["97112", "97530", "92507"]
    menu = menu_of(day)
    menu.actions()[1].trigger()
    menu.close()
    day.types("C")
    day.press(Qt.Key.Key_Return)
    assert day.tags()[3] == "C"
    menu = menu_of(day)
    menu.actions()[2].trigger()
    menu.close()
    assert day.tags() == ["8:00", "9:30", "A"]


def test_a_full_day_says_why_no_visit_is_added(
    day: DayWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quarterhour.entry.visit_edits.MAX_VISITS", 3)
    day.pane.add()
    day.pane.repeat()
    assert [each[:18] for each in day.said] == ["A day can have up "] * 2


def test_the_buttons_are_for_the_keys_too(day: DayWindow) -> None:
    (plus,) = (
        each for each in day.findChildren(QToolButton) if each.accessibleName() == "Next visit"
    )
    assert plus.toolTip() == "Next visit, Ctrl+N"
    plus.click()
    assert day.tags()[3] == "B"
    (copy,) = (each for each in day.findChildren(QPushButton) if each.text() == "Copy the day")
    copy.setFocus()
    day.press(Qt.Key.Key_Return)
    assert day.copies == 1


def test_amounts_that_a_question_can_change_wait(opened: Open) -> None:
    window = opened(
        visit("A", row("97110", "T1", "9:00-9:30")),
        visit("B", row("97140", "T1", "9:15-9:45")),
        people="T1",
    )
    assert "Medicare, amount after settling, 1 to settle, Fix" in window.spoken(0)
    assert window.reads("Payers pay: ") == "\N{EN DASH}"
    assert window.reads("The amounts leave out") == (
        "The amounts leave out A and B until the questions are settled."
    )


def test_a_row_that_is_not_counted_has_a_badge_in_the_list_and_is_said_below(opened: Open) -> None:
    window = opened(visit("A", SIMPLE, SIMPLE), visit("B", *TIE))
    window.session.change_row(1, therapist="2x")
    assert window.spoken(0).endswith(", 1 row not counted, 1 to settle, Fix")
    assert window.reads("1 row not counted") == "1 row not counted"
    window.session.select(1)
    window.session.change_row(0, therapist="x")
    window.session.change_row(1, therapist="x")
    assert window.spoken(1).endswith(", 2 rows not counted, 2 to settle, Fix")
    assert window.reads("3 rows not counted") == "3 rows not counted"


def test_a_row_that_is_half_typed_has_none_yet(opened: Open) -> None:
    window = opened(visit("A", SIMPLE), visit("B", *TIE))
    window.session.start_typing(0, "therapist_minutes")
    window.session.change_row(0, therapist="9:0")
    assert "row not counted" not in window.spoken(0)


def test_a_tag_of_another_visit_says_that_both_are_of_one_patient_now(opened: Open) -> None:
    window = opened(visit("A", SIMPLE), visit("B", SIMPLE))
    window.view.setFocus()
    window.press(Qt.Key.Key_F2)
    window.types("C")
    window.press(Qt.Key.Key_Return)
    assert not window.said
    window.press(Qt.Key.Key_F2)
    window.types("B")
    window.press(Qt.Key.Key_Return)
    assert window.said == [
        "All visits tagged B are one patient\u2019s now, and count together. Ctrl+Z undoes it."
    ]
    window.press(Qt.Key.Key_Z, held=CONTROL)
    assert window.tags() == ["C", "B"]


def test_the_list_is_a_list_of_names_to_assistive_technology(day: DayWindow) -> None:
    thing = thing_of(day.view)
    assert thing.role() == QAccessible.Role.List
    assert name(thing) == "Visits"
    items = [thing.child(at) for at in range(thing.childCount())]
    assert [name(each).split(",")[0] for each in items] == ["8:00", "9:30", "A"]
    day.press(Qt.Key.Key_F2)
    (field,) = day.edit.findChildren(QLineEdit)
    assert name(thing_of(field)) == "Tag of the visit"
    assert description(thing_of(field)) == "A, B or 9:00. No names."


def test_a_keystroke_among_twenty_visits_changes_one_of_them(opened: Open) -> None:
    tags = "ABCDEFGHIJKLMNOPQRST"
    window = opened(*(visit(tag, SIMPLE, *TIE, SPEECH) for tag in tags))
    QApplication.processEvents()
    drawn = Drawn()
    window.view.viewport().installEventFilter(drawn)
    window.session.change_row(0, therapist="38")
    QApplication.processEvents()
    assert drawn.places == [window.view.visualRect(window.view.model().index(0, 0))]


def test_keys_in_the_tag_do_nothing_to_the_list(day: DayWindow) -> None:
    before = day.session.day_draft
    day.press(Qt.Key.Key_F2)
    day.press(Qt.Key.Key_Down, held=ALT_SHIFT)
    day.press(Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Z)
    day.press(Qt.Key.Key_Z, held=CONTROL)
    assert day.session.day_draft == before
    assert day.edit.isVisible()
    day.press(Qt.Key.Key_Escape)
    day.press(Qt.Key.Key_F2, Qt.Key.Key_Return)
    assert day.session.history.undoes is None


def test_a_tag_typed_for_a_visit_that_goes_is_no_other_ones(day: DayWindow) -> None:
    day.press(Qt.Key.Key_F2)
    day.types("7:00")
    day.pane.delete()
    QApplication.processEvents()
    assert day.tags() == ["9:30", "A"]
    day.pane.rename()
    day.types("7:30")
    day.pane.add()
    QApplication.processEvents()
    assert day.tags() == ["7:30", "A", "B"]
    assert day.table.hasFocus()
