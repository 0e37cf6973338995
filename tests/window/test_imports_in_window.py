"""What an import changes in the window that it was opened from."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from builders import pt, visit_fields
from downloads import gpcis, of_2027, relative_values, release_zip, text
from quarterhour.claims import Topic
from quarterhour.reference import Reference, YearlyAmount, with_amounts
from quarterhour.visit import visit_from
from quarterhour.window.details.amounts_dialog import AmountsDialog
from quarterhour.window.fees import FeesDialog
from quarterhour.window.help import HelpWindow
from quarterhour.window.imports import ImportsDialog
from quarterhour.window.rules_dialog import RulesDialog
from quarterhour.window.words import WORDS, Command
from window.person import Person, desk_on


@pytest.fixture
def next_year(
    qtbot: QtBot, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """Open a window on a visit of a year whose fees are not built in."""
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
    release = release_zip(folder / "rvu27a.zip", values, indices)
    with qtbot.waitSignal(dialog.changed, timeout=20_000):
        dialog.import_files([release])


def choose(person: Person, command: Command) -> None:
    """Choose an entry of a menu."""
    action = next(
        each for each in person.window.findChildren(QAction) if each.text() == WORDS[command]
    )
    action.trigger()


def test_an_import_prices_the_visit_in_the_window_at_once(
    next_year: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    assert next_year.topics()[0] is Topic.NO_EDITION
    import_next_year(next_year, qtbot, tmp_path)
    assert next_year.cell(0, "allowed") == "$29.58"
    assert next_year.topics() == [Topic.DEDUCTIBLE_TAKEN_AS_MET]


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
    way = next(
        each
        for each in dialog.findChildren(QPushButton)
        if each.accessibleName() == "Enter the yearly amounts"
    )
    qtbot.waitUntil(way.isVisible)
    assert "2027 has fees now. No file has its KX threshold and deductible" in " ".join(
        shown(dialog)
    )
    assert dialog.focusWidget() is way
    dialog.close()
    choose(next_year, Command.FEE_SCHEDULES)
    assert way.isVisible(), "it is asked again as long as they are not known"
    way.click()
    (amounts,) = dialog.findChildren(AmountsDialog)
    assert [box.currentText() for box in amounts.findChildren(QComboBox)] == ["2027"]
    assert amounts.focusWidget().accessibleName() == "KX threshold"
    amounts.reject()
    assert not way.isVisible()


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
