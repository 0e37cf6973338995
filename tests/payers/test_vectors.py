"""Published and derived cases of payers: each by its own file, to the cent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import ROOT
from payers.widened import VECTORS, payer_file, visit_of
from quarterhour import fees
from quarterhour.assess import assess, plan_of
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.payers import Payer, PayerFolders, Payers, payer_from
from quarterhour.pricing import PriceBook
from quarterhour.reference import Reference, find_place
from quarterhour.visit import visit_from

VISITS = {
    id: vector
    for id, vector in VECTORS.items()
    if vector["visit"] and "services" in vector["visit"]
}
ALLOWED = [id for id, vector in VISITS.items() if vector["expect"].get("allowed")]
WRONG = [
    (id, wrong)
    for id, vector in VISITS.items()
    for name, wrong in vector["expect"].items()
    if name.startswith("wrong_by_") or name == "medicare_set_instead"
]
SHIPPED = PayerFolders(ROOT / "resources" / "payers", ROOT / "none").read()
SHIPPED_IDS = {"A1-nc-2025": "nc-workers-comp", "A2-az-fy2024": "az-workers-comp"}
SCHEDULES = {"A1-nc-2025": ("2025-06-02", 97), "A2-az-fy2024": ("2024-02-01", 97)}

Assess = Callable[[str], Assessment]


@pytest.fixture
def assess_vector(reference: Reference) -> Assess:
    def assessed(id: str) -> Assessment:
        vector = VISITS[id]
        payer = payer_from(payer_file(vector["payer"], vector["visit"]["date"]))
        visit = visit_from(visit_of(vector["visit"]))
        return assess(visit, reference, payers=Payers([payer]))

    return assessed


def allowed(found: Assessment) -> fees.Between:
    if found.payment is not None:
        return fees.Between(found.payment.allowed, found.payment.allowed)
    assert found.by_payer is not None
    assert found.by_payer.allowed is not None
    return found.by_payer.allowed


def outcomes(found: Assessment) -> set[str]:
    assert found.by_payer is not None
    return {str(way.amounts.allowed) for way in found.by_payer.ways}


@pytest.mark.parametrize("id", ALLOWED)
def test_what_is_allowed(id: str, assess_vector: Assess) -> None:
    assert str(allowed(assess_vector(id)).single) == VISITS[id]["expect"]["allowed"]


@pytest.mark.parametrize(("id", "wrong"), WRONG)
def test_a_careless_figure_does_not_come_out(id: str, wrong: str, assess_vector: Assess) -> None:
    assert str(allowed(assess_vector(id)).single) != wrong


@pytest.mark.parametrize("id", [id for id in ALLOWED if VISITS[id]["expect"].get("lines")])
def test_what_each_line_is_allowed(id: str, assess_vector: Assess) -> None:
    found = assess_vector(id)
    assert [str(line.allowed) for line in found.lines] == VISITS[id]["expect"]["lines"]


@pytest.mark.parametrize("id", ["B1-nc-visit", "E8-cap-and-mppr"])
def test_what_the_text_does_not_decide_is_a_range(id: str, assess_vector: Assess) -> None:
    found, expected = assess_vector(id), set(VISITS[id]["expect"]["outcomes"].values())
    amounts = sorted(map(Decimal, expected))
    assert outcomes(found) == expected
    assert allowed(found) == fees.Between(amounts[0], amounts[-1])
    assert allowed(found).single is None
    assert Topic.PAYER_OPEN in [hint.topic for hint in found.hints]


@pytest.mark.parametrize("id", [id for id in VISITS if id.startswith("B9")])
def test_a_lower_bound_alone_is_the_least(id: str, assess_vector: Assess) -> None:
    found, expected = assess_vector(id), VISITS[id]["expect"]
    assert found.by_payer is not None
    low, pays = expected["allowed_at_least"], expected["payer_pays_at_least"]
    assert found.by_payer.allowed == fees.Between(Decimal(low), None)
    assert found.by_payer.payer_pays == fees.Between(Decimal(pays), None)


@pytest.mark.parametrize("id", [id for id in VISITS if "units_counted" in VISITS[id]["expect"]])
def test_how_many_units_are_counted(id: str, assess_vector: Assess) -> None:
    found, expected = assess_vector(id), VISITS[id]["expect"]
    if expected["units_counted"] is None:
        (hint,) = (each for each in found.hints if each.topic is Topic.PAYER_COUNTS_DIFFER)
        assert all(str(units) in hint.detail for units in expected["outcomes"].values())
    else:
        assert found.units == expected["units_counted"]


@pytest.mark.parametrize("id", [id for id in VISITS if "units_paid" in VISITS[id]["expect"]])
def test_how_many_units_are_paid(id: str, assess_vector: Assess) -> None:
    found, expected = assess_vector(id), VISITS[id]["expect"]
    assert found.units_paid == expected["units_paid"]
    if expected.get("denied") == "claim":
        assert all(line.denied for line in found.lines)
    if "which" in expected:
        assert {line.units_paid for line in found.lines} == {None}
        assert Topic.PAYER_UNITS_OPEN in [hint.topic for hint in found.hints]


@pytest.mark.parametrize("id", ["D8-tn-short-services", "D13-bcbsne"])
def test_units_of_each_code(id: str, assess_vector: Assess) -> None:
    found = assess_vector(id)
    assert {each.code: each.units for each in found.services} == VISITS[id]["expect"]["units"]


def test_a_limit_of_codes_names_each_choice(assess_vector: Assess) -> None:
    found = assess_vector("E7-md-one-modality")
    (hint,) = (each for each in found.hints if each.topic is Topic.PAYER_UNITS_OPEN)
    assert "97035 x 1 or 97032 x 2" in hint.detail
    assert [line.units_paid for line in found.lines] == [None, None, 2]


def modifiers(found: Assessment) -> dict[str, list[str]]:
    return {line.line.code: list(line.line.modifiers) for line in found.lines}


@pytest.mark.parametrize(
    "id", ["F3-wellmark-modifier-only", "F4-tx-medicaid-u5-ub", "G1-bcbsnd-gp"]
)
def test_modifiers(id: str, assess_vector: Assess) -> None:
    found, expected = assess_vector(id), VISITS[id]["expect"]["modifiers"]
    wanted: Any = expected if isinstance(expected, dict) else {"97110": expected}
    assert modifiers(found) == wanted


def test_medicares_own_assistant(assess_vector: Assess) -> None:
    payment = assess_vector("F1-medicare-cq").payment
    assert payment is not None
    found = (payment.allowed, payment.patient_pays, payment.sequestration, payment.medicare_pays)
    assert list(map(str, found)) == ["29.06", "5.81", "0.40", "19.36"]


def test_workers_compensation_takes_nothing_from_the_patient(assess_vector: Assess) -> None:
    by_payer = assess_vector("F9-wc-no-patient").by_payer
    assert by_payer is not None
    assert by_payer.patient_pays == fees.Between(fees.ZERO, fees.ZERO)
    assert by_payer.payer_pays == by_payer.allowed


def test_modifier_59_is_warned_of(assess_vector: Assess) -> None:
    (hint,) = (
        hint for hint in assess_vector("G2-hcsc-59").hints if hint.topic is Topic.PAYER_SEPARATE
    )
    assert "59" in hint.title
    assert "keep the note ready" in hint.detail


@pytest.mark.parametrize(("id", "day"), [(id, day) for id, (day, _) in SCHEDULES.items()])
def test_every_published_row(id: str, day: str, reference: Reference) -> None:
    vector = VECTORS[id]
    payer = payer_from(payer_file(vector["payer"], day))
    rows = {code: row["fee"] for code, row in vector["expect"]["unit_fees"].items()}
    for tier in vector["payer"]["price"]:
        rows |= tier.get("dollars", {})
    assert unit_prices(payer, day, [*rows], reference) == rows
    assert len(rows) == SCHEDULES[id][1]
    # And so does the file that ships, which is not made of the vector.
    (shipped,) = SHIPPED.of(SHIPPED_IDS[id])
    assert unit_prices(shipped.payer, day, [*rows], reference) == rows


def unit_prices(payer: Payer, day: str, codes: list[str], reference: Reference) -> dict[str, str]:
    """Return the price of a unit of each code, by the file of a payer on a day."""
    visit = visit_from(
        visit_of({"date": day, "place": "any", "services": [{"code": "97110", "units": 1}]})
        | {"payer": payer.key}
    )
    plan = plan_of(visit, reference, Payers([payer]))
    edition = reference.edition_on(visit.date_of_service)
    assert plan is not None
    assert edition is not None
    place = find_place(reference, edition, "national", "", visit.date_of_service)
    book = PriceBook(
        reference,
        plan.terms,
        visit.date_of_service,
        place.locality,
        edition,
        edition.conversion_factor,
    )
    found = {code: book.price(code, 1, None).fees for code in codes}
    return {code: str(each and each.full) for code, each in found.items()}


def test_who_is_paid_in_full_by_the_rank_of_practice_expense(reference: Reference) -> None:
    """C10: the dearest practice expense first, in any order of entry."""
    vector = VECTORS["C10-bcbsm-rank"]
    expected = vector["expect"]
    tier = {"base": "medicare", "percent": "100", "edition": "date-of-service"}
    terms = {**vector["payer"], "price": [tier], "counting": {"method": "midpoint"}}
    payer = payer_from(payer_file(terms, vector["visit"]["date"]))
    left = list(vector["visit"]["services"])
    order = []
    while left:
        visit = visit_from(visit_of({**vector["visit"], "services": left}))
        found = assess(visit, reference, payers=Payers([payer]))
        (first,) = (line.line.code for line in found.lines if line.full_units)
        order.append(first)
        left = [each for each in left if each["code"] != first]
    assert order == expected["order"]
    edition = reference.edition_on(date.fromisoformat(vector["visit"]["date"]))
    assert edition is not None
    figures = {code: reference.figures(edition, code) for code in order}
    assert {
        code: str(each and each.values.practice_expense) for code, each in figures.items()
    } == expected["pe_rvu"]
