"""Reads and operates the real window by the accessibility tree alone, as a screen reader does.

Linux only: the window is on a virtual screen, and AT-SPI on a session bus of its own. Exit status 0
where the main job and a day were done and read, else 1 with what is missing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import system_packages
from screen_check import virtual_screen
from stage import StageError, on_display, prepare

READER = Path(__file__).with_name("at_spi_reader.py")
# What speaks AT-SPI comes with Debian's own Python.
READER_PYTHON = "/usr/bin/python3"
PACKAGES = {
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi2-registryd": "at-spi2-core",
    "/usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
    "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
}
INSIDE = "--inside"
PATIENCE = 120


def missing() -> list[str]:
    """Name the packages that are not there."""
    return [package for sign, package in PACKAGES.items() if not is_there(sign)]


def is_there(sign: str) -> bool:
    """Tell whether a program, or a file by its pattern, is on this system."""
    return bool(shutil.which(sign)) or any(Path("/").glob(sign.removeprefix("/")))


def inside(folder: Path) -> int:
    """Within the session bus: show the window, and have the reader work it."""
    python = environment.Environment(environment.ROOT / ".venv").python
    variables = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    try:
        with on_display(python, folder, os.environ["DISPLAY"], variables):
            return subprocess.call([READER_PYTHON, str(READER)], timeout=PATIENCE)
    except (StageError, subprocess.TimeoutExpired) as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1


def main() -> int:
    arguments = environment.command_line(__doc__)
    arguments.add_argument(INSIDE, type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    if folder := arguments.parse_args().inside:
        return inside(folder)
    if system_packages.has_apt() and (packages := missing()):
        system_packages.install(packages)
    prepare()
    with tempfile.TemporaryDirectory() as name, virtual_screen(Path(name)) as display:
        # The bus starts what presses keys, so it has to know the screen from the beginning.
        return subprocess.call(
            ["dbus-run-session", "--", sys.executable, __file__, INSIDE, name],
            env={**os.environ, "DISPLAY": display},
        )


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
