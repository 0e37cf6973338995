"""A day's totals by discipline where another payer pays one sum, or a range."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from day.days import day_fields, row, visit
from payers.payer_files import small
from payers.test_dollars import PLAIN, cap
from quarterhour.day import DayAssessment, DayAssessor, day_from
from quarterhour.day.result import DisciplineTotal
from quarterhour.fees import Between
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.report.day_document import day_assessment_document
from quarterhour.report.day_rows import discipline_rows

RATE = {"base": "visit", "dollars": "75.00", "per": "day", "source": "contract"}
SETTINGS: dict[str, dict[str, Any]] = {
    "by-visit": {"price": [RATE]},
    "capped": {"caps": cap("dollars", "50.00", by="day", surplus="cap-total")},
    "open": {"caps": cap("units", "2", by="day")},
}
PT = row("97140", "T1", "9:00-9:15"), row("97110", "T1", "9:15-9:45")
OT = row("97530", "O1", "10:00-10:15")


@pytest.fixture(scope="module")
def payers() -> Payers:
    return Payers([payer_from(small(id=id, **{**PLAIN, **own})) for id, own in SETTINGS.items()])


def total(
    reference: Reference, payers: Payers, *visits: dict[str, Any]
) -> tuple[DayAssessment, dict[str, DisciplineTotal]]:
    day = day_from(day_fields(*visits, people="T1 O1"))
    found = DayAssessor(reference, payers=payers).assess(day)
    return found, dict(found.totals.by_discipline)


@pytest.mark.parametrize(
    ("payer", "low", "high"),
    [("by-visit", "75.00", "75.00"), ("capped", "50.00", "50.00"), ("open", "50.00", "60.00")],
)
def test_a_visit_of_one_discipline_is_in_its_total(
    payer: str, low: str, high: str, reference: Reference, payers: Payers
) -> None:
    found, totals = total(reference, payers, visit("A", *PT, payer=payer))
    between = Between(Decimal(low), Decimal(high))
    own = totals["PT"]
    assert (own.allowed, own.allowed_between) == (
        between.single,
        None if between.single else between,
    )
    assert own.allowed == found.totals.all.allowed
    assert own.allowed_between == found.totals.all.allowed_between
    assert discipline_rows(found)[0].amounts == (between.text,)
    told = day_assessment_document(found)["totals"]["by_discipline"]["PT"]
    assert told["allowed"] == (low if low == high else None)
    assert told["between"] == (None if low == high else [low, high])


def test_a_sum_of_two_disciplines_is_in_neither_total(reference: Reference, payers: Payers) -> None:
    _, totals = total(reference, payers, visit("A", *PT, OT, payer="capped"))
    assert [(own.allowed, own.allowed_between) for own in totals.values()] == [(None, None)] * 2


def test_a_range_is_added_to_what_others_pay(reference: Reference, payers: Payers) -> None:
    other = row("97110", "O1", "11:00-11:15")
    visits = visit("A", *PT, payer="open"), visit("B", other, payer="by-visit")
    found, totals = total(reference, payers, *visits)
    assert totals["PT"].allowed_between == Between(Decimal("50.00"), Decimal("60.00"))
    assert totals["OT"].allowed == Decimal("75.00")
    assert found.totals.all.allowed_between == Between(Decimal("125.00"), Decimal("135.00"))


@pytest.mark.parametrize("tags", ["AB", "AA"])
def test_a_rule_of_the_day_is_not_one_of_a_payer_that_counts_by_its_own(
    tags: str, reference: Reference, payers: Payers
) -> None:
    """Of one tag, too: the day's rule is that of its Medicare visits."""
    visits = [
        visit(tags[0], *PT, payer="by-visit"),
        visit(tags[1], OT, payer="by-visit"),
        visit("C", row("97112", "T1", "11:00-11:08"), row("97110", "T1", "11:08-11:16")),
    ]
    fields = {**day_fields(*visits, people="T1 O1"), "rule": "midpoint"}
    found = DayAssessor(reference, payers=payers).assess(day_from(fields))
    units = {
        each.tag: sum(line.line.units for line in each.assessment.lines) for each in found.visits
    }
    assert (units["A"], units["C"]) == ({"AB": 3, "AA": 4}[tags], 2)
