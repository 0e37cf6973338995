"""The newcomer's walk of docs/development.md: the steps from minutes typed to pixels."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from builders import ROOT, pt, visit_fields
from pages import table_rows
from quarterhour.entry.service_cells import Column
from quarterhour.visit import visit_from
from window.person import Person

PACKAGE = ROOT / "desktop" / "quarterhour"
MAX_STEPS = 8
PAGE = ROOT / "docs" / "development.md"
WALK = [(row[1].strip("`"), row[2].strip("`")) for row in table_rows(PAGE) if row[0].isdigit()]
SECTION = PAGE.read_text(encoding="utf-8").partition("## Walk")[2].partition("\n## ")[0]
SIGNALS = {"assessed", "dataChanged"}
# As `outcome_of` or `Session.change_row`; a class has a capital letter, a file a slash or a dot.
FUNCTIONS = set(re.findall(r"`((?:[A-Z]\w*\.)?[a-z_]\w*)`", SECTION)) - SIGNALS


def called_while(act: Callable[[], object]) -> list[tuple[str, str]]:
    """Return the functions of the program that an act calls, in order, each once."""
    found: dict[tuple[str, str], None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and PACKAGE in path.parents:
            found[path.relative_to(PACKAGE).as_posix(), frame.f_code.co_qualname] = None

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return list(found)


@pytest.fixture
def called(opened: Callable[..., Person]) -> list[tuple[str, str]]:
    """What one key calls in the minutes of a service, once the window is warm."""
    visit = visit_from(visit_fields(pt("97110", 15)))
    person = opened(visit).press(Qt.Key.Key_Tab).types("2")
    assert person.table.currentIndex().column() == Column.THERAPIST
    return called_while(lambda: (person.types("3"), QApplication.processEvents()))


def test_there_are_at_most_eight_steps() -> None:
    assert 1 < len(WALK) <= MAX_STEPS


def test_a_key_takes_every_step_in_this_order(called: list[tuple[str, str]]) -> None:
    assert [step for step in called if step in WALK] == WALK


def test_a_key_calls_every_function_that_the_walk_names(called: list[tuple[str, str]]) -> None:
    assert {function for _, function in WALK} < FUNCTIONS
    assert FUNCTIONS - {function for _, function in called} == set()


def test_no_room_is_crossed_that_the_walk_does_not_name(called: list[tuple[str, str]]) -> None:
    """Rooms that a step itself looks into, or that show the result, are no further steps."""
    first, last = called.index(WALK[0]), called.index(WALK[-1])
    rooms = {Path(file).parts[0] for file, _ in called[first:last]}
    named = {Path(file).parts[0] for file, _ in WALK} | {"assess.py", "assessment.py"}
    assert rooms - named <= {"units", "fees", "payers", "reference", "visit", "misspelling.py"}
