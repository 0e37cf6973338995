"""Who treats: the roles of people, and what each may bill.

Sources: Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §230 and §230.1 (therapists,
assistants, aides), §230.B (students).
"""

from __future__ import annotations

from typing import NamedTuple


class Role(NamedTuple):
    """What a person is. `discipline` is empty for students and aides, who bill nothing."""

    name: str
    discipline: str = ""
    assistant: bool = False

    @property
    def billable(self) -> bool:
        """Whether the minutes of the person can be billed."""
        return bool(self.discipline)


ROLES = {
    role.name: role
    for role in (
        Role("PT", "PT"),
        Role("PTA", "PT", assistant=True),
        Role("OT", "OT"),
        Role("OTA", "OT", assistant=True),
        Role("SLP", "SLP"),
        Role("SLPA", "SLP", assistant=True),
        Role("student"),
        Role("aide"),
    )
}
