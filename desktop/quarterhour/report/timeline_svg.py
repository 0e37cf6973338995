"""The timeline of a day as SVG of the plainest kind. Black and white is enough to read it."""

from __future__ import annotations

from html import escape

from quarterhour.day.minutes import shown_interval
from quarterhour.report.ruler import FACES, LIGHT_SERVICES, Box, Hatch, Label, Letters
from quarterhour.report.timeline import Timeline
from quarterhour.report.timeline_picture import (
    LEGEND as SHAPES,
)
from quarterhour.report.timeline_picture import (
    Badge,
    Line,
    Shape,
    Sizes,
    timeline_picture,
)
from quarterhour.visit.times import Interval

LEGEND = f"{SHAPES} The number in a block is minutes."
_WIDTH = 700
_SIZES = Sizes(left=76, right=16, first=14, lane=36, block=20, last=26, axis=20)
_SIZE = 12
# A letter of a sans-serif font, rather too wide than too narrow; a bold one is wider.
_LETTER, _BOLD_LETTER = 0.58, 0.68
_RISE = 0.36  # of a letter, from its middle to its foot
_ALARM, _PAPER = "#8f1d16", "#ffffff"
_COLORS = {
    "": "none",
    "text": "#111111",
    "quiet": "#505050",
    "ground": _PAPER,
    "band": "#eceff3",
    "line": "#c4c8ce",
    "control": "#505050",
    "alarm": _ALARM,
    "alarm-ground": _PAPER,
    **{f"fill-{at}": fill for at, (fill, _) in enumerate(LIGHT_SERVICES)},
    **{f"edge-{at}": edge for at, (_, edge) in enumerate(LIGHT_SERVICES)},
}


def timeline_svg(timeline: Timeline) -> str:
    """Return a timeline as an SVG element. Lengths are in pixels."""
    picture = timeline_picture(timeline, _WIDTH, Letters(_width, 1), _SIZES)
    people = ", ".join(lane.id for lane in timeline.lanes)
    span = shown_interval(Interval(timeline.start, timeline.end))
    axis = (each._replace(middle=each.middle + picture.height) for each in picture.axis)
    shapes = "".join(map(_element, (*picture.shapes, *axis)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'viewBox="0 0 {_WIDTH} {picture.height + _SIZES.axis:g}" role="img" '
        f'aria-label="{escape(f"The day of {people}, {span}")}" '
        f'font-family="sans-serif">{shapes}</svg>'
    )


def _width(text: str, face: str) -> float:
    share, bold = FACES[face]
    return len(text) * _SIZE * share * (_BOLD_LETTER if bold else _LETTER)


def _element(shape: Shape) -> str:
    if isinstance(shape, Box):
        return _box(shape)
    if isinstance(shape, Badge):
        return _badge(shape)
    color = _COLORS[shape.color]
    if isinstance(shape, Line):
        dashed = ' stroke-dasharray="3 2"' if shape.dashed else ""
        path = f"M{shape.x1:.1f} {shape.y1:.1f}L{shape.x2:.1f} {shape.y2:.1f}"
        return f'<path d="{path}" stroke="{color}"{dashed}/>'
    if isinstance(shape, Hatch):
        path = "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for x1, y1, x2, y2 in shape.strokes)
        return f'<path d="{path}" stroke="{color}" stroke-width="1.6"/>' if path else ""
    return _text(shape)


def _text(label: Label) -> str:
    share, bold = FACES[label.face]
    size = _SIZE * share
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{label.x:.1f}" y="{label.middle + size * _RISE:.1f}" font-size="{size:.1f}"'
        f'{weight} text-anchor="{label.anchor}" fill="{_COLORS[label.color]}">'
        f"{escape(label.text)}</text>"
    )


def _box(box: Box) -> str:
    """Return a box, its edge within it."""
    half = 0.5 if box.edge else 0
    dashed = ' stroke-dasharray="3 2"' if box.dashed else ""
    return (
        f'<rect x="{box.x + half:.2f}" y="{box.y + half:.2f}" '
        f'width="{max(box.width - 2 * half, 0):.2f}" '
        f'height="{max(box.height - 2 * half, 0):.2f}" '
        f'fill="{_COLORS[box.fill]}" stroke="{_COLORS[box.edge]}"{dashed}/>'
    )


def _badge(badge: Badge) -> str:
    """Return the mark of minutes that are to be settled."""
    x, y = badge
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{_ALARM}"/>'
        f'<path d="M{x:.1f} {y - 3.5:.1f}V{y + 1:.1f}M{x:.1f} {y + 2.6:.1f}V{y + 4:.1f}" '
        f'stroke="{_PAPER}" stroke-width="1.7"/>'
    )
