"""How long imports take and what memory they need; and how soon a first visit is priced.

It makes its own downloads in CMS's layouts, as long as the real ones.
"""

from __future__ import annotations

import csv
import io
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import downloads
import workbooks
from benchmarks.figure import Figure
from builders import ROOT

RUNS = 3
VALUES = 19_000
PAIRS = 700_000
PLUS_FOURS = 1_045_219
MAX_SECONDS, MAX_MB = 8, 256
IMPORT = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
services = Reference(Path(sys.argv[2]) / "reference.sqlite").services
start = time.perf_counter()
Imports(Path(sys.argv[3]), services).add(Path(sys.argv[4]))
seconds = time.perf_counter() - start
status = Path("/proc/self/status")  # what getrusage tells there counts the process before, too
if status.exists():
    (peak,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    memory = int(peak.split()[1]) / 1024
else:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps([seconds, memory]))
"""
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
    """Make the downloads, and import each several times, each time in a process of its own."""
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows: list[tuple[str, Callable[[Path], Path], float | None]] = [
            (f"import of an RVU release zip, {VALUES:,} rows", release, None),
            ("import of the ZIP code file, 42,956 rows", zip_codes, None),
            (f"import of the ZIP+4 file, {PLUS_FOURS:,} rows", plus_fours, None),
            (f"import of NCCI pairs, {PAIRS:,} rows", pairs, None),
            (f"import of an NCCI workbook, {PAIRS:,} rows", pairs_workbook, MAX_SECONDS),
            ("import of the MUE table, 15,000 rows", limits, None),
        ]
        most = 0.0
        for what, make, bar in rows:
            download = make(folder)
            runs = [imported(download, folder / f"{run}.sqlite") for run in range(RUNS)]
            figures.append(Figure(what, statistics.median(run[0] for run in runs), "s", bar))
            most = max(most, *(run[1] for run in runs))
    return [
        *figures,
        Figure("most memory that an import takes", most, "MB", MAX_MB),
        Figure("open the reference and price a visit", first_visit(), "ms"),
    ]


def imported(download: Path, database: Path) -> tuple[float, float]:
    """Return the seconds that an import takes, and the most MB."""
    database.unlink(missing_ok=True)
    command = [sys.executable, "-c", IMPORT, str(ROOT / "desktop"), str(ROOT / "resources")]
    command += [str(database), str(download)]
    seconds, memory = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return seconds, memory


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


def plus_fours(folder: Path) -> Path:
    few = downloads.zip_plus_four(folder / "few.txt").read_text().splitlines()[::9]
    path = folder / "ZIP9_JAN2027.txt"
    with path.open("w") as file:
        for number in range(PLUS_FOURS // len(few)):
            file.writelines(f"{line[:21]}{number:04d}{line[25:]}\n" for line in few)
    return path


def pairs(folder: Path) -> Path:
    path = folder / "ccipra-v323r0-f1.txt"
    path.write_text(edits())
    return path


def pairs_workbook(folder: Path) -> Path:
    rows = csv.reader(io.StringIO(edits()), delimiter="\t")
    return workbooks.shared_texts(folder / "ccipra-v323r0-f1.xlsx", rows)


def edits() -> str:
    codes = (f"{10_000 + number % 80_000:05d}" for number in range(PAIRS))
    return downloads.pair_edits(
        ((code, f"9{int(code) % 9000:04d}", "20260101", "*", "1") for code in codes), 1
    )


def limits(folder: Path) -> Path:
    downloads.FILLERS = 15_000
    path = folder / "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
    path.write_text(downloads.text(downloads.unit_limits({"97110": 6})))
    return path
