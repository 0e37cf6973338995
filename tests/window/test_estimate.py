"""Estimating with the last fees in the window: one button, marked wherever dollars stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from downloads import gpcis, of_2027, relative_values, release_zip, text
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
from quarterhour.visit import Visit
from quarterhour.window import prompts
from quarterhour.window.details.visit import RulesDialog
from quarterhour.window.words import Command
from window.conftest import shown
from window.person import Person, desk_on

Open = Callable[..., Person]
Make = Callable[..., Visit]
ALT = Qt.KeyboardModifier.AltModifier
MARK = "at 2026 fees"
SENTENCE = "Estimate at 2026 fees (CMS, July 2026): no fee schedule is loaded for January 4, 2027."


@pytest.fixture
def next_year(opened: Open, visit: Make) -> Person:
    service = {"code": "97110", "therapist_minutes": 30}
    return opened(visit(service, date_of_service="2027-01-04"))


def estimate(person: Person, qtbot: QtBot) -> None:
    """Press the key of the button, which takes a moment to be up again."""
    session = person.window.worksheet.session
    before = session.estimating
    person.press(Qt.Key.Key_S, modifier=ALT)
    qtbot.waitUntil(lambda: session.estimating != before)


def marks(person: Person) -> list[str]:
    """Return the titles and sentences on view that say that amounts are an estimate."""
    labels = [each for each in person.window.findChildren(QLabel) if each.isVisible()]
    return [each.text() for each in labels if MARK in each.text()]


def test_one_key_estimates_marks_every_amount_and_stops(next_year: Person, qtbot: QtBot) -> None:
    person = next_year
    assert person.total("Medicare pays") == "\u2013"
    assert marks(person) == []
    estimate(person, qtbot)
    assert person.cell(0, "allowed") == "$51.27"
    assert person.total("Medicare pays") != "\u2013"
    said = marks(person)
    assert said.count(f"\N{MIDDLE DOT} {MARK}") == 2, "beside Medicare pays and Patient pays"
    assert said.count(MARK) == 1, "in the head of the payment"


def test_what_the_estimate_assumes_stands_with_the_amounts(opened: Open, visit: Make) -> None:
    service = {"code": "97110", "therapist_minutes": 30}
    person = opened(visit(service, date_of_service="2027-01-04"))
    person.window.resize(1366, 768)
    session = person.window.worksheet.session
    session.estimate(True)
    assert person.step("Deductible") == "2027 amount not entered"
    shown = [each.text() for each in person.window.findChildren(QLabel) if each.isVisible()]
    assert "Nothing is taken for the 2027 deductible." in shown
    assert "No 2027 KX threshold loaded." in shown
    assert [note.title for note in session.to_settle.notes] == ["No 2027 KX threshold loaded"]
    session.estimate(False)
    shown = [each.text() for each in person.window.findChildren(QLabel) if each.isVisible()]
    assert "Nothing is taken for the 2027 deductible." not in shown


def test_a_denied_line_takes_no_mark_away(opened: Open, visit: Make, qtbot: QtBot) -> None:
    denied = [{"code": code, "therapist_minutes": 15} for code in ("97530", "97750")]
    person = opened(visit(*denied, date_of_service="2027-01-04"))
    person.window.resize(1366, 768)
    estimate(person, qtbot)
    assert marks(person).count(f"\N{MIDDLE DOT} {MARK}") == 2
    shown = [each.text() for each in person.window.findChildren(QLabel) if each.isVisible()]
    assert "\N{MIDDLE DOT} 1 line denied" in shown
    assert person.says("About the totals").endswith(SENTENCE)
    assert SENTENCE in person.why()
    estimate(person, qtbot)
    assert person.total("Medicare pays") == "\u2013"
    assert marks(person) == []


def test_it_is_offered_only_where_money_is_withheld_for_want_of_fees(
    opened: Open, visit: Make
) -> None:
    service = {"code": "97110", "therapist_minutes": 30}
    for fields, offered in (
        ({}, False),
        ({"date_of_service": "2019-05-01"}, False),
        ({"date_of_service": "2027-05-01"}, True),
        ({"date_of_service": "2027-05-01", "payer": "blue"}, False),
    ):
        person = opened(visit(service, **fields))
        named = [
            each.accessibleName()
            for each in person.window.findChildren(QPushButton)
            if not each.isHidden()
        ]
        assert ("Estimate with 2026 fees" in named) == offered, fields
        person.window.close()


def test_it_ends_with_another_date_another_visit_and_is_no_step_to_undo(
    next_year: Person, visit: Make
) -> None:
    session = next_year.window.worksheet.session
    before = session.history.saved
    session.estimate(True)
    assert session.history.saved == before
    next_year.go_to(QLineEdit, "Date of service")
    next_year.types("1/5/2027").press(Qt.Key.Key_Return)
    assert not session.estimating
    assert marks(next_year) == []
    session.estimate(True)
    session.open(visit({"code": "97110", "therapist_minutes": 30}, date_of_service="2027-01-05"))
    assert not session.estimating


def test_it_stays_while_services_are_typed(next_year: Person) -> None:
    session = next_year.window.worksheet.session
    session.estimate(True)
    next_year.select(0, "therapist").types("45").press(Qt.Key.Key_Return)
    assert session.estimating
    assert next_year.cell(0, "allowed") != "\u2013"


def test_it_ends_once_the_release_of_the_date_is_imported(
    database: Path, tmp_path: Path, visit: Make, qtbot: QtBot
) -> None:
    path = tmp_path / "imported.sqlite"
    reference = Reference(database, path)
    desk = desk_on(reference, tmp_path)
    service = {"code": "97110", "therapist_minutes": 15}
    person = shown(desk.make_window(visit(service, date_of_service="2027-03-01")), qtbot)
    session = person.window.worksheet.session
    session.estimate(True)
    values, indices = of_2027(text(relative_values(factor="34.0000"))), of_2027(text(gpcis()))
    release = release_zip(tmp_path / "rvu27a.zip", values, indices)
    Imports(path, reference.services, reference.bundled).add(release)
    reference.reload()
    desk.renew()
    assert not session.estimating
    assert marks(person) == []
    assert person.cell(0, "allowed") == "$29.58"
    shown_now = [each.text() for each in person.window.findChildren(QLabel)]
    assert "\N{MIDDLE DOT} at least" in shown_now, "nothing is taken for the deductible"


def test_what_is_saved_is_the_same_visit(
    next_year: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = []
    for name in ("plain", "estimated"):
        path = tmp_path / f"{name}.quarterhour"
        monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_, path=path: path)
        next_year.choose(Command.SAVE_AS)
        saved.append(json.loads(path.read_text()))
        next_year.window.worksheet.session.estimate(True)
    assert saved[0] == saved[1]


def test_both_rules_side_by_side_say_so_too(next_year: Person, qtbot: QtBot) -> None:
    estimate(next_year, qtbot)
    next_year.choose(Command.COMPARE_RULES)
    (dialog,) = next_year.window.findChildren(RulesDialog)
    table = dialog._table
    last = table.rowCount() - 1
    row = [table.model().index(last, column).data() for column in (0, 2)]
    assert row == [f"Allowed {MARK}", "$51.27"]
