"""How a new visit begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from quarterhour.entry.draft import USUAL_DISCIPLINE, Draft
from quarterhour.units import EIGHT_MINUTE_RULE
from quarterhour.visit import Provider


@dataclass(frozen=True, slots=True)
class NewVisit:
    """Where a new visit begins, by which rule, and how the practice bills.

    `place` is a text as typed; `locality` is set where it was chosen from a list. `discipline`
    is the plan of rows whose code leaves it open.
    """

    place: str = ""
    locality: str = ""
    rule: str = EIGHT_MINUTE_RULE.name
    discipline: str = USUAL_DISCIPLINE
    provider: Provider = field(default_factory=Provider)

    def draft(self, day: date) -> Draft:
        """Return the empty draft of a day."""
        return Draft(
            day=day,
            day_text=day.isoformat(),
            place=self.place,
            locality=self.locality,
            rule=self.rule,
            provider=self.provider,
            usual_discipline=self.discipline,
        )
