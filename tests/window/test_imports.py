"""The dialog of the fee schedules: importing, removing, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot

from downloads import (
    gpcis,
    of_2027,
    pair_edits,
    relative_values,
    release_zip,
    text,
    zip_records,
    zipped,
)
from quarterhour.log import FILE
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports, ImportsApart, Outcome
from quarterhour.reference.importing.batch import Progress
from quarterhour.window import prompts
from quarterhour.window.fees import import_jobs
from quarterhour.window.fees.amounts import YearlyTable
from quarterhour.window.fees.import_jobs import Runner
from quarterhour.window.fees.imports_dialog import ImportsDialog
from window.importing import PATIENCE, User

Open = Callable[[], User]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def own(database: Path, store: Path) -> Iterator[Reference]:
    reference = Reference(database, store)
    yield reference
    reference.close()


@pytest.fixture
def user(qtbot: QtBot, own: Reference, store: Path) -> User:
    dialog = ImportsDialog(own, store, str, own.take_typed, None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return User(dialog, qtbot)


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    values, indices = of_2027(text(relative_values(factor="34.0000"))), of_2027(text(gpcis()))
    return release_zip(tmp_path / "rvu27a.zip", values, indices)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague")
    return path


class Stuck:
    """An import that goes on until it is canceled, or stores before it hears of that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = Event()
        monkeypatch.setattr(ImportsApart, "add_each", self._add_each)

    def _add_each(
        self, downloads: Sequence[Path], on: Progress, **answers: object
    ) -> Iterator[Outcome]:
        while downloads:
            on("Reading", 50)
            self.begun.set()
        yield Outcome("", False, "")


def test_a_release_is_imported(
    user: User, own: Reference, next_year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_downloads_to_import", lambda parent: [next_year])
    before = len(user.rows())
    user.press("Import CMS downloads")
    (result,) = user.waits_for(1)
    assert result.startswith("Imported: rvu27a.zip. RVU27A, released 12/21/2026: 144 therapy codes")
    assert len(user.rows()) == before + 1
    *_, release, dates, origin = user.rows()[0]
    assert (release, dates) == ("2027, January", "01/01/2027\u201312/31/2027")
    assert origin.startswith("Imported ")
    assert user.changes == 1
    assert own.editions[-1].release == "RVU27A", "the reference is reloaded"
    assert user.table.currentIndex().row() == 0, "what has come is selected"
    sources = user.sources()
    assert f"{origin} from rvu27a.zip" in sources
    assert own.editions[-1].sources[0].sha256 in sources
    assert "GPCI2026.csv" in sources


def test_choosing_no_file_does_nothing(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "ask_downloads_to_import", lambda parent: [])
    user.press("Import CMS downloads")
    assert user.waits_for(0) == []


def test_what_is_built_in_is_listed_the_newest_first(user: User, own: Reference) -> None:
    rows = user.rows()
    limits = ["2026, October", "2026, April"]
    others = ["2026, January", *limits, "2026, October", "2024, July"]
    assert [row[2] for row in rows] == ["2026, July", "2020 to 2025", *others]
    assert {row[4] for row in rows} == {"Included", "Included, 7 releases"}
    assert not user.button("Remove the selected imports").isEnabled()
    user.select("ZIP codes 2026 quarter 1")
    assert "ZIP5" in user.sources()


def test_a_file_that_is_no_download_changes_nothing(user: User, letter: Path, store: Path) -> None:
    before = user.rows()
    user.dialog.import_files([letter])
    (result,) = user.waits_for(1)
    assert result.startswith(
        "Not imported: letter.txt. letter.txt isn't a file that Quarterhour imports"
    )
    assert user.rows() == before
    assert user.changes == 0
    assert not store.exists()


def test_a_bad_file_does_not_keep_the_next_from_being_imported(
    user: User, letter: Path, next_year: Path
) -> None:
    user.dialog.import_files([letter, next_year, next_year])
    results = user.waits_for(3)
    assert [result.split(":")[0] for result in results] == [
        "Already imported",
        "Imported",
        "Not imported",
    ]
    assert user.changes == 1


def test_the_other_tables_are_listed_with_their_files(user: User, tmp_path: Path) -> None:
    records = zipped(tmp_path / "zip.zip", {"ZIP5.txt": zip_records("20263")})
    parts = [tmp_path / f"ccipra-v323r0-f{part}.txt" for part in (1, 2)]
    for number, part in enumerate(parts, 1):
        part.write_text(pair_edits([], number))
    user.dialog.import_files([*parts, records])
    user.waits_for(3)
    others = [(row[2], row[4]) for row in user.rows() if row[1] != "Fees and locations"]
    assert [release for release, _ in others] == [
        "2026, July",
        "2026, January",
        "2026, October",
        "2026, April",
        "2026, October",
        "2026, October",
        "2024, July",
    ]
    assert others[1][1] == "Included"
    assert [each[1] for each in others[4:6]] == ["Imported in part", "Included"]
    user.select("NCCI 2026 Q4")
    sources = user.sources()
    assert "parts f1 and f2 loaded, part f4 missing." in sources
    assert all(f" from {part.name}" in sources for part in parts)
    assert sources.count("sha256") == 2
    user.select("ZIP codes 2026 quarter 1")
    assert not user.button("Remove the selected imports").isEnabled()


def test_zip_codes_of_the_quarter_built_in_stand_beside_them(user: User, tmp_path: Path) -> None:
    path = tmp_path / "zip.txt"
    path.write_text(zip_records("20261"))
    user.dialog.import_files([path])
    user.waits_for(1)
    found = [row[4] for row in user.rows() if row[1:3] == ["ZIP codes", "2026, January"]]
    assert found[0].startswith("Imported ")
    assert found[1:] == ["Included, replaced by your import"]


def test_an_import_is_removed_after_a_second_press(
    user: User, own: Reference, next_year: Path
) -> None:
    before = user.rows()
    user.dialog.import_files([next_year])
    user.waits_for(1)
    user.press("Remove the selected imports")
    assert user.changes == 1, "nothing is removed yet"
    user.press("Remove Fees and locations 2027, January")
    assert user.waits_for(2)[0].startswith("Removed: RVU27A.")
    assert user.rows() == before
    assert user.changes == 2
    assert own.editions[-1].release != "RVU27A"


@pytest.mark.parametrize("how", ["button", "escape", "other row"])
def test_the_removal_is_declined(user: User, next_year: Path, how: str) -> None:
    user.dialog.import_files([next_year])
    user.waits_for(1)
    QTest.keyClick(user.table, Qt.Key.Key_Delete)
    assert user.is_offered("Keep Fees and locations 2027, January")
    if how == "button":
        user.press("Keep Fees and locations 2027, January")
    elif how == "escape":
        QTest.keyClick(user.button("Keep Fees and locations 2027, January"), Qt.Key.Key_Escape)
    else:
        user.select("RVU26C")
    assert not user.is_offered("Keep Fees and locations 2027, January")
    assert user.dialog.isVisible()
    assert user.rows()[0][2] == "2027, January"


def test_the_delete_key_does_not_ask_about_what_is_built_in(user: User) -> None:
    QTest.keyClick(user.table, Qt.Key.Key_Delete)
    shown = [
        button.text() for button in user.dialog.findChildren(QPushButton) if button.isVisible()
    ]
    assert "&Remove" in shown
    assert not any(text.startswith(("Re&move", "&Keep")) for text in shown)


def test_an_import_is_canceled_with_what_waits(
    user: User, qtbot: QtBot, next_year: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = Stuck(monkeypatch)
    user.dialog.import_files([next_year, letter])
    bar = user.find(QProgressBar, "Progress")
    qtbot.waitUntil(lambda: bar.value() == 50, timeout=PATIENCE)
    assert stuck.begun.is_set()
    says = [label.text() for label in user.dialog.findChildren(QLabel) if label.isVisible()]
    assert "rvu27a.zip: Reading (1 more)" in says
    user.press("Cancel the import")
    assert user.waits_for(2) == [
        "Canceled: rvu27a.zip. Nothing changed.",
        "Canceled: letter.txt. Nothing changed.",
    ]
    assert user.changes == 0


def test_closing_cancels_and_waits(
    user: User, next_year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = Stuck(monkeypatch)
    user.dialog.import_files([next_year])
    assert stuck.begun.wait(PATIENCE / 1000)
    user.press("Close")
    assert not user.dialog.isVisible()
    assert user.results() == ["Canceled: rvu27a.zip. Nothing changed."]


def test_an_amount_is_typed_while_a_file_is_imported(
    user: User, own: Reference, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = Stuck(monkeypatch)
    user.dialog.import_files([letter])
    assert stuck.begun.wait(PATIENCE / 1000)
    (table,) = user.dialog.findChildren(YearlyTable)
    user.dialog.go_to_amounts(2027)
    QTest.keyClick(table, Qt.Key.Key_F2)
    (field,) = table.findChildren(QLineEdit)
    QTest.keyClicks(field, "2550")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [each.text for each in own.typed] == ["2550"]
    user.press("Cancel the import")
    assert user.waits_for(1) == ["Canceled: letter.txt. Nothing changed."]


@pytest.mark.parametrize(("at", "verdict", "changes"), [(90, "Canceled", 0), (100, "Imported", 1)])
def test_closing_while_it_is_stored_tells_what_became_of_it(
    at: int,
    verdict: str,
    changes: int,
    user: User,
    own: Reference,
    next_year: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there, closing = Event(), Event()
    add_each, cancel = ImportsApart.add_each, Runner.cancel

    def add_slowly(
        apart: ImportsApart,
        downloads: Sequence[Path],
        on: Progress,
        **answers: Any,
    ) -> Iterator[Outcome]:
        def hear(what: str, percent: int) -> None:
            if percent == at:
                there.set()
                closing.wait(PATIENCE / 1000)
            on(what, percent)

        return add_each(apart, downloads, hear, **answers)

    def cancel_aloud(runner: Runner) -> None:
        cancel(runner)
        closing.set()

    monkeypatch.setattr(ImportsApart, "add_each", add_slowly)
    monkeypatch.setattr(Runner, "cancel", cancel_aloud)
    user.dialog.import_files([next_year])
    assert there.wait(PATIENCE / 1000)
    user.press("Close")
    (result,) = user.results()
    assert result.startswith(f"{verdict}: rvu27a.zip.")
    assert user.changes == changes
    own.reload()
    assert (own.editions[-1].release == "RVU27A") == bool(changes)


def test_quitting_ends_the_import(
    user: User, next_year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = Stuck(monkeypatch)
    user.dialog.import_files([next_year])
    assert stuck.begun.wait(PATIENCE / 1000)
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert len(user.waits_for(1)) == 1


@pytest.mark.parametrize(("name", "method"), [("add", "add_each"), ("remove", "remove")])
def test_the_unexpected_is_a_sentence_and_goes_to_the_log(
    name: str,
    method: str,
    user: User,
    next_year: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def fail(*values: object, **named: object) -> None:
        raise RuntimeError("the disk sings")

    if name == "remove":
        user.dialog.import_files([next_year])
        user.waits_for(1)
    changes = user.changes
    monkeypatch.setattr(ImportsApart if name == "add" else Imports, method, fail)
    monkeypatch.setattr(import_jobs, "user_folder", lambda: tmp_path)
    if name == "add":
        user.dialog.import_files([next_year])
        result = user.waits_for(1)[0]
        assert "Couldn't import rvu27a.zip. Nothing changed. The report is in" in result
    else:
        user.press("Remove the selected imports")
        user.press("Remove Fees and locations 2027, January")
        result = user.waits_for(2)[0]
        assert "Couldn't remove RVU27A. Nothing changed. The report is in" in result
    assert result.startswith("Not ")
    log = (tmp_path / FILE).read_text()
    assert "RuntimeError" in log
    assert "the disk sings" not in log + result
    assert user.changes == changes


def _dropped(dialog: ImportsDialog, *urls: QUrl) -> bool:
    """Drag onto the dialog and let go if it takes them; return whether it does."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copying = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(40, 40), copying, mime, left, none)
    entering.ignore()
    QApplication.sendEvent(dialog, entering)
    if entering.isAccepted():
        QApplication.sendEvent(dialog, QDropEvent(QPointF(40, 40), copying, mime, left, none))
    return entering.isAccepted()


def test_files_are_dropped(user: User, letter: Path, next_year: Path) -> None:
    urls = [QUrl.fromLocalFile(str(path)) for path in (letter, next_year)]
    assert _dropped(user.dialog, *urls)
    assert user.waits_for(2)[0].startswith("Imported: rvu27a.zip.")


@pytest.mark.parametrize("answer", ["Yes, import it", "No, don't import it"])
def test_whose_table_it_is_is_asked(
    user: User, own: Reference, answer: str, tmp_path: Path
) -> None:
    edits = tmp_path / "edits.txt"
    edits.write_text(pair_edits([("97530", "97140", "20270101", "*", "1")], 4))
    user.dialog.import_files([edits])
    (result,) = user.waits_for(1)
    assert result.startswith("Not imported: edits.txt. edits.txt doesn't say whose PTP edits")
    says = [label.text() for label in user.dialog.findChildren(QLabel) if label.isVisible()]
    assert "Is edits.txt the practitioner table, not the hospital table?" in says
    assert user.button("No, don't import it").hasFocus()
    user.press(answer)
    if answer.startswith("Yes"):
        assert user.waits_for(2)[0].startswith("Imported: edits.txt. NCCI 2027 Q1")
    assert ("NCCI 2027 Q1" in own.edits.pair_parts or user.changes == 1) == answer.startswith("Yes")
    assert not user.button("No, don't import it").isVisible()


@pytest.mark.parametrize("chosen", ["folder", "files"])
def test_of_several_tables_each_is_asked_about_by_its_name_and_imported_alone(
    user: User, chosen: str, tmp_path: Path
) -> None:
    folder = tmp_path / "dl"
    folder.mkdir()
    files = [folder / "a.txt", folder / "b.txt"]
    for file, quarter in zip(files, ("20270101", "20270401"), strict=True):
        file.write_text(pair_edits([("97530", "97140", quarter, "*", "1")], 4))
    user.dialog.import_files([folder] if chosen == "folder" else files)
    user.waits_for(2)
    asked = [label.text() for label in user.dialog.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Is a.txt the practitioner table") for text in asked)
    user.press("Yes, import it")
    user.waits_for(3)
    user.press("No, don't import it")
    kept = [row[2] for row in user.rows() if row[1] == "Code pairs (NCCI)" and "2027" in row[2]]
    assert kept == ["2027, January"]


def test_files_of_one_release_are_chosen_together(user: User, tmp_path: Path) -> None:
    values, indices = tmp_path / "PPRRVU2026_Jul_nonQPP.csv", tmp_path / "GPCI2026.csv"
    values.write_text(text(relative_values()))
    indices.write_text(text(gpcis()))
    user.dialog.import_files([values, indices])
    (result,) = user.waits_for(1)
    assert result.startswith("Imported: PPRRVU2026_Jul_nonQPP.csv, GPCI2026.csv. RVU26C")


def test_what_is_not_a_file_is_not_taken(user: User) -> None:
    assert not _dropped(user.dialog, QUrl("https://www.cms.gov/rvu27a.zip"))
    assert user.results() == []


def test_a_damaged_store_is_named(
    qtbot: QtBot, database: Path, tmp_path: Path, next_year: Path
) -> None:
    store = tmp_path / "imported.sqlite"
    store.write_bytes(b"not a database at all" * 100)
    reference = Reference(database, store)
    dialog = ImportsDialog(reference, store, str, reference.take_typed, None)
    qtbot.addWidget(dialog)
    dialog.show()
    user = User(dialog, qtbot)
    problem = user.find(QLabel, "Problem with the imports")
    assert problem.isVisible()
    assert "damaged" in problem.text()
    assert str(store) in problem.text()
    dialog.import_files([next_year])
    assert "damaged" in user.waits_for(1)[0]
    reference.close()


def test_everything_has_a_name_and_every_button_its_letter(user: User, next_year: Path) -> None:
    user.dialog.import_files([next_year])
    user.waits_for(1)
    assert user.is_offered("Enter the yearly amounts")
    assert user.letters() == 13
    user.press("Remove the selected imports")
    assert user.is_offered("Keep Fees and locations 2027, January")
    assert user.letters() == 14
    for kind in (QPushButton, QAbstractItemView, QTextBrowser, QProgressBar):
        for widget in user.dialog.findChildren(kind):
            assert widget.accessibleName(), widget
    assert all(not button.autoDefault() for button in user.dialog.findChildren(QPushButton))


def test_a_result_is_copied(user: User, letter: Path) -> None:
    user.dialog.import_files([letter])
    (result,) = user.waits_for(1)
    view = user.find(QAbstractItemView, "Results")
    view.setCurrentIndex(view.model().index(0, 0))
    view.actions()[0].trigger()
    assert QApplication.clipboard().text() == result


def test_it_fits_a_small_screen(user: User, letter: Path) -> None:
    user.dialog.import_files([letter])
    user.waits_for(1)
    least = user.dialog.minimumSizeHint()
    assert least.width() <= 640
    assert least.height() <= 480
