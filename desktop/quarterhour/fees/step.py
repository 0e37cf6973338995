"""One step of a calculation, kept so that it can be shown and redone by hand."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """What was worked out, how, and the amount in dollars that came out."""

    what: str
    working: str
    amount: Decimal

    def text(self) -> str:
        """Return the step as one line."""
        return f"{self.what}: {self.working} = {self.amount}"
