"""Telephone calls and e-visits: one code a call or a period, no telehealth, and their dates.

docs/rules.md 10.1.4 (exclusive codes are priced once), 10.1.9 (98966-98968 belong to e-visits and
calls, not to telehealth) and 10.2 (calls; e-visits once in 7 days). No CMS source was seen for any
of them, so each is unconfirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given

from builders import hint_of, offers, ot, pt, topics
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Dialog, OpenDialog, ReplaceCode, Severity, Topic
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

CALLS = ("98966", "98967", "98968")
E_VISITS = ("98970", "98971", "98972")
FAMILIES = {Topic.ONE_CALL: CALLS, Topic.ONE_E_VISIT: E_VISITS}


def denials(found: Assessment) -> dict[str, tuple[Denial, ...]]:
    return {line.line.code: line.denials for line in found.lines if line.denied}


@pytest.mark.parametrize(
    ("topic", "codes"),
    [(topic, pair) for topic, family in FAMILIES.items() for pair in permutations(family, 2)],
)
def test_of_two_codes_of_a_family_the_later_is_denied(
    topic: Topic, codes: tuple[str, str], assessed: Assess
) -> None:
    first, later = codes
    found = assessed(pt(first), pt(later))
    assert denials(found) == {later: (Denial(DenialKind.EXCLUSIVE, first),)}
    hint = hint_of(found, topic)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0, 1), (first, later))
    assert hint.unconfirmed


@pytest.mark.parametrize(
    "codes", [order for family in FAMILIES.values() for order in permutations(family)]
)
def test_of_all_three_the_first_is_paid(codes: tuple[str, ...], assessed: Assess) -> None:
    first, *later = codes
    denied = (Denial(DenialKind.EXCLUSIVE, first),)
    assert denials(assessed(*map(pt, codes))) == dict.fromkeys(later, denied)


def test_two_disciplines_have_a_period_each(assessed: Assess) -> None:
    assert denials(assessed(pt("98970"), ot("98971"))) == {}


def test_a_code_that_is_denied_leaves_the_period_to_the_other(assessed: Assess) -> None:
    found = assessed(pt("98970"), pt("98971"), attested={"denial": {"98970": "GZ"}})
    assert denials(found) == {"98970": (Denial(DenialKind.STATED),)}


def test_a_call_and_an_e_visit_are_asked_about_and_priced(assessed: Assess) -> None:
    """A call about the same problem counts toward the e-visit; about another one it does not."""
    found = assessed(pt("98966"), pt("98970"))
    assert denials(found) == {}
    hint = hint_of(found, Topic.CALL_WITH_E_VISIT)
    assert (hint.severity, hint.rows, hint.codes) == (
        Severity.WARNING,
        (0, 1),
        ("98966", "98970"),
    )
    assert hint.unconfirmed
    for services in ([pt("98966")], [pt("98970")], [pt("98966"), ot("98970")]):
        assert Topic.CALL_WITH_E_VISIT not in topics(assessed(*services))


@pytest.mark.parametrize("code", E_VISITS)
def test_an_e_visit_is_no_telehealth(code: str, assessed: Assess) -> None:
    found = assessed(pt(code, telehealth="home"))
    assert denials(found) == {code: (Denial(DenialKind.NOT_TELEHEALTH),)}
    hint = hint_of(found, Topic.E_VISIT_NOT_TELEHEALTH)
    assert (hint.severity, hint.codes, hint.unconfirmed) == (Severity.ACTION, (code,), True)
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, 0),)
    plain = assessed(pt(code)).lines[0]
    assert (plain.line.place, plain.line.modifiers, plain.denied) == ("11", ("GP",), False)


@pytest.mark.parametrize("code", CALLS)
def test_a_call_with_telehealth_is_warned_of_and_priced(code: str, assessed: Assess) -> None:
    """CMS had the calls on its telehealth list for a time, so it is not known to be denied."""
    found = assessed(pt(code, telehealth="home", audio_only=True))
    assert denials(found) == {}
    hint = hint_of(found, Topic.CALL_NOT_TELEHEALTH)
    assert (hint.severity, hint.codes, hint.unconfirmed) == (Severity.WARNING, (code,), True)
    assert offers(hint) == (OpenDialog(Dialog.SERVICE_DETAILS, 0),)
    assert Topic.TELEHEALTH_NOT_KNOWN not in topics(found)


@pytest.mark.parametrize(
    ("day", "covered", "doubtful"),
    [
        ("2020-01-02", False, False),
        ("2020-02-29", False, False),
        ("2020-03-01", True, False),
        ("2023-06-01", True, False),
        ("2024-12-31", True, False),
        ("2025-01-01", True, True),
        ("2026-11-23", True, True),
    ],
)
@pytest.mark.parametrize("code", CALLS)
def test_calls_by_date(
    code: str, day: str, covered: bool, doubtful: bool, assessed: Assess
) -> None:
    """Status N in RVU20A, A from RVU20B to RVU26D; bound to the public health emergency."""
    met = {"deductible_remaining": "0.00"}
    found = assessed(pt(code), date_of_service=day, patient=met)
    (line,) = found.lines
    assert line.denials == (() if covered else (Denial(DenialKind.NOT_COVERED),))
    assert bool(line.allowed) == covered
    assert (Topic.NOT_COVERED_YET in topics(found)) != covered
    assert (Topic.CALL_DOUBTFUL in topics(found)) == doubtful
    for hint in found.hints:
        assert hint.unconfirmed


def test_what_is_said_of_a_call_before_its_time(assessed: Assess) -> None:
    hint = hint_of(assessed(pt("98967"), date_of_service="2020-01-02"), Topic.NOT_COVERED_YET)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0,), ("98967",))
    assert "March 1, 2020" in hint.detail and "RVU20A" in hint.citation


@FEW
@given(visit=VISITS)
def test_one_code_of_a_family_and_a_discipline_is_paid(visit: Visit, reference: Reference) -> None:
    lines = [line for line in assess(visit, reference).lines if not line.denied]
    for family in FAMILIES.values():
        for one, two in combinations([each for each in lines if each.line.code in family], 2):
            disciplines = {visit.services[each.line.row].discipline for each in (one, two)}
            assert one.line.code == two.line.code or len(disciplines) == 2


BANDS = (Topic.MINUTES_OF_OTHER_CODE, Topic.MINUTES_OF_NO_CODE)
OF_2020 = ("G2061", "G2062", "G2063")


@pytest.mark.parametrize("family", [CALLS, E_VISITS, OF_2020], ids=lambda family: family[0])
@pytest.mark.parametrize(
    ("minutes", "reached"),
    [(0, None), (1, -1), (4, -1), (5, 0), (10, 0), (11, 1), (20, 1), (21, 2), (45, 2)],
)
def test_the_minutes_decide_the_code(
    family: tuple[str, ...], minutes: int, reached: int | None, assessed: Assess
) -> None:
    """5 to 10 minutes, 11 to 20, 21 and more; without minutes nothing is said."""
    day = "2020-06-01" if family is OF_2020 else "2026-11-23"
    for at, code in enumerate(family):
        found = assessed(pt(code, minutes), date_of_service=day)
        said = [topic for topic in topics(found) if topic in BANDS]
        if reached in (None, at):
            assert said == []
            continue
        topic = Topic.MINUTES_OF_NO_CODE if reached == -1 else Topic.MINUTES_OF_OTHER_CODE
        assert said == [topic]
        hint = hint_of(found, topic)
        assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (0,), (code,))
        assert hint.unconfirmed
        replace = () if reached == -1 else (ReplaceCode(0, code, family[reached or 0]),)
        assert offers(hint) == replace


def test_the_minutes_of_all_rows_of_a_discipline_count(assessed: Assess) -> None:
    found = assessed(pt("98970", 6), pt("98970", 6))
    hint = hint_of(found, Topic.MINUTES_OF_OTHER_CODE)
    assert (hint.rows, offers(hint)) == ((0, 1), ())
    assert "12 minutes" in hint.title
    apart = assessed(pt("98970", 6), ot("98970", 6))
    assert not {*BANDS} & {*topics(apart)}


def test_of_two_codes_of_a_family_only_the_choice_is_told(assessed: Assess) -> None:
    assert not {*BANDS} & {*topics(assessed(pt("98966", 30), pt("98967", 15)))}


def services(*codes: str) -> list[dict[str, Any]]:
    return [pt(code) for code in codes]


def test_other_codes_stand_beside_them(assessed: Assess) -> None:
    assert denials(assessed(*services("98966", "97161"))) == {}


def test_each_discipline_has_a_call_of_its_own(assessed: Assess) -> None:
    found = assessed(pt("98966", 8), ot("98967", 15), date_of_service="2023-05-11")
    assert [line.denied for line in found.lines] == [False, False]


@pytest.mark.parametrize("code", ["98971", "97026", "97550", "98977"])
def test_what_is_to_be_known_of_a_code_is_said_once(code: str, assessed: Assess) -> None:
    """However many rows it has."""
    found = assessed(pt(code, 30), pt("97110", 15), pt(code, 6))
    said = [(hint.topic, hint.codes) for hint in found.hints]
    assert len(said) == len({*said})
    (hint,) = (hint for hint in found.hints if hint.rows == (0, 2) and hint.kind == "coverage")
    assert hint.codes == (code,)
