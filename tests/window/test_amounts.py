"""Yearly amounts: typed by keys alone, kept at once for every window, overridden and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window import Desk
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TODAY = f"ntered by you on {date.today():%m/%d/%Y}"


@pytest.fixture
def reference(database: Path) -> Iterator[Reference]:
    """A reference of the test's own: amounts are typed into it."""
    with closing(Reference(database)) as own:
        yield own


@pytest.fixture
def of_2027(opened: Open, visit: Make) -> Person:
    """A visit of a year whose threshold is not known, above last year's."""
    service = {"code": "97110", "therapist_minutes": 30}
    return opened(
        visit(
            service,
            date_of_service="2027-01-04",
            patient={"pt_slp_to_date": "2560.00"},
            attested={"medically_necessary": True},
        )
    )


def amounts(person: Person) -> Person:
    """Open the dialog by its key."""
    person.press(Qt.Key.Key_Y, modifier=CONTROL | SHIFT)
    person.dialog()
    return person


def field(person: Person, name: str) -> QLineEdit:
    return person.find(QLineEdit, name)


def file_of(folder: Path) -> list[dict[str, object]]:
    """Return the amounts that are kept."""
    document = json.loads((folder / "practice" / "yearly_amounts.json").read_text())
    found: list[dict[str, object]] = document["amounts"]
    return found


def test_the_hint_leads_to_the_threshold_and_puts_kx_on_the_line(
    of_2027: Person, tmp_path: Path
) -> None:
    assert of_2027.cell(0, "modifiers") == "GP"
    at = next(at for at, text in enumerate(of_2027.hints()) if "The 2027 threshold" in text)
    of_2027.at_item(of_2027.topics()[at]).press(ENTER)
    of_2027.dialog()
    assert of_2027.focus is field(of_2027, "KX threshold")
    of_2027.types("2550").press(ENTER)
    assert of_2027.focus is field(of_2027, "Part B deductible")
    of_2027.types("$290").press(TAB)
    assert [(each["name"], each["value"]) for each in file_of(tmp_path)] == [
        ("kx_threshold", "2550"),
        ("part_b_deductible", "290"),
    ]
    of_2027.press(Qt.Key.Key_Escape)
    assert of_2027.cell(0, "modifiers") == "GP KX"
    assert TODAY in " ".join(of_2027.hints())


def test_a_built_in_amount_is_shown_overridden_and_taken_back(
    opened: Open, visit: Make, desk: Desk
) -> None:
    person = amounts(opened(visit({"code": "97110", "therapist_minutes": 30})))
    kx = field(person, "KX threshold")
    assert (kx.text(), kx.placeholderText()) == ("", "$2,480")
    assert person.says("About KX threshold").startswith("Included: Social Security Act")
    back = next(
        each
        for each in person.window.findChildren(QPushButton)
        if each.text().replace("&", "") == "Take back what you typed"
    )
    assert not back.isEnabled()
    kx.setFocus()
    person.types("2500").press(ENTER)
    assert person.says("About KX threshold").startswith(
        f"E{TODAY} (replaces $2,480, included: Social Security Act"
    )
    assert [each.text for each in desk.reference.typed] == ["2500"]
    assert back.isEnabled()
    kx.setFocus()
    kx.clear()
    person.press(ENTER)
    assert desk.reference.typed == ()
    kx.setFocus()
    person.types("2500").press(ENTER)
    back.click()
    assert desk.reference.typed == ()
    assert (kx.text(), back.isEnabled()) == ("", False)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("KX threshold", "25500", "multiple of $10"),
        ("Part B deductible", "29", "whole dollars"),
        ("Work GPCI floor", "perhaps", "Enter yes if the work GPCI floor applies all year"),
    ],
)
def test_what_cannot_be_right_is_said_once_it_is_left_and_kept_nowhere(
    name: str, text: str, says: str, of_2027: Person, tmp_path: Path
) -> None:
    person = amounts(of_2027)
    field(person, name).setFocus()
    person.types(text)
    assert says not in person.says(f"About {name}"), "it is still being typed"
    person.press(ENTER)
    assert person.focus is field(person, name)
    person.press(TAB)
    assert says in person.says(f"About {name}")
    dialog = person.dialog()
    dialog.reject()
    assert dialog.isVisible(), "it is said once more, and can be mended"
    assert person.focus is field(person, name)
    dialog.reject()
    assert not dialog.isVisible()
    assert not (tmp_path / "practice").exists()


def test_another_year_is_shown_once_all_that_is_typed_is_kept(
    of_2027: Person, tmp_path: Path
) -> None:
    person = amounts(of_2027)
    years = person.find(QComboBox, "Year")
    field(person, "KX threshold").setFocus()
    person.types("25").press(Qt.Key.Key_Y, modifier=ALT)
    person.press(Qt.Key.Key_Down)
    assert years.currentText() == "2027"
    assert person.focus is field(person, "KX threshold")
    person.press(Qt.Key.Key_End).types("60").press(Qt.Key.Key_Y, modifier=ALT)
    person.press(Qt.Key.Key_Down)
    assert years.currentText() == "2026"
    assert field(person, "KX threshold").placeholderText() == "$2,480"
    assert [each["year"] for each in file_of(tmp_path)] == [2027]


def test_what_is_typed_is_there_after_a_restart_and_in_every_window(
    of_2027: Person, desk: Desk, again: Callable[[], Person]
) -> None:
    other = desk.make_window()
    person = amounts(of_2027)
    person.types("2550").press(ENTER)
    session = other.worksheet.session
    session.change(day=date(2027, 2, 1))
    assert session.threshold == 2550
    other.close()
    started = again()
    assert [each.text for each in started.window.program.reference.typed] == ["2550"]


def test_a_file_that_cannot_be_read_is_said_and_set_aside(of_2027: Person, tmp_path: Path) -> None:
    (tmp_path / "practice").mkdir()
    file = tmp_path / "practice" / "yearly_amounts.json"
    file.write_text("KX 2550")
    person = amounts(of_2027)
    assert str(file) in person.says("About the yearly amounts")
    person.types("2550").press(ENTER)
    (aside,) = file.parent.glob("yearly_amounts.unreadable*")
    assert str(aside) in person.says("About the yearly amounts")
    assert aside.read_text() == "KX 2550"
    assert len(file_of(tmp_path)) == 1


def test_what_cannot_be_kept_is_said_beside_it(
    of_2027: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quarterhour.practice_files.write_whole", full)
    person = amounts(of_2027)
    person.types("2550").press(ENTER)
    assert "Couldn't save the amounts: No space left on device." in person.says(
        "About KX threshold"
    )
    assert field(person, "KX threshold").text() == "2550"
    assert desk.reference.typed == ()


def test_the_menu_opens_it(of_2027: Person) -> None:
    of_2027.choose(Command.YEARLY_AMOUNTS)
    assert of_2027.dialog().windowTitle() == "Yearly amounts"


@pytest.mark.parametrize("name", ["Qualifying APM factor", "KX threshold", "Work GPCI floor"])
def test_escape_keeps_nothing_that_is_half_typed(
    name: str, of_2027: Person, tmp_path: Path
) -> None:
    """It is said first; then it is given up, whatever could be kept."""
    person = amounts(of_2027)
    dialog = person.dialog()
    field(person, name).setFocus()
    person.types({"Qualifying APM factor": "33.5", "KX threshold": "2550"}.get(name, "yes"))
    person.press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Not saved yet" in person.says("About the yearly amounts")
    assert person.focus is field(person, name)
    person.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not (tmp_path / "practice").exists()


def test_what_is_said_to_be_unkept_is_kept_by_enter(of_2027: Person, tmp_path: Path) -> None:
    person = amounts(of_2027)
    person.types("2550").press(Qt.Key.Key_Escape).press(ENTER)
    assert [each["value"] for each in file_of(tmp_path)] == ["2550"]
    assert "Not saved yet" not in person.says("About the yearly amounts")
    person.press(Qt.Key.Key_Escape)
