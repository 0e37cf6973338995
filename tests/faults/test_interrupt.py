"""Ctrl-C ends the program without a word, whatever it is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import ROOT, SAMPLES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
INTERRUPTED = 130
VISIT = b" ".join((SAMPLES / "tie.quarterhour").read_bytes().split()) + b"\n"
LATEST = 30
# The program says when its window is there.
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from quarterhour.cli import main
from quarterhour.window import Desk
fill = Desk.fill
def filled(*given):
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    return fill(*given)
Desk.fill = filled
sys.exit(main([]))
"""


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Start]:
    """Start Python in a home of its own; what is still running after the test is ended."""
    environment = {
        "FONTCONFIG_FILE": os.environ["FONTCONFIG_FILE"],
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "desktop"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    pipe = subprocess.PIPE
    programs: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, *arguments]
        programs.append(
            subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
        )
        return programs[-1]

    yield start
    for program in programs:
        with program:
            program.kill()


def interrupted(program: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Return how a program ends by Ctrl-C, and what it says then."""
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=LATEST)
    return program.returncode, said


@pytest.mark.parametrize("reads", ["--lines", "-"])
def test_a_command_that_waits_for_input(reads: str, started: Start, tmp_path: Path) -> None:
    program = started("-m", "quarterhour", "assess", reads)
    assert program.stdin is not None
    program.stdin.write(VISIT)
    program.stdin.flush()
    time.sleep(2)
    assert interrupted(program) == (INTERRUPTED, b"")
    assert not list(tmp_path.iterdir())


def test_a_command_whose_reader_was_ended_too(started: Start) -> None:
    """What is still to be written has no place then: nothing is said of that either."""
    program = started("-m", "quarterhour", "assess", "--lines")
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(VISIT)
    program.stdin.flush()
    time.sleep(2)
    program.stdout.close()
    program.send_signal(signal.SIGINT)
    assert program.wait(LATEST) == INTERRUPTED
    assert program.stderr is not None
    assert program.stderr.read() == b""


def test_the_window(started: Start) -> None:
    program = started("-c", WINDOW)
    assert program.stdout is not None
    assert program.stdout.readline() == b"ready\n"
    status, said = interrupted(program)
    assert status == -signal.SIGINT
    assert b"Traceback" not in said
