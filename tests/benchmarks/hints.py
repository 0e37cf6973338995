"""How long all hints of a day of 20 services take."""

from __future__ import annotations

import statistics
import time
from unittest import mock

from benchmarks.figure import Figure
from builders import pt, visit_fields
from quarterhour import assess as road
from quarterhour.claims import Judged, hints_of
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import visit_from

BAR_MS = 5.0
RUNS = 200
# Pairs, ties, limits, coverage and timings: a day that raises hints of nearly every family.
CODES = (
    *("97110", "97112", "97116", "97140", "97530", "97535", "97750", "97755", "97124", "97032"),
    *("97035", "97012", "97014", "97010", "97150", "97161", "97597", "97129", "20560", "97760"),
)


def busy_case(reference: Reference) -> Judged:
    """Return the case of a visit of 20 services, as the hints see it."""
    services = [pt(code, 17, 5 * (place % 3)) for place, code in enumerate(CODES)]
    visit = visit_from(visit_fields(*services, patient={"pt_slp_to_date": "2400.00"}))
    with mock.patch.object(road, "hints_of", return_value=()) as told:
        road.assess(visit, reference)
    case: Judged = told.call_args.args[0]
    return case


def median_ms(case: Judged) -> float:
    """Return the median time of all hints, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        hints_of(case)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def measure() -> list[Figure]:
    """Return the time of all hints."""
    case = busy_case(Reference(resource_folder() / "reference.sqlite"))
    name = f"{len(hints_of(case))} hints of {len(CODES)} services"
    return [Figure(name, median_ms(case), "ms", BAR_MS)]
