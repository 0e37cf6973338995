"""Every window can be used without a mouse and without eyes; nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget
from shiboken6 import isValid

from quarterhour.claims import Severity
from quarterhour.visit import Visit
from quarterhour.window import application, prompts
from quarterhour.window.look.dark import dark_palette
from quarterhour.window.look.ink import link_colour, secondary, severity_colour
from window.accessible import Role, description, name, seen
from window.palettes import DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE, LIGHT, contrast, palette_of
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]

_SAY_NOTHING = (Role.NoRole, Role.Client, Role.Pane, Role.LayeredPane)
_READABLE, _VISIBLE = 4.5, 3.0
_LEAVE_ALONE = ("Quit", "Close window", "New window", "New visit", "Show me")
PALETTES: dict[str, Callable[[], QPalette]] = {
    "light": lambda: palette_of(LIGHT),
    "dark": lambda: palette_of(DARK),
    "own dark": dark_palette,
    "high contrast": lambda: palette_of(HIGH_CONTRAST),
    "high contrast white": lambda: palette_of(HIGH_CONTRAST_WHITE),
}


@pytest.fixture
def person(opened: Open, visit: Make, monkeypatch: pytest.MonkeyPatch) -> Person:
    """A window with a pair, a tie and a hint; whatever asks in a window of its own is answered."""
    for asking in dir(prompts):
        if asking.startswith(("ask_where", "ask_for", "ask_visit", "ask_to", "show_")):
            monkeypatch.setattr(prompts, asking, lambda *_: None)
    services = (("97530", 25), ("97750", 20), ("97110", 10))
    typed = visit(
        *({"code": code, "therapist_minutes": minutes} for code, minutes in services),
        patient={"pt_slp_to_date": "2400.00"},
    )
    return opened(typed)


def actions(menu: QMenu) -> Iterator[QAction]:
    """Yield the actions of a menu and of those in it."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from actions(inner)
        elif not action.isSeparator():
            yield action


def all_actions(person: Person) -> list[QAction]:
    menus = [top.menu() for top in person.window.menuBar().actions()]
    return [each for menu in menus if isinstance(menu, QMenu) for each in actions(menu)]


def windows(person: Person) -> Iterator[tuple[str, QWidget]]:
    """Yield the window itself, and each that an entry of the menus opens; a new one cannot hide."""
    yield "the main window", person.window
    for action in all_actions(person):
        title = action.text().replace("&", "")
        if title in _LEAVE_ALONE or not action.isEnabled() or "sample" in title.casefold():
            continue
        before = visible()
        action.trigger()
        QApplication.processEvents()
        for opened in visible():
            if isValid(opened) and opened not in before:
                yield title, opened
                opened.close()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def visible() -> list[QWidget]:
    """Return the windows that are on the screen, popups aside."""
    found = [each for each in QApplication.topLevelWidgets() if isValid(each)]
    popup = Qt.WindowType.Popup
    return [each for each in found if each.isVisible() and each.windowType() != popup]


def focusable(window: QWidget) -> list[QWidget]:
    """Return what Tab can reach in a window."""
    found = [window, *window.findChildren(QWidget)]
    return [
        widget
        for widget in found
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
    ]


@offscreen_menu
def test_whatever_takes_the_keyboard_has_a_name_and_a_role(person: Person) -> None:
    faults, count = [], 0
    for title, window in windows(person):
        count += 1
        for widget in focusable(window):
            thing = QAccessible.queryAccessibleInterface(widget)
            if not name(thing).strip() or thing.role() in _SAY_NOTHING:
                faults.append((title, type(widget).__name__, name(thing), str(thing.role())))
    assert faults == []
    assert count >= 10


@offscreen_menu
def test_names_tell_the_fields_of_a_window_apart(person: Person) -> None:
    for title, window in windows(person):
        names = [name(QAccessible.queryAccessibleInterface(each)) for each in focusable(window)]
        assert len(set(names)) == len(names), (title, sorted(names))


@offscreen_menu
def test_tab_reaches_everything_and_is_trapped_nowhere(person: Person) -> None:
    for title, window in windows(person):
        wanted = {id(widget) for widget in focusable(window)}
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            reached = set(round_trip(window, key))
            missed = [each for each in focusable(window) if id(each) in wanted - reached]
            assert not missed, (title, key, [each.accessibleName() or each for each in missed])


def round_trip(window: QWidget, key: Qt.Key) -> Iterator[int]:
    """Press a key until the keyboard has been everywhere, cells of a table included."""
    window.activateWindow()
    first = window.focusWidget() or window
    first.setFocus()
    for _ in range(20 * len(focusable(window)) + 40):
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not window:
            return
        yield id(focus)
        parent = focus.parentWidget()
        if isinstance(parent, QAbstractScrollArea):
            yield id(parent)
        QTest.keyClick(focus, key)
        QApplication.processEvents()


@offscreen_menu
def test_nothing_seen_is_without_words(person: Person) -> None:
    """Static texts, buttons and cells say what they show."""
    for title, window in windows(person):
        for thing in seen(window):
            if thing.role() in (Role.Button, Role.CheckBox, Role.RadioButton, Role.ListItem):
                assert name(thing).strip() or description(thing).strip(), (title, thing.role())


@pytest.mark.parametrize("colours", PALETTES)
@pytest.mark.usefixtures("qapp")
def test_texts_are_readable_in_every_palette(colours: str) -> None:
    palette = PALETTES[colours]()
    role = QPalette.ColorRole
    grounds = [palette.color(each) for each in (role.Window, role.Base)]
    for ground in grounds:
        for letters in (palette.color(role.WindowText), secondary(palette), link_colour(palette)):
            assert contrast(letters, ground) >= _READABLE
    assert contrast(palette.color(role.Text), palette.color(role.AlternateBase)) >= _READABLE
    assert contrast(palette.color(role.ButtonText), palette.color(role.Button)) >= _READABLE


@pytest.mark.parametrize("colours", PALETTES)
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.usefixtures("qapp")
def test_marks_stand_out_in_every_palette(colours: str, severity: Severity) -> None:
    palette = PALETTES[colours]()
    ground = palette.color(QPalette.ColorRole.Base)
    assert contrast(severity_colour(palette, severity), ground) >= _VISIBLE


def test_a_severity_is_a_word_too(person: Person) -> None:
    words = {severity.value.capitalize() for severity in Severity}
    assert all(hint.split(":")[0] in words for hint in person.hints())


def test_a_denied_line_is_a_word_too(person: Person) -> None:
    assert person.cell(1, "allowed") == "denied"


def test_what_notes_say_is_spoken(person: Person) -> None:
    """A name alone ("About the place") would hide the sentence that stands there."""
    notes = [name(thing) for thing in seen(person.window) if name(thing).startswith("About the ")]
    assert notes
    assert "About the place: Every geographic index is 1.000" in notes


@pytest.mark.usefixtures("qapp")
def test_what_stands_in_an_empty_field_is_readable() -> None:
    before = QApplication.palette()
    try:
        application.strengthen_placeholders()
        palette = QApplication.palette()
        letters = palette.color(QPalette.ColorRole.PlaceholderText)
        assert contrast(letters, palette.color(QPalette.ColorRole.Base)) >= _READABLE
    finally:
        QApplication.setPalette(before)
