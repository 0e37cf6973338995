"""What the documentation names is there: files, sections, scripts, commands, fields, figures.

Its prose is free.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import schemas
from builders import ROOT, TABLES, table
from quarterhour import cli
from quarterhour.claims import KINDS
from quarterhour.day import FindingKind, day_from
from quarterhour.entry.favorites import FAVORITES
from quarterhour.entry.own_words import OWN_WORDS
from quarterhour.entry.prices import PRICES
from quarterhour.entry.templates import TEMPLATES
from quarterhour.payers import payer_from
from quarterhour.reference import YEARLY_AMOUNTS, Reference
from quarterhour.report.formats import FORMATS
from quarterhour.visit import visit_from

FOLDERS = ("docs", "tests", "desktop", "build_scripts", "resources")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for name in FOLDERS[:2] for page in (ROOT / name).rglob("*.md"))]
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=NAMES)
SOURCES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".toml", ".md", ".txt"} and path.is_file()
)
README, USING, DOCUMENTS, RULES, DEVELOPMENT, PAYERS = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in (
        *("README.md", "docs/using.md", "docs/documents.md", "docs/rules.md"),
        "docs/development.md",
        "docs/payers.md",
    )
)
MAX_README_BYTES = 6000
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CITED = re.compile(r"\b[\w/-]+\.md\b(?!\")")  # in quotes it is data
# A section of the rules, as 10.3.1 or "section 4", cited behind the name of the page.
SECTIONS = re.compile(r"(?<=rules\.md )(?:sections? )?[0-9][0-9.]*(?:,? (?:and )?[0-9]+\.[0-9.]+)*")


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def sections() -> set[str]:
    """Return the sections of the rules, with the numbered statements of section 10."""
    found, at = set(), ""
    for line in RULES.splitlines():
        if heading := re.match(r"#+ ([0-9.]+?)\.? ", line):
            at = heading[1]
            found.add(at)
        elif at.startswith("10.") and (item := re.match(r"([0-9]+)\. ", line)):
            found.add(f"{at}.{item[1]}")
    return found


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a page in a language; an empty one are those that name none."""
    return [code for named, code in BLOCK.findall(text) if named == language]


def commands(text: str) -> list[str]:
    """Return the lines of code blocks that call the program."""
    return [
        line
        for code in blocks(text, "")
        for line in code.splitlines()
        if line.split()[:1] == ["quarterhour"]
    ]


@EACH_PAGE
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if not link.startswith("https://"):
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


def test_nothing_cites_a_page_that_is_not_there() -> None:
    pages = {path.name for path in (*PAGES, *(ROOT / "resources" / "help").rglob("*.md"))}
    for path in (*PAGES, *SOURCES):
        named = {cited.rpartition("/")[2] for cited in CITED.findall(path.read_text("utf-8"))}
        assert named <= pages, path


def test_every_section_of_the_rules_that_is_cited_is_there() -> None:
    there, seen = sections(), set()
    for path in SOURCES:
        for cited in SECTIONS.findall(path.read_text(encoding="utf-8")):
            numbers = set(re.findall(r"[0-9]+(?:\.[0-9]+)*", cited))
            assert numbers <= there, (path, cited)
            seen |= numbers
    assert {"4", "10.2", "10.3.1"} <= seen


def test_every_script_named_is_there() -> None:
    named = {
        (path.name, script)
        for path in {*PAGES, *SOURCES}
        for script in re.findall(r"build_scripts/[\w/]+\.py", path.read_text(encoding="utf-8"))
    }
    assert [each for each in named if not (ROOT / each[1]).is_file()] == []


@pytest.mark.parametrize("line", commands(README) + commands(USING))
def test_a_command_is_understood(line: str) -> None:
    arguments = shlex.split(line)[1:]
    cli._parser(cli._commands_for(arguments[:1])).parse_args(arguments)


def test_no_example_of_a_yearly_amount_can_be_pasted_for_another_year() -> None:
    for line in commands(USING):
        if match := re.match(r"quarterhour amounts (\d+) (.*=.*)", line):
            assert all(value.endswith("=AMOUNT") for value in match[2].split()), line


def test_every_command_is_shown() -> None:
    shown = {shlex.split(line)[1] for line in commands(USING) if " " in line}
    assert set(cli._COMMANDS) <= shown


def test_the_readme_is_short() -> None:
    assert len(README.encode()) <= MAX_README_BYTES


def test_the_figures_of_the_readme_are_those_of_the_data(reference: Reference) -> None:
    published = table(ROOT / "tests" / "fees" / "published_2025.csv")
    guide = ROOT / "resources" / "help" / "guide"
    first, last = reference.editions[0].valid_from.year, reference.editions[-1].valid_from.year
    figures = {
        r"from (\d+) to \d+": first,
        r"from \d+ to (\d+)": last,
        r"(\d+) therapy codes": len(table(TABLES / "services.csv")),
        r"(\d+) pages": len(list(guide.glob("*.md"))),
        r"(\d+) full": len(published),
        r"(\d+) reduced": sum(bool(row["therapy_amount"]) for row in published),
        r"(\d+) national": len(table(ROOT / "tests" / "fees" / "national_amounts.csv")),
    }
    for pattern, figure in figures.items():
        assert re.findall(pattern, " ".join(README.split())) == [str(figure)], pattern


@pytest.mark.parametrize("text", [README, USING], ids=["README", "using"])
def test_every_format_is_named(text: str) -> None:
    said = re.search(r"text, (.+?)\.", " ".join(text[text.index("xport") :].split()))
    assert said is not None
    assert {"text", *re.findall(r"[a-z]{3,}", said[1].lower())} == set(FORMATS)


def table_after(heading: str) -> str:
    """Return the rows of a table of the documents below its heading."""
    return DOCUMENTS.partition(heading)[2].partition("\n\n")[0]


def test_every_kind_of_hint_is_listed() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \|", table_after("| kind |"), re.MULTILINE)
    assert sorted(listed) == sorted(KINDS)


def test_every_kind_of_finding_is_listed() -> None:
    listed = re.findall(r"^\| ([a-z, -]+) \|", table_after("| finding |"), re.MULTILINE)
    kinds = [kind for cell in listed for kind in cell.split(", ")]
    assert sorted(kinds) == sorted(kind.value for kind in FindingKind)


@pytest.mark.parametrize("file", sorted(schemas.DOCUMENTS))
def test_every_field_of_a_document_is_described(file: str) -> None:
    fields = schemas.schema_of(file)["properties"]
    names = set(fields)
    page = DOCUMENTS
    if file == "payer.schema.json":
        names = set(_names_in(schemas.schema_of(file)))
        page = PAYERS
    if file == "visit.schema.json":
        for part in ("provider", "patient", "attested"):
            names |= set(fields[part]["properties"])
        names |= set(fields["services"]["items"]["properties"])
    assert {name for name in names if f"`{name}`" not in page} == set()


def _names_in(schema: Any) -> Iterator[str]:
    """Yield the names of all fields of a schema, at any depth."""
    if isinstance(schema, dict):
        # A state of a setting, or a setting of one value: described once for all.
        own = set(schema.get("properties", ())) - {"value", "source", "applies"}
        yield from own
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from _names_in(each)


@pytest.mark.parametrize("example", blocks(DOCUMENTS, "json") + blocks(PAYERS, "json"))
def test_every_example_of_a_document_is_read(example: str) -> None:
    document = json.loads(example)
    readers = {
        "quarterhour.visit/1": visit_from,
        "quarterhour.day/1": day_from,
        "quarterhour.payer/1": payer_from,
        "quarterhour.own-words/1": OWN_WORDS.read,
        "quarterhour.prices/1": PRICES.read,
        "quarterhour.templates/1": TEMPLATES.read,
        "quarterhour.favorites/1": FAVORITES.read,
        "quarterhour.yearly-amounts/1": YEARLY_AMOUNTS.read,
    }
    assert readers[document["format"]](document)


def test_the_example_of_the_units_engine_runs() -> None:
    (example,) = blocks(DOCUMENTS, "python")
    exec(compile(example, "documents.md", "exec"), {})
