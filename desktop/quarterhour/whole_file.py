"""Writing a file whole or not at all, and setting aside one that cannot be used."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from quarterhour.private import FOR_OWNER

_FOR_ANYONE = 0o666


def impossible_name(path: Path) -> OSError:
    """Return the error of a file name that Python does not accept, such as one with a NUL."""
    return OSError(errno.EINVAL, "a file can't have this name", str(path))


def set_aside(path: Path, why: str, beside: Sequence[str] = ()) -> Path:
    """Rename an unusable file to `stem.why-DAY`, and return its new name. Raises OSError.

    `beside` are the ends of the names of files that belong to it. They go with it where they are
    there, even where the file itself is missing. Files set aside before stay, too.
    """
    stem = f"{path.stem}.{why}-{date.today()}"
    others = (path.with_name(f"{stem}{again}{path.suffix}") for again in _again())
    ends = ("", *beside)
    aside = next(other for other in others if not any(ended(other, end).exists() for end in ends))
    for end in ends:
        if ended(path, end).exists():
            ended(path, end).replace(ended(aside, end))
    return aside


def ended(path: Path, end: str) -> Path:
    """Return the path with more at the end of its name."""
    return path.with_name(f"{path.name}{end}")


def _again() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def write_new(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whole or not at all; one that is there stays.

    Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    write_whole(unfinished, content, private=True)
    try:
        os.link(unfinished, path)  # renaming would replace a file that another process wrote
    except FileExistsError:
        pass
    except OSError:
        unfinished.replace(path)  # a disk without links, such as a memory stick
    finally:
        unfinished.unlink(missing_ok=True)


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
