"""A page as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from quarterhour.guide.book import Page
from quarterhour.guide.wording import as_written

_WIDTH, _WIDEST = 80, 30
_GAP = "  "
_LINK = re.compile(r"(?<!\\)\[([^\]]*)\]\([^)]*\)")
_CODE = re.compile(r"(?<!\\)`")
_CELL = re.compile(r"\s*\|\s*")


def plain_page(page: Page) -> str:
    """Return a page as text in lines of 80 characters, tables in columns."""
    lines = [page.title, "=" * len(page.title), ""]
    for block in page.body.split("\n\n"):
        lines += [*_block(_plain(block)), ""]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return as_written(_CODE.sub("", _LINK.sub(r"\1", text).replace("**", "")))


def _block(text: str) -> Iterator[str]:
    if text.startswith("## "):
        heading = text.removeprefix("## ")
        yield from (heading, "-" * len(heading))
    elif text.startswith("|"):
        yield from _table([_CELL.split(line.strip())[1:-1] for line in text.splitlines()])
    else:
        for line in text.splitlines():
            hanging = "  " if re.match(r"- |[0-9]+\. ", line) else ""
            yield from wrap(
                line,
                _WIDTH,
                subsequent_indent=hanging,
                break_on_hyphens=False,
                break_long_words=False,  # an address is copied whole
            )


def _table(rows: list[list[str]]) -> Iterator[str]:
    """Align all columns but the last, which is wrapped into what room there is."""
    rows = [row for row in rows if set("".join(row)) != {"-"}]
    most = min(_WIDTH // len(rows[0]) - len(_GAP), _WIDEST)
    widths = [min(max(len(row[at]) for row in rows), most) for at in range(len(rows[0]))]
    widths[-1] = _WIDTH - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    for row in rows:
        cells = [
            wrap(cell, width, break_on_hyphens=False) or [""]
            for cell, width in zip(row, widths, strict=True)
        ]
        for at in range(max(map(len, cells))):
            parts = [
                (cell[at] if at < len(cell) else "").ljust(width)
                for cell, width in zip(cells, widths, strict=True)
            ]
            yield _GAP.join(parts).rstrip()
