"""Pins what pyproject.toml asks for, by hash: python3 build_scripts/packaging/lock.py.

One lock for every system serves running and testing. What goes into an installer has a lock for
each system, so that one system's can be fetched and read on another.

Pins that still fit are kept; to renew one, delete it from both files first.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment

COMPILE = (
    *("-m", "uv", "pip", "compile", "--no-config", "--quiet"),
    *("--python-version", "3.11", "--generate-hashes"),
    *("--custom-compile-command", "python3 build_scripts/packaging/lock.py"),
)
RUN = ("pyproject.toml", "--universal")
WITHIN_RUN = ("--constraints", "build_scripts/requirements/run.txt")
WITHIN_TEST = ("--constraints", "build_scripts/requirements/test.txt")
BUNDLE = ("pyproject.toml", "--group", "bundle", *WITHIN_RUN, "--python-platform")
OPTIONS = {
    "run": RUN,
    "test": (*RUN, "--group", "test", *WITHIN_RUN),
    "mutation": (*RUN, "--group", "mutation", *WITHIN_TEST),
    "workflows": ("--universal", "--group", "workflows"),
    "audit": ("--universal", "--group", "audit"),
    "lock": ("--universal", "--group", "lock"),
    "bundle-linux": (*BUNDLE, "x86_64-manylinux_2_34"),
    "bundle-macos": (*BUNDLE, "macos"),
    "bundle-windows": (*BUNDLE, "windows"),
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        scratch = environment.Environment(Path(folder))
        scratch.make()
        scratch.install("lock")
        for name, options in OPTIONS.items():
            target = environment.lock(name).relative_to(environment.ROOT)
            subprocess.run(
                [scratch.python, *COMPILE, *options, "--output-file", str(target)],
                cwd=environment.ROOT,
                check=True,
            )
    return 0


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
