"""ZIP and ZIP+4 tables of several quarters: the newest begun on a date places it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TODAY, pt, visit_fields
from downloads import header, text, zip_codes, zip_plus_four
from quarterhour import cli
from quarterhour.assess import assess
from quarterhour.entry import Session
from quarterhour.reference import Reference, ReleaseKind, find_place
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports, zip_files
from quarterhour.reference.importing.imports import NOTHING_BUNDLED
from quarterhour.reference.records import release_name
from quarterhour.visit import visit_from

Open = Callable[[], Reference]

# Of each, the quarter as CMS writes it, its first day, and what its tables say of Miami and of
# where 95023-1230 lies.
TABLES_OF = {
    "20254": (date(2025, 10, 1), "09102-03", "01112-05"),
    "20261": (date(2026, 1, 1), "09102-99", "01112-06"),
    "20263": (date(2026, 7, 1), "01182-18", "01112-09"),
    "20271": (date(2027, 1, 1), "13202-03", "01112-52"),
}
BUILT_IN = (date(2026, 1, 1), "09102-04")
FIRST_DAYS = [begins for begins, *_ in TABLES_OF.values()]
DAYS = sorted(
    {date.min, date.max, *FIRST_DAYS, *(day - timedelta(days=1) for day in FIRST_DAYS), TODAY}
)
ZIPS, FOURS = ReleaseKind.ZIP_CODES, ReleaseKind.ZIP_PLUS_FOUR


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def opened(database: Path, imported: Path) -> Open:
    return lambda: Reference(database, imported)


def table(folder: Path, quarter: str) -> Path:
    """Write a whole ZIP table of a quarter."""
    path = folder / f"ZIP5_{quarter}.csv"
    mac, number = TABLES_OF[quarter][1].split("-")
    path.write_text(text(zip_codes(quarter)).replace("33101,09102,04", f"33101,{mac},{number}"))
    return path


def short_table(folder: Path, quarter: str, locality: str) -> Path:
    path = folder / "ZIP5.csv"
    mac, number = locality.split("-")
    flags = f"FL,33101,{mac},{number},,Z9,,0,A,{quarter},\r\n"
    split = f"CA,95023,01112,65,,Z9,,1,A,{quarter},\r\n"
    path.write_text(f"{text(header('ZIP5.csv'))}{flags}{split}")
    return path


def short_fours(folder: Path, quarter: str, locality: str) -> Path:
    path = folder / "ZIP9.txt"
    mac, number = locality.split("-")
    path.write_text(f"{f'CA95023{mac}{number}':<20}11230{'':<50}{quarter}\r\n")
    return path


def newest(held: dict[date, str], day: date) -> str:
    """Return what the newest table begun on a day says, else the first: the rule in a few words."""
    begun = [begins for begins in held if begins <= day]
    return held[max(begun) if begun else min(held)] if held else ""


acts = st.lists(st.tuples(st.sampled_from([ZIPS, FOURS]), st.sampled_from(list(TABLES_OF))))


@settings(max_examples=50)
@given(acts=acts)
def test_the_newest_table_of_a_date_wins_whatever_came_first(
    acts: list[tuple[ReleaseKind, str]], reference: Reference, database: Path
) -> None:
    """A table that is in already is removed instead."""
    held: dict[ReleaseKind, dict[date, str]] = {ZIPS: {}, FOURS: {}}
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(zip_files, "_LEAST_ZIPS", 1)
        patch.setattr(zip_files, "_LEAST_SPLIT", 1)
        folder = Path(name)
        imports = Imports(folder / "imported.sqlite", reference.services, NOTHING_BUNDLED)
        for kind, quarter in acts:
            begins, place, of_last_four = TABLES_OF[quarter]
            if begins in held[kind]:
                imports.remove(kind, release_name(kind, begins))
                del held[kind][begins]
            elif kind is ZIPS:
                imports.add(short_table(folder, quarter, place))
                held[kind][begins] = place
            else:
                imports.add(short_fours(folder, quarter, of_last_four))
                held[kind][begins] = of_last_four
        with closing(Reference(database, folder / "imported.sqlite")) as both:
            listed = {(each.kind, each.begins) for each in imports.entries()}
            assert listed == {(kind, begins) for kind in held for begins in held[kind]}
            for day in DAYS:
                area = both.zip_area("33101", day)
                assert area is not None
                assert area.localities[0] == newest(dict([BUILT_IN]) | held[ZIPS], day), day
                assert "".join(both.plus_fours("95023", day)) == newest(held[FOURS], day), day


@pytest.mark.parametrize("order", [("20271", "20254"), ("20254", "20271")])
def test_a_visit_is_placed_by_the_table_of_its_date(
    order: tuple[str, str], imports: Imports, opened: Open, tmp_path: Path
) -> None:
    for quarter in order:
        assert imports.add(table(tmp_path, quarter)).changed
    both = opened()
    found = {}
    for day in ("2024-05-02", "2025-12-31", "2026-01-01", "2026-12-31"):
        visit = visit_from(visit_fields(pt("97110", 15), zip="33101", date_of_service=day))
        locality = assess(visit, both).locality
        found[day] = locality.id if locality else ""
    assert list(found.values()) == ["09102-03", "09102-03", "09102-04", "09102-04"]
    late = date(2027, 1, 1)
    place = find_place(both, both.editions[-1], "", "33101", late).locality
    assert place is not None
    assert place.id == "13202-03"


def test_the_place_follows_the_date_that_is_typed(
    imports: Imports, opened: Open, tmp_path: Path
) -> None:
    imports.add(table(tmp_path, "20254"))
    fields = visit_fields(pt("97110", 15), zip="33101", date_of_service="2026-01-02")
    session = Session(opened(), visit_from(fields))
    found = []
    for day in (date(2026, 1, 2), date(2025, 12, 30), date(2026, 1, 2)):
        session.change(day=day, day_text=str(day))
        assessment = session.outcome.assessment
        assert assessment is not None
        assert assessment.locality is not None
        found.append(assessment.locality.id)
    assert found == ["09102-04", "09102-03", "09102-04"]


def test_the_command_takes_the_date(
    imports: Imports,
    imported: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    imports.add(table(tmp_path, "20254"))
    monkeypatch.setattr("quarterhour.cli.imported_database", lambda: imported)
    for day, locality in (("2025-12-31", "09102-03"), ("2026-01-01", "09102-04")):
        assert cli.main(["locality", "33101", "--date", day]) == 0
        assert capsys.readouterr().out.startswith(locality)
    assert cli.main(["locality", "33101", "--date", "soon"]) != 0
    assert "Use YYYY-MM-DD, such as 2026-11-23" in capsys.readouterr().err


def test_the_command_that_removes_zip_codes_says_what_stays(
    imports: Imports,
    imported: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    imports.add(table(tmp_path, "20271"))
    imports.add(zip_plus_four(tmp_path / "ZIP9.txt", "20271"))
    for module in ("", ".import_files"):
        monkeypatch.setattr(f"quarterhour.cli{module}.imported_database", lambda: imported)
    assert cli.main(["import", "--remove", "ZIP codes 2027 quarter 1"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Removed ZIP codes 2027 quarter 1. ZIP+4 codes 2027 quarter 1 are still")


def test_fees_through_the_years_are_of_the_one_place_that_is_named(
    imports: Imports,
    imported: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    monkeypatch.setattr("quarterhour.cli.imported_database", lambda: imported)
    shown = []
    for quarter in ("", "20254", "20271"):
        if quarter:
            imports.add(table(tmp_path, quarter))
        assert cli.main(["fees", "97110", "--zip", "33101"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0].startswith("97110  Therapeutic exercise, Miami, FL")
    assert shown == shown[:1] * 3


def test_a_corrected_table_of_a_quarter_takes_the_place_of_the_earlier(
    imports: Imports, opened: Open, tmp_path: Path
) -> None:
    path = table(tmp_path, "20271")
    imports.add(path)
    path.write_text(path.read_text().replace("33101,13202,03", "33101,09102,99"))
    assert imports.add(path).changed
    area = opened().zip_area("33101", date(2027, 1, 4))
    assert area is not None
    assert area.localities == ("09102-99",)
    assert len(imports.entries()) == 1


def test_the_quarter_that_is_built_in_can_be_imported_anew(
    imports: Imports, opened: Open, tmp_path: Path
) -> None:
    imports.add(table(tmp_path, "20261"))
    for day in (date(2020, 3, 2), TODAY):
        area = opened().zip_area("33101", day)
        assert area is not None
        assert area.localities == ("09102-99",)


@pytest.mark.parametrize("quarter", ["20991", "20194", "20171", f"{date.today().year + 3}1"])
@pytest.mark.parametrize("write", [short_table, short_fours])
def test_a_year_that_cannot_be_right_is_refused(
    write: Callable[[Path, str, str], Path],
    quarter: str,
    imports: Imports,
    imported: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zip_files, "_LEAST_ZIPS", 1)
    monkeypatch.setattr(zip_files, "_LEAST_SPLIT", 1)
    with pytest.raises(CmsFileError, match=f"quarter .* is for {quarter[:4]}"):
        imports.add(write(tmp_path, quarter, "01112-05"))
    assert not imported.exists()


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (["20271", "20263"], ["starting 2027-01-01", "from 2026-07-01 to 2026-12-31"]),
        (["20254", "20261"], ["up to 2025-12-31", "starting 2026-01-01"]),
    ],
)
def test_an_import_says_for_which_dates_it_is_used(
    order: list[str], said: list[str], imports: Imports, tmp_path: Path
) -> None:
    for quarter, dates in zip(order, said, strict=True):
        summary = imports.add(table(tmp_path, quarter)).summary
        assert summary.endswith(f"They are used for dates of service {dates}.")


def test_removing_zip_codes_says_that_the_last_four_digits_stay(
    imports: Imports, opened: Open, tmp_path: Path
) -> None:
    imports.add(table(tmp_path, "20271"))
    summary = imports.add(zip_plus_four(tmp_path / "ZIP9.txt", "20271")).summary
    assert summary.endswith("used for dates of service in any year.")
    stays = imports.remove(ZIPS, "ZIP codes 2027 quarter 1")
    assert stays.startswith("ZIP+4 codes 2027 quarter 1 are still")
    assert [entry.kind for entry in imports.entries()] == [FOURS]
    assert opened().plus_fours("95023", date(2027, 1, 4))
    assert imports.remove(FOURS, "ZIP+4 codes 2027 quarter 1") == ""


def test_a_locality_that_the_fees_do_not_have_is_named(
    imports: Imports, opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "ZIP5.csv"
    path.write_text(text(zip_codes("20263")).replace("33101,09102,04", "33101,09102,77"))
    imports.add(path)
    both = opened()
    place = find_place(both, both.editions[-1], "", "33101", TODAY)
    assert place == (
        None,
        "ZIP 33101 is in locality 09102-77, which isn't in RVU26C. Choose a locality by name.",
        (),
    )


Rows = list[list[str]]


def of_state(rows: Rows, state: str) -> Rows:
    return [row for row in rows if row[0] == state]


def without(*gone: list[str]) -> Callable[[Rows], Rows]:
    return lambda rows: [row for row in rows if row not in gone]


def by_state(rows: Rows) -> Rows:
    """As CMS sorts them."""
    return [rows[0], *sorted(rows[1:])]


def flags(split: str, whole: str) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        return [rows[0], *([*r[:7], split if r[7] == "1" else whole, *r[8:]] for r in rows[1:])]

    return change


NOT_WHOLE: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "cut by state": (lambda rows: by_state(rows)[:31_000], "is incomplete"),
    "cut by ZIP code": (lambda rows: rows[:31_000], "is incomplete"),
    "its last rows": (lambda rows: by_state(rows)[:-2], "ZIP codes in WY, and ZIP codes 2026"),
    "its last rows by ZIP code": (lambda rows: rows[:-2], "ZIP codes in AK, and ZIP codes 2026"),
    "a state": (lambda rows: [row for row in rows if row[0] != "HI"], "has 0 ZIP codes in HI"),
    "half a state": (
        lambda rows: [row for row in rows if row[0] != "VT" or row[1] < "05500"],
        "ZIP codes in VT",
    ),
    "letters as flags": (flags("Y", "N"), "doesn't say whether it needs a +4"),
    "fractions as flags": (flags("1.0", "0.0"), "doesn't say whether it needs a +4"),
    "a flag that is none": (flags("2", "0"), "'2' in the row for"),
    "no flags": (flags("", ""), "has 0 ZIP codes in more than one locality, and ZIP codes 2026"),
}


@pytest.mark.parametrize(("change", "words"), NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_a_table_that_lacks_what_the_one_before_has_is_refused(
    change: Callable[[Rows], Rows], words: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ZIP5.csv"
    path.write_text(text(change(zip_codes("20271"))))
    with pytest.raises(CmsFileError, match=r"Download it again|Download the file again") as caught:
        imports.add(path)
    assert words in str(caught.value)
    assert not imported.exists()


WHOLE: dict[str, Callable[[Rows], Rows]] = {
    "as it is": list,
    "by state": by_state,
    "some ended": lambda rows: without(*of_state(rows, "TX")[5:25:2])(rows),
    "the last one ended": lambda rows: by_state(rows)[:-1],
    "empty flags": flags("1", ""),
}


@pytest.mark.parametrize("quarter", ["20254", "20271"])
@pytest.mark.parametrize("change", WHOLE.values(), ids=WHOLE)
def test_a_table_of_which_some_codes_ended_is_accepted(
    change: Callable[[Rows], Rows], quarter: str, imports: Imports, tmp_path: Path
) -> None:
    path = tmp_path / "ZIP5.csv"
    path.write_text(text(change(zip_codes(quarter))))
    summary = imports.add(path).summary
    assert " are in more than one locality" in summary
    assert "No fee schedule" not in summary


def test_localities_that_no_fee_schedule_has_are_named(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "ZIP5.csv"
    path.write_text(text(zip_codes("20271")).replace(",01112,54,", ",99999,77,"))
    said = imports.add(path).summary
    assert "No loaded fee schedule has these localities: 99999-77." in said
