"""Someone who has never seen the window prices the README's example visit, by keyboard alone.

Only what the window shows is used: labels, the keys that it names, and the accessibility tree.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.visit import Visit, visit_from
from quarterhour.window import Desk
from window.tree import Role, name_of, spoken, tree_of, walk

README = Path(__file__).resolve().parents[2] / "README.md"
A_SLOW_KEY = 1.0  # seconds that someone who looks for each key takes
OWN_TIME = 10.0  # seconds, on a busy machine


class Newcomer:
    """Looks at a window, and presses keys; it knows nothing else."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.keys = 0

    def presses(self, keys: str) -> None:
        """Press a key, named as the window names it."""
        QTest.keySequence(self._focus, QKeySequence(keys))
        self.keys += 1

    def types(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            QTest.keyClicks(self._focus, letter)
            self.keys += 1

    def goes_to(self, label: str) -> None:
        """Press the key that is underlined in a label."""
        for thing in self._things():
            key = thing.text(QAccessible.Text.Accelerator)
            if name_of(thing).startswith(label) and key:
                self.presses(key)
                return
        raise AssertionError(f"no key leads to {label}")

    def is_at(self) -> str:
        """Read what the keyboard is in: a cell by the title of its column."""
        focus = tree_of(self._focus)
        cell = focus.focusChild()
        return _title_of(cell) if cell and cell.role() == Role.Cell else name_of(focus)

    def reads(self, start: str) -> str:
        """Read what begins with some words."""
        found = [spoken(thing) for thing in self._things() if name_of(thing).startswith(start)]
        return "\n".join(dict.fromkeys(found))

    def reads_all(self) -> str:
        """Read everything."""
        return "\n".join(map(spoken, self._things()))

    def reads_table(self) -> dict[str, list[str]]:
        """Read the columns of the table by their titles, the blank row left out."""
        columns: dict[str, list[str]] = {}
        for thing in self._things():
            if thing.role() == Role.Cell:
                columns.setdefault(_title_of(thing), []).append(name_of(thing))
        return {title: cells[:-1] for title, cells in columns.items()}

    @property
    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "the keyboard is nowhere"
        return widget

    def _things(self) -> Iterator[QAccessibleInterface]:
        return walk(tree_of(self._window))


def _title_of(cell: QAccessibleInterface) -> str:
    """Read the title of the column that a cell is in."""
    return " ".join(map(name_of, cell.tableCellInterface().columnHeaderCells()))


@pytest.fixture
def newcomer(qtbot: QtBot, desk: Desk) -> Newcomer:
    """Someone before a window that has just opened."""
    window = desk.open_window()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    return Newcomer(window)


@pytest.fixture
def example() -> Visit:
    """The visit that stands in the README."""
    blocks = re.findall(r"```json\n(.*?)```", README.read_text(), re.DOTALL)
    (document,) = [block for block in blocks if "quarterhour.visit/1" in block]
    return visit_from(json.loads(document))


def test_the_example_is_priced_within_a_minute(
    newcomer: Newcomer, example: Visit, reference: Reference
) -> None:
    began = time.monotonic()
    invitation = newcomer.reads("Services")
    assert "Type a code such as 97110" in invitation
    assert "Tab goes on to the minutes, Enter to the next service." in invitation
    newcomer.goes_to("Date of service")
    newcomer.types(example.date_of_service.isoformat())
    newcomer.presses("Tab")
    assert newcomer.is_at().startswith("ZIP")
    newcomer.types(example.zip)
    assert "Miami, FL, locality 09102-04" in newcomer.reads("About the place")
    newcomer.goes_to("Services")
    for service in example.services:
        newcomer.types(service.code)
        newcomer.presses("Tab")
        assert newcomer.is_at() == "Therapist"
        newcomer.types(str(service.therapist_minutes))
        newcomer.presses("Enter")
    assert newcomer.keys * A_SLOW_KEY + OWN_TIME < 60
    assert time.monotonic() - began < OWN_TIME
    _shows(newcomer, example, reference)


def _shows(newcomer: Newcomer, example: Visit, reference: Reference) -> None:
    """Compare what stands in the window with the assessment of the document."""
    expected = assess(example, reference)
    assert expected.payment is not None
    table = newcomer.reads_table()
    assert table["Units"] == ["2", "1"]
    assert table["Modifiers"] == ["GP", "GP"]
    assert table["Allowed"] == [f"${line.allowed}" for line in expected.lines]
    assert newcomer.reads("Units:") == "Units: 3"
    assert newcomer.reads("Timed minutes:") == "Timed minutes: 40"
    for name, amount in (
        ("Patient pays", expected.payment.patient_pays),
        ("Medicare pays", expected.payment.medicare_pays),
    ):
        assert newcomer.reads(f"{name}: ") == f"{name}: ${amount}"
    assert newcomer.reads("Medicare pays: ") == "Medicare pays: $58.89"


def test_the_window_names_the_keys_that_it_takes(newcomer: Newcomer) -> None:
    said = newcomer.reads_all()
    for words in ("Tab goes on", "Enter to the next service", "F4 opens a calendar"):
        assert words in said
