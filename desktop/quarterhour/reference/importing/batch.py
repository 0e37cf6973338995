"""What one download comes to: rows for tables, and what was read in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from quarterhour.reference.cms import Member, PairEdit
from quarterhour.reference.records import LoadedRelease, ReleaseKind

Progress = Callable[[str, int], None]


class ImportCanceledError(Exception):
    """The person canceled; raised from a progress callback."""


@dataclass(frozen=True)
class Batch:
    """A release: its first day, a summary in words, its rows by table as mappings of columns.

    `part` is which part of a quarter's pairs it is, where it is one and says so, `pairs` those of
    therapy codes in it, and `last` the two codes of its last row.
    `limited` are the codes of an MUE table, all of them in order.
    A fee schedule has the day it was `released`, its conversion factor, then that of qualifying APM
    participants if it has one, and whether its work GPCIs are known with the floor alone, or with
    it and without it.
    `beginning` returns it as it is from another first day on, under a name of its own. `beside`
    compares it with what is in: it returns in sentences what changed, or raises CmsFileError.
    """

    kind: ReleaseKind
    release: str
    begins: date
    summary: str
    rows: dict[str, Iterable[dict[str, Any]]] = field(default_factory=dict)
    part: int | None = None
    pairs: tuple[PairEdit, ...] = ()
    last: tuple[str, str] = ("", "")
    limited: tuple[str, ...] = ()
    released: str = ""
    factors: tuple[Decimal, ...] = ()
    with_floor_only: bool = False
    with_and_without_floor: bool = False
    beginning: Callable[[date, str], Batch] | None = None
    beside: Callable[[Sequence[LoadedRelease]], str] = lambda _loaded: ""


def sha256(content: bytes) -> str:
    """Return the hash by which a source file is known, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def source_of(member: Member, kind: ReleaseKind, release: str) -> dict[str, str]:
    """Return the row of the file that a release came from."""
    return {
        "kind": kind,
        "release": release,
        "file": member.name,
        "title": release,
        "released": "",
        "sha256": member.sha256,
    }
