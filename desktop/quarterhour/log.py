"""The log of unexpected errors: a file in the user's folder, never sent anywhere.

It contains versions, the kind of each error, and the lines of the program that led to it. The words
of an error are not logged because they can contain what was typed.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

from quarterhour import __version__
from quarterhour.private import private_file

FILE = "quarterhour.log"
_MAX_BYTES = 50_000
_PROGRAM = Path(__file__).parents[1]
_log = logging.getLogger("quarterhour")


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return an error as text: versions, kind, and the places in the program."""
    places = [
        f"  {_shown(place.filename)}:{place.lineno} in {place.name}\n"
        for place in traceback.extract_tb(trace)
    ]
    # Loaded with the first error: it takes 1 ms of every start.
    import platform

    versions = (
        f"Quarterhour {__version__}, Python {platform.python_version()}, {platform.platform()}"
    )
    return f"{versions}\n{''.join(places)}{kind.__name__}"


def _shown(file: str) -> str:
    """Return a file's place within the program, or its name: folders can hold a user's name."""
    path = Path(file)
    return str(path.relative_to(_PROGRAM)) if path.is_relative_to(_PROGRAM) else path.name


def log_crash(report: str, folder: Path) -> None:
    """Append a report to the log in a folder; if that cannot be written, it is lost."""
    file = folder / FILE
    if file.exists() and not file.is_file():
        return  # a pipe would be waited for
    try:
        private_file(file)
        # The standard library's rotating handler brings its network handlers along.
        if file.stat().st_size + len(report) > _MAX_BYTES:
            file.replace(folder / f"{FILE}.1")
            private_file(file)
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _log.propagate = False
    _log.addHandler(handler)
    try:
        _log.error(report)
    finally:
        _log.removeHandler(handler)
        handler.close()
