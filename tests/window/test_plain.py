"""No text of a file, of the clipboard or of the settings is read as markup, wherever it is shown.

A file may name a picture, and its reading would tell that it was opened, or hang.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import Qt as Markup
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from builders import ROOT, SAMPLES
from quarterhour.assess import assess
from quarterhour.entry.service_cells import Column
from quarterhour.entry.settings import LAST_PLACE, KeptPlace
from quarterhour.guide import Guide, context_on, plain_page
from quarterhour.reference import Reference
from quarterhour.report.formats import FORMATS
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit, read_visit
from quarterhour.window import MainWindow, prompts
from quarterhour.window.fees.import_panes import ResultList
from quarterhour.window.fees.imports_dialog import ImportsDialog
from quarterhour.window.help import PageView
from quarterhour.window.look.text import tip
from quarterhour.window.prompts import ask_about_unsaved, ask_to_write_over, save_dialog
from quarterhour.window.words import Title
from window import surfaces
from window.markup import MARK, NAME, complaints, is_markup, watch
from window.person import Person, desk_on, offscreen_menu

IMAGE = QTextDocument.ResourceType.ImageResource.value
CONTROL = Qt.KeyboardModifier.ControlModifier
AS_MARKDOWN = "*okapi* ![_x_](x.png)"
OF_RELEASES = """
select t.name from pragma_table_list t join pragma_table_info(t.name) c where c.name = 'release'
"""
EVENTFUL = [
    {"code": code, "discipline": "PT", "therapist_minutes": minutes}
    for code, minutes in (("97112", 20), ("97530", 20), ("97750", 20), ("97161", 35))
]


@pytest.fixture
def marked(database: Path, tmp_path: Path) -> Iterator[Reference]:
    """A reference whose names of places, files and releases are markup, included and imported."""
    path = Path(shutil.copy(database, tmp_path / "marked.sqlite"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update localities set name = name || ?", (f"{MARK}{AS_MARKDOWN}",))
        connection.execute("update sources set file = ?", (MARK,))
        for (table,) in connection.execute(OF_RELEASES).fetchall():
            connection.execute(
                f"update {table} set release = release || ? where release <> ''",
                (f"{MARK}{AS_MARKDOWN}",),
            )
        connection.commit()
    reference = Reference(path)
    yield reference
    reference.close()


@pytest.fixture
def visit_of_marks() -> Visit:
    return read_visit(
        json.dumps(
            {
                "format": "quarterhour.visit/1",
                "date_of_service": "2026-11-23",
                "zip": "33101",
                "label": MARK,
                "services": EVENTFUL,
            }
        )
    )


Make = Callable[[], MainWindow]


@pytest.fixture
def window(
    marked: Reference,
    visit_of_marks: Visit,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Make:
    """Make a window in which everything that comes from elsewhere is markup."""
    for name in surfaces.prompts_of(prompts) - {"ask_about_unsaved"}:
        monkeypatch.setattr(prompts, name, lambda *asked: None)
    path = tmp_path / f"{NAME}.quarterhour"
    path.write_bytes((SAMPLES / "tie.quarterhour").read_bytes())

    def make() -> MainWindow:
        desk = desk_on(marked, tmp_path)
        desk.own_words = {MARK: "97110"}
        desk.recent.add(path)
        desk.kept.keep(LAST_PLACE, KeptPlace(MARK))
        made = desk.make_window(visit_of_marks)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return make


@offscreen_menu
def test_no_window_of_the_menus_has_any(window: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    found = watch(monkeypatch)
    for text in surfaces.choices(window()):
        made = window()
        for surface in surfaces.choose(made, text):
            QApplication.processEvents()
            found += [f"{text}: {amiss}" for amiss in complaints(surface)]
            for _ in surfaces.turned_pages(surface):
                found += [f"{text}: {amiss}" for amiss in complaints(surface)]
            for popup in surfaces.popups(surface):
                found += [f"{text}: {amiss}" for amiss in complaints(popup)]
            surface.close()
        found += complaints(made)
        made.close()
    assert not found, "\n".join(sorted(set(found)))


@offscreen_menu
def test_what_is_typed_pasted_and_opened_has_none(
    window: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = watch(monkeypatch)
    made = window()
    person, session = Person(made), made.worksheet.session

    def look() -> None:
        QApplication.processEvents()
        found.extend(complaints(made))
        for row in range(made.parts.table.model().rowCount()):
            made.parts.table.go_to(row, Column.SERVICE)
            found.extend(complaints(made))

    session.change(place=MARK, deductible=MARK, day_text=MARK, day=None)
    look()
    session.change_code(0, MARK)
    session.change_row(1, therapist=MARK, assistant=MARK)
    look()
    person.select(4, "service").types("<b>ze")
    found.extend(
        f"own words: {amiss}" for popup in made.findChildren(QWidget) for amiss in complaints(popup)
    )
    person.press(Qt.Key.Key_Escape)
    QApplication.clipboard().setText(f"{MARK}\t15\n97110\t{MARK}\n{MARK}")
    person.select(4, "service").press(Qt.Key.Key_V, modifier=CONTROL)
    look()
    bad = tmp_path / f"{NAME}.bad"
    for content in ({MARK: 1}, {"format": MARK}, {"format": "quarterhour.visit/1", MARK: MARK}):
        bad.write_text(json.dumps(content))
        made.program.open_file(bad, made.files)
        assert NAME in made.messages.text
        look()
    assert not found, "\n".join(sorted(set(found)))


@offscreen_menu
def test_an_import_has_none(
    marked: Reference, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = watch(monkeypatch)
    dialog = ImportsDialog(
        marked, tmp_path / "data" / "imported.sqlite", str, marked.take_typed, None
    )
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    download = tmp_path / f"{NAME}.csv"
    download.write_text(f"{MARK},{MARK}\n" * 50)
    results = dialog.findChild(ResultList)
    assert isinstance(results, ResultList)
    dialog.import_files([download])
    qtbot.waitUntil(lambda: bool(results.count()) and not dialog._runner.busy, timeout=20_000)
    assert NAME in results.item(0).text()
    dialog._strip.progress(f"Opening {NAME}", 5)
    results.grab()
    found += complaints(dialog)
    assert not found, "\n".join(found)


def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is complained of in message boxes, each of which is left at once."""
    found: list[str] = []

    def left(box: QMessageBox) -> int:
        found.extend(complaints(box))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", left)
    return found


@pytest.mark.parametrize(
    "ask",
    [
        lambda: prompts.tell_of_failure(MARK),
        lambda: prompts.tell_of_crash(MARK, Path(NAME)),
        lambda: prompts.ask_to_reset(QWidget()),
        lambda: ask_about_unsaved(QWidget(), NAME),
        lambda: ask_to_write_over(QWidget(), NAME),
    ],
    ids=["failure", "crash", "reset", "unsaved", "write over"],
)
@pytest.mark.usefixtures("qapp")
def test_no_message_box_has_any(ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    found = boxes(monkeypatch)
    ask()
    assert not found


def test_the_dialog_for_files_asks_by_the_name_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    path = tmp_path / f"{NAME}.quarterhour"
    path.touch()
    dialog = save_dialog(None, Title.SAVE_VISIT, path, "Visits (*.quarterhour)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    asked: list[list[str]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "zebra" in box.text()
        asked.append(list(complaints(box)))
        box.button(QMessageBox.StandardButton.No).click()

    QTimer.singleShot(0, look)
    dialog.accept()
    assert asked == [[]]


@pytest.mark.usefixtures("qapp")
def test_no_report_has_any(
    marked: Reference, visit_of_marks: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = watch(monkeypatch)
    assessment = assess(visit_of_marks, marked)
    assert MARK in FORMATS["text"](assessment).decode()
    assert not re.search(b"<b>zebra|<img", FORMATS["html"](assessment))
    assert FORMATS["pdf"](assessment)
    assert [amiss for amiss in found if not amiss.endswith("it has a picture")] == []
    assert len(found) <= 1, "the picture of the ruler"


@pytest.mark.usefixtures("qapp")
def test_no_page_of_the_guide_has_any(marked: Reference) -> None:
    guide, parent = Guide(resource_folder() / "help", marked), QWidget()
    context = context_on(marked, date(2026, 11, 23), "", "33101")
    view = PageView(lambda key: guide.page(key, context), parent)
    named = 0
    for entry in guide.entries:
        page = guide.page(entry.key, context)
        assert page is not None
        view.show_page(entry.key)
        assert list(complaints(view)) == [], page.key
        plain = " ".join(plain_page(page).split())
        # A cell of a table may break it at its space.
        parts = plain.count("<b>zebra</b><img"), plain.count("src=zebra.png>")
        assert plain.count("zebra") == sum(parts)
        assert parts[0] == parts[1]
        shown = " ".join(view.toPlainText().split())
        assert shown.count(AS_MARKDOWN) == shown.count("okapi") == plain.count("okapi"), page.key
        named += MARK in plain
    assert named > 100, "the name of the place is on the page of each code"
    view.document().setMarkdown("![a picture](zebra.png)")
    view.grab()
    assert view.document().resource(IMAGE, QUrl("zebra.png")) is None


def test_a_tip_is_as_it_is_written() -> None:
    for text in ("plain & simple", "1 < 2", "two\nlines", "", "a &lt; b", MARK, f"{MARK}\n  two"):
        document = QTextDocument()
        shown = tip(text)
        document.setHtml(shown) if Markup.mightBeRichText(shown) else document.setPlainText(shown)
        assert document.toPlainText().split() == text.split()
        assert not is_markup(tip(text))


def test_labels_are_made_in_one_place() -> None:
    made = re.compile(r"(?<!class )(?<!\w)(QLabel|QTextBrowser|QMessageBox)\(")
    folder = ROOT / "desktop" / "quarterhour" / "window"
    found = {
        path.name: sorted(set(made.findall(path.read_text(encoding="utf-8"))))
        for path in folder.rglob("*.py")
    }
    assert {name: kinds for name, kinds in found.items() if kinds} == {
        "text.py": ["QLabel"],
        "prompts.py": ["QMessageBox"],
    }
