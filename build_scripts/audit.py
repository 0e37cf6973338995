"""Asks whether a fault is known of anything locked: python3 build_scripts/audit.py [ARGUMENT...]

pip-audit asks PyPI's advisories, over the network; its arguments may follow, such as another
service. What could not be asked about counts as a failure: silence is no answer.
"""

import subprocess
import sys

import environment
import wheels

WORK = environment.BUILD / "audit"
ASKING = (
    *("-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip"),
    *("--progress-spinner", "off"),
)


def main() -> int:
    asking = environment.Environment(WORK / "venv")
    if not asking.is_sound():
        asking.make()
    asking.install("audit")
    failed = []
    for name in (*wheels.BUNDLES, *wheels.TOOLS):
        print(f"\n{name}", flush=True)
        lock = ["--requirement", str(environment.lock(name))]
        if subprocess.call([asking.python, *ASKING, *lock, *sys.argv[1:]]):
            failed.append(name)
    if failed:
        print(f"\nA fault is known, or nobody could be asked, of: {', '.join(failed)}.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
