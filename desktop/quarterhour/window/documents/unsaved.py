"""The answers to what becomes of unsaved work."""

from __future__ import annotations

from enum import Enum, auto


class Unsaved(Enum):
    """What becomes of unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    KEEP = auto()
