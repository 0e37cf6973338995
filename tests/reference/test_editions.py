"""Which release prices a date, with which factor and which work index, and what is said of it."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stdout
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from builders import hint_of, pt, topics, visit_fields
from downloads import text, zip_codes
from quarterhour import cli
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import FirstDayWantedError, Imports
from quarterhour.visit import visit_from
from releases import PLAIN, WITH, WITHOUT, release

REAL = Path(__file__).resolve().parents[3] / "shared" / "cms" / "more" / "simulated_2027"
needs_real_files = pytest.mark.skipif(
    not REAL.is_dir(), reason="the files made up for 2027 are not beside this clone"
)
ALABAMA = "10112-00"
QUALIFYING = {"provider": {"qualifying_apm": True}}


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "imported.sqlite"


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services, reference.built_in)


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


@pytest.mark.parametrize("name", ["RVU26A", "RVU26B"])
def test_an_older_release_than_the_built_in_one_changes_no_amount_and_says_so(
    name: str, imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    outcome = imports.add(release(tmp_path, name, ["33.4009"], code=("97110", "0.99")))
    assert outcome.changed
    assert "RVU26C is newer and prices these dates: no amount changes." in outcome.summary
    days = ("2026-01-01", "2026-05-01", "2026-12-31")
    assert prices(opened(), *days) == ["RVU26C"] * 3


@needs_real_files
def test_the_rebuilt_release_of_april_changes_no_amount(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    assert "RVU26C is newer" in imports.add(REAL / "rvu26b.zip").summary
    assert prices(opened(), "2026-05-01") == ["RVU26C"]


def test_a_newer_release_than_the_built_in_one_prices_from_its_first_day(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    assert "newer" not in imports.add(release(tmp_path, "RVU26D", ["33.4009"])).summary
    assert prices(opened(), "2026-09-30", "2026-10-01") == ["RVU26C", "RVU26D*"]


@pytest.mark.parametrize("order", [*permutations(["RVU27A", "RVU27B", "RVU27D"])])
def test_the_newest_release_of_a_date_wins_in_whatever_order_they_come(
    order: Sequence[str], imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    for name in order:
        imports.add(release(tmp_path, name))
    days = ("2027-01-01", "2027-03-31", "2027-04-01", "2027-09-30", "2027-10-01", "2027-12-31")
    expected = ["RVU27A*", "RVU27A*", "RVU27B*", "RVU27B*", "RVU27D*", "RVU27D*"]
    assert prices(opened(), *days) == expected


def test_what_a_newer_release_prices_is_said(imports: Imports, tmp_path: Path) -> None:
    imports.add(release(tmp_path, "RVU27B"))
    outcome = imports.add(release(tmp_path, "RVU27A"))
    assert "RVU27B is newer and prices dates from 2027-04-01 on." in outcome.summary


def test_a_release_prices_nothing_before_it_begins(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27B"))
    found = visit(opened(), "2027-03-31")
    assert found.payment is None
    assert "RVU27B begins on 2027-04-01" in hint_of(found, Topic.NO_EDITION_YET).detail
    assert visit(opened(), "2027-04-01").payment is not None
    assert topics(visit(opened(), "2028-01-01"), "edition") == [Topic.NO_EDITION]


REVISED = "03/11/2027"


def test_the_first_day_of_a_revised_release_is_asked_for(
    imports: Imports, imported: Path, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", ["32.8409"]))
    revised = release(tmp_path, "RVU27A", ["33.9999"], released=REVISED)
    before = imported.read_bytes()
    with pytest.raises(
        FirstDayWantedError, match=r"33\.9999; the one that is loaded has 32"
    ) as caught:
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
    said = "is imported already" if first_is_in else "released on 2026-12-21 and begins on 2027-01"
    assert said in of_first.summary
    imports.add(first)
    found = {entry.release: entry.begins for entry in imports.entries()}
    assert found == {"RVU27A": date(2027, 1, 1), "RVU27AR": day}


def test_a_revised_release_of_a_year_that_is_built_in_is_asked_for(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    """RVU24AR of 2024: its factor held from March 9 on."""
    revised = release(tmp_path, "RVU24A", ["33.2875"], released="02/29/2024")
    with pytest.raises(FirstDayWantedError, match=r"33\.2875; the one that is loaded has 32\.7442"):
        imports.add(revised)
    assert "RVU24C is newer" in imports.add(revised, begins=date(2024, 3, 9)).summary
    assert prices(opened(), "2024-03-08", "2024-03-09") == ["RVU24A", "RVU24C"]


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (date(2026, 12, 31), "cannot begin on 2026-12-31"),
        (date(2028, 1, 1), "cannot begin on 2028-01-01"),
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
    with pytest.raises(CmsFileError, match="names its own first day"):
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
    assert "takes the place of the one that was imported before, released 2027-05-12." in summary
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
    with pytest.raises(FirstDayWantedError, match=r"34\.0000 and 34\.6000; the one that is loaded"):
        imports.add(release(tmp_path, "RVU27A", ["34.0000", "34.6000"], released="01/15/2027"))


def test_an_older_release_with_another_factor_is_refused_and_not_asked_for(
    imports: Imports, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", ["34.0000"], released="01/15/2027"))
    path = release(tmp_path, "RVU27A", ["34.1000"])
    (outcome,) = imports.add_each([path], lambda _what, _percent: None)
    assert (outcome.refused, outcome.first_day) == (True, None)
    assert "released 2026-12-21, is older than the one that is loaded" in outcome.summary


def test_a_release_of_the_same_day_says_what_it_takes_the_place_of(
    imports: Imports, tmp_path: Path
) -> None:
    said = "It takes the place of the one that was imported before, released 2026-12-21."
    first = release(tmp_path, "RVU27A", ["34.0000", "34.5000"])
    assert said not in imports.add(first).summary
    other = release(tmp_path, "RVU27A", ["34.0000", "34.5000"], code=("97110", "0.46"))
    summary = imports.add(other).summary
    assert said in summary
    assert "qualifying APM factor" not in summary
    alone = imports.add(release(tmp_path, "RVU27A", ["34.0000"])).summary
    assert f"{said} That had the qualifying APM factor 34.5000; this one has none." in alone


def test_a_first_day_is_never_dropped_in_silence(imports: Imports, tmp_path: Path) -> None:
    first = release(tmp_path, "RVU27A")
    with pytest.raises(CmsFileError, match="begins on 2027-01-01, not on 2027-01-22: import it"):
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


def factor(reference: Reference, day: str) -> tuple[str, str]:
    found = visit(reference, day, **QUALIFYING)
    return str(found.conversion_factor), found.factor_source


def test_a_factor_belongs_to_its_release(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    """Of 2026 too, whose factor by law is that of RVU26C, which is built in."""
    imports.add(release(tmp_path, "RVU26D", ["33.5000", "33.7000"]))
    imports.add(release(tmp_path, "RVU27B", ["34.1000", "34.6000"]))
    imports.add(release(tmp_path, "RVU27A", ["34.0000", "34.5000"]))
    expected = {
        "2026-09-30": ("33.5675", "CY 2026 physician fee schedule final rule (CMS-1832-F)"),
        "2026-10-01": ("33.7000", "PPRRVU2026_1.csv, RVU26D"),
        "2027-03-31": ("34.5000", "PPRRVU2027_1.csv, RVU27A"),
        "2027-04-01": ("34.6000", "PPRRVU2027_1.csv, RVU27B"),
    }
    both = opened()
    assert {day: factor(both, day) for day in expected} == expected
    imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27B")
    assert factor(opened(), "2027-04-01") == expected["2027-03-31"]
    imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU26D")
    assert factor(opened(), "2026-10-01") == expected["2026-09-30"]


def test_a_release_without_the_factor_of_a_qualifying_practice_says_so(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU26D", ["33.5000"]))
    found = visit(opened(), "2026-10-01", **QUALIFYING)
    assert found.conversion_factor == Decimal("33.5000")
    hint = hint_of(found, Topic.NO_QUALIFYING_FACTOR)
    assert hint.title == "No qualifying APM factor in RVU26D"
    assert "by the factor of other practices, 33.5000" in hint.detail
    for day, fields in (("2026-10-01", {}), ("2026-09-30", QUALIFYING), ("2025-06-02", QUALIFYING)):
        assert Topic.NO_QUALIFYING_FACTOR not in topics(visit(opened(), day, **fields))


# Which work columns CMS gives, then the work index of Alabama by law as it is, and if the floor
# was extended (RULES.md 10.3.1).
COLUMNS = [
    ((PLAIN,), "0.978", "1.000"),
    ((WITHOUT,), "0.978", "1.000"),
    ((WITHOUT, WITH), "0.978", "1.000"),
    ((WITH, WITHOUT), "0.978", "1.000"),
    ((WITH,), "1.000", "1.000"),
]


@pytest.mark.parametrize(("columns", "lapsed", "extended"), COLUMNS)
def test_the_law_of_the_date_picks_the_work_index(
    columns: Sequence[str],
    lapsed: str,
    extended: str,
    imports: Imports,
    imported: Path,
    database: Path,
    opened: Callable[[], Reference],
    tmp_path: Path,
) -> None:
    outcome = imports.add(release(tmp_path, "RVU27A", work=columns))
    assert ("only with the 1.0 floor" in outcome.summary) == (columns == (WITH,))
    found = visit(opened(), "2027-01-02", locality=ALABAMA)
    assert f"x {lapsed} +" in found.lines[0].steps[0].working
    said = [hint.detail for hint in found.hints if hint.topic is Topic.FLOOR_TAKEN]
    assert bool(said) == (columns == (WITH,))
    only = "CMS's file for 2027 (RVU27A) has the work GPCI of Alabama with the floor only"
    assert all(only in each for each in said)
    changed = with_floor_until(database, tmp_path, "2027-12-31")
    with closing(Reference(changed, imported)) as later:
        found = visit(later, "2027-01-02", locality=ALABAMA)
        assert f"x {extended} +" in found.lines[0].steps[0].working
        assert Topic.FLOOR_TAKEN not in topics(found)


def test_a_floor_that_ends_within_a_year_ends_within_a_release(
    imports: Imports, imported: Path, database: Path, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27A", work=(WITHOUT, WITH)))
    with closing(Reference(with_floor_until(database, tmp_path, "2027-01-30"), imported)) as both:
        works = [
            both.gpci(both.localities(both.editions[-1])[ALABAMA], date(2027, 1, day)).work
            for day in (30, 31)
        ]
        alaska = both.gpci(both.localities(both.editions[-1])["02102-01"], date(2027, 1, 31))
    assert works == [Decimal("1.000"), Decimal("0.978")]
    assert alaska.work == Decimal("1.500")


def with_floor_until(database: Path, folder: Path, until: str) -> Path:
    """Return the bundled data with a law that extends the floor."""
    changed = Path(shutil.copy(database, folder / "extended.sqlite"))
    with closing(sqlite3.connect(changed)) as connection:
        connection.execute(
            "update parameters set valid_to = ? where name = 'work_gpci_floor'", (until,)
        )
        connection.commit()
    return changed


@needs_real_files
@pytest.mark.parametrize(
    ("form", "work"),
    [("plain", "0.978"), ("without", "0.978"), ("both", "0.978"), ("with", "1.000")],
)
def test_alabama_on_january_2_of_2027_by_the_files_made_up_for_it(
    form: str, work: str, imports: Imports, opened: Callable[[], Reference]
) -> None:
    outcome = imports.add(REAL / f"rvu27a-{form}.zip")
    assert "conversion factor 32.8409 (33.1693 for qualifying APM)" in outcome.summary
    found = visit(opened(), "2027-01-02", locality=ALABAMA)
    assert f"x {work} +" in found.lines[0].steps[0].working


@needs_real_files
def test_the_revised_release_made_up_for_2027_is_asked_for(imports: Imports) -> None:
    imports.add(REAL / "rvu27a-without.zip")
    with pytest.raises(FirstDayWantedError, match=r"RVU27A, released 2027-03-11, .* 33\.9999"):
        imports.add(REAL / "rvu27ar.zip")
    assert imports.add(REAL / "rvu27ar.zip", begins=date(2027, 3, 9)).changed


@pytest.mark.parametrize("columns", [(WITH, WITH), (PLAIN, WITHOUT), (PLAIN, PLAIN)])
def test_work_columns_that_cannot_be_told_apart_are_refused(
    columns: Sequence[str], imports: Imports, tmp_path: Path
) -> None:
    with pytest.raises(CmsFileError, match="has 2 columns headed 'PW GPCI'"):
        imports.add(release(tmp_path, "RVU27A", work=columns))


def zips(folder: Path, quarter: str) -> Path:
    path = folder / f"ZIP5_{quarter}.csv"
    path.write_text(text(zip_codes(quarter)).replace("33101,09102,04", "33101,09102,03"))
    return path


def answers(database: Path, imported: Path, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """Return what the command line answers."""
    resources = folder / "resources"
    if not resources.is_dir():
        resources.mkdir()
        shutil.copy(database, resources / "reference.sqlite")
    patch.setattr(cli, "resource_folder", lambda: resources)
    patch.setattr(cli, "user_folder", lambda: folder)
    patch.setattr(cli, "imported_database", lambda: imported)
    asked = folder / "asked.quarterhour"
    found = []
    for day in ("2026-11-02", "2027-01-04", "2027-05-03"):
        services = [pt("97110", 30), pt("97140", 15)]
        fields = visit_fields(*services, date_of_service=day, zip="33101", **QUALIFYING)
        asked.write_text(json.dumps(fields))
        found.append(answer("assess", str(asked), "--format", "json"))
    return [*found, answer("editions"), answer("fees", "97110"), answer("locality", "90265")]


def answer(*arguments: str) -> str:
    target = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(target):
        cli.main(arguments)
        target.flush()
        content = target.buffer
        assert isinstance(content, io.BytesIO)
        return content.getvalue().decode()


def test_removing_all_leaves_the_program_as_it_was_byte_for_byte(
    imports: Imports,
    imported: Path,
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = answers(database, imported, tmp_path, monkeypatch)
    imports.add(release(tmp_path, "RVU26D", ["33.5000", "33.7000"]))
    imports.add(release(tmp_path, "RVU27A", ["34.0000", "34.5000"]))
    imports.add(release(tmp_path, "RVU27B", ["34.1000", "34.6000"]))
    imports.add(zips(tmp_path, "20271"))
    during = answers(database, imported, tmp_path, monkeypatch)
    assert all(one != other for one, other in zip(before[:5], during[:5], strict=True))
    for entry in imports.entries():
        imports.remove(entry.kind, entry.release)
    assert answers(database, imported, tmp_path, monkeypatch) == before
