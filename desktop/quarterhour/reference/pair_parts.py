"""Which parts of a quarter's NCCI pairs are imported, and which are still wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quarterhour.units import joined

# CMS publishes a quarter in four parts; f3 has no pair of two therapy codes.
ALL_PARTS = (1, 2, 3, 4)
WITH_THERAPY = (1, 2, 4)
PART_NOT_KNOWN = "part not known"


class PairParts(NamedTuple):
    """The parts of a release that are in, by their numbers."""

    release: str
    loaded: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """The parts with therapy pairs that are not in."""
        return tuple(part for part in WITH_THERAPY if part not in self.loaded)

    @property
    def missing_words(self) -> str:
        """What is still to be imported as a sentence, empty where nothing is."""
        return f"Still to import: {parts_named(self.missing)}." if self.missing else ""

    @property
    def words(self) -> str:
        """What is in and what is missing, in a few words."""
        missing = f", {parts_named(self.missing)} missing" if self.missing else ""
        return f"{parts_named(self.loaded)} loaded{missing}"

    def missing_of(self, codes: Iterable[str]) -> tuple[int, ...]:
        """Return the parts that are not in and have pairs whose column 1 is one of the codes."""
        wanted = {part_with(code) for code in codes}
        return tuple(part for part in self.missing if part in wanted)


def parts_named(parts: tuple[int, ...]) -> str:
    """Return parts, at least one, as CMS calls them: part f4, parts f1, f2, and f4."""
    word = "part" if len(parts) == 1 else "parts"
    return f"{word} {joined([f'f{part}' for part in parts])}"


def part_with(column_1: str) -> int:
    """Return the part that has the pairs of a therapy code in column 1.

    The parts follow each other by column 1. Dry needling (20560) is in f1, casts and strapping
    (29065 to 29584) in f2, everything else that therapists bill in f4.
    """
    return 1 if column_1 < "26" else 2 if column_1 < "30" else 4
