"""What a biller is told, and what stays off the claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import ot, pt, slp
from quarterhour.assessment import Assessment
from quarterhour.claims import KINDS

Assess = Callable[..., Assessment]

# The service, its units on the claim, the hint's kind and severity, and words it must hold.
CODES = [
    (pt("97010", 10), 0, "coverage", "note", "bundled"),
    (pt("97014", 10), 0, "coverage", "action", "use G0283"),
    (pt("97037", 10), 0, "coverage", "action", "does not cover"),
    (pt("97039", 10), 1, "coverage", "warning", "your MAC sets it"),
    (pt("97026", 10), 1, "coverage", "warning", "restricted"),
    (pt("97545", 120), 1, "coverage", "warning", "no national price"),
    (pt("97602", 10), 0, "coverage", "note", "bundled"),
    (pt("20560", 10), 1, "coverage", "warning", "acupuncture"),
    (pt("99999", 10), 0, "code", "action", "not a code that this program knows"),
    (pt("98940", 10), 0, "discipline", "action", "not a therapy code"),
    (ot("97161", 10), 0, "discipline", "action", "goes with GP only"),
    (pt("97165", 10), 0, "discipline", "action", "goes with GO only"),
    (pt("92521", 10), 0, "discipline", "action", "goes with GN only"),
    (slp("97110", 15), 1, "discipline", "warning", "seldom billed under SLP"),
    (pt("97161", 10, 5), 0, "assistant", "action", "may not do an evaluation"),
    (slp("92507", 10, 30), 1, "assistant", "action", "no modifier"),
]


@pytest.mark.parametrize(
    ("service", "units", "kind", "severity", "words"), CODES, ids=[row[0]["code"] for row in CODES]
)
def test_hint(
    service: dict[str, Any], units: int, kind: str, severity: str, words: str, assessed: Assess
) -> None:
    found = assessed(service)
    assert [result.units for result in found.services] == [units]
    assert sum(line.line.units for line in found.lines) == units
    assert [(hint.kind, hint.severity.value, hint.services) for hint in found.hints] == [
        (kind, severity, (0,))
    ]
    assert words in found.hints[0].message
    assert found.hints[0].citation


def test_a_plain_visit_raises_nothing(assessed: Assess) -> None:
    assert assessed(pt("97110", 33), pt("97140", 7)).hints == ()


def test_a_bundled_service_says_so_in_its_reason(assessed: Assess) -> None:
    assert "bundled" in assessed(pt("97010", 10)).services[0].reason


def test_a_contractor_priced_line_is_kept_out_of_the_amounts(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), pt("97039", 10))
    assert [line.allowed is None for line in found.lines] == [False, True]
    assert found.payment is not None
    assert str(found.payment.allowed) == "29.06"


def test_a_code_of_next_year_is_not_in_this_years_fee_schedule(assessed: Assess) -> None:
    found = assessed(pt("98979", 12), date_of_service="2025-06-02")
    assert found.lines == ()
    assert "RVU25D" in found.hints[0].message


def test_a_tie_says_whose_it_is(assessed: Assess) -> None:
    visit = (pt("97112", 20), pt("97530", 20))
    open_tie, settled = assessed(*visit).hints[0], assessed(*visit, extra_units_to=[1]).hints[0]
    assert (open_tie.kind, open_tie.severity.value, open_tie.services) == ("tie", "warning", (0, 1))
    assert "97112 has it by order of entry" in open_tie.message
    assert (settled.severity.value, "By your choice 97530" in settled.message) == ("note", True)


def test_the_date_without_an_edition_names_what_is_loaded(assessed: Assess) -> None:
    hint = assessed(pt("97110", 15), date_of_service="2031-01-01").hints[0]
    assert "RVU25D (2025-01-01 to 2025-12-31), RVU26C" in hint.message


def test_what_is_kept_and_not_yet_checked_is_said(assessed: Assess) -> None:
    found = assessed(
        pt("97530", 15),
        pt("97750", 15),
        attested={"separate": [["97530", "97750"]], "medically_necessary": True},
    )
    assert [hint.kind for hint in found.hints] == ["ncci", "kx"]


def test_pressing_hints_come_first_and_every_kind_is_listed(assessed: Assess) -> None:
    found = assessed(pt("97010", 5), pt("97014", 5), pt("97026", 5))
    assert [hint.severity.value for hint in found.hints] == ["action", "warning", "note"]
    assert all(hint.kind in KINDS for hint in found.hints)
