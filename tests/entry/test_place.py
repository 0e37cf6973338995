"""What is typed as a place: one locality, a ZIP code, or a sentence that says why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TODAY, pt, visit_fields
from quarterhour.entry import Session
from quarterhour.entry.place import find_places, place_of_practice, read_place
from quarterhour.reference import NATIONAL, Reference
from quarterhour.reference.states import STATE_NAMES
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
        ("Ohio", "", "15202-00", ""),
        ("OH", "", "15202-00", ""),
        ("kansas", "", "05202-00", ""),
        ("Cook, IL", "", "06102-16", ""),
        ("Cook County, Illinois", "", "06102-16", ""),
        ("travis county tx", "", "04412-31", ""),
        ("Prince George's, MD", "", "12202-01", ""),
        ("Fairfax, VA", "", "12202-01", ""),
        ("Miami-Dade, FL", "", "09102-04", ""),
        ("Rest of Texas", "", "04412-99", ""),
    ],
)
def test_a_place_is_one(
    text: str, chosen: str, locality: str, zip_code: str, reference: Reference
) -> None:
    reading = read_place(reference, reference.editions[-1], text, chosen, TODAY)
    assert reading == (locality, zip_code, "")


@pytest.mark.parametrize("text", ["331", "zzz", "FL", "new york", "Virginia", "VA", "Springfield"])
def test_what_is_no_place_or_several_says_so(text: str, reference: Reference) -> None:
    edition = reference.editions[-1]
    locality, zip_code, problem = read_place(reference, edition, text, "", TODAY)
    assert (locality, zip_code) == ("", "")
    found = len(find_places(reference, edition, text, TODAY))
    assert problem.endswith(".")
    if found:
        assert str(found) in problem


def test_the_national_average_is_offered_where_it_is_asked_for(reference: Reference) -> None:
    session = Session(reference, visit_from(visit_fields(pt("97110", 15))))
    for text in ("", "n", "nat", "National average", "average"):
        assert NATIONAL in [match.locality for match in session.places(text)]


@pytest.mark.parametrize("town", ["Cleveland", "Springfield", "zzz", "FL", "Miami"])
def test_a_town_is_never_taken_for_the_national_average(town: str, reference: Reference) -> None:
    session = Session(reference, visit_from(visit_fields(pt("97110", 15))))
    assert NATIONAL not in [match.locality for match in session.places(town)]


@given(text=st.text(max_size=12))
def test_whatever_is_typed_is_national_only_by_name(text: str, reference: Reference) -> None:
    reading = read_place(reference, reference.editions[-1], text, "", TODAY)
    if reading.locality == NATIONAL.id:
        assert text.strip().casefold() in (NATIONAL.id, NATIONAL.name.casefold())


@pytest.mark.parametrize("typed", ["33101-1234", " 33101-1234 "])
def test_four_more_digits_leave_the_zip_code(typed: str, reference: Reference) -> None:
    reading = read_place(reference, reference.editions[-1], typed, "", TODAY)
    assert reading == ("", "33101", "")


@pytest.mark.parametrize(
    "name", ["Portland", "Manhattan", "Miami", "Cook", "Jackson", "Seattle", "Long Beach"]
)
def test_a_name_without_its_state_is_asked(name: str, reference: Reference) -> None:
    """There are towns and counties of that name elsewhere."""
    reading = read_place(reference, reference.editions[-1], name, "", TODAY)
    assert (reading.locality, reading.zip) == ("", "")
    assert "choose" in reading.problem.casefold()


def test_every_county_is_found_by_its_state(reference: Reference) -> None:
    edition = reference.editions[-1]
    named = [each for counties in reference.counties.values() for each in counties]
    assert len(named) > 150
    for county in named:
        assert county.locality in reference.localities(edition)
        for state in (county.state, STATE_NAMES[county.state]):
            text = f"{county.county} County, {state}"
            found = find_places(reference, edition, text, TODAY)
            assert county.locality in [match.locality.id for match in found], text
            reading = read_place(reference, edition, text, "", TODAY)
            assert reading.locality in (county.locality, ""), text


def test_counties_are_those_of_2025_and_later(reference: Reference) -> None:
    """San Mateo had a locality of its own, named for it."""
    edition = reference.edition_on(date(2021, 3, 1))
    assert edition is not None
    assert read_place(reference, edition, "San Mateo, CA", "", TODAY).locality == "01112-06"
    assert read_place(reference, edition, "Travis, TX", "", TODAY).problem.startswith(
        "No Medicare locality"
    )


def test_two_letters_of_a_state_find_its_localities_alone(reference: Reference) -> None:
    edition = reference.editions[-1]
    localities = reference.localities(edition).values()
    for state in {place.state for place in localities} - {""}:
        own = {place.id for place in localities if place.state == state}
        own |= {
            county.locality
            for counties in reference.counties.values()
            for county in counties
            if county.state == state
        }
        assert {match.locality.id for match in find_places(reference, edition, state, TODAY)} == own
        reading = read_place(reference, edition, state.lower(), "", TODAY)
        assert reading.locality == (next(iter(own)) if len(own) == 1 else ""), state


@pytest.mark.parametrize("typed", ["33101 1234", "331011234", "prince georges, md"])
def test_signs_that_people_leave_out_make_no_difference(typed: str, reference: Reference) -> None:
    reading = read_place(reference, reference.editions[-1], typed, "", TODAY)
    assert (reading.zip or reading.locality) in ("33101", "12202-01")


@pytest.mark.parametrize(
    ("typed", "chosen", "found", "problem"),
    [
        ("", "", "", ""),
        ("27601", "", "North Carolina", ""),
        ("27601-1234", "", "North Carolina", ""),
        ("Seattle", "02402-02", "Seattle (King County), WA", ""),
        ("276", "", "", "Enter all 5 digits"),
        ("00000", "", "", "CMS doesn't list ZIP 00000"),
        ("90265", "", "", "ZIP 90265"),
    ],
)
def test_the_place_of_a_practice(
    typed: str, chosen: str, found: str, problem: str, reference: Reference
) -> None:
    place = place_of_practice(reference, typed, chosen)
    assert (place.locality.title if place.locality else "") == found
    assert bool(place.problem) == bool(problem)
    assert place.problem.startswith(problem)
    assert bool(place.candidates) == (typed == "90265")
