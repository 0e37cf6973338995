"""How long a changed minute takes in a day of 20 visits: visit, audit, and totals."""

from __future__ import annotations

import statistics
import time
from typing import Any

from benchmarks.figure import Figure
from builders import TODAY
from quarterhour.day import day_from
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder

BAR_MS = 8.0
RUNS = 50
VISITS = 20
CODES = ("97110", "97140", "97112", "97530", "97116", "97535")
_LENGTH, _VISIT, _MORNING = 9, 60, 8 * 60


def busy_day(reference: Reference, shared: bool) -> DaySession:
    """Return a day of four people with times; in one that is `shared` two of them overlap."""
    people = [
        {"id": f"T{at}", "role": "PT", "clock": ["8:00-12:00", "13:00-18:00"]} for at in "1234"
    ]
    visits = []
    for at in range(VISITS):
        start = _MORNING + at // 4 * _VISIT + _VISIT * (at >= VISITS - 4)
        rows = [_row(code, start + _LENGTH * row, at % 4 + 1) for row, code in enumerate(CODES)]
        if shared and at in (3, 7):
            rows[2]["by"] = ["T1"]
        visits.append({"services": rows})
    head = {"format": "quarterhour.day/1", "date_of_service": TODAY.isoformat(), "zip": "27601"}
    return DaySession(reference, day_from({**head, "people": people, "visits": visits}))


def _row(code: str, start: int, person: int) -> dict[str, Any]:
    end = start + _LENGTH
    times = f"{start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"
    return {"code": code, "by": [f"T{person}"], "times": [times]}


def median_ms(session: DaySession) -> float:
    """Return the median time of a changed minute, in milliseconds."""
    session.select(5)
    times = []
    for run in range(RUNS):
        start = time.perf_counter()
        session.change_row(5, therapist=f"9:45-9:{52 + run % 2}")
        found = session.day_outcome.assessment
        times.append(time.perf_counter() - start)
        assert found is not None
        assert session.day_outcome.left_out == ()
    return 1000 * statistics.median(times)


def measure() -> list[Figure]:
    """Return the time of a changed minute in a day without findings, and in one with two."""
    reference = Reference(resource_folder() / "reference.sqlite")
    return [
        Figure(f"a minute in a day of {VISITS} visits{what}", median, "ms", BAR_MS)
        for what, median in (
            ("", median_ms(busy_day(reference, shared=False))),
            (", two that overlap", median_ms(busy_day(reference, shared=True))),
        )
    ]
