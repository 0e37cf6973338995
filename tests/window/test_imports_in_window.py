"""What an import changes in the window that it was opened from."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import pt, visit_fields
from downloads import gpcis, of_2027, relative_values, release_zip, text
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import (
    YEARLY_AMOUNTS,
    Reference,
    ReleaseKind,
    YearlyAmount,
    with_amounts,
)
from quarterhour.reference.importing import Imports
from quarterhour.reference.missing import missing
from quarterhour.visit import visit_from
from quarterhour.window.details.visit import RulesDialog
from quarterhour.window.fees import FeesDialog
from quarterhour.window.fees.amounts import YearlyTable
from quarterhour.window.fees.imports_dialog import ImportsDialog
from quarterhour.window.help import HelpWindow
from quarterhour.window.words import WORDS, Command
from releases import release
from window.importing import User
from window.person import Person, desk_on


@pytest.fixture
def next_year(
    qtbot: QtBot, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """Open a window on a visit of a year whose fees are not included."""
    path = tmp_path / "data" / "imported.sqlite"
    monkeypatch.setattr("quarterhour.window.commands.imported_database", lambda: path)
    visit = visit_from(visit_fields(pt("97110", 15), date_of_service="2027-03-01"))
    window = desk_on(Reference(database, path), tmp_path).make_window(visit)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(window)


def import_next_year(person: Person, qtbot: QtBot, folder: Path) -> None:
    choose(person, Command.FEE_SCHEDULES)
    (dialog,) = person.window.findChildren(ImportsDialog)
    values, indices = of_2027(text(relative_values(factor="34.0000"))), of_2027(text(gpcis()))
    download = release_zip(folder / "rvu27a.zip", values, indices)
    with qtbot.waitSignal(dialog.changed, timeout=20_000):
        dialog.import_files([download])


def choose(person: Person, command: Command) -> None:
    """Choose an entry of a menu."""
    action = next(
        each for each in person.window.findChildren(QAction) if each.text() == WORDS[command]
    )
    action.trigger()


def test_an_import_prices_the_visit_in_the_window_at_once(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    assert next_year.window.worksheet.session.outcome.without_fees
    import_next_year(next_year, qtbot, tmp_path)
    assert next_year.cell(0, "allowed") == "$29.58"
    assert next_year.topics() == []
    # What the amounts assume stands with them.
    assert next_year.step("Deductible") == "2027 amount not entered"


def shown(view: QWidget) -> list[str]:
    """Return all that a view shows: labels, pages, lists to choose from, tables."""
    texts = [label.text() for label in view.findChildren(QLabel)]
    texts += [page.toPlainText() for page in view.findChildren(QTextBrowser)]
    for box in view.findChildren(QComboBox):
        texts += [box.currentText(), *(box.itemText(at) for at in range(box.count()))]
    for table in view.findChildren(QTableView):
        model = table.model()
        for row, column in product(range(model.rowCount()), range(model.columnCount())):
            texts.append(str(model.index(row, column).data()))
    return texts


@pytest.mark.parametrize(
    ("command", "kind", "said"),
    [
        (Command.COMPARE_FEES, FeesDialog, "RVU27A"),
        (Command.ABOUT_SERVICE, HelpWindow, "29.58"),
        (Command.COMPARE_RULES, RulesDialog, "29.58"),
    ],
)
def test_every_view_that_stays_open_follows_an_import(
    command: Command,
    kind: type[QWidget],
    said: str,
    next_year: Person,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    next_year.select(0, "service")
    choose(next_year, command)
    (view,) = next_year.window.findChildren(kind)
    before = shown(view)
    import_next_year(next_year, qtbot, tmp_path)
    followed = shown(view)
    assert followed != before
    assert said in " ".join(followed)


@pytest.mark.parametrize("content", [b"not a database" * 1000, b""])
def test_a_damaged_import_is_said_when_the_window_opens(
    content: bytes, qtbot: QtBot, database: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "imported.sqlite"
    damaged.write_bytes(content)
    window = desk_on(Reference(database, damaged), tmp_path).make_window()
    qtbot.addWidget(window)
    assert any("is damaged" in label.text() for label in window.findChildren(QLabel))


def test_an_import_that_opens_a_year_asks_for_its_amounts(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    import_next_year(next_year, qtbot, tmp_path)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    user = User(dialog, qtbot)
    qtbot.waitUntil(lambda: user.is_offered("Enter the yearly amounts"))
    way = user.button("Enter the yearly amounts")
    assert "2027 has fees now. Enter its KX threshold and Part B deductible; they" in " ".join(
        shown(dialog)
    )
    assert_at_first_unknown(dialog)
    dialog.close()
    choose(next_year, Command.FEE_SCHEDULES)
    assert way.isVisible(), "it is asked again as long as they are not known"
    way.click()
    assert_at_first_unknown(dialog)
    assert not way.isVisible()


@pytest.mark.parametrize("who", ["the user", "another program"])
def test_the_question_about_a_year_names_what_is_missing_by_now(
    who: str, next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    import_next_year(next_year, qtbot, tmp_path)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    user = User(dialog, qtbot)
    qtbot.waitUntil(lambda: user.is_offered("Enter the yearly amounts"))
    if who == "the user":
        (table,) = dialog.findChildren(YearlyTable)
        QTest.keyClick(table, Qt.Key.Key_F2)
        (field,) = table.findChildren(QLineEdit)
        QTest.keyClicks(field, "2550")
        QTest.keyClick(field, Qt.Key.Key_Return)
    else:
        texts = {YearlyAmount.KX_THRESHOLD: "2550"}
        typed = with_amounts((), 2027, texts, date(2026, 12, 18))
        PracticeFiles(tmp_path / "practice").keep(YEARLY_AMOUNTS, typed)
        comes_back(dialog, qtbot)
    said = "2027 has fees now. Enter its Part B deductible; it isn't in the files."
    assert said in " ".join(shown(dialog))


def test_closing_while_an_amount_is_typed_asks_for_nothing_else(
    next_year: Person, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(next_year, Command.YEARLY_AMOUNTS)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    (table,) = dialog.findChildren(YearlyTable)
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(table.findChildren(QLineEdit)[0], "25")
    import_next_year(next_year, qtbot, tmp_path)
    qtbot.waitUntil(lambda: not dialog._runner.busy)
    said: list[str] = []
    monkeypatch.setattr(
        "quarterhour.window.fees.imports_dialog.announce", lambda _, text: said.append(text)
    )
    assert not dialog.close()
    assert dialog.close()
    QApplication.processEvents()
    assert said == []


def assert_at_first_unknown(dialog: ImportsDialog) -> None:
    """The keyboard is in the yearly amounts, in the first one of 2027 that is not known."""
    table = dialog.focusWidget()
    assert isinstance(table, YearlyTable)
    index = table.currentIndex()
    assert index.sibling(index.row(), 0).data() == "2027"
    assert (index.column(), index.data()) == (1, "not entered yet")


def test_an_import_into_a_year_whose_amounts_are_known_asks_for_nothing(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    texts = {YearlyAmount.KX_THRESHOLD: "2550", YearlyAmount.DEDUCTIBLE: "290"}
    next_year.window.program.keep_amounts(with_amounts((), 2027, texts, date(2026, 12, 18)))
    import_next_year(next_year, qtbot, tmp_path)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    qtbot.waitUntil(lambda: not dialog._runner.busy)
    assert "2027 has fees now" not in " ".join(
        label.text() for label in dialog.findChildren(QLabel) if label.isVisible()
    )


def test_an_import_ends_with_the_window_that_it_was_opened_from(
    next_year: Person, tmp_path: Path
) -> None:
    choose(next_year, Command.FEE_SCHEDULES)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    values, indices = of_2027(text(relative_values())), of_2027(text(gpcis()))
    dialog.import_files([release_zip(tmp_path / "rvu27a.zip", values, indices)])
    next_year.window.close()
    assert not dialog.isVisible()
    assert not dialog._runner.busy


def comes_back(window: QWidget, qtbot: QtBot) -> None:
    """Come back to a window after another program was looked at."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))


def test_what_another_program_imports_or_removes_is_used_once_the_window_is_looked_at(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    """No key looks for it."""
    reference = next_year.window.program.reference
    others = Imports(tmp_path / "data" / "imported.sqlite", reference.services, reference.bundled)
    values, indices = of_2027(text(relative_values(factor="34.0000"))), of_2027(text(gpcis()))
    others.add(release_zip(tmp_path / "rvu27a.zip", values, indices))
    next_year.select(0, "therapist").types("16")
    assert next_year.cell(0, "allowed") != "$29.58"
    comes_back(next_year.window, qtbot)
    assert next_year.cell(0, "allowed") == "$29.58"
    others.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    comes_back(next_year.window, qtbot)
    assert next_year.cell(0, "allowed") != "$29.58"


def test_fee_schedules_show_what_another_program_imports(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    """Once they are opened, and once they are come back to."""
    reference = next_year.window.program.reference
    others = Imports(tmp_path / "data" / "imported.sqlite", reference.services, reference.bundled)
    others.add(release(tmp_path, "RVU27A"))
    choose(next_year, Command.FEE_SCHEDULES)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    assert "2027, January" in shown_rows(dialog)
    others.add(release(tmp_path, "RVU27B"))
    comes_back(dialog, qtbot)
    assert "2027, April" in shown_rows(dialog)


def shown_rows(dialog: ImportsDialog) -> list[str]:
    """Return the releases listed."""
    table = next(iter(dialog.findChildren(QTreeWidget)))
    return [str(table.model().index(at, 2).data()) for at in range(table.topLevelItemCount())]


def test_what_another_program_types_is_used_and_not_lost(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    import_next_year(next_year, qtbot, tmp_path)
    files = PracticeFiles(tmp_path / "practice")
    today = date(2026, 12, 20)
    files.keep(YEARLY_AMOUNTS, with_amounts((), 2027, {YearlyAmount.DEDUCTIBLE: "290"}, today))
    comes_back(next_year.window, qtbot)
    reference = next_year.window.program.reference
    assert [each.text for each in reference.typed] == ["290"]
    assert "2027 Part B deductible" not in [each.what for each in missing(reference, today)]
    choose(next_year, Command.YEARLY_AMOUNTS)
    texts = {YearlyAmount.DEDUCTIBLE: "295", YearlyAmount.QUALIFYING_FACTOR: "34.5"}
    files.keep(YEARLY_AMOUNTS, with_amounts((), 2027, texts, today))
    table = next_year.window.findChildren(YearlyTable)[0]
    QTest.keyClick(table, Qt.Key.Key_F2)
    (field,) = table.findChildren(QLineEdit)
    QTest.keyClicks(field, "2550")
    QTest.keyClick(field, Qt.Key.Key_Return)
    kept, _ = files.read(YEARLY_AMOUNTS)
    assert [each.text for each in kept] == ["2550", "295", "34.5000"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_way_to_the_amounts_and_the_keyboard_is_seen_there(
    key: Qt.Key, next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    import_next_year(next_year, qtbot, tmp_path)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    user = User(dialog, qtbot)
    qtbot.waitUntil(lambda: user.is_offered("Enter the yearly amounts"))
    way = user.button("Enter the yearly amounts")
    way.setFocus()
    QTest.keyClick(way, key)
    assert_at_first_unknown(dialog)
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange), "it is drawn"


def test_an_import_that_ends_leaves_the_keyboard_where_an_amount_is_typed(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(next_year, Command.YEARLY_AMOUNTS)
    (dialog,) = next_year.window.findChildren(ImportsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    table = dialog.findChildren(YearlyTable)[0]
    table.go_to(2027)
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_2)
    (field,) = table.findChildren(QLineEdit)
    values, indices = of_2027(text(relative_values())), of_2027(text(gpcis()))
    dialog.import_files([release_zip(tmp_path / "rvu27a.zip", values, indices)])
    qtbot.waitUntil(lambda: "RVU27A" in str(next_year.window.program.reference.editions))
    qtbot.waitUntil(lambda: not dialog._runner.busy)
    user = User(dialog, qtbot)
    assert dialog.focusWidget() is field
    assert not user.is_offered("Enter the yearly amounts"), "it is asked afterward"
    QTest.keyClicks(field, "90")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [each.text for each in next_year.window.program.reference.typed] == ["290"]
    qtbot.waitUntil(lambda: user.is_offered("Enter the yearly amounts"))
    assert_at_first_unknown(dialog)
