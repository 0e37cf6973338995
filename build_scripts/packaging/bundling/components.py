"""What others wrote that is inside the bundle: its list in CycloneDX, and its licences.

The list has five entries with fixed fields, fewer than the packages a library for it would bring,
so it is written here.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path

from licences import licence_of

# The packages that the program imports. Others of the lock only build, or stay out.
PACKAGES = ("PySide6-Essentials", "shiboken6", "platformdirs", "sqlite-utils")
MORE_PACKAGES = ("click", "pluggy", "python-dateutil", "sqlite-fts4")  # of sqlite-utils
# The loader at the start of the executables is a part of PyInstaller.
LOADER = "pyinstaller"
QT_PACKAGES = ("PySide6-Essentials", "shiboken6")
_LICENCES = Path(__file__).parent / "licences"
_LICENCE_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


@dataclass(frozen=True)
class Component:
    """One thing inside: its licence is an SPDX expression where it says so, else a name."""

    name: str
    version: str
    licence: str
    purl: str


def components() -> list[Component]:
    """Return what is inside, by what is installed in the environment that builds."""
    python = platform.python_version()
    return [
        Component("Python", python, "PSF-2.0", f"pkg:generic/python@{python}"),
        *(_component(distribution(name)) for name in (*PACKAGES, *MORE_PACKAGES, LOADER)),
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
                "licenses": [{"expression": each.licence}],
                "purl": each.purl,
            }
            for each in components()
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def licence_texts(project: Path) -> dict[str, bytes]:
    """Return the text of every licence, by the name of a file for it."""
    texts = {"Quarterhour.txt": (project / "LICENSE").read_bytes(), "Python.txt": _python_licence()}
    texts |= {f"Qt-{file.name}": file.read_bytes() for file in sorted(_LICENCES.glob("*.txt"))}
    for name in (*PACKAGES, *MORE_PACKAGES, LOADER):
        found = _own_texts(distribution(name))
        if not found and name not in QT_PACKAGES:
            raise LookupError(f"{name} comes without the text of its licence.")
        if found:
            texts[f"{name}.txt"] = b"\n\n".join(found)
    return texts


def debian_licences(libraries: Iterable[str]) -> dict[str, bytes]:
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


def _component(package: Distribution) -> Component:
    name, version = package.metadata["Name"], package.version
    key = name.lower().replace("_", "-")
    return Component(name, version, licence_of(package), f"pkg:pypi/{key}@{version}")


def _own_texts(package: Distribution) -> list[bytes]:
    return [
        Path(str(file.locate())).read_bytes()
        for file in package.files or ()
        if ".dist-info" in str(file) and file.name.upper().startswith(_LICENCE_NAMES)
    ]


def _python_licence() -> bytes:
    """Return Python's licence, which on Windows covers the libraries that come with it."""
    beside_library = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    with_installer = Path(sys.base_prefix) / "LICENSE.txt"
    return next(file for file in (beside_library, with_installer) if file.exists()).read_bytes()
