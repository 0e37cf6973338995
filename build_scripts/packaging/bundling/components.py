"""What others wrote that is inside the bundle: its list in CycloneDX, and its licenses.

`resources/components.toml` is the list, which Quarterhour shows, too. In CycloneDX each entry has
the same few fields, fewer than the packages that a library for it would bring: it is written here.
"""

from __future__ import annotations

import json
import platform
import sqlite3
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path

import environment

_LIST = tomllib.loads((environment.RESOURCES / "components.toml").read_text(encoding="utf-8"))
LIBRARIES: dict[str, str] = _LIST["libraries"]
PACKAGES: dict[str, str] = _LIST["packages"]
LOADER: dict[str, str] = _LIST["loader"]
QT_PACKAGES = ("PySide6-Essentials", "shiboken6")
_LICENSES = Path(__file__).parent / "licenses"
_LICENSE_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


@dataclass(frozen=True)
class Component:
    """One thing inside, with its license as an SPDX expression."""

    name: str
    version: str
    license_: str
    purl: str


def components() -> list[Component]:
    """Return what is inside, by what is installed in the environment that builds."""
    versions = {
        "Python": platform.python_version(),
        "Qt": distribution("PySide6-Essentials").version,
        "SQLite": sqlite3.sqlite_version,
    }
    return [
        *(_component(name, versions[name], LIBRARIES[name], "generic") for name in LIBRARIES),
        *(
            _component(name, distribution(name).version, license_, "pypi")
            for name, license_ in (PACKAGES | LOADER).items()
        ),
    ]


def bill_of_materials(version: str, when: datetime) -> str:
    """Return the list of components as a CycloneDX 1.6 document."""
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": "quarterhour",
                "name": "Quarterhour",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": [
            {
                "type": "library",
                "bom-ref": each.purl,
                "name": each.name,
                "version": each.version,
                "licenses": [{"expression": each.license_}],
                "purl": each.purl,
            }
            for each in components()
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def license_texts(project: Path) -> dict[str, bytes]:
    """Return the text of every license, by the name of a file for it."""
    texts = {"Quarterhour.txt": (project / "LICENSE").read_bytes(), "Python.txt": _python_license()}
    texts |= {f"Qt-{file.name}": file.read_bytes() for file in sorted(_LICENSES.glob("*.txt"))}
    for name in PACKAGES | LOADER:
        found = _own_texts(distribution(name))
        if not found and name not in QT_PACKAGES:
            raise LookupError(f"{name} comes without the text of its license.")
        if found:
            texts[f"{name}.txt"] = b"\n\n".join(found)
    return texts


def debian_licenses(libraries: Iterable[str]) -> dict[str, bytes]:
    """Return what Debian says of the system's libraries among these files, by a file name for it.

    Only on Linux are any bundled: a bundle for Windows or macOS holds none of the system's.
    """
    texts = {}
    for library in sorted({str(Path(name).resolve()) for name in libraries}):
        # dpkg knows a library by its name in /usr/lib or, from before the two were one, in /lib.
        for name in (library, library.removeprefix("/usr")):
            found = subprocess.run(
                ["dpkg", "-S", name], capture_output=True, text=True, check=False
            )
            if found.returncode == 0:
                package = found.stdout.partition(":")[0]
                text = Path("/usr/share/doc", package, "copyright")
                texts[f"Debian-{package}.txt"] = text.read_bytes()
                break
    return texts


def _component(name: str, version: str, license_: str, index: str) -> Component:
    return Component(name, version, license_, f"pkg:{index}/{name.lower()}@{version}")


def _own_texts(package: Distribution) -> list[bytes]:
    return [
        Path(str(file.locate())).read_bytes()
        for file in package.files or ()
        if ".dist-info" in str(file) and file.name.upper().startswith(_LICENSE_NAMES)
    ]


def _python_license() -> bytes:
    """Return Python's license, which on Windows covers the libraries that come with it."""
    beside_library = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    with_installer = Path(sys.base_prefix) / "LICENSE.txt"
    return next(file for file in (beside_library, with_installer) if file.exists()).read_bytes()
