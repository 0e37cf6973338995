"""The page that lists each statement of docs/rules.md with the test of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders import ROOT
from pages import named_in, table_rows

HERE = Path(__file__).parent
GUIDE = ROOT / "resources" / "help" / "guide"
AGREE = "test_hints_agree.py"  # about all statements at once


ROWS = table_rows(HERE / "README.md")
HOLDERS = [holder for _, _, held_by in ROWS for holder in held_by.split("<br>")]
TESTS = sorted({holder.strip("`") for holder in HOLDERS if holder.startswith("`")})
TEXTS = [holder for holder in HOLDERS if not holder.startswith("`")]


def test_every_section_is_there_and_every_row_says_who_holds_it() -> None:
    counts = {
        section: [row[0] for row in ROWS].count(section)
        for section in ("3", "4", "6", "7", "10", "11")
    }
    assert counts == {"3": 27, "4": 38, "6": 13, "7": 10, "10": 23, "11": 16}
    assert len({statement for _, statement, _ in ROWS}) == len(ROWS)
    assert all(statement and held_by for _, statement, held_by in ROWS)


@pytest.mark.parametrize("node", TESTS)
def test_a_test_that_is_named_is_there(node: str) -> None:
    file, _, name = node.partition("::")
    assert name in named_in(ROOT / file)


def test_every_test_of_this_folder_is_named() -> None:
    for path in sorted(HERE.glob("test_*.py")):
        if path.name not in (AGREE, Path(__file__).name):
            nodes = {f"{path.relative_to(ROOT).as_posix()}::{name}" for name in named_in(path)}
            assert nodes <= set(TESTS), path.name


@pytest.mark.parametrize("holder", TEXTS)
def test_the_guide_says_it(holder: str) -> None:
    found = re.fullmatch(r"guide: (\S+) \"(.+)\"", holder)
    assert found is not None
    topic, words = found.groups()
    assert words in (GUIDE / f"{topic}.md").read_text(encoding="utf-8")
