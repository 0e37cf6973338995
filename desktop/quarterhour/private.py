"""Files and folders that their owner alone may read: all that the program keeps is in such."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

FOR_OWNER = 0o600
_FOLDER_FOR_OWNER = 0o700
_OTHERS = 0o077


def private_folder(folder: Path) -> None:
    """Make a folder, or close one that is there to others. Raises OSError where it cannot be made.

    A disk that keeps no rights, as that of a memory stick, is used as it is.
    """
    if not folder.parent.exists():
        private_folder(folder.parent)  # one that is made on the way is closed, too
    folder.mkdir(_FOLDER_FOR_OWNER, exist_ok=True)
    _close(folder, _FOLDER_FOR_OWNER)


def private_file(path: Path) -> None:
    """Make a file with nothing in it, or close one that is there, in a folder that is closed too.

    Whoever writes it then need not know of rights. Raises OSError.
    """
    private_folder(path.parent)
    path.touch(FOR_OWNER)
    _close(path, FOR_OWNER)


def _close(path: Path, rights: int) -> None:
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & _OTHERS:
            path.chmod(rights)
