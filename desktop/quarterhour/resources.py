"""Where the files that ship with the program are, and where it keeps what its user has.

A file named `portable.txt` beside the program makes it portable: everything it keeps then lies in
the folder `Quarterhour data` beside it, and nowhere else.
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
    """Return the folder with the reference database, the samples and the icons.

    An installed program carries it inside the package; in a clone it is `resources/`.
    """
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"


def program_folder() -> Path:
    """Return the folder that the program lies in: beside it, `portable.txt` is looked for.

    That of the executable where the program is built into one, beside the bundle on macOS; else
    the root of the clone.
    """
    if not getattr(sys, "frozen", False):
        return _PACKAGE.parents[1]
    folder = Path(sys.executable).resolve().parent
    bundle = next((above for above in folder.parents if above.suffix == ".app"), None)
    return bundle.parent if bundle else folder


def own_command() -> list[str]:
    """Return how this program is started again, with a command of its own.

    Where it is built into an executable with a window, it is the one for the terminal beside it.
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "quarterhour"]
    program = Path(sys.executable)
    return [str(program.with_name(f"quarterhour-cli{program.suffix}"))]


def is_portable() -> bool:
    """Return whether the program keeps everything beside itself."""
    return (program_folder() / _MARK).is_file()


def user_folder() -> Path:
    """Return the folder of what the program keeps for its user; it may not exist yet."""
    if is_portable():
        return program_folder() / _PORTABLE_FOLDER
    return user_data_path("Quarterhour", appauthor=False)


def imported_database() -> Path:
    """Return the file that holds imported fee schedules; it may not exist yet."""
    return user_folder() / "imported.sqlite"


def recovery_folder() -> Path:
    """Return the folder of unsaved work; it may not exist yet."""
    return user_folder() / "recovery"


def practice_folder() -> Path:
    """Return the folder of the practice's own files; it may not exist yet."""
    return user_folder() / "practice"


def settings_file() -> Path | None:
    """Return the file that the settings lie in, or None for where the system keeps them."""
    return user_folder() / "settings.ini" if is_portable() else None


def portable_problem() -> str:
    """Return why nothing can be kept beside a portable program, as a sentence; empty if it can.

    No other place is used instead.
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
            f"Nothing is kept: this program is portable ({_MARK} lies beside it), and its folder "
            f"{folder} cannot be written ({error.strerror}). Move the program to where it can, or "
            f"take {_MARK} away."
        )
