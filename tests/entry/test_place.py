"""What is typed as a place: one locality, a ZIP code, or a sentence that says why not."""

from __future__ import annotations

import pytest

from builders import pt, visit_fields
from quarterhour.entry import Session
from quarterhour.entry.place import find_places, read_place
from quarterhour.reference import NATIONAL, Reference
from quarterhour.visit import visit_from


@pytest.mark.parametrize(
    ("text", "chosen", "locality", "zip_code"),
    [
        ("", "", "", ""),
        ("anything", "09102-04", "09102-04", ""),
        (" 33101 ", "", "", "33101"),
        ("09102-04", "", "09102-04", ""),
        ("MIAMI, FL", "", "09102-04", ""),
        (NATIONAL.title, "", NATIONAL.id, ""),
    ],
)
def test_a_place_is_one(
    text: str, chosen: str, locality: str, zip_code: str, reference: Reference
) -> None:
    reading = read_place(reference, reference.editions[-1], text, chosen)
    assert reading == (locality, zip_code, "")


@pytest.mark.parametrize("text", ["331", "zzz", "FL", "new york"])
def test_what_is_no_place_or_several_says_so(text: str, reference: Reference) -> None:
    edition = reference.editions[-1]
    locality, zip_code, problem = read_place(reference, edition, text, "")
    assert (locality, zip_code) == ("", "")
    found = len(find_places(reference, edition, text)) - 1
    assert problem.endswith(".")
    if found:
        assert str(found) in problem


def test_the_national_average_is_always_offered(reference: Reference) -> None:
    session = Session(reference, visit_from(visit_fields(pt("97110", 15))))
    for text, at in (("", 0), ("FL", -1), ("zzz", -1)):
        assert session.places(text)[at] == NATIONAL
