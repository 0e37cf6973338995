"""Pins what pyproject.toml asks for, by hash, for every system: python3 build_scripts/lock.py.

Pins that still fit are kept; to renew one, delete it from both files first.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import environment

UV = "uv==0.13.9"
COMPILE = (
    *("-m", "uv", "pip", "compile", "pyproject.toml", "--no-config", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--custom-compile-command", "python3 build_scripts/lock.py"),
)
OPTIONS = {
    "run": (),
    "test": ("--group", "test", "--constraints", "build_scripts/requirements/run.txt"),
    "mutation": ("--group", "mutation", "--constraints", "build_scripts/requirements/test.txt"),
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        scratch = environment.Environment(Path(folder))
        scratch.make()
        subprocess.run([scratch.python, "-m", "pip", "install", "--quiet", UV], check=True)
        for name, options in OPTIONS.items():
            target = environment.lock(name).relative_to(environment.ROOT)
            subprocess.run(
                [scratch.python, *COMPILE, *options, "--output-file", str(target)],
                cwd=environment.ROOT,
                check=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
