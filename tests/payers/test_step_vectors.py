"""Vectors that hold one step alone: fees, a rule's own example in dollars, a cap, a cut."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from payers.widened import VECTORS, payer_file, visit_of
from quarterhour import fees
from quarterhour.assess import assess, plan_of
from quarterhour.payers import Payers, payer_from
from quarterhour.pricing import PriceBook
from quarterhour.reference import Reference, find_place
from quarterhour.visit import visit_from

MINNESOTA = ("C1-mn-example", "C2-mn-chiro-2014", "C3-mn-chiro-2014-office")


def test_medicares_fees_by_a_file_that_is_like_it(reference: Reference) -> None:
    """Ohio's published amounts of 2020: 81 in full, and 51 reduced."""
    vector, day = VECTORS["A4-medicare-ohio-2020"], date(2020, 6, 1)
    one = {"date": day.isoformat(), "place": "15202-00", "services": [{"code": "97110"}]}
    payer = payer_from(payer_file(vector["payer"], day.isoformat()))
    plan = plan_of(visit_from(visit_of(one)), reference, Payers([payer]))
    edition = reference.edition_on(day)
    assert plan is not None
    assert edition is not None
    place = find_place(reference, edition, "15202-00", "", day)
    factor = edition.conversion_factor
    book = PriceBook(reference, plan.terms, day, place.locality, edition, factor)
    rows = vector["expect"]["unit_fees"]
    for code, row in rows.items():
        found = book.price(code, 1, None).fees
        assert found is not None, code
        assert str(found.full) == row["full"], code
        if row["reduced"] is not None:
            assert book.is_subject(code), code
            assert str(found.at_rank(1)) == row["reduced"], code
    assert (len(rows), sum(row["reduced"] is not None for row in rows.values())) == (81, 51)


@pytest.mark.parametrize("id", MINNESOTA)
def test_minnesotas_own_example(id: str) -> None:
    vector = VECTORS[id]
    pays = Decimal(vector["payer"]["reduction"]["pays"])
    lines: list[fees.Priced] = []
    for work, practice, malpractice in vector["visit"]["components"]:
        part = Decimal(practice)
        full = Decimal(work) + part + Decimal(malpractice)
        own = fees.Fees(full, (full - part * (1 - pays),), part)
        lines.append(fees.Priced(str(len(lines)), 1, own, subject=True))
    ranked = fees.reduce_by_rank(lines, ("pe_rvu", "unit_fee"), "unit")
    total = sum((line.amount for line in ranked), fees.ZERO)
    assert str(fees.cents(total)) == vector["expect"]["allowed"]


def test_washingtons_cap_for_massage() -> None:
    assert str(fees.cents(Decimal("149.45") * Decimal("0.75"))) == "112.09"


def test_sequestration_comes_last() -> None:
    """A Medicare line of 2017: what is left after the other cuts, less 2 percent."""
    visit, expect = VECTORS["F8-era-2017"]["visit"], VECTORS["F8-era-2017"]["expect"]
    left = Decimal(visit["before"]) - Decimal(visit["co237"])
    terms = fees.ShareTerms("none", sequestration_rate=Decimal("0.02"))
    (share,) = fees.share_out([fees.Portion((0,), left)], terms)
    assert str(share.payer_pays) == expect["payer_pays"]


def test_a_code_that_the_payer_adds_is_reduced(reference: Reference) -> None:
    vector = VECTORS["G3-mn-97014"]
    tier = {"base": "rvu", "conversion_factor": "50.00", "gpci": "none", "edition": "RVU24C"}
    settings = {**vector["payer"], "price": [tier]}
    payer = payer_from(payer_file(settings, vector["visit"]["date"]))
    found = assess(visit_from(visit_of(vector["visit"])), reference, payers=Payers([payer]))
    reduced = []
    for line in found.lines:
        amounts = {step.kind: step.amount for step in line.steps}
        if line.allowed == amounts[fees.StepKind.PAYER_REDUCED]:
            reduced.append(line.line.code)
    assert reduced == vector["expect"]["reduced"]
