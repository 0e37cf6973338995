"""KX by discipline group, the $3,000 review line, and GA where care is not necessary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import hint_of, offers, ot, pt, slp, topics
from claims.topic_visits import VISIT_OF
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import (
    Attest,
    Denial,
    DenialKind,
    Dialog,
    GoToRow,
    GroupThreshold,
    Hint,
    OpenDialog,
    Severity,
    Statement,
    Topic,
)
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

NECESSARY = {"medically_necessary": True}
NOTICE = {"advance_notice": True}


def kx(found: Assessment) -> list[tuple[Topic, Severity]]:
    """Return topic and severity of the hints about the threshold."""
    return [(hint.topic, hint.severity) for hint in found.hints if hint.kind == "kx"]


def only_group(found: Assessment) -> GroupThreshold:
    (group,) = found.thresholds
    return group


def figures(group: GroupThreshold) -> tuple[str, str | None]:
    """Return a group's total for the year, and its limit."""
    return str(group.total), str(group.limit.value) if group.limit else None


def attest(hint: Hint) -> Attest:
    """Return the statement that a hint asks for, which is its usual action."""
    action = hint.actions[0]
    assert isinstance(action, Attest)
    return action


def lines(found: Assessment) -> list[tuple[str, str, str]]:
    return [
        (each.line.code, " ".join(each.line.modifiers), str(each.allowed)) for each in found.lines
    ]


# The amount of each year, from docs/rules.md section 4.
YEARS = {2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}


@pytest.mark.parametrize(("year", "limit"), YEARS.items())
def test_the_threshold_of_each_year(year: int, limit: int, assessed: Assess) -> None:
    fields = {"date_of_service": f"{year}-11-23", "attested": NECESSARY}
    above = assessed(pt("97110", 15), patient={"pt_slp_to_date": f"{limit}.00"}, **fields)
    assert above.lines[0].line.modifiers == ("GP", "KX")
    allowed = above.lines[0].allowed
    assert allowed is not None
    reached = assessed(pt("97110", 15), patient={"pt_slp_to_date": str(limit - allowed)}, **fields)
    # The law denies what is in excess of the amount: reaching it is not passing it.
    assert reached.lines[0].line.modifiers == ("GP",)
    assert kx(reached) == [(Topic.BELOW_THRESHOLD, Severity.NOTE)]
    group = only_group(reached)
    assert group.limit is not None
    assert group.total == group.limit.value == limit
    assert group.limit.valid_from.year == year


def test_above_without_kx_is_denied_and_priced_as_such(assessed: Assess) -> None:
    to_date = {"pt_slp_to_date": "2479.00"}
    found = assessed(pt("97110", 15), pt("97140", 15), patient=to_date)
    assert lines(found) == [("97110", "GP", "0.00"), ("97140", "GP", "0.00")]
    assert found.payment is not None
    assert str(found.payment.medicare_pays) == "0.00"
    assert kx(found) == [(Topic.ABOVE_THRESHOLD, Severity.ACTION)]
    group = only_group(found)
    assert figures(group) == ("2529.27", "2480")
    assert {line.denials for line in found.lines} == {(Denial(DenialKind.ABOVE_WITHOUT_KX),)}
    hint = hint_of(found, Topic.ABOVE_THRESHOLD)
    assert (hint.rows, hint.codes) == ((0, 1), ("97110", "97140"))
    confirmed = assessed(pt("97110", 15), pt("97140", 15), patient=to_date, attested=NECESSARY)
    assert lines(confirmed) == [("97110", "GP KX", "29.06"), ("97140", "GP KX", "21.21")]
    assert confirmed.payment is not None
    assert attest(hint).answers[0].attested.medically_necessary
    assert found.payment.denied_not_included == confirmed.payment.allowed > 0
    assert kx(confirmed) == [(Topic.ABOVE_WITH_KX, Severity.NOTE)]
    assert not any(line.denied for line in confirmed.lines)


def test_only_the_lines_that_pass_it_need_kx(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 15),
        pt("97140", 15),
        patient={"pt_slp_to_date": "2450.00"},
        attested=NECESSARY,
    )
    assert lines(found) == [("97110", "GP", "29.06"), ("97140", "GP KX", "21.21")]


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        ({"pt_slp_to_date": "2480.00"}, ["GP KX", "GN KX", "GO"]),
        ({"ot_to_date": "2480.00"}, ["GP", "GN", "GO KX"]),
        ({"pt_slp_to_date": "2480.00", "ot_to_date": "2480.00"}, ["GP KX", "GN KX", "GO KX"]),
    ],
)
def test_pt_and_slp_share_one_and_ot_has_its_own(
    patient: dict[str, Any], expected: list[str], assessed: Assess
) -> None:
    visit = (pt("97140", 15), slp("92526", 30), ot("97535", 15))
    found = assessed(*visit, patient=patient, attested=NECESSARY)
    assert [marks for _, marks, _ in lines(found)] == expected


def test_the_review_line(assessed: Assess) -> None:
    below = assessed(pt("97110", 15), patient={"pt_slp_to_date": "2970.94"}, attested=NECESSARY)
    assert topics(below, "kx") == [Topic.ABOVE_WITH_KX]
    above = assessed(pt("97110", 15), patient={"pt_slp_to_date": "2970.95"}, attested=NECESSARY)
    assert kx(above) == [
        (Topic.ABOVE_WITH_KX, Severity.NOTE),
        (Topic.MEDICAL_REVIEW, Severity.NOTE),
    ]
    review = only_group(above).review
    assert review is not None
    assert (str(review.value), str(only_group(above).total)) == ("3000", "3000.01")
    assert hint_of(above, Topic.MEDICAL_REVIEW).citation == review.source


def test_not_necessary_care_goes_out_with_ga(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), patient={"pt_slp_to_date": "2480.00"}, attested=NOTICE)
    assert lines(found) == [("97110", "GP GA", "0.00")]
    assert kx(found) == [(Topic.ABOVE_WITH_ABN, Severity.NOTE)]
    assert hint_of(found, Topic.ABOVE_WITH_ABN).codes == ("97110",)
    assert found.lines[0].denials == (Denial(DenialKind.ABOVE_WITH_GA),)
    both = assessed(
        pt("97110", 15), patient={"pt_slp_to_date": "2480.00"}, attested=NECESSARY | NOTICE
    )
    assert lines(both) == [("97110", "GP KX", "29.06")]
    assert kx(both) == [(Topic.ABOVE_WITH_KX, Severity.NOTE)]
    assert "ch. 30" in hint_of(both, Topic.ABOVE_WITH_KX).citation  # of ABNs


def test_below_the_threshold_nothing_is_added(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 15), patient={"pt_slp_to_date": "100.00"}, attested=NECESSARY | NOTICE
    )
    assert lines(found) == [("97110", "GP", "29.06")]
    assert kx(found) == [
        (Topic.BELOW_THRESHOLD, Severity.NOTE),
        (Topic.ABN_NOT_USED, Severity.NOTE),
    ]
    assert kx(assessed(pt("97110", 15))) == []


def test_stating_it_is_what_is_offered(assessed: Assess) -> None:
    hint = assessed(pt("97110", 15), patient={"pt_slp_to_date": "2480.00"}).hints[0]
    asked = attest(hint)
    assert (asked.statement, asked.codes) == (Statement.NECESSARY, ("97110",))
    kx, ga, gz = asked.answers
    assert (kx.modifier, kx.attested.medically_necessary) == ("KX", True)
    assert (ga.modifier, ga.attested.advance_notice) == ("GA", True)
    assert (gz.modifier, gz.attested.denial) == ("GZ", (("97110", "GZ"),))
    assert offers(hint)[1:] == (OpenDialog(Dialog.PATIENT_YEAR),)


def test_a_year_whose_threshold_is_not_held_is_said(assessed: Assess) -> None:
    found = assessed(
        pt("97110", 15), date_of_service="2027-02-01", patient={"pt_slp_to_date": "9000.00"}
    )
    assert kx(found) == [
        (Topic.NO_THRESHOLD, Severity.WARNING),
        (Topic.MEDICAL_REVIEW, Severity.NOTE),
    ]
    group = only_group(found)
    assert figures(group) == ("9000.00", None)
    assert group.review is not None
    assert group.review.value == 3000
    assert found.lines[0].line.modifiers == ("GP",)


def test_an_amount_that_is_not_known_is_said(assessed: Assess) -> None:
    found = assessed(pt("97799", 30), patient={"pt_slp_to_date": "2000.00"})
    assert not only_group(found).complete
    assert (str(only_group(found).today), found.lines[0].allowed) == ("0.00", None)
    known = assessed(pt("97110", 30), patient={"pt_slp_to_date": "2000.00"})
    assert only_group(known).complete
    assert only_group(known).today == Decimal("51.27")


def test_what_is_denied_above_it_does_not_accrue(assessed: Assess) -> None:
    """The evaluation passes 2,480; the ultrasound alone does not, in either order."""
    patient = {"pt_slp_to_date": "2440.00"}
    one = assessed(pt("97161"), pt("97035", 8), patient=patient)
    other = assessed(pt("97035", 8), pt("97161"), patient=patient)
    assert {line.line.code: str(line.allowed) for line in one.lines} == {
        "97161": "0.00",
        "97035": "14.36",
    }
    assert {line.line.code: str(line.allowed) for line in other.lines} == {
        "97161": "0.00",
        "97035": "14.36",
    }


def test_with_an_abn_the_patient_owes_the_charge(assessed: Assess) -> None:
    above = {"pt_slp_to_date": "2480.00"}
    found = assessed(pt("97110", 30, charge="120.00"), patient=above, attested=NOTICE)
    assert found.payment is not None
    assert str(found.payment.patient_pays) == "120.00"
    unknown = assessed(pt("97110", 30), patient=above, attested=NOTICE)
    assert unknown.payment is not None
    assert unknown.payment.patient_pays is None


def test_no_abn_for_what_a_pair_denies(assessed: Assess) -> None:
    above = {"pt_slp_to_date": "2480.00"}
    found = assessed(pt("97140", 15), pt("97124", 15), patient=above, attested=NOTICE)
    assert lines(found) == [("97140", "GP GA", "0.00"), ("97124", "GP", "0.00")]


def test_an_abn_for_dry_needling_holds_at_any_charges(assessed: Assess) -> None:
    found = assessed(pt("20560"), pt("97110", 15), attested=NOTICE)
    assert lines(found) == [("20560", "GP GA", "0.00"), ("97110", "GP", "29.06")]


def test_an_abn_that_nothing_calls_for_is_said(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), attested=NOTICE)
    assert kx(found) == [(Topic.ABN_NOT_USED, Severity.NOTE)]
    assert lines(found) == [("97110", "GP", "29.06")]


def test_a_known_amount_of_nothing_is_looked_at(assessed: Assess) -> None:
    """Nothing so far this year, and one line above all of it: 0.00 is an amount like any other."""
    visit = [pt("97799", 30, contractor_price="3000.00")]
    known = assessed(*visit, patient={"pt_slp_to_date": "0.00"})
    assert hint_of(known, Topic.ABOVE_THRESHOLD).codes == ("97799",)
    assert [group.to_date for group in known.thresholds] == [0]
    assert not assessed(*visit).thresholds


def test_gz_below_the_threshold_is_no_answer_about_it(assessed: Assess) -> None:
    """What is asked of it is whether an ABN was signed, and no more."""
    fields = {"patient": {"pt_slp_to_date": "0.00"}, "attested": {"denial": {"97110": "GZ"}}}
    found = assessed(pt("97110", 30), **fields)
    asked = [action for action in offers(hint_of(found, Topic.DENIAL_STATED))]
    assert [each.statement for each in asked if isinstance(each, Attest)] == [Statement.NOTICE]
    assert found.refused == ()


def test_gz_above_is_asked_of_its_group_alone(assessed: Assess) -> None:
    """That PT is necessary says nothing of what OT is denied for."""
    found = assessed(
        pt("97110", 30),
        ot("97530", 30),
        patient={"pt_slp_to_date": "2480.00", "ot_to_date": "2480.00"},
        attested={"denial": {"97110": "GZ", "97530": "GZ"}},
    )
    assert found.refused == (0, 1)
    first = next(hint for hint in found.hints if hint.codes == ("97110",))
    asked = offers(first)[0]
    assert isinstance(asked, Attest)
    assert (asked.statement, asked.codes) == (Statement.NECESSARY, ("97110",))
    assert asked.answers[0].attested.denial == (("97530", "GZ"),)


@pytest.mark.parametrize("services", [[pt("97110", 30)], [pt("20560", 15)]])
def test_kx_is_not_said_to_wait_for_charges_that_are_there(
    services: list[dict[str, Any]], assessed: Assess
) -> None:
    found = assessed(
        *services,
        patient={"pt_slp_to_date": "2480.00"},
        attested={"medically_necessary": True, "denial": {"97110": "GZ"}},
    )
    assert Topic.KX_NOT_USED not in topics(found)


def test_a_line_that_is_paid_in_full_for_want_of_another_may_pass_it_too(assessed: Assess) -> None:
    """97140 fits at the rate of the MPPR; once 97110 is denied, it has the full fee and doesn't."""
    fields = {"patient": {"pt_slp_to_date": "2430.00"}, "zip": "33101"}
    found = assessed(pt("97110", 30), pt("97140", 30), **fields)
    assert [line.denied for line in found.lines] == [True, True]
    hint = hint_of(found, Topic.ABOVE_THRESHOLD)
    assert hint.codes == ("97110", "97140")


@pytest.mark.parametrize("to_date", range(2380, 2481, 7))
def test_what_is_paid_never_passes_the_threshold_without_kx(to_date: int, assessed: Assess) -> None:
    services = (pt("97110", 30), pt("97140", 23), pt("97530", 15), pt("97035", 8))
    found = assessed(*services, patient={"pt_slp_to_date": f"{to_date}.00"})
    assert found.payment is not None
    assert found.payment.allowed is not None
    assert to_date + found.payment.allowed <= 2480


@FEW
@given(visit=VISITS)
def test_whatever_is_paid_stays_below_the_threshold_without_kx(
    visit: Visit, reference: Reference
) -> None:
    """However the lines are ranked again once some are denied; and no add-on is billed alone."""
    visit = replace(visit, attested=replace(visit.attested, medically_necessary=False))
    found = assess(visit, reference)
    for group in found.thresholds:
        paid = [
            line.allowed or Decimal(0)
            for line in found.lines
            if visit.services[line.line.row].discipline in group.group.value and not line.denied
        ]
        if group.limit is not None and any(paid):
            assert group.to_date + sum(paid) <= group.limit.value


@pytest.mark.parametrize("to_date", range(2330, 2481, 3))
def test_a_chain_of_lines_that_pass_it_one_after_the_other(to_date: int, assessed: Assess) -> None:
    """Each that is denied leaves the full fee to the next."""
    services = (pt("97110", 15), pt("97112", 15), pt("97116", 15), pt("97140", 15), pt("97530", 30))
    found = assessed(*services, patient={"pt_slp_to_date": f"{to_date}.00"})
    assert found.payment is not None
    assert found.payment.allowed is not None
    assert to_date + found.payment.allowed <= 2480


@pytest.mark.parametrize(
    ("to_date", "services"),
    [
        ("2421.63", [pt("97760", 30), pt("97530", 8), slp("97129", 23)]),
        ("2420.05", [pt("97113", 8), slp("97129", 30), pt("97760", 38), pt("97542", 30)]),
    ],
)
def test_an_add_on_falls_with_a_first_code_that_passes_it_later(
    to_date: str, services: list[dict[str, Any]], assessed: Assess
) -> None:
    """97129 passes it only once another line is denied, and 97130 is then denied with it."""
    fields = {"patient": {"pt_slp_to_date": to_date}, "zip": "33101"}
    denied = {line.line.code for line in assessed(*services, **fields).lines if line.denied}
    assert {"97129", "97130"} <= denied


def test_the_year_comes_to_the_same_before_and_after_the_answer(assessed: Assess) -> None:
    visit = (pt("97110", 30), pt("97140", 15), pt("97112", 15))
    patient = {"pt_slp_to_date": "2450.00", "deductible_remaining": "50.00"}
    asked = assessed(*visit, patient=patient)
    answered = assessed(*visit, patient=patient, attested=NECESSARY)
    assert only_group(asked).total == only_group(answered).total
    assert answered.payment is not None and answered.payment.allowed is not None
    assert only_group(asked).today == answered.payment.allowed


@FEW
@given(visit=VISITS, to_date=st.integers(0, 3000))
def test_the_total_of_a_group_does_not_depend_on_the_answer(
    visit: Visit, to_date: int, reference: Reference
) -> None:
    so_far = Decimal(to_date)
    patient = replace(visit.patient, pt_slp_to_date=so_far, ot_to_date=so_far)
    totals = []
    for necessary in (False, True):
        attested = replace(visit.attested, medically_necessary=necessary)
        found = assess(replace(visit, patient=patient, attested=attested), reference)
        totals.append([(each.group, each.total, each.complete) for each in found.thresholds])
    assert totals[0] == totals[1]


def test_it_leads_to_the_first_line_that_is_denied(assessed: Assess) -> None:
    visit = (pt("97110", 30), pt("97140", 15), pt("97112", 15))
    found = assessed(*visit, patient={"pt_slp_to_date": "2450.00"})
    hint = hint_of(found, Topic.ABOVE_THRESHOLD)
    assert GoToRow(next(each.line.row for each in found.lines if each.denied)) in hint.actions


@FEW
@given(visit=VISITS, to_date=st.integers(2400, 2500))
def test_what_will_be_denied_leads_to_a_denied_line(
    visit: Visit, to_date: int, reference: Reference
) -> None:
    patient = replace(visit.patient, pt_slp_to_date=Decimal(to_date), ot_to_date=Decimal(to_date))
    found = assess(replace(visit, patient=patient), reference)
    denied = {each.line.row for each in found.lines if each.denied}
    for hint in found.hints:
        leads = [each.row for each in hint.actions if isinstance(each, GoToRow)]
        told = "denied" in hint.title and hint.severity is Severity.ACTION
        if told and denied.intersection(hint.rows):
            assert leads[0] in denied, hint.title


def test_of_two_codes_of_one_period_it_leads_to_the_denied_one(assessed: Assess) -> None:
    services, fields = VISIT_OF[Topic.SAME_MONTH]
    found = assessed(*services, **fields)
    hint = hint_of(found, Topic.SAME_MONTH)
    assert GoToRow(next(each.line.row for each in found.lines if each.denied)) in hint.actions
