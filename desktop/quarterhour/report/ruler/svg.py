"""The minute ruler as SVG of the plainest kind, for the visit summary."""

from __future__ import annotations

from html import escape

from quarterhour.report.ruler.picture import SHADES, Box, Hatch, Label, Letters, picture_of
from quarterhour.report.ruler.ruler import Ruler

_WIDTH = 600
_SIZE = 11
# A letter of a sans-serif font, rather too wide than too narrow.
_LETTER = 0.6
_LETTERS = Letters(lambda text: len(text) * _SIZE * _LETTER, _SIZE * 1.3)
_RISE = 0.36  # of a letter, from its middle to its foot
_COLORS = {
    "text": "#1a1a1a",
    "quiet": "#505050",
    "ground": "#ffffff",
    "track": "#ffffff",
    "tint": "#dbe7f5",
    "line": "#9a9a9a",
    **{f"shade-{at}": shade for at, shade in enumerate(SHADES)},
    **{f"on-shade-{at}": ("#000000", "#ffffff")[at % 2] for at in range(len(SHADES))},
}


def ruler_svg(ruler: Ruler) -> str:
    """Return a ruler as an SVG element that says in words what it shows."""
    picture = picture_of(ruler, _WIDTH, _LETTERS)
    words = escape(ruler.sentence)
    shapes = "".join(map(_element, picture.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'viewBox="0 0 {_WIDTH} {picture.height:g}" role="img" aria-label="{words}" '
        f'font-family="sans-serif" font-size="{_SIZE}">{shapes}</svg>'
    )


def _element(shape: Box | Hatch | Label) -> str:
    color = _COLORS[shape.color]
    if isinstance(shape, Box):
        return (
            f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" '
            f'height="{shape.height:g}" fill="{color}"/>'
        )
    if isinstance(shape, Hatch):
        lines = "".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for x1, y1, x2, y2 in shape.strokes)
        return f'<path d="{lines}" stroke="{color}" stroke-width="1.2"/>' if lines else ""
    return (
        f'<text x="{shape.x:g}" y="{shape.middle + _SIZE * _RISE:g}" '
        f'text-anchor="{shape.anchor}" fill="{color}">{escape(shape.text)}</text>'
    )
