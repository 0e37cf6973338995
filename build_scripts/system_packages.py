"""What a Debian or Ubuntu system has to provide before Qt starts and pip works.

On other systems the desktop or the Python installer brings these. Nothing is installed unasked:
what is missing is named, with the command for it, unless the variable ASKED says to install.
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

# The shared libraries that Qt takes from the system, and the packages that hold them.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    **OFFSCREEN,
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

ASKED = "INSTALL_SYSTEM_PACKAGES"
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")


def has_apt() -> bool:
    """Tell whether this is a Debian or one of its relatives."""
    return shutil.which("apt-get") is not None


def loads(library: str) -> bool:
    """Tell whether the shared library can be loaded, whatever packages are installed."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def for_libraries(libraries: Mapping[str, str]) -> list[str]:
    """Name the packages of those libraries that do not load here."""
    if not has_apt():
        return []
    return [package for library, package in libraries.items() if not loads(library)]


def for_commands(commands: Mapping[str, str]) -> list[str]:
    """Name the packages of those commands that are not here."""
    if not has_apt():
        return []
    return [package for command, package in commands.items() if not shutil.which(command)]


def for_venv() -> list[str]:
    """Name the package with what Debian leaves out of its bare Python, if it is missing."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return []
    if has_apt() and sys.base_prefix == "/usr":
        return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    sys.exit("This Python lacks the modules venv and ensurepip. Use a complete Python instead.")


def install(packages: Sequence[str]) -> None:
    """Install the packages where that was asked for; else end with the command that does."""
    if not packages:
        return
    root = os.geteuid() == 0
    command = shlex.join((*(() if root else ("sudo",)), *INSTALL, *packages))
    if os.environ.get(ASKED) != "1":
        sys.exit(
            "System packages are missing. Install them, then run this again "
            f"(or run it with {ASKED}=1, and it installs them):\n{command}"
        )
    print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr, flush=True)
    # Nobody is there to type a password.
    rights = () if root else ("sudo", "-n")
    if not (succeeds(*rights, "apt-get", "update") and succeeds(*rights, *INSTALL, *packages)):
        sys.exit(
            "The system packages were not installed; the reason is above. "
            f"Check the network connection, then run this again, or first: {command}"
        )


def succeeds(*command: str) -> bool:
    """Run a command without questions; show what it said only if it failed."""
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0
