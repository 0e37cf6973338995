"""The page that lists each claim of privacy and of safety beside the test that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import ROOT
from pages import named_in, table_rows

ROWS = table_rows(Path(__file__).with_name("README.md"))
TESTS = sorted({test.strip("`") for _, tests in ROWS for test in tests.split("<br>")})
STATEMENT = ("The program opens no", "`tests/faults/README.md` lists")


def flat(text: str) -> str:
    return " ".join(text.split())


README = flat((ROOT / "README.md").read_text(encoding="utf-8"))
SECURITY = flat((ROOT / "SECURITY.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("claim", [claim for claim, _ in ROWS])
def test_a_claim_is_made(claim: str) -> None:
    assert claim in README or claim in SECURITY


@pytest.mark.parametrize("node", TESTS)
def test_a_test_that_is_named_is_there(node: str) -> None:
    file, _, name = node.partition("::")
    assert name in named_in(ROOT / file)


def test_every_sentence_of_the_statement_is_listed() -> None:
    """Without its tables and what leads to them, the statement is made of claims."""
    start, end = map((ROOT / "README.md").read_text(encoding="utf-8").index, STATEMENT)
    lines = (ROOT / "README.md").read_text(encoding="utf-8")[start:end].splitlines()
    said = flat(" ".join(line for line in lines if not line.startswith(("|", "What the"))))
    for claim, _ in ROWS:
        said = said.replace(claim, "")
    assert said.strip() == ""
