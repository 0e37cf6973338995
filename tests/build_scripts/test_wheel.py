"""The wheel carries the program and its data, and runs from wherever it is installed."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import environment


def run(*command: str, folder: Path, **variables: str) -> str:
    """Run a command of this Python; return what it printed."""
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**bare, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("source")
    run("-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), folder=environment.ROOT)
    (archive,) = folder.iterdir()
    run("-m", "tarfile", "-e", archive.name, ".", folder=folder)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def unpacked(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from nothing but the source distribution, unpacked as pip would do it."""
    assert not (source / "resources/reference.sqlite").exists(), "the hook has nothing to show"
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), folder=source)
    (wheel,) = folder.iterdir()
    with zipfile.ZipFile(wheel) as files:
        files.extractall(folder / "unpacked")
    return folder / "unpacked"


def files_in(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("kind", ["tables", "samples", "icons", "payers"])
def test_the_data_is_in_the_wheel(unpacked: Path, kind: str) -> None:
    data = files_in(environment.RESOURCES / kind)
    assert data
    assert files_in(unpacked / "quarterhour/resources" / kind) == data


def test_the_database_is_in_the_wheel(unpacked: Path) -> None:
    start = (unpacked / "quarterhour/resources/reference.sqlite").read_bytes()[:16]
    assert start == b"SQLite format 3\0"


def test_nothing_but_the_program_is_in_the_wheel(unpacked: Path) -> None:
    program, record = sorted(folder.name for folder in unpacked.iterdir())
    assert (program, record.endswith(".dist-info")) == ("quarterhour", True)
    assert not [name for name in files_in(unpacked) if "test" in name.rpartition("/")[2]]


def test_the_program_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    samples = unpacked / "quarterhour/resources/samples"
    sample = samples / "thirty-three-and-seven.quarterhour"
    arguments = ["-m", "quarterhour", "assess", str(sample), "--format", "text"]
    assert run(*arguments, folder=tmp_path, PYTHONPATH=str(unpacked)).strip()
