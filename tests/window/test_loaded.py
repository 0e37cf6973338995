"""What the dialog of the fee schedules tells of what is in and what is missing, and its keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from downloads import pair_edits, zip_records
from quarterhour.entry.loaded import LISTED_KINDS
from quarterhour.reference import Reference
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.importing import Imports
from quarterhour.reference.missing import missing
from quarterhour.window import prompts
from quarterhour.window.details.code_rules import CodeRulesDialog
from quarterhour.window.fees.imports_dialog import ImportsDialog
from releases import release
from window.importing import User

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def own(database: Path, store: Path) -> Iterator[Reference]:
    reference = Reference(database, store)
    yield reference
    reference.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A year with a new code, ZIP codes, and a part of the pairs."""
    records, part = tmp_path / "zip.txt", tmp_path / "ccipra-v330r0-f4.txt"
    records.write_text(zip_records("20271"))
    part.write_text(pair_edits([("97530", "97140", "20270101", "*", "1")], 4))
    new = release(tmp_path, "RVU27A", ("34.0000", "34.5000"), new=("97117",))
    return [new, records, part]


@pytest.fixture
def user(qtbot: QtBot, own: Reference, store: Path) -> User:
    """Whoever opens the dialog with nothing imported."""
    return opened(own, store, qtbot)


@pytest.fixture
def having(qtbot: QtBot, own: Reference, store: Path, files: list[Path]) -> User:
    """Whoever opens it with all the files imported."""
    imports = Imports(store, own.services, own.bundled)
    for file in files:
        imports.add(file)
    own.reload()
    return opened(own, store, qtbot)


def opened(own: Reference, store: Path, qtbot: QtBot) -> User:
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return User(dialog, qtbot)


def says(user: User) -> list[str]:
    return [label.text() for label in user.dialog.findChildren(QLabel) if label.isVisible()]


def test_each_row_tells_its_kind_its_month_its_dates_and_its_origin(having: User) -> None:
    for row in having.rows():
        assert row[1] in LISTED_KINDS.values()
        assert row[4].startswith(("Imported ", "Included"))
    ordinary = having.row_of("RVU26C")
    assert ordinary[1:] == [
        "Fees and locations",
        "2026, July",
        "01/01/2026\u201312/31/2026",
        "Included",
    ]
    earlier = having.row_of("2020 to 2025")
    assert earlier[3:] == ["01/01/2020\u201312/31/2025", "Included, 7 releases"]
    assert having.row_of("RVU27A")[2:4] == ["2027, January", "01/01/2027\u201312/31/2027"]
    assert having.row_of("ZIP codes 2027 quarter 1")[3] == "01/01/2027 on"
    assert having.row_of("NCCI 2027 Q1")[4] == "Imported in part"


def test_a_badge_says_of_each_row_whether_something_is_missing(having: User) -> None:
    """Of the pairs each part says it; f3 has none of therapy."""
    model = having.table.model()
    said = Qt.ItemDataRole.AccessibleTextRole
    complete = model.index(having.place_of("RVU26C"), 0)
    assert complete.data(said) == "Complete"
    pairs = model.index(having.place_of("NCCI 2027 Q1"), 0)
    assert pairs.data(said) == "Something is missing"
    parts = "f1 missing, f2 missing, f3 no therapy pairs, f4 loaded"
    assert model.index(0, 0, pairs).data(said) == parts
    assert model.rowCount(complete) == 0


def test_no_file_and_no_checksum_is_on_view_without_the_details(having: User) -> None:
    texts = [cell for row in having.rows() for cell in row] + says(having)
    for each in having.dialog.reference.releases:
        for source in each.sources:
            assert not any(source.file in text or source.sha256 in text for text in texts)
    having.select("RVU27A")
    said = having.sources()
    assert "RVU27A: 01/01/2027 to 12/31/2027" in said
    assert "Conversion factor 34.0000; of qualifying APM participants 34.5000." in said
    assert " from rvu27a-12.zip" in said


def test_every_file_of_a_release_is_in_its_details(having: User, own: Reference) -> None:
    """As `editions` names them: that of qualifying APM participants, one that is equal."""
    earlier = [f"RVU{year}" for year in range(20, 26)]
    for each in own.releases:
        having.select("2020 to 2025" if each.name[:5] in earlier else each.name)
        said = having.sources()
        assert each.sources
        assert all(file.file in said and file.sha256 in said for file in each.sources), each.name


def test_a_release_that_prices_no_date_says_so(
    qtbot: QtBot, own: Reference, store: Path, tmp_path: Path
) -> None:
    Imports(store, own.services, own.bundled).add(release(tmp_path, "RVU26B", ["33.4009"]))
    own.reload()
    row = opened(own, store, qtbot).row_of("RVU26B")
    assert row[3] == "Kept; July 2026 is newer."


def test_what_is_missing_is_said_and_followed(having: User, own: Reference) -> None:
    said = having.missing()
    for what in (
        "2027 KX threshold and Part B deductible",
        "The rules for 97117",
        "The NCCI 2027 Q1 edits in parts f1 and f2",
    ):
        assert what in said
    count = len(missing(own, date.today()))
    assert says(having).count(str(count)) == 1
    having.select("NCCI 2027 Q1")
    having.press("Remove the selected imports")
    having.press("Remove Code pairs (NCCI) 2027, January")
    having.waits_for(1)
    assert "edits in parts" not in having.missing()
    assert "The NCCI 2027 Q1 edits" in having.missing()


def test_nothing_missing_is_said_too(
    qtbot: QtBot, own: Reference, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "quarterhour.window.fees.imports_dialog.missing", lambda reference, today, day: []
    )
    said = opened(own, store, qtbot).missing()
    assert said.startswith(f"Nothing is missing for {date.today().year}.")


@pytest.mark.parametrize("selected", ["RVU27A", "ZIP codes 2027 quarter 1", "RVU26C"])
def test_the_rules_of_new_codes_are_typed_whatever_is_selected(having: User, selected: str) -> None:
    having.select(selected)
    assert having.button("Rules of new codes").isEnabled()
    having.press("Rules of new codes")
    (form,) = having.dialog.findChildren(CodeRulesDialog)
    assert "RVU27A" in " ".join(label.text() for label in form.findChildren(QLabel))
    form.reject()


def test_without_an_import_there_are_no_rules_to_type(user: User) -> None:
    assert not user.button("Rules of new codes").isEnabled()


def test_a_folder_is_chosen_by_a_button(
    user: User, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_folder_to_import", lambda parent: [files[0].parent])
    QTest.keyClick(user.button("Import a folder"), Qt.Key.Key_Space)
    results = user.waits_for(len(files))
    assert sorted(each.split(":")[0] for each in results) == ["Imported"] * len(files)


def test_a_damaged_store_is_set_aside_by_a_button(
    qtbot: QtBot, own: Reference, store: Path, files: list[Path]
) -> None:
    store.parent.mkdir()
    store.write_bytes(b"not a database at all" * 100)
    own.reload()
    user = opened(own, store, qtbot)
    assert user.find(QLabel, "Problem with the imports").isVisible()
    QTest.keyClick(user.button("Set aside the damaged file"), Qt.Key.Key_Space)
    (result,) = user.waits_for(1)
    (kept,) = store.parent.glob("imported.damaged-*.sqlite")
    assert result.startswith("Set aside: imported.sqlite.")
    assert kept.name in result
    assert result.endswith("Import the files again.")
    assert kept.read_bytes().startswith(b"not a database")
    assert not user.button("Set aside the damaged file").isVisible()
    assert not any("damaged" in said for said in says(user))
    assert user.table.hasFocus()
    assert own.problem == ""


def test_where_nothing_is_damaged_nothing_is_to_be_set_aside(having: User) -> None:
    assert not having.button("Set aside the damaged file").isVisible()


@pytest.mark.parametrize(
    ("release", "said"),
    [
        ("RVU27A", "01/01/2027 to 12/31/2027 will have no fees."),
        ("ZIP codes 2027 quarter 1", "The earlier tables are used again."),
        ("NCCI 2027 Q1", "All parts of Code pairs (NCCI) 2027, January are removed."),
    ],
)
def test_the_question_says_what_goes_with_an_import(having: User, release: str, said: str) -> None:
    having.select(release)
    QTest.keyClick(having.table, Qt.Key.Key_Delete)
    (question,) = (each for each in says(having) if each.startswith("Remove ") and "?" in each)
    assert said in question
    assert having.button("Keep").hasFocus()
    assert having.dialog.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange), "and shows it"


def test_it_says_which_release_prices_the_dates_again(
    qtbot: QtBot, own: Reference, store: Path, tmp_path: Path
) -> None:
    Imports(store, own.services, own.bundled).add(release(tmp_path, "RVU26D", ["33.4009"]))
    own.reload()
    user = opened(own, store, qtbot)
    user.select("RVU26D")
    user.press("Remove the selected imports")
    (question,) = (each for each in says(user) if "2026, October?" in each)
    assert "10/01/2026 to 12/31/2026 will use the fees of July 2026 again." in question


def test_several_are_removed_at_once_and_the_keyboard_stays_near(having: User) -> None:
    before = having.rows()
    having.table.selectAll()
    QTest.keyClick(having.table, Qt.Key.Key_Delete)
    keep = having.button("Keep")
    assert keep.hasFocus()
    QTest.keyClick(keep, Qt.Key.Key_Tab, SHIFT)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    results = having.waits_for(3)
    assert [each.split(":")[0] for each in results] == ["Removed"] * 3
    assert len(having.rows()) == len(before) - 3
    assert not any(row[4].startswith("Imported") for row in having.rows())
    assert having.table.hasFocus()


def test_the_parts_keep_their_places_whatever_is_asked(having: User) -> None:
    close = having.button("Close")
    places = [close.pos(), having.table.size()]
    for names in (("RVU27A",), ("RVU27A", "NCCI 2027 Q1", "ZIP codes 2027 quarter 1")):
        having.table.clearSelection()
        for name in names:
            index = having.table.model().index(having.place_of(name), 0)
            flags = QItemSelectionModel.SelectionFlag
            having.table.selectionModel().select(index, flags.Select | flags.Rows)
        having.press("Remove the selected imports")
        QApplication.processEvents()
        assert [close.pos(), having.table.size()] == places
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        (question,) = (
            each for each in having.dialog.findChildren(QLabel) if "Remove" in each.text()
        )
        assert question.heightForWidth(question.width()) <= question.height(), question.text()


def test_after_a_removal_the_row_in_its_place_is_selected(having: User) -> None:
    at = having.place_of("NCCI 2027 Q1")
    having.select("NCCI 2027 Q1")
    after = having.rows()[at + 1]
    having.press("Remove the selected imports")
    having.press("Remove Code pairs (NCCI) 2027, January")
    having.waits_for(1)
    assert having.table.currentIndex().row() == at
    assert having.rows()[at] == after


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_removes_nothing_unless_that_is_the_answer_it_is_pressed_on(
    having: User, key: Qt.Key
) -> None:
    having.select("RVU27A")
    QTest.keyClick(having.table, Qt.Key.Key_Delete)
    for _ in range(30):
        if focused().accessibleName().startswith(("Remove the", "Keep", "Fee schedules")):
            QTest.keyClick(focused(), key)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert having.row_of("RVU27A")
    assert having.changes == 0
    assert having.dialog.isVisible()


def test_escape_closes_from_everywhere(having: User, qtbot: QtBot) -> None:
    stops = []
    for _ in range(30):
        stop = focused()
        if stop in stops:
            break
        stops.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Escape)
        assert not having.dialog.isVisible(), stop.accessibleName()
        with qtbot.waitActive(having.dialog):
            having.dialog.show()
            having.dialog.activateWindow()
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    names = [stop.accessibleName() for stop in stops]
    assert names[0] == "Fee schedules and tables loaded"
    assert names[1].startswith("Address of the page")
    assert names[2].startswith("Copy the address")
    assert names[-3:] == ["Close", "Import a folder of downloads", "Import CMS downloads"]


def test_each_address_is_copied_by_keys_and_none_is_a_link(user: User) -> None:
    wanted = {page.address for page in ALL_PAGES}
    texts = user.dialog.findChildren(QPlainTextEdit)
    assert {each.toPlainText() for each in texts} == wanted
    copied = set()
    for button in user.dialog.findChildren(QPushButton):
        if button.accessibleName().startswith("Copy the address"):
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)
            copied.add(QApplication.clipboard().text())
    assert copied == wanted


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_it_opens_within_the_screen(user: User) -> None:
    room = user.dialog.screen().availableSize()
    assert user.dialog.width() <= room.width()
    assert user.dialog.height() <= room.height()
