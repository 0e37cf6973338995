"""How long imports take and what memory they need; and how soon a first visit is priced.

It makes its own downloads in CMS's layouts, as long as the real ones.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import downloads
from benchmarks.figure import Figure
from builders import ROOT
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports

RUNS = 3
VALUES = 19_000
PAIRS = 700_000
FIRST_VISIT = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.visit import read_visit
sample = (Path(sys.argv[2]) / "samples" / "thirty-three-and-seven.quarterhour").read_bytes()
start = time.perf_counter()
assess(read_visit(sample), Reference(Path(sys.argv[2]) / "reference.sqlite"))
print(1000 * (time.perf_counter() - start))
"""


def measure() -> list[Figure]:
    """Make the downloads, import each several times; memory is the process's peak until then."""
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows: list[tuple[str, Callable[[Path], Path]]] = [
            (f"import of an RVU release zip, {VALUES:,} rows", release),
            ("import of the ZIP code file, 42,956 rows", zip_codes),
            (f"import of NCCI pairs, {PAIRS:,} rows", pairs),
            ("import of the MUE table, 15,000 rows", limits),
        ]
        for what, make in rows:
            seconds = [timed(make(folder), folder / f"{run}.sqlite") for run in range(RUNS)]
            figures.append(Figure(what, statistics.median(seconds), "s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        *figures,
        Figure("peak memory of all imports", peak, "MB"),
        Figure("open the reference and price a visit", first_visit(), "ms"),
    ]


def timed(download: Path, database: Path) -> float:
    database.unlink(missing_ok=True)
    reference = Reference(ROOT / "resources" / "reference.sqlite")
    start = time.perf_counter()
    Imports(database, reference.services).add(download)
    elapsed = time.perf_counter() - start
    reference.close()
    return elapsed


def first_visit() -> float:
    """Return the median milliseconds of fresh processes, their imports done before."""
    command = [sys.executable, "-c", FIRST_VISIT, str(ROOT / "desktop"), str(ROOT / "resources")]
    times = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    return statistics.median(times)


def release(folder: Path) -> Path:
    downloads.FILLERS = VALUES
    return downloads.release_zip(folder / "rvu26c.zip")


def zip_codes(folder: Path) -> Path:
    path = folder / "zips.csv"
    path.write_text(downloads.text(downloads.zip_codes()))
    return path


def pairs(folder: Path) -> Path:
    path = folder / "ccipra-v323r0-f1.txt"
    codes = (f"{10_000 + number % 80_000:05d}" for number in range(PAIRS))
    edits = ((code, f"9{int(code) % 9000:04d}", "20260101", "*", "1") for code in codes)
    path.write_text(downloads.pair_edits(edits))
    return path


def limits(folder: Path) -> Path:
    downloads.FILLERS = 15_000
    path = folder / "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
    path.write_text(downloads.text(downloads.unit_limits({"97110": 6})))
    return path
