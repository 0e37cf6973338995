"""What can be done about a hint, as data: fronts offer it, and their tables have its words."""

from __future__ import annotations

from enum import Enum


class Dialog(Enum):
    """A dialog in which something of a visit is entered, whatever a front calls it."""

    SERVICE_DETAILS = "service-details"
    CLAIM_STATEMENTS = "claim-statements"
    PRACTICE = "practice"
