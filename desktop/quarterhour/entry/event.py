"""Telling those who want to hear of something, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Event(Generic[P]):
    """Something that happens: those who are connected hear of it, in the order they came."""

    def __init__(self) -> None:
        self._hearers: list[Callable[P, object]] = []

    def connect(self, hearer: Callable[P, object]) -> None:
        """Have one more hear of it."""
        self._hearers.append(hearer)

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell all of them."""
        for hearer in self._hearers:
            hearer(*args, **kwargs)
