"""Comparing the fee of a service through the years and across the localities."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QTabWidget
from PySide6.QtWidgets import QWidget as Widget
from pytestqt.qtbot import QtBot

from quarterhour.entry import Suggestions
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from quarterhour.window.fees import FeesDialog
from quarterhour.window.words import Command
from window.person import Person

W = TypeVar("W", bound=Widget)
Open = Callable[..., FeesDialog]
YEARS, PLACES = "Fees through the years", "Fees across localities"
PICTURES = ("Picture of the fees through", "Picture of the fees across")
QUOTED = {"97110": "$31.40 $30.36", "97140": "$28.87 $27.91"}
QUOTED |= {"97112": "$36.09 $35.24", "97530": "$40.42 $39.43"}
COPIED = (
    ("Dates of service\tRelease\tFee\t", "12/31/2021\tRVU21D\t30.36\t23.38\t-1.04\t-3.3\n"),
    ("Locality\tNumber\tFee\t", "Alaska\t02102-01\t37.31\t30.02\t8.25\t28.4\n"),
)
BUNDLED = "bundled into other services (status B)"


@pytest.fixture
def comparing(qtbot: QtBot, reference: Reference) -> Open:
    """Open the dialog on a place and a code, the localities in front for `tab` 1."""

    def open_dialog(locality: str = "national", code: str = "97110", tab: int = 0) -> FeesDialog:
        dialog = FeesDialog(reference, Suggestions(reference), locality, code, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        find(dialog, QTabWidget, "Comparisons").setCurrentIndex(tab)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return open_dialog


def find(dialog: FeesDialog, kind: type[W], name: str) -> W:
    return next(w for w in dialog.findChildren(kind) if w.accessibleName().startswith(name))


def note(dialog: FeesDialog, about: str) -> str:
    return find(dialog, QLabel, f"About the {about}").text()


def rows(dialog: FeesDialog, name: str) -> list[list[str]]:
    model = find(dialog, QTableView, name).model()
    columns = range(model.columnCount())
    return [
        [model.index(at, column).data() for column in columns] for at in range(model.rowCount())
    ]


def chosen_row(dialog: FeesDialog, name: str) -> list[str]:
    table = find(dialog, QTableView, name)
    assert len(table.selectionModel().selectedRows()) == 1
    return rows(dialog, name)[table.currentIndex().row()]


def type_into(dialog: FeesDialog, name: str, text: str) -> QLineEdit:
    field = find(dialog, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


@pytest.mark.parametrize("code", QUOTED)
def test_the_quoted_change_of_2021(code: str, comparing: Open) -> None:
    found = rows(comparing(code=code), YEARS)
    assert [row[2] for row in found[:2]] == QUOTED[code].split()


def test_a_year_shows_its_dates_both_fees_and_the_change(comparing: Open) -> None:
    row = ["01/01/2021 to 12/31/2021", "RVU21D", "$30.36", "$23.38", "\u22121.04", "\u22123.3"]
    assert rows(comparing("", "97110"), YEARS)[1] == row


def test_a_release_within_a_year_is_named_by_its_month(comparing: Open) -> None:
    dialog = comparing("", "97110")
    box = find(dialog, QComboBox, "Year")
    names = [box.itemText(at).split(",")[0] for at in range(box.count())]
    assert {"2023", "01/2024", "03/2024"} <= {*names}


def test_a_name_finds_its_code_or_a_list_to_choose_from(comparing: Open) -> None:
    dialog = comparing()
    type_into(dialog, "Service", "manual therapy")
    assert (rows(dialog, YEARS)[0][2], note(dialog, "service")[:5]) == ("$28.87", "97140")
    field = type_into(dialog, "Service", "ther")
    assert rows(dialog, YEARS) == []
    assert "services match" in note(dialog, "service")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert note(dialog, "service").startswith(f"{field.text()}: ")
    assert find(dialog, QLineEdit, "Locality").hasFocus()
    assert len(rows(dialog, YEARS)) == 8


def test_an_unknown_code_and_a_bundled_one_say_so(comparing: Open) -> None:
    dialog = comparing(code="99999")
    assert note(dialog, "service").startswith(
        "99999 may be valid, but Quarterhour has no fees for it"
    )
    assert rows(dialog, YEARS) == rows(dialog, PLACES) == []
    type_into(dialog, "Service", "97010")
    assert {row[2] for row in rows(dialog, YEARS)} == {BUNDLED}
    assert rows(dialog, PLACES) == [["National average", BUNDLED, "", "", ""]]
    said = find(dialog, Widget, PICTURES[0]).accessibleDescription()
    assert said.endswith(f"no fee, {BUNDLED}.")


def test_the_place_is_typed_by_name_or_zip(comparing: Open) -> None:
    dialog = comparing("", "")
    for text in ("miami", "Miami, FL", "33101"):
        QTest.keyClick(type_into(dialog, "Locality", text), Qt.Key.Key_Return)
        assert chosen_row(dialog, PLACES)[0] == "Miami, FL"
    assert dialog.isVisible()
    type_into(dialog, "Locality", "nowhere at all")
    assert "Enter the ZIP code" in note(dialog, "locality")
    assert (len(rows(dialog, YEARS)), len(rows(dialog, PLACES))) == (0, 110)


def test_a_locality_that_was_merged_says_where_it_is_missing(comparing: Open) -> None:
    dialog = comparing("01182-26")
    found = [row[2] for row in rows(dialog, YEARS)]
    assert found[:4] == ["$34.50", "$33.38", "$33.11", "$33.05"]
    assert set(found[4:]) == {"locality 01182-26 isn't in this release"}
    assert note(dialog, "locality") == "Locality 01182-26 isn't in RVU26C"
    assert not find(dialog, QTableView, PLACES).selectionModel().hasSelection()


def test_localities_come_highest_first_the_chosen_one_in_sight(comparing: Open) -> None:
    dialog = comparing("09102-04", tab=1)
    found = rows(dialog, PLACES)
    assert found[0] == ["Alaska", "$37.31", "$30.02", "+8.25", "+28.4"]
    assert [row[1] for row in found] == sorted((row[1] for row in found), reverse=True)
    assert {row[3] for row in found if row[0] == "National average"} == {"0.00"}
    assert chosen_row(dialog, PLACES)[0] == "Miami, FL"
    table = find(dialog, QTableView, PLACES)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_year_and_filter_narrow_the_localities(comparing: Open) -> None:
    dialog = comparing("09102-04", tab=1)
    find(dialog, QComboBox, "Year").setCurrentText("2020, RVU20D")
    assert chosen_row(dialog, PLACES)[1] == "$32.93"
    assert chosen_row(dialog, YEARS)[1] == "RVU20D"
    type_into(dialog, "Filter", "rest FL")
    assert [row[0] for row in rows(dialog, PLACES)] == ["Rest of Florida, FL"]
    type_into(dialog, "Filter", "09102-04")
    assert chosen_row(dialog, PLACES)[0] == "Miami, FL"


@pytest.mark.parametrize("tab", [0, 1])
def test_copying_gives_tab_separated_text(tab: int, comparing: Open) -> None:
    dialog = comparing(tab=tab)
    find(dialog, QPushButton, "Copy table").click()
    copied = QGuiApplication.clipboard().text()
    assert all(part in copied for part in COPIED[tab])
    QGuiApplication.clipboard().clear()
    table = find(dialog, QTableView, (YEARS, PLACES)[tab])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == copied


def test_every_control_has_a_name_and_the_pictures_a_sentence(comparing: Open) -> None:
    dialog = comparing("09102-04")
    for kind in (QLineEdit, QComboBox, QTableView, QTabWidget):
        assert all(w.accessibleName() for w in dialog.findChildren(kind))
    buddies = {label.text() for label in dialog.findChildren(QLabel) if label.buddy()}
    assert buddies == {"&Service", "&Locality", "&Year", "&Filter"}
    years, places = (find(dialog, Widget, name).accessibleDescription() for name in PICTURES)
    assert years.startswith("Therapeutic exercise in Miami, FL: $32.93 in 2020, ")
    assert years.endswith("$30.13 in 2026.")
    assert "Miami, FL $30.13, $1.07 above the national average" in places


@pytest.mark.parametrize("ground", ["white", "#202020"])
@pytest.mark.parametrize("tab", [0, 1])
def test_the_pictures_paint_in_light_and_dark(ground: str, tab: int, comparing: Open) -> None:
    dialog = comparing("09102-04", tab=tab)
    dialog.setPalette(QPalette(QColor(ground)))
    image = find(dialog, Widget, PICTURES[tab]).grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 2) for y in range(image.height()))
    colors = {image.pixelColor(x, y).name() for x, y in places}
    assert len(colors) > 20
    assert dialog.palette().color(QPalette.ColorRole.Highlight).name() in colors


def test_escape_closes_and_nothing_is_modal(comparing: Open) -> None:
    dialog = comparing()
    assert not dialog.isModal()
    assert dialog.minimumSizeHint().width() <= 1024  # in the widest font
    QTest.keyClick(find(dialog, QLineEdit, "Service"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_menu_opens_it_on_the_selected_service_and_place(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(visit({"code": "97140", "therapist_minutes": 15}, zip="33101"))
    person.choose(Command.COMPARE_FEES)
    (dialog,) = person.window.findChildren(FeesDialog)
    texts = [edit.text() for edit in dialog.findChildren(QLineEdit)]
    assert any("97140" in text for text in texts)
    assert any("Miami" in text for text in texts)


@pytest.mark.parametrize(
    ("codes", "at", "first"),
    [
        (("97110", "97140"), 1, "97140"),
        (("97110", "97140"), 2, "97110"),
        ((), 0, "92507"),
    ],
)
def test_it_begins_with_a_service_of_the_visit(
    codes: tuple[str, ...], at: int, first: str, opened: Callable[..., Person]
) -> None:
    """With that of the row, else with the first one, else with the first of all."""
    person = opened()
    for code in codes:
        person.types(code).press(Qt.Key.Key_Tab).types("15").press(Qt.Key.Key_Return)
    person.select(at, "service")
    person.choose(Command.COMPARE_FEES)
    (dialog,) = person.window.findChildren(FeesDialog)
    assert find(dialog, QLineEdit, "Service").text() == first
