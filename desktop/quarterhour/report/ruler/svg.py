"""The minute ruler as SVG of the plainest kind, for the visit summary.

Black and white is enough to read it: services have labels and edges, and what earns no unit is
hatched.
"""

from __future__ import annotations

from html import escape

from quarterhour.report.ruler.picture import (
    COLORS,
    FACES,
    LIGHT_SERVICES,
    Box,
    Hatch,
    Label,
    Letters,
    picture_of,
)
from quarterhour.report.ruler.ruler import Ruler

_WIDTH = 600
_SIZE = 11
_SWATCH, _NUMBER = (20, 16), 10
# A letter of a sans-serif font, rather too wide than too narrow; a bold one is wider.
_LETTER, _BOLD_LETTER = 0.58, 0.7
_RISE = 0.36  # of a letter, from its middle to its foot
_COLORS = {
    "": "none",
    "text": "#1b1f24",
    "quiet": "#505050",
    "ground": "#ffffff",
    "band": "#eef3f9",
    "line": "#c4c8ce",
    "control": "#7e8691",
    **{f"fill-{at}": fill for at, (fill, _) in enumerate(LIGHT_SERVICES)},
    **{f"edge-{at}": edge for at, (_, edge) in enumerate(LIGHT_SERVICES)},
}


def _width(text: str, face: str) -> float:
    share, bold = FACES[face]
    return len(text) * _SIZE * share * (_BOLD_LETTER if bold else _LETTER)


_LETTERS = Letters(_width, _SIZE / 13)


def ruler_svg(ruler: Ruler) -> str:
    """Return a ruler as an SVG element that says in words what it shows."""
    picture = picture_of(ruler, _WIDTH, _LETTERS)
    words = escape(ruler.sentence)
    shapes = "".join(map(_element, picture.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'viewBox="0 0 {_WIDTH} {picture.height:g}" role="img" aria-label="{words}" '
        f'font-family="sans-serif">{shapes}</svg>'
    )


def swatch_svg(number: int, color: int | None) -> str:
    """Return the swatch of a row: its number in the color of its service, hollow without one."""
    width, height = _SWATCH
    fill, edge, text = "ground", "control", "quiet"
    weight = ""
    if color is not None:
        at = color % COLORS
        fill, edge, text = f"fill-{at}", f"edge-{at}", "text"
        weight = ' font-weight="bold"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="Row {number}" '
        f'font-family="sans-serif"><rect x="0.5" y="0.5" width="{width - 1}" '
        f'height="{height - 1}" rx="3" fill="{_COLORS[fill]}" stroke="{_COLORS[edge]}"/>'
        f'<text x="{width / 2:g}" y="{height / 2 + _NUMBER * _RISE:g}" font-size="{_NUMBER}"'
        f'{weight} text-anchor="middle" fill="{_COLORS[text]}">{number}</text></svg>'
    )


def _element(shape: Box | Hatch | Label) -> str:
    if isinstance(shape, Box):
        return _box(shape)
    color = _COLORS[shape.color]
    if isinstance(shape, Hatch):
        lines = "".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for x1, y1, x2, y2 in shape.strokes)
        return f'<path d="{lines}" stroke="{color}" stroke-width="1.2"/>' if lines else ""
    share, bold = FACES[shape.face]
    weight = ' font-weight="bold"' if bold else ""
    size = round(_SIZE * share, 1)
    return (
        f'<text x="{shape.x:g}" y="{shape.middle + size * _RISE:g}" font-size="{size:g}"{weight} '
        f'text-anchor="{shape.anchor}" fill="{color}">{escape(shape.text)}</text>'
    )


def _box(box: Box) -> str:
    """Return a box, its edge within it."""
    half = 0.5 if box.edge else 0
    dashes = ' stroke-dasharray="3 3"' if box.dashed else ""
    stroke = f' stroke="{_COLORS[box.edge]}"{dashes}' if box.edge else ""
    return (
        f'<rect x="{box.x + half:g}" y="{box.y + half:g}" '
        f'width="{max(box.width - 2 * half, 0):g}" height="{box.height - 2 * half:g}" '
        f'fill="{_COLORS[box.fill]}"{stroke}/>'
    )
