"""The price list is seen, typed, pasted, and imported; what is wrong is named and not lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView

from quarterhour.claims import Severity
from quarterhour.entry.prices import PRICES
from quarterhour.visit import Visit
from quarterhour.window import Desk, prompts
from quarterhour.window.look.colors import danger_fill
from quarterhour.window.look.icons import severity_color
from quarterhour.window.words import Command
from window.person import Person

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TAB, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Return


@pytest.fixture
def listing(opened: Callable[..., Person], visit: Callable[..., Visit]) -> Person:
    """Open the price list over a visit."""
    person = opened(visit({"code": "97140", "therapist_minutes": 15}, zip="27601"))
    person.choose(Command.PRICE_LIST)
    person.dialog()
    return person


def table(person: Person) -> QTableView:
    return person.find(QTableView, "Price list")


def rows(person: Person) -> list[list[str]]:
    model = table(person).model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def button(person: Person, text: str) -> QPushButton:
    buttons = person.dialog().findChildren(QPushButton)
    return next(each for each in buttons if each.text().replace("&", "").startswith(text))


def says(person: Person) -> str:
    labels = person.dialog().findChildren(QLabel)
    return next(each for each in labels if "About the price list" in each.accessibleName()).text()


def paste(person: Person, text: str) -> None:
    QApplication.clipboard().setText(text)
    table(person).setFocus()
    person.press(Qt.Key.Key_V, modifier=CONTROL)


def test_it_is_typed_by_keys_alone_and_kept_at_once(listing: Person, desk: Desk) -> None:
    assert listing.focus is table(listing).viewport() or listing.focus is table(listing)
    listing.types("97110").press(RETURN).types("60").press(RETURN)
    listing.types("manual therapy").press(TAB).types("45.5").press(TAB)
    assert desk.prices == {"97110": Decimal("60.00"), "97140": Decimal("45.50")}
    assert [row[0] for row in rows(listing)] == ["97110", "97140", "Type a code"]
    assert rows(listing)[1][2] == "$45.50"
    session = listing.window.worksheet.session
    assert str(session.outcome.rows[0].charge) == "45.50"
    kept = json.loads(desk.practice.path(PRICES).read_text())
    assert kept["prices"] == {"97110": "60.00", "97140": "45.50"}


def test_wrong_rows_are_named_corrected_and_never_lost(listing: Person, desk: Desk) -> None:
    paste(listing, "97110\t60\n9753O\t40\n97112\t34,75\n")
    assert desk.prices == {"97110": Decimal("60.00")}
    assert says(listing) == "Row 2: Not a code. Letter O? Is it 97530?"
    button(listing, "Use suggestion").click()
    assert desk.prices["97530"] == Decimal("40.00")
    listing.press(Qt.Key.Key_F8)
    assert says(listing) == "Row 3: Enter dollars as 34.75."
    listing.types("34.75").press(RETURN)
    assert desk.prices["97112"] == Decimal("34.75")
    assert "3 charges kept." in says(listing)


def test_what_is_wrong_alone_is_marked_with_an_edge(listing: Person) -> None:
    paste(listing, "9753O\t40\n97140\tabc\n97110\t60\n")
    table(listing).setCurrentIndex(table(listing).model().index(2, 0))
    QApplication.processEvents()
    picture, palette = table(listing).viewport().grab().toImage(), table(listing).palette()
    danger, fill = severity_color(palette, Severity.ACTION), danger_fill(palette)
    for row, column, wrong in ((0, 0, True), (0, 2, False), (1, 0, False), (1, 2, True)):
        room = table(listing).visualRect(table(listing).model().index(row, column))
        seen = {
            picture.pixelColor(room.center().x(), room.top() + 1).name(),
            picture.pixelColor(room.left() + 3, room.top() + 4).name(),
        }
        assert (seen >= {danger.name(), fill.name()}) is wrong, (row, column)


def test_closing_names_what_is_wrong_once(listing: Person, desk: Desk) -> None:
    paste(listing, "97110\t60\nTotal\t40\n")
    dialog = listing.dialog()
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
    assert desk.prices == {"97110": Decimal("60.00")}


def test_wrong_rows_stay_until_they_are_corrected_or_removed(
    listing: Person, again: Callable[[], Person]
) -> None:
    paste(listing, "97110\t60\nTotal\t40\n9753O\t35\n")
    for _ in range(2):
        listing.dialog().reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for person in (listing, again()):
        person.choose(Command.PRICE_LIST)
        person.dialog()
        assert [row[0] for row in rows(person)][:3] == ["97110", "Total", "9753O"]
        assert rows(person)[1][3].strip().startswith("Not a code.")
    person.press(Qt.Key.Key_Down)
    button(person, "Remove rows").click()
    button(person, "Use suggestion").click()
    person.dialog().reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    person.choose(Command.PRICE_LIST)
    person.dialog()
    assert [row[0] for row in rows(person)] == ["97110", "97530", "Type a code"]


def test_a_charge_is_asked_for_once_it_could_be_typed(listing: Person) -> None:
    listing.types("97110").press(TAB)
    assert rows(listing)[0][3] == ""
    assert "Enter the charge" not in says(listing) and "wrong" not in says(listing)
    listing.press(TAB)
    assert rows(listing)[0][3].strip().startswith("Enter the charge")
    table(listing).setCurrentIndex(table(listing).model().index(0, 2))
    assert says(listing).startswith("Row 1: Enter the charge")


def test_a_charge_below_the_fee_has_a_check(listing: Person) -> None:
    paste(listing, "97140\t20\n97110\t60")
    assert rows(listing)[0][3].strip() == "Your 97140 charge is below the fee"
    assert rows(listing)[1][3] == ""
    table(listing).setCurrentIndex(table(listing).model().index(0, 2))
    assert says(listing).startswith("Your charge of $20.00 for 97140 is below")


def test_rows_are_removed_and_brought_back(listing: Person, desk: Desk) -> None:
    paste(listing, "97140\t50\n97110\t60")
    table(listing).setCurrentIndex(table(listing).model().index(0, 0))
    listing.press(Qt.Key.Key_Backspace, modifier=CONTROL)
    assert desk.prices == {"97110": Decimal("60.00")}
    listing.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert len(desk.prices) == 2
    for key, more in ((Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)):
        listing.press(key, modifier=more)
        assert len(desk.prices) == 1
        listing.press(Qt.Key.Key_Z, modifier=CONTROL)
        assert len(desk.prices) == 2
    listing.press(Qt.Key.Key_Delete)
    assert rows(listing)[0][3].strip() == "Enter the code."


def test_a_file_is_imported(
    listing: Person, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "fees.csv"
    file.write_text("CPT,Description,Charge\n97110,Therapeutic exercise,60.00\n")
    monkeypatch.setattr(prompts, "ask_prices_to_import", lambda parent: file)
    button(listing, "Import a CSV").click()
    assert desk.prices == {"97110": Decimal("60.00")}
    file.write_bytes(b"PK\0\0")
    button(listing, "Import a CSV").click()
    assert "isn't a CSV file" in says(listing)
    assert desk.prices == {"97110": Decimal("60.00")}


def test_what_cannot_be_read_is_said_and_set_aside(
    opened: Callable[..., Person], tmp_path: Path, desk: Desk
) -> None:
    (tmp_path / "practice").mkdir()
    file = tmp_path / "practice" / "prices.json"
    file.write_text("{")
    person = opened()
    person.choose(Command.PRICE_LIST)
    person.dialog()
    paste(person, "97110\t60")
    aside = next(file.parent.glob("prices.unreadable*"))
    assert str(aside) in says(person) and aside.read_text() == "{"
    assert desk.prices == {"97110": Decimal("60.00")}


def test_a_code_that_nothing_is_known_of_says_so_in_its_row(listing: Person) -> None:
    paste(listing, "9999X\t20\n97110\t60")
    assert rows(listing)[0] == ["9999X", "", "$20.00", "Not a code that Quarterhour knows"]
    table(listing).setCurrentIndex(table(listing).model().index(0, 0))
    assert "no rules or fee for 9999X" in says(listing)
    table(listing).setCurrentIndex(table(listing).model().index(2, 0))
    assert says(listing) == "2 charges kept. 1 has a code to check."


def test_rows_pasted_where_a_cell_is_typed_in_are_rows(listing: Person) -> None:
    table(listing).setCurrentIndex(table(listing).model().index(0, 0))
    table(listing).setFocus()
    listing.types("97116")
    listing.press(TAB)
    listing.types("75")
    listing.press(TAB)
    QApplication.clipboard().setText("97110\t60\n97140\t55")
    listing.press(Qt.Key.Key_V, modifier=CONTROL)
    assert [row[0] for row in rows(listing)][:3] == ["97116", "97110", "97140"]
    assert [row[2] for row in rows(listing)][:3] == ["$75.00", "$60.00", "$55.00"]
