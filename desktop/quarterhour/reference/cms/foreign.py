"""What a file is that is none of the tables: said in words, since the remedy differs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quarterhour.reference.cms.headers import header_place
from quarterhour.reference.cms_pages import WHERE

_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<!--|mime-version:|from: <saved by)", re.I)
_FIXED = re.compile(r"\S {2,}\S")
_LEAST_LINES, _LEAST_GAPS = 4, 3
# The tables of a release, by words of their titles; their headings name OPPS and anesthesia, too.
_OF_RELEASE = {
    "RELATIVE VALUE FILE": "the relative values (PPRRVU)",
    "GEOGRAPHIC PRACTICE COST": "the GPCIs",
}
# Files that lie beside the tables in CMS's zips, by words of their first lines.
_BESIDE = {
    (
        "COUNTIES INCLUDED",
        "LOCALIT",
    ): "CMS's list of counties by locality, which is already included",
    ("RECORD LAYOUT",): "CMS's description of another file",
    ("ANESTHESIA",): "CMS's anesthesia conversion factors, which no therapy code uses",
    ("OPPS",): "CMS's list of imaging caps, which no therapy code uses",
}


def by_first_bytes(start: bytes) -> str:
    """Return what a file is that is not a table: a web page, a PDF; empty if it may be one."""
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(plain) or b"<html" in plain.lower():
        return f"is a web page. Download the zip that it links to. {WHERE}"
    if plain.lstrip().startswith(b"%PDF-"):
        return f"is a PDF. Import CMS's zip, text file, or workbook instead. {WHERE}"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "is an old workbook (.xls). Save it as .xlsx, or download CMS's zip."
    if start.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "isn't a zip that Quarterhour can open. Unpack it, and import the files in it."
    return ""


def by_first_rows(head: Sequence[list[str]], start: bytes) -> str:
    """Return what a table is that is not imported; empty if that is not known."""
    table = next((what for title, what in _OF_RELEASE.items() if _has(head, title)), "")
    for words, what in _BESIDE.items():
        if not table and _has(head, *words):
            return f"is {what}. It has nothing to import."
    if _is_fixed(start):
        as_text = f"is {table} as text" if table else "is text"
        return (
            f"{as_text} in fixed-width columns. Import the .csv or .xlsx of the same name in CMS's "
            f"zip, or the whole zip. {WHERE}"
        )
    if table:
        return f"is {table}, but not with CMS's columns. Import CMS's release zip. {WHERE}"
    return ""


def _has(head: Sequence[list[str]], *words: str) -> bool:
    return header_place(head, *words) is not None


def _is_fixed(start: bytes) -> bool:
    lines = start.decode("cp1252", "replace").splitlines()[:-1]
    gaps = sum(len(_FIXED.findall(line)) >= _LEAST_GAPS and "\t" not in line for line in lines)
    return len(lines) >= _LEAST_LINES and 2 * gaps > len(lines)
