"""A day in the window: opened, typed visit by visit, saved by itself, recovered, undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from quarterhour.day import Day, DayAssessor, day_from, read_day
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.kept_day import day_draft_text
from quarterhour.fees import dollars
from quarterhour.reference import Reference
from quarterhour.visit import Visit, read_visit
from quarterhour.window import Desk, prompts
from quarterhour.window.prompts import Unsaved
from quarterhour.window.status_line import StatusLine
from quarterhour.window.words import Command
from report.days import busy_day
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    """A day of 20 visits in a file."""
    path = tmp_path / "monday.quarterhour"
    path.write_text(json.dumps(busy_day()), encoding="utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person says that the day is to be saved."""
    path = tmp_path / "today.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda parent, suggested: path)
    return path


def session_of(person: Person) -> DaySession:
    return person.window.worksheet.session


def typed(opened: Open) -> Person:
    """Return a window in which a visit is typed."""
    person = opened()
    session_of(person).change(place="33101")
    return person.types("97110").press(TAB).types("33").press(ENTER)


def of_two(opened: Open) -> Person:
    """Return a window in which two visits are typed, and the keyboard is in the second."""
    person = typed(opened)
    person.press(Qt.Key.Key_N, modifier=CTRL)
    return person.types("97140").press(TAB).types("20").press(ENTER)


def saved(person: Person) -> str:
    status = person.window.statusBar()
    assert isinstance(status, StatusLine)
    return status.saved


def by_open(person: Person, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "ask_visit_to_open", lambda *_: path)
    person.choose(Command.OPEN)


def by_recent(person: Person, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.recent.add(path)
    desk.open_file(desk.recent.paths[0], person.window.files)


def by_dropping(person: Person, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    at = QPoint(9, 9)
    person.window.dropEvent(QDropEvent(at, action, data, button, Qt.KeyboardModifier.NoModifier))


@pytest.mark.parametrize("open_it", [by_open, by_recent, by_dropping])
def test_a_day_is_opened(
    open_it: Callable[..., None],
    opened: Open,
    desk: Desk,
    monday: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = opened()
    open_it(person, desk, monday, monkeypatch)
    assert len(desk.windows) == 1
    assert person.window.windowTitle() == "monday.quarterhour[*]"
    assert session_of(person).visits == 20
    assert person.cell(0, "service").startswith("97110")
    assert person.find(QLineEdit, "Date of service").text() == "11/23/2026"
    assert not person.window.isWindowModified()


def test_every_visit_shows_what_the_day_says_of_it(
    opened: Open, monday: Path, reference: Reference
) -> None:
    person = opened()
    person.window.files.open(monday)
    found = DayAssessor(reference).assess(read_day(monday.read_bytes()))
    for at, patient in enumerate(found.visits):
        assert session_of(person).current == at
        payment = patient.assessment.payment
        assert payment is not None
        if patient.tag in found.open_tags:
            assert person.says("Why no dollars") == "Amounts are shown after settling."
        else:
            assert person.total("Medicare pays") == dollars(payment.medicare_pays)
        person.choose(Command.COPY_CLAIM_LINES)
        copied = QApplication.clipboard().text().splitlines()
        assert len(copied) == len(patient.assessment.lines)
        assert person.focus is person.table
        assert person.at() == (0, "service")
        person.press(Qt.Key.Key_PageDown, modifier=CTRL)
    assert session_of(person).current == 19


def test_one_visit_is_saved_as_a_visit_and_two_as_a_day(opened: Open, target: Path) -> None:
    person = typed(opened)
    assert person.window.files.save()
    assert isinstance(read_visit(target.read_bytes()), Visit)
    person.press(Qt.Key.Key_N, modifier=CTRL)
    person.types("97140").press(TAB).types("20").press(ENTER)
    assert person.window.files.save()
    assert json.loads(target.read_text())["format"] == "quarterhour.day/1"
    day = read_day(target.read_bytes())
    assert [[row.code for row in visit.services] for visit in day.visits] == [["97110"], ["97140"]]
    again = opened()
    assert again.window.files.open(target)
    assert session_of(again).day_draft.tags == ["A", "B"]
    again.choose(Command.DELETE_VISIT)
    assert again.window.files.save()
    assert read_visit(target.read_bytes()).services[0].code == "97140"


def test_the_next_visit_keeps_date_and_place_and_takes_the_keys(opened: Open) -> None:
    person = typed(opened)
    session_of(person).change(day=None, day_text="11/2")
    person.press(Qt.Key.Key_N, modifier=CTRL)
    assert (person.at(), person.focus) == ((0, "service"), person.table)
    assert person.table.model().rowCount() == 1
    assert person.find(QLineEdit, "Date of service").text() == "11/2"
    assert person.find(QLineEdit, "ZIP").text() == "33101"
    person.types("gait").press(ENTER)
    assert person.cell(0, "service").startswith("97116")
    person.press(Qt.Key.Key_PageUp, modifier=CTRL)
    assert person.cell(0, "service").startswith("97110")
    person.press(Qt.Key.Key_PageUp, modifier=CTRL)
    assert session_of(person).current == 0
    person.press(Qt.Key.Key_PageDown, modifier=CTRL)
    assert person.cell(0, "service").startswith("97116")


def test_the_next_visit_while_a_cell_is_typed_in_keeps_what_is_typed(opened: Open) -> None:
    person = opened().types("97110").press(TAB).types("23")
    person.press(Qt.Key.Key_N, modifier=CTRL)
    assert person.table.model().rowCount() == 1
    person.press(Qt.Key.Key_PageUp, modifier=CTRL)
    assert (person.cell(0, "therapist"), person.cell(0, "units")) == ("23", "2")


def test_a_visit_is_repeated_without_its_minutes(opened: Open) -> None:
    person = typed(opened)
    person.choose(Command.REPEAT_VISIT)
    assert session_of(person).visits == 2
    assert (person.cell(0, "service")[:5], person.cell(0, "therapist")) == ("97110", "")


def test_undo_shows_the_visit_that_changes(opened: Open) -> None:
    person = of_two(opened)
    person.press(Qt.Key.Key_PageUp, modifier=CTRL)
    person.select(0, "therapist").types("48").press(ENTER)
    person.press(Qt.Key.Key_PageDown, modifier=CTRL)
    person.press(Qt.Key.Key_Z, modifier=CTRL)
    assert person.row(0)[:3] == [person.cell(0, "service"), "PT", "33"]
    assert session_of(person).current == 0
    person.press(Qt.Key.Key_Z, modifier=CTRL)
    assert session_of(person).current == 1
    assert person.cell(0, "therapist") == ""


def test_a_deleted_visit_comes_back(opened: Open) -> None:
    person = of_two(opened)
    person.choose(Command.DELETE_VISIT)
    assert session_of(person).visits == 1
    person.choose(Command.UNDO)
    assert session_of(person).visits == 2
    assert person.cell(0, "service").startswith("97140")


@offscreen_menu
def test_another_day_begins_in_a_new_window(opened: Open, desk: Desk) -> None:
    person = typed(opened)
    person.press(Qt.Key.Key_N, modifier=CTRL | SHIFT)
    assert len(desk.windows) == 2
    assert session_of(Person(desk.windows[-1])).draft.rows == ()
    desk.close_all()


# Saving by itself.


def test_it_saves_by_itself_once_it_has_a_file(opened: Open, target: Path, qtbot: Any) -> None:
    person = typed(opened)
    person.window.parts.autosave.save()
    assert (target.exists(), saved(person)) == (False, "")
    person.window.files.save()
    assert saved(person).startswith("Saved ")
    person.select(0, "therapist").types("48").press(ENTER)
    assert person.window.isWindowModified()
    qtbot.waitUntil(lambda: not person.window.isWindowModified(), timeout=8000)
    assert read_visit(target.read_bytes()).services[0].therapist_minutes == 48
    person.press(Qt.Key.Key_Z, modifier=CTRL)
    person.window.parts.autosave.save()
    assert read_visit(target.read_bytes()).services[0].therapist_minutes == 33


def test_saving_by_itself_takes_away_nothing_that_is_said(
    opened: Open, target: Path, qtbot: Any
) -> None:
    person = typed(opened)
    person.window.files.save()
    QApplication.clipboard().setText("97535 23 min 2 units")
    person.select(1, "service").press(Qt.Key.Key_V, modifier=CTRL)
    assert person.window.messages.text.startswith("Not pasted: 2 units.")
    qtbot.waitUntil(lambda: not person.window.isWindowModified(), timeout=8000)
    assert person.window.messages.text.startswith("Not pasted: 2 units.")
    person.select(0, "therapist").types("48").press(ENTER)
    assert not person.window.messages.isVisible()


def test_it_does_not_save_within_a_cell(opened: Open, target: Path) -> None:
    person = typed(opened)
    person.window.files.save()
    before = target.read_bytes()
    person.select(0, "therapist").types("4")
    person.window.parts.autosave.save()
    assert target.read_bytes() == before
    person.types("8").press(ENTER)
    person.window.parts.autosave.save()
    assert read_visit(target.read_bytes()).services[0].therapist_minutes == 48


def test_the_file_that_is_open_opens_again_as_it_was_saved_on_the_way(
    opened: Open, target: Path
) -> None:
    person = typed(opened)
    person.window.files.save()
    person.select(0, "therapist").types("48").press(ENTER)
    assert person.window.isWindowModified()
    assert person.window.files.open(target)
    assert person.cell(0, "therapist") == "48"
    assert read_visit(target.read_bytes()).services[0].therapist_minutes == 48


def test_a_row_that_cannot_be_read_is_written_as_typed_and_said(opened: Open, target: Path) -> None:
    person = of_two(opened)
    person.window.files.save()
    person.select(0, "service").types("9711").press(ENTER)
    person.window.parts.autosave.save()
    day = read_day(target.read_bytes())
    assert [each.code for each in day.visits[1].unread] == ["9711"]
    assert saved(person).startswith("Saved ")
    assert "1 row can't be read yet." in person.find(QLabel, "Saved").accessibleName()
    assert person.window.messages.text == ""
    person.select(0, "service").types("97116").press(ENTER)
    person.window.parts.autosave.save()
    assert saved(person).startswith("Saved ")
    assert read_day(target.read_bytes()).visits[1].services[0].code == "97116"


def test_a_date_that_cannot_be_read_is_not_written_and_said(opened: Open, target: Path) -> None:
    person = of_two(opened)
    person.window.files.save()
    before = target.read_bytes()
    person.window.worksheet.session.change(day=None, day_text="soon")
    person.window.parts.autosave.save()
    assert target.read_bytes() == before
    assert saved(person) == "Not saved yet"
    assert "date of service can't be read" in person.find(QLabel, "The day").accessibleName()


def test_no_sentence_of_the_status_bar_widens_the_window(opened: Open, target: Path) -> None:
    person = of_two(opened)
    person.window.files.save()
    person.window.resize(1024, 700)
    person.select(0, "service").types("9711").press(ENTER)
    person.window.parts.autosave.save()
    QApplication.processEvents()
    assert person.window.minimumSizeHint().width() <= 1024
    assert person.window.width() == 1024


def test_an_error_is_said_once_and_nothing_is_lost(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch, unsaved: list[Unsaved]
) -> None:
    person = typed(opened)
    person.window.files.save()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quarterhour.window.files.write_whole", refuse)
    person.select(0, "therapist").types("48").press(ENTER)
    person.window.parts.autosave.save()
    assert "No space left on device" in person.window.messages.text
    assert saved(person) == "today.quarterhour isn't saved"
    person.window.messages.clear()
    person.window.parts.autosave.save()
    assert person.window.messages.text == ""
    unsaved[0] = Unsaved.KEEP
    assert not person.window.close()
    monkeypatch.undo()
    person.window.parts.autosave.save()
    assert saved(person).startswith("Saved ")


def test_what_another_program_changed_is_not_written_over(opened: Open, target: Path) -> None:
    person = typed(opened)
    person.window.files.save()
    theirs = target.read_bytes() + b" "
    target.write_bytes(theirs)
    person.select(0, "therapist").types("48").press(ENTER)
    person.window.parts.autosave.save()
    assert target.read_bytes() == theirs
    assert "Another program has changed today.quarterhour" in person.window.messages.text


def test_what_another_program_changed_is_unsaved_however_much_is_undone(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = typed(opened)
    person.window.files.save()
    before = target.read_bytes()
    target.write_bytes(before + b" ")
    person.select(0, "therapist").types("48").press(ENTER)
    person.window.parts.autosave.save()
    person.choose(Command.UNDO)
    assert person.window.isWindowModified()
    assert saved(person) == "today.quarterhour isn't saved"
    person.window.parts.autosave.save()
    person.choose(Command.REDO)
    assert person.window.isWindowModified()
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda *_: True)
    person.choose(Command.UNDO)
    assert person.window.files.save()
    assert target.read_bytes() == before
    assert not person.window.isWindowModified()
    person.choose(Command.REDO)
    assert person.window.isWindowModified()


def test_what_is_not_to_replace_the_other_program_s_is_unsaved(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = typed(opened)
    person.window.files.save()
    target.write_bytes(target.read_bytes() + b" ")
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda *_: False)
    assert not person.window.files.save()
    assert person.window.isWindowModified()


def test_closing_saves_what_has_a_file_without_a_question(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = typed(opened)
    person.window.files.save()
    person.select(0, "therapist").types("48").press(ENTER)
    monkeypatch.setattr(prompts, "ask_about_unsaved", lambda *_: pytest.fail("it has a file"))
    assert person.window.close()
    assert read_visit(target.read_bytes()).services[0].therapist_minutes == 48


def test_another_day_says_nothing_of_the_one_before(
    opened: Open, target: Path, monday: Path
) -> None:
    person = typed(opened)
    person.window.files.save()
    person.window.files.open(monday)
    assert saved(person) == ""


# Through a crash.


def test_the_whole_day_is_recovered(opened: Open, desk: Desk, target: Path) -> None:
    person = of_two(opened)
    person.window.parts.recovery.keep()
    (path,) = desk.folder.glob("*.json")
    assert path.read_text() == day_draft_text(session_of(person).day_draft)


def test_a_recovered_day_has_its_visits(opened: Open, desk: Desk) -> None:
    day: Day = day_from(busy_day())
    kept = DaySession(desk.reference, day)
    desk.folder.mkdir()
    (desk.folder / "a.json").write_text(day_draft_text(kept.day_draft))
    person = opened()
    desk.recover()
    assert desk.windows == [person.window]
    assert session_of(person).day_draft == kept.day_draft
    assert person.window.isWindowModified()
    assert person.cell(0, "units") == "2"


def test_the_title_says_when_a_visit_has_become_a_day(opened: Callable[..., Person]) -> None:
    person = opened()
    assert person.window.windowTitle().startswith("New visit")
    person.types("97110").press(Qt.Key.Key_Tab).types("15").press(Qt.Key.Key_Return)
    assert person.window.windowTitle().startswith("New visit")
    person.press(Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    assert person.window.windowTitle().startswith("New day")
    person.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert person.window.windowTitle().startswith("New visit")
