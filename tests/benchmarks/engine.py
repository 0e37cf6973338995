"""One assessment of 1, 6 and 20 services, and how time grows with the services of a visit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from benchmarks.figure import Figure
from builders import pt, visit_fields
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit, visit_from

CODES = ("97110", "97140", "97112", "97116", "97535", "97530")
GROWTH = (25, 50, 100, 200)
# A line through measured times may miss the largest by this much before growth is called steeper.
LINEAR = 1.5


def visit_of(services: int) -> Visit:
    """Return a visit of so many services, as a day is: a few codes, five minutes and more each."""
    rows = [pt(CODES[place % len(CODES)], 5 + place % 3) for place in range(services)]
    return visit_from(visit_fields(*rows))


def median_ms(work: Callable[[], object], runs: int = 60) -> float:
    """Return the median time of some work in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def measure() -> list[Figure]:
    """Return the times, and the growth as a ratio: 1 is linear, less is cheaper."""
    reference = Reference(resource_folder() / "reference.sqlite")

    def taken(services: int, runs: int) -> float:
        visit = visit_of(services)
        return median_ms(lambda: assess(visit, reference), runs)

    each = [taken(services, 20) / services for services in GROWTH]
    return [
        *(Figure(f"assess, {count} services", taken(count, 60), "ms") for count in (1, 6, 20)),
        Figure(
            f"time a service at {GROWTH[-1]} services, of that at {GROWTH[0]}",
            each[-1] / each[0],
            "ratio",
            LINEAR,
        ),
    ]
