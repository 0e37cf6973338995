"""Looking up figures, places and parameters."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders import TABLES, TODAY
from downloads import table, zip_codes_listed
from quarterhour.reference import (
    Reference,
    ReferenceError,
    find_place,
    search_places,
)
from quarterhour.reference.build import build_reference
from quarterhour.reference.states import STATE_NAMES


def test_the_same_tables_give_the_same_bytes(database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    build_reference(TABLES, again)
    assert again.read_bytes() == database.read_bytes()


def test_a_failed_build_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "reference.sqlite"
    target.write_bytes(b"old")
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    (tables / "parameters.csv").write_text("name,value\n")
    with pytest.raises(ValueError, match=r"parameters\.csv must have the columns"):
        build_reference(tables, target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("day", "release"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "RVU20D"),
        (date(2021, 6, 1), "RVU21D"),
        (date(2022, 6, 1), "RVU22D"),
        (date(2023, 6, 1), "RVU23D"),
        (date(2024, 3, 8), "RVU24A"),
        (date(2024, 3, 9), "RVU24C"),
        (date(2024, 12, 31), "RVU24C"),
        (date(2025, 1, 1), "RVU25D"),
        (date(2025, 12, 31), "RVU25D"),
        (date(2026, 1, 1), "RVU26C"),
        (date(2026, 12, 31), "RVU26C"),
        (date(2027, 1, 1), None),
    ],
)
def test_the_date_of_service_picks_the_edition(
    day: date, release: str | None, reference: Reference
) -> None:
    edition = reference.edition_on(day)
    assert (edition.release if edition else None) == release


def test_every_edition_has_its_localities_and_its_files(reference: Reference) -> None:
    for edition in reference.editions:
        before_california_merged = edition.valid_to < date(2024, 1, 1)
        assert len(reference.localities(edition)) == 1 + (112 if before_california_merged else 109)
        assert [len(source.sha256) for source in edition.sources] == [64, 64]


def test_figures_are_exact(reference: Reference) -> None:
    figures = reference.figures(reference.editions[-1], "97110")
    assert figures is not None
    assert figures.values.practice_expense == Decimal("0.41")
    assert figures.subject_to_mppr
    assert reference.figures(reference.editions[-2], "98979") is None


def test_a_zip_has_its_locality_whatever_the_edition(reference: Reference) -> None:
    for edition in reference.editions:
        place = find_place(reference, edition, "", "33101", TODAY)
        assert place.locality is not None
        assert (place.locality.id, place.locality.title) == ("09102-04", "Miami, FL")


def test_localities_that_merged_had_the_same_indices_before(reference: Reference) -> None:
    """So the ZIP file of today gives the right price on earlier dates, too."""
    for edition in reference.editions:
        places = reference.localities(edition)
        for kept, merged in (("01112-05", ("01112-06", "01112-07")), ("01182-18", ("01182-26",))):
            for gone in merged:
                if gone in places:
                    assert places[gone].gpci == places[kept].gpci


def test_every_zip_has_a_locality_in_every_edition(reference: Reference) -> None:
    named = {row["locality"] for row in table("zip_codes")}
    for edition in reference.editions:
        assert named <= set(reference.localities(edition))


def test_every_zip_leads_to_localities_that_are_there(reference: Reference) -> None:
    known = reference.localities(reference.editions[-1])
    listed = zip_codes_listed()
    assert len(listed) == 42_956
    for row in listed[::50]:
        area = reference.zip_area(row["zip"], TODAY)
        assert area is not None
        assert (area.state, area.localities[0]) == (row["state"], row["locality"])
        assert set(area.localities) <= set(known)
        assert area.needs_plus_four == (row["plus_four"] == "1")
        assert area.needs_plus_four or len(area.localities) == 1


def test_no_other_number_is_a_zip(reference: Reference) -> None:
    """A range of ZIP codes has those that CMS lists alone, and all have five digits."""
    listed = {row["zip"] for row in zip_codes_listed()}
    numbers = [f"{number:05}" for number in range(0, 100_000, 7)]
    numbers += ["", *(zip_code[:4] for zip_code in numbers), *(f"{each}0" for each in numbers)]
    for number in numbers:
        assert (reference.zip_area(number, TODAY) is not None) == (number in listed), number


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("33101", "09102-04"),
        ("miami", "09102-04"),
        ("Poughkeepsie", "13202-03"),
        ("WA seattle", "02402-02"),
        ("09102", "09102-03"),
        ("15202", "12502-99"),
        ("09102-04", "09102-04"),
        ("long beach", "01182-18"),
        ("national", "national"),
    ],
)
def test_a_place_is_found_by_zip_name_state_or_number(
    text: str, first: str, reference: Reference
) -> None:
    found = search_places(reference, reference.editions[-1], text, TODAY)
    assert found[0].locality.id == first


def test_a_number_that_is_both_a_zip_and_a_mac_finds_both(reference: Reference) -> None:
    edition = reference.editions[-1]
    found = [match.locality.id for match in search_places(reference, edition, "15202", TODAY)]
    assert found == ["12502-99", "15202-00"]


def test_a_place_that_is_not_there_is_not_found(reference: Reference) -> None:
    assert search_places(reference, reference.editions[-1], "atlantis", TODAY) == []


@pytest.mark.parametrize("text", ["fl", "FL", "Florida", "flor"])
def test_a_state_has_all_its_localities(text: str, reference: Reference) -> None:
    found = search_places(reference, reference.editions[-1], text, TODAY)
    assert {match.locality.id for match in found} == {"09102-03", "09102-04", "09102-99"}


def test_every_state_has_a_name(reference: Reference) -> None:
    for edition in reference.editions:
        states = {place.state for place in reference.localities(edition).values()}
        assert states - {""} <= set(STATE_NAMES)


def test_a_whole_file_has_no_fault_and_a_changed_one_is_found(
    database: Path, reference: Reference, tmp_path: Path
) -> None:
    assert reference.fault() is None
    changed = tmp_path / "changed.sqlite"
    shutil.copy(database, changed)
    with sqlite3.connect(changed) as connection:
        connection.execute("update relative_values set work = '9.99' where code = '97110'")
    connection.close()
    tampered = Reference(changed)
    assert "was changed or damaged" in (tampered.fault() or "")
    tampered.close()


def test_a_missing_or_damaged_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ReferenceError, match="is missing"):
        Reference(tmp_path / "none.sqlite")
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database" * 100)
    with pytest.raises(ReferenceError, match="is damaged"):
        Reference(damaged)


def test_a_statewide_locality_is_named_once(reference: Reference) -> None:
    titles = {place.title for place in reference.localities(reference.editions[-1]).values()}
    assert {"Ohio", "Miami, FL", "Rest of Florida, FL"} <= titles
    assert "Ohio, OH" not in titles
