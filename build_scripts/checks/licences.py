"""Lists the licence of every locked package: python3 build_scripts/checks/licences.py

It fetches the wheels that the locks pin, some 500 MB, reads their metadata, and fails on a licence
that requirements/licences.toml does not allow: few for what an installer is made from, more for
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

RULES = tomllib.loads((environment.REQUIREMENTS / "licences.toml").read_text(encoding="utf-8"))


def main() -> int:
    python = environment.prepare("run", {}).python
    wrong = 0
    for lock in (*wheels.BUNDLES, *wheels.TOOLS):
        allowed = frozenset(RULES["tools" if lock in wheels.TOOLS else "bundled"])
        print(f"\n{lock}: allowed are {', '.join(sorted(allowed))}")
        with tempfile.TemporaryDirectory() as folder:
            wheels.fetch(python, lock, Path(folder), wheels.BUNDLES.get(lock, ()))
            for package in packages(Path(folder)):
                licence = licence_of(package)
                fine = is_allowed(licence, allowed)
                wrong += not fine
                name = f"{package.metadata['Name']} {package.version}"
                print(f"  {name:<36}{licence}{'' if fine else ': NOT ALLOWED'}")
    return int(bool(wrong))


def packages(folder: Path) -> Iterator[Distribution]:
    """Yield what the wheels in a folder say of themselves."""
    for wheel in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower()):
        for inside in zipfile.Path(wheel).iterdir():
            if inside.name.endswith(".dist-info"):
                yield PathDistribution(inside)


def licence_of(package: Distribution) -> str:
    """Return a licence as an SPDX expression: read by hand, or as the package says it."""
    metadata = package.metadata
    by_hand: str | None = RULES["by_hand"].get(metadata["Name"].lower())
    return by_hand or metadata["License-Expression"] or metadata["License"] or "not said"


def is_allowed(licence: str, allowed: frozenset[str]) -> bool:
    """Tell whether one of the alternatives is allowed in all its parts.

    Parentheses are not read: such a licence has to be written out by hand.
    """
    return any(allowed.issuperset(each.split(" AND ")) for each in licence.split(" OR "))


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
