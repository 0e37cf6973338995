"""What a hint is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from quarterhour.claims.remedy import Remedy

KINDS = (
    "edition",
    "locality",
    "code",
    "coverage",
    "discipline",
    "assistant",
    "clock",
    "tie",
    "rule",
    "provider",
    "ncci",
    "kx",
    "mue",
    "modifier",
)


class Severity(Enum):
    """`action`: the claim would be denied or wrong as it stands; then `warning` and `note`."""

    ACTION = "action"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """The place in order of urgency, the most pressing first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint about some services (by row; none: the visit), with the primary text it rests on.

    `remedy` is the one action that settles it, where there is one.
    """

    kind: str
    severity: Severity
    services: tuple[int, ...]
    message: str
    citation: str
    remedy: Remedy | None = None
