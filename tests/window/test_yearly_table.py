"""The yearly amounts in the fee schedules: typed by keys, kept for every window, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quarterhour.claims import Severity
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import (
    YEARLY_AMOUNTS,
    Reference,
    TypedAmount,
    YearlyAmount,
    held_amounts,
    with_amounts,
)
from quarterhour.visit import Visit
from quarterhour.window import Desk, prompts
from quarterhour.window.fees.amounts import YearlyTable
from quarterhour.window.fees.panes import LoadedTable
from quarterhour.window.look.notice import Notice
from quarterhour.window.prompts import Unsaved
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
KX, DEDUCTIBLE, FACTOR, REVIEW, FLOOR = range(1, 6)


@pytest.fixture
def reference(database: Path) -> Iterator[Reference]:
    """A reference of the test's own: amounts are typed into it."""
    with closing(Reference(database)) as own:
        yield own


@pytest.fixture
def of_2027(opened: Open, visit: Make) -> Person:
    """A visit of a year whose threshold is not known, above last year's."""
    return opened(
        visit(
            {"code": "97110", "therapist_minutes": 30},
            date_of_service="2027-01-04",
            patient={"pt_slp_to_date": "2560.00"},
            attested={"medically_necessary": True},
        )
    )


def amounts(person: Person) -> YearlyTable:
    """Return the table of the fee schedules, once the keyboard is there."""
    (table,) = person.dialog().findChildren(YearlyTable)
    return table


@pytest.fixture
def table(of_2027: Person) -> YearlyTable:
    """Open the yearly amounts by their key."""
    of_2027.press(Qt.Key.Key_Y, modifier=CONTROL | SHIFT)
    return amounts(of_2027)


def at(table: YearlyTable) -> tuple[str, str]:
    """Return the year and the title of the column that the keyboard is in."""
    index = table.currentIndex()
    title = table.model().headerData(index.column(), Qt.Orientation.Horizontal)
    return str(index.siblingAtColumn(0).data()), str(title)


def go(table: YearlyTable, year: int, column: int) -> None:
    """Go to an amount by the mouse."""
    for row in range(table.rowCount()):
        if table.model().index(row, 0).data() == str(year):
            place = table.visualRect(table.model().index(row, column)).center()
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert at(table)[0] == str(year)


def notice(table: YearlyTable) -> Notice:
    """Return the sentence under the table."""
    return next(
        each
        for each in table.window().findChildren(Notice)
        if each.findChildren(QLabel)[-1].accessibleName().startswith("About the yearly amounts")
    )


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


def enters(table: YearlyTable, year: int, column: int, text: str) -> None:
    """Type an amount and keep it."""
    go(table, year, column)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types(text, ENTER)


def selected(table: YearlyTable) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in table.selectedIndexes()}


def full(*_: object, **__: object) -> None:
    """Be a disk that has no room left."""
    raise OSError(28, "No space left on device")


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
    go(table, 2026, KX)
    assert "replaces $2,480" in table.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert row(table, 2026)[1] == "$2,480"
    assert kept(tmp_path) == []


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


def test_the_hint_leads_to_the_threshold_and_puts_kx_on_the_line(of_2027: Person) -> None:
    assert of_2027.cell(0, "modifiers") == "GP"
    hint = next(at for at, text in enumerate(of_2027.hints()) if "The 2027 threshold" in text)
    of_2027.at_item(of_2027.topics()[hint]).press(ENTER)
    table = amounts(of_2027)
    assert table.hasFocus()
    assert at(table) == ("2027", "KX threshold")
    QTest.keyClick(table, Qt.Key.Key_2)
    types("550", ENTER)
    assert at(table) == ("2027", "Part B deductible"), "Enter goes on"
    QTest.keyClick(table, ESCAPE)
    assert of_2027.cell(0, "modifiers") == "GP KX"
    assert f"ntered by you on {date.today():%m/%d/%Y}" in " ".join(of_2027.hints())


def test_its_key_leads_to_it_whether_the_fee_schedules_are_open_or_not(of_2027: Person) -> None:
    of_2027.choose(Command.FEE_SCHEDULES)
    table = amounts(of_2027)
    assert not table.hasFocus(), "they have a way of their own"
    of_2027.window.activateWindow()
    QApplication.processEvents()
    for _ in range(2):
        of_2027.choose(Command.YEARLY_AMOUNTS)
        assert amounts(of_2027) is table
        assert table.hasFocus()
        assert at(table) == ("2027", "KX threshold")
        table.window().close()


def test_a_visit_long_after_the_last_fees_leads_to_the_last_year(opened: Open, visit: Make) -> None:
    service = {"code": "97110", "therapist_minutes": 30}
    person = opened(visit(service, date_of_service="2031-01-04"))
    person.choose(Command.YEARLY_AMOUNTS)
    assert at(amounts(person)) == ("2027", "KX threshold")


def test_the_sentence_says_of_each_amount_where_it_is_from(table: YearlyTable) -> None:
    said = notice(table)
    assert said.text.startswith("Not available. Enter it as CMS publishes it. An amount you enter")
    go(table, 2026, KX)
    assert said.text == "Included: Social Security Act \u00a71833(g)(2); CY 2026 update."
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2500", ENTER)
    go(table, 2026, KX)
    assert "(replaces $2,480, included: Social Security Act" in said.text
    assert said.text.endswith("Del takes it back.")
    go(table, 2027, FLOOR)
    assert said.text.startswith("Not available. Enter yes if the 1.0 floor is law all year")
    go(table, 2026, 0)
    assert "An amount you enter stands until you change it" in said.text


def test_a_screen_reader_hears_of_the_table_its_cells_and_the_field(table: YearlyTable) -> None:
    says = notice(table).text
    assert table.accessibleDescription().startswith(says)
    assert table.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole) == says
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.accessibleDescription(), field.placeholderText()) == (says, "not entered yet")


def test_an_assumed_floor_is_marked(table: YearlyTable, monkeypatch: pytest.MonkeyPatch) -> None:
    assumed = "CMS's file for 2026 has the work GPCI with the floor only."
    monkeypatch.setattr(
        held_amounts, "_assumed", lambda _, typed: assumed if typed is not None else ""
    )
    go(table, 2026, FLOOR)
    assert notice(table).severity is None
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("no", TAB)
    go(table, 2026, FLOOR)
    assert notice(table).text.endswith(f". {assumed}")
    assert notice(table).severity is Severity.WARNING


@pytest.mark.parametrize("key", [ENTER, TAB])
@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        (KX, "25500", "multiple of $10"),
        (DEDUCTIBLE, "29", "whole dollars"),
        (FLOOR, "perhaps", "Enter yes if the work GPCI floor applies all year"),
    ],
)
def test_what_cannot_be_right_is_said_and_stays_to_be_edited(
    column: int, text: str, says: str, key: Qt.Key, table: YearlyTable, tmp_path: Path
) -> None:
    go(table, 2027, column)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types(text, Qt.Key.Key_Shift)
    assert says not in notice(table).text, "it is still being typed"
    types("", key)
    assert says in notice(table).text
    assert notice(table).severity is Severity.ACTION
    types("", ESCAPE)
    assert row(table, 2027)[column] == text, "it is in its cell"
    assert "not saved; Included" in row(table, 2027)[-1]
    go(table, 2026, column)
    assert says not in notice(table).text
    go(table, 2027, column)
    assert says in notice(table).text
    dialog = table.window()
    assert not dialog.close(), "it is said once more, and can be mended"
    assert "Not saved yet. Close again to discard it." in notice(table).text
    assert at(table)[0] == "2027"
    assert dialog.close()
    assert not (tmp_path / "practice").exists()
    assert text not in row(table, 2027), "it is given up"


def test_what_cannot_be_right_is_said_wherever_the_keyboard_goes(table: YearlyTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25500", Qt.Key.Key_Shift)
    buttons = table.window().findChildren(QPushButton)
    next(each for each in buttons if each.accessibleName() == "Close").setFocus()
    assert "multiple of $10" in notice(table).text
    assert notice(table).severity is Severity.ACTION


def test_what_was_refused_is_mended_or_given_up(table: YearlyTable, tmp_path: Path) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25500", ENTER)
    types("", Qt.Key.Key_Backspace)
    types("", ENTER)
    assert kept(tmp_path) == ["2550"]
    go(table, 2027, KX)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25500", ENTER)
    types("", ESCAPE)
    assert row(table, 2027)[KX] == "25500"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert row(table, 2027)[KX] == "$2,550", "Del gives it up first"
    assert notice(table).severity is None
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert kept(tmp_path) == []


@pytest.mark.parametrize(("column", "text"), [(FACTOR, "33.5"), (KX, "2550"), (FLOOR, "yes")])
def test_closing_keeps_nothing_that_is_half_typed(
    column: int, text: str, table: YearlyTable, tmp_path: Path
) -> None:
    """It is said first; then it is given up, whatever could be kept."""
    go(table, 2027, column)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types(text, Qt.Key.Key_Shift)
    dialog = table.window()
    assert not dialog.close()
    assert "Not saved yet. Press Enter to save your entry" in notice(table).text
    types("0", Qt.Key.Key_Backspace)
    assert "Not saved yet" not in notice(table).text
    assert not dialog.close(), "it is said of what is typed on, too"
    assert dialog.close()
    assert not (tmp_path / "practice").exists()


def test_what_is_said_to_be_unkept_is_kept_by_enter(table: YearlyTable, tmp_path: Path) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", Qt.Key.Key_Shift)
    table.window().close()
    types("", ENTER)
    assert kept(tmp_path) == ["2550"]
    assert "Not saved yet" not in notice(table).text
    assert table.window().close()


def test_the_window_stays_with_an_amount_that_is_not_kept(
    of_2027: Person, table: YearlyTable
) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25", ENTER)
    assert not of_2027.window.close()
    assert table.window().isVisible()
    QApplication.sendEvent(table.window(), QEvent(QEvent.Type.ActivationChange))
    assert "Close again to discard it." in notice(table).text
    assert of_2027.window.close()


def looks_at(window: QWidget) -> None:
    """Go to a window, as by the mouse."""
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    assert QApplication.activeWindow() is window


@pytest.fixture
def other(qtbot: QtBot) -> QWidget:
    """Another window, in which a field has the keyboard."""
    window = QWidget()
    QLineEdit(window).setFocus()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("where", ["the main window", "another window"])
def test_an_amount_stays_half_typed_while_another_window_is_looked_at(
    where: str, of_2027: Person, table: YearlyTable, other: QWidget, tmp_path: Path
) -> None:
    go(table, 2027, FACTOR)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("33.5", Qt.Key.Key_Shift)
    for _ in range(2):
        looks_at(of_2027.window if where == "the main window" else other)
        assert not table.window().isAncestorOf(of_2027.focus)
        assert kept(tmp_path) == []
        looks_at(table.window())
    types("675", ENTER)
    assert kept(tmp_path) == ["33.5675"]


def test_leaving_an_amount_within_the_dialog_keeps_it(
    of_2027: Person, table: YearlyTable, tmp_path: Path
) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", Qt.Key.Key_Shift)
    looks_at(of_2027.window)
    looks_at(table.window())
    go(table, 2026, KX)
    assert kept(tmp_path) == ["2550"]
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2500", Qt.Key.Key_Shift)
    table.window().findChildren(LoadedTable)[0].setFocus()
    assert kept(tmp_path) == ["2500", "2550"]


@pytest.mark.parametrize("by", ["its title bar", "Close", "the main window"])
def test_closing_discards_what_is_half_typed_the_second_time(
    by: str, of_2027: Person, table: YearlyTable, tmp_path: Path
) -> None:
    go(table, 2027, FACTOR)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("33.5", Qt.Key.Key_Shift)
    dialog = table.window()
    (close,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "&Close"]

    def closes() -> None:
        if by == "Close":
            QTest.mouseClick(close, Qt.MouseButton.LeftButton)
        elif by == "the main window":
            looks_at(of_2027.window)
            of_2027.window.close()
        else:
            dialog.close()
        QApplication.processEvents()

    closes()
    assert dialog.isVisible()
    assert QApplication.activeWindow() is dialog
    assert notice(table).text.startswith("Not saved yet. Press Enter to save your entry")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "33.5"
    closes()
    assert not dialog.isVisible()
    assert of_2027.window.isVisible() is (by != "the main window")
    assert kept(tmp_path) == []


def test_an_amount_not_kept_is_told_before_unsaved_work_is_asked_about(
    of_2027: Person, table: YearlyTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Unsaved] = []
    answers = [Unsaved.DISCARD, Unsaved.KEEP]

    def ask(*_: object) -> Unsaved:
        asked.append(answers.pop())
        return asked[-1]

    monkeypatch.setattr(prompts, "ask_about_unsaved", ask)
    of_2027.window.worksheet.session.change(day=date(2027, 2, 1))
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25", Qt.Key.Key_Shift)
    looks_at(of_2027.window)
    assert not of_2027.window.close()
    assert asked == []
    assert notice(table).text.startswith("Not saved yet.")
    looks_at(of_2027.window)
    assert not of_2027.window.close()
    assert asked == [Unsaved.KEEP]
    assert table.editing, "nothing is given up while the window stays"
    assert of_2027.window.close()
    assert asked == [Unsaved.KEEP, Unsaved.DISCARD]


def test_its_key_leads_back_to_what_is_half_typed(
    of_2027: Person, table: YearlyTable, tmp_path: Path
) -> None:
    go(table, 2027, FACTOR)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("33.5", Qt.Key.Key_Shift)
    looks_at(of_2027.window)
    of_2027.choose(Command.YEARLY_AMOUNTS)
    assert amounts(of_2027) is table
    types("675", ENTER)
    assert kept(tmp_path) == ["33.5675"]


def test_an_amount_stays_half_typed_when_the_dialog_comes_back_on_the_screen(
    table: YearlyTable, tmp_path: Path
) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25", Qt.Key.Key_Shift)
    QApplication.sendEvent(table.window(), QShowEvent())
    types("50", ENTER)
    assert kept(tmp_path) == ["2550"]


def keep_elsewhere(table: YearlyTable, folder: Path, texts: dict[int, str]) -> None:
    """Have another program keep deductibles alone, and follow it."""
    typed: tuple[TypedAmount, ...] = ()
    for year, text in texts.items():
        typed = with_amounts(typed, year, {YearlyAmount.DEDUCTIBLE: text}, date(2026, 12, 18))
    PracticeFiles(folder / "practice").keep(YEARLY_AMOUNTS, typed)
    QApplication.sendEvent(table.window(), QEvent(QEvent.Type.ActivationChange))


def years(table: YearlyTable) -> list[str]:
    return [str(table.model().index(at, 0).data()) for at in range(table.rowCount())]


@pytest.mark.parametrize("left", [ENTER, TAB, ESCAPE, Qt.Key.Key_Backtab])
def test_a_year_stays_while_its_cell_is_in_use(
    left: Qt.Key, table: YearlyTable, tmp_path: Path
) -> None:
    keep_elsewhere(table, tmp_path, {2028: "300"})
    go(table, 2028, DEDUCTIBLE)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("31", Qt.Key.Key_Shift)
    keep_elsewhere(table, tmp_path, {})
    assert years(table)[:2] == ["2028", "2027"]
    types("0", left)
    assert kept(tmp_path) == ([] if left is ESCAPE else ["310"])
    assert years(table)[0] == ("2027" if left is ESCAPE else "2028")
    assert table.hasFocus() or isinstance(QApplication.focusWidget(), QLineEdit)
    if left is ESCAPE:
        assert at(table) == ("2027", "Part B deductible")
        assert selected(table) == {(0, DEDUCTIBLE)}


@pytest.mark.parametrize("left", [ENTER, TAB, Qt.Key.Key_Backtab, "the mouse", "Del"])
def test_the_keyboard_stays_among_the_amounts_when_a_year_goes(
    left: Qt.Key | str, table: YearlyTable, tmp_path: Path
) -> None:
    keep_elsewhere(table, tmp_path, {2028: "300"})
    go(table, 2028, DEDUCTIBLE)
    if left != "Del":
        QTest.keyClick(table, Qt.Key.Key_F2)
        types("", Qt.Key.Key_Delete)
    if isinstance(left, Qt.Key):
        types("", left)
        if isinstance(QApplication.focusWidget(), QLineEdit):
            assert at(table)[0] == "2028", "the next amount of the year is typed"
            types("", ESCAPE)
    elif left == "the mouse":
        go(table, 2026, DEDUCTIBLE)
        QApplication.processEvents()
    else:
        QTest.keyClick(table, Qt.Key.Key_Delete)
    assert kept(tmp_path) == []
    assert years(table)[0] == "2027"
    assert table.hasFocus()
    assert at(table)[0] == ("2026" if left == "the mouse" else "2027")
    index = table.currentIndex()
    assert selected(table) == {(index.row(), index.column())}
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert (kept(tmp_path), at(table)) == (["300"], ("2028", "Part B deductible"))


def test_a_year_stays_that_has_a_text_not_kept(table: YearlyTable, tmp_path: Path) -> None:
    keep_elsewhere(table, tmp_path, {2028: "300"})
    enters(table, 2028, DEDUCTIBLE, "3")
    types("", ESCAPE)
    keep_elsewhere(table, tmp_path, {})
    assert row(table, 2028)[DEDUCTIBLE] == "3"
    assert table.unkept
    go(table, 2028, DEDUCTIBLE)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert years(table)[0] == "2027"
    assert table.hasFocus()
    assert at(table) == ("2027", "Part B deductible")


def test_closing_gives_up_a_year_that_is_gone(table: YearlyTable, tmp_path: Path) -> None:
    keep_elsewhere(table, tmp_path, {2028: "300"})
    go(table, 2028, DEDUCTIBLE)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("31", Qt.Key.Key_Shift)
    keep_elsewhere(table, tmp_path, {})
    dialog = table.window()
    assert not dialog.close()
    assert dialog.close()
    assert years(table)[0] == "2027"
    assert kept(tmp_path) == []


def test_what_was_typed_is_taken_back_for_selected_amounts_and_a_whole_year(
    table: YearlyTable, tmp_path: Path
) -> None:
    def type_all() -> None:
        for year, column, text in ((2027, KX, "2550"), (2027, FLOOR, "no"), (2026, KX, "2500")):
            enters(table, year, column, text)
        assert kept(tmp_path) == ["2500", "2550", "no"]

    type_all()
    go(table, 2027, KX)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert kept(tmp_path) == ["no"]
    type_all()
    go(table, 2027, 0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert kept(tmp_path) == ["2500"], "nothing of another year"


KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Right)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_moving_selects_the_amount_that_is_framed(
    key: Qt.Key, held: Qt.KeyboardModifier, table: YearlyTable, tmp_path: Path
) -> None:
    enters(table, 2026, DEDUCTIBLE, "290")
    go(table, 2026, DEDUCTIBLE)
    QTest.keyClick(table, key, held)
    index = table.currentIndex()
    assert selected(table) == {(index.row(), index.column())}
    assert (index.row(), index.column()) != (1, DEDUCTIBLE)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    of_year = index.column() == 0 and index.row() == 1
    assert kept(tmp_path) == ([] if of_year else ["290"])


def test_the_framed_amount_stays_selected_by_the_mouse(table: YearlyTable) -> None:
    go(table, 2026, KX)
    there = table.visualRect(table.currentIndex()).center()
    for held in (CONTROL, CONTROL, SHIFT):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, there)
        index = table.currentIndex()
        assert (index.row(), index.column()) in selected(table)


def test_del_takes_nothing_back_in_the_last_column(table: YearlyTable, tmp_path: Path) -> None:
    enters(table, 2027, KX, "2550")
    go(table, 2027, FLOOR + 1)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClick(table, Qt.Key.Key_Backspace)
    assert kept(tmp_path) == ["2550"]


def test_what_del_took_back_is_brought_back_as_it_was(table: YearlyTable, tmp_path: Path) -> None:
    practice = PracticeFiles(tmp_path / "practice")
    texts = {YearlyAmount.KX_THRESHOLD: "2550", YearlyAmount.DEDUCTIBLE: "290"}
    typed = with_amounts((), 2027, texts, date(2026, 12, 18))
    practice.keep(YEARLY_AMOUNTS, typed)
    QApplication.sendEvent(table.window(), QEvent(QEvent.Type.ActivationChange))
    go(table, 2027, 0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert kept(tmp_path) == []
    assert "Ctrl+Z undoes the last change." in table.accessibleDescription()
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert practice.read(YEARLY_AMOUNTS)[0] == typed, "entered on the same day as before"
    assert at(table) == ("2027", "Year"), "where the keyboard was"
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert practice.read(YEARLY_AMOUNTS)[0] == typed, "there is nothing else to undo"


def test_what_enter_kept_is_undone_step_by_step(table: YearlyTable, tmp_path: Path) -> None:
    enters(table, 2027, KX, "2550")
    enters(table, 2027, KX, "2560")
    enters(table, 2026, DEDUCTIBLE, "290")
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert kept(tmp_path) == ["2560"]
    assert at(table) == ("2026", "Part B deductible"), "the keyboard is where it changed"
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert (kept(tmp_path), at(table)) == (["2550"], ("2027", "KX threshold"))
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert kept(tmp_path) == []


def test_a_refused_text_that_del_gave_up_comes_back(table: YearlyTable, tmp_path: Path) -> None:
    enters(table, 2027, KX, "25500")
    types("", ESCAPE)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert row(table, 2027)[KX] == "not entered yet"
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert row(table, 2027)[KX] == "25500"
    assert "multiple of $10" in notice(table).text
    assert not (tmp_path / "practice").exists()


def test_of_a_year_that_cannot_be_taken_back_it_is_said_too(
    table: YearlyTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    enters(table, 2027, KX, "2550")
    go(table, 2027, 0)
    with monkeypatch.context() as patched:
        patched.setattr("quarterhour.practice_files.write_whole", full)
        QTest.keyClick(table, Qt.Key.Key_Delete)
    assert notice(table).text == "Couldn't save the amounts: No space left on device."
    assert notice(table).severity is Severity.ACTION
    go(table, 2026, KX)
    assert row(table, 2027)[KX] == "$2,550"
    assert row(table, 2027)[-1].startswith("KX threshold not changed; KX threshold entered by you")


@pytest.mark.parametrize("by", ["Del", "an empty text", "undoing"])
def test_what_cannot_be_taken_back_is_shown_as_it_holds(
    by: str, table: YearlyTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enters(table, 2027, KX, "2550")
    go(table, 2027, KX)
    with monkeypatch.context() as patched:
        patched.setattr("quarterhour.practice_files.write_whole", full)
        if by == "Del":
            QTest.keyClick(table, Qt.Key.Key_Delete)
        elif by == "undoing":
            QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
        else:
            QTest.keyClick(table, Qt.Key.Key_F2)
            types("", Qt.Key.Key_Delete)
            types("", ENTER)
            types("", ESCAPE)
    assert row(table, 2027)[KX] == "$2,550"
    assert "not saved" not in row(table, 2027)[-1]
    assert notice(table).text == "Couldn't save the amounts: No space left on device."
    assert notice(table).severity is Severity.ACTION
    assert kept(tmp_path) == ["2550"]
    assert not table.unkept, "nothing typed would be lost"
    QTest.keyClick(table, *((Qt.Key.Key_Z, CONTROL) if by == "undoing" else (Qt.Key.Key_Delete,)))
    assert kept(tmp_path) == [], "it can be tried again"
    assert notice(table).severity is None


def test_an_amount_is_copied_as_shown_and_pasted_as_if_typed(
    table: YearlyTable, tmp_path: Path
) -> None:
    clipboard = QApplication.clipboard()
    go(table, 2026, KX)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "$2,480"
    go(table, 2027, KX)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "$2,480", "there is no amount to copy"
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert kept(tmp_path) == ["2480"]
    assert row(table, 2027)[KX] == "$2,480"
    clipboard.setText(" \n")
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert kept(tmp_path) == ["2480"], "nothing is no amount"
    clipboard.setText("2,55\n")
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert row(table, 2027)[KX] == "2,55"
    assert notice(table).severity is Severity.ACTION
    assert kept(tmp_path) == ["2480"]
    go(table, 2026, 0)
    before = row(table, 2026)
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert row(table, 2026) == before


def test_what_is_typed_is_there_after_a_restart_and_in_every_window(
    table: YearlyTable, desk: Desk, again: Callable[[], Person]
) -> None:
    other = desk.make_window()
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", ENTER)
    session = other.worksheet.session
    session.change(day=date(2027, 2, 1))
    assert session.threshold == 2550
    other.close()
    started = again()
    assert [each.text for each in started.window.program.reference.typed] == ["2550"]


def test_a_file_that_cannot_be_read_is_said_when_the_table_is_opened(
    of_2027: Person, tmp_path: Path
) -> None:
    (tmp_path / "practice").mkdir()
    file = tmp_path / "practice" / "yearly_amounts.json"
    file.write_text("KX 2550")
    of_2027.choose(Command.YEARLY_AMOUNTS)
    table = amounts(of_2027)
    assert notice(table).text.startswith(f"Couldn't use {file}: it's damaged")
    assert notice(table).severity is Severity.WARNING
    go(table, 2026, KX)
    assert str(file) in notice(table).text, "as long as it is so"


def test_the_window_says_in_a_sentence_that_a_file_cannot_be_read(
    of_2027: Person, other: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "practice").mkdir()
    file = tmp_path / "practice" / "yearly_amounts.json"
    file.write_text("KX 2550")
    looks_at(other)
    looks_at(of_2027.window)
    assert of_2027.says("Message").startswith(f"Couldn't use {file}: it's damaged")


def test_what_cannot_be_kept_is_said_and_stays(
    table: YearlyTable, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quarterhour.practice_files.write_whole", full)
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("2550", ENTER)
    assert notice(table).text == "Couldn't save the amounts: No space left on device."
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "2550"
    assert desk.reference.typed == ()
    types("", ESCAPE)


def test_what_another_program_types_is_shown_and_takes_nothing_from_a_field(
    table: YearlyTable, tmp_path: Path
) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    types("25", Qt.Key.Key_Shift)
    texts = {YearlyAmount.KX_THRESHOLD: "2540", YearlyAmount.DEDUCTIBLE: "290"}
    typed = with_amounts((), 2027, texts, date(2026, 12, 18))
    # One of 2028 opens that year, above the cell that is being typed in.
    typed = with_amounts(typed, 2028, {YearlyAmount.DEDUCTIBLE: "300"}, date(2026, 12, 18))
    PracticeFiles(tmp_path / "practice").keep(YEARLY_AMOUNTS, typed)
    QApplication.sendEvent(table.window(), QEvent(QEvent.Type.ActivationChange))
    assert row(table, 2027)[KX : DEDUCTIBLE + 1] == ["$2,540", "$290"]
    assert row(table, 2028)[DEDUCTIBLE] == "$300"
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "25"
    assert at(table) == ("2027", "KX threshold")
    types("60", ENTER)
    assert kept(tmp_path) == ["2560", "290", "300"]
