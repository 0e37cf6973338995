"""Many visits through `assess --lines`: documents a second, memory, and growth."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks.engine import CODES
from benchmarks.figure import Figure
from benchmarks.growth import growth
from builders import ROOT, pt, visit_fields

SIZES = (1, 1_000, 10_000, 50_000, 100_000)
USUAL = 10_000
# The most visits may take this much more memory than a thousand.
FLAT = 1.1


def documents() -> list[str]:
    """Return the lines of 50 days: one to six services each, the same ones every time."""
    chance = random.Random(8)
    return [
        json.dumps(visit_fields(*(pt(code, chance.randrange(5, 41)) for code in codes))) + "\n"
        for codes in (chance.sample(CODES, chance.randrange(1, 7)) for _ in range(50))
    ]


def run(count: int) -> tuple[float, float]:
    """Return seconds and peak megabytes of one process that prices a number of visits."""
    with tempfile.TemporaryFile("w+") as visits, Path(os.devnull).open("w") as nowhere:
        visits.writelines(islice(cycle(documents()), count))
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


def measure() -> list[Figure]:
    """Return the figures of every size; the smallest is what starting takes."""
    runs = {count: run(count) for count in SIZES}
    seconds = {count: taken for count, (taken, _) in runs.items()}
    memory = {count: peak for count, (_, peak) in runs.items()}
    most, few = SIZES[-1], SIZES[1]
    return [
        Figure(
            f"assess --lines, {USUAL:,} visits of 1 to 6 services",
            USUAL / seconds[USUAL],
            "a second",
        ),
        Figure(f"peak memory at {most:,} visits", memory[most], "MB"),
        Figure(f"peak memory, of that at {few:,}", memory[most] / memory[few], "ratio", FLAT),
        *growth("visits", "visit", seconds),
    ]
