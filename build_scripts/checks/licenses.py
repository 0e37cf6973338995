"""Lists the license of every locked package: python3 build_scripts/checks/licenses.py

It fetches the wheels that the locks pin, some 500 MB, reads their metadata, and fails on a license
that requirements/licenses.toml does not allow: few for what an installer is made from, more for
what only builds and tests.
"""

import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import wheels

RULES = tomllib.loads((environment.REQUIREMENTS / "licenses.toml").read_text(encoding="utf-8"))


def main() -> int:
    python = environment.prepare("run", {}).python
    wrong = 0
    for lock in (*wheels.BUNDLES, *wheels.TOOLS):
        allowed = frozenset(RULES["tools" if lock in wheels.TOOLS else "bundled"])
        print(f"\n{lock}: allowed are {', '.join(sorted(allowed))}")
        with tempfile.TemporaryDirectory() as folder:
            wheels.fetch(python, lock, Path(folder), wheels.BUNDLES.get(lock, ()))
            for package in packages(Path(folder)):
                license = license_of(package)
                fine = is_allowed(license, allowed)
                wrong += not fine
                name = f"{package.metadata['Name']} {package.version}"
                print(f"  {name:<36}{license}{'' if fine else ': NOT ALLOWED'}")
    return int(bool(wrong))


def packages(folder: Path) -> Iterator[Distribution]:
    """Yield what the wheels in a folder say of themselves."""
    for wheel in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower()):
        for inside in zipfile.Path(wheel).iterdir():
            if inside.name.endswith(".dist-info"):
                yield PathDistribution(inside)


def license_of(package: Distribution) -> str:
    """Return a license as an SPDX expression: read by hand, or as the package says it."""
    metadata = package.metadata
    by_hand: str | None = RULES["by_hand"].get(metadata["Name"].lower())
    return by_hand or metadata["License-Expression"] or metadata["License"] or "not said"


def is_allowed(license: str, allowed: frozenset[str]) -> bool:
    """Tell whether one of the alternatives is allowed in all its parts.

    Parentheses are not read: such a license has to be written out by hand.
    """
    return any(allowed.issuperset(each.split(" AND ")) for each in license.split(" OR "))


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
