"""Downloading the wheels that a lock pins, for this system or for another."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import environment
from bundling import property_list

LINUX = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux_2_5", "manylinux2014")


def fetch(python: str, lock: str, folder: Path, platforms: Iterable[str] = ()) -> None:
    """Download the wheels of a lock into a folder, for those platforms or else for this system."""
    command = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--python-version", "3.11"]
    command += [f"--platform={platform}" for platform in platforms]
    command += ["--dest", str(folder), "--requirement", str(environment.lock(lock))]
    subprocess.run(command, check=True, stdout=2)


def macos_platforms(processor: str) -> list[str]:
    """Return the platforms of wheels that macOS as promised takes, on that processor."""
    major, _ = property_list.promised_macos()
    systems = [f"{number}_0" for number in range(11, major + 1)]
    systems += [f"10_{number}" for number in range(9, 17)]
    kinds = (processor, "universal2")
    return [f"macosx_{system}_{kind}" for system in systems for kind in kinds]


# What an installer is made from has a lock for each system, read anywhere.
BUNDLES = {
    "bundle-linux": [f"{kind}_x86_64" for kind in LINUX],
    "bundle-macos": macos_platforms("arm64"),
    "bundle-windows": ["win_amd64"],
}
# What only builds, tests and audits.
TOOLS = ("test", "mutation", "workflows", "audit", "lock")
