"""Public questions and examples that the program answers rightly: each keeps its amounts.

The ids are those of the audit of 2026-11; the amounts of 33101 (Miami) unless a place is named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from builders import hint_of, ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic

Assess = Callable[..., Assessment]


class Right(NamedTuple):
    """A visit, its claim lines with what each is allowed, and who pays what in dollars."""

    about: str
    services: list[dict[str, Any]]
    fields: dict[str, Any]
    lines: list[str]
    payment: tuple[str | None, str | None, str | None]


MIAMI = {"date_of_service": "2026-05-11", "zip": "33101"}

RIGHT = {
    "A04": Right(
        "PTA 10, PT 5 min 97110",
        [pt("97110", 5, 10)],
        MIAMI,
        ["97110 GP CQ x1 30.13"],
        ("30.13", "20.08", "6.03"),
    ),
    "A06": Right(
        "Group 50 min, OTA 5 (10 %)",
        [ot("97150", 45, 5)],
        MIAMI,
        ["97150 GO x1 18.88"],
        ("18.88", "14.80", "3.78"),
    ),
    "A12": Right(
        "12 minutes of RTM management in 2026",
        [pt("98979", 12)],
        dict(date_of_service="2026-03-31", zip="33101"),
        ["98979 GP x1 27.54"],
        ("27.54", "21.59", "5.51"),
    ),
    "A16": Right(
        "97110 20 + 97116 20",
        [pt("97110", 20), pt("97116", 20)],
        MIAMI,
        ["97110 GP x2 53.13", "97116 GP x1 23.00"],
        ("76.13", "59.68", "15.23"),
    ),
    "A18": Right(
        "15 + 8 + 5",
        [pt("97110", 15), pt("97140", 8), pt("97112", 5)],
        MIAMI,
        ["97110 GP x1 30.13", "97140 GP x1 21.99"],
        ("52.12", "40.86", "10.43"),
    ),
    "A20": Right(
        "18+13+10+8",
        [pt("97110", 18), pt("97140", 13), pt("97116", 10), pt("97035", 8)],
        MIAMI,
        ["97110 GP x1 30.13", "97140 GP x1 21.99", "97116 GP x1 23.00"],
        ("75.12", "58.89", "15.03"),
    ),
    "A22": Right(
        "97110 38, 97112 24, G0283 45; the author says 7 units",
        [pt("97110", 38), pt("97112", 24), pt("G0283", 45)],
        dict(date_of_service="2024-07-10", zip="33101"),
        ["97110 GP x2 45.98", "97112 GP x2 60.59", "G0283 GP x1 9.56"],
        ("116.13", "91.04", "23.23"),
    ),
    "A24": Right(
        "97110 7 alone",
        [pt("97110", 7)],
        MIAMI,
        [],
        ("0.00", "0.00", "0.00"),
    ),
    "A26": Right(
        "Commercial midpoint, 24 + 23",
        [pt("97110", 24), pt("97112", 23)],
        MIAMI | dict(rule="midpoint"),
        ["97110 GP x2 46.00", "97112 GP x2 59.61"],
        ("105.61", "82.80", "21.12"),
    ),
    "A28": Right(
        "92526 in two short sessions on a day",
        [slp("92526", 20), slp("92526", 15)],
        MIAMI,
        ["92526 GN x1 86.28"],
        ("86.28", "67.64", "17.26"),
    ),
    "A30": Right(
        "Back and forth between two patients",
        [pt("97150", 12)],
        MIAMI,
        ["97150 GP x1 18.88"],
        ("18.88", "14.80", "3.78"),
    ),
    "A32": Right(
        "97140 + 97530, Medicare",
        [pt("97140", 15), pt("97530", 15)],
        MIAMI,
        ["97140 GP x1 21.99", "97530 GP x1 36.40"],
        ("58.39", "45.78", "11.68"),
    ),
    "A34": Right(
        "97161 + 97530 on 2020-01-06",
        [pt("97161", 40), pt("97530", 15)],
        dict(date_of_service="2020-01-06", zip="33101"),
        ["97161 GP x1 91.69", "97530 GP x1 29.97"],
        ("121.66", "95.38", "24.33"),
    ),
    "A36": Right(
        "97161 + 97750 same day",
        [pt("97161", 30), pt("97750", 30)],
        MIAMI,
        ["97161 GP x1 100.27", "97750 GP x2 0.00"],
        ("100.27", "78.62", "20.05"),
    ),
    "A38": Right(
        "SLP 92507 + 97530",
        [slp("92507", 30), slp("97530", 30)],
        MIAMI,
        ["92507 GN x1 77.99", "97530 GN x2 0.00"],
        ("77.99", "61.14", "15.60"),
    ),
    "A40": Right(
        "97760 + 97763 same day",
        [ot("97760", 20), ot("97763", 20)],
        MIAMI,
        ["97760 GO x2 80.47", "97763 GO x1 0.00"],
        ("80.47", "63.09", "16.09"),
    ),
    "A42": Right(
        "Wound 9.0 x 7.2, 5 sq cm debrided",
        [pt("97597", 30, square_cm=5)],
        dict(date_of_service="2025-07-10", zip="33101"),
        ["97597 GP x1 101.04"],
        ("101.04", "79.21", "20.21"),
    ),
    "A44": Right(
        "41 sq cm",
        [pt("97597", 30, square_cm=41)],
        dict(date_of_service="2025-07-10", zip="33101"),
        ["97597 GP x1 101.04", "97598 GP x2 92.92"],
        ("193.96", "152.06", "38.79"),
    ),
    "A46": Right(
        "96125 91 min",
        [slp("96125", 91)],
        MIAMI,
        ["96125 GN x2 190.21"],
        ("190.21", "149.13", "38.04"),
    ),
    "A48": Right(
        "60 min biofeedback with exercise and e-stim during it",
        [pt("90901", 60)],
        MIAMI,
        ["90901 GP x1 42.70"],
        ("42.70", "33.48", "8.54"),
    ),
    "A50": Right(
        "Work hardening 150 min",
        [pt("97545", 150)],
        MIAMI,
        ["97545 GP x1 None"],
        (None, None, None),
    ),
    "A54": Right(
        "97014 to Medicare",
        [pt("97014", 15), pt("97110", 30)],
        MIAMI,
        ["97110 GP x2 53.13"],
        ("53.13", "41.65", "10.63"),
    ),
    "A56": Right(
        "97010 with exercise",
        [pt("97010", 15), pt("97110", 30)],
        MIAMI,
        ["97110 GP x2 53.13"],
        ("53.13", "41.65", "10.63"),
    ),
    "A62": Right(
        "97140 by a chiropractor",
        [pt("97140", 15)],
        MIAMI | dict(provider={"profession": "chiropractor"}),
        [],
        ("0.00", "0.00", "0.00"),
    ),
    "A68": Right(
        "97110 in 02102-01, 2023: $38.73",
        [pt("97110", 15)],
        dict(date_of_service="2023-06-01", locality="02102-01"),
        ["97110 GP x1 38.73"],
        ("38.73", "30.36", "7.75"),
    ),
    "A70": Right(
        "97140 with 97110, G0283, 97112: about half?",
        [pt("97110", 15), pt("97140", 15), pt("97112", 15), pt("G0283", 15)],
        dict(date_of_service="2024-06-01", locality="national"),
        ["97110 GP x1 22.30", "97140 GP x1 20.80", "97112 GP x1 33.62", "G0283 GP x1 8.99"],
        ("85.71", "67.20", "17.14"),
    ),
    "A72": Right(
        "97110 2023",
        [pt("97110", 15)],
        dict(date_of_service="2023-06-01", locality="15202-00"),
        ["97110 GP x1 28.59"],
        ("28.59", "22.41", "5.72"),
    ),
    "A74": Right(
        "97760 2025 national 45.93",
        [ot("97760", 15)],
        dict(date_of_service="2025-06-01", locality="national"),
        ["97760 GO x1 45.93"],
        ("45.93", "36.01", "9.19"),
    ),
    "A76": Right(
        "Non-participating, no assignment",
        [pt("97110", 30), pt("97140", 15)],
        MIAMI
        | dict(
            provider={"participating": False, "accepts_assignment": False},
        ),
        ["97110 GP x2 50.47", "97140 GP x1 20.89"],
        ("71.36", "55.95", "26.11"),
    ),
    "A78": Right(
        "2022-04-01",
        [pt("97110", 30)],
        dict(date_of_service="2022-04-01", zip="33101"),
        ["97110 GP x2 56.02"],
        ("56.02", "44.37", "11.20"),
    ),
    "A80": Right(
        "Threshold crossed in the visit",
        [pt("97110", 30), pt("97140", 15)],
        MIAMI
        | dict(
            patient={"pt_slp_to_date": "2440.00"},
            attested={"medically_necessary": True},
        ),
        ["97110 GP KX x2 53.13", "97140 GP KX x1 21.99"],
        ("75.12", "58.89", "15.03"),
    ),
    "A82": Right(
        "2021 threshold 2,110",
        [pt("97110", 30)],
        dict(
            date_of_service="2021-11-11",
            zip="33101",
            patient={"pt_slp_to_date": "2109.00"},
            attested={"medically_necessary": True},
        ),
        ["97110 GP KX x2 56.49"],
        ("56.49", "45.19", "11.30"),
    ),
    "A86": Right(
        "PT and OT at different times",
        [pt("97110", 30), ot("97535", 30)],
        MIAMI,
        ["97110 GP x2 46.00", "97535 GO x2 58.35"],
        ("104.35", "81.81", "20.87"),
    ),
    "A96": Right(
        "97150 at 10 a.m., 97110 at 4 p.m.",
        [pt("97110", 30), pt("97150", 30)],
        MIAMI
        | dict(
            attested={"separate": [["97150", "97110", "XE"]]},
        ),
        ["97110 GP XE x2 53.13", "97150 GP x1 14.70"],
        ("67.83", "53.17", "13.57"),
    ),
    "A98": Right(
        "PT gives 97112 for 30 min, PTA assists throughout",
        [pt("97112", together_minutes=30)],
        MIAMI,
        ["97112 GP x2 59.61"],
        ("59.61", "46.74", "11.92"),
    ),
}


@pytest.mark.parametrize("right", RIGHT.values(), ids=RIGHT)
def test_what_is_right_keeps_its_amounts(right: Right, assessed: Assess) -> None:
    found = assessed(*right.services, **right.fields)
    lines = [
        f"{line.code} {' '.join(line.modifiers)} x{line.units} {priced.allowed}"
        for priced in found.lines
        for line in [priced.line]
    ]
    assert lines == right.lines
    payment = found.payment
    names = ("allowed", "medicare_pays", "patient_pays")
    amounts = [payment and str(getattr(payment, name)) for name in names]
    assert amounts == list(right.payment)


def test_how_biofeedback_is_timed_is_not_settled_and_says_so(assessed: Assess) -> None:
    """A53: apart from the 15-minute codes, as 90912 has no text of CMS that adds it to them."""
    attested = {"separate": [["90912", "97530"]]}
    found = assessed(pt("90912", 7), pt("97530", 33), attested=attested, **MIAMI)
    assert [service.units for service in found.services] == [0, 2]
    hint = hint_of(found, Topic.TIMED_BY_CONVENTION)
    assert (hint.codes, hint.unconfirmed) == (("90912",), True)


def test_a_decompression_table_is_said_not_to_be_traction(assessed: Assess) -> None:
    """A60."""
    found = assessed(pt("97012", 20), **MIAMI)
    assert hint_of(found, Topic.DECOMPRESSION).unconfirmed
    assert [str(line.allowed) for line in found.lines] == ["15.12"]
