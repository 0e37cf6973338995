"""How time grows with the size of what is done: a line and a power, fitted to what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from statistics import correlation, linear_regression

from benchmarks.figure import Figure

# Time that grows by the power 1 doubles with the size; a fixed cost makes it less, a loop within a
# loop more. What is measured strays a little.
MAX_POWER = 1.1


def growth(what: str, one: str, seconds: Mapping[int, float]) -> list[Figure]:
    """Fit seconds by size: the cost of one more by the line, and the power, which has the bar.

    The power is fitted without the smallest size, which is all fixed cost.
    """
    sizes, times = list(seconds), list(seconds.values())
    line = linear_regression(sizes, times)
    unexplained = 1 - correlation(sizes, times) ** 2
    power = linear_regression([log(size) for size in sizes[1:]], [log(time) for time in times[1:]])
    span = f"{what}, {sizes[0]:,} to {sizes[-1]:,}"
    return [
        Figure(f"{span}: each further {one}", 1000 * line.slope, "ms"),
        Figure(f"{span}: unexplained by a line", unexplained, "1 - r^2"),
        Figure(f"{span}: grows by the power", power.slope, "", MAX_POWER),
    ]
