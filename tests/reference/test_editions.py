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
from quarterhour.claims.actions import OpenDialog
from quarterhour.claims.dialog import Dialog
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
    assert "This import changes no amounts. RVU26C is newer and sets the fees" in outcome.summary
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
    assert "RVU27B is newer and sets the fees for dates starting 2027-04-01." in outcome.summary


def test_a_release_prices_nothing_before_it_begins(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU27B"))
    found = visit(opened(), "2027-03-31")
    assert found.payment is None
    hint = hint_of(found, Topic.NO_EDITION_YET)
    assert "April 1, 2027" in hint.detail and "RVU27B" in hint.citation
    assert visit(opened(), "2027-04-01").payment is not None
    assert topics(visit(opened(), "2028-01-01"), "edition") == [Topic.NO_EDITION]


def factor(reference: Reference, day: str) -> tuple[str, str]:
    found = visit(reference, day, **QUALIFYING)
    return str(found.conversion_factor), found.factor_source


def test_a_factor_belongs_to_its_release(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    """Of 2026 too, whose factor by law is that of RVU26C, which is included."""
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
    assert "the conversion factor of other practices, 33.5000" in hint.detail
    for day, fields in (("2026-10-01", {}), ("2026-09-30", QUALIFYING), ("2025-06-02", QUALIFYING)):
        assert Topic.NO_QUALIFYING_FACTOR not in topics(visit(opened(), day, **fields))


# Which work columns CMS gives, then the work index of Alabama by law as it is, and if the floor
# was extended (docs/rules.md 10.3.1).
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
    both = {*columns} == {WITH, WITHOUT} or {*columns} == {WITH, PLAIN}
    assert ("so the amounts don't use the floor" in outcome.summary) == both
    found = visit(opened(), "2027-01-02", locality=ALABAMA)
    assert f"x {lapsed} +" in found.lines[0].steps[0].working
    said = [hint.detail for hint in found.hints if hint.topic is Topic.FLOOR_TAKEN]
    assert bool(said) == (columns == (WITH,))
    only = "CMS's 2027 file lists the work GPCI of Alabama only with the floor"
    assert all(only in each for each in said)
    left_out = [hint for hint in found.hints if hint.topic is Topic.FLOOR_LEFT_OUT]
    assert bool(left_out) == both
    for hint in left_out:
        assert "with the floor (1.000) and without it (0.978)" in hint.detail
        assert hint.offer == OpenDialog(Dialog.YEARLY_AMOUNTS)
    changed = with_floor_until(database, tmp_path, "2027-12-31")
    with closing(Reference(changed, imported)) as later:
        found = visit(later, "2027-01-02", locality=ALABAMA)
        assert f"x {extended} +" in found.lines[0].steps[0].working
        assert not {Topic.FLOOR_TAKEN, Topic.FLOOR_LEFT_OUT} & {*topics(found)}


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
    with pytest.raises(CmsFileError, match="named 'PW GPCI', found 2"):
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
