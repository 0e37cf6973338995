"""One measured figure, and the line of the table that shows it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, the value with its unit, and the most it may be, if there is a bar."""

    name: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value is within its bar."""
        return self.bar is None or self.value <= self.bar

    def line(self) -> str:
        """Return the figure as a line of a table."""
        bar = "" if self.bar is None else f"bar {self.bar:g}"
        held = "" if self.holds else ", NOT HELD"
        return f"{self.name:<62}{self.value:>10.4g} {self.unit:<9}{bar}{held}".rstrip()

    def document(self) -> dict[str, Any]:
        """Return the figure as JSON."""
        return asdict(self) | {"holds": self.holds}
