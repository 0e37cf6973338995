"""How long all hints of a day of 20 services take: the bar is 5 ms.

    .venv/bin/python tests/benchmarks/hints.py

Exit status 1 where the median is above the bar.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("desktop", "tests")]

from builders import pt, visit_fields  # noqa: E402  the paths above lead to it
from quarterhour import assess as road  # noqa: E402
from quarterhour.claims import Case, hints_of  # noqa: E402
from quarterhour.reference import Reference  # noqa: E402
from quarterhour.resources import resource_folder  # noqa: E402
from quarterhour.visit import visit_from  # noqa: E402

BAR_MS = 5.0
RUNS = 200
# Pairs, ties, limits, coverage and clocks: a day that raises hints of nearly every family.
CODES = (
    *("97110", "97112", "97116", "97140", "97530", "97535", "97750", "97755", "97124", "97032"),
    *("97035", "97012", "97014", "97010", "97150", "97161", "97597", "97129", "20560", "97760"),
)


def busy_case(reference: Reference) -> Case:
    """Return the case of a visit of 20 services, as the hints see it."""
    services = [pt(code, 17, 5 * (place % 3)) for place, code in enumerate(CODES)]
    visit = visit_from(visit_fields(*services, patient={"pt_slp_to_date": "2400.00"}))
    with mock.patch.object(road, "hints_of", return_value=()) as told:
        road.assess(visit, reference)
    case: Case = told.call_args.args[0]
    return case


def median_ms(case: Case) -> float:
    """Return the median time of all hints, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        hints_of(case)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main() -> int:
    """Print the count of hints and their time."""
    reference = Reference(resource_folder() / "reference.sqlite")
    case = busy_case(reference)
    taken = median_ms(case)
    print(f"{len(hints_of(case))} hints of {len(CODES)} services: {taken:.2f} ms, bar {BAR_MS} ms")
    return int(taken > BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
