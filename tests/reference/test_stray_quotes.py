"""A quotation mark too many in a text of CMS: refused by its line, since it would join rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from downloads import (
    gpcis,
    header,
    pair_edits,
    relative_values,
    release_zip,
    text,
    unit_limits,
    zip_codes,
    zipped,
)
from quarterhour.reference.importing import Imports

LIMITS = "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"
PAIRS = [("97530", str(code), "20260101", "*", "1") for code in range(97110, 97140)]
# What each file holds, and how many lines are above its figures.
TEXTS = {
    "PPRRVU2026_Jul_nonQPP.csv": (text(relative_values()), len(header("PPRRVU2026_Jul.csv"))),
    "GPCI2026.csv": (text(gpcis()), len(header("GPCI2026.csv"))),
    LIMITS: (text(unit_limits({})), len(text(header("MUE.csv")).splitlines())),
    "ccipra-v323r0.txt": (pair_edits(PAIRS, 4), len(pair_edits([]).splitlines())),
    "ZIP5_JAN2026.csv": (text(zip_codes()), len(header("ZIP5.csv"))),
}


def stray() -> Iterator[tuple[str, int, int, int]]:
    """Yield a file, a line of its figures and a cell, and how many lines on a quote closes."""
    chosen = random.Random(17)
    for name, (content, head) in TEXTS.items():
        lines = content.splitlines()
        for on in (0, 1, 1, 2, 7):
            at = chosen.randrange(head, len(lines) - 9)
            width = len(lines[at].split(mark(name)))
            yield name, at, chosen.randrange(min(5, width)), on
        if name != LIMITS:  # whose heading is one row of two lines
            yield name, head - 1, 0, 1


def mark(name: str) -> str:
    return "\t" if name.endswith(".txt") else ","


def quoted(name: str, at: int, cell: int, on: int) -> str:
    """Return the text with a quote that opens in a cell, and closes some lines on, or never."""
    lines = TEXTS[name][0].splitlines()
    cells = lines[at].split(mark(name))
    lines[at] = mark(name).join([*cells[:cell], f'"{cells[cell]}', *cells[cell + 1 :]])
    if on:
        one, two, *others = lines[at + on].split(mark(name))
        lines[at + on] = mark(name).join([one, f'"{two}"', *others])
    return "\r\n".join(lines)


def written(name: str, content: str, folder: Path) -> Path:
    if name.startswith("PPRRVU"):
        return release_zip(folder / "rvu26c.zip", values=content)
    if name.startswith("GPCI"):
        return release_zip(folder / "rvu26c.zip", indices=content)
    return zipped(folder / "download.zip", {name: content})


@pytest.mark.parametrize(("name", "at", "cell", "on"), list(stray()))
def test_a_row_that_takes_in_others_is_refused_by_its_line(
    name: str, at: int, cell: int, on: int, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    path = written(name, quoted(name, at, cell, on), tmp_path)
    found = list(imports.add_each([path], lambda *_: None, practitioners=True))
    assert all(each.refused for each in found)
    said = f"{name} has a misplaced quotation mark in line {at + 1},"
    assert any(said in each.summary for each in found)
    assert not imported.exists()


@pytest.mark.parametrize("name", TEXTS)
def test_a_heading_and_a_footnote_may_have_line_breaks(
    name: str, imports: Imports, tmp_path: Path
) -> None:
    notice = '"Copyright\r\n\r\nof others, and\r\nall rights reserved"'
    without = ("ZIP5", "ccipra", "PPRRVU")  # nothing stands below their rows
    foot = "" if name == LIMITS or any(each in name for each in without) else f"{notice}\r\n"
    content = TEXTS[name][0].replace("\r\n", "\n").replace("\n", "\r\n")
    path = written(name, f"{notice}\r\n{content}{foot}", tmp_path)
    if name.startswith("ZIP5"):
        path = written(name, content, tmp_path)  # its heading is its first line
    assert imports.add(path, practitioners=True).changed
