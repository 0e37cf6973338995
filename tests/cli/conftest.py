"""The command line, called with a home of its own."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, SAMPLES
from quarterhour import cli


@pytest.fixture(autouse=True)
def resources(database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give the command line the database of this test run and the samples of the clone."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "reference.sqlite").symlink_to(database)
    (folder / "samples").symlink_to(SAMPLES)
    (folder / "payers").symlink_to(ROOT / "resources" / "payers")
    monkeypatch.setattr("quarterhour.cli.resource_folder", lambda: folder)
    for module in ("self_check", "known_payers"):
        monkeypatch.setattr(f"quarterhour.cli.{module}.resource_folder", lambda: folder)


@pytest.fixture(autouse=True)
def imported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep what is imported in the folder of the test."""
    path = tmp_path / "data" / "imported.sqlite"
    for module in ("", ".import_files", ".rules"):
        monkeypatch.setattr(f"quarterhour.cli{module}.imported_database", lambda: path)
    return path


@pytest.fixture(autouse=True)
def practice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep what the practice types in the folder of the test."""
    folder = tmp_path / "data" / "practice"
    for module in ("", ".amounts", ".assess", ".import_files", ".known_payers"):
        monkeypatch.setattr(f"quarterhour.cli{module}.practice_folder", lambda: folder)
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    """What a process of the command line is started with: the clone's own modules."""
    return {"PYTHONPATH": str(ROOT / "desktop"), "PATH": "/usr/bin:/bin"}


class Run:
    """How one call of the command line ended, and what it printed."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call the command line with arguments and standard input."""

    def call(*arguments: str, stdin: str | bytes = b"") -> Run:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            status = cli.main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Run(status, captured.out.decode(), captured.err.decode())

    return call
