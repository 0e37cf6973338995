"""HTML that a browser and Qt's rich text both show: plain tables, few styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

# Yields the element that shows an SVG: the SVG itself, or an image where it has to be drawn.
Draw = Callable[[str], str]

# Qt's rich text reads this too when it makes the PDF. The margin is the browser's alone: on the
# body, Qt would indent the tables by it. For headings Qt takes the first size alone, and a browser
# the last.
_STYLE = """
@page { size: Letter; margin: 15mm; }
html { max-width: 703px; margin: 2em auto; }
body { font-family: sans-serif; font-size: 9pt; color: #111111; background: #ffffff; }
h1 { font-size: x-large; font-size: 14pt; font-weight: 600; margin: 0; }
h2 { font-size: large; font-size: 11pt; font-weight: 600; margin-top: 7px; margin-bottom: 1px; }
p { margin: 0; }
table { border-collapse: collapse; width: 100%; page-break-inside: avoid; }
th { text-align: left; border-bottom: 1px solid #111111; padding: 2px 4px; font-weight: 600;
  vertical-align: bottom; }
td { border-bottom: 1px solid #d5d8dc; padding: 2px 4px; vertical-align: top; }
td.none { border: none; padding: 0; }
td.apart { border: none; padding: 10px 0 0 0; }
td.open { border: none; padding: 3px 0 0 0; }
td.closed { padding: 0 0 3px 0; }
td.figure { border-top: 1px solid #111111; border-bottom: 1px solid #111111; padding: 6px 8px; }
.box { margin-top: 8px; }
td.first { border-left: 1px solid #111111; }
td.last { border-right: 1px solid #111111; }
.number { font-size: 14pt; font-weight: 600; }
.lines { font-size: 8pt; }
.small { font-size: 8pt; color: #505050; }
td.signed { border-bottom: 1px solid #111111; padding: 0; }
.page { page-break-before: always; }
"""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[int],
    total: Sequence[str] = (),
) -> str:
    """Return a table; `numbers` are the columns aligned right, `total` is a last, bold row."""

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f'<{tag} align="{"right" if at in numbers else "left"}">{written(cell)}</{tag}>'
            for at, cell in enumerate(row)
        )

    head = f"<thead><tr>{cells('th', header)}</tr></thead>" if header else ""
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    if total:
        bold = [Html(f"<b>{written(cell)}</b>") for cell in total]
        body += f"<tr>{cells('td', bold)}</tr>"
    return f'<table width="100%" cellspacing="0">{head}<tbody>{body}</tbody></table>'


def document(title: str, parts: Iterable[str]) -> str:
    """Return a page, or several, as an HTML document in the one style of paper."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
            f"<style>{_STYLE}</style></head><body>",
            *parts,
            "</body></html>",
            "",
        )
    )


def unbroken(text: str) -> str:
    """Return a text that stays on one line, as HTML."""
    return escape(text).replace(" ", "&nbsp;")


def written(text: str) -> str:
    """Return a text as HTML."""
    return text if isinstance(text, Html) else escape(text)


def figures(named: Sequence[tuple[str, str]]) -> str:
    """Return a box of figures, each under its name."""
    sides = {0: " first", len(named) - 1: " last"}
    cells = "".join(
        f'<td class="figure{sides.get(at, "")}">{escape(name)}<br>'
        f'<span class="number">{escape(figure)}</span></td>'
        for at, (name, figure) in enumerate(named)
    )
    return f'<table class="box" width="100%" cellspacing="0"><tr>{cells}</tr></table>'


def heading(text: str, level: int = 2, new_page: bool = False) -> str:
    """Return a heading, at the top of a page of its own if it is to be."""
    place = ' class="page"' if new_page else ""
    return f"<h{level}{place}>{escape(text)}</h{level}>"


def small(text: str) -> str:
    """Return a paragraph in small letters."""
    return f'<p class="small">{escape(text)}</p>'


def _mark(shape: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="11" height="11" viewBox="0 0 11 11" '
        f'aria-hidden="true" fill="none" stroke="#111111">{shape}</svg>'
    )


# What is ticked by hand: a finding, and one of its answers.
BOX = _mark('<rect x="0.5" y="0.5" width="10" height="10"/>')
CIRCLE = _mark('<circle cx="5.5" cy="5.5" r="4.5"/>')
