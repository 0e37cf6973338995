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

from builders import ROOT
from faults.confined import needs_namespace, quoted, read_only
from quarterhour.entry import Draft
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.entry.recovery import leftovers
from quarterhour.window import Desk, prompts
from quarterhour.window.documents.recovery import FileLock
from window.person import Person

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
    draft = read_draft_text(path.read_text(encoding="utf-8"))
    assert draft == person.window.worksheet.session.draft


@pytest.mark.skipif(os.name == "nt", reason="the folder of a user is their own there")
def test_unsaved_work_is_for_its_user_alone(opened: Open, desk: Desk) -> None:
    typed(opened).window._recovery.keep()
    assert desk.folder.stat().st_mode & 0o077 == 0


def test_it_is_deleted_when_the_window_closes(opened: Open, desk: Desk) -> None:
    person = typed(opened)
    person.window._recovery.keep()
    assert len(kept(desk)) == 1
    person.window.close()
    assert list(desk.folder.iterdir()) == []


def test_it_is_deleted_when_the_visit_is_saved(
    opened: Open, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: tmp_path / "a.quarterhour")
    person = opened()
    person.window.worksheet.session.change(place="33101")
    person.window._recovery.keep()
    assert len(kept(desk)) == 1
    assert person.window.files.save()
    assert kept(desk) == []


def test_the_work_of_a_running_program_is_not_offered(opened: Open, desk: Desk) -> None:
    person = typed(opened)
    person.window._recovery.keep()
    assert list(leftovers(desk.folder, FileLock)) == []
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
window.worksheet.session.change(place="33101", label="half")
window._recovery.keep()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is killed by a signal")
def test_work_of_a_killed_program_is_opened_once(opened: Open, desk: Desk, database: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    program = [sys.executable, "-c", CRASH, str(database), str(desk.folder)]
    assert subprocess.run(program, env=environment, check=False).returncode == -signal.SIGKILL
    assert len(kept(desk)) == 1
    desk.recover()
    (window,) = desk.windows
    assert window.worksheet.session.draft.place == "33101"
    assert window.worksheet.session.draft.label == "half"
    assert window.isWindowModified()
    assert "ended unexpectedly" in Person(window).says("Message")
    desk.recover()
    assert desk.windows == [window]
    window.close()
    assert kept(desk) == []


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
    _, recovered = desk.windows
    assert recovered.worksheet.session.draft.place == "33101"
    assert "ended unexpectedly" in Person(recovered).says("Message")
    assert str(desk.folder / "unreadable") in person.says("Message")
    assert {path.name for path in (desk.folder / "unreadable").iterdir()} == {"a.json", "c.json"}


def test_work_that_ends_the_program_is_not_opened_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.folder.mkdir()
    (desk.folder / "a.json").write_text(draft_text(Draft(None, "11/2")))
    monkeypatch.setattr(desk, "_open_recovered", lambda draft: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.recover()
    monkeypatch.undo()
    desk.recover()
    assert desk.windows == []
    assert (desk.folder / "unreadable" / "a.json").exists()


def test_a_folder_that_cannot_be_written_stops_nobody(opened: Open, desk: Desk) -> None:
    desk.folder.write_text("a file where the folder should be")
    person = typed(opened)
    person.window._recovery.keep()
    assert person.cell(0, "service").startswith("97110")


def test_a_lock_ends_with_its_program(tmp_path: Path) -> None:
    lock = QLockFile(str(tmp_path / "a.lock"))
    lock.setStaleLockTime(0)
    assert lock.tryLock(0)
    (tmp_path / "a.json").write_text("{}")
    assert list(leftovers(tmp_path, FileLock)) == []
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
