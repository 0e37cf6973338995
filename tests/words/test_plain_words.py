"""Every text is plain American English: no old phrase is in it.

Those that people read are texts, pages, and messages; those of the code, comments and docstrings.
"""

from __future__ import annotations

import ast
import csv
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# The words of the guide's search and of its contents.toml are what people type.
SEARCH = ROOT / "desktop" / "quarterhour" / "guide" / "search.py"
WRITTEN = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "resources" / "help").rglob("*.md"),
    *(ROOT / "resources" / "help" / "codes").glob("*.toml"),
    ROOT / "resources" / "help" / "guide" / "contents.toml",
    *(ROOT / "resources" / "tables").glob("*.csv"),
    *(ROOT / "tests").glob("*/README.md"),
    *(ROOT / ".github" / "workflows").glob("*.yml"),
    *(ROOT / "build_scripts" / "packaging" / "bundling").rglob("quarterhour.[nw][sx][isx]"),
]
# What people see of a table; its other columns are names and figures.
SHOWN_COLUMNS = ("label", "note", "source", "title")
CODE = sorted(
    path
    for folder in ("desktop", "build_scripts", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
SPOKEN = [path for path in CODE if not path.is_relative_to(ROOT / "tests") and path != SEARCH]


def lines_of(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def patterns(name: str) -> dict[re.Pattern[str], str]:
    """Return what to say instead of each pattern in a file."""
    pairs = (line.split("\t") for line in lines_of(name))
    return {re.compile(pattern, re.IGNORECASE): better for pattern, better in pairs}


OLD = patterns("old_phrases.txt")
OLD_TERMS = patterns("old_terms.txt")
OLD_SENTENCES = {re.compile(re.escape(piece)): "it anew" for piece in lines_of("old_sentences.txt")}
READ = OLD | OLD_TERMS | OLD_SENTENCES
# What the design of the window says, as it is: there is no room for "remittance advice (ERA)".
DESIGNED = ("A remittance can differ by a cent or two.",)
NAMES = re.compile("`[^`]*`")
BRITISH = re.compile("|".join(lines_of("british_spellings.txt")), re.IGNORECASE)


def spoken(path: Path) -> Iterator[str]:
    """Yield the texts of a module that people read, without docstrings and names in backticks.

    Those are its strings with a space, and the single words that begin with a capital.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(text) for text in (*docstrings(tree), *_exported(tree))}
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
        yield re.sub(r"\s+", " ", NAMES.sub("`", str(text)))


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the docstrings of a module, its classes, and its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str()) as text), *_]:
                    yield text


def _exported(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the names that a module gives out, and those that it loads when they are asked for."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign([ast.Name("__all__")], ast.List(names)):
                yield from names
            case ast.Call(ast.Name("loading"), [_, ast.Dict() as homes]):
                yield from (each for each in ast.walk(homes) if isinstance(each, ast.Constant))


def _comments(source: str) -> str:
    """Return all comments one after the other: a sentence may go over several lines."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return " ".join(each.string.lstrip("# ") for each in tokens if each.type == tokenize.COMMENT)


def _sentence(text: str) -> Iterator[str]:
    if re.match(r"\s*(select|delete|update|insert|create|alter|with)\b", text):
        return
    if " " in text or re.fullmatch(r"[A-Z][a-z]+\W*", text):
        yield re.sub(r"\s+", " ", NAMES.sub("`", text))


def written(path: Path) -> str:
    """Return what people read of a file, without names in backticks."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(text))
        text = " ".join(row[column] for row in rows for column in SHOWN_COLUMNS if column in row)
    elif path.name == "contents.toml":
        text = re.sub(r"^words = .*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", NAMES.sub("`", text))


def old_phrases(text: str, old: Mapping[re.Pattern[str], str]) -> list[str]:
    """Return what of a text is old, in its place, with what to say instead."""
    return [
        f"{text[max(found.start() - 40, 0) : found.end() + 40]!r}: say {better}"
        for pattern, better in old.items()
        for found in pattern.finditer(text)
    ]


def _without_designed(text: str) -> str:
    for sentence in DESIGNED:
        text = text.replace(sentence, "")
    return text


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_message_has_an_old_phrase(path: Path) -> None:
    texts = (_without_designed(text) for text in spoken(path))
    assert [said for text in texts for said in old_phrases(text, READ)] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_remark_has_an_old_phrase(path: Path) -> None:
    assert [said for text in remarks(path) for said in old_phrases(text, OLD)] == []


def test_remarks_are_read_over_several_lines_without_code(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""What is\nstated, not `stated`."""\n\nX = 1  # as\n# it stands\n')
    found = [said for text in remarks(module) for said in old_phrases(text, OLD)]
    assert [each.rsplit(": say ")[1] for each in found] == ["you confirmed", "as entered"]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_has_an_old_phrase(path: Path) -> None:
    assert old_phrases(written(path), READ) == []


@pytest.mark.parametrize("path", [*CODE, *WRITTEN], ids=lambda path: str(path.relative_to(ROOT)))
def test_spelling_is_american(path: Path) -> None:
    if path != Path(__file__):
        assert BRITISH.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["The remainder.", "As it stands", "20 %", "colour"])
def test_an_old_phrase_is_found(text: str) -> None:
    assert old_phrases(text, READ) or BRITISH.search(text)


# One use of each old term.
PLANTED = (
    *("What you attested", "Its remedy", "97110 carries KX", "One is left off"),
    "In order of entry",
    *("Charges to date", "The line of medical review", "Two candidates", "Who treats"),
    *("Its arithmetic", "The edition of July", "As on a remittance", "The MAC's price"),
    *("Assistant reduction", "The patient's part", "Deductible remaining", "Over the unit limit"),
    *("Billed beside others", "A further unit", "No slack", "A spoilt file", "Whither it goes"),
    *("Codes open to both", "An absolute limit", "Purpose of the care"),
)


@pytest.mark.parametrize("text", PLANTED)
def test_an_old_term_is_found_in_a_message_and_on_a_page(text: str, tmp_path: Path) -> None:
    module, page = tmp_path / "module.py", tmp_path / "page.md"
    module.write_text(f'SAID = "{text}."\n')
    page.write_text(f"# A page\n\n{text},\nand more.\n")
    assert [said for each in spoken(module) for said in old_phrases(each, OLD_TERMS)]
    assert old_phrases(written(page), OLD_TERMS)


def test_each_old_term_is_planted() -> None:
    assert [each.pattern for each in OLD_TERMS if not any(map(each.search, PLANTED))] == []


def test_of_a_table_the_columns_for_people_are_read(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("kind,label\nedition,A further rule\n")
    assert written(table) == "A further rule"
