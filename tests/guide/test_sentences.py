"""The texts of the guide are short sentences in the voice of the window."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import ROOT
from quarterhour.guide import wording
from quarterhour.units import TIMINGS, Timing

HELP = ROOT / "resources" / "help"
MOST_WORDS = 20
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# An abbreviation whose period ends no sentence.
NO_END = re.compile(r"\b(s|v|ch)\.")
TEXTS = sorted([*HELP.rglob("*.md"), *(HELP / "codes").glob("*.toml")])
FORMAL = r"\b(do|does|is|are|was|will|would) not\b|\bcannot\b|\b(it|that|there) is\b(?= (not|no)\b)"
# The last of three or more codes or modifiers, joined without a comma: GP, GO or GN.
NO_SERIAL_COMMA = r"\b[0-9A-Z]{2,}, [0-9A-Z]{2,} (and|or) [0-9A-Z]{2,}\b"


def paragraphs(path: Path) -> Iterator[str]:
    """Yield what a file of texts says, cell by cell; sources and headings left out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        for entry in tomllib.loads(text)["entry"]:
            yield from (entry[field] for field in entry.keys() - {"codes"})
    for line in text.splitlines() if path.suffix == ".md" else ():
        if not line.startswith(("Sources: ", "#", "|--")):
            yield from line.split("|")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, the items of a list one by one."""
    plain = NO_END.sub(r"\1", LINK.sub(r"\1", text)).replace("**", "")
    return re.split(r"[.?!;:](?=\s|$)|\([^)]*\)", plain)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_sentence_is_short(path: Path) -> None:
    long = [
        each
        for text in paragraphs(path)
        for each in sentences(text)
        # A list of codes or of what to document is read item by item.
        if len(each.split()) - each.count(",") > MOST_WORDS
    ]
    assert long == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
@pytest.mark.parametrize("pattern", [FORMAL, NO_SERIAL_COMMA], ids=["formal", "comma"])
def test_a_text_has_the_voice_of_the_window(path: Path, pattern: str) -> None:
    for text in paragraphs(path):
        assert re.search(pattern, LINK.sub(r"\1", text)) is None


@pytest.mark.parametrize("timing", TIMINGS.values(), ids=lambda timing: timing.name)
def test_the_minutes_of_a_timing_are_those_that_earn_a_unit(timing: Timing) -> None:
    said = wording.timing_words(timing)
    assert said.endswith("(unconfirmed)") == timing.by_convention
    for units, minutes in enumerate(re.findall(r"unit at (\d+)|second at (\d+)", said), start=1):
        least = int("".join(minutes))
        assert (timing.units(least - 1), timing.units(least)) == (units - 1, units)
