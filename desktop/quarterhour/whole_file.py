"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from quarterhour.private import FOR_OWNER

_FOR_ANYONE = 0o666


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all: a crash leaves the old content. Raises OSError.

    A link is followed. Who may read the file stays as it was; a `private` one is for its owner
    alone.
    """
    target = Path(os.path.realpath(path))  # `resolve` fails where links go in a circle
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    unfinished = target.with_name(f"{target.name}.{os.urandom(4).hex()}")
    unfinished.touch(FOR_OWNER if private else _FOR_ANYONE, exist_ok=False)
    try:
        with unfinished.open("r+b") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists() and not private:
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
