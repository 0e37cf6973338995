"""Visits of every kind, for tests of what is true of every visit."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from builders import TABLES, table, visit_fields
from quarterhour.visit import SEPARATE_MODIFIERS, Visit, visit_from

CODES = [row["code"] for row in table(TABLES / "services.csv")]
# Codes that meet in pairs, ties and thresholds more often than all of them do.
FREQUENT = [
    *("97110", "97112", "97116", "97124", "97129", "97130", "97140", "97150", "97161", "97164"),
    *("97530", "97535", "97750", "97755", "92507", "92526", "97012", "97014", "97039", "97545"),
    *("98979", "98980", "98977", "98985", "90912", "20560"),
]
FEW = settings(derandomize=True, max_examples=300, deadline=None)

MINUTES = st.one_of(
    st.just(0), st.sampled_from([8, 15, 30]), st.integers(0, 60), st.integers(0, 130)
)
SAME_MINUTES = st.sampled_from(
    [
        *[[]] * 4,
        [{"disciplines": ["PT", "OT"], "minutes": 0}],
        [{"disciplines": ["PT", "OT"], "minutes": 15, "billed_by": "OT"}],
        [{"disciplines": ["PT", "OT", "SLP"], "minutes": 30, "billed_by": "PT"}],
        [
            {
                "disciplines": ["PT", "OT"],
                "minutes": 8,
                "billed_by": who,
                "codes": {"PT": ["97110"]},
            }
            for who in ("PT", "OT")
        ],
    ]
)
MONEY = st.sampled_from(
    [{}, {}, {"charge": "20.00"}, {"contractor_price": "40.00"}, {"contractor_price": "50.00"}]
)
REMOTE: list[dict[str, Any]] = [
    *[{}] * 5,
    {"telehealth": True},
    {"telehealth": "elsewhere"},
    {"telehealth": "home", "audio_only": True},
]
TELEHEALTH = st.sampled_from(REMOTE)
AMOUNTS = st.sampled_from(["0.00", "1000.00", "2400.00", "2450.00", "2480.00", "2990.00"])


@st.composite
def service(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "code": draw(st.one_of(st.sampled_from(FREQUENT), st.sampled_from([*CODES, "99999"]))),
        "discipline": draw(st.sampled_from(["PT", "PT", "OT", "SLP"])),
        "therapist_minutes": draw(MINUTES),
        "assistant_minutes": draw(st.one_of(st.just(0), MINUTES)),
        "together_minutes": draw(st.sampled_from([0, 0, 0, 10])),
        "square_cm": draw(st.sampled_from([0, 30])),
        "count": draw(st.sampled_from([1, 1, 1, 2])),
        **draw(TELEHEALTH),
        **draw(MONEY),
    }


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    services = draw(st.lists(service(), min_size=1, max_size=6))
    codes = sorted({each["code"] for each in services})
    pairs = [list(pair) for pair in combinations(codes, 2)]
    confirmed = draw(st.lists(st.sampled_from(pairs), unique_by=tuple)) if pairs else []
    others = [pair for pair in pairs if pair not in confirmed]
    denied = draw(st.lists(st.sampled_from(others), unique_by=tuple, max_size=2)) if others else []
    modifiers = st.sampled_from(SEPARATE_MODIFIERS)
    return visit_from(
        visit_fields(
            *services,
            date_of_service=draw(
                st.sampled_from([*["2026-11-23"] * 4, "2025-06-02", "2021-06-02", "2020-02-10"])
            ),
            locality=draw(st.sampled_from(["national", "national", "09102-04", "99999-99"])),
            rule=draw(st.sampled_from(["total-minutes", "total-minutes", "midpoint"])),
            patient={"pt_slp_to_date": draw(AMOUNTS), "ot_to_date": draw(AMOUNTS)},
            attested={
                "separate": [[*pair, draw(modifiers)] for pair in confirmed],
                "not_separate": denied,
                "same_minutes": draw(SAME_MINUTES),
                "medically_necessary": draw(st.booleans()),
                "advance_notice": draw(st.booleans()),
                "denial": draw(st.sampled_from([{}, {}, {}, {"20560": "GZ", "97110": "GY"}])),
            },
        )
    )


VISITS = visits()
