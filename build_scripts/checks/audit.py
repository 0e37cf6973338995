"""Asks whether a fault is known of anything locked.

    python3 build_scripts/checks/audit.py [ARGUMENT...]

pip-audit asks PyPI's advisories, over the network; its arguments may follow, such as another
service. What could not be asked about counts as a failure: silence isn't an answer.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import wheels

PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; [^\\\n]+?)?(?P<hashes>(?: \\\n    --hash=\S+)+)\n",
    re.MULTILINE,
)
WORK = environment.BUILD / "audit"
ASKING = (
    *("-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip"),
    *("--progress-spinner", "off"),
)


def main() -> int:
    _, for_pip_audit = environment.command_line(__doc__).parse_known_args()
    asking = environment.Environment(WORK / "venv")
    if not asking.is_sound():
        asking.make()
    asking.install("audit")
    failed = []
    for name in (*wheels.BUNDLES, *wheels.TOOLS):
        print(f"\n{name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for part in for_every_system(environment.lock(name), Path(folder)):
                command = [asking.python, *ASKING, "--requirement", str(part), *for_pip_audit]
                if subprocess.call(command) and name not in failed:
                    failed.append(name)
    if failed:
        print(f"\nA fault is known, or nobody could be asked, of: {', '.join(failed)}.")
    return int(bool(failed))


def for_every_system(lock: Path, folder: Path) -> list[Path]:
    """Write a lock without its markers, so that nothing is left out on this system.

    What is pinned again for another system goes into another file: pip-audit takes one pin of each.
    """
    parts: list[dict[str, str]] = []
    for pin in PIN.finditer(lock.read_text(encoding="utf-8")):
        part = next((part for part in parts if pin["name"] not in part), None)
        if part is None:
            parts.append(part := {})
        part[pin["name"]] = f"{pin['name']}=={pin['version']}{pin['hashes']}\n"
    files = [folder / f"{at}.txt" for at in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        file.write_text("".join(part.values()), encoding="utf-8")
    return files


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
