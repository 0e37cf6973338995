"""The timeline of the audit: to the pixel, by keys, by mouse, and by ear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quarterhour.report.ruler import Box
from quarterhour.window.audit import AuditWindow
from quarterhour.window.audit.timeline import EMPTY, NOBODY
from report.days import PEOPLE, busy_day, untimed_day
from window.accessible import name, seen
from window.auditing import Key, press, session_of

Open = Callable[..., AuditWindow]


def test_the_width_of_every_block_is_its_minutes(audited: Open) -> None:
    lanes = audited().timeline.lanes
    timeline = lanes.timeline
    picture = lanes._drawn()
    room = lanes.width() - 74 - 16
    for placed in picture.blocks:
        minutes = placed.block.end - placed.block.start
        wanted = minutes * room / (timeline.end - timeline.start)
        assert abs(placed.box.width - wanted) < 0.01


def test_each_block_is_told(audited: Open) -> None:
    window = audited()
    told = [name(thing) for thing in seen(window)]
    assert "T2, J, 97140, 9:15 to 9:30, shared with H" in told


def test_the_arrows_go_along_a_lane_and_between_lanes(audited: Open) -> None:
    window = audited()
    lanes = window.timeline.lanes
    lanes.setFocus()
    wanted: list[tuple[int, int]] = []
    window.visit_wanted.connect(lambda visit, row: wanted.append((visit, row)))
    press(Key.Key_Right, Key.Key_Return)
    press(Key.Key_Down, Key.Key_Return)
    press(Key.Key_End, Key.Key_Right, Key.Key_Return)
    tags = [session_of(window).day_draft.tags[visit] for visit, _ in wanted]
    assert tags[:2] == ["A", "G"]
    assert wanted[0] == (0, 1)
    assert tags[2] == "O"


def test_a_click_on_a_block_selects_what_is_found_about_it(audited: Open) -> None:
    window = audited()
    lanes = window.timeline.lanes
    at = next(at for at, said in enumerate(lanes.sentences) if said.startswith("T1, N"))
    place = lanes.box_of(at).center().toPoint()
    QTest.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=place)
    item = window.findings.list.chosen_item
    assert item is not None
    assert item.title.startswith("M and N")


def test_without_times_the_lanes_say_how_to_type_them(audited: Open) -> None:
    window = audited(untimed_day(people=PEOPLE))
    assert window.timeline.lanes.accessibleDescription() == EMPTY
    timeline = window.timeline.lanes.timeline
    assert [lane.id for lane in timeline.lanes] == ["T1", "T2", "T3", "T4"]
    assert not window.strip.print_button.isEnabled()


def test_many_people_scroll_and_the_hours_stay(audited: Open) -> None:
    few = audited()
    people = [*PEOPLE, *({"id": f"T{at}", "role": "PT"} for at in range(5, 10))]
    many = audited(busy_day(people=people))
    lane = 44
    assert many.timeline.lanes.height() - few.timeline.lanes.height() == 5 * lane
    assert many.timeline.height() - few.timeline.height() == lane
    many.timeline.fit_window(500)
    assert few.timeline.height() - many.timeline.sizeHint().height() == lane


def test_a_minute_that_is_shared_is_wide_enough_to_be_seen(audited: Open) -> None:
    lanes = audited().timeline.lanes
    alarms = [shape for shape in lanes._drawn().shapes if getattr(shape, "edge", "") == "alarm"]
    assert len(alarms) == 5
    assert min(shape.width for shape in alarms if isinstance(shape, Box)) >= 4


def test_times_of_nobody_ask_who_treated(audited: Open) -> None:
    day = busy_day()
    for visit in day["visits"]:
        for service in visit["services"]:
            service.pop("by", None)
    window = audited({**day, "people": []})
    assert window.timeline.lanes.accessibleDescription() == NOBODY
