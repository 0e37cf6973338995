"""What is listed of a year's amounts: what holds on which days, by which file, and what is assumed.

A list is right where it tells what visits are priced by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quarterhour.reference import (
    AmountOfYear,
    Reference,
    YearlyAmount,
    amounts_of_year,
    with_amounts,
)
from quarterhour.reference.importing import Imports
from releases import PLAIN, WITH, WITHOUT, release

FACTOR, FLOOR = YearlyAmount.QUALIFYING_FACTOR, YearlyAmount.WORK_FLOOR
TODAY = date(2026, 12, 18)
BOTH_FACTORS = ("32.8409", "33.1693")
ALABAMA = "10112-00"


@pytest.fixture
def own(database: Path, imported: Path) -> Iterator[Reference]:
    with closing(Reference(database, imported)) as opened:
        yield opened


def listed(reference: Reference, kind: YearlyAmount, year: int = 2027) -> AmountOfYear:
    reference.reload()
    return next(each for each in amounts_of_year(reference, year) if each.kind is kind)


def take(reference: Reference, floor: str, year: int = 2027) -> None:
    reference.take_typed(with_amounts((), year, {FLOOR: floor}, TODAY))


def test_what_is_imported_is_told_by_its_release(
    imports: Imports, own: Reference, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", BOTH_FACTORS))
    assert listed(own, FACTOR).source == "imported: RVU27A"
    assert not [each for each in amounts_of_year(own, 2027) if ".csv" in each.source]


@pytest.mark.parametrize("year", range(2020, 2026))
def test_no_factor_is_asked_for_before_there_was_one(year: int, own: Reference) -> None:
    factor = listed(own, FACTOR, year)
    assert factor.shown == "none"
    law = own.parameters("separate_qualifying_apm_factor")[0]
    assert factor.source == f"included: {law.source}, from 01/01/2026"
    assert all(each.source for each in amounts_of_year(own, year))


@pytest.mark.parametrize(
    ("releases", "shown"),
    [
        ({"RVU27A": BOTH_FACTORS}, "33.1693"),
        ({"RVU27A": BOTH_FACTORS, "RVU27B": BOTH_FACTORS}, "33.1693"),
        (
            {"RVU27A": BOTH_FACTORS, "RVU27B": ("34.0000",)},
            "33.1693 until 03/31/2027, then not entered yet",
        ),
        (
            {"RVU27A": BOTH_FACTORS, "RVU27B": ("32.8409", "33.2000")},
            "33.1693 until 03/31/2027, then 33.2000",
        ),
        (
            {"RVU27A": ("34.0000",), "RVU27C": BOTH_FACTORS},
            "not entered yet until 06/30/2027, then 33.1693",
        ),
        ({"RVU27B": BOTH_FACTORS}, "not entered yet until 03/31/2027, then 33.1693"),
        ({"RVU27A": ("34.0000",)}, "not entered yet"),
        ({}, "not entered yet"),
    ],
)
def test_a_factor_is_listed_for_the_days_of_its_release(
    releases: dict[str, Sequence[str]],
    shown: str,
    imports: Imports,
    own: Reference,
    tmp_path: Path,
) -> None:
    for name, factors in releases.items():
        imports.add(release(tmp_path, name, factors))
    found = listed(own, FACTOR)
    assert found.shown == shown
    assert bool(found.source) == ("33." in shown)


@pytest.mark.parametrize(
    ("columns", "shown", "source"),
    [
        ((WITH,), "yes", "with the floor only"),
        ((WITHOUT,), "no", "without the floor only"),
        ((PLAIN,), "no", "without the floor only"),
        ((WITH, WITHOUT), "no", "with and without the floor, and no law that sets it is loaded"),
    ],
)
def test_of_a_year_without_a_law_the_file_says_whether_the_floor_is_used(
    columns: Sequence[str],
    shown: str,
    source: str,
    imports: Imports,
    own: Reference,
    tmp_path: Path,
) -> None:
    assert (listed(own, FLOOR).shown, listed(own, FLOOR).source) == ("not entered yet", "")
    imports.add(release(tmp_path, "RVU27A", work=columns))
    found = listed(own, FLOOR)
    assert found.shown == shown
    assert found.source == f"imported: RVU27A has the work GPCI {source}"
    work = own.gpci(own.localities(own.editions[-1])[ALABAMA], date(2027, 1, 4)).work
    assert (work == 1) == (shown == "yes"), "that is what visits are priced by"
    assert listed(own, FLOOR, 2026).source.startswith("included: Social Security Act")


@pytest.mark.parametrize("columns", [(WITH,), (WITHOUT,), (WITH, WITHOUT)])
@pytest.mark.parametrize("floor", ["", "yes", "no", "06/30/2027"])
def test_a_floor_typed_away_that_stays_is_said(
    floor: str, columns: Sequence[str], imports: Imports, own: Reference, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", work=columns))
    take(own, floor)
    assumed = listed(own, FLOOR).assumed
    typed_away = floor in ("no", "06/30/2027")
    place = own.localities(own.editions[-1])[ALABAMA]
    stays = own.gpci(place, date(2027, 12, 31)).work == 1
    assert bool(assumed) == (typed_away and stays)
    assert not assumed or "CMS's file for 2027 (RVU27A) has the work GPCI with" in assumed


def test_it_is_said_of_the_releases_that_price_days_without_it(
    imports: Imports, own: Reference, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", work=(WITH,)))
    imports.add(release(tmp_path, "RVU27C", work=(WITHOUT,)))
    take(own, "06/30/2027")
    assert listed(own, FLOOR).assumed == ""
    take(own, "05/31/2027")
    assert "(RVU27A)" in listed(own, FLOOR).assumed
    take(own, "no", 2026)
    assert "(RVU26C)" in listed(own, FLOOR, 2026).assumed


def test_one_way_of_writing_dates_stands_on_a_line(own: Reference) -> None:
    take(own, "06/30/2027")
    found = listed(own, FLOOR)
    assert found.shown == "until 06/30/2027"
    assert found.source == "entered by you on 12/18/2026"
