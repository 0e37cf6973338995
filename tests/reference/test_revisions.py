"""Releases that CMS revised: the first day of each, and what an import takes the place of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from builders import pt, visit_fields
from downloads import text, zip_codes
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import FirstDayWantedError, Imports
from quarterhour.visit import visit_from
from releases import release


@pytest.fixture
def opened(database: Path, imported: Path) -> Callable[[], Reference]:
    return lambda: Reference(database, imported)


def prices(reference: Reference, *days: str) -> list[str]:
    """Return the release that prices each day, with a star if it was imported."""
    found = [reference.edition_on(date.fromisoformat(day)) for day in days]
    return [each.release + "*" * each.imported if each else "" for each in found]


def visit(reference: Reference, day: str, **fields: object) -> Assessment:
    services = [pt("97110", 15)]
    return assess(visit_from(visit_fields(*services, date_of_service=day, **fields)), reference)


REVISED = "03/11/2027"


def test_the_first_day_of_a_revised_release_is_asked_for(
    imports: Imports, imported: Path, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", ["32.8409"]))
    revised = release(tmp_path, "RVU27A", ["33.9999"], released=REVISED)
    before = imported.read_bytes()
    said = r"33\.9999\. The loaded release has 32"
    with pytest.raises(FirstDayWantedError, match=said) as caught:
        imports.add(revised)
    assert imported.read_bytes() == before
    asked = caught.value.wanted
    assert (asked.release, asked.released) == ("RVU27A", "2027-03-11")
    assert (asked.earliest, asked.latest) == (date(2027, 1, 1), date(2027, 12, 31))
    outcome = imports.add(revised, begins=date(2027, 3, 9))
    assert "RVU27AR, released 2027-03-11" in outcome.summary
    assert "from 2027-03-09 to 2027-12-31" in outcome.summary
    both = opened()
    days = ("2027-01-04", "2027-03-08", "2027-03-09", "2027-12-31")
    assert prices(both, *days) == ["RVU27A*", "RVU27A*", "RVU27AR*", "RVU27AR*"]
    factors = [visit(both, day).conversion_factor for day in days[1:3]]
    assert factors == [Decimal("32.8409"), Decimal("33.9999")]
    assert not imports.add(revised).changed
    assert not imports.add(revised, begins=date(2027, 3, 9)).changed
    imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27AR")
    assert prices(opened(), *days) == ["RVU27A*"] * 4


def test_a_revised_release_may_come_first(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    revised = release(tmp_path, "RVU27A", ["33.9999"], released=REVISED)
    with pytest.raises(FirstDayWantedError, match="was released on 2027-03-11, long after"):
        imports.add(revised)
    imports.add(revised, begins=date(2027, 3, 9))
    assert prices(opened(), "2027-03-08", "2027-03-09") == ["", "RVU27AR*"]
    imports.add(release(tmp_path, "RVU27A", ["32.8409"]))
    assert prices(opened(), "2027-03-08", "2027-03-09") == ["RVU27A*", "RVU27AR*"]


@pytest.mark.parametrize("first_is_in", [True, False])
@pytest.mark.parametrize("revised_first", [True, False])
def test_the_first_day_of_a_revised_release_is_not_that_of_the_one_beside_it(
    revised_first: bool, first_is_in: bool, imports: Imports, tmp_path: Path
) -> None:
    """It is there already, or is to be imported without that day; no day is dropped in silence."""
    first = release(tmp_path, "RVU27A", ["32.8409"])
    revised = release(tmp_path, "RVU27A", ["33.9999"], released=REVISED)
    if first_is_in:
        imports.add(first)
    downloads = [revised, first] if revised_first else [first, revised]
    day = date(2027, 3, 9)
    outcomes = list(imports.add_each(downloads, lambda _what, _percent: None, begins=day))
    (of_first,) = [each for each in outcomes if not each.changed]
    assert (of_first.name, of_first.refused) == (first.name, not first_is_in)
    said = "is already imported" if first_is_in else "released on 2026-12-21 and begins on 2027-01"
    assert said in of_first.summary
    imports.add(first)
    found = {entry.release: entry.begins for entry in imports.entries()}
    assert found == {"RVU27A": date(2027, 1, 1), "RVU27AR": day}


def test_a_revised_release_of_a_year_that_is_built_in_is_asked_for(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    """RVU24AR of 2024: its factor held from March 9 on."""
    revised = release(tmp_path, "RVU24A", ["33.2875"], released="02/29/2024")
    with pytest.raises(FirstDayWantedError, match=r"33\.2875\. The loaded release has 32\.7442"):
        imports.add(revised)
    assert "RVU24C is newer" in imports.add(revised, begins=date(2024, 3, 9)).summary
    assert prices(opened(), "2024-03-08", "2024-03-09") == ["RVU24A", "RVU24C"]


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (date(2026, 12, 31), "can't begin on 2026-12-31"),
        (date(2028, 1, 1), "can't begin on 2028-01-01"),
    ],
)
def test_a_release_cannot_begin_outside_its_year(
    begins: date, words: str, imports: Imports, tmp_path: Path
) -> None:
    with pytest.raises(CmsFileError, match=words):
        imports.add(release(tmp_path, "RVU27A"), begins=begins)
    assert imports.entries() == []


def test_what_tells_its_own_first_day_takes_no_other(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "zips.csv"
    path.write_text(text(zip_codes("20271")))
    with pytest.raises(CmsFileError, match="already gives its first day"):
        imports.add(path, begins=date(2027, 2, 1))


# What prices each of the days, by its work RVU of 97110, whatever came first.
IN_ANY_ORDER = {
    # the release, the day asked for, its factor, its work RVU
    "first": ("12/21/2026", None, "32.8409", "0.41"),
    "revised": (REVISED, date(2027, 3, 9), "32.8409", "0.42"),
    "revised again": ("06/11/2027", date(2027, 5, 9), "33.9999", "0.43"),
    "and soon": ("01/20/2027", date(2027, 1, 22), "32.8409", "0.44"),
}


@pytest.mark.parametrize("order", [*permutations(IN_ANY_ORDER)])
def test_revisions_of_a_year_hold_each_from_its_day_whatever_came_first(
    order: Sequence[str], imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    for name in order:
        released, begins, factor, work = IN_ANY_ORDER[name]
        path = release(tmp_path, "RVU27A", [factor], released=released, code=("97110", work))
        assert imports.add(path, begins=begins).changed
    both = opened()
    found = []
    for day in ("2027-01-21", "2027-01-22", "2027-03-08", "2027-03-09", "2027-05-09", "2027-12-31"):
        edition = both.edition_on(date.fromisoformat(day))
        assert edition is not None
        figures = both.figures(edition, "97110")
        assert figures is not None
        found.append(str(figures.values.work))
    assert found == ["0.41", "0.44", "0.44", "0.42", "0.43", "0.43"]
    names = {entry.release for entry in imports.entries()}
    assert names == {"RVU27A", "RVU27AR", "RVU27AR2", "RVU27AR3"}


def test_a_revision_takes_the_place_of_the_one_from_the_same_day(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    for released, factor, day in (
        (REVISED, "33.1000", date(2027, 3, 9)),
        ("05/12/2027", "33.2000", date(2027, 5, 9)),
        ("05/13/2027", "33.3000", date(2027, 5, 9)),
    ):
        revised = release(tmp_path, "RVU27A", [factor], released=released)
        summary = imports.add(revised, begins=day).summary
    assert "RVU27AR2, released 2027-05-13" in summary
    assert "replaces your earlier import of RVU27AR2, released 2027-05-12." in summary
    assert prices(opened(), "2027-03-09", "2027-05-09") == ["RVU27AR*", "RVU27AR2*"]
    with pytest.raises(CmsFileError, match="RVU27AR2, released 2027-03-12, is older than"):
        imports.add(
            release(tmp_path, "RVU27A", ["33.4000"], released="03/12/2027"),
            begins=date(2027, 5, 9),
        )


@pytest.mark.parametrize("factor", ["32.8409", "33.9999"])
def test_a_late_release_is_asked_for_whatever_figures_it_has(
    factor: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", ["32.8409"]))
    before = imported.read_bytes()
    revised = release(tmp_path, "RVU27A", [factor], released="02/02/2027", code=("97110", "0.42"))
    with pytest.raises(FirstDayWantedError, match="From which date of service"):
        imports.add(revised)
    assert imported.read_bytes() == before


@pytest.mark.parametrize(("released", "asked"), [("02/01/2027", False), ("02/02/2027", True)])
def test_a_release_within_its_first_month_is_not_asked_for(
    released: str, asked: bool, imports: Imports, tmp_path: Path
) -> None:
    path = release(tmp_path, "RVU27A", released=released)
    (outcome,) = imports.add_each([path], lambda _what, _percent: None)
    assert bool(outcome.first_day) == outcome.refused == asked


def test_another_factor_of_qualifying_participants_alone_is_asked_for(
    imports: Imports, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", ["34.0000", "34.5000"]))
    with pytest.raises(FirstDayWantedError, match=r"34\.0000 and 34\.6000\. The loaded release"):
        imports.add(release(tmp_path, "RVU27A", ["34.0000", "34.6000"], released="01/15/2027"))


def test_an_older_release_with_another_factor_is_refused_and_not_asked_for(
    imports: Imports, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", ["34.0000"], released="01/15/2027"))
    path = release(tmp_path, "RVU27A", ["34.1000"])
    (outcome,) = imports.add_each([path], lambda _what, _percent: None)
    assert (outcome.refused, outcome.first_day) == (True, None)
    assert "released 2026-12-21, is older than the loaded release of 2027-01-15" in outcome.summary
    assert outcome.summary.endswith("Then import the newer release again, and enter its first day.")
    imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    assert imports.add(path).changed
    newer = release(tmp_path, "RVU27A", ["34.0000"], released="01/15/2027")
    with pytest.raises(FirstDayWantedError):
        imports.add(newer)


def test_a_release_of_the_same_day_says_what_it_takes_the_place_of(
    imports: Imports, tmp_path: Path
) -> None:
    said = "This import replaces your earlier import of RVU27A, released 2026-12-21."
    first = release(tmp_path, "RVU27A", ["34.0000", "34.5000"])
    assert said not in imports.add(first).summary
    other = release(tmp_path, "RVU27A", ["34.0000", "34.5000"], code=("97110", "0.46"))
    summary = imports.add(other).summary
    assert said in summary
    assert "qualifying APM factor" not in summary
    alone = imports.add(release(tmp_path, "RVU27A", ["34.0000"])).summary
    assert (
        f"{said} The earlier one had the qualifying APM factor 34.5000. This one has none." in alone
    )


def test_a_first_day_is_never_dropped_in_silence(imports: Imports, tmp_path: Path) -> None:
    first = release(tmp_path, "RVU27A")
    with pytest.raises(CmsFileError, match=r"begins on 2027-01-01, not on 2027-01-22\. Import"):
        imports.add(first, begins=date(2027, 1, 22))
    assert imports.add(first, begins=date(2027, 1, 1)).changed


def test_a_corrected_release_takes_the_place_of_the_earlier_and_never_the_other_way(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    first = release(tmp_path, "RVU27A", code=("97110", "0.44"))
    corrected = release(tmp_path, "RVU27A", code=("97110", "0.46"), released="01/15/2027")
    for order in ((first, corrected), (corrected,)):
        for each in order:
            imports.add(each)
        with pytest.raises(CmsFileError, match="RVU27A, released 2026-12-21, is older than"):
            imports.add(first)
        both = opened()
        edition = both.edition_on(date(2027, 2, 1))
        assert edition is not None
        figures = both.figures(edition, "97110")
        assert figures is not None
        assert figures.values.work == Decimal("0.46")
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
