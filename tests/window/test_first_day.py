"""A revised release, whose file does not tell its first day: the dialog asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from downloads import gpcis, of_2027, relative_values, release_zip, text
from quarterhour.reference import Reference
from quarterhour.window.fees.imports_dialog import ImportsDialog
from window.importing import User


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Iterator[Reference]:
    reference = Reference(database, tmp_path / "data" / "imported.sqlite")
    yield reference
    reference.close()


@pytest.fixture
def user(qtbot: QtBot, own: Reference, tmp_path: Path) -> User:
    dialog = ImportsDialog(own, tmp_path / "data" / "imported.sqlite", str, own.take_typed, None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return User(dialog, qtbot)


@pytest.fixture
def asked(user: User, tmp_path: Path) -> User:
    """Import a release, and then the same one with another factor."""
    for count, (name, factor) in enumerate((("rvu27a", "34.0000"), ("rvu27ar", "35.0000")), 1):
        values = of_2027(text(relative_values(factor=factor)))
        file = release_zip(tmp_path / f"{name}.zip", values, of_2027(text(gpcis())))
        user.dialog.import_files([file])
        user.waits_for(count)
    return user


def says(user: User) -> list[str]:
    return [label.text() for label in user.dialog.findChildren(QLabel) if label.isVisible()]


def prices(reference: Reference, *days: date) -> list[str]:
    editions = [reference.edition_on(day) for day in days]
    return [str(edition and edition.conversion_factor) for edition in editions]


DAYS = (date(2027, 1, 4), date(2027, 3, 8), date(2027, 3, 9))


def test_it_is_asked_for_and_the_release_begins_then(asked: User, own: Reference) -> None:
    assert "RVU27A was revised. From which date of service does it apply?" in says(asked)
    field = asked.find(QLineEdit, "First day")
    assert field.hasFocus()
    assert asked.letters() == 14
    QTest.keyClicks(field, "3/9/2027")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked.waits_for(3)[0].startswith("Imported: rvu27ar.zip.")
    assert prices(own, *DAYS) == ["34.0000", "34.0000", "35.0000"]
    assert not field.isVisible()


@pytest.mark.parametrize(
    ("typed", "said"), [("soon", "Enter a date, such as"), ("2026-03-09", "Enter a date from ")]
)
def test_a_day_that_cannot_be_is_said_and_stays(
    typed: str, said: str, asked: User, own: Reference
) -> None:
    field = asked.find(QLineEdit, "First day")
    QTest.keyClicks(field, typed)
    asked.press("Import from this day")
    assert any(each.startswith(said) for each in says(asked))
    assert field.text() == typed
    assert len(asked.results()) == 2


def test_it_can_be_left(asked: User, own: Reference) -> None:
    asked.press("Leave it")
    assert not asked.find(QLineEdit, "First day").isVisible()
    assert prices(own, *DAYS) == ["34.0000"] * 3
