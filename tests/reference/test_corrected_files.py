"""A corrected file of the same quarter takes the place of the earlier, whole; pairs by dates."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from downloads import pair_edits, pairs_of_part, text, unit_limits
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.reference.importing.ncci_files import part_of

Row = tuple[str, str, str, str, str]
ACTIVE: Row = ("97530", "97116", "20270101", "*", "1")
OTHER: Row = ("97140", "97124", "20270101", "*", "0")
LATER = date(2027, 2, 1)


@pytest.fixture
def opened(database: Path, imported: Path) -> Callable[[], Reference]:
    return lambda: Reference(database, imported)


@pytest.fixture
def add(imports: Imports, tmp_path: Path) -> Callable[..., None]:
    def add_it(name: str, *rows: Row, without: Collection[tuple[str, str]] = ()) -> None:
        path = tmp_path / name
        named = {*without, *(row[:2] for row in rows)}
        others = [row for row in pairs_of_part(part_of(name) or 4) if row[:2] not in named]
        path.write_text(pair_edits([*others, *rows]))
        assert imports.add(path, practitioners=True).changed

    return add_it


def files(reference: Reference) -> list[str]:
    return [source.file for source in reference.sources if source.imported]


def test_a_corrected_part_takes_the_place_of_that_part_alone(
    add: Callable[..., None], imports: Imports, opened: Callable[[], Reference]
) -> None:
    add("ccipra-v330r0-f1.txt", ACTIVE, ("97535", "97110", "20270101", "*", "1"))
    add("ccipra-v330r0-f2.txt", OTHER)
    add("ccipra-v330r1-f1.txt", ("97535", "97110", "20270101", "*", "0"))
    both = opened()
    assert both.edits.pair_edit("97530", "97116", LATER) == opened_without(both, "97530", "97116")
    changed = both.edits.pair_edit("97535", "97110", LATER)
    assert changed is not None
    assert (changed.release, changed.modifier_indicator) == ("NCCI 2027 Q1", "0")
    kept = both.edits.pair_edit("97140", "97124", LATER)
    assert kept is not None
    assert kept.release == "NCCI 2027 Q1"
    assert files(both) == ["ccipra-v330r0-f2.txt", "ccipra-v330r1-f1.txt"]
    assert [entry.file for entry in imports.entries()] == files(both)
    assert both.edits.pair_parts["NCCI 2027 Q1"].loaded == (1, 2)
    imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q1")
    assert files(opened()) == []


def opened_without(reference: Reference, one: str, two: str) -> object:
    """Return what the included data says of a pair."""
    with closing(reference.without_imports()) as bundled:
        return bundled.edits.pair_edit(one, two, LATER)


def test_a_corrected_file_of_no_part_takes_its_place_once_the_quarter_is_removed(
    add: Callable[..., None], imports: Imports, imported: Path
) -> None:
    corrected: Row = ("97530", "97116", "20200101", "20261231", "1")
    add("ccipra-v330.txt", ACTIVE, OTHER)
    with pytest.raises(CmsFileError, match="Remove NCCI 2027 Q1, download its parts again"):
        add("corrected-v330.txt", corrected)
    imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q1")
    add("corrected-v330.txt", corrected)
    with closing(sqlite3.connect(imported)) as connection:
        found = connection.execute("""select effective, deleted from pair_edits
            where column_1 = '97530' and column_2 = '97116'""").fetchall()
    assert found == [("20200101", "20261231")]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("day", "indicator", "holds"),
    [
        (date(2027, 1, 5), "1", True),
        (date(2027, 2, 14), "1", True),
        (date(2027, 2, 15), "1", False),
        (date(2027, 3, 1), "0", True),
        (date(2027, 12, 1), "0", True),
    ],
)
def test_of_a_pair_in_two_rows_the_row_of_the_date_holds(
    turned: bool,
    day: date,
    indicator: str,
    holds: bool,
    add: Callable[..., None],
    opened: Callable[[], Reference],
) -> None:
    rows: list[Row] = [
        ("97530", "97116", "20200101", "20270215", "1"),
        ("97530", "97116", "20270301", "*", "0"),
    ]
    add("ccipra-v330r0-f4.txt", *(reversed(rows) if turned else rows))
    found = opened().edits.pair_edit("97530", "97116", day)
    assert found is not None
    assert (found.modifier_indicator, found.in_force(day)) == (indicator, holds)


def test_a_row_that_never_held_hides_no_row_that_begins_with_it(
    add: Callable[..., None], opened: Callable[[], Reference]
) -> None:
    """CMS lists some as deleted on the day on which they begin."""
    add(
        "ccipra-v330r0-f4.txt",
        ("97530", "97116", "20270101", "*", "1"),
        ("97530", "97116", "20270101", "20270101", "9"),
    )
    found = opened().edits.pair_edit("97530", "97116", LATER)
    assert found is not None
    assert found.modifier_indicator == "1"


def test_a_corrected_mue_table_takes_the_place_of_the_earlier_whole(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    path = tmp_path / "MCR_MUE_PractitionerServices_Eff_01-01-2027.csv"
    path.write_text(text(unit_limits({"97110": 9, "97112": 9})))
    imports.add(path)
    path.write_text(text(unit_limits({"97110": 7}, without=["97112"])))
    imports.add(path)
    both = opened()
    changed, gone = (both.edits.unit_limit(code, LATER) for code in ("97110", "97112"))
    assert changed and (changed.release, changed.units) == ("MUE 2027-01-01", 7)
    assert gone and (gone.release, gone.known_on(LATER)) == ("MUE 2026-10-01", False)
    assert len(imports.entries()) == 1


def test_a_table_of_a_quarter_that_is_built_in_takes_its_place_whole(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    path = tmp_path / "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"
    path.write_text(text(unit_limits({"97110": 7}, without=["97112"])))
    imports.add(path)
    both = opened()
    day = date(2026, 5, 1)
    limit = both.edits.unit_limit("97110", day)
    assert limit is not None
    assert limit.units == 7
    loaded = both.edits.unit_limit("97112", day)
    assert loaded is None or not loaded.known_on(day)


def test_a_quarter_of_pairs_takes_the_place_of_those_before_once_its_parts_are_in(
    add: Callable[..., None], opened: Callable[[], Reference]
) -> None:
    """What is included of 2026 Q4 are core pairs: one that CMS's own files leave out is no pair."""
    pairs = {("97530", "97116"): "NCCI 2026 Q4", ("97530", "97750"): "NCCI 2024 Q3"}
    day, before = date(2026, 11, 2), date(2026, 9, 30)

    def releases(on: date) -> dict[tuple[str, str], str | None]:
        both = opened()
        found = {pair: both.edits.pair_edit(*pair, on) for pair in pairs}
        return {pair: edit and edit.release for pair, edit in found.items()}

    assert releases(day) == pairs
    add("ccipra-v323r0-f1.txt", ("97140", "97124", "20260101", "*", "0"))
    add("ccipra-v323r0-f2.txt", ("97535", "97110", "20260101", "*", "1"))
    assert releases(day) == pairs
    add("ccipra-v323r0-f4.txt", ("97535", "97112", "20260101", "*", "1"), without=pairs)
    assert releases(day) == dict.fromkeys(pairs)
    assert releases(before) == dict.fromkeys(pairs, "NCCI 2024 Q3")
