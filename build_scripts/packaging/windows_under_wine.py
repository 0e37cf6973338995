"""Builds the Windows installer on Linux, under Wine, and tries it as a practice would.

    python3 build_scripts/packaging/windows_under_wine.py

A fresh Wine prefix each time. It installs into a folder with a space and an umlaut, has the
installed program check itself, compares its answer with that of the source, types into its window,
upgrades, and uninstalls; then it deploys the MSI. Leaves both in build/wine/dist, and the picture
of the window in build/windows.png. Needs Debian and root. What is released is built on Windows by
bundle.py.
"""

import sys
import tempfile
import time
from pathlib import Path

import folders  # noqa: F401  finds the others
import bundle
import environment
import msi
import screen_check
import system_packages
from bundling import packing
from bundling.windows_trial import Trial
from bundling.wine_prefix import WinePrefix, install_python, windows_path

WORK = environment.BUILD / "wine"
DIST = WORK / "dist"
COMMANDS = {
    "wine": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "wixl": "wixl",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
MAX_MEGABYTES = 30  # of the installer


def main() -> int:
    system_packages.install(system_packages.for_commands(COMMANDS))
    environment.prepare("run", {})
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name, screen_check.virtual_screen(Path(name)) as screen:
        # Not in this clone: Wine's drive Z: is a link to all of this system, and whoever walks
        # through the clone would walk through that.
        prefix = WinePrefix(Path(name) / "prefix", screen)
        try:
            prefix.make()
            report("A fresh Windows", start)
            installer = build(prefix)
            report(f"{installer.name}, {size(installer):.1f} MB", start)
            deployed = msi.msi(DIST)
            report(f"{deployed.name}, {size(deployed):.1f} MB", start)
            trial = Trial(prefix, installer, deployed, Path(name) / "Xvfb_screen0", screen)
            for step in trial.steps():
                step()
                report((step.__doc__ or "").rstrip("."), start)
        finally:
            prefix.stop()
    return 0


def build(prefix: WinePrefix) -> Path:
    """Build the program for Windows, inspect it and pack it; return the installer."""
    python = install_python(WORK / "python")
    arguments = bundle.pyinstaller(*map(windows_path, (bundle.SPEC, DIST, WORK / "work")))
    prefix.run("wine", windows_path(python), *arguments)
    made = bundle.made_by_spec(WORK / "work")
    bundle.inspect(packing.inner_folder(DIST, "win32"), made)
    installer = packing.installer(DIST, made)
    if size(installer) > MAX_MEGABYTES:
        sys.exit(f"The installer has {size(installer):.1f} MB, and may have {MAX_MEGABYTES}.")
    return installer


def size(file: Path) -> float:
    return file.stat().st_size / 1e6


def report(what: str, start: float) -> None:
    print(f"{time.monotonic() - start:6.1f} s  {what}", flush=True)


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
