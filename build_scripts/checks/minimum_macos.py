"""Reads from the wheels for macOS which macOS they ask for.

    python3 build_scripts/checks/minimum_macos.py

It fetches what the lock pins, 135 MB, and fails if a file in it asks for a newer macOS than the
program promises.
"""

import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import wheels
from bundling import property_list
from bundling.mach_o import Version, minimum_macos

PROCESSORS = ("arm64", "x86_64")


def main() -> int:
    python = environment.prepare("run", {}).python
    newest = property_list.promised_macos()
    wrong = 0
    for processor in PROCESSORS:
        with tempfile.TemporaryDirectory() as name:
            wheels.fetch(python, "bundle-macos", Path(name), wheels.macos_platforms(processor))
            for wheel in sorted(Path(name).glob("*.whl")):
                asked = max((version for _, version in asked_for(wheel)), default=None)
                if asked is not None:
                    print(f"{wheel.name}: macOS {asked[0]}.{asked[1]}")
                    wrong += asked > newest
    print("Some ask for too much." if wrong else f"All run on macOS {newest[0]}.{newest[1]}.")
    return int(bool(wrong))


def asked_for(wheel: Path) -> Iterator[tuple[str, Version]]:
    """Yield the libraries in a wheel with the macOS that each asks for."""
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            if name.endswith((".so", ".dylib")) or ".framework/" in name:
                version = minimum_macos(files.read(name))
                if version is not None:
                    yield name, version


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
