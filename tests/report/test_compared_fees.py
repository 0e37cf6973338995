"""The fee of a service through the years and across the localities, without the window."""

from __future__ import annotations

import pytest

from quarterhour.reference import NATIONAL, Reference
from quarterhour.report.compared_fees import (
    Comparison,
    Subject,
    across_localities,
    last_known,
    through_the_years,
    year_names,
)

MIAMI, MERGED = "09102-04", "01182-26"


def subject(reference: Reference, locality: str = MIAMI, code: str = "97110") -> Subject:
    known = last_known(reference, locality)
    place = known.title if known else locality
    return Subject(code, "Therapeutic exercise", locality, place, reference.editions[-1])


def test_a_locality_that_was_merged_is_still_known(reference: Reference) -> None:
    found = last_known(reference, MERGED)
    assert found is not None
    assert MERGED not in reference.localities(reference.editions[-1])
    assert last_known(reference, "00000-00") is None


def test_each_edition_has_a_name_of_its_own(reference: Reference) -> None:
    names = year_names(reference.editions)
    assert len({*names.values()}) == len(reference.editions)
    assert {"2023", "01/2024", "03/2024"} <= {*names.values()}


@pytest.mark.parametrize(("locality", "code"), [("", "97110"), (MIAMI, "")])
def test_what_is_not_known_is_not_compared(reference: Reference, locality: str, code: str) -> None:
    wanted = subject(reference, locality, code)
    assert through_the_years(reference, wanted) == Comparison()
    assert bool(across_localities(reference, wanted).rows) == bool(code)


def test_a_row_is_copied_as_plain_figures(reference: Reference) -> None:
    first, second, *_ = through_the_years(reference, subject(reference, NATIONAL.id)).rows
    assert second.shown[2:] == ("$30.36", "$23.38", "\u22121.04", "\u22123.3")
    assert second.copied[2:] == ("30.36", "23.38", "-1.04", "-3.3")
    assert first.shown[-2:] == ("\u2013", "\u2013")
    assert first.copied[-2:] == ("", "")
    assert (second.more, second.why, second.chosen) == (NATIONAL.title, "", False)


def test_years_without_the_locality_say_so(reference: Reference) -> None:
    found = through_the_years(reference, subject(reference, MERGED))
    missing = [row.why for row in found.rows if row.why]
    assert {*missing} == {f"locality {MERGED} isn't in this release"}
    assert [bar.text for bar in found.bars].count("No fee") == len(missing)
    assert f"no fee ({missing[0]}) in 2026." in found.sentence


def test_the_picture_has_both_ends_and_what_is_named(reference: Reference) -> None:
    found = across_localities(reference, subject(reference))
    names = [bar.name for bar in found.bars]
    assert names[0] == found.rows[0].shown[0] == "Alaska"
    assert names[-1] == found.rows[-1].shown[0]
    assert {"Miami, FL", NATIONAL.title} <= {*names}
    assert [bar.name for bar in found.bars if bar.chosen] == ["Miami, FL"]
    assert any(bar.apart for bar in found.bars)


@pytest.mark.parametrize(
    ("locality", "note"),
    [
        (MIAMI, "$1.07 above the national average"),
        (NATIONAL.id, "Compared with the national average"),
        (MERGED, "Compared with the national average"),
    ],
)
def test_the_note_compares_the_chosen_locality(
    reference: Reference, locality: str, note: str
) -> None:
    assert across_localities(reference, subject(reference, locality)).note == note


def test_the_lowest_is_below_the_national_average(reference: Reference) -> None:
    lowest = across_localities(reference, subject(reference)).rows[-1]
    place, number, _, _, difference, _ = lowest.copied
    found = across_localities(reference, subject(reference, number))
    assert found.rows[-1].chosen
    assert found.note == f"${difference.removeprefix('-')} below the national average"
    assert f"{place} ${lowest.copied[2]}, {found.note}" in found.sentence


def test_rows_are_found_by_any_of_their_words(reference: Reference) -> None:
    rows = across_localities(reference, subject(reference)).rows
    assert [row.shown[0] for row in rows if row.has(["rest", "fl"])] == ["Rest of Florida, FL"]
    assert [row.copied[1] for row in rows if row.has([MIAMI])] == [MIAMI]


def test_a_code_without_a_fee_says_why(reference: Reference) -> None:
    found = across_localities(reference, subject(reference, code="97010"))
    (row,) = found.rows
    assert row.why == "bundled into other services (status B)"
    assert row.shown[-3:] == ("", "", "")
    assert found.sentence.endswith(f"has no fee in RVU26C: {row.why}.")
    assert found.note == ""
