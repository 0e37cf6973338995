"""A file next to the program makes it keep everything next to itself, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quarterhour import resources
from quarterhour.cli import main
from quarterhour.resources import (
    imported_database,
    is_portable,
    portable_problem,
    practice_folder,
    program_folder,
    recovery_folder,
    settings_file,
    user_folder,
)

ROOT = Path(__file__).parents[1]


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a portable program that is built into one executable."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "quarterhour"))
    (tmp_path / "portable.txt").write_text("")
    return tmp_path


def test_everything_lies_beside_a_portable_program(beside: Path) -> None:
    folder = beside / "Quarterhour data"
    assert is_portable()
    assert user_folder() == folder
    assert imported_database() == folder / "imported.sqlite"
    assert recovery_folder() == folder / "recovery"
    assert practice_folder() == folder / "practice"
    assert settings_file() == folder / "settings.ini"
    assert portable_problem() == ""
    assert list(folder.iterdir()) == []


def test_without_the_file_the_system_says_where(beside: Path) -> None:
    (beside / "portable.txt").unlink()
    assert not is_portable()
    assert beside not in user_folder().parents
    assert settings_file() is None
    assert portable_problem() == ""
    assert not (beside / "Quarterhour data").exists()


def test_from_source_it_lies_in_the_root_of_the_clone() -> None:
    assert program_folder() == ROOT
    assert (ROOT / "pyproject.toml").is_file()


def test_on_macos_it_lies_beside_the_bundle(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = beside / "Quarterhour.app" / "Contents" / "MacOS" / "quarterhour"
    monkeypatch.setattr(sys, "executable", str(inside))
    assert program_folder() == beside


def test_a_folder_that_cannot_be_written_is_told_and_nothing_else_is_used(
    beside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (beside / "Quarterhour data").write_text("a file stands in the way")
    problem = portable_problem()
    assert problem.startswith("Can't save anything")
    assert str(beside / "Quarterhour data") in problem
    assert user_folder() == beside / "Quarterhour data"
    assert main(["import", "nowhere.zip"]) == 1
    assert problem in capsys.readouterr().err


def test_a_command_that_only_reads_makes_no_folder(beside: Path) -> None:
    assert main(["locality", "33101"]) == main(["payers"]) == 0
    assert not (beside / "Quarterhour data").exists()


def test_the_marks_of_a_portable_clone_are_not_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"/{resources._MARK}" in ignored
    assert f"/{resources._PORTABLE_FOLDER}/" in ignored
