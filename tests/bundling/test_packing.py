"""Where the parts of a bundle lie on each system, and how the archive for Linux is laid out."""

import configparser
import tarfile
from pathlib import Path

import pytest

import environment
from bundling import packing
from bundling.version import VERSION
from quarterhour import __version__


def test_the_version_is_that_of_the_program() -> None:
    assert __version__ == VERSION


@pytest.mark.parametrize(
    ("system", "program"),
    [
        ("linux", "dist/Quarterhour/quarterhour-cli"),
        ("win32", "dist/Quarterhour/quarterhour-cli.exe"),
        ("darwin", "dist/Quarterhour.app/Contents/MacOS/quarterhour-cli"),
    ],
)
def test_the_command_line_lies_beside_the_window(system: str, program: str) -> None:
    assert packing.command_line(Path("dist"), system).as_posix() == program


def test_the_archive_holds_the_program_and_its_menu_entry(tmp_path: Path) -> None:
    (tmp_path / "Quarterhour" / "_internal").mkdir(parents=True)
    (tmp_path / "Quarterhour" / "Quarterhour").touch()
    with tarfile.open(packing.archive(tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Quarterhour", "_internal", "quarterhour.desktop", "quarterhour.png"} <= names


def test_the_menu_entry_starts_the_program_that_is_there() -> None:
    file = environment.ROOT / "build_scripts/packaging/bundling/linux/quarterhour.desktop"
    entry = configparser.ConfigParser(interpolation=None)
    entry.read_string(file.read_text(encoding="utf-8"))
    assert entry["Desktop Entry"]["Exec"] == "Quarterhour %f"
