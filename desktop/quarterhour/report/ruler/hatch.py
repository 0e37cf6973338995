"""A hatch drawn line by line, so that it is alike on screen, in SVG and on paper."""

from __future__ import annotations

from collections.abc import Iterator

Stroke = tuple[float, float, float, float]  # from x, y to x, y
_STEP = 6.0


def hatch(left: float, top: float, right: float, bottom: float) -> tuple[Stroke, ...]:
    """Return rising strokes that lie within a box."""
    return tuple(_rising(left, top, right, bottom))


def _rising(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    start = left - (bottom - top) + _STEP / 2
    while start < right:
        x1, x2 = max(start, left), min(start + bottom - top, right)
        if x2 > x1:
            yield x1, bottom - (x1 - start), x2, bottom - (x2 - start)
        start += _STEP
