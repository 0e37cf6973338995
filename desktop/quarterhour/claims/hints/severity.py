"""How urgent a hint is."""

from __future__ import annotations

from enum import Enum

SEVERITY_WORDS = {"action": "Fix", "warning": "Check", "note": "Note"}


class Severity(Enum):
    """`action`: the claim would be denied or wrong as entered; then `warning` and `note`."""

    ACTION = "action"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """The place in order of urgency, the most pressing first."""
        return _RANKS[self.value]

    @property
    def title(self) -> str:
        """What it is called."""
        return SEVERITY_WORDS[self.value]


_RANKS = {severity.value: rank for rank, severity in enumerate(Severity)}
