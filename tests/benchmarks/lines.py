"""Many visits through `assess --lines`: documents a second, memory, and growth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figure import Figure
from builders import ROOT, pt, visit_fields

COUNTS = (1_000, 10_000)
MANY = 100_000
# Twice the visits may take this much more than twice the time, and this much more memory.
LINEAR, FLAT = 1.2, 1.1


def run(count: int) -> tuple[float, float]:
    """Return seconds and peak megabytes of one process that prices so many visits."""
    rows = [pt("97110", 33), pt("97140", 7), pt("97530", 15)]
    line = json.dumps(visit_fields(*rows)) + "\n"
    with tempfile.TemporaryFile("w+") as visits, Path(os.devnull).open("w") as nowhere:
        visits.writelines(line for _ in range(count))
        visits.seek(0)
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "quarterhour", "assess", "--lines"],
            stdin=visits,
            stdout=nowhere,
            env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        )
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(most: int = COUNTS[-1]) -> list[Figure]:
    """Return the figures; with `MANY` as the most, growth is measured further."""
    (few_seconds, few_memory), (seconds, memory) = run(COUNTS[0]), run(most)
    start, _ = run(1)
    each = (few_seconds - start) / COUNTS[0], (seconds - start) / most
    return [
        Figure(f"assess --lines, {most:,} visits of 3 services", most / seconds, "a second"),
        Figure(f"peak memory at {most:,} visits", memory, "MB"),
        Figure(f"peak memory, of that at {COUNTS[0]:,}", memory / few_memory, "ratio", FLAT),
        Figure(
            f"time a visit at {most:,}, of that at {COUNTS[0]:,}",
            each[1] / each[0],
            "ratio",
            LINEAR,
        ),
    ]
