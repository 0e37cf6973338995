"""The help window: F1, searching, links, back and forward, the visit's own fees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListWidget, QTextBrowser, QWidget

from quarterhour.guide import Guide
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.visit import Visit
from quarterhour.window.help import HelpWindow
from window.person import Person, W

Open = Callable[..., Person]
Make = Callable[..., Visit]
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
HELP = resource_folder() / "help"


class Reader:
    """Whoever reads in the help window."""

    def __init__(self, person: Person) -> None:
        (self.window,) = person.window.findChildren(HelpWindow)
        self.view = self._find(QTextBrowser, "Page")
        self.search = self._find(QLineEdit, "Search the guide")
        self.list = self._find(QListWidget, "Pages")
        wait_for(self.window)

    def _find(self, kind: type[W], name: str) -> W:
        for widget in self.window.findChildren(kind):
            if widget.accessibleName() == name:
                return widget
        raise AssertionError(f"no {name}")

    @property
    def focus(self) -> QWidget:
        """The widget that keys go to."""
        return self.window.focusWidget() or self.window

    @property
    def title(self) -> str:
        """The first line of the page."""
        return str(self.text.splitlines()[0])

    @property
    def text(self) -> str:
        """The page as text."""
        return str(self.view.property("plainText"))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def wait_for(window: QWidget) -> None:
    """Wait until a window has the keyboard."""
    for _ in range(200):
        if window.isActiveWindow():
            return
        QTest.qWait(10)
    raise AssertionError(f"{window.windowTitle()} is not active")


def helped(person: Person) -> Reader:
    """Press F1 and return who reads then."""
    if not person.window.isActiveWindow():
        person.window.activateWindow()
        wait_for(person.window)
    QTest.keyClick(person.table, Qt.Key.Key_F1)
    return Reader(person)


def test_f1_opens_the_page_of_the_selected_row(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}, {"code": "97161"}))
    reader = helped(person)
    assert reader.title == "97110 Therapeutic exercise"
    assert "$29.06 a unit in National average on November 23, 2026" in reader.text
    person.select(1, "service")
    reader.search.setText("mppr")
    assert helped(person).title == "97161 PT evaluation, low complexity"
    assert reader.list.currentItem().text().startswith("97161")
    assert helped(person).window is reader.window


def test_f1_on_an_empty_row_opens_the_first_page(opened: Open) -> None:
    assert helped(opened()).title == "Getting started"


def test_the_menu_opens_the_guide(opened: Open) -> None:
    person = opened()
    actions = {action.text(): action for action in person.window.findChildren(QAction)}
    actions["&Guide"].trigger()
    assert Reader(person).title == "Getting started"
    assert actions["Explain thi&s code"].shortcut().toString() == "F1"


def test_searching_lists_the_pages_and_enter_opens_the_first(
    opened: Open, reference: Reference
) -> None:
    reader = helped(opened())
    assert reader.list.count() == len(Guide(HELP, reference).entries)
    reader.press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(reader.search, "can I bill 97110 and 97140")
    reader.press(Qt.Key.Key_Return)
    assert reader.title == "97110 or 97140? Can I bill both?"
    assert "No edit between 97110 and 97140 is in force" in reader.text


def test_a_search_without_an_answer_says_so(opened: Open) -> None:
    reader = helped(opened())
    reader.search.setText("zzzz")
    assert reader.list.count() == 0
    texts = [each.property("text") for each in reader.window.findChildren(QWidget)]
    assert "No pages found. Try fewer or different words." in texts


@pytest.mark.parametrize("place", ["list", "view"])
def test_typing_anywhere_searches(opened: Open, place: str) -> None:
    reader = helped(opened())
    widget = getattr(reader, place)
    widget.setFocus()
    QTest.keyClicks(widget, "k")
    QTest.keyClicks(reader.focus, "x")
    assert reader.search.text() == "kx"
    reader.press(Qt.Key.Key_Down)
    assert reader.title == "KX modifier and the therapy threshold"


def test_links_lead_on_and_alt_left_leads_back(opened: Open, visit: Make) -> None:
    reader = helped(opened(visit({"code": "97110", "therapist_minutes": 15})))
    buttons = {b.accessibleName(): b for b in reader.window.findChildren(QAbstractButton)}
    back, forward = buttons["Back to the page before"], buttons["Forward again"]
    assert not back.isEnabled()
    reader.view.anchorClicked.emit(QUrl("page:code/97112"))
    assert reader.title == "97112 Neuromuscular re-education"
    reader.press(Qt.Key.Key_Left, ALT)
    assert reader.title == "97110 Therapeutic exercise"
    assert forward.isEnabled() and not back.isEnabled()
    reader.press(Qt.Key.Key_Right, ALT)
    assert reader.title == "97112 Neuromuscular re-education"
    reader.view.anchorClicked.emit(QUrl("https://example.org/"))
    assert reader.title == "97112 Neuromuscular re-education"


def test_escape_closes_and_f1_opens_the_same_window(opened: Open) -> None:
    person = opened()
    reader = helped(person)
    reader.press(Qt.Key.Key_Escape)
    assert not reader.window.isVisible()
    assert helped(person).window.isVisible()


def test_fees_follow_the_visit(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    reader = helped(person)
    person.go_to(QLineEdit, "Date of service")
    edit = person.find(QLineEdit, "Date of service")
    edit.selectAll()
    QTest.keyClicks(edit, "2025-05-01")
    assert "$28.79 a unit in National average on May 1, 2025" in reader.text


def test_links_can_be_read_on_light_and_on_dark(opened: Open) -> None:
    reader = helped(opened())
    light = reader.view.toHtml()
    palette = QPalette(reader.view.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#eeeeee"))
    reader.view.setPalette(palette)
    assert "#1f5fa6" in light and "#8ab8f0" not in light
    assert "#8ab8f0" in reader.view.toHtml() and "#1f5fa6" not in reader.view.toHtml()


def test_nothing_leads_out_of_the_guide(opened: Open) -> None:
    reader = helped(opened())
    assert not reader.view.openExternalLinks()
    assert not reader.view.openLinks()


def test_a_link_is_followed_by_enter_from_pages_of_every_kind(opened: Open) -> None:
    reader = helped(opened())
    for key in ("guide/start", "code/97110"):
        reader.window.show_page(key)
        before = reader.title
        reader.view.setFocus()
        reader.press(Qt.Key.Key_Tab)
        link = reader.view.textCursor().charFormat().anchorHref()
        assert link
        reader.press(Qt.Key.Key_Return)
        assert reader.title != before, link
        reader.press(Qt.Key.Key_Left, ALT)
        assert reader.title == before


def test_a_link_is_followed_by_the_mouse(opened: Open) -> None:
    reader = helped(opened())
    reader.window.show_page("code/97110")
    found = reader.view.document().find("timed and untimed")
    found.setPosition(found.selectionStart() + 2)
    inside = reader.view.cursorRect(found).center()
    assert reader.view.anchorAt(inside)
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert reader.title == "Timed and untimed codes"


def test_alt_up_leads_nowhere(opened: Open) -> None:
    reader = helped(opened())
    reader.window.show_page("code/97110")
    reader.view.setFocus()
    reader.press(Qt.Key.Key_Up, ALT)
    assert reader.title == "97110 Therapeutic exercise"


def test_a_page_is_read_on_where_it_was_left(opened: Open) -> None:
    reader = helped(opened())
    first, bar = reader.title, reader.view.verticalScrollBar()
    bar.setValue(30)
    reader.view.anchorClicked.emit(QUrl("page:code/97112"))
    assert bar.value() == 0
    reader.press(Qt.Key.Key_Left, ALT)
    assert (reader.title, bar.value()) == (first, 30)


def test_another_page_forgets_what_one_went_back_from(opened: Open) -> None:
    reader = helped(opened())
    first = reader.title
    for key in ("code/97112", "code/97112", "code/97140"):
        reader.view.anchorClicked.emit(QUrl(f"page:{key}"))
    reader.press(Qt.Key.Key_Left, ALT)
    assert reader.title.startswith("97112")
    reader.view.anchorClicked.emit(QUrl("page:code/97530"))
    assert not reader.view.isForwardAvailable()
    reader.press(Qt.Key.Key_Right, ALT)
    assert reader.title.startswith("97530")
    for _ in range(3):
        reader.press(Qt.Key.Key_Left, ALT)
    assert reader.title == first and not reader.view.isBackwardAvailable()


def test_the_page_of_a_code_that_is_removed_gives_way_to_the_first(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened()
    reader = helped(person)
    reader.view.anchorClicked.emit(QUrl("page:code/97112"))
    page = Guide.page
    monkeypatch.setattr(
        Guide, "page", lambda of, key, on: None if key == "code/97112" else page(of, key, on)
    )
    person.window.worksheet.renewed.emit()
    assert reader.title == "Getting started"
    assert reader.list.currentItem().text() == "Getting started"
