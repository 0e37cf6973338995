"""How long the bundled program takes to its window, compared with one with a bare window.

    PYTHONPATH=build_scripts/packaging python3 tests/benchmarks/frozen_start.py

The bundle has to be there: python3 build_scripts/packaging/bundle.py.
On Linux, on a virtual screen: from starting the process until X shows its window. Both in turn,
after one of each that is not counted. Needs xdotool.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import folders  # noqa: F401  finds the others
import bundle
import screen_check

RUNS = 15
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("Bare")
window.show()
sys.exit(application.exec())
"""


def seconds_to_window(program: Path, title: str, display: str, home: str) -> float:
    """Start the program, wait for its window, end it; return how long the window took."""
    variables = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": home}
    variables |= dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
    search = ["xdotool", "search", "--onlyvisible", "--name", title]
    start = time.perf_counter()
    process = subprocess.Popen([program], env=variables)
    while subprocess.run(search, env=variables, capture_output=True, check=False).returncode:
        if process.poll() is not None:
            sys.exit(f"{program.name} ended without a window.")
    taken = time.perf_counter() - start
    process.kill()
    process.wait()
    return taken


def bare(folder: Path) -> Path:
    """Bundle a bare window with the libraries that Quarterhour has; return its executable."""
    script = folder / "bare.py"
    script.write_text(BARE)
    places = ["--distpath", str(folder), "--workpath", str(folder / "work")]
    command = [bundle.prepared().python, "-m", "PyInstaller", str(script), "--windowed", *places]
    command += ["--specpath", str(folder), "--log-level", "ERROR"]
    subprocess.run(command, check=True)
    return folder / "bare" / "bare"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, screen_check.virtual_screen(Path(name)) as screen:
        ours = bundle.DIST / "Quarterhour" / "Quarterhour"
        programs = {
            "Quarterhour's frame": (ours, "Quarterhour"),
            "Quarterhour's window": (ours, "New visit|Welcome"),
            "a bare window": (bare(Path(name)), "Bare"),
        }
        taken: dict[str, list[float]] = {program: [] for program in programs}
        for run in range(RUNS + 1):
            for program, (file, title) in programs.items():
                seconds = seconds_to_window(file, title, screen, name)
                if run:
                    taken[program].append(seconds)
    for program, times in taken.items():
        print(f"{program}: median {statistics.median(times):.3f} s, fastest {min(times):.3f} s")


if __name__ == "__main__":
    main()
