"""Files and folders that only their owner can read. All that Quarterhour keeps is in these."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

FOR_OWNER = 0o600
_FOLDER_FOR_OWNER = 0o700
_OTHERS = 0o077


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can read. Raises OSError where it cannot be made.

    One that is already there is closed to others. A disk without permissions, such as that of
    a USB stick, leaves it open to them.
    """
    if not folder.parent.exists():
        private_folder(folder.parent)  # one that is made on the way is closed, too
    folder.mkdir(_FOLDER_FOR_OWNER, exist_ok=True)
    _close(folder, _FOLDER_FOR_OWNER)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, or close one to others, and its folder.

    Code that writes it later need not set permissions. Raises OSError.
    """
    private_folder(path.parent)
    path.touch(FOR_OWNER)
    _close(path, FOR_OWNER)


def _close(path: Path, rights: int) -> None:
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & _OTHERS:
            path.chmod(rights)
