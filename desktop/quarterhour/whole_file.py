"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from quarterhour.private import FOR_OWNER

_FOR_ANYONE = 0o666


def impossible_name(path: Path) -> OSError:
    """Return what is wrong with a name that Python refuses, such as one with a NUL in it."""
    return OSError(errno.EINVAL, "no file can have such a name", str(path))


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all: a crash leaves the old content. Raises OSError.

    A link is followed. Who may read the file stays as it was; a `private` one is for its owner
    alone.
    """
    try:
        target = Path(os.path.realpath(path))  # `resolve` fails where links go in a circle
        os.fsencode(target)
    except ValueError:
        raise impossible_name(path) from None
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
