"""The form for new codes: by keys, from the hint of the code and from the result of the import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.reference.code_rules import CodeRules
from quarterhour.reference.importing import Imports
from quarterhour.visit import visit_from
from quarterhour.window.details.code_rules import CodeRulesDialog
from quarterhour.window.fees.imports_dialog import ImportsDialog
from releases import release
from window.conftest import shown
from window.importing import User
from window.person import Person, desk_on
from window.reach import CHECKS

DOWN = Qt.Key.Key_Down
VISIT = {
    "format": "quarterhour.visit/1",
    "date_of_service": "2027-01-04",
    "locality": "national",
    "services": [{"code": "97117", "discipline": "PT", "therapist_minutes": 20}],
}


@pytest.fixture
def download(tmp_path: Path) -> Path:
    return release(tmp_path, "RVU27A", new=("97117",))


@pytest.fixture
def store(portable: Path) -> Path:
    portable.mkdir(exist_ok=True)
    return portable / "imported.sqlite"


@pytest.fixture
def own(database: Path, store: Path) -> Iterator[Reference]:
    reference = Reference(database, store)
    yield reference
    reference.close()


@pytest.fixture
def person(own: Reference, store: Path, download: Path, tmp_path: Path, qtbot: QtBot) -> Person:
    Imports(store, own.services, own.bundled).add(download)
    own.reload()
    return shown(desk_on(own, tmp_path).make_window(visit_from(VISIT)), qtbot)


def form_of(window: object) -> QDialog:
    QApplication.processEvents()
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, CodeRulesDialog)]
    (dialog,) = (each for each in dialogs if each.isVisible())
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def choose(dialog: QDialog, name: str, times: int) -> None:
    (box,) = (each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)
    box.setFocus()
    for _ in range(times):
        QTest.keyClick(box, DOWN)


def press(dialog: QDialog, text: str) -> None:
    buttons = (each for each in dialog.findChildren(QPushButton) if each.isVisible())
    (button,) = (each for each in buttons if each.text() == text)
    assert button.isEnabled()
    button.click()


def said(dialog: QDialog) -> str:
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    return next(
        text
        for text in texts
        if text.startswith(("Kept", "Taken", "Choose ", "Enter ", "Not saved"))
    )


def fill(dialog: QDialog) -> None:
    (name,) = (each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Name")
    assert dialog.focusWidget() is name
    QTest.keyClicks(name, "Robot gait")
    choose(dialog, "How it counts", 1)
    box = next(each for each in dialog.findChildren(QCheckBox) if each.text() == "&PT")
    QTest.keyClick(box, Qt.Key.Key_Space)
    choose(dialog, "Therapy status", 2)


def test_the_hint_of_a_new_code_opens_the_form_and_it_counts_at_once(person: Person) -> None:
    assert person.topics()[0] is Topic.RULE_NOT_KNOWN
    person.at_item(Topic.RULE_NOT_KNOWN).press(Qt.Key.Key_Return)
    dialog = form_of(person.window)
    fill(dialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert said(dialog).startswith(
        "Kept with RVU27A: used for dates of service starting 01/01/2027"
    )
    assert Topic.RULES_TYPED in person.topics()
    assert person.cell(0, "units") == "1"
    assert "Robot gait" in person.cell(0, "service")
    assert "entered by the user on" in person.why()
    assert not {amiss for check in CHECKS for amiss in check(dialog)}
    press(dialog, "Take &back")
    assert said(dialog).startswith("Taken back. 97117")
    assert person.topics()[0] is Topic.RULE_NOT_KNOWN
    dialog.close()


def test_what_is_missing_is_said_and_nothing_is_kept(person: Person, own: Reference) -> None:
    person.window.parts.commands.show(next(iter(person.hint(0).actions)).dialog)  # type: ignore[union-attr]
    dialog = form_of(person.window)
    press(dialog, "&Keep rules")
    assert said(dialog) == "Enter your own name for it."
    fill(dialog)
    choose(dialog, "How it counts", -1)
    box = next(each for each in dialog.findChildren(QCheckBox) if each.text() == "&PT")
    box.setChecked(False)
    press(dialog, "&Keep rules")
    assert said(dialog).startswith("Choose who can bill it")
    assert dialog.focusWidget() is box
    assert "97117" not in own.services
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert said(dialog).startswith("Not saved yet")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_import_with_new_codes_asks_for_their_rules(
    own: Reference, store: Path, download: Path, qtbot: QtBot
) -> None:
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    rules = next(each for each in dialog.findChildren(QPushButton) if "&ules of" in each.text())
    assert not rules.isEnabled()
    dialog.import_files([download])

    def offered() -> list[str]:
        return [each.text() for each in dialog.findChildren(QPushButton) if each.isVisible()]

    qtbot.waitUntil(lambda: "Yearly amounts\u2026" in offered(), timeout=20_000)
    press(dialog, "&Not now")
    assert "En&ter its rules\u2026" in offered()
    assert rules.isEnabled()
    press(dialog, "En&ter its rules\u2026")
    form = form_of(dialog)
    code = next(each for each in form.findChildren(QComboBox) if each.accessibleName() == "Code")
    assert str(code.currentText()).startswith("97117")
    assert code.count() == 2, "0791T, too, can be typed"
    fill(form)
    press(form, "&Keep rules")
    assert own.services["97117"].label == "Robot gait"
    form.close()
    rules.click()
    again = form_of(dialog)
    assert "97117" in [again.findChildren(QComboBox)[0].itemText(at)[:5] for at in range(2)]
    again.close()


def test_a_question_after_an_amount_is_typed_leaves_the_keyboard_there(
    own: Reference, store: Path, download: Path, qtbot: QtBot
) -> None:
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.import_files([download])
    user = User(dialog, qtbot)
    qtbot.waitUntil(lambda: user.is_offered("Enter the yearly amounts"), timeout=20_000)
    table = dialog.focusWidget()
    assert table.accessibleName() == "Yearly amounts"
    for key in (*"2550", Qt.Key.Key_Return, *"290", Qt.Key.Key_Return):
        QTest.keyClick(dialog.focusWidget(), key)
    qtbot.waitUntil(lambda: user.is_offered("Enter its rules\u2026"))
    assert dialog.focusWidget() is table
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert user.is_offered("Enter its rules\u2026"), "Enter goes on in the table"
    dialog.close()


def test_what_is_open_after_an_import_is_asked_until_it_is_answered_each_once(
    own: Reference, store: Path, download: Path, qtbot: QtBot
) -> None:
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.import_files([download])

    def asked() -> set[str]:
        questions = {
            "Yearly amounts\u2026",
            "En&ter its rules\u2026",
            "Re&move Fees and locations 2027, January",
        }
        visible = (each for each in dialog.findChildren(QPushButton) if each.isVisible())
        return questions & {each.text() for each in visible}

    amounts, rules = {"Yearly amounts\u2026"}, {"En&ter its rules\u2026"}
    qtbot.waitUntil(lambda: asked() == amounts, timeout=20_000)
    for _ in range(2):
        dialog.close()
        dialog.show()
        assert asked() == amounts, "closing is no answer"
    user = User(dialog, qtbot)
    user.select("RVU27A")
    press(dialog, "&Remove")
    assert asked() == {"Re&move Fees and locations 2027, January"}
    press(dialog, "&Keep Fees and locations 2027, January")
    assert asked() == amounts, "another question is no answer"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert asked() == rules
    dialog.close()
    dialog.show()
    assert asked() == rules
    press(dialog, "&Not now")
    assert asked() == set()
    dialog.close()
    dialog.show()
    assert asked() == set()
    dialog.close()


def test_the_question_before_removing_names_the_rules_that_go_with_it(
    own: Reference, store: Path, download: Path, qtbot: QtBot
) -> None:
    imports = Imports(store, own.services, own.bundled)
    imports.add(download)
    rules = CodeRules("97117", "Robot gait", "quarter-hour", ("PT",), "sometimes")
    imports.keep_rules("RVU27A", rules)
    imports.keep_rules("RVU27A", rules._replace(code="0791T"))
    own.reload()
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    dialog.show()
    user = User(dialog, qtbot)
    user.select("RVU27A")
    press(dialog, "&Remove")
    texts = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert any("2 codes are removed too: 0791T and 97117." in text for text in texts)
    press(dialog, "Re&move Fees and locations 2027, January")
    (said,) = user.waits_for(1)
    assert said.endswith("The rules you entered for 0791T and 97117 were removed with RVU27A.")
    assert "97117" not in own.services
    dialog.close()


def test_no_rules_are_asked_for_of_a_release_that_prices_nothing(
    own: Reference, store: Path, download: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.import_files([release(tmp_path, "RVU26A", new=("97117",))])
    user = User(dialog, qtbot)
    user.waits_for(1)
    texts = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert not any("97117 count?" in text for text in texts)
    user.select("RVU26A")
    assert not user.button("Rules of new codes").isEnabled()
    dialog.close()
