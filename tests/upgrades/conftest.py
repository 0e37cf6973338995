"""An imported database of each earlier version, and what is imported into it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import SAMPLES
from downloads import pair_edits
from quarterhour.cli import main
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
from upgrades.earlier import HERE, VERSIONS
from upgrades.make_imported import downloads


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def imported(version: str, tmp_path: Path) -> Path:
    """What someone imported by an earlier version."""
    return Path(shutil.copy(HERE / version / "imported.sqlite", tmp_path / "imported.sqlite"))


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    return Imports(imported, reference.services)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The downloads of which the databases were made, by what their release begins with."""
    rvu_a, rvu_b, part_1, part_2, pairs, limits, later_limits, zips = downloads(
        tmp_path_factory.mktemp("downloads")
    )
    return {
        "RVU27A": [rvu_a],
        "RVU27B": [rvu_b],
        "NCCI 2027 Q1": [part_1, part_2],
        "NCCI 2027 Q2": [pairs],
        "MUE 2027-01-01": [limits],
        "MUE 2027-04-01": [later_limits],
        "ZIP codes 2027 quarter 1": [zips],
    }


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A download that is in none of them, and says nothing about what is."""
    path = tmp_path / "ccipra-v333r0-f1.txt"
    path.write_text(pair_edits([("97165", "97166", "20270701", "*", "0")], 1))
    return path


@pytest.fixture(params=[False, True])
def either(request: pytest.FixtureRequest, imported: Path, imports: Imports, more: Path) -> Path:
    """The database as its own version left it, and brought up to date."""
    if request.param:
        imports.add(more)
    return imported


@pytest.fixture
def command(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, imported: Path
) -> Callable[..., int]:
    """Run a command with this imported database and return its exit status."""
    folder = tmp_path / "resources"
    folder.mkdir()
    shutil.copy(database, folder / "reference.sqlite")
    shutil.copytree(SAMPLES.parent / "help", folder / "help")
    for module in ("", ".explain"):
        monkeypatch.setattr(f"quarterhour.cli{module}.resource_folder", lambda: folder)
    for module in ("", ".import_files"):
        monkeypatch.setattr(f"quarterhour.cli{module}.imported_database", lambda: imported)
    monkeypatch.setattr("quarterhour.cli.user_folder", lambda: tmp_path)
    return lambda *arguments: main(arguments)
