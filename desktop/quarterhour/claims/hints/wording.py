"""How a hint is worded."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """The title of a hint, a few words; and its detail, which says why and what to do."""

    title: str
    detail: str
