"""What one download comes to: rows for tables, and what was read in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[str, int], None]


class ImportCancelledError(Exception):
    """The person cancelled; raised from a progress callback."""


@dataclass(frozen=True)
class Batch:
    """The rows of a release by table, each a mapping of columns, and a summary in words.

    `kind` is one of `fee schedule`, `zip codes`, `pair edits`, `unit limits`.
    """

    kind: str
    release: str
    summary: str
    rows: dict[str, Iterable[dict[str, Any]]] = field(default_factory=dict)
