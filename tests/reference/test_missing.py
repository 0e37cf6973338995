"""What is said to be missing: what visits of these days need and no release has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from downloads import pair_edits, text, unit_limits, zip_codes
from quarterhour.reference import Reference, YearlyAmount, with_amounts
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.importing import Imports
from quarterhour.reference.missing import day_without_fees, missing
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
    imports = Imports(tmp_path / "imported.sqlite", reference.services, reference.bundled)
    for download in downloads:
        imports.add(download)
    reference.reload()


def besides(reference: Reference, today: date = TODAY) -> list[str]:
    """Return what is missing besides the tables of edits, limits, and ZIP codes."""
    tables = (" edits", " daily unit limits (MUE)", " ZIP codes")
    return [each for each in words(reference, today) if not each.endswith(tables)]


def test_of_what_is_built_in_only_the_other_pairs_of_the_quarter_are_missing(
    own: Reference,
) -> None:
    assert words(own) == ["the NCCI 2026 Q4 edits"]


def test_what_a_later_visit_lacks_comes_before_what_those_of_today_lack(own: Reference) -> None:
    today, later = date(2026, 11, 23), date(2027, 3, 1)
    found = [each.what for each in missing(own, today, later)]
    assert found[0] == "2027 fees"
    assert found[-len(words(own, today)) :] == words(own, today)
    assert len(found) == len({*found})
    for day in (today, date(2024, 1, 2)):
        assert [each.what for each in missing(own, today, day)] == words(own, today)


@pytest.mark.parametrize("fees", [(), ("RVU27A",)])
def test_whatever_a_hint_says_is_not_loaded_is_missing(
    fees: tuple[str, ...], own: Reference, tmp_path: Path
) -> None:
    """From the first day of a year on, with fees or without."""
    imported(own, tmp_path, *(release(tmp_path, name) for name in fees))
    day = date(2027, 1, 2)
    assert not own.edits.covers_pairs("29125", day)
    found = words(own, day)
    assert ("2027 fees" in found) == (not fees)
    for each in (
        "2027 KX threshold and Part B deductible",
        "the NCCI 2027 Q1 edits",
        "the 2027 daily unit limits (MUE)",
        "the 2027 ZIP codes",
    ):
        assert each in found


def test_the_tables_of_a_year_are_missing_once_its_fees_are_in(
    own: Reference, tmp_path: Path
) -> None:
    """They are imported in December; nothing is missing of a table once it is there."""
    imported(own, tmp_path, release(tmp_path, "RVU27A"))
    assert "the NCCI 2027 Q1 edits" in words(own)
    pairs = [tmp_path / f"ccipra-v330r0-f{part}.txt" for part in (1, 2, 4)]
    for file, part in zip(pairs, (1, 2, 4), strict=True):
        file.write_text(pair_edits([], part))
    limits = tmp_path / "MCR_MUE_PractitionerServices_Eff_01-01-2027.csv"
    limits.write_text(text(unit_limits({"97110": 6})))
    zips = tmp_path / "ZIP5_JAN2027.csv"
    zips.write_text(text(zip_codes("20271")))
    imported(own, tmp_path, *pairs, limits, zips)
    assert words(own, date(2027, 1, 4)) == besides(own, date(2027, 1, 4))
    assert "the NCCI 2027 Q2 edits" in words(own, date(2027, 4, 1))


def test_a_quarter_whose_file_names_no_part_is_not_said_to_be_there(
    own: Reference, tmp_path: Path
) -> None:
    file = tmp_path / "edits of 2027.txt"
    file.write_text(pair_edits([("97110", "97750", "20270101", "*", "1")], 4))
    imports = Imports(tmp_path / "imported.sqlite", own.services, own.bundled)
    imports.add(file, practitioners=True)
    own.reload()
    found = {each.what: each.effect for each in missing(own, date(2027, 1, 4))}
    assert "doesn\u2019t say which part" in found["the NCCI 2027 Q1 edits"]


def test_a_code_of_two_releases_is_missing_once(own: Reference, tmp_path: Path) -> None:
    new = ("97117",)
    files = [release(tmp_path, name, new=new) for name in ("RVU27A", "RVU27B")]
    imported(own, tmp_path, *files)
    assert [each for each in words(own) if "rules" in each] == ["the rules for 97117"]


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), [2027]),
        (date(2026, 12, 31), [2027]),
        (date(2027, 1, 1), [2027]),
        (date(2028, 6, 1), [2028]),
    ],
)
def test_fees_are_missing_from_the_month_before_on(
    today: date, years: list[int], own: Reference
) -> None:
    found = [each for each in words(own, today) if each.endswith("fees")]
    assert found == [f"{year} fees" for year in years]


def test_a_year_that_an_import_opens_lacks_what_no_file_has(own: Reference, tmp_path: Path) -> None:
    imported(own, tmp_path, release(tmp_path, "RVU27A", new=("97117",)))
    assert besides(own, date(2027, 1, 4)) == [
        "2027 KX threshold and Part B deductible",
        "the qualifying APM conversion factor of RVU27A",
        "the rules for 97117",
    ]
    texts = {YearlyAmount.KX_THRESHOLD: "2550", YearlyAmount.QUALIFYING_FACTOR: "34.5"}
    own.take_typed(with_amounts((), 2027, texts, TODAY))
    assert besides(own, date(2027, 1, 4)) == ["2027 Part B deductible", "the rules for 97117"]
    alone = next(each for each in missing(own, date(2027, 1, 4)) if "deductible" in each.what)
    assert "them" not in alone.effect


def test_a_factor_is_missing_of_the_releases_without_one_that_price_a_date(
    own: Reference, tmp_path: Path
) -> None:
    files = [release(tmp_path, "RVU27A", ("34.0000", "34.5000")), release(tmp_path, "RVU27B")]
    imported(own, tmp_path, *files, release(tmp_path, "RVU26B"))
    factors = [each for each in words(own) if "factor" in each]
    assert factors == ["the qualifying APM conversion factor of RVU27B"]


@pytest.mark.parametrize(
    ("parts", "lacking"),
    [((1,), "parts f2 and f4"), ((1, 4), "part f2"), ((1, 2, 4), ""), ((1, 2, 3, 4), "")],
)
def test_the_parts_with_therapy_pairs_are_missing(
    parts: tuple[int, ...], lacking: str, own: Reference, tmp_path: Path
) -> None:
    files = [tmp_path / f"ccipra-v330r0-f{part}.txt" for part in parts]
    for file, part in zip(files, parts, strict=True):
        file.write_text(pair_edits([("10000", f"1000{part}", "20270101", "*", "1")], part))
    imported(own, tmp_path, *files)
    said = f"the NCCI 2027 Q1 edits in {lacking}"
    assert besides(own, TODAY) == ([said] if lacking else [])


def test_each_says_what_to_do_and_its_page_is_one_of_those_shown(
    own: Reference, tmp_path: Path
) -> None:
    imported(own, tmp_path, release(tmp_path, "RVU27A", new=("97117",)))
    found = missing(own, date(2028, 1, 4))
    assert len(found) == 8
    for each in found:
        assert any(verb in each.effect.casefold() for verb in ("import", "enter", "type"))
        assert each.page is None or each.page in ALL_PAGES


def test_the_last_date_that_can_be_typed_has_no_fees(own: Reference) -> None:
    assert day_without_fees(own, date.max) == date.max
    assert missing(own, date.max)
