"""Claim lines as a biller keys them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, slp
from quarterhour.assessment import Assessment

Assess = Callable[..., Assessment]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (pt("97110", 15), ["97110x1 GP"]),
        (ot("97110", 15), ["97110x1 GO"]),
        (slp("92507", 45), ["92507x1 GN"]),
        (pt("97110", 13, 23), ["97110x1 GP", "97110x1 GP CQ"]),
        (ot("97530", 0, 30), ["97530x2 GO CO"]),
        (slp("97129", 38, 15), ["97129x1 GN", "97130x2 GN"]),
        (slp("97129", 0, 38), []),
        (ot("97129", 38), ["97129x1 GO", "97130x2 GO"]),
        (ot("97129", 0, 38), ["97129x1 GO CO", "97130x2 GO CO"]),
        (ot("97129", 15, 15), ["97129x1 GO", "97130x1 GO CO"]),
        (ot("97130", 38), ["97129x1 GO", "97130x2 GO"]),
        (slp("96125", 30), []),
        (slp("96125", 31), ["96125x1 GN"]),
        (slp("96125", 90), ["96125x1 GN"]),
        (slp("96125", 91), ["96125x2 GN"]),
        (slp("96105", 31), ["96105x1 GN"]),
        (pt("97550", 15), []),
        (pt("97550", 16), ["97550x1 GP"]),
        (pt("97550", 37), ["97550x1 GP"]),
        (pt("97550", 38), ["97550x1 GP", "97551x1 GP"]),
        (pt("97550", 53), ["97550x1 GP", "97551x2 GP"]),
        (ot("G0541", 45), ["G0541x1 GO", "G0542x1 GO"]),
        (ot("96112", 91), ["96112x1 GO", "96113x1 GO"]),
        (pt("90912", 23), ["90912x1 GP", "90913x1 GP"]),
        (slp("92607", 76), ["92607x1 GN", "92608x1 GN"]),
        (pt("97545", 151), ["97545x1 GP", "97546x1 GP"]),
        (pt("98979", 10), ["98979x1 GP"]),
        (pt("98979", 19), ["98979x1 GP"]),
        (pt("98980", 40), ["98980x1 GP", "98981x1 GP"]),
        (pt("98977"), ["98977x1 GP"]),
        (pt("97597", square_cm=45), ["97597x1 GP", "97598x2 GP"]),
        (pt("97110", 5), []),
        (pt("95992", 10), ["95992x1 GP"]),
    ],
)
def test_lines(service: dict[str, Any], expected: list[str], assessed: Assess) -> None:
    lines = [priced.line for priced in assessed(service).lines]
    found = [f"{line.code}x{line.units} {' '.join(line.modifiers)}" for line in lines]
    assert found == expected


def test_lines_keep_the_order_of_the_services(assessed: Assess) -> None:
    visit = (pt("97161", 30), pt("97110", 15), pt("97012", 10), pt("97140", 15))
    codes = [priced.line.code for priced in assessed(*visit).lines]
    assert codes == ["97161", "97110", "97012", "97140"]
