"""Mutates the units engine and tells which changes no test notices.

    python3 build_scripts/checks/mutate.py

It takes some minutes, and is not part of the checks. A survivor is either killed by a better test
or justified in `mutants_justified.toml`; the script fails while one is neither.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment

ENGINE = environment.DESKTOP / "quarterhour"
TESTS = environment.ROOT / "tests" / "units"
JUSTIFIED = environment.ROOT / "build_scripts" / "checks" / "mutants_justified.toml"
SETTINGS = """
[mutmut]
source_paths = src
pytest_add_cli_args_test_selection = tests

[tool:pytest]
pythonpath = src tests
markers = long
addopts = -q -x -m "not long"
"""

MAX_MEMORY = 2 << 30

Change = tuple[str, str]


def main() -> int:
    python = environment.prepare("mutation", {}).python
    justified = {(entry["before"], entry["after"]) for entry in read_justified()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder)
        subprocess.run(
            [python, "-m", "mutmut", "run"], cwd=folder, check=True, preexec_fn=limit_memory
        )
        survivors = dict(read_survivors(python, folder))
    for mutant, (before, after) in survivors.items():
        if (before, after) not in justified:
            print(f"{mutant}\n  - {before}\n  + {after}")
    open_ones = set(survivors.values()) - justified
    stale = justified - set(survivors.values())
    for before, after in stale:
        print(f"No longer survives, take it off the list:\n  - {before}\n  + {after}")
    print(f"{len(survivors)} survivors, {len(open_ones)} of them neither killed nor justified")
    return 1 if open_ones or stale else 0


def limit_memory() -> None:
    """Have a mutant that lists without end fail, rather than fill the machine's memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def read_justified() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = tomllib.loads(JUSTIFIED.read_text("utf-8"))["mutant"]
    return entries


def lay_out(folder: Path) -> None:
    """Copy the engine and its own tests as a project of their own, as the tool wants it."""
    package = folder / "src" / "quarterhour"
    shutil.copytree(ENGINE / "units", package / "units")
    shutil.copy(ENGINE / "__init__.py", package)
    # What these tests ask of the whole project cannot be asked of a part of it.
    shutil.copytree(
        TESTS, folder / "tests", ignore=shutil.ignore_patterns("test_standing_alone.py")
    )
    (folder / "setup.cfg").write_text(SETTINGS)


def read_survivors(python: str, folder: Path) -> Iterator[tuple[str, Change]]:
    """Yield each mutant that no test noticed, with the line before and after."""
    for line in ask(python, folder, "results").splitlines():
        mutant, _, status = line.strip().partition(": ")
        if status == "survived":
            difference = ask(python, folder, "show", mutant).splitlines()
            before, after = (
                " ".join(row[1:].strip() for row in difference if row.startswith(f"{sign} "))
                for sign in "-+"
            )
            yield mutant, (before, after)


def ask(python: str, folder: Path, *words: str) -> str:
    command = [python, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    sys.exit(environment.quietly(main))
