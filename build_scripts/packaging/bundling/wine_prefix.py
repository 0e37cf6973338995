"""A Windows to build and test in, on Linux: a Wine prefix of its own, with a Python."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import environment

PYTHON_LOCK = "wine"
_STUBS = Path(__file__).parent / "wine"
# No Mono and no Gecko, which Wine would offer to download; no entries in the menu of this system;
# our stand-in for mscms before its own.
_OVERRIDES = "mscoree=;mshtml=;mscms=n,b;winemenubuilder.exe=d"


class WinePrefix:
    """A prefix in a folder, made again; `display` is the X screen for its windows."""

    def __init__(self, folder: Path, display: str) -> None:
        self._folder = folder
        self.drive = folder / "drive_c"
        self._variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        }

    def make(self) -> None:
        """Make the prefix as Windows 10, with stand-ins for what Wine lacks of it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self.run("wineboot", "-i")
        self.run("wine", "winecfg", "-v", "win10")
        for source in sorted(_STUBS.glob("*.c")):
            target = self.drive / "windows" / "system32" / f"{source.stem}.dll"
            compiler = "x86_64-w64-mingw32-gcc"
            subprocess.run([compiler, "-shared", "-o", str(target), str(source)], check=True)

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end; return it with what it wrote to standard output.

        Python under Wine wants real handles: nothing as standard input, pipes for the others.
        """
        done = subprocess.run(
            command,
            env=self._variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if check and done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
        return done

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program and return at once."""
        return subprocess.Popen(
            command,
            env=self._variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def settle(self) -> None:
        """Wait until nothing runs in the prefix.

        The server goes a few seconds after its last program, and ends one that starts meanwhile.
        """
        self.run("wineserver", "-w", check=False)

    def stop(self) -> None:
        """End what still runs in this prefix, and wait until it is gone."""
        self.run("wineserver", "-k", check=False)
        self.settle()


def windows_path(path: Path) -> str:
    """Return the name that Windows programs in a prefix have for a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


def install_python(folder: Path) -> Path:
    """Put a Python for Windows with the locked packages into a folder; return python.exe.

    pip of this system installs them: it is told the other system, and asks no marker, since the
    lock was made for that system alone.
    """
    shutil.rmtree(folder, ignore_errors=True)
    _pip("--target", str(folder), "--requirement", str(environment.lock(PYTHON_LOCK)))
    python = min(
        folder.rglob("python.exe"), key=lambda file: len(file.parts)
    )  # not a venv template
    _pip(
        *("--target", str(python.parent / "Lib" / "site-packages"), "--no-compile", "--upgrade"),
        *("--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:"),
        *("--requirement", str(environment.lock("bundle-windows"))),
    )
    return python


def _pip(*arguments: str) -> None:
    pip: Sequence[str] = (environment.Environment(environment.ROOT / ".venv").python, "-m", "pip")
    command = [*pip, "install", "--quiet", "--no-deps", "--require-hashes", *arguments]
    subprocess.run(command, check=True, stdout=2)
