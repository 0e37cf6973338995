"""Unsaved work outlives a crash, and is offered once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtWidgets import QApplication, QLabel

from builders import ROOT, SAMPLES
from faults.confined import needs_namespace, quoted, read_only
from quarterhour.claims import Severity
from quarterhour.entry import Draft
from quarterhour.entry.kept_day import read_kept_day
from quarterhour.entry.kept_draft import draft_text, read_kept_text
from quarterhour.entry.recovery import leftovers
from quarterhour.reference import Reference
from quarterhour.visit import open_visit, read_visit
from quarterhour.window import Desk, MainWindow, prompts, run
from quarterhour.window.files import FileLock
from quarterhour.window.first_run import FirstVisit
from quarterhour.window.look.notice import Notice
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


def kept(desk: Desk) -> list[Path]:
    return sorted(desk.folder.glob("*.json"))


def typed(opened: Open) -> Person:
    return opened().types("97110").press(TAB).types("9:05-").press(ENTER)


def test_unsaved_work_is_kept_as_typed_a_moment_later(
    opened: Open, desk: Desk, qtbot: object
) -> None:
    person = typed(opened)
    deadline = time.monotonic() + 10
    while not kept(desk) and time.monotonic() < deadline:
        qtbot.wait(50)  # type: ignore[attr-defined]
    (path,) = kept(desk)
    day = read_kept_day(path.read_text(encoding="utf-8"))
    assert day is not None
    assert day.draft == person.window.worksheet.session.day_draft


@pytest.mark.skipif(os.name == "nt", reason="the folder of a user is their own there")
def test_unsaved_work_is_for_its_user_alone(opened: Open, desk: Desk) -> None:
    typed(opened).window.parts.recovery.keep()
    assert desk.folder.stat().st_mode & 0o077 == 0


def test_it_is_deleted_when_the_window_closes(opened: Open, desk: Desk) -> None:
    person = typed(opened)
    person.window.parts.recovery.keep()
    assert len(kept(desk)) == 1
    person.window.close()
    assert list(desk.folder.iterdir()) == []


def test_it_is_deleted_when_the_visit_is_saved(
    opened: Open, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: tmp_path / "a.quarterhour")
    person = opened()
    person.window.worksheet.session.change(place="33101")
    person.window.parts.recovery.keep()
    assert len(kept(desk)) == 1
    assert person.window.files.save()
    assert kept(desk) == []


def test_the_work_of_a_running_program_is_not_offered(opened: Open, desk: Desk) -> None:
    person = typed(opened)
    person.window.parts.recovery.keep()
    assert list(leftovers(desk.folder, FileLock, read_kept_text)) == []
    assert len(kept(desk)) == 1


CRASH = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.window import Desk
application = QApplication([])
folder = Path(sys.argv[2])
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
desk = Desk(Reference(Path(sys.argv[1])), settings, folder, PracticeFiles(folder))
window = desk.open_window()
if len(sys.argv) > 3:
    assert window.files.open(Path(sys.argv[3]))
window.worksheet.session.change(place="33101", label="half")
window.parts.recovery.keep()
os.kill(os.getpid(), signal.SIGKILL)
"""


needs_signals = pytest.mark.skipif(os.name == "nt", reason="a process is killed by a signal")


def crash(database: Path, desk: Desk, *files: Path) -> None:
    """Leave unsaved work behind: of a new visit, or of one that is saved in a file."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    program = [sys.executable, "-c", CRASH, *map(str, (database, desk.folder, *files))]
    assert subprocess.run(program, env=environment, check=False).returncode == -signal.SIGKILL
    assert len(kept(desk)) == 1


@needs_signals
def test_work_of_a_killed_program_is_opened_once(opened: Open, desk: Desk, database: Path) -> None:
    crash(database, desk)
    desk.recover()
    (window,) = desk.windows
    assert window.worksheet.session.draft.place == "33101"
    assert window.worksheet.session.draft.label == "half"
    assert window.isWindowModified()
    assert "closed unexpectedly" in Person(window).says("Message")
    desk.recover()
    assert desk.windows == [window]
    window.close()
    assert kept(desk) == []


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A visit that is saved in a file, whose name needs some care."""
    path = tmp_path / "K\u00e4the, #1 50%.quarterhour"
    path.write_bytes((SAMPLES / "tie.quarterhour").read_bytes())
    return path


@needs_signals
def test_work_on_a_file_has_its_file_again_and_one_window(
    opened: Open, desk: Desk, database: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(database, desk, saved)
    person = opened()  # as every start opens an empty window
    desk.recover()
    assert desk.windows == [person.window]
    assert person.window.windowTitle() == f"{saved.name}[*]"
    assert person.window.isWindowModified()
    notice = person.window.messages.findChild(Notice)
    assert isinstance(notice, Notice)
    assert notice.severity is Severity.NOTE
    said = next(each for each in notice.findChildren(QLabel) if each.text())
    assert said.x() == 0, "no room is left for a badge that a note has not"
    assert person.says("Message").startswith("Recovered after")
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: pytest.fail("it has a name"))
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda *_: pytest.fail("nobody changed it"))
    assert person.window.files.save()
    assert read_visit(saved.read_bytes()).label == "half"
    assert kept(desk) == []


@needs_signals
def test_what_was_changed_between_a_crash_and_the_next_start_is_asked_about(
    opened: Open, desk: Desk, database: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(database, desk, saved)
    theirs = saved.read_bytes() + b" "
    saved.write_bytes(theirs)
    asked: list[str] = []
    monkeypatch.setattr(prompts, "ask_to_write_over", lambda _, name: asked.append(name))
    person = opened()
    desk.recover()
    assert not person.window.files.save()
    assert asked == [saved.name]
    assert saved.read_bytes() == theirs


@needs_signals
def test_the_window_of_the_same_file_shows_what_was_recovered(
    opened: Open, desk: Desk, database: Path, saved: Path
) -> None:
    """The program may be started again by the very file."""
    crash(database, desk, saved)
    person = opened()
    assert person.window.files.open(saved)
    desk.recover()
    assert desk.windows == [person.window]
    assert person.window.worksheet.session.draft.label == "half"


@offscreen_menu
def test_a_window_that_holds_something_is_left_alone(opened: Open, desk: Desk, saved: Path) -> None:
    desk.folder.mkdir()
    file = open_visit(saved)[1]
    (desk.folder / "a.json").write_text(draft_text(Draft(None, "11/2"), file))
    (desk.folder / "b.json").write_text(draft_text(Draft(None, "11/3")))
    person = opened()
    assert person.window.files.open(saved)
    person.window.worksheet.session.change(label="typed since")
    desk.recover()
    typed_since, *recovered = desk.windows
    assert typed_since.worksheet.session.draft.label == "typed since"
    assert [each.files.path for each in recovered] == [saved, None]
    desk.close_all()


def test_a_problem_stays_beside_what_is_recovered(opened: Open, desk: Desk) -> None:
    desk.folder.mkdir()
    (desk.folder / "a.json").write_text(draft_text(Draft(None, "11/2")))
    person = opened()
    person.window.messages.say("imported.sqlite is damaged.")
    desk.recover()
    assert person.says("Message").startswith("imported.sqlite is damaged. Recovered after")


def test_the_first_window_of_a_start_has_what_is_recovered(
    reference: Reference, portable: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """A sample is not offered over it, not even where the settings are gone."""
    (portable / "recovery").mkdir(parents=True)
    (portable / "recovery" / "a.json").write_text(draft_text(Draft(None, "11/2", place="33101")))
    before = {each for each in qapp.topLevelWidgets() if each.isVisible()}
    found = []

    def look() -> int:
        for each in {each for each in qapp.topLevelWidgets() if each.isVisible()} - before:
            assert isinstance(each, MainWindow)
            found.append((each.worksheet.session.draft.place, each.findChild(FirstVisit)))
            each.close()
        return 0

    monkeypatch.setattr(qapp, "exec", look)
    assert run(lambda: reference) == 0
    assert found == [("33101", None)]


LATER = json.dumps(json.loads(draft_text(Draft(None, "11/2"))) | {"rule": "rule-of-2031"})


@pytest.mark.parametrize(
    "content",
    [b"{}", b"[1]", b"nonsense", b'{"day": 5}', b"\0" * 100, b"\xff\xfe", LATER.encode(), None],
    ids=repr,
)
def test_what_cannot_be_read_is_set_aside_and_said_once(
    content: bytes | None, opened: Open, desk: Desk
) -> None:
    person = opened()
    desk.folder.mkdir(exist_ok=True)
    kept = desk.folder / "a.json"
    kept.mkdir() if content is None else kept.write_bytes(content)
    desk.recover()
    aside = desk.folder / "unreadable" / "a.json"
    assert aside.is_dir() if content is None else aside.read_bytes() == content
    assert str(aside) in person.says("Message")
    assert desk.windows == [person.window]
    person.window.messages.clear()
    desk.recover()
    assert person.window.messages.text == ""
    assert aside.exists()


def test_others_are_recovered_beside_it(opened: Open, desk: Desk) -> None:
    person = opened()
    desk.folder.mkdir(exist_ok=True)
    for name in ("a", "c"):
        (desk.folder / f"{name}.json").write_text("nonsense")
    (desk.folder / "b.json").write_text(draft_text(Draft(None, "11/2", place="33101")))
    desk.recover()
    assert desk.windows == [person.window]
    assert person.window.worksheet.session.draft.place == "33101"
    assert "closed unexpectedly" in person.says("Message")
    assert str(desk.folder / "unreadable") in person.says("Message")
    assert {path.name for path in (desk.folder / "unreadable").iterdir()} == {"a.json", "c.json"}


def test_work_that_ends_the_program_is_not_opened_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.folder.mkdir()
    (desk.folder / "a.json").write_text(draft_text(Draft(None, "11/2")))
    monkeypatch.setattr(desk, "_open_recovered", lambda draft, file: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.recover()
    monkeypatch.undo()
    desk.recover()
    assert desk.windows == []
    assert (desk.folder / "unreadable" / "a.json").exists()


def test_a_folder_that_cannot_be_written_stops_nobody(opened: Open, desk: Desk) -> None:
    desk.folder.write_text("a file where the folder should be")
    person = typed(opened)
    person.window.parts.recovery.keep()
    assert person.cell(0, "service").startswith("97110")


def test_a_lock_ends_with_its_program(tmp_path: Path) -> None:
    lock = QLockFile(str(tmp_path / "a.lock"))
    lock.setStaleLockTime(0)
    assert lock.tryLock(0)
    (tmp_path / "a.json").write_text("{}")
    assert list(leftovers(tmp_path, FileLock, read_kept_text)) == []
    assert (tmp_path / "a.json").exists()


LOCKS = {
    "empty": "",
    "garbage": "\0\ufffd nobody",
    "of a computer of another name": "1\npython\nelsewhere\n",
    "of a program that ended": f"{2**22 + 1}\npython\n\n",
}


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_work_beside_a_lock_that_nobody_holds_is_offered_once(lock: str, desk: Desk) -> None:
    desk.folder.mkdir()
    (desk.folder / "a.json").write_text(draft_text(Draft(None, "11/2", place="33101")))
    (desk.folder / "a.lock").write_text(lock)
    desk.recover()
    (window,) = desk.windows
    assert window.worksheet.session.draft.place == "33101"
    assert not (desk.folder / "a.lock").exists()
    desk.recover()
    assert desk.windows == [window]


DENIED = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.window import Desk
application = QApplication([])
folder = Path(sys.argv[2])
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
desk = Desk(Reference(Path(sys.argv[1])), settings, folder, PracticeFiles(folder))
desk.recover()
for window in desk.windows:
    print(window.messages.text)
"""


@needs_namespace
@pytest.mark.parametrize("locked", [False, True])
def test_work_in_a_folder_that_cannot_be_written_is_told_of(
    locked: bool, database: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "a.json"
    kept.write_text(draft_text(Draft(None, "11/2", place="33101")))
    if locked:
        kept.with_suffix(".lock").write_text(LOCKS["of a program that ended"])
    there = sorted(tmp_path.iterdir())
    done = read_only(tmp_path, quoted(sys.executable, "-c", DENIED, database, tmp_path))
    assert done.returncode == 0, done.stderr
    (said,) = done.stdout.splitlines()
    assert str(kept) in said
    assert sorted(tmp_path.iterdir()) == there
