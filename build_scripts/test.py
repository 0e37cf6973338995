"""Checks everything: python3 build_scripts/test.py [--lint | arguments of pytest].

The tests run in several processes, as many at a time as there are processors; what one of them
says is shown when it ends. With --lint it runs the linters alone. Other arguments go to pytest,
which then runs alone, from the root of the clone.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

import environment
import system_packages


class Check(NamedTuple):
    """One tool, run by the Python of the virtual environment."""

    name: str
    command: Sequence[str]


LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
PYTEST = Check("pytest", ["-m", "pytest"])
# The engine that other programs share has to pass by its own tests, with every branch covered.
UNITS = [
    *("tests/units", "--cov=quarterhour.units", "--cov-branch"),
    *("--cov-report=term:skip-covered", "--cov-fail-under=100"),
]
# What the window shows is worked out without a screen: there is no Qt for the tests of it.
WITHOUT_QT = "import sys; sys.modules['PySide6'] = None; import pytest; sys.exit(pytest.main())"
ENTRY = [
    *("-p", "no:pytest-qt", "-o", "strict_config=false", "-W", "ignore:Unknown config option"),
    *("tests/entry", "--cov=quarterhour.entry", "--cov-branch"),
    *("--cov-report=term:skip-covered", "--cov-fail-under=95"),
]
LINTERS = [
    Check("ruff format", ["-m", "ruff", "format", "--check"]),
    Check("ruff check", ["-m", "ruff", "check"]),
    Check("mypy", ["-m", "mypy"]),
    # It has no module to run, and scripts in the environment break when the clone is moved.
    Check("lint-imports", ["-c", LINT_IMPORTS, "--no-logo"]),
]
# The longest first, so that the others run beside it.
TESTS = [
    Check(
        "pytest of the rest",
        [*PYTEST.command, *(f"--ignore=tests/{name}" for name in ("units", "entry", "window"))],
    ),
    Check("pytest of the window", [*PYTEST.command, "tests/window"]),
    Check("pytest of the editing session", ["-c", WITHOUT_QT, *ENTRY]),
    Check("pytest of the units engine", [*PYTEST.command, *UNITS]),
]


def chosen(arguments: Sequence[str]) -> tuple[list[Check], list[Check]]:
    """Return the checks to run one by one, and those to run side by side."""
    if arguments == ["--lint"]:
        return LINTERS, []
    if arguments:
        return [Check(PYTEST.name, [*PYTEST.command, *arguments])], []
    return LINTERS, TESTS


def run(check: Check, python: str) -> int:
    """Run one check under a heading; return its exit status."""
    print(f"\n== {check.name}", flush=True)
    start = time.monotonic()
    status = subprocess.call(
        [python, *check.command],
        cwd=environment.ROOT,
        env=environment.variables(QT_QPA_PLATFORM="offscreen"),
    )
    print(f"== {check.name}: {time.monotonic() - start:.1f} s", flush=True)
    return status


def run_side_by_side(checks: Sequence[Check], python: str) -> list[Check]:
    """Run checks, as many at a time as there are processors; return those that failed."""
    print(f"\n== {', '.join(check.name for check in checks)}: started", flush=True)
    failed = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {
            pool.submit(run_apart, check, python, Path(folder, check.name)): check
            for check in checks
        }
        for ended in as_completed(runs):
            check, (status, report) = runs[ended], ended.result()
            print(report, flush=True)
            if status:
                failed.append(check)
    return failed


def run_apart(check: Check, python: str, file: Path) -> tuple[int, str]:
    """Run one check while others run; return its exit status and what it said, kept in a file."""
    start = time.monotonic()
    with file.open("wb") as said:
        status = subprocess.call(
            [python, *check.command],
            cwd=environment.ROOT,
            # Each has a file of its own for what it covers, or they would take it from each other.
            env=environment.variables(
                QT_QPA_PLATFORM="offscreen", COVERAGE_FILE=f"{file}.coverage"
            ),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    text = file.read_text(encoding="utf-8", errors="replace")
    return status, f"\n== {check.name}\n{text}== {check.name}: {time.monotonic() - start:.1f} s"


def main() -> int:
    if sys.argv[1:2] in (["-h"], ["--help"]):
        environment.command_line(__doc__).print_help()
        return 0
    python = environment.prepare("test", system_packages.OFFSCREEN).python
    start = time.monotonic()
    checks, tests = chosen(sys.argv[1:])
    for check in checks:
        status = run(check, python)
        if status:
            print(f"\nFAILED: {check.name}, with exit status {status}. Nothing after it was run.")
            return 1
    failed = run_side_by_side(tests, python) if tests else []
    if failed:
        print(f"\nFAILED: {', '.join(check.name for check in failed)}. See what it said above.")
        return 1
    names = ", ".join(check.name for check in (*checks, *tests))
    print(f"\nAll is well: {names}, in {time.monotonic() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
