"""What printing asks of the print service, which may be silent; nothing else asks it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from builders import ROOT, SAMPLES
from quarterhour.visit import Visit
from quarterhour.window import prompts
from quarterhour.window.prompts import PrintService
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SESSION = str(ROOT / "tests" / "faults" / "session.py")
needs_cups = pytest.mark.skipif(
    sys.platform != "linux" or find_library("cups") is None, reason="needs the client of CUPS"
)


class Service:
    """A print service that answers nothing; it writes down who calls."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "cups.sock"
        self._log = folder / "calls.txt"
        with self._log.open("w") as log:
            script = ROOT / "tests" / "faults" / "print_server.py"
            command = [sys.executable, str(script), str(self.socket)]
            self._process = subprocess.Popen(command, stdout=log)
        while "ready" not in self._log.read_text():
            time.sleep(0.05)

    @property
    def calls(self) -> int:
        return self._log.read_text().count("called")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The print service of the system is a silent one."""
    service = Service(tmp_path)
    monkeypatch.setenv("CUPS_SERVER", str(service.socket))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "desktop"))
    yield service
    service.end()


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the printers gets no answer, whatever print service there is."""
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(prompts, "printers_command", lambda: command)


@pytest.fixture
def person(opened: Open, visit: Make) -> Person:
    return opened(visit({"code": "97110", "therapist_minutes": 33}, zip="33101"))


class Waiting:
    """Someone who prints, and does something while the window waits."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.ticks = 0
        self.longest_s = 0.0
        self.boxes: list[str] = []
        self._last = time.monotonic()
        self._ticking = QTimer()
        self._ticking.timeout.connect(self._tick)

    def prints(self, button: str, after_ms: int, preview: bool = False) -> None:
        """Print, and press a button of the box that waits."""
        self._last = time.monotonic()
        self._ticking.start(10)
        QTimer.singleShot(after_ms, lambda: self._press(button))
        if preview:
            self.person.press(Qt.Key.Key_I, modifier=CONTROL | SHIFT)
        else:
            self.person.press(Qt.Key.Key_P, modifier=CONTROL)
        self._ticking.stop()

    def _tick(self) -> None:
        now = time.monotonic()
        self.ticks += 1
        self.longest_s, self._last = max(self.longest_s, now - self._last), now

    def _press(self, text: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        self.boxes.append(box.text())
        (button,) = (
            each
            for each in box.findChildren(QAbstractButton)
            if each.text().replace("&", "").startswith(text)
        )
        button.click()


def children() -> set[str]:
    """Return what processes this one has started and not ended."""
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="],
        capture_output=True,
        text=True,
        check=False,
    )
    return {line for line in listed.stdout.splitlines() if "printers" in line or "sleep" in line}


@needs_cups
@offscreen_menu
@pytest.mark.parametrize("preview", [False, True])
def test_the_window_lives_while_the_service_is_silent_and_one_can_give_up(
    preview: bool, silent: Service, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_for_printer", lambda *_: pytest.fail("it would hang"))
    monkeypatch.setattr(prompts, "show_preview", lambda *_: pytest.fail("it would hang"))
    waiting = Waiting(person)
    waiting.prints("Cancel", 2_000, preview)
    assert silent.calls == 1
    assert waiting.boxes == ["Waiting for your computer\u2019s printers\u2026"]
    assert waiting.ticks > 50
    assert waiting.longest_s < 0.5
    assert children() == set(), "nobody waits any longer"
    person.window.activateWindow()  # as a desktop does
    QApplication.processEvents()
    person.select(0, "therapist").types("48").press(Qt.Key.Key_Return)
    assert person.cell(0, "units") == "3"


@needs_cups
def test_nothing_but_printing_asks_the_service(silent: Service, tmp_path: Path) -> None:
    """Not a sitting at the window, with saving and exporting, and no command."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "CUPS_SERVER": str(silent.socket),
        "FONTCONFIG_FILE": os.environ["FONTCONFIG_FILE"],
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("desktop", "tests")),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    sample = str(SAMPLES / "tie.quarterhour")
    for arguments in (
        [SESSION, "."],
        ["-m", "quarterhour", "assess", sample, "--format", "pdf", "-o", "day.pdf"],
        ["-m", "quarterhour", "self-check"],
    ):
        command = [sys.executable, *arguments]
        subprocess.run(command, env=environment, cwd=home, capture_output=True, check=True)
    assert silent.calls == 0
    with pytest.raises(subprocess.TimeoutExpired):
        listing = [sys.executable, "-m", "quarterhour", "printers"]
        subprocess.run(listing, env=environment, cwd=home, check=True, timeout=3)
    assert silent.calls == 1


@offscreen_menu
@pytest.mark.usefixtures("hanging")
def test_a_pdf_can_be_had_instead(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "day.pdf"
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda *_: path)
    Waiting(person).prints("Export as PDF", 1_500)
    assert path.read_bytes().startswith(b"%PDF-")
    assert person.says("Message").startswith("Exported day.pdf to ")


@offscreen_menu
@pytest.mark.usefixtures("hanging")
def test_the_waiting_ends_with_a_sentence(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    real = PrintService
    monkeypatch.setattr(prompts, "PrintService", lambda command: real(command, 1_500))
    start = time.monotonic()
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    assert time.monotonic() - start < 10
    assert "print service doesn't answer" in person.says("Message")
    assert children() == set()


@pytest.mark.parametrize("ends", ["pass", "raise SystemExit(3)", None])
def test_a_service_that_answers_at_once_shows_no_box(
    ends: str | None, person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be asked at all is left to Qt, as where a system has no such service."""
    command = ["/no/such/program"] if ends is None else [sys.executable, "-c", ends]
    monkeypatch.setattr(prompts, "printers_command", lambda: command)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail("nobody has to wait"))
    asked: list[str] = []
    monkeypatch.setattr(prompts, "ask_for_printer", lambda _, title: asked.append(title))
    person.press(Qt.Key.Key_P, modifier=CONTROL)
    assert asked == ["Visit summary 2026-11-23"]
