"""What is loaded, as it is listed, and what comes of removing some of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from downloads import pair_edits, zip_records
from quarterhour.entry.loaded import (
    LISTED_KINDS,
    LoadedRow,
    edition_offered,
    loaded_rows,
    name_of,
    removal_question,
)
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.importing import Imports
from releases import release

TODAY = date(2026, 11, 28)


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Iterator[Reference]:
    """Fees with nothing imported."""
    reference = Reference(database, tmp_path / "data" / "imported.sqlite")
    yield reference
    reference.close()


@pytest.fixture
def imports(own: Reference, tmp_path: Path) -> Imports:
    return Imports(tmp_path / "data" / "imported.sqlite", own.services, own.bundled)


@pytest.fixture
def having(own: Reference, imports: Imports, tmp_path: Path) -> Reference:
    """Fees with a year that has a new code, ZIP codes, and a part of the pairs imported."""
    records, part = tmp_path / "zip.txt", tmp_path / "ccipra-v330r0-f4.txt"
    records.write_text(zip_records("20271"))
    part.write_text(pair_edits([("97530", "97140", "20270101", "*", "1")], 4))
    imports.add(release(tmp_path, "RVU27A", ("34.0000", "34.5000"), new=("97117",)))
    imports.add(records)
    imports.add(part)
    own.reload()
    return own


def row(reference: Reference, name: str, today: date = TODAY) -> LoadedRow:
    (found,) = (each for each in loaded_rows(reference, today) if each.release == name)
    return found


def test_what_is_included_is_listed_by_kind_and_month(own: Reference) -> None:
    rows = loaded_rows(own, TODAY)
    assert [LISTED_KINDS[each.kind] for each in rows[:2]] == ["Fees and locations"] * 2
    newest, earlier = rows[:2]
    assert (newest.release, newest.shown, newest.origin) == ("RVU26C", "2026, July", "Included")
    assert earlier.origin == "Included, 7 releases"
    assert newest.name == "Fees and locations 2026, July"
    assert newest.identity == (ReleaseKind.FEE_SCHEDULE, "RVU26C")
    listed = [each.kind for each in rows]
    assert listed == sorted(listed, key=list(LISTED_KINDS).index)
    for kind in set(listed) - {ReleaseKind.FEE_SCHEDULE}:
        begins = {each.name: each.begins for each in own.releases if each.kind is kind}
        shown = [begins[each.release] for each in rows if each.kind is kind]
        assert shown == sorted(shown, reverse=True), kind


def test_the_files_of_every_release_are_told(own: Reference) -> None:
    told = {source for each in loaded_rows(own, TODAY) for source in each.sources}
    assert {source for each in own.releases for source in each.sources} <= told


@pytest.mark.parametrize("today", [date(2027, 1, 4), date(2027, 12, 30)])
def test_what_visits_want_and_nobody_has_is_listed_too(own: Reference, today: date) -> None:
    first = loaded_rows(own, today)[0]
    assert (first.kind, first.origin) == (ReleaseKind.FEE_SCHEDULE, "Not loaded")
    assert not first.complete
    pairs = [each for each in loaded_rows(own, today) if each.kind is ReleaseKind.PAIR_EDITS]
    assert pairs[0].origin == "Not loaded"


def test_what_is_imported_tells_when_and_from_which_file(having: Reference) -> None:
    fees = row(having, "RVU27A")
    assert fees.shown == "2027, January"
    assert fees.origin.startswith("Imported ")
    assert "Conversion factor 34.0000; of qualifying APM participants 34.5000." in " ".join(
        fees.about
    )
    pairs = row(having, "NCCI 2027 Q1")
    assert pairs.origin == "Imported in part"
    assert [(part.name, part.loaded) for part in pairs.parts] == [
        ("f1", False),
        ("f2", False),
        ("f3", None),
        ("f4", True),
    ]


def test_an_older_release_says_which_is_newer(
    own: Reference, imports: Imports, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU26B", ["33.4009"]))
    own.reload()
    assert row(own, "RVU26B").dates == "Kept; July 2026 is newer."


def test_what_is_asked_before_a_removal_says_what_comes_of_it(having: Reference) -> None:
    names = ("RVU27A", "ZIP codes 2027 quarter 1", "NCCI 2027 Q1")
    fees, zips, pairs = (row(having, name) for name in names)
    assert "01/01/2027 to 12/31/2027 will have no fees." in removal_question(having, [fees])
    assert "The earlier tables are used again." in removal_question(having, [zips])
    assert "All parts of Code pairs (NCCI) 2027, January are removed." in removal_question(
        having, [pairs]
    )
    assert name_of([fees]) == "Fees and locations 2027, January"
    assert name_of([fees, zips, pairs]) == "3 imports"


def test_a_removal_says_whose_fees_are_used_again(
    own: Reference, imports: Imports, tmp_path: Path
) -> None:
    imports.add(release(tmp_path, "RVU26D", ["33.4009"]))
    own.reload()
    asked = removal_question(own, [row(own, "RVU26D")])
    assert "10/01/2026 to 12/31/2026 will use the fees of July 2026 again." in asked


def test_the_rules_of_new_codes_are_those_of_an_import(having: Reference) -> None:
    offered = edition_offered(having, None)
    assert offered is not None
    assert offered.release == "RVU27A"
    assert edition_offered(having, row(having, "RVU27A")) == offered


def test_without_an_import_no_rules_are_typed(own: Reference) -> None:
    assert edition_offered(own, None) is None
