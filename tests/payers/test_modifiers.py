"""The modifiers that a payer's file wants on every line, also where it pays like Medicare."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import pt, visit_fields
from payers.payer_files import small
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.claims.modifiers import MAX_MODIFIERS
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

LEFT_OFF = {Topic.MODIFIERS_LEFT_OFF, Topic.PAYER_MODIFIERS_LEFT_OFF}


def assessed(reference: Reference, like: dict[str, str], always: list[str]) -> Assessment:
    wanted = {"plan_of_care": "every-line", "always": always, "source": "contract"}
    payer = payer_from(small(id="my-plan", modifiers=wanted, **like))
    services = pt("97110", 30), pt("97140", 15)
    visit = visit_fields(*services, date_of_service="2026-05-01", payer=payer.id)
    return assess(visit_from(visit), reference, payers=Payers([payer]))


@pytest.mark.parametrize("like", [{}, {"like": "medicare"}])
def test_what_is_wanted_on_every_line_is_on_each(
    reference: Reference, like: dict[str, str]
) -> None:
    found = assessed(reference, like, ["AT", "GP"])
    assert [line.line.modifiers for line in found.lines] == [("GP", "AT"), ("GP", "AT")]


@pytest.mark.parametrize("like", [{}, {"like": "medicare"}])
def test_what_has_no_place_is_said(reference: Reference, like: dict[str, str]) -> None:
    found = assessed(reference, like, ["A1", "B2", "C3", "D4"])
    assert all(len(line.line.modifiers) == MAX_MODIFIERS for line in found.lines)
    assert [line.line.excluded for line in found.lines] == [("D4",), ("D4",)]
    said = [hint.codes for hint in found.hints if hint.topic in LEFT_OFF]
    assert said == [("97110",), ("97140",)]


@pytest.mark.parametrize(("modifiers", "lines"), [("none", [2]), ("CQ/CO", [1, 1])])
def test_lines_that_are_keyed_alike_are_one(
    modifiers: str, lines: list[int], reference: Reference
) -> None:
    """A payer that pays less for assistants and marks none would deny the second as a duplicate."""
    cut = {"factor": "0.85", "of": "allowed", "modifiers": modifiers, "source": "contract"}
    dollars = {"base": "dollars", "dollars": {"97110": "30.00"}, "source": "contract"}
    payer = payer_from(small(id="my-plan", assistant=cut, price=[dollars]))
    services = pt("97110", 15, 15, charge="80.00")
    visit = visit_fields(services, date_of_service="2026-05-01", payer=payer.id)
    found = assess(visit_from(visit), reference, payers=Payers([payer]))
    assert [line.line.units for line in found.lines] == lines
    assert sum(line.allowed or 0 for line in found.lines) == Decimal("55.50")
    assert sum(line.units_paid or 0 for line in found.lines) == 2


def test_units_over_a_limit_are_told_of_the_line_as_it_is_keyed(reference: Reference) -> None:
    cut = {"factor": "0.85", "of": "allowed", "modifiers": "none", "source": "contract"}
    cap = {"measure": "units", "limit": 3, "by": "day", "surplus": "trim-order"}
    dollars = {"base": "dollars", "dollars": {"97110": "30.00"}, "source": "contract"}
    caps = [{**cap, "source": "contract"}]
    payer = payer_from(small(id="my-plan", assistant=cut, price=[dollars], caps=caps))
    visit = visit_fields(pt("97110", 30, 30), date_of_service="2026-05-01", payer=payer.id)
    found = assess(visit_from(visit), reference, payers=Payers([payer]))
    (told,) = (hint for hint in found.hints if hint.topic is Topic.PAYER_CUTS)
    assert "3 of 4" in told.title
    steps = [step.working for line in found.lines for step in line.steps]
    assert len([each for each in steps if each.startswith("2 x 30.00")]) == 1
    assert any(each.startswith("1 x 30.00") for each in steps)


@pytest.mark.parametrize(
    ("charge", "allowed"),
    # Of 30.00 and of 15.00 after the reduction, the second is an assistant's.
    [(None, "42.75"), ("45.00", "42.75"), ("44.00", "41.80"), ("30.00", "28.50")],
)
def test_the_charge_of_a_line_is_compared_with_all_that_it_bills(
    charge: str | None, allowed: str, reference: Reference
) -> None:
    """A charge for two units isn't half for each, where these have other prices."""
    source = {"source": "contract"}
    cut = {"factor": "0.85", "of": "allowed", "modifiers": "none", **source}
    half = {"kind": "whole", "pays": "0.50", "rank": ["unit_fee"], "per": "unit", **source}
    dollars = {"base": "dollars", "dollars": {"97110": "30.00"}, **source}
    payer = payer_from(small(id="my-plan", assistant=cut, price=[dollars], reduction=half))
    service = pt("97110", 15, 15, **({"charge": charge} if charge else {}))
    visit = visit_fields(service, date_of_service="2026-05-01", payer=payer.id)
    found = assess(visit_from(visit), reference, payers=Payers([payer]))
    assert found.by_payer is not None and found.by_payer.allowed is not None
    therapist_first = max(way.amounts.allowed for way in found.by_payer.ways)
    assert therapist_first == Decimal(allowed)
