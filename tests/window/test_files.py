"""Saving, unsaved work, recent files, several windows, files dropped in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from quarterhour.visit import Visit, read_visit
from quarterhour.whole_file import write_whole
from quarterhour.window import Desk, prompts
from quarterhour.window.prompts import Unsaved
from quarterhour.window.words import Command
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person says that the visit is to be saved."""
    path = tmp_path / "K\u00e4the, knee.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda parent, suggested: path)
    return path


def message(person: Person) -> str:
    return person.says("Message")


def typed(opened: Open) -> Person:
    """Return a window in which a visit is typed."""
    person = opened()
    person.window.worksheet.session.change(place="33101")
    return person.types("97110").press(TAB).types("33").press(ENTER)


def test_a_visit_is_saved_and_opened_again(opened: Open, target: Path) -> None:
    person = typed(opened)
    assert person.window.isWindowModified()
    assert person.window.files.save()
    assert not person.window.isWindowModified()
    assert person.window.windowTitle() == f"{target.name}[*]"
    saved = read_visit(target.read_bytes())
    assert saved == person.window.worksheet.session.outcome.reading.visit
    again = opened()
    assert again.window.files.open(target)
    assert again.row(0) == person.row(0)
    assert not again.window.isWindowModified()


def test_saving_again_needs_no_name(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = typed(opened)
    person.window.files.save()
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: pytest.fail("it has a name"))
    person.select(0, "therapist").types("48").press(ENTER)
    assert person.window.isWindowModified()
    assert person.window.files.save()
    assert json.loads(target.read_text())["services"][0]["therapist_minutes"] == 48


def test_undoing_to_what_is_saved_is_unmodified(opened: Open, target: Path) -> None:
    person = typed(opened)
    person.window.files.save()
    person.select(0, "therapist").types("48").press(ENTER)
    person.window.worksheet.session.undo()
    assert not person.window.isWindowModified()
    person.select(0, "therapist").types("49").press(ENTER)
    assert person.window.isWindowModified()


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        (lambda sheet: sheet.change(place="", locality=""), "it needs a location"),
        (lambda sheet: sheet.change(day=None, day_text="soon"), "date of service can't be read"),
        (lambda sheet: sheet.change_row(0, square_cm=20_001), "Row 1, square cm: is too large"),
        (lambda sheet: sheet.change(deductible="12345678"), "That amount is too large"),
        (lambda sheet: sheet.change(label="\ud800"), "Label: contains a damaged character"),
    ],
)
def test_what_would_be_lost_is_not_saved(
    breaks: Callable[[object], None], words: str, opened: Open, target: Path
) -> None:
    person = typed(opened)
    breaks(person.window.worksheet.session)
    assert not person.window.files.save()
    assert words in message(person)
    assert not target.exists()
    assert person.window.isWindowModified()


def test_a_folder_that_cannot_be_written_is_said(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = typed(opened)
    nowhere = tmp_path / "none" / "visit.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: nowhere)
    assert not person.window.files.save()
    assert message(person).startswith("Couldn't save visit.quarterhour: ")
    assert message(person).endswith("Your visit is still open.")


@pytest.mark.parametrize(
    ("answer", "closes", "saves"),
    [(Unsaved.SAVE, True, True), (Unsaved.DISCARD, True, False), (Unsaved.KEEP, False, False)],
)
def test_closing_asks_about_unsaved_work(
    answer: Unsaved, closes: bool, saves: bool, opened: Open, target: Path, unsaved: list[Unsaved]
) -> None:
    person = typed(opened)
    unsaved[0] = answer
    assert person.window.close() == closes
    assert target.exists() == saves
    unsaved[0] = Unsaved.DISCARD


def test_closing_asks_last_about_unsaved_work(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Unsaved] = []

    def ask(*_: object) -> Unsaved:
        asked.append(Unsaved.DISCARD)
        return asked[-1]

    monkeypatch.setattr(prompts, "ask_about_unsaved", ask)
    person = typed(opened)
    person.choose(Command.PATIENT_YEAR)
    QTest.keyClicks(person.go_to(QLineEdit, "Allowed so far, PT and SLP"), "much")
    assert not person.window.close()
    assert asked == [], "first, that an amount can't be read"
    assert person.window.close()
    assert asked == [Unsaved.DISCARD]


@pytest.mark.parametrize("leave", ["new", "open"])
def test_another_visit_asks_about_unsaved_work(
    leave: str, opened: Open, target: Path, unsaved: list[Unsaved], tmp_path: Path
) -> None:
    other = tmp_path / "other.quarterhour"
    other.write_text(json.dumps({**json.loads(_tie()), "label": "other"}))
    person = typed(opened)
    unsaved[0] = Unsaved.KEEP
    files = person.window.files
    assert not (files.begin_own() if leave == "new" else files.open(other))
    assert person.cell(0, "therapist") == "33"
    unsaved[0] = Unsaved.DISCARD
    assert files.begin_own() if leave == "new" else files.open(other)
    assert person.cell(0, "therapist") in ("", "20")


def test_an_untouched_visit_closes_without_a_question(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_about_unsaved", lambda *_: pytest.fail("nothing changed"))
    assert opened().window.close()


def test_recent_files_are_offered_the_latest_first(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{place}.quarterhour" for place in range(10)]
    person = opened()
    for path in paths:
        path.write_text(_tie())
        assert person.window.files.open(path)
    assert desk.recent.paths == list(reversed(paths))[:8]
    person.window.files.open(paths[5])
    assert desk.recent.paths[0] == paths[5]
    paths[9].unlink()
    assert not person.window.files.open(paths[9])
    assert paths[9] not in desk.recent.paths
    desk.recent.clear()
    assert desk.recent.paths == []


@offscreen_menu
def test_a_file_opens_beside_a_visit_and_only_once(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "tie.quarterhour"
    path.write_text(_tie())
    person = typed(opened)
    desk.open_file(path, person.window.files)
    assert len(desk.windows) == 2
    assert person.cell(0, "therapist") == "33"
    desk.open_file(path, person.window.files)
    assert len(desk.windows) == 2
    desk.windows[-1].close()
    assert len(desk.windows) == 1


def test_a_file_takes_the_place_of_nothing(opened: Open, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "tie.quarterhour"
    path.write_text(_tie())
    person = opened()
    desk.open_file(path, person.window.files)
    assert len(desk.windows) == 1
    assert person.hears(0, "units") == "2 (tie)"


def test_a_file_is_dropped_in(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "tie.quarterhour"
    path.write_text(_tie())
    person = opened()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    person.window.dropEvent(event)
    assert person.hears(0, "units") == "2 (tie)"


def test_closing_all_stops_where_work_is_kept(
    opened: Open, desk: Desk, unsaved: list[Unsaved]
) -> None:
    first, second = typed(opened), opened()
    unsaved[0] = Unsaved.KEEP
    desk.close_all()
    assert desk.windows == [first.window]
    assert not second.window.isVisible()
    unsaved[0] = Unsaved.DISCARD
    desk.close_all()
    assert desk.windows == []


def _tie() -> str:
    from builders import SAMPLES

    return (SAMPLES / "tie.quarterhour").read_text()


def test_a_saved_visit_is_for_its_owner_alone(opened: Open, target: Path) -> None:
    person = typed(opened)
    person.window.files.save()
    assert not target.stat().st_mode & 0o077
    # Who was let in by hand stays so.
    target.chmod(0o640)
    person.select(0, "therapist").types("48").press(ENTER)
    person.window.files.save()
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("replace", [True, False])
def test_what_another_program_changed_is_asked_about(
    replace: bool, opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(parent: QWidget, name: str) -> bool:
        asked.append(name)
        return replace

    monkeypatch.setattr(prompts, "ask_to_write_over", answer)
    person = typed(opened)
    assert person.window.files.save()
    person.select(0, "therapist").types("48").press(ENTER)
    assert person.window.files.save()
    assert asked == []  # what the program itself wrote is no change
    theirs = target.read_bytes().replace(b"48", b"15")
    target.write_bytes(theirs)
    person.select(0, "therapist").types("60").press(ENTER)
    assert person.window.files.save() == replace
    assert asked == [target.name]
    assert (target.read_bytes() == theirs) != replace
    assert person.window.isWindowModified() != replace


def test_a_file_that_is_gone_is_written_again(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda *_: pytest.fail("nothing is lost"))
    person = typed(opened)
    person.window.files.save()
    target.unlink()
    person.select(0, "therapist").types("48").press(ENTER)
    assert person.window.files.save()


THEIRS = b'{"theirs": true}'


def to_save(opened: Open, desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return the window that has the file, once another program has changed it in between."""
    target.write_text(_tie())

    def change(*_: object) -> Unsaved:
        target.write_bytes(THEIRS)
        return Unsaved.DISCARD

    person = typed(opened)
    monkeypatch.setattr(prompts, "ask_about_unsaved", change)
    assert person.window.files.open(target)
    return person


def to_save_beside(
    opened: Open, desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """The same of a file that is opened in another window."""
    target.write_text(_tie())
    person = typed(opened)
    monkeypatch.setattr(desk.recent, "add", lambda path: target.write_bytes(THEIRS))
    desk.open_file(target, person.window.files)
    return Person(desk.windows[-1])


def to_save_again(
    opened: Open, desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """The same of a file that was just saved."""
    person = typed(opened)
    monkeypatch.setattr(desk.recent, "add", lambda path: target.write_bytes(THEIRS))

    def write_and_change(path: Path, content: bytes, *, private: bool) -> None:
        write_whole(path, content, private=private)
        path.write_bytes(THEIRS)

    monkeypatch.setattr("quarterhour.window.files.write_whole", write_and_change)
    assert person.window.files.save()
    return person


@offscreen_menu
@pytest.mark.parametrize("come", [to_save, to_save_beside, to_save_again])
def test_what_was_changed_since_it_was_read_is_asked_about(
    come: Callable[..., Person],
    opened: Open,
    desk: Desk,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What counts are the bytes that were read or written, not what lies there a moment later."""
    person = come(opened, desk, target, monkeypatch)
    asked: list[str] = []
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda _, name: asked.append(name))
    person.window.worksheet.session.change(label="mine")
    assert not person.window.files.save()
    assert asked == [target.name]
    assert target.read_bytes() == THEIRS
    monkeypatch.setattr(prompts, "ask_about_unsaved", lambda *_: Unsaved.DISCARD)
    desk.close_all()


def test_what_cannot_be_read_any_more_is_asked_about(
    opened: Open, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda _, name: asked.append(name))
    person = typed(opened)
    assert person.window.files.save()
    target.unlink()
    target.mkdir()
    person.window.worksheet.session.change(label="mine")
    assert not person.window.files.save()
    assert asked == [target.name]


ODD_NAMES = {
    "NUL": ("a\0b.quarterhour", "a file can't have this name"),
    "half a character": ("\ud800.quarterhour", "a file can't have this name"),
    "long": ("x" * 300, "File name too long"),
    "loop": ("loop/visit.quarterhour", "Too many levels of symbolic links"),
}


@pytest.mark.skipif(os.name == "nt", reason="these are the words of POSIX")
@pytest.mark.parametrize(("name", "said"), ODD_NAMES.values(), ids=ODD_NAMES)
def test_a_name_that_is_none_is_said(
    name: str,
    said: str,
    opened: Open,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether it comes from the settings, from a dialog or from elsewhere."""
    (tmp_path / "loop").symlink_to("loop")
    path = tmp_path / name
    person = typed(opened)
    desk.open_file(path, person.window.files)
    opening = message(person)
    assert opening.startswith("Can't open ") and f": {said}." in opening
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: path)
    assert not person.window.files.save()
    assert f": {said}. Your visit is still open." in message(person)
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda *_: path.with_suffix(".html"))
    person.press(Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier | SHIFT)
    exporting = message(person)
    assert exporting.startswith("Couldn't export ") and exporting.endswith(f": {said}.")
    assert list(tmp_path.glob("*.quarterhour*")) == list(tmp_path.glob("*.html*")) == []


def test_recent_files_with_odd_names_stop_nobody(opened: Open, desk: Desk, tmp_path: Path) -> None:
    settings = QSettings(desk.kept.where, QSettings.Format.IniFormat)
    settings.setValue("files/recent", ["a\0b", "\0", "", "x" * 300, "~", "nowhere", str(tmp_path)])
    person = opened()
    for path in desk.recent.paths:
        desk.open_file(path, person.window.files)
        assert "Can't open " in message(person)
    assert desk.recent.paths == []


def test_a_visit_is_saved_by_the_ending_by_which_it_is_found(
    opened: Open, visit: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: tmp_path / "beta.txt")
    first, second = (opened(visit({"code": "97110", "therapist_minutes": 15})) for _ in range(2))
    first.choose(Command.SAVE_AS)
    assert [file.name for file in tmp_path.glob("beta*")] == ["beta.txt.quarterhour"]
    second.choose(Command.SAVE_AS)
    assert "already exists" in second.window.messages.text
