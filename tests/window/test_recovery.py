"""Unsaved work outlives a crash, and is offered once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLockFile, Qt

from builders import ROOT
from quarterhour.entry import Draft
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.visit import Visit
from quarterhour.window import Desk, prompts
from quarterhour.window.documents.recovery import leftovers
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
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


def test_what_a_killed_program_had_begun_goes_too(tmp_path: Path) -> None:
    for name in ("a1.json.XyZ123", "c3.json"):
        (tmp_path / name).write_text("")
    assert list(leftovers(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


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
    assert list(leftovers(desk.folder)) == []
    assert len(kept(desk)) == 1


CRASH = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from quarterhour.reference import Reference
from quarterhour.window import Desk
application = QApplication([])
folder = Path(sys.argv[2])
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
desk = Desk(Reference(Path(sys.argv[1])), settings, folder)
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


@pytest.mark.parametrize("content", ["", "{}", "[1]", "nonsense", '{"day": 5}', "\0" * 100])
def test_a_damaged_file_is_dropped(content: str, desk: Desk) -> None:
    desk.folder.mkdir()
    (desk.folder / "a.json").write_text(content)
    assert list(leftovers(desk.folder)) == []
    assert list(desk.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_stops_nobody(opened: Open, desk: Desk) -> None:
    desk.folder.write_text("a file where the folder should be")
    person = typed(opened)
    person.window._recovery.keep()
    assert person.cell(0, "service").startswith("97110")


def test_a_whole_draft_survives(visit: Make, opened: Open) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 33, "charge": "80.00"},
            {"code": "97750", "therapist_minutes": 20, "contractor_price": "1.50"},
            attested={"separate": [["97530", "97750", "XU"]], "medically_necessary": True},
            patient={"pt_slp_to_date": "2400.00", "deductible_remaining": "12.00"},
            provider={"participating": False, "modifier_order": ["threshold"]},
            label="knee",
        )
    )
    draft = person.window.worksheet.session.draft
    assert read_draft_text(draft_text(draft)) == draft


@given(st.text(max_size=40))
def test_any_text_survives(text: str) -> None:
    draft = Draft(day=None, day_text=text, place=text, label=text)
    assert read_draft_text(draft_text(draft)) == draft


def test_a_lock_ends_with_its_program(tmp_path: Path) -> None:
    lock = QLockFile(str(tmp_path / "a.lock"))
    lock.setStaleLockTime(0)
    assert lock.tryLock(0)
    (tmp_path / "a.json").write_text("{}")
    assert list(leftovers(tmp_path)) == []
    assert (tmp_path / "a.json").exists()
