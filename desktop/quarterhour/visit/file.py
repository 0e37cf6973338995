"""The file of a visit: reading it, and noticing that another program has changed it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NamedTuple

from quarterhour.visit.document import MAX_BYTES, read_visit
from quarterhour.visit.entries import Visit
from quarterhour.whole_file import impossible_name


class VisitFile(NamedTuple):
    """Where a visit is saved, and the sha256 of what was read there, or written, last."""

    path: Path
    digest: str

    def is_changed(self) -> bool:
        """Return whether something else lies there now; what is gone is not changed."""
        try:
            return _digest(_content(self.path)) != self.digest
        except FileNotFoundError:
            return False
        except OSError:
            return True  # what cannot be read is not what was


def open_visit(path: Path) -> tuple[Visit, VisitFile]:
    """Read a visit and take note of the very bytes that it was read from.

    Raises OSError, and VisitError for what is not a valid one.
    """
    content = _content(path)
    return read_visit(content), written_file(path, content)


def read_visit_file(path: Path) -> Visit:
    """Read a visit from a file. Raises OSError, and VisitError for what is not a valid one."""
    return read_visit(_content(path))


def written_file(path: Path, content: bytes) -> VisitFile:
    """Return the file that those bytes were written to."""
    return VisitFile(path.absolute(), _digest(content))


def _content(path: Path) -> bytes:
    """Return what a file holds, no more than shows that it is no visit.

    What is no file, such as a pipe, is not waited for.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file", str(path))
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except ValueError:
        raise impossible_name(path) from None


def _digest(content: bytes) -> str:
    # Loaded with the first file: it takes 4 ms, and the first window has none.
    import hashlib

    return hashlib.sha256(content).hexdigest()
