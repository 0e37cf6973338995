"""What cannot be read stays where it is, marked, with a sentence; nothing stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window import prompts
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
DASH = "\u2013"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-5", "Minutes can't be negative. Enter 0 or more."),
        ("abc", "Not minutes. Try 15, 10+8, 9:05-9:20."),
        (
            "481",
            "481 minutes is over the limit of 480 for one row. Enter the minutes for this service "
            "on this date.",
        ),
    ],
)
def test_bad_minutes_are_kept_and_named(
    opened: Open, visit: Make, text: str, sentence: str
) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 15},
            {"code": "97140", "therapist_minutes": 30},
        )
    )
    person.select(0, "therapist").types(text)
    assert person.says("What the table needs") == f"Row 1, minutes: {sentence}"
    person.press(Qt.Key.Key_Return)
    assert person.cell(0, "therapist") == text
    assert person.cell(0, "units") == "not counted"
    assert person.cell(0, "allowed") == ""
    assert person.says("What the table needs") == f"Row 1, minutes: {sentence}"
    assert person.says("About the totals") == "Row 1 isn't counted."
    assert person.total("Units") == "2"
    spoken = person.table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{text}. {sentence}"
    person.select(0, "therapist")
    assert sentence in person.why()


def test_a_deductible_out_of_bounds_is_named_beside_its_field(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    field = person.type_deductible("12345678")
    sentence = "That amount is too large. Enter dollars and cents."
    assert person.says("About the deductible") == sentence
    assert person.says("What the table needs") == f"Deductible: {sentence}"
    assert person.total("Medicare pays") == DASH
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert "$283.00" in person.says("About the deductible")
    assert person.total("Medicare pays") == DASH
    assert person.cell(0, "allowed") == "$29.06"
    field.selectAll()
    QTest.keyClicks(field, "283")
    assert person.says("About the deductible") == "What's left this year; empty counts as met"
    assert person.total("Medicare pays") == "$0.00"


def test_a_mended_row_counts_again(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.select(0, "therapist").types("1x")
    assert person.total("Units") == DASH
    person.press(Qt.Key.Key_Backspace)
    assert "too few minutes" in person.says("About the totals").casefold()
    assert person.total("Timed minutes") == "1"


def test_both_minutes_together_are_checked(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 400}))
    person.select(0, "assistant").types("81").press(Qt.Key.Key_Return)
    assert "481 minutes is over the limit" in person.says("What the table needs")
    assert person.cell(0, "units") == "not counted"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("99999", "Quarterhour has no rules for 99999, so this row isn't counted"),
        ("g2250", "Quarterhour has no rules for G2250"),
        ("0552T", "Quarterhour has no rules for 0552T"),
        ("zzz", "No such code. Try a name."),
        ("hello there", "No such code. Try a name."),
        ("971100", "No such code. Try a name."),
    ],
)
def test_an_unknown_code_is_kept_and_named(opened: Open, visit: Make, text: str, said: str) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.select(1, "service").types(text).press(Qt.Key.Key_Tab).types("20")
    person.press(Qt.Key.Key_Return)
    assert person.cell(1, "service") == text
    assert person.cell(1, "therapist") == "20"
    assert said in person.says("What the table needs")
    assert person.says("About the totals") == "Row 2 isn't counted."
    assert person.total("Total minutes") == "15"


def test_a_code_with_a_fee_and_no_rule_is_left_to_the_assessment(
    opened: Open, visit: Make, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = reference.figures(reference.editions[-1], "97110")
    monkeypatch.setattr(
        type(reference), "figures", lambda self, edition, code: known if code else None
    )
    person = opened(visit()).types("97777").press(Qt.Key.Key_Return)
    assert person.cell(0, "service") == "97777"
    assert person.cell(0, "units") == "0"
    assert person.topics()[0] is Topic.RULE_NOT_KNOWN


def test_a_half_typed_name_that_is_left_is_named(opened: Open) -> None:
    person = opened().types("ther")
    person.select(0, "therapist")
    assert "Press F2 in its cell to choose" in person.says("What the table needs")
    assert person.cell(0, "service") == "ther"


@pytest.mark.parametrize("column", ["therapist", "units", "allowed"])
def test_f2_on_what_explains_a_mistake_edits_the_mistake(column: str, opened: Open) -> None:
    person = opened().types("manaul").press(Qt.Key.Key_Return)
    assert person.at() == (0, "therapist")
    person.select(0, column).press(Qt.Key.Key_F2)
    assert person.at() == (0, "service")
    assert isinstance(person.focus, QLineEdit)
    assert person.focus.text() == "manaul"
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert person.cell(0, "service").startswith("97140")
    person.types("15").press(Qt.Key.Key_Return)
    person.select(0, "therapist").press(Qt.Key.Key_F2)
    assert person.at() == (0, "therapist")


def test_half_typed_times_are_not_held_against_whoever_types_them(
    opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.select(0, "therapist").types("9:05-9")
    assert "Row 1" not in person.says("What the table needs")
    person.press(Qt.Key.Key_Return)
    assert "Enter a start and an end time" in person.says("What the table needs")


def test_minutes_without_a_service_are_named(opened: Open) -> None:
    person = opened().select(0, "therapist").types("20").press(Qt.Key.Key_Return)
    assert "Enter a code or name for these minutes" in person.says("What the table needs")


def test_several_rows_left_out_are_counted(opened: Open) -> None:
    person = opened()
    for row in range(2):
        person.select(row, "service").types("zzz").press(Qt.Key.Key_Return)
    assert person.says("About the totals") == "Rows 1, 2 aren't counted."


def test_more_minutes_than_a_day_has_are_named(opened: Open, visit: Make) -> None:
    person = opened(visit(*({"code": "97110", "therapist_minutes": 480} for _ in range(3))))
    assert person.total("Units") != DASH
    person.select(3, "service").types("97140").press(Qt.Key.Key_Tab).types("1")
    assert "1441 minutes is more than one day" in person.says("What the table needs")
    assert person.total("Units") == DASH
    assert person.cell(3, "therapist") == "1"
    person.press(Qt.Key.Key_Backspace)
    assert person.total("Units") != DASH


def test_the_problem_of_the_selected_row_comes_first(opened: Open) -> None:
    person = opened()
    for row, text in enumerate(("zzz", "yyy")):
        person.select(row, "service").types(text).press(Qt.Key.Key_Return)
    person.select(1, "service")
    assert person.says("What the table needs").startswith("Row 2, service: No such code.")
    person.select(0, "service")
    assert person.says("What the table needs").startswith("Row 1, service: No such code.")


def test_what_can_not_be_copied_is_said_until_it_is_mended(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}, zip="33101"))
    person.select(0, "therapist").types("x").press(Qt.Key.Key_Return)
    for command in (Command.COPY_CLAIM_LINES, Command.COPY_DAY, Command.PRINT, Command.EXPORT_DAY):
        person.choose(command)
        assert person.window.messages.text.startswith("Not copied, printed, or exported yet")
        person.select(0, "therapist").types("20").press(Qt.Key.Key_Return)
        assert person.window.messages.text == "", command
        person.choose(Command.UNDO)


def test_an_empty_visit_is_said_until_something_is_typed(opened: Open) -> None:
    person = opened()
    person.choose(Command.EXPORT)
    assert person.window.messages.text.startswith("Nothing to export yet")
    person.types("97110").press(Qt.Key.Key_Tab).types("20").press(Qt.Key.Key_Return)
    assert person.window.messages.text == ""


def test_what_is_not_saved_is_said_until_it_is_undone(
    opened: Open, visit: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: tmp_path / "a.quarterhour")
    person = opened(visit({"code": "97110", "therapist_minutes": 15}, zip="33101"))
    person.choose(Command.SAVE)
    person.window.worksheet.session.change(deductible="much")
    person.choose(Command.SAVE)
    assert "isn't saved yet" in person.window.messages.text
    person.choose(Command.UNDO)
    assert person.window.messages.text == ""
