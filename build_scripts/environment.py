"""Makes ready what the front doors need: the virtual environment and the reference database.

This file has to parse on Python 3.6, so that an old Python is refused in words. What it says
goes to standard error: standard output belongs to the program that the front door starts.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Quarterhour needs Python 3.11 or newer, and this is Python {}.{}. "
        "Install a newer one and start this with it.".format(*sys.version_info)
    )

import argparse
import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import system_packages

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DESKTOP = ROOT / "desktop"
RESOURCES = ROOT / "resources"
REQUIREMENTS = ROOT / "build_scripts" / "requirements"

# Installing a key installs every name in its value: test.txt holds all of run.txt.
COVERS = {
    "run": ("run",),
    "test": ("test", "run"),
    "mutation": ("mutation", "test", "run"),
    "workflows": ("workflows",),
    "audit": ("audit",),
    "lock": ("lock",),
    "bundle-linux": ("bundle-linux",),
    "bundle-macos": ("bundle-macos",),
    "bundle-windows": ("bundle-windows",),
}

FIND_PIP = "import importlib.util, sys; sys.exit(not importlib.util.find_spec('pip'))"
INTERRUPTED = 130
WAIT_SECONDS = 0.2


class Environment:
    """A virtual environment, with a note of the requirements that it holds.

    The note is away while the environment changes: without it, a change was cut short.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        self.note = folder / "holds.txt"

    def is_sound(self) -> bool:
        """Tell whether it was made to the end, by a Python that is still there.

        A Python that was replaced by the next one does not find the packages, pip among them.
        """
        try:
            return self.note.exists() and not subprocess.call([self.python, "-c", FIND_PIP])
        except OSError:
            return False

    def make(self) -> None:
        """Make it again, regardless of what was there before."""
        say(f"Making the virtual environment {self.folder}")
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        if not system_packages.succeeds(*command):
            sys.exit(
                "The virtual environment was not made; the reason is above. "
                f"Close what uses {self.folder}, remove it, and run this again."
            )
        self.note.touch()

    def install(self, name: str) -> None:
        """Install the locked requirements of that name, unless it holds them already."""
        held = self.note.read_text().split()
        if fingerprint([lock(name)]) in held:
            return
        say(f"Installing the packages of {lock(name).name} (the first time takes a minute or two)")
        self.note.unlink()
        # The lock is complete: an older pip that resolves extras again takes a newer release.
        command = [self.python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
        command += ["--only-binary=:all:", "--requirement", str(lock(name))]
        failed = subprocess.call(command, stdout=2)
        if not failed:
            held = [fingerprint([lock(covered)]) for covered in COVERS[name]]
        self.note.write_text("\n".join(held))
        if failed:
            sys.exit(
                "The packages were not installed; the reason is above. "
                "Check the network connection and the free space on the disk, then run this again."
            )


def prepare(name: str, libraries: Mapping[str, str]) -> Environment:
    """Return an environment that holds those requirements, with a current reference database."""
    environment = Environment(ROOT / ".venv")
    with one_at_a_time():
        sound = environment.is_sound()
        needed = system_packages.for_libraries(libraries)
        system_packages.install(needed if sound else [*system_packages.for_venv(), *needed])
        if not sound:
            environment.make()
        environment.install(name)
        build_reference(environment.python)
    return environment


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for whoever makes this clone ready now. The system ends the lock of one that dies.

    Where no lock can be had, as in a clone that is another's, there is nothing to be made either.
    """
    with ExitStack() as held:
        with suppress(OSError):
            BUILD.mkdir(exist_ok=True)
            file = held.enter_context((BUILD / "lock").open("ab"))
            if not take_lock(file):
                say("Waiting for another that makes this clone ready")
                while not take_lock(file):
                    time.sleep(WAIT_SECONDS)
        yield


def take_lock(file: IO[bytes]) -> bool:
    """Take the lock of a file; return False if another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def build_reference(python: str) -> None:
    """Build the reference database, if its tables or its builder changed since the last time."""
    tables, builder = RESOURCES / "tables", DESKTOP / "quarterhour" / "reference"
    target, note = RESOURCES / "reference.sqlite", BUILD / "reference.txt"
    current = fingerprint([*tables.rglob("*"), *builder.rglob("*.py")])
    if target.exists() and note.exists() and note.read_text() == current:
        return
    say("Building the reference database")
    command = [python, "-m", "quarterhour.reference.build", str(tables), str(target)]
    if subprocess.call(command, env=variables(), stdout=2):
        sys.exit("The reference database was not built; the reason is above.")
    BUILD.mkdir(exist_ok=True)
    note.write_text(current)


def lock(name: str) -> Path:
    """Return the file that pins those requirements by hash."""
    return REQUIREMENTS / f"{name}.txt"


def fingerprint(files: Iterable[Path]) -> str:
    """Return one hash for the names and the contents of the files."""
    total = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        total.update(f"{file.relative_to(ROOT).as_posix()} {digest}\n".encode())
    return total.hexdigest()


def variables(**more: str) -> dict[str, str]:
    """Return the environment variables under which the program runs from this clone."""
    return {**os.environ, "PYTHONPATH": str(DESKTOP), **more}


def say(message: str) -> None:
    """Tell the person what is going on."""
    print(message, file=sys.stderr, flush=True)


def command_line(description: str | None) -> argparse.ArgumentParser:
    """Return what reads the arguments of a script, and says its docstring for `--help`."""
    return argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def quietly(main: Callable[[], int]) -> int:
    """Run a front door; Ctrl-C ends it without a traceback."""
    try:
        return main()
    except KeyboardInterrupt:
        return INTERRUPTED
