"""A virtual screen with a window manager and the program on it, driven by real keys.

Linux only. Xvfb keeps its screen in a file, which is the screenshot; xdotool presses the keys.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import environment
import system_packages
from screen_check import ERRORS, Picture, is_blank, png, read_screen, virtual_screen

TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
PATIENCE = 40.0  # seconds until something has to happen
LOOKS = 0.15  # seconds between two looks
HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")


class StageError(RuntimeError):
    """The program did not do what was waited for; the message says what."""


def prepare() -> str:
    """See that a stage has what it needs; return the Python of the environment."""
    system_packages.install(system_packages.for_commands(TOOLS))
    return environment.prepare("run", system_packages.WINDOW).python


class Stage(NamedTuple):
    """A screen with the program on it: `folder` is its home, `display` the screen's name."""

    folder: Path
    display: str
    program: subprocess.Popen[bytes]

    def press(self, *keys: str) -> None:
        """Press keys by xdotool's names, one after the other: `Tab`, `ctrl+e`."""
        self._xdotool("key", "--delay", "40", *keys)
        self.settle()

    def write(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "25", text)
        self.settle()

    def fill_screen(self) -> None:
        """Make the window as large as the screen."""
        # Moved last: a window manager that makes it as large moves it below its title.
        self._xdotool("getactivewindow", "windowsize", "100%", "100%", "windowmove", "0", "0")
        self.settle()

    def picture(self) -> Picture:
        """Return what is on the screen."""
        return read_screen((self.folder / "Xvfb_screen0").read_bytes())

    def settle(self) -> Picture:
        """Wait until two looks at the screen are the same, the cursor's blinking aside."""
        deadline = time.monotonic() + PATIENCE
        before = self.picture()
        while time.monotonic() < deadline:
            time.sleep(LOOKS)
            now = self.picture()
            if differing(before, now) < 200:
                return now
            before = now
        raise StageError("The screen does not come to rest.")

    def wait_for(self, title: str) -> None:
        """Wait for a window whose title holds a text, and give it the keyboard."""
        command = ["search", "--sync", "--onlyvisible", "--name", title, "windowactivate", "--sync"]
        self._xdotool(*command)
        self.settle()

    def said(self) -> str:
        """Return what the program wrote to standard error."""
        return (self.folder / ERRORS).read_text(errors="replace")

    def _xdotool(self, *arguments: str) -> None:
        environment_ = {**os.environ, "DISPLAY": self.display}
        try:
            done = subprocess.run(
                ["xdotool", *arguments],
                env=environment_,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise StageError(f"xdotool {' '.join(arguments)}: nothing happened.") from None
        if done.returncode:
            raise StageError(f"xdotool {' '.join(arguments)}: {done.stderr.strip()}")


def differing(before: Picture, after: Picture) -> int:
    """Return about how many pixels differ, looking at every seventh byte."""
    return sum(
        one != other for one, other in zip(before.pixels[::7], after.pixels[::7], strict=True)
    )


@contextmanager
def stage(
    python: str,
    folder: Path,
    size: tuple[int, int] = (1280, 800),
    variables: Mapping[str, str] | None = None,
    arguments: Sequence[str] = (),
) -> Iterator[Stage]:
    """Put the program on a new screen, its home in the folder, and wait until it is painted."""
    with (
        virtual_screen(folder, size) as display,
        on_display(python, folder, display, variables or {}, arguments) as shown,
    ):
        yield shown


@contextmanager
def on_display(
    python: str,
    folder: Path,
    display: str,
    variables: Mapping[str, str],
    arguments: Sequence[str] = (),
) -> Iterator[Stage]:
    """Put the program on a screen whose file is in the folder, and wait until it is painted."""
    manager = _started(["openbox"], folder, display, "manager.txt", {})
    wishes = {"QT_QPA_PLATFORM": "xcb", **environment.variables(), **variables}
    command = [python, "-m", "quarterhour", *arguments]
    program = _started(command, folder, display, ERRORS, wishes)
    try:
        shown = Stage(folder, display, program)
        deadline = time.monotonic() + PATIENCE
        while is_blank(shown.picture()):
            if program.poll() is not None or time.monotonic() > deadline:
                raise StageError(f"The window does not come up. {shown.said()}")
            time.sleep(LOOKS)
        shown.settle()
        yield shown
    finally:
        for process in (program, manager):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait()


def save(picture: Picture, path: Path) -> None:
    """Write a picture as PNG."""
    path.write_bytes(png(picture))


def _started(
    command: Sequence[str], folder: Path, display: str, said: str, wishes: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    homes = dict.fromkeys(HOMES, str(folder))
    with (folder / said).open("wb") as errors:
        return subprocess.Popen(
            command,
            env={**os.environ, **wishes, **homes, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=environment.ROOT,
        )


if sys.platform != "linux":
    sys.exit("A virtual screen needs Linux.")
