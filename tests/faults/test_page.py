"""The page that lists each claim of privacy and of safety with the test of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders import ROOT
from pages import named_in, table_rows

ROWS = table_rows(Path(__file__).with_name("README.md"))
TESTS = sorted({test.strip("`") for _, tests in ROWS for test in tests.split("<br>")})
MARK = re.compile(r"<!-- claim: ([a-z-]+) -->")
PRIVACY = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
STATEMENT = "## What Quarterhour does"
TITLE = re.compile(r"^\| *what *\||^\|-|:$|`tests/")


def test_every_claim_is_marked_once_and_listed() -> None:
    marked = MARK.findall(PRIVACY + SECURITY)
    assert len(marked) == len(set(marked))
    assert {f"`{name}`" for name in marked} == {claim for claim, _ in ROWS}


@pytest.mark.parametrize("node", TESTS)
def test_a_test_that_is_named_is_there(node: str) -> None:
    file, _, name = node.partition("::")
    assert name in named_in(ROOT / file)


def test_every_line_of_the_statement_is_a_claim() -> None:
    """Without the titles of its table and what leads on, the statement is made of claims."""
    statement = PRIVACY.partition(STATEMENT)[2].partition("\n#")[0]
    lines = [line for line in statement.splitlines() if line and not TITLE.search(line)]
    assert [line for line in lines if not MARK.search(line)] == []
    assert len(lines) > 1
