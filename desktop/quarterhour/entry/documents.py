"""Opening a file: a visit, or a day of several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from quarterhour.visit import Visit, VisitFile, read_visit
from quarterhour.visit.file import open_document

if TYPE_CHECKING:  # imported with the first day, as a visit does without: it takes 11 ms
    from quarterhour.day import Day

Document: TypeAlias = "Visit | Day"

_MAX_BYTES = 5_000_000
_OF_A_DAY = b"quarterhour.day/"


def open_file(path: Path) -> tuple[Document, VisitFile]:
    """Read a visit or a day, and its file. Raises OSError, and VisitError for anything else."""
    return open_document(path, _MAX_BYTES, _read)


def _read(content: bytes) -> Document:
    if _OF_A_DAY not in content:
        return read_visit(content)
    from quarterhour.day import read_day

    return read_day(content)  # which reads a visit, too, where only its words seem to be a day's
