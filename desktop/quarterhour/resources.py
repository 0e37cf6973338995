"""Where the files that ship with Quarterhour are, and where it keeps those of the user.

A file named `portable.txt` next to the program makes it portable: everything it keeps is then in
the folder `Quarterhour data` next to it, and nowhere else.
"""

import sys
from pathlib import Path
from tempfile import TemporaryFile

from platformdirs import user_data_path

from quarterhour.private import private_folder

_PACKAGE = Path(__file__).resolve().parent
_MARK = "portable.txt"
_PORTABLE_FOLDER = "Quarterhour data"


def resource_folder() -> Path:
    """Return the folder with the reference database, the samples, and the icons.

    In an installed program it is inside the package; in a clone it is `resources/`.
    """
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"


def program_folder() -> Path:
    """Return the folder of the program, where `portable.txt` is looked for.

    It is that of the executable, the one with the bundle on macOS, or
    the root of a clone.
    """
    if not getattr(sys, "frozen", False):
        return _PACKAGE.parents[1]
    folder = Path(sys.executable).resolve().parent
    bundle = next((above for above in folder.parents if above.suffix == ".app"), None)
    return bundle.parent if bundle else folder


def own_command() -> list[str]:
    """Return the command that starts Quarterhour again, before the arguments.

    A bundle has a second executable for the terminal, next to the one with the window.
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "quarterhour"]
    program = Path(sys.executable)
    return [str(program.with_name(f"quarterhour-cli{program.suffix}"))]


def is_portable() -> bool:
    """Return whether Quarterhour keeps everything in its own folder."""
    return (program_folder() / _MARK).is_file()


def user_folder() -> Path:
    """Return the folder of what Quarterhour keeps for its user; it may not exist yet."""
    if is_portable():
        return program_folder() / _PORTABLE_FOLDER
    return user_data_path("Quarterhour", appauthor=False)


def imported_database() -> Path:
    """Return the file of imported fee schedules; it may not exist yet."""
    return user_folder() / "imported.sqlite"


def recovery_folder() -> Path:
    """Return the folder of unsaved work; it may not exist yet."""
    return user_folder() / "recovery"


def practice_folder() -> Path:
    """Return the folder of the practice's own files; it may not exist yet."""
    return user_folder() / "practice"


def settings_file() -> Path | None:
    """Return the file of the settings, or None for where the system keeps them."""
    return user_folder() / "settings.ini" if is_portable() else None


def portable_problem() -> str:
    """Return why a portable program can't save anything, and what to do; empty if it can.

    No other folder is used instead.
    """
    if not is_portable():
        return ""
    folder = user_folder()
    try:
        private_folder(folder)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return (
            f"Can't save anything: portable mode is on, but {folder} can't be written "
            f"({error.strerror}). Move Quarterhour to a writable folder, or delete {_MARK}."
        )
