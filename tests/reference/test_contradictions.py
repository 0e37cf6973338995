"""Rows of one NCCI pair that contradict each other, and years and marks that CMS does not have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from downloads import pair_edits, text, unit_limits
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports

Row = tuple[str, str, str, str, str]
Add = Callable[..., str]
LIMITS = "MCR_MUE_PractitionerServices_Eff_{}.csv"


def pair(start: str, end: str, mark: str) -> Row:
    return ("97530", "97116", start, end, mark)


# Two rows of a pair, and whether both speak of some date.
ROWS: list[tuple[tuple[Row, Row], bool]] = [
    ((pair("20200101", "*", "1"), pair("20200101", "*", "0")), True),
    ((pair("20200101", "*", "1"), pair("20250101", "*", "0")), True),
    ((pair("", "*", "1"), pair("20250101", "*", "0")), True),
    ((pair("20200101", "20250102", "1"), pair("20250101", "*", "0")), True),
    ((pair("20200101", "*", "1"), pair("20210101", "20220101", "9")), True),
    ((pair("20200101", "20250101", "1"), pair("20250101", "*", "0")), False),
    ((pair("20200101", "*", "1"), pair("20200101", "20200101", "9")), False),
    ((pair("20200101", "*", "1"), pair("20230101", "20230101", "9")), False),
    ((pair("20200101", "*", "1"), pair("20200101", "19990401", "9")), False),
    ((pair("20200101", "*", "1"), pair("20250101", "*", "1")), False),
]


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services)


@pytest.fixture
def add(imports: Imports, tmp_path: Path) -> Add:
    def add_it(name: str, rows: Sequence[Row]) -> str:
        path = tmp_path / name
        path.write_text(pair_edits(rows))
        return imports.add(path, practitioners=True).summary

    return add_it


@pytest.mark.parametrize(("rows", "refused"), ROWS)
def test_two_rows_of_a_pair_in_a_file_say_one_thing_of_a_date(
    rows: tuple[Row, Row], refused: bool, add: Add, imported: Path
) -> None:
    for turned in permutations(rows):
        if not refused:
            add("ccipra-v330r0-f4.txt", turned)
            continue
        with pytest.raises(CmsFileError, match="97530 with 97116 twice for the same dates"):
            add("ccipra-v330r0-f4.txt", turned)
        assert not imported.exists()


@pytest.mark.parametrize("names", [("ccipra-v330r0-f1.txt", "ccipra-v330r0-f4.txt")])
@pytest.mark.parametrize(("rows", "refused"), ROWS)
def test_and_so_do_two_parts_of_a_quarter(
    rows: tuple[Row, Row], refused: bool, names: tuple[str, str], add: Add, imported: Path
) -> None:
    for one, other in permutations(rows):
        add(names[0], [one])
        before = imported.read_bytes()
        if refused:
            with pytest.raises(CmsFileError, match="lists 97530 with 97116 in this file and"):
                add(names[1], [other])
            assert imported.read_bytes() == before
        else:
            add(names[1], [other])
        imported.unlink()


def test_a_file_of_no_part_contradicts_no_part_either(add: Add) -> None:
    add("ccipra-v330r0-f4.txt", [pair("20200101", "*", "1")])
    with pytest.raises(CmsFileError, match="in part f4, already imported"):
        add("ccipra-v330.txt", [pair("20200101", "*", "0")])
    add("ccipra-v331.txt", [pair("20200101", "*", "0")])


def test_the_other_files_go_on(imports: Imports, tmp_path: Path) -> None:
    rows = {
        "ccipra-v330r0-f1.txt": [pair("20200101", "*", "1"), pair("20200101", "*", "0")],
        "ccipra-v330r0-f4.txt": [pair("20200101", "*", "1")],
    }
    for name, each in rows.items():
        (tmp_path / name).write_text(pair_edits(each))
    outcomes = list(imports.add_each([tmp_path / name for name in rows], lambda *_: None))
    assert [outcome.refused for outcome in outcomes] == [True, False]


def test_a_pair_that_ends_before_it_begins_is_said_and_never_holds(
    add: Add, database: Path, imported: Path
) -> None:
    said = add("ccipra-v330r0-f4.txt", [pair("20270101", "20260101", "1")])
    assert "CMS withdrew 1 before they took effect" in said
    both = Reference(database, imported)
    found = both.edits.pair_edit("97530", "97116", date(2027, 2, 1))
    both.close()
    assert found is not None
    assert not any(found.in_force(date(year, 7, 1)) for year in range(2020, 2029))


@pytest.mark.parametrize("mark", ["", "2", "10", "1x", "yes"])
def test_a_modifier_indicator_is_one_of_three(mark: str, add: Add) -> None:
    with pytest.raises(CmsFileError, match="isn't a modifier indicator"):
        add("ccipra-v330r0-f4.txt", [pair("20270101", "*", mark)])


@pytest.mark.parametrize(
    ("mark", "fine"),
    [
        *((mark, True) for mark in ("1", "3", "2 Date of Service Edit: Policy", "1 Line Edit")),
        *((mark, False) for mark in ("", "0", "4", "12", "2x", "3.5", "Policy")),
    ],
)
def test_an_adjudication_indicator_is_one_of_three(
    mark: str, fine: bool, imports: Imports, tmp_path: Path
) -> None:
    path = tmp_path / LIMITS.format("01-01-2027")
    path.write_text(text([*unit_limits({}), ["L0001", "4", mark, ""]]))
    if fine:
        assert imports.add(path).changed
        return
    with pytest.raises(CmsFileError, match="L0001 in the MUE table has no adjudication"):
        imports.add(path)


YEAR = date.today().year


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2007, "Quarterhour shows fees for 2020 and later"),
        (2019, "Quarterhour shows fees for 2020 and later"),
        (2020, ""),
        (YEAR + 2, ""),
        (YEAR + 3, "isn't plausible"),
        (2093, "isn't plausible"),
    ],
)
@pytest.mark.parametrize("kind", ["limits", "pairs", "pairs by their dates"])
def test_a_table_of_a_year_that_cannot_be_is_refused(
    year: int, words: str, kind: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    rows = [pair(f"{year}0101", "*", "1")]
    name, content = {
        "limits": (LIMITS.format(f"01-01-{year}"), text(unit_limits({}))),
        "pairs": (f"ccipra-v{year - 1994:02}0r0-f4.txt", pair_edits(rows)),
        "pairs by their dates": ("ccipra-f4.txt", pair_edits(rows)),
    }[kind]
    path = tmp_path / name
    path.write_text(content)
    if not words:
        assert imports.add(path).changed
        return
    with pytest.raises(CmsFileError, match=words):
        imports.add(path)
    assert not imported.exists()
