"""Hatches drawn line by line, so that they are alike on screen, in SVG and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Stroke = tuple[float, float, float, float]  # from x, y to x, y
_STEP = 6.0
_DASH = 4.0


def hatch(at: int, left: float, top: float, right: float, bottom: float) -> tuple[Stroke, ...]:
    """Return the strokes of hatch number `at` (they go round) that lie within a box."""
    return tuple(_HATCHES[at % len(_HATCHES)](left, top, right, bottom))


def _plain(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    return iter(())


def _rising(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    for start in _starts(left, top, right, bottom):
        x1, x2 = max(start, left), min(start + bottom - top, right)
        if x2 > x1:
            yield x1, bottom - (x1 - start), x2, bottom - (x2 - start)


def _falling(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    for x1, y1, x2, y2 in _rising(left, top, right, bottom):
        yield x1, top + bottom - y1, x2, top + bottom - y2


def _crossed(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    yield from _rising(left, top, right, bottom)
    yield from _falling(left, top, right, bottom)


def _level(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    y = top + _STEP / 2
    while y < bottom:
        yield left, y, right, y
        y += _STEP


def _dashed(left: float, top: float, right: float, bottom: float) -> Iterator[Stroke]:
    for row, (_, y, _, _) in enumerate(_level(left, top, right, bottom)):
        x = left + (row % 2) * _DASH
        while x < right:
            yield x, y, min(x + _DASH, right), y
            x += 2 * _DASH


def _starts(left: float, top: float, right: float, bottom: float) -> Iterator[float]:
    start = left - (bottom - top) + _STEP / 2
    while start < right:
        yield start
        start += _STEP


_HATCHES: tuple[Callable[[float, float, float, float], Iterator[Stroke]], ...] = (
    _plain,
    _rising,
    _level,
    _falling,
    _dashed,
    _crossed,
)
