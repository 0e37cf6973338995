"""Builds what people install, for the system it runs on: python3 build_scripts/packaging/bundle.py

Quarterhour is put into dist, is inspected and checks itself there, and is packed next to it.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import system_packages
from bundling import inspection, mach_o, packing, property_list

SPEC = environment.ROOT / "build_scripts" / "packaging" / "bundling" / "quarterhour.spec"
WORK = environment.BUILD / "bundle"
DIST = environment.ROOT / "dist"
LOCKS = {"linux": "bundle-linux", "darwin": "bundle-macos", "win32": "bundle-windows"}
DESCRIPTORS = environment.ROOT / "tests" / "resources" / "descriptor_hashes.txt"
# A download in the layout of CMS: importing it uses what nothing else does.
LAYOUT = environment.ROOT / "tests" / "reference" / "layouts" / "PTP.txt"
EDITS = environment.ROOT / "resources" / "tables" / "pair_edits.csv"


def main() -> int:
    if sys.platform == "linux":
        system_packages.install(system_packages.for_libraries(system_packages.WINDOW))
    environment.say("Building the bundle")
    command = [prepared().python, *pyinstaller(SPEC, DIST, WORK)]
    # Sets in compiled modules come out in the same order every time.
    if subprocess.call(command, env=environment.variables(PYTHONHASHSEED="0"), stdout=2):
        sys.exit("The bundle was not built; the reason is above.")
    if sys.platform == "darwin":
        inspect_for_old_macos(DIST / f"{packing.NAME}.app")
    inspect(packing.inner_folder(DIST, sys.platform), made_by_spec(WORK))
    check(packing.command_line(DIST, sys.platform))
    file = packing.pack(DIST, made_by_spec(WORK), sys.platform)
    print(f"{file.relative_to(environment.ROOT)}: {file.stat().st_size / 1e6:.1f} MB")
    return 0


def prepared() -> environment.Environment:
    """Return the environment that builds: what the lock of this system pins, and nothing else."""
    made = environment.Environment(WORK / "venv")
    if not made.is_sound():
        system_packages.install(system_packages.for_venv())
        made.make()
    made.install(LOCKS[sys.platform])
    environment.build_reference(made.python)
    return made


def pyinstaller(spec: object, dist: object, work: object) -> list[str]:
    """Return the arguments of Python that build the bundle."""
    places = ["--distpath", str(dist), "--workpath", str(work)]
    return ["-m", "PyInstaller", str(spec), "--noconfirm", "--log-level", "WARN", *places]


def made_by_spec(work: Path) -> Path:
    """Return where the spec leaves the icons, and the names of the modules inside."""
    return work / SPEC.stem


def inspect(inner: Path, made: Path) -> None:
    """End with what is wrong inside the bundle, if anything is."""
    modules = (made / "modules.txt").read_text(encoding="utf-8").split()
    found = list(inspection.faults(inner, modules, DESCRIPTORS.read_text().split()))
    if found:
        sys.exit("\n".join(found))
    print(f"{len(modules)} modules and the files beside them were inspected: they are right.")


def inspect_for_old_macos(app: Path) -> None:
    """End with the files that the oldest macOS promised does not run, Python's own among them."""
    found = mach_o.newer(app, property_list.promised_macos())
    if found:
        sys.exit("These ask for a newer macOS than is promised:\n" + "\n".join(found))


def check(command_line: Path) -> None:
    """Have the bundled program check itself, and import a download for a user of its own."""
    with tempfile.TemporaryDirectory() as home:
        download = write_download(Path(home))
        places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"), home)
        for arguments in (["self-check"], ["import", str(download)]):
            if subprocess.call([str(command_line), *arguments], env={**os.environ, **places}):
                sys.exit(f"The bundled program failed at {arguments[0]}; the reason is above.")


def write_download(folder: Path) -> Path:
    """Write the included NCCI edits in force as CMS publishes them; return where they are.

    A file without some of them would be refused as incomplete.
    """
    with EDITS.open(encoding="utf-8", newline="") as file:
        edits = [row for row in csv.DictReader(file) if not row["deleted"]]
    columns = "{column_1}\t{column_2}\t\t20200101\t*\t{modifier_indicator}\tA reason\n"
    text = "".join(columns.format(**edit) for edit in edits)
    download = folder / "ccipra-v323r0.TXT"
    download.write_text(LAYOUT.read_text(encoding="utf-8") + text, encoding="utf-8")
    return download


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
