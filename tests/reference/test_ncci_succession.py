"""NCCI tables beside those that are in: older revisions, tables cut short, codes without a row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from builders import hint_of, pt, visit_fields
from downloads import header, pair_edits, text, unit_limits
from quarterhour.assess import assess
from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.reference.importing.ncci_files import part_of
from quarterhour.visit import visit_from

NAME = "MCR_MUE_PractitionerServices_Eff_{}.csv"
ROWS = unit_limits({})
HEAD = len(header("MUE.csv"))
DAY = date(2027, 2, 1)


def limits(folder: Path, rows: list[list[str]], day: str = "01-01-2027") -> Path:
    path = folder / NAME.format(day)
    path.write_text(text(rows))
    return path


def cuts() -> Iterator[tuple[int, int]]:
    """Yield from which row to which row rows are missing: to the end, and some in the middle."""
    chosen = random.Random(17)
    therapy = [at for at, row in enumerate(ROWS) if at >= HEAD and not row[0].startswith("A")]
    for at in chosen.sample(therapy, 12):
        yield at, len(ROWS)
        yield HEAD, at + 1
        yield at, min(at + chosen.choice((1, 5, 40)), len(ROWS))
    yield len(ROWS) - 1, len(ROWS)


@pytest.mark.parametrize(("first", "last"), list(cuts()))
def test_a_table_without_rows_is_refused_or_says_which_codes_it_lacks(
    first: int, last: int, imports: Imports, imported: Path, reference: Reference, tmp_path: Path
) -> None:
    gone = {row[0] for row in ROWS[first:last]} & reference.services.keys()
    path = limits(tmp_path, ROWS[:first] + ROWS[last:])
    try:
        said = imports.add(path).summary
    except CmsFileError as error:
        assert "incomplete" in str(error)
        assert not imported.exists()
        return
    assert last < len(ROWS) and first > HEAD
    assert len(gone) < len(reference.services) / 10
    assert said.endswith(f"No longer limited: {', '.join(sorted(gone))}.")


@pytest.mark.parametrize("day", ["04-01-2026", "10-01-2026", "01-01-2027", "01-01-2025"])
def test_a_whole_table_is_taken(day: str, imports: Imports, tmp_path: Path) -> None:
    said = imports.add(limits(tmp_path, ROWS, day)).summary
    assert "No limit" not in said


def test_a_table_that_goes_on_after_the_therapy_codes_may_drop_the_last(
    imports: Imports, tmp_path: Path
) -> None:
    rows = unit_limits({"V5364": 0}, without=["G0543"])
    assert imports.add(limits(tmp_path, rows)).summary.endswith("No longer limited: G0543.")


def test_it_is_compared_with_the_table_imported_before(imports: Imports, tmp_path: Path) -> None:
    rows = unit_limits({"V5364": 0}, without=["G0543"])
    imports.add(limits(tmp_path, rows))
    assert "No limit" not in imports.add(limits(tmp_path, rows, "04-01-2027")).summary


@pytest.mark.parametrize(
    ("day", "release", "known"),
    [
        (date(2026, 12, 31), "MUE 2026-10-01", True),
        (date(2027, 1, 1), "MUE 2026-10-01", False),
        (date(2027, 3, 31), "MUE 2026-10-01", False),
        (date(2027, 4, 1), "MUE 2027-04-01", True),
    ],
)
def test_the_limit_of_a_code_without_a_row_is_not_known_in_that_quarter(
    day: date,
    release: str,
    known: bool,
    imports: Imports,
    imported: Path,
    database: Path,
    tmp_path: Path,
) -> None:
    imports.add(limits(tmp_path, unit_limits({}, without=["97112"])))
    imports.add(limits(tmp_path, unit_limits({"97112": 3}), "04-01-2027"))
    with closing(Reference(database, imported)) as both:
        found = both.edits.unit_limit("97112", day)
        visit = visit_from(visit_fields(pt("97112", 120), date_of_service=str(day)))
        topic = Topic.UNITS_ABOVE_LIMIT if known else Topic.LIMIT_NOT_KNOWN
        hint = hint_of(assess(visit, both), topic)
    assert found is not None
    assert (found.release, found.known_on(day)) == (release, known)
    assert release in hint.citation


@pytest.mark.parametrize(
    ("first", "then", "refused"),
    [
        ("ccipra-v330r1-f4.txt", "ccipra-v330r0-f4.txt", True),
        ("ccipra-v330r10-f4.TXT", "ccipra-v330r9-f4.TXT", True),
        ("ccipra-v330r0-f4.txt", "ccipra-v330r1-f4.txt", False),
        ("ccipra-v330r1-f4.txt", "ccipra-v330r1-f4.txt", False),
        ("ccipra-v330r1-f1.txt", "ccipra-v330r0-f4.txt", False),
        ("ccipra-v331r1-f4.txt", "ccipra-v330r0-f4.txt", False),
        ("ccipra-v330r1-f4.txt", "ccipra-v330-f4.txt", False),
    ],
)
def test_an_older_revision_of_a_part_does_not_replace_a_newer(
    first: str, then: str, refused: bool, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    for name, mark in ((first, "20260101"), (then, "20260701")):
        rows = [("97530", "97116", mark, "*", "1")]
        (tmp_path / name).write_text(pair_edits(rows, part_of(name) or 0))
        if name == then and refused:
            before = imported.read_bytes()
            with pytest.raises(CmsFileError, match="is already imported and newer"):
                imports.add(tmp_path / then)
            assert imported.read_bytes() == before
        else:
            imports.add(tmp_path / name)
