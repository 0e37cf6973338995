"""From units to claim lines and hints: modifiers, coverage, and what a biller must act on."""

from quarterhour.claims.case import BilledPair, Case, CodedService, Standing
from quarterhour.claims.coding import code_services
from quarterhour.claims.counting import service_to_count
from quarterhour.claims.edits import with_edits
from quarterhour.claims.hints import FAMILIES, KINDS, Hint, Severity, hints_of
from quarterhour.claims.lines import ClaimLine, claim_lines

__all__ = [
    "FAMILIES",
    "KINDS",
    "BilledPair",
    "Case",
    "ClaimLine",
    "CodedService",
    "Hint",
    "Severity",
    "Standing",
    "claim_lines",
    "code_services",
    "hints_of",
    "service_to_count",
    "with_edits",
]
