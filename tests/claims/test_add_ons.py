"""Codes that depend on others: add-ons fall with their first code, exclusive ones are paid once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from builders import hint_of, offers, ot, pt, slp, topics
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, ReplaceCode, Severity, Topic
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

EXCLUSIVE = [("98976", "98984"), ("98977", "98985"), ("98978", "98986"), ("98979", "98980")]
SUPPLY = ("98976", "98977", "98978", "98984", "98985", "98986")
# What is denied by a statement is a note: it was asked for.
STATED = (Topic.ABOVE_WITH_ABN, Topic.DENIAL_STATED, Topic.PAIR_NOT_SEPARATE, Topic.PAIR_IN_DOUBT)


def priced(found: Assessment) -> list[str]:
    return [f"{line.line.code} {line.allowed}" for line in found.lines]


def denials(found: Assessment) -> dict[str, tuple[Denial, ...]]:
    return {line.line.code: line.denials for line in found.lines if line.denials}


def test_an_add_on_falls_with_a_first_code_that_a_pair_denies(assessed: Assess) -> None:
    """A39: 92507 with 97129 by one speech therapist, not separate."""
    visit = (slp("92507", 30), slp("97129", 30))
    found = assessed(*visit, date_of_service="2026-05-11", zip="33101")
    assert priced(found) == ["92507 77.99", "97129 0.00", "97130 0.00"]
    assert denials(found) == {
        "97129": (Denial(DenialKind.PAIR, "92507"),),
        "97130": (Denial(DenialKind.ADD_ON, "97129"),),
    }
    hint = hint_of(found, Topic.ADD_ON_FALLS)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (1,), ("97130",))
    confirmed = assessed(*visit, attested={"separate": [["92507", "97129"]]})
    assert denials(confirmed) == {}


# An add-on alone, with an amount that earns a unit of its first code, and one that earns none.
ALONE = [
    ("98981", "98980", "therapist_minutes", 20, 19),
    ("97130", "97129", "therapist_minutes", 8, 7),
    ("97551", "97550", "therapist_minutes", 16, 15),
    ("97546", "97545", "therapist_minutes", 61, 60),
    ("97598", "97597", "square_cm", 10, 0),
    ("92608", "92607", "therapist_minutes", 31, 30),
    ("96113", "96112", "therapist_minutes", 31, 30),
    ("90913", "90912", "therapist_minutes", 8, 7),
    ("G0542", "G0541", "therapist_minutes", 16, 15),
]


@pytest.mark.parametrize(("code", "first", "what", "enough", "less"), ALONE)
def test_an_add_on_alone_is_told_of(
    code: str, first: str, what: str, enough: int, less: int, assessed: Assess
) -> None:
    """Whether its first code is in its place on the claim, or nothing does."""
    enter = slp if code.startswith("92") else pt
    for amount in (enough, less):
        found = assessed(enter(code) | {what: amount})
        hint = hint_of(found, Topic.ADD_ON_ALONE)
        assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (0,), (code,))
        assert offers(hint) == (ReplaceCode(0, code, first),)
        assert f"{first} is billed first" in hint.detail
    beside = assessed(enter(code) | {what: enough}, enter(first) | {what: enough})
    assert Topic.ADD_ON_ALONE not in topics(beside)


def test_the_first_code_of_another_discipline_is_not_its_own(assessed: Assess) -> None:
    found = assessed(slp("97130", 15), ot("97129", 15))
    assert hint_of(found, Topic.ADD_ON_ALONE).rows == (0,)


def test_two_rows_of_an_add_on_alone_are_told_once(assessed: Assess) -> None:
    hint = hint_of(assessed(pt("98981", 10), pt("98981", 10)), Topic.ADD_ON_ALONE)
    assert (hint.rows, offers(hint)) == ((0, 1), ())


@pytest.mark.parametrize("code", ["97545", "97546"])
def test_a_reason_names_the_code_whose_first_unit_it_is(code: str, assessed: Assess) -> None:
    (service,) = assessed(pt(code, 60)).services
    assert "the first unit of 97545 needs 61 minutes" in service.reason


# A first code and its add-on, and what has the first denied.
FALLEN: dict[str, tuple[str, list[dict[str, Any]], dict[str, Any]]] = {
    "97130 with 97129, two of it": ("97130", [slp("97129", 30), ot("97129", 15)], {}),
    "97546 with 97545": ("97546", [pt("97755", 15), pt("97545", 190)], {}),
    "92608 with 92607, above KX": (
        "92608",
        [slp("92607", 90)],
        {"patient": {"pt_slp_to_date": "2480.00"}},
    ),
    "96113 with 96112, which alone passes KX": (
        "96113",
        [pt("96112", 90)],
        {"patient": {"pt_slp_to_date": "2400.00"}},
    ),
    "90913 with 90912, by telehealth in 2020": (
        "90913",
        [pt("90912", 30, telehealth=True)],
        {"date_of_service": "2020-02-10"},
    ),
    "98981 with 98980, after 98979": ("98981", [pt("98979", 12), pt("98980", 40)], {}),
    "97598 with 97597, two of it": (
        "97598",
        [pt("97597", square_cm=30), ot("97597", square_cm=10)],
        {},
    ),
}


@pytest.mark.parametrize(("add_on", "services", "fields"), FALLEN.values(), ids=FALLEN)
def test_an_add_on_falls_whatever_denies_its_first_code(
    add_on: str, services: list[dict[str, Any]], fields: dict[str, Any], assessed: Assess
) -> None:
    found = assessed(*services, **fields)
    (line,) = (line for line in found.lines if line.line.code == add_on)
    assert line.denied
    assert not line.allowed


def test_what_falls_above_the_threshold_does_not_accrue(assessed: Assess) -> None:
    """96112 passes it; 96113 alone would fit below, and what comes after it does.

    What the year comes to has all three: KX alone is missing.
    """
    visit = (pt("96112", 90), pt("97110", 15))
    found = assessed(*visit, patient={"pt_slp_to_date": "2400.00"})
    assert priced(found) == ["96112 0.00", "96113 0.00", "97110 29.06"]
    (group,) = found.thresholds
    assert (str(group.today), group.above) == ("210.42", (0,))


@pytest.mark.parametrize("codes", EXCLUSIVE)
@pytest.mark.parametrize("turned", [False, True])
def test_of_exclusive_codes_the_later_line_is_denied(
    codes: tuple[str, str], turned: bool, assessed: Assess
) -> None:
    """A14, and CR 14250: one of each pair of a period."""
    first, later = reversed(codes) if turned else codes
    found = assessed(pt(first, 20), pt(later, 20), date_of_service="2026-03-31", zip="33101")
    assert denials(found) == {later: (Denial(DenialKind.EXCLUSIVE, first),)}
    (hint,) = (hint for hint in found.hints if hint.severity is Severity.ACTION)
    assert hint.topic in (Topic.SAME_PERIOD, Topic.SAME_MONTH)
    assert (hint.rows, hint.codes, hint.unconfirmed) == ((0, 1), (first, later), True)
    assert f"{later} will be denied" in hint.detail


def test_a_period_of_a_device_is_priced_once(assessed: Assess) -> None:
    """A14 with its amounts."""
    found = assessed(pt("98977"), pt("98985"), date_of_service="2026-03-31", zip="33101")
    assert priced(found) == ["98977 54.04", "98985 0.00"]
    assert found.payment is not None
    assert str(found.payment.medicare_pays) == "42.37"


def test_a_month_without_a_unit_excludes_nothing(assessed: Assess) -> None:
    found = assessed(pt("98979", 12), pt("98980", 5))
    assert denials(found) == {}
    assert Topic.SAME_MONTH not in topics(found)


@pytest.mark.parametrize("code", SUPPLY)
@pytest.mark.parametrize("service", [pt, ot])
def test_a_supply_of_a_device_carries_no_assistant_modifier(
    code: str, service: Callable[..., dict[str, Any]], assessed: Assess
) -> None:
    """A09: the 10% test is not for the supply of a device, whoever spends the time."""
    found = assessed(service(code, 0, 10), date_of_service="2026-03-31", zip="33101")
    (line,) = found.lines
    assert line.line.modifiers == (("GP",) if service is pt else ("GO",))
    assert found.payment is None or not found.payment.assistant_reduction


def test_what_a_supply_is_paid_with_an_assistant(assessed: Assess) -> None:
    """A09 with its amounts; 98975, which sets it up, is under the rule."""
    found = assessed(pt("98977", 0, 10), date_of_service="2026-03-31", zip="33101")
    assert found.payment is not None
    assert (str(found.payment.allowed), str(found.payment.medicare_pays)) == ("54.04", "42.37")
    assert assessed(pt("98975", 0, 10)).lines[0].line.modifiers == ("GP", "CQ")


@FEW
@given(visit=VISITS)
def test_an_add_on_never_stands_without_a_payable_first_code(
    visit: Visit, reference: Reference
) -> None:
    found = assess(visit, reference)
    for line in found.lines:
        first = reference.services[line.line.code].first_code
        if first and not line.denied:
            own = [each for each in found.lines if each.line.row == line.line.row]
            assert any(each.line.code == first and not each.denied for each in own)


@FEW
@given(visit=VISITS)
def test_of_exclusive_codes_one_is_priced(visit: Visit, reference: Reference) -> None:
    if visit.date_of_service.year < 2026:
        return
    lines = assess(visit, reference).lines
    for pair in EXCLUSIVE:
        codes = [line.line.code for line in lines if line.line.code in pair]
        paid = [line for line in lines if line.line.code in pair and not line.denied]
        assert len(set(codes)) < 2 or len(paid) <= 1


@FEW
@given(visit=VISITS)
def test_no_supply_of_a_device_has_an_assistant_modifier(
    visit: Visit, reference: Reference
) -> None:
    for line in assess(visit, reference).lines:
        if line.line.code in SUPPLY:
            assert not {"CQ", "CO"} & set(line.line.modifiers)


@FEW
@given(visit=VISITS)
def test_hints_name_every_line_that_is_allowed_nothing(visit: Visit, reference: Reference) -> None:
    found = assess(visit, reference)
    for line in found.lines:
        if line.denied:
            assert any(
                line.line.code in hint.codes and line.line.row in hint.rows
                for hint in found.hints
                if hint.severity is Severity.ACTION or hint.topic in STATED
            ), line


@pytest.mark.parametrize(
    ("first", "other", "confirmed"), [("98979", "98980", "GY"), ("98977", "98985", "GZ")]
)
def test_a_code_denied_for_another_reason_leaves_the_period_to_the_other(
    first: str, other: str, confirmed: str, assessed: Assess
) -> None:
    services = (pt(first, 12), pt(other, 25))
    found = assessed(*services, attested={"denial": {first: confirmed}})
    assert [bool(line.allowed) for line in found.lines] == [False, True]
