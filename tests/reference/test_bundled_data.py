"""Bundled data where sources were added: each figure as the file that it came from has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from builders import pt, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Topic
from quarterhour.fees import StepKind
from quarterhour.reference import Reference

Assess = Callable[..., Assessment]
# Of PPRRVU23_JAN as CMS published it: status, RVUs, MULT PROC.
JANUARY_2023 = {
    "97110": ("A", "0.45", "0.42", "0.01", "5"),
    "97140": ("A", "0.43", "0.37", "0.01", "5"),
    "97161": ("A", "1.54", "1.42", "0.04", "5"),
    "97530": ("A", "0.44", "0.66", "0.01", "5"),
}


@pytest.mark.parametrize("code", ["98979", "98984", "98985", "98986"])
def test_the_codes_new_in_2026_have_a_limit_from_the_fourth_quarter_on(
    code: str, reference: Reference
) -> None:
    limit = reference.edits.unit_limit(code, date(2026, 10, 1))
    assert limit is not None
    assert (limit.release, limit.units, limit.adjudication) == ("MUE 2026-10-01", 1, "2")
    before = reference.edits.unit_limit(code, date(2026, 9, 30))
    assert before is not None
    assert not before.known_on(date(2026, 9, 30))


def test_the_other_limits_of_the_fourth_quarter_equal_those_of_april(reference: Reference) -> None:
    quarters = (date(2026, 4, 1), date(2026, 10, 1))
    compared = 0
    for code in reference.services:
        april, october = (reference.edits.unit_limit(code, day) for day in quarters)
        if april and october and april.begins <= quarters[0] and april.release != october.release:
            assert (april.units, april.adjudication) == (october.units, october.adjudication), code
            compared += 1
    assert compared == 96


@pytest.mark.parametrize("code", ["20560", "20561"])
@pytest.mark.parametrize(("day", "covered"), [("2020-03-31", False), ("2020-04-01", True)])
def test_needling_was_not_covered_before_april_of_2020(
    day: str, covered: bool, code: str, assessed: Assess
) -> None:
    """Status N in RVU20A, A from RVU20B on. To a therapist it is allowed nothing either way."""
    found = assessed(pt(code), date_of_service=day)
    (line,) = found.lines
    assert (Denial(DenialKind.NOT_COVERED) in line.denials) != covered
    assert Denial(DenialKind.NOT_BY_THERAPISTS) in line.denials
    assert (Topic.NOT_COVERED_YET in topics(found)) != covered
    assert (StepKind.FEE_OF_OTHERS in {step.kind for step in line.steps}) == covered


@pytest.mark.parametrize("locality", ["09202-20", "09202-50"])
@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2023, 12, 31)])
def test_puerto_rico_and_the_virgin_islands_are_priced_by_1_in_2023(
    day: date, locality: str, reference: Reference
) -> None:
    edition = reference.edition_on(day)
    assert edition is not None
    indices = reference.gpci(reference.localities(edition)[locality], day)
    assert [str(index) for index in indices] == ["1.000"] * 3


@pytest.mark.parametrize("code", JANUARY_2023)
def test_a_second_witness_of_2023(code: str, reference: Reference) -> None:
    edition = reference.edition_on(date(2023, 1, 1))
    assert edition is not None
    assert str(edition.conversion_factor) == "33.8872"
    found = reference.figures(edition, code)
    assert found is not None
    assert (found.status, *map(str, found.values), found.multiple_procedure) == JANUARY_2023[code]


def test_a_later_release_that_was_seen_to_be_equal_is_a_source(reference: Reference) -> None:
    (release,) = [each for each in reference.releases if each.name == "RVU26C"]
    titles = {source.title: source.released for source in release.sources}
    assert titles["RVU26D: the therapy codes equal RVU26C"] == "2026-08-26"
