"""Pages that list statements with the tests of them."""

from __future__ import annotations

import ast
from pathlib import Path


def table_rows(page: Path) -> list[list[str]]:
    """Return the cells of each row of the tables in a Markdown page, the headers left out."""
    lines = page.read_text(encoding="utf-8").splitlines()
    tables = [at for at, line in enumerate(lines) if line.startswith("|---")]
    return [
        line.strip("| ").split(" | ")
        for at, line in enumerate(lines)
        if line.startswith("| ") and at + 1 not in tables
    ]


def named_in(path: Path) -> set[str]:
    """Return the names of the tests that a file defines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {name for name in found if name.startswith("test_")}
