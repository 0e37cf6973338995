"""The yearly amounts in the fee schedules: typed by keys, kept for every window, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS, Reference
from quarterhour.visit import Visit
from quarterhour.window.fees.imports_dialog import ImportsDialog
from quarterhour.window.fees.tables import YearlyTable
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]


@pytest.fixture
def reference(database: Path) -> Iterator[Reference]:
    """A reference of the test's own: amounts are typed into it."""
    with closing(Reference(database)) as own:
        yield own


@pytest.fixture
def table(opened: Open, visit: Make, qtbot: QtBot) -> YearlyTable:
    """Open the fee schedules from a visit of 2027, at the amounts of that year."""
    service = {"code": "97110", "therapist_minutes": 30}
    person = opened(visit(service, date_of_service="2027-01-04"))
    person.choose(Command.FEE_SCHEDULES)
    (dialog,) = person.window.findChildren(ImportsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    table = dialog.findChildren(YearlyTable)[0]
    table.go_to(2027)
    return table


def row(table: YearlyTable, year: int) -> list[str]:
    """Return the cells of a year."""
    model = table.model()
    at = next(at for at in range(model.rowCount()) if model.index(at, 0).data() == str(year))
    return [str(model.index(at, column).data()) for column in range(model.columnCount())]


def types(text: str, last: Qt.Key) -> None:
    """Type into the field that has the keyboard."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, last)
    QApplication.processEvents()


def kept(folder: Path) -> list[str]:
    found, _ = PracticeFiles(folder / "practice").read(YEARLY_AMOUNTS)
    return [each.text for each in found]


def test_what_is_not_known_is_not_zero(table: YearlyTable) -> None:
    assert row(table, 2027)[1:4] == ["not entered yet"] * 3
    assert row(table, 2026)[1:] == ["$2,480", "$283", "33.5675", "$3,000", "yes", "Included"]


def test_f2_types_an_amount_and_tab_the_next(table: YearlyTable, tmp_path: Path) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", Qt.Key.Key_Tab)
    types("$290", Qt.Key.Key_Return)
    assert row(table, 2027)[1:3] == ["$2,550", "$290"]
    today = f"{date.today():%m/%d/%Y}"
    assert f"KX threshold entered by you on {today}" in row(table, 2027)[-1]
    assert kept(tmp_path) == ["2550", "290"], "it is there after a restart"
    assert table.hasFocus()


def test_an_included_amount_is_typed_over_and_taken_back(
    table: YearlyTable, tmp_path: Path
) -> None:
    table.go_to(2026)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2500", Qt.Key.Key_Return)
    assert row(table, 2026)[1] == "$2,500"
    assert "replaces $2,480" in table.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert row(table, 2026)[1] == "$2,480"
    assert kept(tmp_path) == []


def test_what_cannot_be_right_is_said_and_stays_to_be_edited(
    table: YearlyTable, tmp_path: Path
) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25500", Qt.Key.Key_Return)
    says = [each.text() for each in table.window().findChildren(QLabel) if each.isVisible()]
    assert any("multiple of $10" in text for text in says)
    assert kept(tmp_path) == []
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "25500"
    field.selectAll()
    types("2550", Qt.Key.Key_Return)
    assert kept(tmp_path) == ["2550"]
    says = [each.text() for each in table.window().findChildren(QLabel) if each.isVisible()]
    assert not any("multiple of $10" in text for text in says)


def test_escape_in_an_amount_gives_up_that_amount_alone(table: YearlyTable, tmp_path: Path) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", Qt.Key.Key_Escape)
    assert table.window().isVisible()
    assert kept(tmp_path) == []


def test_a_file_that_cannot_be_read_is_set_aside_and_it_is_said_where(
    table: YearlyTable, tmp_path: Path
) -> None:
    file = tmp_path / "practice" / "yearly_amounts.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text("KX 2550")
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", Qt.Key.Key_Return)
    assert kept(tmp_path) == ["2550"]
    (aside,) = file.parent.glob("yearly_amounts.unreadable*")
    assert aside.read_text() == "KX 2550"
    says = [each.text() for each in table.window().findChildren(QLabel) if each.isVisible()]
    assert any(str(aside) in text for text in says)


def test_its_title_has_the_key_that_leads_to_it(table: YearlyTable) -> None:
    table.window().setFocus()
    QTest.keyClick(table.window(), Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert table.hasFocus()
