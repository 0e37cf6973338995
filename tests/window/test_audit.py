"""The audit of a day in its window, driven by keys and read by ear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from quarterhour.claims import Topic
from quarterhour.entry.settings import AUDIT_GEOMETRY
from quarterhour.report.day_findings import range_text
from quarterhour.window import prompts
from quarterhour.window.audit import AuditWindow
from quarterhour.window.look.buttons import LinkButton
from quarterhour.window.look.text import CAPTION, scaled_font
from quarterhour.window.prompts import Printers
from quarterhour.window.settings import KeptSettings, zoom
from report.days import PEOPLE, day_fields, seen
from window.auditing import (
    Key,
    at_a_glance,
    day_figures,
    focus,
    listed,
    press,
    session_of,
    settle_all,
    texts,
)

Open = Callable[..., AuditWindow]


def test_the_strip_tells_the_day(audited: Open) -> None:
    window = audited()
    result = window.result
    assert result is not None
    settled = range_text(result.total_if_settled)
    assert at_a_glance(window) == ["20", str(result.total_as_typed), settled, "4"]
    assert "20 visits with times, 0 without" in texts(window)


def test_each_finding_is_told_with_its_rows_its_question_and_its_choices(audited: Open) -> None:
    window = audited()
    titles = [item.title.split(",")[0] for item in window.findings.list.items_shown]
    assert titles[:3] == ["H and J share T2", "M and N share T1", "PT and OT both bill P"]
    choices = window.finding.choices
    assert choices is not None
    assert [button.text() for button in choices.buttons] == [
        "H\u2019s",
        "J\u2019s",
        "A group of both: 97150",
    ]
    told = texts(window.finding)
    assert "Whose minutes were 9:15\u20139:30?" in told
    assert "Typed times never change. Only the units follow." in told
    assert choices.buttons[1].accessibleDescription() == "H 1 unit, J 3 units"


def test_the_source_of_a_rule_is_told_where_it_is_asked_for(audited: Open) -> None:
    window = audited()

    def told() -> list[str]:
        labels = window.finding.findChildren(QLabel)
        return [each.text() for each in labels if each.isVisible()]

    assert not any("CMS" in text for text in told())
    assert any("belongs to one patient, whoever pays." in text for text in told())
    (link,) = window.finding.findChildren(LinkButton)
    link.setFocus()
    press(Key.Key_Return)
    assert "CMS, codes not permitted in the same period" in told()


def test_an_answer_is_taken_back_and_given_again_by_either_key(audited: Open) -> None:
    window = audited()
    settle_all(window)
    held = Qt.KeyboardModifier.ControlModifier
    for key, more in ((Key.Key_Y, held), (Key.Key_Z, held | Qt.KeyboardModifier.ShiftModifier)):
        press(Key.Key_Z, held=held)
        assert listed(window) == 1
        press(key, held=more)
        assert listed(window) == 0


def test_rows_that_are_left_out_are_counted_and_walked_through(audited: Open) -> None:
    window = audited(day_fields(seen("A", ("97110", "T1", "9:00-9:20")), people=PEOPLE))
    assert at_a_glance(window)[3] == "0"
    session_of(window).remove_person(0)
    session_of(window).change_person(1, clock="8-25")
    assert [item.title for item in window.findings.list.items_shown] == [
        "T3 isn't counted as typed",
        "A: row 1 isn't counted",
    ]
    assert at_a_glance(window)[3] == "2"
    assert "2 to settle" in texts(window)
    stops = []
    for _ in range(3):
        press(Key.Key_F8)
        stops.append(focus().accessibleName())
    assert stops == ["Go to A", "People and clocks\N{HORIZONTAL ELLIPSIS}", "Go to A"]


def test_a_date_that_cant_be_read_doesnt_stop_the_walk(audited: Open) -> None:
    window = audited(day_fields(seen("A", ("97110", "T1", "9:00-9:20")), people=PEOPLE))
    session_of(window).remove_person(0)
    session_of(window).change(place="nowhere")
    assert at_a_glance(window)[3] == "2"
    stops = []
    for _ in range(3):
        press(Key.Key_F8)
        stops.append(focus().accessibleName())
    assert stops == ["Go to A", "To settle", "Go to A"]


def test_no_audit_is_printed_while_rows_are_left_out(
    audited: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "wait_for_printers", lambda *_: pytest.fail("it would lack rows"))
    visits = seen("A", ("97110", "T1", "9:00-9:20"), ("97140", "T3", "9:30-9:50"))
    window = audited(day_fields(visits, people=PEOPLE))
    session_of(window).remove_person(0)
    window.print_day()
    assert window.statusBar().currentMessage().startswith("Not copied, printed, or exported yet: ")
    window.refresh()  # as after an edit, which may have mended it
    assert window.statusBar().currentMessage() == ""


def test_redo_has_the_keys_of_the_main_window(audited: Open) -> None:
    """Each system has fewer of its own, which the platform of the tests doesn't show."""
    menus = [action.menu() for action in audited().menuBar().actions()]
    actions = [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]
    (redo,) = (action for action in actions if action.text().startswith("&Redo"))
    assert [keys.toString() for keys in redo.shortcuts()] == ["Ctrl+Y", "Ctrl+Shift+Z"]


def test_no_answer_is_chosen_before_nor_by_one_key(audited: Open) -> None:
    window = audited()
    press(Key.Key_F8)
    choices, use = window.finding.choices, window.finding.use
    assert choices is not None and use is not None
    assert focus() is choices.buttons[0]
    assert not choices.chosen()
    assert not use.isEnabled()
    press(Key.Key_Down, Key.Key_Return)
    assert focus() is choices.buttons[1]
    assert not choices.chosen()
    assert listed(window) == 4
    press(Key.Key_Space)
    assert choices.chosen() == "J"
    assert use.isEnabled()
    assert listed(window) == 4


def test_an_answer_changes_units_and_no_typed_time(audited: Open) -> None:
    window = audited()
    before = _times(window)
    press(Key.Key_F8, Key.Key_Space)
    use = window.finding.use
    assert use is not None
    use.setFocus()
    press(Key.Key_Return)
    assert listed(window) == 3
    assert _answers(window) == ["H"]
    assert _times(window) == before
    press(Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert listed(window) == 4
    assert not _answers(window)


def test_enter_uses_the_answer_that_space_has_checked(audited: Open) -> None:
    window = audited()
    press(Key.Key_F8, Key.Key_Down, Key.Key_Space, Key.Key_Up, Key.Key_Return)
    assert listed(window) == 4, "it is not the one that is checked"
    press(Key.Key_Down, Key.Key_Return)
    assert listed(window) == 3
    assert _answers(window) == ["J"]


def test_tab_goes_on_in_the_pane_from_whichever_answer(audited: Open) -> None:
    window = audited()
    press(Key.Key_F8)
    choices, use = window.finding.choices, window.finding.use
    assert choices is not None and use is not None
    press(Key.Key_Down, Key.Key_Down)
    assert focus() is choices.buttons[2]
    press(Key.Key_Tab)
    assert window.finding.isAncestorOf(focus())
    assert focus().text() == "Go to H"  # type: ignore[attr-defined]
    choices.buttons[2].setFocus()
    press(Key.Key_Space, Key.Key_Tab)
    assert focus() is use


def _times(window: AuditWindow) -> list[list[tuple[str, ...]]]:
    return [[row.times for row in visit.rows] for visit in session_of(window).day_draft.visits]


def _answers(window: AuditWindow) -> list[str]:
    return [one.choice for one in session_of(window).day_draft.settled]


def test_after_all_answers_there_is_one_number_the_sum_of_the_visits(audited: Open) -> None:
    window = audited()
    settle_all(window)
    result = window.result
    assert result is not None
    units = sum(visit.assessment.units for visit in result.visits)
    assert at_a_glance(window)[2:] == [str(units), "0"]
    assert "Every minute is on one claim." in texts(window)
    assert window.findings.settled.text() == "4 settled"


def test_an_answer_is_taken_back(audited: Open) -> None:
    window = audited()
    settle_all(window)
    window.findings.settled.click()
    assert listed(window) == 4
    (back,) = (
        each for each in window.finding.findChildren(QPushButton) if each.text() == "&Take back"
    )
    back.click()
    assert at_a_glance(window)[3] == "1"
    assert len(session_of(window).day_draft.settled) == 3


def test_no_dollars_while_anything_is_to_settle_and_never_by_person(audited: Open) -> None:
    window = audited()
    for at in range(4):
        window.findings.list.setCurrentRow(at)
        assert "$" not in texts(window)
    settle_all(window)
    assert day_figures(window)["Allowed per visit, as settled"].startswith("$")
    for at in range(1, window.figures.people.count()):
        window.figures.people.setCurrentIndex(at)
        window.figures.people.activated.emit(at)
        assert "$" not in "".join(day_figures(window).values())


def test_once_all_is_settled_one_more_enter_prints_nothing(audited: Open) -> None:
    window = audited()
    printed: list[bool] = []
    window.strip.print_button.clicked.connect(printed.append)
    settle_all(window)
    assert window.focusWidget() is window.findings.settled
    press(Key.Key_Return)
    assert not printed and listed(window)


def test_it_says_no_more_than_was_audited(audited: Open) -> None:
    timed = seen("A", ("97110", "T1", "9:00-9:20"))
    untimed = {"tag": "B", "services": [{"code": "97110", "minutes": 20}]}
    window = audited(day_fields(timed, untimed, people=PEOPLE))
    assert "Every minute" not in texts(window)
    assert "Every audited minute is on one claim. The notes say" in texts(window)


def test_figures_of_all_have_the_clocks_that_are_entered(audited: Open) -> None:
    people = [*PEOPLE[:2], {"id": "T3", "role": "OT"}]
    window = audited(day_fields(seen("A", ("97110", "T1", "9:00-9:20")), people=people))
    assert day_figures(window)["On the clock, without T3"] == "12 h 00 min"
    assert day_figures(window)["Units per hour on the clock"] == "not known"
    many = [{"id": f"T1{at}", "role": "OT"} for at in range(5)]
    window = audited(day_fields(people=[*people, *many]))
    assert day_figures(window)["On the clock, without 6 people"] == "12 h 00 min"


def test_figures_are_of_one_person_alone_and_the_list_has_none(audited: Open) -> None:
    window = audited()
    box = window.figures.people
    listed = [box.itemText(at) for at in range(box.count())]
    assert listed == ["All people", "T1 PT", "T2 PTA", "T3 OT", "T4 SLP"]
    height = window.figures.height()
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert day_figures(window)["On the clock"] == "4 h 00 min"
    assert window.figures.height() == height


def test_a_group_of_both_is_97150_on_both_and_a_new_item_in_the_visit(audited: Open) -> None:
    window = audited()
    choices = window.finding.choices
    assert choices is not None
    assert "Denied with 97150" in choices.buttons[2].accessibleDescription()
    choices.buttons[2].click()
    assert window.finding.use is not None
    window.finding.use.click()
    session = session_of(window)
    for tag in "HJ":
        patient = session.day_outcome.patient_of(session.day_draft.tags.index(tag))
        assert patient is not None
        assessment = patient.assessment
        assert "97150" in {priced.line.code for priced in assessment.lines}
        assert Topic.PAIR_DENIED in {hint.topic for hint in assessment.hints}


def test_units_of_the_finding_are_marked_and_enter_goes_to_the_visit(audited: Open) -> None:
    window = audited()
    marked = [line.tag for at, line in enumerate(window.units.lines) if window.units.is_marked(at)]
    assert marked == ["H", "J"]
    wanted: list[int] = []
    window.visit_wanted.connect(lambda visit, row: wanted.append(visit))
    window.units.setFocus()
    window.units.setCurrentCell(4, 0)
    press(Key.Key_Return)
    assert [session_of(window).day_draft.tags[at] for at in wanted] == ["P"]


def test_enter_and_esc_go_between_the_list_and_the_finding(audited: Open) -> None:
    window = audited()
    window.findings.list.setFocus()
    press(Key.Key_Down, Key.Key_Return)
    choices = window.finding.choices
    assert choices is not None
    assert focus() is choices.buttons[0]
    press(Key.Key_Escape)
    assert focus() is window.findings.list
    press(Key.Key_F8)
    press(Key.Key_F8)
    item = window.findings.list.chosen_item
    assert item is not None
    assert item.title.startswith("PT and OT")


def test_a_day_without_a_clash_says_so(audited: Open) -> None:
    window = audited(day_fields(seen("A", ("97110", "T1", "9:00-9:30")), people=PEOPLE))
    assert "Every minute is on one claim." in texts(window)
    assert at_a_glance(window)[3] == "0"


def test_what_is_typed_in_the_visit_is_followed(audited: Open, qtbot: QtBot) -> None:
    window = audited()
    session = session_of(window)
    at = session.day_draft.tags.index("J")
    session.delete_visit(at)
    qtbot.waitUntil(lambda: at_a_glance(window)[0] == "19")
    assert at_a_glance(window)[3] == "3"


def test_it_is_printed_as_it_stands(audited: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = audited()
    asked: list[str] = []
    monkeypatch.setattr(prompts, "wait_for_printers", lambda parent: Printers.THERE)
    monkeypatch.setattr(prompts, "ask_for_printer", lambda parent, title: asked.append(title))
    window.strip.print_button.click()
    assert asked == ["Day audit 2026-11-23"]


def test_without_a_printer_it_becomes_a_file(
    audited: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = audited()
    path = tmp_path / "audit.pdf"
    monkeypatch.setattr(prompts, "wait_for_printers", lambda parent: Printers.TO_FILE)
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda parent, suggested, filters: path)
    window.print_day()
    assert path.read_bytes().startswith(b"%PDF-")


def test_larger_letters_are_everywhere_and_keep_what_is_checked(
    audited: Open, kept: KeptSettings, qapp: QApplication
) -> None:
    window = audited()
    press(Key.Key_F8, Key.Key_Space)
    labels = [each for each in window.findChildren(QLabel) if each.isVisible() and each.text()]
    before = {label: _pixels(label) for label in labels}
    zoom(kept, 1)
    try:
        qapp.processEvents()
        smaller = [each for each, size in before.items() if _pixels(each) <= size]
        assert [each.text() for each in smaller] == []
        assert window.finding.choices is not None
        assert window.finding.choices.chosen() == "H"
        assert focus() is window.finding.choices.buttons[0]
    finally:
        zoom(kept, 0)


def _pixels(label: QLabel) -> int:
    return QFontInfo(label.font()).pixelSize()


def test_its_size_is_remembered(audited: Open, kept: KeptSettings) -> None:
    window = audited()
    window.resize(window.width(), 655)
    window.close()
    assert kept.get(AUDIT_GEOMETRY)
    assert audited().height() == 655


@pytest.mark.parametrize("pixels", [13, 20, 26])
def test_nothing_is_cut_where_the_panel_is_as_narrow_as_it_gets(
    pixels: int, audited: Open, qapp: QApplication
) -> None:
    before = qapp.font()
    font = qapp.font()
    font.setPixelSize(pixels)
    qapp.setFont(font)
    try:
        window = audited()
        for each in window.findings.list.items_shown:
            window.step(1)
            window._columns.setSizes([10_000, 1])
            qapp.processEvents()
            assert window.finding.horizontalScrollBar().maximum() == 0, each.title
            for label in window.figures.findChildren(QLabel):
                assert label.width() >= label.minimumSizeHint().width(), label.text()
    finally:
        qapp.setFont(before)


def test_rows_of_units_have_room_for_letters_that_grow(audited: Open, qapp: QApplication) -> None:
    window, before = audited(), qapp.font()
    font = qapp.font()
    font.setPixelSize(32)
    qapp.setFont(font)
    try:
        qapp.processEvents()
        table = window.units
        assert table.rowHeight(0) >= table.fontMetrics().height()
        for column in (1, 2):
            title = table.model().headerData(column, Qt.Orientation.Horizontal)
            room = QFontMetrics(scaled_font(CAPTION)).horizontalAdvance(title)
            assert table.columnWidth(column) > room
    finally:
        qapp.setFont(before)
