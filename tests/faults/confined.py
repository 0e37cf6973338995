"""Running the program where the file system is as a test wants it: small and full, or read-only.

It needs Linux and the right to a mount namespace of one's own (`unshare`, of util-linux), which
hides its mounts from everything else and takes them away with its last process.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from builders import ROOT

Done = subprocess.CompletedProcess[str]
_UNSHARE = ("unshare", "--mount", "--map-root-user")
# Every mount but the virtual ones, the deepest first, is made read-only.
_ALL_READ_ONLY = """
while read -r _ place kind _; do
    case $kind in proc|sysfs|devpts|mqueue|cgroup*|devtmpfs) continue;; esac
    mount -o remount,bind,ro "$(printf %b "$place")" 2>/dev/null || true
done < /proc/self/mounts
"""


def _may_confine() -> bool:
    try:
        return not subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode
    except FileNotFoundError:
        return False


needs_namespace = pytest.mark.skipif(not _may_confine(), reason="needs a mount namespace")


def on_a_disk_of(kilobytes: int, disk: Path, script: str) -> Done:
    """Run a script with its home on a disk of its own that is so small; see `confined`."""
    return confined(f"mount -t tmpfs -o size={kilobytes}k disk {quoted(disk)}", disk, script)


def read_only_but(folder: Path, script: str) -> Done:
    """Run a script where this folder, which is its home, can be written and nothing else can."""
    keep = f"mount --bind {quoted(folder)} {quoted(folder)}"
    again = f"mount -o remount,bind,rw {quoted(folder)}"
    return confined(f"{keep}\n{_ALL_READ_ONLY}\n{again}", folder, script)


def read_only(home: Path, script: str) -> Done:
    """Run a script where nothing at all can be written, its home among it."""
    return confined(_ALL_READ_ONLY, home, script)


def confined(mounts: str, home: Path, script: str) -> Done:
    """Run a shell script after those mounts, from its home, the place of its temporary files too.

    It ends at the first command that fails.
    """
    _cache_fonts()
    environment = {
        "FONTCONFIG_FILE": os.environ["FONTCONFIG_FILE"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("desktop", "tests")),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(
        [*_UNSHARE, "sh", "-ec", f"{mounts}\ncd {quoted(home)}\n{script}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",  # a PDF isn't text
        check=False,
    )


@cache
def _cache_fonts() -> None:
    """Write the cache of the test fonts first, while the disk can still be written.

    Without one, each program that opens a window writes its own, or says that it cannot.
    """
    listed = "from PySide6.QtGui import QFontDatabase, QGuiApplication\n"
    listed += "application = QGuiApplication([])\nQFontDatabase.families()\n"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", listed], env=environment, capture_output=True, check=True)


def quoted(*words: str | Path) -> str:
    """Return words as a shell reads them."""
    return shlex.join(map(str, words))
