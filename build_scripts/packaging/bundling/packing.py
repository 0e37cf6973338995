"""Packs the bundle into the files that people download, and knows where its parts lie."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

import environment
from bundling import authenticode, disk_image
from bundling.version import VERSION

NAME = "Quarterhour"
_PARTS = Path(__file__).parent
_USUAL_NSIS = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"


def command_line(dist: Path, system: str) -> Path:
    """Return the bundled executable for the terminal."""
    if system == "darwin":
        return dist / f"{NAME}.app" / "Contents" / "MacOS" / "quarterhour-cli"
    return dist / NAME / ("quarterhour-cli.exe" if system == "win32" else "quarterhour-cli")


def inner_folder(dist: Path, system: str) -> Path:
    """Return the folder with the bundled files."""
    if system == "darwin":
        return dist / f"{NAME}.app" / "Contents" / "Resources"
    return dist / NAME / "_internal"


def pack(dist: Path, work: Path, system: str) -> Path:
    """Pack what lies in `dist` for that system; `work` holds the icons. Return the file made."""
    if system == "win32":
        return installer(dist, work)
    if system == "darwin":
        name = f"quarterhour-{VERSION}-macos-{platform.machine()}{disk_image.mark()}.dmg"
        return disk_image.make(dist / f"{NAME}.app", dist / name)
    return archive(dist)


def archive(dist: Path) -> Path:
    """Pack the program for Linux, with an entry for the menu of the desktop."""
    target = dist / f"quarterhour-{VERSION}-linux-x86_64.tar.xz"
    folder = f"quarterhour-{VERSION}"
    with tarfile.open(target, "w:xz") as packed:
        packed.add(dist / NAME, folder)
        packed.add(_PARTS / "linux" / "quarterhour.desktop", f"{folder}/quarterhour.desktop")
        packed.add(
            environment.RESOURCES / "icons" / "quarterhour-256.png", f"{folder}/quarterhour.png"
        )
    return target


def installer(dist: Path, work: Path) -> Path:
    """Pack the program for Windows, for one user."""
    target = dist / f"quarterhour-{VERSION}-windows{authenticode.mark()}.exe"
    bundle = dist / NAME
    authenticode.sign(bundle.glob("*.exe"))
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file())
    given = {
        "VERSION": VERSION,
        "BUNDLE": bundle,
        "ICON": work / "quarterhour.ico",
        "LICENSE": environment.ROOT / "LICENSE",
        "KILOBYTES": size // 1024,
        "OUTPUT": target,
    }
    command = [shutil.which("makensis") or str(_USUAL_NSIS), "-V2"]
    command += [f"-D{name}={value}" for name, value in given.items()]
    subprocess.run([*command, str(_PARTS / "windows" / "quarterhour.nsi")], check=True, stdout=2)
    authenticode.sign([target])
    return target
