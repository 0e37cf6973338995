"""By keyboard, by ear and with weak eyes: every window that Quarterhour has, found by its menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from quarterhour.claims import Severity, ask_necessary
from quarterhour.entry.loaded import loaded_rows
from quarterhour.visit import Visit
from quarterhour.window import MainWindow, prompts
from quarterhour.window.audit import AuditWindow
from quarterhour.window.details.code_rules import CodeRulesDialog
from quarterhour.window.details.people import PeopleDialog
from quarterhour.window.details.visit import ReviewDialog
from quarterhour.window.fees.import_panes import SourcesDialog
from quarterhour.window.look.colors import (
    Ink,
    contrast,
    dark_palette,
    link_color,
    secondary,
    selection_tint,
)
from quarterhour.window.look.icons import MARK_SIZE, paint_mark, severity_color
from window import surfaces
from window.legible import TEXT, faint
from window.palettes import DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE, LIGHT, palette_of
from window.person import Person, offscreen_menu
from window.reach import CHECKS, unseen_focus

Open = Callable[..., Person]
Make = Callable[..., Visit]
Surface = tuple[str, QWidget]
DIFFERENT = 0.1  # of the points of two marks
PALETTES: dict[str, Callable[[], QPalette]] = {
    "light": lambda: palette_of(LIGHT),
    "dark": lambda: palette_of(DARK),
    "own dark": dark_palette,
    "high contrast": lambda: palette_of(HIGH_CONTRAST),
    "high contrast on white": lambda: palette_of(HIGH_CONTRAST_WHITE),
}
WRITTEN = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit, QTabBar)
# A tie, and pairs of which one service is denied.
EVENTFUL = (
    {"code": "97112", "therapist_minutes": 20},
    {"code": "97530", "therapist_minutes": 20},
    {"code": "97750", "therapist_minutes": 20},
    {"code": "97161", "therapist_minutes": 35},
)


@pytest.fixture
def restored(qapp: QApplication) -> Iterator[None]:
    """Bring the palette back."""
    before = qapp.palette()
    yield
    qapp.setPalette(before)


@pytest.fixture
def everywhere(
    opened: Open,
    visit: Make,
    audited: Callable[..., AuditWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], Iterator[Surface]]:
    """Go through the window, what it opens by its menus, and what hangs under their fields."""
    for name in surfaces.prompts_of(prompts) - {"ask_about_unsaved"}:  # which is answered already
        monkeypatch.setattr(prompts, name, lambda *asked: None)

    def go_through() -> Iterator[Surface]:
        window = _window(opened, visit)
        yield "the window", window
        yield from (("the window", popup) for popup in surfaces.popups(window))
        yield "a question", _question(window)
        yield "the rules of a code", _code_rules(window)
        yield "the details of a release", _sources(window)
        yield from _audit(audited())
        for text in surfaces.choices(window):
            window = _window(opened, visit)
            for surface in surfaces.choose(window, text):
                surface.activateWindow()
                QApplication.processEvents()
                yield text, surface
                yield from ((text, surface) for _ in surfaces.turned_pages(surface))
                yield from ((text, popup) for popup in surfaces.popups(surface))
                surface.close()
            window.close()

    return go_through


def _question(window: MainWindow) -> QDialog:
    """Open the question of an attestation."""
    session = window.worksheet.session
    dialog = ReviewDialog(session, ask_necessary(session.draft.attested, ("97110",)), window)
    dialog.open()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def _code_rules(window: MainWindow) -> QDialog:
    """Open the form for new codes, of which what is included has none."""
    session = window.worksheet.session
    nowhere = Path("imported.sqlite")
    dialog = CodeRulesDialog(session.reference, session.edition, "", nowhere, window)
    dialog.open()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def _sources(window: MainWindow) -> QDialog:
    """Open the details of what is loaded."""
    row = loaded_rows(window.worksheet.session.reference, date.today())[0]
    dialog = SourcesDialog(row, window)
    dialog.open()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def _audit(window: AuditWindow) -> Iterator[Surface]:
    """Go through the audit of a day, and the dialog of its people."""
    yield "the audit", window
    window.header.people.click()
    (dialog,) = window.findChildren(PeopleDialog)
    dialog.activateWindow()
    QApplication.processEvents()
    yield "the people", dialog
    dialog.close()
    window.close()


def _window(opened: Open, visit: Make) -> MainWindow:
    person = opened(visit(*EVENTFUL, zip="33101"))
    person.window.messages.say("What became of a file.")
    QApplication.processEvents()
    return person.window


@offscreen_menu
def test_every_window_can_be_reached_by_keyboard_and_by_ear(
    everywhere: Callable[[], Iterator[Surface]],
) -> None:
    seen = set()
    complaints = set()
    for where, surface in everywhere():
        seen.add(type(surface))
        for check in CHECKS:
            complaints |= {f"{_place(where, surface)}: {amiss}" for amiss in check(surface)}
    assert not complaints, "\n".join(sorted(complaints))
    assert surfaces.dialog_classes() <= seen
    assert {kind.__name__ for kind in seen} >= {"CalendarPopup", "SuggestionList", "CellMenu"}


@offscreen_menu
def test_where_the_keyboard_is_is_seen_in_every_window(
    ink: Ink, everywhere: Callable[[], Iterator[Surface]]
) -> None:
    complaints = set()
    for where, surface in everywhere():
        complaints |= {f"{_place(where, surface)}: {amiss}" for amiss in unseen_focus(surface)}
    assert not complaints, "\n".join(sorted(complaints))


@offscreen_menu
def test_letters_follow_the_zoom_in_every_open_window(
    qapp: QApplication, everywhere: Callable[[], Iterator[Surface]]
) -> None:
    """A menu takes the letters of its next opening."""
    usual = QFont(qapp.font())
    larger = QFont(usual)
    larger.setPixelSize(2 * QFontInfo(usual).pixelSize())
    complaints = set()
    for where, surface in everywhere():
        written = [each for each in surface.findChildren(QWidget) if _is_written(each)]
        before = {each: QFontInfo(each.font()).pixelSize() for each in written}
        qapp.setFont(larger)
        QApplication.processEvents()
        complaints |= {
            f"{_place(where, surface)}: {type(each).__name__} {_called(each)!r}"
            for each, size in before.items()
            if isValid(each) and abs(QFontInfo(each.font()).pixelSize() - 2 * size) > 1
        }
        qapp.setFont(usual)
        QApplication.processEvents()
    assert not complaints, "\n".join(sorted(complaints))


def _is_written(widget: QWidget) -> bool:
    return isinstance(widget, WRITTEN) and widget.isVisible()


def _called(widget: QWidget) -> str:
    text = widget.property("text")
    return str(text or widget.accessibleName())[:40]


@offscreen_menu
def test_what_is_written_stands_out_in_every_palette(
    qapp: QApplication, restored: None, everywhere: Callable[[], Iterator[Surface]]
) -> None:
    complaints = set()
    for where, surface in everywhere():
        for name, palette in PALETTES.items():
            qapp.setPalette(palette())
            complaints |= {f"{_place(where, surface)}, {name}: {amiss}" for amiss in faint(surface)}
    assert not complaints, "\n".join(sorted(complaints))


def _place(where: str, surface: QWidget) -> str:
    return f"{type(surface).__name__} of {where}"


@pytest.mark.parametrize("colors", PALETTES)
@pytest.mark.usefixtures("qapp")
def test_colors_of_our_own_stand_out(colors: str) -> None:
    palette = PALETTES[colors]()
    role = QPalette.ColorRole
    grounds = [palette.color(each) for each in (role.Window, role.Base, role.AlternateBase)]
    selected = selection_tint(palette)
    texts = [secondary(palette), link_color(palette), palette.color(role.Text)]
    texts += [severity_color(palette, severity) for severity in Severity]
    for text in texts:
        for ground in (*grounds, selected):
            assert contrast(text, ground) >= TEXT, (text.name(), ground.name())


def test_what_is_marked_is_told_in_words_too(opened: Open, visit: Make) -> None:
    person = opened(visit(*EVENTFUL, zip="33101"))
    for row, text in enumerate(person.hints()):
        assert text.startswith(f"{person.hint(row).severity.title}: ")
    allowed = [person.cell(row, "allowed") for row in range(len(EVENTFUL))]
    assert "Denied" in allowed
    assert "(tie)" in person.hears(0, "units")


def test_marks_are_told_apart_by_their_shape() -> None:
    *shapes, none = [_shape(severity) for severity in Severity]
    assert not none
    for one, other in combinations(shapes, 2):
        assert len(one ^ other) > DIFFERENT * len(one | other)


def _shape(severity: Severity) -> set[tuple[int, int]]:
    """Return the points of a mark that have its color."""
    side = 4 * MARK_SIZE
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        paint_mark(painter, QRectF(image.rect()), severity, palette_of(LIGHT))
    color = severity_color(palette_of(LIGHT), severity)
    points = product(range(side), range(side))
    return {point for point in points if image.pixelColor(*point) == color}
