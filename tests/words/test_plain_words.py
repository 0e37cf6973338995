"""Every text is plain American English: no old phrase is in it.

Those that people read are texts, pages, and messages; those of the code, comments and docstrings.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
WINDOW = ROOT / "desktop" / "quarterhour" / "window"
# What its texts should say, and don't until the new window: by what is to be said instead.
NOT_YET_IN_WINDOW = {
    "remaining unit",
    "remaining minutes",
    "Quarterhour",
    "this year",
    "is on, is for",
    "Check with your MAC",
    "location adjustment (GPCI)",
    "isn't a",
}
# The words of the guide's search and of its contents.toml are what people type.
SEARCH = ROOT / "desktop" / "quarterhour" / "guide" / "search.py"
WRITTEN = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "resources" / "help").rglob("*.md"),
    *(ROOT / "resources" / "help" / "codes").glob("*.toml"),
    ROOT / "resources" / "tables" / "abbreviations.csv",
]
CODE = sorted(
    path
    for folder in ("desktop", "build_scripts", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
SPOKEN = [path for path in CODE if path.is_relative_to(ROOT / "desktop") and path != SEARCH]
# The comments of the window keep theirs for now.
REMARKED = [path for path in CODE if "window" not in path.relative_to(ROOT).parts]


def lines_of(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


OLD = {
    re.compile(pattern, re.IGNORECASE): better
    for pattern, better in (line.split("\t") for line in lines_of("old_phrases.txt"))
}
OLD_SENTENCES = {re.compile(re.escape(piece)): "it anew" for piece in lines_of("old_sentences.txt")}
READ = OLD | OLD_SENTENCES
READ_IN_WINDOW = {
    pattern: better for pattern, better in READ.items() if better not in NOT_YET_IN_WINDOW
}
BRITISH = re.compile("|".join(lines_of("british_spellings.txt")), re.IGNORECASE)


def spoken(path: Path) -> Iterator[str]:
    """Yield the texts of a module that people read: its strings with a space, no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(text) for text in docstrings(tree)}
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            texts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            yield from _sentence("".join(map(str, texts)))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent | parts
        ):
            yield from _sentence(node.value)


def remarks(path: Path) -> Iterator[str]:
    """Yield the docstrings and comments of a module, without the code that they quote."""
    source = path.read_text(encoding="utf-8")
    for text in (*(each.value for each in docstrings(ast.parse(source))), _comments(source)):
        yield re.sub(r"\s+", " ", re.sub("`[^`]*`", "`", str(text)))


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the docstrings of a module, its classes, and its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str()) as text), *_]:
                    yield text


def _comments(source: str) -> str:
    """Return all comments one after the other: a sentence may go over several lines."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return " ".join(each.string.lstrip("# ") for each in tokens if each.type == tokenize.COMMENT)


def _sentence(text: str) -> Iterator[str]:
    if " " in text and not re.match(r"\s*(select|delete|update|insert|create|alter|with)\b", text):
        yield re.sub(r"\s+", " ", text)


def old_phrases(text: str, old: Mapping[re.Pattern[str], str]) -> list[str]:
    """Return what of a text is old, in its place, with what to say instead."""
    return [
        f"{text[max(found.start() - 40, 0) : found.end() + 40]!r}: say {better}"
        for pattern, better in old.items()
        for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_message_has_an_old_phrase(path: Path) -> None:
    old = READ_IN_WINDOW if path.is_relative_to(WINDOW) else READ
    assert [said for text in spoken(path) for said in old_phrases(text, old)] == []


@pytest.mark.parametrize("path", REMARKED, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_remark_has_an_old_phrase(path: Path) -> None:
    assert [said for text in remarks(path) for said in old_phrases(text, OLD)] == []


def test_remarks_are_read_over_several_lines_without_code(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""What is\nstated, not `stated`."""\n\nX = 1  # as\n# it stands\n')
    found = [said for text in remarks(module) for said in old_phrases(text, OLD)]
    assert [each.rsplit(": say ")[1] for each in found] == ["you confirmed", "as entered"]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_has_an_old_phrase(path: Path) -> None:
    assert old_phrases(re.sub(r"\s+", " ", path.read_text(encoding="utf-8")), READ) == []


@pytest.mark.parametrize("path", [*CODE, *WRITTEN], ids=lambda path: str(path.relative_to(ROOT)))
def test_spelling_is_american(path: Path) -> None:
    if path != Path(__file__):
        assert BRITISH.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["The remainder.", "As it stands", "20 %", "colour"])
def test_an_old_phrase_is_found(text: str) -> None:
    assert old_phrases(text, READ) or BRITISH.search(text)
