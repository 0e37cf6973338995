"""From units to claim lines and hints: modifiers, coverage, and what a biller must act on."""

from quarterhour.claims.case import BilledPair, Case, CodedService, Standing
from quarterhour.claims.coding import code_services
from quarterhour.claims.counting import service_to_count
from quarterhour.claims.denials import pair_denials, threshold_denials
from quarterhour.claims.edits import with_edits
from quarterhour.claims.hints import FAMILIES, KINDS, Hint, Severity, hints_of
from quarterhour.claims.lines import ClaimLine, claim_lines
from quarterhour.claims.modifiers import MOST_MODIFIERS, PLAN_OF_CARE
from quarterhour.claims.remedy import Remedy, ReplaceCode, Statement
from quarterhour.claims.threshold import GroupThreshold, thresholds_of

__all__ = [
    "FAMILIES",
    "KINDS",
    "MOST_MODIFIERS",
    "PLAN_OF_CARE",
    "BilledPair",
    "Case",
    "ClaimLine",
    "CodedService",
    "GroupThreshold",
    "Hint",
    "Remedy",
    "ReplaceCode",
    "Severity",
    "Standing",
    "Statement",
    "claim_lines",
    "code_services",
    "hints_of",
    "pair_denials",
    "service_to_count",
    "threshold_denials",
    "thresholds_of",
    "with_edits",
]
