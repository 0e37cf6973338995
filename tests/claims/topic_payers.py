"""A visit with a hint of each topic about another payer, and the files of these payers.

The payer's name is as long as that of a real one: a hint is short with it, too.
"""

from __future__ import annotations

from typing import Any

from builders import ot, pt
from payers.payer_files import small
from quarterhour.claims import Topic
from quarterhour.payers import Payers, payer_from

LONG_NAME = "Blue Cross and Blue Shield of Nebraska"
_PRICES = {"97110": "30.00", "97112": "32.00", "97140": "28.00", "97530": "35.00", "97750": "33.00"}
_DOLLARS = [{"base": "dollars", "dollars": _PRICES, "source": "contract"}]
_MEDICARE = {"base": "medicare", "percent": "120", "edition": "date-of-service"}
_NCCI = {"value": "ncci", "source": "contract"}
_PAIR = [pt("97530", 15), pt("97750", 15)]
_SEPARATE = {"attested": {"separate": [["97530", "97750"]]}}
_TEN_UNITS = [pt("97110", 75), pt("97140", 75)]


def _cap(measure: str, **fields: Any) -> dict[str, Any]:
    return {"caps": [{"measure": measure, "limit": "4", "source": "contract", **fields}]}


def _marked(mark: str, **fields: str) -> dict[str, Any]:
    source = {"title": "Rule 18-4", "date": "2026-01-15", "mark": mark, **fields}
    return {"price": _DOLLARS, "sources": {"contract": source}}


_Of = tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]
# The settings of the payer, the services, and the fields of the visit.
_CASES: dict[Topic, _Of] = {
    Topic.PAYER_EXPIRED: (
        {"price": _DOLLARS},
        [pt("97110", 15)],
        {"date_of_service": "2027-02-01"},
    ),
    Topic.PAYER_WITHOUT_PRICES: (
        {"evaluation_same_day": {"value": "paid", "source": "contract"}},
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_NO_PRICE: ({"price": _DOLLARS}, [pt("97535", 15)], {}),
    Topic.PAYER_PRICE_WANTS: (
        {"price": [{"base": "charge", "percent": "80", "source": "contract"}]},
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_OPEN: (
        {"price": [{**_MEDICARE, "source": "contract"}]},
        [pt("97110", 15), pt("97140", 15)],
        {},
    ),
    Topic.PAYER_AT_LEAST: (
        {"price": [{**_MEDICARE, "floor_edition": "2007", "source": "contract"}]},
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_NOT_REDUCED: (
        {"price": _DOLLARS, "reduction": {"kind": "practice-expense", "source": "contract"}},
        [pt("97110", 15), pt("97140", 15)],
        {},
    ),
    Topic.PAYER_COUNTS_MORE: (
        {"price": _DOLLARS, **_cap("units", by="day", surplus="trim-order", across="group")},
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_NOT_FOR: (
        {
            "price": _DOLLARS,
            "reduction": {
                "kind": "whole",
                "not_for": "behavioral-health diagnoses",
                "source": "contract",
            },
        },
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_CHARGES_WANTED: (
        {"price": _DOLLARS, "lesser_of_charge": {"value": "claim", "source": "contract"}},
        [pt("97110", 15, charge="25.00"), pt("97140", 15)],
        {},
    ),
    Topic.PAYER_ASSUMED: (
        {"price": _DOLLARS, "counting": {"method": "midpoint", "source": "contract"}},
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_LIKE_MEDICARE: ({"like": "medicare"}, [pt("97110", 15)], {}),
    Topic.PAYER_TOLD_BY_OTHERS: (_marked("2", told_by="APTA"), [pt("97110", 15)], {}),
    Topic.PAYER_FITTED: (_marked("F"), [pt("97110", 15)], {}),
    Topic.PAYER_COPIED: (_marked("C"), [pt("97110", 15)], {}),
    Topic.PAYER_NOT_CHECKED: (_marked("P"), [pt("97110", 15)], {}),
    Topic.PAYER_TYPED: ({"price": _DOLLARS}, [pt("97110", 15)], {}),
    Topic.PAYER_COUNTS_DIFFER: ({"price": _DOLLARS}, [pt("97110", 33), pt("97140", 7)], {}),
    Topic.PAYER_DOES_NOT_PAY: (
        {"codes": {"97010": {"value": "not-paid", "source": "contract"}}},
        [pt("97010", 10)],
        {},
    ),
    Topic.PAYER_REPLACES: (
        {"codes": {"97014": {"value": "G0283", "source": "contract"}}},
        [pt("97014", 10)],
        {},
    ),
    Topic.PAYER_UNITS_OPEN: (
        {"price": _DOLLARS, **_cap("units", by="day")},
        _TEN_UNITS,
        {},
    ),
    Topic.PAYER_CUTS: (_cap("units", by="day", surplus="trim-order"), [pt("97110", 75)], {}),
    Topic.PAYER_CLAIM_DENIED: (_cap("units", by="day", surplus="deny-claim"), _TEN_UNITS, {}),
    Topic.PAYER_EVALUATION_DENIED: (
        {"evaluation_same_day": {"value": "denied-with-treatment", "source": "contract"}},
        [pt("97161"), pt("97110", 15)],
        {},
    ),
    Topic.PAYER_PAIR: ({"price": _DOLLARS}, _PAIR, {}),
    Topic.PAYER_PAIR_DENIED: ({"edits": _NCCI}, _PAIR, {}),
    Topic.PAYER_PAIR_SEPARATE: ({"edits": _NCCI}, _PAIR, _SEPARATE),
    Topic.PAYER_UNITS: ({"price": _DOLLARS}, [pt("97110", 105)], {}),
    Topic.PAYER_UNITS_DENIED: (
        {"unit_limits": {"value": "mue", "source": "contract"}},
        [pt("97110", 105)],
        {},
    ),
    Topic.PAYER_SEPARATE: ({"edits": _NCCI}, _PAIR, _SEPARATE),
    Topic.PAYER_WANTS_MODIFIER: (
        {"modifiers": {"threshold": True, "source": "contract"}},
        [pt("97110", 15)],
        {},
    ),
    Topic.PAYER_PLAN_OF_CARE: ({"price": _DOLLARS}, [ot("97110", 15)], {}),
    Topic.PAYER_TELEHEALTH: ({"price": _DOLLARS}, [pt("97110", 15, telehealth=True)], {}),
    Topic.PAYER_MODIFIERS_LEFT_OFF: (
        {"modifiers": {"always": ["A1", "B2", "C3", "D4"], "source": "contract"}},
        [pt("97110", 15)],
        {},
    ),
}

PAYER_VISITS: dict[Topic, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    topic: (services, {**fields, "payer": topic.id})
    for topic, (_, services, fields) in _CASES.items()
}
TOPIC_PAYERS = Payers(
    [
        payer_from(small(id=topic.id, **{"name": LONG_NAME, **settings}))
        for topic, (settings, _, _) in _CASES.items()
    ]
)
