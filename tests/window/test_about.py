"""About names what one needs to report a fault, and whose things are inside."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser

from quarterhour import __version__
from quarterhour.reference import Reference
from quarterhour.window.help import inside
from quarterhour.window.words import Command
from window.person import Person

ROOT = Path(__file__).parents[2]


@pytest.fixture
def person(opened: Callable[..., Person]) -> Person:
    person = opened()
    person.choose(Command.ABOUT)
    person.dialog()
    return person


def _copy(person: Person, text: str) -> str:
    buttons = person.window.findChildren(QPushButton)
    next(each for each in buttons if each.text() == text).click()
    return QApplication.clipboard().text()


def test_it_names_versions_editions_and_copyrights(person: Person, reference: Reference) -> None:
    text = person.find(QTextBrowser, "About Quarterhour").toPlainText()
    for part in (
        f"Quarterhour {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        "CPT codes are copyright of the American Medical Association. All rights reserved. Its "
        "descriptions aren't included",
        "MIT License",
        *(f"{name}: {license_}" for name, license_ in inside().items()),
        *(edition.release for edition in reference.editions),
        *(source.sha256 for source in reference.sources),
    ):
        assert part in text
    assert _copy(person, "Copy &all") == text


def test_the_folders_are_copied(person: Person, tmp_path: Path) -> None:
    copied = _copy(person, "Copy &folders").splitlines()
    assert f"Settings: {tmp_path / 'settings.ini'}" in copied
    assert [line.partition(":")[0] for line in copied] == [
        "Imports and unsaved work",
        "Settings",
        "Log of errors",
    ]


@pytest.mark.parametrize("bundled", [False, True])
def test_it_names_the_loader_where_there_is_one(
    bundled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", bundled, raising=False)
    assert ("pyinstaller" in inside()) is bundled


def test_the_license_that_ships_is_that_of_the_project() -> None:
    shipped = (ROOT / "resources" / "license.txt").read_text(encoding="utf-8")
    assert shipped == (ROOT / "LICENSE").read_text(encoding="utf-8")
