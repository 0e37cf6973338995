"""What is said to be missing: what visits of these days need and no release has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from downloads import pair_edits
from quarterhour.reference import Reference, YearlyAmount, with_amounts
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.importing import Imports
from quarterhour.reference.missing import missing
from releases import release

TODAY = date(2026, 11, 23)


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Iterator[Reference]:
    reference = Reference(database, tmp_path / "imported.sqlite")
    yield reference
    reference.close()


def words(reference: Reference, today: date = TODAY) -> list[str]:
    return [each.what for each in missing(reference, today)]


def imported(reference: Reference, tmp_path: Path, *downloads: Path) -> None:
    imports = Imports(tmp_path / "imported.sqlite", reference.services, reference.built_in)
    for download in downloads:
        imports.add(download)
    reference.reload()


def test_nothing_is_missing_of_what_is_built_in(own: Reference) -> None:
    assert words(own) == []


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), ["2027-01-01"]),
        (date(2026, 12, 31), ["2027-01-31"]),
        (date(2027, 1, 1), ["2027-01-01"]),
        (date(2028, 6, 1), ["2028-06-01"]),
    ],
)
def test_fees_are_missing_from_the_month_before_on(
    today: date, days: list[str], own: Reference
) -> None:
    assert words(own, today) == [f"a fee schedule for {day}" for day in days]


def test_a_year_that_an_import_opens_lacks_what_no_file_has(own: Reference, tmp_path: Path) -> None:
    imported(own, tmp_path, release(tmp_path, "RVU27A", new=("97117",)))
    assert words(own, date(2027, 1, 4)) == [
        "KX threshold and Part B deductible of 2027",
        "the factor of qualifying APM participants of RVU27A",
        "the rules of 97117",
    ]
    texts = {YearlyAmount.KX_THRESHOLD: "2550", YearlyAmount.QUALIFYING_FACTOR: "34.5"}
    own.take_typed(with_amounts((), 2027, texts, TODAY))
    assert words(own, date(2027, 1, 4)) == ["Part B deductible of 2027", "the rules of 97117"]


def test_a_factor_is_missing_of_the_releases_without_one_that_price_a_date(
    own: Reference, tmp_path: Path
) -> None:
    files = [release(tmp_path, "RVU27A", ("34.0000", "34.5000")), release(tmp_path, "RVU27B")]
    imported(own, tmp_path, *files, release(tmp_path, "RVU26B"))
    factors = [each for each in words(own) if "factor" in each]
    assert factors == ["the factor of qualifying APM participants of RVU27B"]


@pytest.mark.parametrize(
    ("parts", "lacking"), [((1,), "f2 and f4"), ((1, 4), "f2"), ((1, 2, 4), ""), ((1, 2, 3, 4), "")]
)
def test_the_parts_with_therapy_pairs_are_missing(
    parts: tuple[int, ...], lacking: str, own: Reference, tmp_path: Path
) -> None:
    files = [tmp_path / f"ccipra-v330r0-f{part}.txt" for part in parts]
    for file, part in zip(files, parts, strict=True):
        file.write_text(pair_edits([("10000", f"1000{part}", "20270101", "*", "1")], part))
    imported(own, tmp_path, *files)
    assert words(own) == ([f"the pairs of NCCI 2027 Q1 in part {lacking}"] if lacking else [])


def test_each_says_what_to_do_and_its_page_is_one_of_those_shown(
    own: Reference, tmp_path: Path
) -> None:
    imported(own, tmp_path, release(tmp_path, "RVU27A", new=("97117",)))
    found = missing(own, date(2028, 1, 4))
    assert len(found) == 4
    for each in found:
        assert any(verb in each.effect.casefold() for verb in ("import", "enter", "type"))
        assert each.page is None or each.page in ALL_PAGES
