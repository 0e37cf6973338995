"""From units to claim lines and hints, in stages: coded, claimed, judged.

`code_visit` looks the codes up and counts the units, `claim` makes lines of them with the edits
that bind them, `judge` finds what would be denied and puts the modifiers on. `hints_of` tells
what a biller must act on. Each stage is frozen and complete.
"""

from typing import TYPE_CHECKING

# Its module has the name of what is in it, and would be found in its place.
from quarterhour.claims.amounts_used import (
    amounts_used,
    deductible_left,
    is_above_years,
    is_deductible_unknown,
)
from quarterhour.later import loading

if TYPE_CHECKING:
    from quarterhour.claims.actions import (
        Action,
        Answer,
        AnswerKind,
        AskAgain,
        Attest,
        ChooseInTie,
        GoToRow,
        OpenDialog,
        ReplaceCode,
        Statement,
        TakeAsRead,
        action_title,
    )
    from quarterhour.claims.claimed import (
        BilledPair,
        Claimed,
        attested_pairs,
        claim,
        pairs_by_services,
        services_of_pair,
    )
    from quarterhour.claims.coded import Coded, code_services, code_visit
    from quarterhour.claims.denials import Denial, DenialKind, Denials
    from quarterhour.claims.dialog import Dialog
    from quarterhour.claims.hints import (
        FAMILIES,
        KINDS,
        Hint,
        Severity,
        Topic,
        hints_of,
    )
    from quarterhour.claims.judged import FeeOfLine, FullFeeTie, Judged, find_denials, judge
    from quarterhour.claims.lines import NO_PRICES, ClaimLine, Line, PriceList, unmarked_lines
    from quarterhour.claims.modifiers import (
        DISCIPLINE_MODIFIERS,
        MAX_MODIFIERS,
        NO_NOTICE,
        PATIENT_OWES,
    )
    from quarterhour.claims.payer_facts import CutLine, OpenSetting, PayerFacts, Unpriced
    from quarterhour.claims.phrases import date_text, listed, month_text, weekday
    from quarterhour.claims.questions import ask_necessary, ask_separate
    from quarterhour.claims.reasons import deleted_edits_sentence, service_reason
    from quarterhour.claims.services import (
        BillingStatus,
        CodedService,
        minutes_to_count,
        service_to_count,
    )
    from quarterhour.claims.threshold import (
        GROUP_WORDS,
        Group,
        GroupThreshold,
        allowed_to_date,
    )
else:
    __getattr__ = loading(
        __name__,
        {
            "actions": (
                "Action Answer AnswerKind AskAgain Attest ChooseInTie GoToRow "
                "OpenDialog ReplaceCode Statement TakeAsRead action_title"
            ),
            "claimed": (
                "BilledPair Claimed attested_pairs claim pairs_by_services services_of_pair"
            ),
            "coded": "Coded code_services code_visit",
            "denials": "Denial DenialKind Denials",
            "dialog": "Dialog",
            "hints": "FAMILIES KINDS Hint Severity Topic hints_of",
            "judged": "FeeOfLine FullFeeTie Judged find_denials judge",
            "lines": "NO_PRICES ClaimLine Line PriceList unmarked_lines",
            "modifiers": "DISCIPLINE_MODIFIERS MAX_MODIFIERS NO_NOTICE PATIENT_OWES",
            "payer_facts": "CutLine OpenSetting PayerFacts Unpriced",
            "phrases": "date_text listed month_text weekday",
            "questions": "ask_necessary ask_separate",
            "reasons": "deleted_edits_sentence service_reason",
            "services": "BillingStatus CodedService minutes_to_count service_to_count",
            "threshold": "GROUP_WORDS Group GroupThreshold allowed_to_date",
        },
    )

__all__ = [
    "DISCIPLINE_MODIFIERS",
    "FAMILIES",
    "GROUP_WORDS",
    "KINDS",
    "MAX_MODIFIERS",
    "NO_NOTICE",
    "NO_PRICES",
    "PATIENT_OWES",
    "Action",
    "Answer",
    "AnswerKind",
    "AskAgain",
    "Attest",
    "BilledPair",
    "BillingStatus",
    "ChooseInTie",
    "ClaimLine",
    "Claimed",
    "Coded",
    "CodedService",
    "CutLine",
    "Denial",
    "DenialKind",
    "Denials",
    "Dialog",
    "FeeOfLine",
    "FullFeeTie",
    "GoToRow",
    "Group",
    "GroupThreshold",
    "Hint",
    "Judged",
    "Line",
    "OpenDialog",
    "OpenSetting",
    "PayerFacts",
    "PriceList",
    "ReplaceCode",
    "Severity",
    "Statement",
    "TakeAsRead",
    "Topic",
    "Unpriced",
    "action_title",
    "allowed_to_date",
    "amounts_used",
    "ask_necessary",
    "ask_separate",
    "attested_pairs",
    "claim",
    "code_services",
    "code_visit",
    "date_text",
    "deductible_left",
    "deleted_edits_sentence",
    "find_denials",
    "hints_of",
    "is_above_years",
    "is_deductible_unknown",
    "judge",
    "listed",
    "minutes_to_count",
    "month_text",
    "pairs_by_services",
    "service_reason",
    "service_to_count",
    "services_of_pair",
    "unmarked_lines",
    "weekday",
]
