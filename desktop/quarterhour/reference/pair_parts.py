"""Which parts of a quarter's NCCI pairs are imported, and which are still wanted."""

from __future__ import annotations

from typing import NamedTuple

# CMS publishes a quarter in four parts; f3 holds no pair of two therapy codes.
_WITH_THERAPY = (1, 2, 4)


class PairParts(NamedTuple):
    """The parts of a release that are in, by their numbers."""

    release: str
    held: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """The parts with therapy pairs that are not in."""
        return tuple(part for part in _WITH_THERAPY if part not in self.held)

    @property
    def missing_words(self) -> str:
        """What is still to be imported as a sentence, empty where nothing is."""
        return f"Still to be imported: {_named(self.missing)}." if self.missing else ""

    @property
    def words(self) -> str:
        """What is in and what is missing, in a few words."""
        missing = f", {_named(self.missing)} missing" if self.missing else ""
        return f"{_named(self.held)} in{missing}"


def _named(parts: tuple[int, ...]) -> str:
    *first, last = [f"f{part}" for part in parts]
    word = "parts" if first else "part"
    return f"{word} {', '.join(first)} and {last}" if first else f"{word} {last}"
