"""A docstring is made of whole sentences: no paragraph breaks off."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from words.test_plain_words import CODE, docstrings

# A paragraph may also end in a command or an example.
ENDS = re.compile(r"[.:?!]`*\)?$|\bpython3? .*$")


def broken_off(path: Path) -> Iterator[str]:
    """Yield the paragraphs of docstrings that end without the end of a sentence."""
    for each in docstrings(ast.parse(path.read_text(encoding="utf-8"))):
        for paragraph in str(each.value).split("\n\n"):
            if not ENDS.search(paragraph.rstrip().rpartition("\n")[2]) and ">>>" not in paragraph:
                yield paragraph.strip()


def test_no_docstring_breaks_off() -> None:
    assert [(path.name, said) for path in CODE for said in broken_off(path)] == []


def test_one_that_breaks_off_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""Files.\n\nA disk without permissions, such as a memory\n"""\n')
    assert list(broken_off(module)) == ["A disk without permissions, such as a memory"]
