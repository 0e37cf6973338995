"""The pages read, to go back and forward among."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Visited:
    """A page that was read, and how far down it was."""

    key: str
    place: int = 0


class History:
    """Where one is among the pages read."""

    def __init__(self) -> None:
        self._visited: list[Visited] = []
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether a page was read before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has gone back from a page."""
        return self._at + 1 < len(self._visited)

    def go_to(self, key: str) -> None:
        """Take note of a page; what one had gone back from is forgotten."""
        if self._at >= 0 and self._visited[self._at].key == key:
            return
        self._visited[self._at + 1 :] = [Visited(key)]
        self._at += 1

    def leave(self, place: int) -> None:
        """Take note of how far down the present page was read."""
        if self._at >= 0:
            self._visited[self._at] = replace(self._visited[self._at], place=place)

    def step(self, by: int) -> Visited:
        """Go back (-1) or forward (1), where that can be done; return the page."""
        self._at = max(0, min(self._at + by, len(self._visited) - 1))
        return self._visited[self._at]
