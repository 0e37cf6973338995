"""The dialogs that a hint can lead to."""

from __future__ import annotations

from enum import Enum


class Dialog(Enum):
    """A dialog in which something is entered that a visit needs, whatever a front calls it."""

    SERVICE_DETAILS = "service-details"
    PATIENT_YEAR = "patient-year"
    CLAIM_STATEMENTS = "claim-statements"
    PRACTICE = "practice"
    CODE_RULES = "code-rules"
    YEARLY_AMOUNTS = "yearly-amounts"
