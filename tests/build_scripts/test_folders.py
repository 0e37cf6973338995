"""A script in a folder starts with nothing but Python: it finds what lies in the other folders."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import environment

SCRIPTS = environment.ROOT / "build_scripts"
FOLDERS = ("checks", "data", "packaging")
# Run by GObject's Python, and by hatchling.
OTHERS = {"at_spi_reader.py"}
MAIN = 'if __name__ == "__main__":'
LOAD = "import runpy, sys; sys.path.insert(0, sys.argv[2]); runpy.run_path(sys.argv[1])"


def scripts(*folders: str) -> list[Path]:
    """Return what is started by its name in those folders."""
    files = sorted(file for folder in folders for file in (SCRIPTS / folder).glob("*.py"))
    return [
        file
        for file in files
        if file.name not in OTHERS and MAIN in file.read_text(encoding="utf-8")
    ]


def load(script: Path, *options: str) -> None:
    """Load a script as Python does when it is started, without starting its work."""
    command = [sys.executable, "-P", "-E", *options, "-c", LOAD, str(script), str(script.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="some need Linux")
@pytest.mark.parametrize("script", scripts("checks", "packaging"), ids=lambda file: file.name)
def test_a_script_needs_no_package(script: Path) -> None:
    load(script, "-S")


@pytest.mark.parametrize("script", scripts("data"), ids=lambda file: file.name)
def test_a_script_of_the_data_needs_the_environment_alone(script: Path) -> None:
    load(script)


def test_each_folder_has_the_same_file() -> None:
    assert len({(SCRIPTS / name / "folders.py").read_bytes() for name in FOLDERS}) == 1


def test_at_the_top_are_the_front_doors_and_what_makes_ready() -> None:
    assert {file.name for file in SCRIPTS.glob("*.py")} == {
        *("environment.py", "run.py", "system_packages.py", "test.py")
    }


def test_each_script_has_a_line_in_the_document() -> None:
    page = (environment.ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    text = page.partition("## Scripts")[2]
    named = re.findall(r"^\| `([\w/.]+)[^`]*` \|", text, re.MULTILINE)
    started = [file.relative_to(SCRIPTS).as_posix() for file in scripts(*FOLDERS)]
    assert sorted(named) == sorted(["run.py", "test.py", *started])


@pytest.mark.parametrize(
    "script", [SCRIPTS / "test.py", *scripts(*FOLDERS)], ids=lambda file: file.name
)
def test_a_script_asked_for_help_only_says_what_it_does(script: Path) -> None:
    said = started(script, "--help")
    assert not said.returncode, said.stderr
    assert said.stdout.startswith(f"usage: {script.name}")
    first_line = script.read_text(encoding="utf-8").partition("\n")[0].strip('"')
    assert first_line in said.stdout


@pytest.mark.parametrize(
    "script",
    [file for file in scripts(*FOLDERS) if file.name != "audit.py"],
    ids=lambda file: file.name,
)
def test_a_script_refuses_an_argument_that_it_does_not_know(script: Path) -> None:
    """The audit passes it on to pip-audit, as `run.py` and `test.py` do theirs."""
    said = started(script, "--unknown")
    assert (said.returncode, said.stdout) == (2, "")


def started(script: Path, argument: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), argument]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
