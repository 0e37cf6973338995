"""A visit with a hint of each topic, for the tests that hold what hints say."""

from __future__ import annotations

from typing import Any

from builders import ot, pt, slp
from claims.topic_payers import PAYER_VISITS
from quarterhour.claims import Topic

Case = tuple[list[dict[str, Any]], dict[str, Any]]

TIMED = ("97110", "97112", "97113", "97116", "97124", "97140", "97530", "97535", "97537", "97542")
PAIR = [pt("97530", 15), pt("97750", 15)]
NECESSARY = {"medically_necessary": True}
NOTICE = {"advance_notice": True}
SAME = {"disciplines": ["PT", "OT"], "minutes": 30, "billed_by": "PT"}
STATED = {"separate": [["97530", "97750"]]}


def charges(amount: str, **attested: Any) -> Case:
    """Return a unit of 97110 after amounts allowed this year."""
    return [pt("97110", 15)], {"patient": {"pt_slp_to_date": amount}, "attested": attested}


# A visit with a hint of each topic.
VISIT_OF: dict[Topic, Case] = {
    Topic.NO_EDITION: ([pt("97110", 15)], {"date_of_service": "2031-01-01"}),
    Topic.PLACE_MISSING: ([pt("97110", 15)], {"locality": ""}),
    Topic.PLACE_UNKNOWN: ([pt("97110", 15)], {"zip": "00000"}),
    Topic.PLACE_SEVERAL: ([pt("97110", 15)], {"zip": "90265"}),
    Topic.UNREAD_ROWS: ([pt("97110", 15)], {"unread": [{"row": 1, "code": "97x"}]}),
    Topic.UNKNOWN_CODE: ([pt("99999", 10)], {}),
    Topic.RULE_NOT_KNOWN: ([pt("0791T", 10)], {}),
    Topic.NOT_IN_EDITION: ([pt("98979", 12)], {"date_of_service": "2025-06-02"}),
    Topic.FEE_NOT_HELD: ([pt("G2061")], {"date_of_service": "2020-06-01"}),
    Topic.BUNDLED: ([pt("97010", 10)], {}),
    Topic.NOT_VALID: ([pt("97014", 10)], {}),
    Topic.E_VISIT_OF_2020: ([pt("98970")], {"date_of_service": "2020-06-01"}),
    Topic.NOT_COVERED: ([pt("97037", 10)], {}),
    Topic.NO_NATIONAL_PRICE: ([pt("97039", 10)], {}),
    Topic.SECOND_AT_HALF: ([pt("29581"), pt("29584")], {}),
    Topic.BOTH_SIDES: ([pt("29405"), pt("29405")], {}),
    Topic.MAC_PRICE_NOT_USED: ([pt("97110", 15, contractor_price="99.00")], {}),
    Topic.MAC_PRICES_DIFFER: (
        [pt("97039", 10, contractor_price="40.00"), pt("97039", 10, contractor_price="50.00")],
        {},
    ),
    Topic.RESTRICTED: ([pt("97026", 10)], {}),
    Topic.UNLISTED: ([pt("97799", 10)], {}),
    Topic.DRY_NEEDLING: ([pt("20560", 10)], {}),
    Topic.DECOMPRESSION: ([pt("97012", 20)], {}),
    Topic.CAREGIVER_TRAINING: ([pt("97552")], {}),
    Topic.ONCE_AN_EPISODE: ([pt("98975")], {}),
    Topic.PERIOD_OF_16_DAYS: ([pt("98977")], {}),
    Topic.PERIOD_OF_2_DAYS: ([pt("98985")], {}),
    Topic.STARTED_BY_PATIENT: ([pt("98970")], {}),
    Topic.NOT_COVERED_YET: ([pt("98966")], {"date_of_service": "2020-02-10"}),
    Topic.CALL_DOUBTFUL: ([pt("98966")], {}),
    Topic.LISTING_DOUBTFUL: ([pt("G0451")], {}),
    Topic.NOT_THERAPY: ([pt("98940", 10)], {}),
    Topic.NOT_BY_A_THERAPIST: (
        [pt("97110", 15)],
        {"provider": {"profession": "massage therapist"}},
    ),
    Topic.OTHER_DISCIPLINE: ([ot("97161")], {}),
    Topic.SELDOM_BILLED: ([slp("97110", 15)], {}),
    Topic.SPEECH_ASSISTANT: ([slp("92507", 10, 30)], {}),
    Topic.ASSISTANT_EVALUATION: ([pt("97161", 10, 5)], {}),
    Topic.STRICT_TEN_PERCENT: ([pt("97110", 10, 5)], {"date_of_service": "2021-06-02"}),
    Topic.TWO_METHODS: ([pt("97150", 40, 5)], {}),
    Topic.FULL_FEE_TIE: ([pt("97110", 12, 14)], {}),
    Topic.TIMED_BY_CONVENTION: ([ot("96112", 60)], {}),
    Topic.SAME_MONTH: ([pt("98979", 10), pt("98980", 20)], {}),
    Topic.MONTH_OF_20_MINUTES: ([pt("98979", 20)], {}),
    Topic.LIVE_INTERACTION: ([pt("98979", 10)], {}),
    Topic.MONTH_OF_10_MINUTES: ([pt("98980", 15)], {}),
    Topic.SAME_PERIOD: ([pt("98977"), pt("98985")], {}),
    Topic.ONE_CALL: ([pt("98966"), pt("98967")], {}),
    Topic.ONE_E_VISIT: ([pt("98970"), pt("98971")], {}),
    Topic.MINUTES_OF_OTHER_CODE: ([pt("98970", 12)], {}),
    Topic.MINUTES_OF_NO_CODE: ([pt("98966", 4)], {}),
    Topic.CALL_WITH_E_VISIT: ([pt("98966"), pt("98970")], {}),
    Topic.ADD_ON_ALONE: ([pt("98981", 40)], {}),
    Topic.WOUND_AREA: ([pt("97597")], {}),
    Topic.SAME_MINUTES: ([pt("97530", 30), ot("97530", 30)], {}),
    Topic.SAME_MINUTES_STATED: (
        [pt("97530", 30), ot("97530", 30)],
        {"attested": {"same_minutes": [SAME]}},
    ),
    Topic.SAME_MINUTES_UNCLEAR: (
        [pt("97530", 15), pt("97110", 15), ot("97530", 15)],
        {"attested": {"same_minutes": [{**SAME, "minutes": 15, "billed_by": "OT"}]}},
    ),
    Topic.SAME_MINUTES_NOT_BILLED: (
        [slp("97129", 15), pt("97129", 30), ot("96112", 30)],
        {"attested": {"same_minutes": [{**SAME, "minutes": 30, "billed_by": "OT"}]}},
    ),
    Topic.OTHER_MINUTES_STATED: (
        [pt("97530", 30), ot("97530", 30)],
        {"attested": {"same_minutes": [{"disciplines": ["PT", "OT"], "minutes": 0}]}},
    ),
    Topic.PLACE_OF_TELEHEALTH: ([pt("97110", 15)], {"place_of_service": "10"}),
    Topic.PLACES_DIFFER: (
        [pt("97110", 15, telehealth="elsewhere")],
        {"place_of_service": "10"},
    ),
    Topic.TIE_OPEN: ([pt("97112", 20), pt("97530", 20)], {}),
    Topic.TIE_CHOSEN: ([pt("97112", 20), pt("97530", 20)], {"extra_units_to": [1]}),
    Topic.MANY_CHOICES: ([pt(code, 9) for code in (*TIMED, "97032", "97033", "97035")], {}),
    Topic.MIDPOINT_RULE: ([pt("97110", 8), pt("97140", 8), pt("97035", 8)], {"rule": "midpoint"}),
    Topic.ASSIGNMENT_ACCEPTED: ([pt("97110", 15)], {"provider": {"participating": False}}),
    Topic.PARTICIPATION_ASSUMED: (
        [pt("97110", 15)],
        {"provider": {"participation_assumed": True}},
    ),
    Topic.ASSIGNMENT_NOT_ACCEPTED: (
        [pt("97110", 15)],
        {"provider": {"participating": False, "accepts_assignment": False}},
    ),
    Topic.CHARGE_ON_SOME_ROWS: ([pt("97110", 15, charge="20.00"), pt("97110", 15)], {}),
    Topic.CHARGE_ABOVE_LIMIT: (
        [pt("97140", 15, charge="60.00")],
        {"provider": {"participating": False, "accepts_assignment": False}},
    ),
    Topic.CHARGE_BELOW_FEE: ([pt("97140", 15, charge="20.00")], {}),
    Topic.DEDUCTIBLE_ABOVE_YEARS: (
        [pt("97110", 30)],
        {"patient": {"deductible_remaining": "5000"}},
    ),
    Topic.DEDUCTIBLE_TAKEN_AS_MET: ([pt("97110", 30)], {"date_of_service": "2026-01-05"}),
    Topic.PAIR_NEVER: ([pt("97140", 15), pt("97124", 15)], {}),
    Topic.PAIR_NOT_KNOWN: (PAIR, {"date_of_service": "2021-06-02"}),
    Topic.PAIR_DENIED: (PAIR, {}),
    Topic.PAIR_NOT_SEPARATE: (PAIR, {"attested": {"not_separate": [["97530", "97750"]]}}),
    Topic.PAIR_IN_DOUBT: (PAIR, {"attested": {"denial": {"97530": "GZ"}}}),
    Topic.PAIR_OF_TWO_DISCIPLINES: ([pt("97140", 15), ot("97124", 15)], {}),
    Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE: ([slp("92507", 45), pt("97110", 15)], {}),
    Topic.PAIR_STATED: (PAIR, {"attested": STATED}),
    Topic.PAIR_STATED_IN_PART: ([*PAIR, pt("97140", 15)], {"attested": STATED}),
    Topic.PAIRS_NOT_LOADED: ([pt("29405"), pt("97110", 15)], {}),
    Topic.PAIR_DELETED: (
        [pt("97530", 15), pt("97116", 15)],
        {"attested": {"separate": [["97530", "97116"]]}},
    ),
    Topic.ADD_ON_FALLS: ([slp("92507", 30), slp("97129", 30)], {}),
    Topic.UNITS_ABOVE_LIMIT: ([pt("97110", 105)], {}),
    Topic.LIMIT_NOT_KNOWN: ([pt("97110", 105)], {"date_of_service": "2021-06-02"}),
    Topic.MEDICAL_REVIEW: charges("2990.00", **NECESSARY),
    Topic.ABN_NOT_USED: ([pt("97110", 15)], {"attested": NOTICE}),
    Topic.KX_NOT_USED: ([pt("97110", 15)], {"attested": NECESSARY}),
    Topic.NO_MINUTES: ([pt("97110")], {}),
    Topic.NO_THRESHOLD: (
        [pt("97110", 15)],
        {"date_of_service": "2027-02-01", "patient": {"pt_slp_to_date": "9000.00"}},
    ),
    Topic.BELOW_THRESHOLD: charges("100.00"),
    Topic.ABOVE_WITH_KX: charges("2480.00", **NECESSARY),
    Topic.ABOVE_WITH_ABN: charges("2480.00", **NOTICE),
    Topic.ABOVE_THRESHOLD: charges("2480.00"),
    Topic.PURPOSE_MARKED: ([pt("97110", 15)], {"purpose": "habilitative"}),
    Topic.TELEHEALTH_MARKED: ([pt("97110", 15, telehealth=True)], {}),
    Topic.TELEHEALTH_NOT_COVERED: (
        [pt("97110", 15, telehealth=True)],
        {"date_of_service": "2020-02-10"},
    ),
    Topic.TELEHEALTH_NOT_LISTED: ([pt("97140", 15, telehealth=True)], {}),
    Topic.TELEHEALTH_NOT_KNOWN: ([pt("97763", 15, telehealth=True)], {}),
    Topic.E_VISIT_NOT_TELEHEALTH: ([pt("98970", telehealth=True)], {}),
    Topic.CALL_NOT_TELEHEALTH: ([pt("98966", telehealth=True)], {}),
    Topic.NO_93_YET: (
        [pt("97110", 15, telehealth=True, audio_only=True)],
        {"date_of_service": "2021-06-02"},
    ),
    Topic.SOUND_ALONE_NOT_KNOWN: (
        [pt("97110", 15, telehealth=True, audio_only=True)],
        {"date_of_service": "2023-06-01"},
    ),
    Topic.SOUND_ALONE_AT_HOME: ([pt("97110", 15, telehealth=True, audio_only=True)], {}),
    Topic.SOUND_ALONE_ELSEWHERE: (
        [pt("97110", 15, telehealth="elsewhere", audio_only=True)],
        {},
    ),
    Topic.TELEHEALTH_MIXED: ([pt("97110", 15, telehealth=True), pt("97110", 15)], {}),
    Topic.DENIAL_STATED: ([pt("20560")], {"attested": {"denial": {"20560": "GA"}}}),
    Topic.ORDER_TOO_LATE: (
        [pt("97110", 0, 15)],
        {
            "patient": {"pt_slp_to_date": "2480.00"},
            "attested": NECESSARY,
            "provider": {"modifier_order": ["assistant", "threshold"]},
        },
    ),
    Topic.MODIFIERS_LEFT_OFF: (
        [pt("97530", 15), pt("97750", 0, 15, telehealth=True)],
        {
            "patient": {"pt_slp_to_date": "2480.00"},
            "attested": STATED | NECESSARY,
            "provider": {"telehealth_95": True},
        },
    ),
    Topic.PAYER_NOT_READ: ([pt("97110", 15)], {"payer": "blue-shield"}),
    Topic.UNITS_ONLY: ([pt("97110", 15)], {"payer": "cpt-midpoint"}),
    **PAYER_VISITS,
}
# What no visit leads to yet, or by nothing that is included (tests/reference/test_editions.py).
NOT_SAID = {
    Topic.NO_EDITION_YET,
    Topic.ESTIMATED,
    Topic.FLOOR_TAKEN,
    Topic.FLOOR_LEFT_OUT,
    Topic.FLOOR_ASSUMED,  # tests/reference/test_yearly_amounts.py
    Topic.NO_QUALIFYING_FACTOR,
    Topic.RULES_TYPED,  # tests/reference/test_typed_rules.py
}
