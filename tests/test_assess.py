"""From minutes to money: whole visits at 2026 prices, to the cent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import hint_of, ot, pt, slp, step_of, topics, visit_fields
from quarterhour.assess import compare_by_rule
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.fees import StepKind
from quarterhour.fees.step import CALCULATION_WORDS
from quarterhour.reference import Reference
from quarterhour.units import Difference, DifferenceKind
from quarterhour.visit import VisitError, visit_from

Assess = Callable[..., Assessment]

# Locality, services, allowed by line, then allowed, deductible, coinsurance, sequestration and
# what Medicare pays. Worked by hand from RVU26C and the 2026 GPCIs.
VISITS = {
    "one unit": ("national", [pt("97110", 15)], "29.06", "29.06 0.00 5.81 0.47 22.78"),
    "two units": ("national", [pt("97110", 30)], "51.27", "51.27 0.00 10.25 0.82 40.20"),
    "the highest practice expense is paid in full": (
        "national",
        [pt("97110", 30), pt("97140", 15), pt("97530", 15)],
        "44.42 21.21 35.07",
        "100.70 0.00 20.13 1.61 78.96",
    ),
    "an evaluation is paid in full": (
        "national",
        [pt("97161", 40), pt("97110", 15), pt("97140", 15)],
        "97.86 22.21 21.21",
        "141.28 0.00 28.25 2.27 110.76",
    ),
    "equal ranks: the first is paid in full": (
        "national",
        [pt("97110", 15), pt("97116", 15)],
        "29.06 22.21",
        "51.27 0.00 10.25 0.83 40.19",
    ),
    "Ohio": (
        "15202-00",
        [pt("97110", 30), pt("97112", 15), pt("97140", 15)],
        "43.24 31.37 20.65",
        "95.26 0.00 19.05 1.52 74.69",
    ),
    "Manhattan": (
        "13202-01",
        [pt("97110", 30), pt("97112", 15), pt("97140", 15)],
        "48.96 36.54 23.38",
        "108.88 0.00 21.78 1.73 85.37",
    ),
    "Alaska": (
        "02102-01",
        [pt("97110", 30), pt("97530", 30)],
        "60.04 76.47",
        "136.51 0.00 27.30 2.18 107.03",
    ),
    "assistant units: 85 % of Medicare's share": (
        "national",
        [pt("97110", 0, 30), pt("97530", 15)],
        "44.42 35.07",
        "79.49 0.00 15.89 1.16 57.11",
    ),
    "cognitive training is outside the MPPR": (
        "national",
        [ot("97129", 45), ot("97535", 15)],
        "22.38 42.08 32.40",
        "96.86 0.00 19.38 1.55 75.93",
    ),
    "the MPPR runs across disciplines": (
        "national",
        [slp("92507", 45), pt("97110", 30), pt("97535", 15)],
        "76.15 44.42 23.88",
        "144.45 0.00 28.89 2.31 113.25",
    ),
    "Houston, with an untimed modality": (
        "04412-18",
        [pt("97110", 45), pt("G0283", 15), pt("97035", 15)],
        "74.03 9.67 11.01",
        "94.71 0.00 18.94 1.51 74.26",
    ),
    "Alabama, OT": (
        "10112-00",
        [ot("97165", 40), ot("97530", 30)],
        "94.30 47.30",
        "141.60 0.00 28.32 2.27 111.01",
    ),
}


@pytest.mark.parametrize(("locality", "services", "lines", "totals"), VISITS.values(), ids=VISITS)
def test_visit(
    locality: str, services: list[dict[str, Any]], lines: str, totals: str, assessed: Assess
) -> None:
    found = assessed(*services, locality=locality)
    assert " ".join(str(line.allowed) for line in found.lines) == lines
    assert amounts(found) == totals


@pytest.mark.parametrize(
    ("left", "services", "totals"),
    [
        ("100.00", [pt("97530", 30)], "60.12 60.12 0.00 0.00 0.00"),
        ("40.00", [pt("97530", 30), pt("97110", 30)], "104.54 40.00 12.90 1.03 50.61"),
    ],
)
def test_the_deductible_comes_first(
    left: str, services: list[dict[str, Any]], totals: str, assessed: Assess
) -> None:
    found = assessed(*services, patient={"deductible_remaining": left})
    assert amounts(found) == totals


def amounts(assessment: Assessment) -> str:
    payment = assessment.payment
    assert payment is not None
    return (
        f"{payment.allowed} {payment.deductible} {payment.coinsurance} {payment.sequestration} "
        f"{payment.medicare_pays}"
    )


def test_the_reduction_and_the_patients_share(assessed: Assess) -> None:
    payment = assessed(pt("97110", 30), pt("97140", 15), pt("97530", 15)).payment
    assert payment is not None
    assert (str(payment.mppr_reduction), str(payment.patient_pays)) == ("20.21", "20.13")


def test_every_line_shows_arithmetic_that_redoes_to_its_amounts(assessed: Assess) -> None:
    line = assessed(pt("97110", 30)).lines[0]
    in_full = CALCULATION_WORDS["in full"].format(units=1, fee="29.06")
    reduced = CALCULATION_WORDS["reduced"].format(units=1, fee="22.21")
    assert [(step.kind, step.working, str(step.amount)) for step in line.steps] == [
        (StepKind.FEE, "(0.45 x 1.000 + 0.41 x 1.000 + 0.01 x 1.000) x 33.4009", "29.06"),
        (
            StepKind.REDUCED_FEE,
            "(0.45 x 1.000 + 0.41 x 0.50 x 1.000 + 0.01 x 1.000) x 33.4009",
            "22.21",
        ),
        (StepKind.BEFORE_MPPR, "2 x 29.06", "58.12"),
        (StepKind.SCHEDULED, f"{in_full} + {reduced}", "51.27"),
        (StepKind.MPPR_REDUCTION, "58.12 - 51.27", "6.85"),
        (StepKind.COINSURANCE, "51.27 x 0.20", "10.25"),
        (StepKind.SEQUESTRATION, "41.02 x 0.02", "0.82"),
        (StepKind.MEDICARE_PAYS, "41.02 - 0.82", "40.20"),
    ]


@pytest.mark.parametrize(
    ("provider", "allowed"),
    [
        ({"qualifying_apm": True}, "29.20"),
        ({"participating": False}, "27.61"),
    ],
)
def test_how_the_practice_takes_part_sets_the_fee(
    provider: dict[str, bool], allowed: str, assessed: Assess
) -> None:
    assert str(assessed(pt("97110", 15), provider=provider).lines[0].allowed) == allowed


def test_a_charge_below_the_fee_is_what_medicare_allows(assessed: Assess) -> None:
    assert str(assessed(pt("97110", 15, charge="20.00")).lines[0].allowed) == "20.00"
    assert str(assessed(pt("97110", 15, charge="90.00")).lines[0].allowed) == "29.06"


def test_a_charge_is_spread_over_the_lines_of_its_row(assessed: Assess) -> None:
    lines = assessed(pt("97110", 15, 30, charge="10.00")).lines
    assert [str(line.allowed) for line in lines] == ["3.33", "6.67"]


@pytest.mark.parametrize(
    ("rows", "charges"),
    [
        ([pt("97110", 8, charge="50.00"), pt("97110", 37, charge="150.00")], ["200.00"]),
        ([pt("97110", 8, charge="50.00"), pt("97110", 37)], ["None"]),
        (
            [ot("97129", 15, charge="60.00"), ot("97130", 30, charge="120.00")],
            ["60.00", "120.00"],
        ),
        ([ot("97129", 45, charge="90.00")], ["30.00", "60.00"]),
        ([ot("97130", 45, charge="90.00")], ["30.00", "60.00"]),
    ],
)
def test_charges_of_several_rows(
    rows: list[dict[str, Any]], charges: list[str], assessed: Assess
) -> None:
    assert [str(line.line.charge) for line in assessed(*rows).lines] == charges


def test_the_assistants_steps_redo_by_hand(assessed: Assess) -> None:
    line = assessed(pt("97530", 0, 30)).lines[0]
    for kind, working, amount in (
        (StepKind.ASSISTANT_SHARE, "48.10 x 0.85", "40.89"),
        (StepKind.ASSISTANT_REDUCTION, "48.10 - 40.89", "7.21"),
    ):
        step = step_of(line, kind)
        assert (step.working, str(step.amount)) == (working, amount)


def test_the_factor_of_qualifying_participants_names_its_source(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), provider={"qualifying_apm": True})
    assert "CMS-1832-F" in found.factor_source
    assert assessed(pt("97110", 15)).factor_source == ""


@pytest.mark.parametrize(
    ("fields", "topic"),
    [
        ({"date_of_service": "2019-03-01"}, Topic.NO_EDITION),
        ({"zip": "00000"}, Topic.PLACE_UNKNOWN),
        ({"zip": "90265"}, Topic.PLACE_SEVERAL),
        ({"locality": "99999-99"}, Topic.PLACE_UNKNOWN),
    ],
)
def test_money_is_withheld_rather_than_guessed(
    fields: dict[str, Any], topic: Topic, assessed: Assess
) -> None:
    found = assessed(pt("97110", 33), pt("97140", 7), **fields)
    assert [result.units for result in found.services] == [2, 1]
    assert [line.line.modifiers for line in found.lines] == [("GP",), ("GP",)]
    assert [line.allowed for line in found.lines] == [None, None]
    assert found.payment is None
    told = [each for each in topics(found) if each is not Topic.NO_THRESHOLD]
    assert told == [topic]


def test_an_ambiguous_zip_names_its_candidates_nearest_first(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), zip="90265")
    assert [place.id for place in found.candidates[:2]] == ["01182-18", "01182-17"]
    assert "Oxnard" in found.candidates[1].title
    assert hint_of(found, Topic.PLACE_SEVERAL).rows == ()


def test_disciplines_are_counted_apart(assessed: Assess) -> None:
    found = assessed(pt("97110", 22), ot("97530", 22))
    assert [pool.units for pool in found.count.pools] == [1, 1]
    assert [line.line.modifiers for line in found.lines] == [("GP",), ("GO",)]


def test_the_same_code_twice_is_one_service(assessed: Assess) -> None:
    found = assessed(pt("97110", 10), pt("97140", 15), pt("97110", 8))
    assert [result.units for result in found.services] == [1, 1, 0]
    assert found.count.services[0].group.rows == (0, 2)
    assert len(found.lines) == 2


def test_a_tie_lists_every_allocation_and_takes_the_recorded_choice(assessed: Assess) -> None:
    visit = (pt("97112", 20), pt("97530", 20))
    assert assessed(*visit).alternatives == ((2, 1), (1, 2))
    chosen = assessed(*visit, extra_units_to=[1])
    assert [result.units for result in chosen.services] == [1, 2]
    with pytest.raises(VisitError, match="Extra units to"):
        assessed(*visit, extra_units_to=[0, 1])


def test_both_totals_of_minutes_are_known(assessed: Assess) -> None:
    found = assessed(pt("97161", 35), pt("97110", 15), pt("98980", 25))
    assert (found.count.timed_minutes, found.total_minutes) == (15, 50)


def test_the_midpoint_rule_counts_each_service_alone(assessed: Assess) -> None:
    found = assessed(pt("97110", 33), pt("97140", 7), rule="midpoint")
    assert [result.units for result in found.services] == [2, 0]
    assert [line.line.code for line in found.lines] == ["97110"]


def test_without_assignment_the_patient_owes_up_to_the_limiting_charge(assessed: Assess) -> None:
    provider = {"participating": False, "accepts_assignment": False}
    found = assessed(pt("97110", 30), provider=provider)
    payment = found.payment
    assert payment is not None
    # 29.06 and 22.21 at 95%: 27.61 and 21.10; 48.71 in all, and 115% of it is 56.02.
    assert str(payment.allowed) == "48.71"
    assert str(payment.limiting_charge) == "56.02"
    assert str(payment.medicare_pays) == "38.19"
    assert str(payment.patient_pays) == "17.83"
    step = step_of(found.lines[0], StepKind.LIMITING_CHARGE)
    assert (step.working, str(step.amount)) == ("48.71 x 1.15", "56.02")
    lower = assessed(pt("97110", 30, charge="50.00"), provider=provider).payment
    assert lower is not None
    assert str(lower.limiting_charge) == "50.00"


def test_a_contractors_price_is_taken_from_the_user(assessed: Assess) -> None:
    found = assessed(pt("97545", 151, contractor_price="120.00"), pt("97546"))
    assert [(line.line.code, str(line.allowed)) for line in found.lines] == [
        ("97545", "120.00"),
        ("97546", "None"),
    ]
    both = assessed(
        pt("97545", 151, contractor_price="120.00"), pt("97546", contractor_price="55.50")
    )
    assert both.payment is not None
    assert str(both.payment.allowed) == "175.50"
    assert Topic.NO_NATIONAL_PRICE not in topics(both)
    assert Topic.NO_NATIONAL_PRICE in topics(found)
    assert str(step_of(both.lines[0], StepKind.CONTRACTOR_PRICE).amount) == "120.00"


def test_both_rules_side_by_side(reference: Reference) -> None:
    visit = visit_from(visit_fields(pt("97110", 33), pt("97140", 7)))
    found = compare_by_rule(visit, reference)
    assert [result.units for result in found.total_minutes.services] == [2, 1]
    assert [result.units for result in found.midpoint.services] == [2, 0]
    assert found.differences == (Difference(DifferenceKind.MORE_TOGETHER, "97140", 1, 0, 7),)


def test_a_choice_holds_for_its_own_rule_when_both_are_compared(reference: Reference) -> None:
    visit = visit_from(visit_fields(pt("97112", 20), pt("97530", 20), extra_units_to=[1]))
    found = compare_by_rule(visit, reference)
    assert [result.units for result in found.total_minutes.services] == [1, 2]
    assert [result.units for result in found.midpoint.services] == [1, 1]
