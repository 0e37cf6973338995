"""From units to claim lines and hints: modifiers, coverage, and what a biller must act on."""

from quarterhour.claims.case import BilledPair, Case, CodedService, Standing
from quarterhour.claims.coding import code_services
from quarterhour.claims.counting import service_to_count
from quarterhour.claims.denials import line_denials, threshold_denials
from quarterhour.claims.edits import services_of_pair, stated_pairs, with_edits
from quarterhour.claims.hints import FAMILIES, KINDS, Hint, Severity, hints_of
from quarterhour.claims.lines import ClaimLine, marked_lines
from quarterhour.claims.modifiers import ADVANCE_NOTICE, MOST_MODIFIERS, PLAN_OF_CARE
from quarterhour.claims.remedy import Remedy, ReplaceCode, Statement
from quarterhour.claims.threshold import GroupThreshold, thresholds_of

__all__ = [
    "ADVANCE_NOTICE",
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
    "code_services",
    "hints_of",
    "line_denials",
    "marked_lines",
    "service_to_count",
    "services_of_pair",
    "stated_pairs",
    "threshold_denials",
    "thresholds_of",
    "with_edits",
]
