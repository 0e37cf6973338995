"""One assessment of 1, 6 and 20 services, and how time grows with the services of a visit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from benchmarks import hints
from benchmarks.figure import Figure
from benchmarks.growth import growth
from builders import pt, visit_fields
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit, visit_from

CODES = ("97110", "97140", "97112", "97116", "97535", "97530")
SIZES = (1, *range(20, 201, 20))
# Nine rows of each of 20 codes, as many tied as can be: far beyond any day, yet within the limits.
HARDEST = 180


def visit_of(services: int, codes: Sequence[str] = CODES) -> Visit:
    """Return a visit like a usual day: a few codes over and over, each for five minutes or more."""
    rows = [pt(codes[place % len(codes)], 5 + place % 3) for place in range(services)]
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
    """Return the times, and how they grow."""
    reference = Reference(resource_folder() / "reference.sqlite")

    def taken(services: int, codes: Sequence[str] = CODES) -> float:
        visit = visit_of(services, codes)
        return median_ms(lambda: assess(visit, reference))

    return [
        *(Figure(f"assess, {count} services", taken(count), "ms") for count in (1, 6, 20)),
        *growth("services of a visit", "service", {size: taken(size) / 1000 for size in SIZES}),
        Figure(f"assess, {HARDEST} services, pairs and ties", taken(HARDEST, hints.CODES), "ms"),
    ]
