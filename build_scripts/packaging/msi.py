"""Packs a bundle built on Windows as an MSI, on Linux: python3 build_scripts/packaging/msi.py DIST

DIST holds the folder Quarterhour and gets the MSI. It is for those who deploy to many
machines: it installs for all users of a machine, since wixl makes none for a single user.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import system_packages
from bundling import authenticode, icons, packing
from bundling.version import VERSION

COMMANDS = {"wixl": "wixl", "wixl-heat": "wixl"}
PACKAGE = Path(packing.__file__).parent / "windows" / "quarterhour.wxs"
FILES = "files.wxs"


def main(dist: Path) -> int:
    signing = authenticode.COMMANDS if authenticode.CERTIFICATE in os.environ else {}
    system_packages.install(system_packages.for_commands(COMMANDS | signing))
    file = msi(dist)
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
    return 0


def msi(dist: Path) -> Path:
    """Return the MSI of the bundle in that folder."""
    target = dist / f"quarterhour-{VERSION}-windows{authenticode.mark()}.msi"
    pictures = icons.read_pictures(environment.RESOURCES / "icons")
    # wixl takes names of files only from where it runs.
    with tempfile.TemporaryDirectory(dir=dist) as name:
        folder = Path(name)
        (folder / packing.NAME).symlink_to((dist / packing.NAME).absolute())
        (folder / "quarterhour.ico").write_bytes(icons.ico(pictures))
        (folder / FILES).write_bytes(list_of_files(folder))
        given = {
            "Win64": "yes",
            "VERSION": VERSION,
            "BUNDLE": packing.NAME,
            "ICON": "quarterhour.ico",
        }
        command = ["wixl", "-a", "x64", "-o", "made.msi", str(PACKAGE), FILES]
        for variable, value in given.items():
            command += ["-D", f"{variable}={value}"]
        subprocess.run(command, cwd=folder, check=True, stdout=2)
        shutil.move(folder / "made.msi", target)
    authenticode.sign([target])
    return target


def list_of_files(folder: Path) -> bytes:
    """Return the part of the package that names each file of the bundle, always in one order."""
    bundle = (folder / packing.NAME).resolve()
    files = sorted(
        f"{packing.NAME}/{file.relative_to(bundle).as_posix()}"
        for file in bundle.rglob("*")
        if file.is_file()
    )
    command = ["wixl-heat", "--prefix", f"{packing.NAME}/", "--component-group", "Files"]
    command += ["--var", "var.BUNDLE", "--directory-ref", "INSTALLDIR", "--win64"]
    return subprocess.run(
        command, cwd=folder, input="\n".join(files).encode(), check=True, stdout=subprocess.PIPE
    ).stdout


if __name__ == "__main__":
    arguments = environment.command_line(__doc__)
    arguments.add_argument("dist", type=Path, metavar="DIST")
    sys.exit(environment.quietly(lambda: main(arguments.parse_args().dist)))
