"""Checks everything: python3 build_scripts/test.py [--lint | arguments of pytest].

With --lint it runs the linters alone. Other arguments go to pytest, which then runs alone, from the
root of the clone.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
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
CHECKS = [
    *LINTERS,
    Check("pytest of the units engine", [*PYTEST.command, *UNITS]),
    Check("pytest of the editing session", ["-c", WITHOUT_QT, *ENTRY]),
    Check("pytest of the rest", [*PYTEST.command, "--ignore=tests/units", "--ignore=tests/entry"]),
]


def chosen(arguments: Sequence[str]) -> list[Check]:
    """Return the checks to run: all, the linters, or pytest alone with those arguments."""
    if arguments == ["--lint"]:
        return LINTERS
    return [Check(PYTEST.name, [*PYTEST.command, *arguments])] if arguments else CHECKS


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


def main() -> int:
    if sys.argv[1:2] in (["-h"], ["--help"]):
        environment.command_line(__doc__).print_help()
        return 0
    python = environment.prepare("test", system_packages.OFFSCREEN).python
    start = time.monotonic()
    checks = chosen(sys.argv[1:])
    for check in checks:
        status = run(check, python)
        if status:
            print(f"\nFAILED: {check.name}, with exit status {status}. Nothing after it was run.")
            return 1
    names = ", ".join(check.name for check in checks)
    print(f"\nAll is well: {names}, in {time.monotonic() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
