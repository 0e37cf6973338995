"""The file of a visit or a day: reading it, and noticing that another program has changed it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from quarterhour.visit.document import MAX_BYTES, read_visit
from quarterhour.visit.entries import Visit
from quarterhour.whole_file import impossible_name

T = TypeVar("T")

_LONGER_THAN_ANY = 10_000_000


class VisitFile(NamedTuple):
    """Where a visit or a day is saved, and the SHA-256 of what was last read or written there."""

    path: Path
    digest: str

    def is_changed(self) -> bool:
        """Return whether the file was changed since; a deleted file counts as unchanged."""
        try:
            return _digest(content_of(self.path, _LONGER_THAN_ANY)) != self.digest
        except FileNotFoundError:
            return False
        except OSError:
            return True  # a file that cannot be read now was changed


def open_visit(path: Path) -> tuple[Visit, VisitFile]:
    """Read a visit and its file. Raises as `open_document`."""
    return open_document(path, MAX_BYTES, read_visit)


def open_document(path: Path, most_bytes: int, read: Callable[[bytes], T]) -> tuple[T, VisitFile]:
    """Read a document, and keep the digest of the bytes it was read from.

    Raises OSError, and VisitError for a file that is not a valid document.
    """
    content = content_of(path, most_bytes)
    return read(content), written_file(path, content)


def read_visit_file(path: Path) -> Visit:
    """Read a visit from a file. Raises OSError, and VisitError if it is not a valid visit."""
    return read_visit(content_of(path, MAX_BYTES))


def written_file(path: Path, content: bytes) -> VisitFile:
    """Return the file that those bytes were written to."""
    return VisitFile(path.absolute(), _digest(content))


def content_of(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a file, up to one more than `most_bytes`.

    Anything that is not a file, such as a pipe, is an error rather than a wait.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it isn't a file", str(path))
    try:
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except ValueError:
        raise impossible_name(path) from None


def _digest(content: bytes) -> str:
    # Loaded with the first file: it takes 4 ms, and the first window has none.
    import hashlib

    return hashlib.sha256(content).hexdigest()
