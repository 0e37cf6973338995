"""What is typed to compare fees of: a service, and a place of any year."""

from __future__ import annotations

import pytest

from quarterhour.entry import Suggestions
from quarterhour.entry.fee_entries import (
    find_any_places,
    read_any_place,
    read_service,
    service_name,
)
from quarterhour.reference import NATIONAL, Reference

MERGED = "01182-26"


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("", "", "Enter a code"),
        (" 97110 ", "97110", ""),
        ("manual therapy", "97140", ""),
        ("ther", "", "services match. Choose one"),
        ("99999", "", "99999 may be valid, but Quarterhour has no fees for it"),
        ("zzzz", "", "\u201czzzz\u201d isn't in the code list"),
    ],
)
def test_a_service_is_read(reference: Reference, text: str, code: str, problem: str) -> None:
    found = read_service(reference, Suggestions(reference), text)
    assert found.code == code
    assert problem in found.problem
    assert bool(found.problem) == bool(problem)
    assert found.unknown == (text in ("99999", "zzzz"))


def test_a_code_without_rules_is_called_by_itself(reference: Reference) -> None:
    assert service_name(reference, "97140") == "Manual therapy"
    assert service_name(reference, "99999") == "99999"


@pytest.mark.parametrize(
    ("text", "chosen", "locality", "zip_code"),
    [
        ("", "", "", ""),
        ("anything", MERGED, MERGED, ""),
        (MERGED, "", MERGED, ""),
        ("33101", "", "09102-04", "33101"),
        ("99999", "", "", "99999"),
        ("nowhere at all", "", "", ""),
    ],
)
def test_a_place_of_any_year_is_read(
    reference: Reference, text: str, chosen: str, locality: str, zip_code: str
) -> None:
    found = read_any_place(reference, text, chosen)
    assert (found.locality, found.zip) == (locality, zip_code)
    assert bool(found.problem) == (not locality and bool(text))


def test_a_zip_code_of_several_localities_offers_them(reference: Reference) -> None:
    found = read_any_place(reference, "95023", "")
    assert (found.locality, found.zip) == ("", "95023")
    assert len(found.candidates) > 1


def test_places_of_all_years_are_offered_once(reference: Reference) -> None:
    every = [match.locality.id for match in find_any_places(reference, "")]
    assert len(every) == len({*every})
    assert every[0] == NATIONAL.id
    assert MERGED in every
    assert find_any_places(reference, "na")[-1].locality == NATIONAL
