"""A part of the NCCI pairs beside what is known of it: cut short, misnamed, written otherwise."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from downloads import Pair, pair_edits, pairs_of_part
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports

NAME = "ccipra-v330r0-f{}.txt"
ROWS = {part: pairs_of_part(part) for part in (1, 2, 4)}
AFTER: Pair = ("V5364", "99999", "20200101", "*", "1")  # of f4, no therapy code
Add = Callable[[str, str], str]


@pytest.fixture
def add(imports: Imports, tmp_path: Path) -> Add:
    def add_it(name: str, content: str) -> str:
        path = tmp_path / name
        path.write_text(content, encoding="cp1252")
        return imports.add(path, practitioners=True).summary

    return add_it


def stored(imported: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(imported)) as connection:
        query = (
            "select part, column_1, column_2, effective, deleted, modifier_indicator "
            "from pair_edits order by 1, 2, 3, 4, 5"
        )
        return connection.execute(query).fetchall()


def cuts() -> Iterator[tuple[int, int, int]]:
    """Yield a part, and from which row to which it lacks rows: to the end, or in the middle."""
    chosen = random.Random(17)
    for part, rows in ROWS.items():
        yield part, len(rows) - 1, len(rows)
        for _ in range(4):
            at = chosen.randrange(1, len(rows) - 1)
            yield part, at, len(rows)
            yield part, 0, at + 1
            yield part, at, min(at + chosen.choice((1, 30, 60)), len(rows) - 1)


@pytest.mark.parametrize("name", [NAME, "ccipra-v330.txt"])
@pytest.mark.parametrize(("part", "first", "last"), list(cuts()))
def test_a_part_without_rows_is_refused_or_says_how_many_it_lacks(
    part: int, first: int, last: int, name: str, add: Add, imported: Path
) -> None:
    rows, lacking = ROWS[part], last - first
    content = pair_edits(rows[:first] + rows[last:])
    if last == len(rows) or lacking > max(1, len(rows) // 10):
        with pytest.raises(CmsFileError, match="is incomplete: "):
            add(name.format(part), content)
        assert not imported.exists()
    else:
        such = " with ".join(rows[first][:2])
        said = f"Expected edits not in this file: {lacking}, such as {such}."
        assert said in add(name.format(part), content)


@pytest.mark.parametrize("name", ["ccipra.csv", NAME.format(4)])
@pytest.mark.parametrize("at", range(0, len(ROWS[4]), 40))
@pytest.mark.parametrize("turned", [False, True])
def test_a_few_rows_are_no_part(name: str, at: int, turned: bool, add: Add, imported: Path) -> None:
    one, two, _, end, mark = ROWS[4][at]
    pair = (two, one) if turned else (one, two)
    with pytest.raises(CmsFileError, match=r"is incomplete: |has the edits of part"):
        add(name, pair_edits([(*pair, "20270101", end, mark)]))
    assert not imported.exists()


def test_a_part_that_goes_on_may_drop_the_last_therapy_pair(add: Add) -> None:
    said = add(NAME.format(4), pair_edits([*ROWS[4][:-1], AFTER]))
    assert "not in this file: 1, such as G0329 with G0283." in said


@pytest.mark.parametrize("part", ROWS)
def test_a_whole_part_says_nothing(part: int, add: Add) -> None:
    assert "Expected edits" not in add(NAME.format(part), pair_edits(ROWS[part]))


@pytest.mark.parametrize("name", ["ccipra-v330r1-f4.txt", "ccipra-v331r0-f4.txt"])
def test_it_is_compared_with_the_part_that_is_in(name: str, add: Add, imported: Path) -> None:
    """A pair that the included data has, and the one imported lacks, is not missed again."""
    own = [
        ("97530", str(code), "20270101", "*", "1")
        for code in (97022, 97024, 97026, 97028, 97032, 97033, 97034, 97035, 97036)
    ]
    new = [pair for pair in own if pair[:2] not in {each[:2] for each in ROWS[4]}]
    whole = [*ROWS[4][5:], *new]
    add("ccipra-v330r0-f4.txt", pair_edits(sorted(whole)))
    before = imported.read_bytes()
    with pytest.raises(CmsFileError, match=rf"out of {len(whole)} expected edits are missing"):
        add(name, pair_edits(sorted(whole)[:10]))
    assert imported.read_bytes() == before
    assert "Expected edits" not in add(name, pair_edits(sorted([*whole, AFTER])))


def test_a_quarter_before_all_that_is_known_may_lack_what_came_later(add: Add) -> None:
    rows = [*ROWS[4][::3], *ROWS[4][1::3], AFTER]
    assert "not in this file: " in add("ccipra-v280r0-f4.txt", pair_edits(sorted(rows)))
    with pytest.raises(CmsFileError, match="is incomplete"):
        add("ccipra-v281r0-f4.txt", pair_edits([*ROWS[4][::3], AFTER]))


@pytest.mark.parametrize(
    ("held", "named"), [(held, named) for held in ROWS for named in (1, 2, 3, 4) if held != named]
)
def test_a_part_by_the_name_of_another_is_refused(
    held: int, named: int, add: Add, imported: Path
) -> None:
    words = f"is part f{named} of NCCI 2027 Q1 by its name, but has the edits of part f{held}"
    with pytest.raises(CmsFileError, match=words):
        add(NAME.format(named), pair_edits(ROWS[held]))
    assert not imported.exists()


def padded(at: int, change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda cells: [*cells[:at], change(cells[at]), *cells[at + 1 :]]


def in_order(order: Sequence[int]) -> Callable[[list[str]], list[str]]:
    return lambda cells: [cells[at] for at in order]


FORMS: dict[str, Callable[[list[str]], list[str]]] = {
    "blank after column 1": padded(0, lambda code: f"{code} "),
    "blank before column 2": padded(1, lambda code: f"  {code}"),
    "hard blank": padded(1, lambda code: f"{code}\u00a0"),
    "small letters": padded(0, str.lower),
    "columns exchanged": in_order((1, 0, 2, 3, 4, 5, 6)),
    "codes at the end": in_order((6, 5, 4, 3, 2, 1, 0)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_codes_are_read_however_they_stand(
    form: Callable[[list[str]], list[str]], add: Add, imports: Imports, imported: Path
) -> None:
    lines = pair_edits(ROWS[4]).splitlines()
    add(NAME.format(4), "\n".join(lines))
    plain = stored(imported)
    imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q1")
    head = lines.index(next(line for line in lines if line.startswith("Column 1")))
    moved = ["\t".join(form(line.split("\t"))) for line in lines[head:]]
    add(NAME.format(4), "\n".join([*lines[:head], *moved]))
    assert stored(imported) == plain
    assert len(plain) == len(ROWS[4])


OF_OTHERS = [("10000", "10001", "20270101", "*", "1")]


@pytest.mark.parametrize("name", [NAME.format(part) for part in (1, 2, 4)] + ["ccipra-v330.txt"])
def test_a_file_without_a_therapy_pair_is_refused(name: str, add: Add, imported: Path) -> None:
    with pytest.raises(CmsFileError, match="has no edits between two therapy codes"):
        add(name, pair_edits(OF_OTHERS))
    assert not imported.exists()


def test_part_3_has_none(add: Add) -> None:
    assert "Still to import" in add(NAME.format(3), pair_edits(OF_OTHERS))


def row(start: str, end: str, mark: str) -> Pair:
    return ("97530", "97116", start, end, mark)


OTHER: Pair = ("97530", "97140", "20270101", "*", "1")
# What two files tell of a pair, and whether that differs.
TOLD: list[tuple[list[Pair], list[Pair], bool]] = [
    ([row("20270101", "*", "1")], [row("20270101", "*", "0")], True),
    ([row("20270101", "*", "1")], [row("20270101", "20270215", "1")], True),
    ([row("20270101", "*", "1")], [row("20200101", "20261231", "1")], True),
    ([row("20270101", "*", "1")], [row("20200101", "*", "1")], True),
    ([row("20270101", "*", "1")], [row("20270101", "*", "1")], False),
    (
        [row("20270101", "*", "1")],
        [row("20270101", "*", "1"), row("20270101", "20270101", "9")],
        False,
    ),
    ([row("20270101", "*", "1")], [], False),
]


@pytest.mark.parametrize("first", ["a-ccipra-v330.txt", NAME.format(4)])
@pytest.mark.parametrize(("one", "other", "differ"), TOLD)
def test_what_a_file_of_no_part_tells_of_a_pair_is_what_the_others_tell(
    one: list[Pair],
    other: list[Pair],
    differ: bool,
    first: str,
    add: Add,
    imports: Imports,
    imported: Path,
) -> None:
    """Whichever comes first: neither replaces the other without a word."""
    found, names = [], (first, "b-ccipra-v330.txt")
    for (name, rows), (then, more) in permutations(zip(names, (one, other), strict=True)):
        add(name, content(rows))
        before = imported.read_bytes()
        if differ:
            with pytest.raises(CmsFileError, match="lists 97530 with 97116 in this file and"):
                add(then, content(more))
            assert imported.read_bytes() == before
        else:
            add(then, content(more))
            found.append(sorted(pair for _, *pair in stored(imported)))
        imports.remove(ReleaseKind.PAIR_EDITS, "NCCI 2027 Q1")
    assert found[:1] == found[1:]


def content(rows: list[Pair]) -> str:
    """Return a whole part f4 with these rows and one that all files have."""
    return pair_edits([*rows, OTHER], 4)


@pytest.mark.parametrize("fillers", [4_996, 4_997, 4_998, 4_999])
def test_all_rows_of_a_pair_are_kept_wherever_they_stand(
    fillers: int, add: Add, imported: Path, reference: Reference
) -> None:
    rows = [row("20260101", "*", "0"), row("20200101", "20250101", "1")]
    codes = permutations(sorted(reference.services), 2)
    many = [pair for part in ROWS for pair in ROWS[part]]
    named = {pair[:2] for pair in (*many, *rows)}
    others = (pair for pair in codes if pair not in named)
    many += [(*next(others), "20270101", "*", "1") for _ in range(fillers - len(many))]
    add("ccipra-v330.txt", pair_edits([*many, *rows]))
    assert len(stored(imported)) == fillers + 2
