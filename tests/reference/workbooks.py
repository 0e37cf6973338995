"""Workbooks in the ways in which programs write them, and in ways in which none should."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = f"{_RELATIONS}/worksheet"
AROUND = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Edits" sheetId="1" r:id="rId7"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        "<Relationships>"
        f'<Relationship Id="rId7" Type="{_TYPE}" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    ),
}


def sheet(rows: str, prefix: str = "") -> str:
    """Return the XML of a sheet with rows of XML; a prefix is put before names, as SAS does."""
    colon, tie = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    if prefix:
        for name in ("row", "c", "v"):
            rows = rows.replace(f"<{name} ", f"<{colon}{name} ").replace(
                f"<{name}>", f"<{colon}{name}>"
            )
            rows = rows.replace(f"</{name}>", f"</{colon}{name}>")
    inner = f"<{colon}sheetData>{rows}</{colon}sheetData>"
    return f'<{colon}worksheet xmlns{tie}="{_MAIN}">{inner}</{colon}worksheet>'


def workbook(target: Path, xml: str, shared: str = "", packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a workbook around the XML of its sheet, and that of the texts that cells share."""
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in AROUND.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", xml)
        if shared:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{shared}</sst>')
    return target


def letters(at: int) -> str:
    """Return the letters of a column."""
    first, second = divmod(at, 26)
    return ("ABCDEFGHI"[first - 1] if first else "") + chr(ord("A") + second)


def shared_texts(target: Path, table: Iterable[Sequence[str]]) -> Path:
    """Write a table as Excel does: texts by their number, blank cells left out."""
    texts: dict[str, int] = {}
    rows = []
    for number, row in enumerate(table, 1):
        cells = "".join(
            f'<c r="{letters(at)}{number}" s="1" t="s">'
            f"<v>{texts.setdefault(text, len(texts))}</v></c>"
            for at, text in enumerate(row)
            if text
        )
        rows.append(f'<row r="{number}" spans="1:7">{cells}</row>')
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return workbook(target, sheet("".join(rows)), shared)


def own_texts(target: Path, table: Iterable[Sequence[str]]) -> Path:
    """Write a table as openpyxl does when it streams: each cell with its own text."""
    rows = []
    for number, row in enumerate(table, 1):
        cells = "".join(
            f'<c r="{letters(at)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for at, text in enumerate(row)
        )
        rows.append(f'<row r="{number}">{cells}</row>')
    return workbook(target, sheet("".join(rows)))
