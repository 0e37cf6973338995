"""How the window looks: on dark and light, in a small window, and to assistive technology."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from builders import ROOT
from quarterhour.claims import Severity
from quarterhour.visit import Visit
from quarterhour.window.look.colors import contrast, payer_colors, secondary
from quarterhour.window.look.icons import severity_color
from quarterhour.window.panels import ExplanationPanel
from quarterhour.window.words import Command
from window.palettes import (
    DARK,
    HIGH_CONTRAST,
    HIGH_CONTRAST_WHITE,
    LIGHT,
    palette_of,
)
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
FULL = (
    {"code": "97161", "therapist_minutes": 35},
    {"code": "97110", "therapist_minutes": 23, "assistant_minutes": 8},
    {"code": "97140", "therapist_minutes": 13},
    {"code": "97530", "therapist_minutes": 13},
    {"code": "97010", "therapist_minutes": 10},
)


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[None]:
    """Make the whole program dark, as the system does."""
    before = qapp.palette()
    qapp.setPalette(palette_of(DARK))
    yield
    qapp.setPalette(before)


def _visible(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_quiet_text_and_marks_stand_out_from_their_ground(
    colors: dict[QPalette.ColorRole, str],
) -> None:
    palette = palette_of(colors)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        ground = palette.color(role)
        assert contrast(secondary(palette), ground) >= 4.5
        for severity in Severity:
            assert contrast(severity_color(palette, severity), ground) >= 4.5


def test_a_dark_palette_is_followed_everywhere(dark: None, opened: Open, visit: Make) -> None:
    person = opened(visit(*FULL, zip="33101"))
    picture = person.window.grab().toImage()
    dark_points = light_points = 0
    for x in range(0, picture.width(), 5):
        for y in range(0, picture.height(), 5):
            lightness = picture.pixelColor(x, y).lightness()
            dark_points += lightness < 90
            light_points += lightness > 200
    assert dark_points > 20 * light_points
    for label in person.window.findChildren(QLabel):
        assert label.palette().color(label.foregroundRole()).lightness() > 90


def test_the_palette_can_change_while_the_window_is_open(
    qapp: QApplication, opened: Open, visit: Make
) -> None:
    person = opened(visit(*FULL, zip="33101"))
    before = qapp.palette()
    qapp.setPalette(palette_of(DARK))
    qapp.processEvents()
    try:
        panel = person.find(ExplanationPanel, "Explanation")
        (sources,) = (each for each in panel.findChildren(QLabel) if "sha256" in each.text())
        assert sources.palette().color(sources.foregroundRole()) == secondary(panel.palette())
        note = person.find(QLabel, "Minutes")
        assert note.palette().color(QPalette.ColorRole.WindowText).lightness() > 128
    finally:
        qapp.setPalette(before)


@pytest.mark.parametrize("size", [(1024, 700), (880, 600)])
def test_nothing_is_clipped_in_a_small_window(
    opened: Open, visit: Make, size: tuple[int, int]
) -> None:
    person = opened(visit(*FULL, zip="33101"))
    person.window.resize(*size)
    QApplication.processEvents()
    assert (person.window.width(), person.window.height()) == size
    for widget in _visible(person.window):
        parent = widget.parentWidget()
        if isinstance(widget, QLabel | QPushButton | QLineEdit | QComboBox) and parent:
            corner = widget.mapTo(person.window, QPoint(0, 0))
            assert person.window.rect().contains(QRect(corner, widget.size())), widget
        if isinstance(widget, QLabel) and not widget.wordWrap():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
            assert widget.height() >= widget.minimumSizeHint().height(), widget.text()
        if isinstance(widget, QLabel) and widget.wordWrap():
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.text()
    person.window.resize(1366, 768)
    QApplication.processEvents()
    assert not person.table.horizontalScrollBar().isVisible()


def test_a_long_sentence_gets_the_room_that_it_needs(opened: Open, visit: Make) -> None:
    person = opened(visit(*FULL, zip="90265"))
    person.window.resize(1024, 700)
    QApplication.processEvents()
    label = person.find(QLabel, "Why no dollars")
    assert label.text().startswith("ZIP 90265 is in more than one")
    assert label.height() >= label.heightForWidth(label.width())
    corner = label.mapTo(person.window, QPoint(0, 0))
    assert person.window.rect().contains(QRect(corner, label.size()))


def test_every_control_has_a_name(opened: Open, visit: Make) -> None:
    person = opened(visit(*FULL, zip="33101"))
    person.select(0, "service").types("ther").press(Qt.Key.Key_Backspace)
    nameless = []
    for widget in _visible(person.window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(
            widget, QLabel | QAbstractItemView
        ):
            continue
        if isinstance(widget, QLabel) and not widget.text():
            continue
        name = interface.text(QAccessible.Text.Name)
        if not name and not widget.objectName().startswith("qt_"):
            nameless.append(widget)
    assert nameless == []


def test_entries_have_labels_with_a_key_of_their_own(opened: Open) -> None:
    person = opened()
    labels = [label for label in person.window.findChildren(QLabel) if label.buddy()]
    keys = [label.text().split("&")[1][0].lower() for label in labels]
    keys += [action.text().split("&")[1][0].lower() for action in person.window.menuBar().actions()]
    assert len(keys) == len(set(keys)) >= 9
    assert {type(label.buddy()).__name__ for label in labels} >= {"DateField", "PlaceField"}


def test_tab_goes_through_the_entries_in_order(opened: Open) -> None:
    person = opened()
    person.go_to(QLineEdit, "Date of service")
    seen = []
    for _ in range(10):
        seen.append(person.focus.accessibleName().split(" ")[0])
        person.press(Qt.Key.Key_Tab)
    before = ["Date", "ZIP", "Payer", "Deductible", "Explanation", "Services", "Minute"]
    # Of a blank row, the examples.
    assert seen == [*before, "Close", "Try", "Try"]


def test_what_is_withheld_is_spoken_as_not_known(opened: Open, visit: Make) -> None:
    person = opened(visit(*FULL, date_of_service="2019-01-01"))
    figure = person.find(QLabel, "Medicare pays: ")
    assert figure.text() == "\u2013"
    assert figure.accessibleName() == "Medicare pays: not known"


def test_numbers_are_lined_up_at_the_right_under_their_titles(opened: Open) -> None:
    model = opened().table.model()
    role = Qt.ItemDataRole.TextAlignmentRole
    for column in range(model.columnCount()):
        title = model.headerData(column, Qt.Orientation.Horizontal, role)
        assert model.index(0, column).data(role) == title
        assert bool(title & Qt.AlignmentFlag.AlignRight) == (
            COLUMNS[column] in ("therapist", "assistant", "units", "allowed")
        )


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    """Make all letters twice as large, as the system does for who wants it."""
    before = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(larger)
    yield
    qapp.setFont(before)


def test_large_letters_fit_a_usual_screen(large_letters: None, opened: Open, visit: Make) -> None:
    person = opened(visit(*FULL, zip="33101"))
    person.window.resize(1366, 768)
    QApplication.processEvents()
    assert (person.window.width(), person.window.height()) == (1366, 768)
    for name in ("Units: ", "Patient pays: ", "Medicare pays: "):
        figure = person.find(QLabel, name)
        corner = figure.mapTo(person.window, QPoint(0, 0))
        assert person.window.rect().contains(QRect(corner, figure.size()))


def test_the_row_counted_in_is_named_whole_in_a_small_window(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97130", "therapist_minutes": 20}, *FULL * 4))
    person.window.resize(1024, 700)
    QApplication.processEvents()
    assert person.table.verticalScrollBar().isVisible()
    rows = range(1 + 4 * len(FULL))
    counted = [row for row in rows if person.cell(row, "units").startswith("with row")]
    assert counted and all(person.is_whole(row, "units") for row in counted)


@pytest.mark.parametrize("colors", [LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_WHITE])
def test_bars_stand_out_from_their_ground(colors: dict[QPalette.ColorRole, str]) -> None:
    palette = palette_of(colors)
    for color in payer_colors(palette):
        assert contrast(color, palette.color(QPalette.ColorRole.Base)) >= 3


def test_menus_draw_their_icons_in_the_color_of_their_letters(opened: Open) -> None:
    window = opened().window
    drawn = set()
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.setPalette(palette_of(DARK))
        menu.aboutToShow.emit()
    for command, action in window.parts.entries.items():
        if not action.icon().isNull():
            drawn.add(command)
            image = action.icon().pixmap(32).toImage()
            colors = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
            solid = [color for color in colors if color.alpha() > 200]
            assert solid and all(color.lightness() > 180 for color in solid)
    wanted = {Command.NEXT_VISIT, Command.SAVE, Command.UNDO, Command.PASTE_ROWS, Command.GUIDE}
    assert wanted <= drawn


def test_the_application_icon_has_its_sizes() -> None:
    sizes = {
        path.stem.rsplit("-", 1)[1]: QImage(str(path))
        for path in (ROOT / "resources" / "icons").glob("quarterhour-*.png")
    }
    assert {"16", "32", "48", "64", "128", "256", "512"} <= sizes.keys()
    for name, image in sizes.items():
        assert (image.width(), image.height()) == (int(name), int(name))
