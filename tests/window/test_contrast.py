"""Contrast on screenshots: each pair of section 3 of the design, and each part in each state.

The window is drawn larger, since a thin letter has its whole color nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)

from day.days import a_day, row, visit
from quarterhour.entry.service_cells import Column
from quarterhour.window.audit import AuditWindow
from quarterhour.window.header_fields import CalendarPopup
from quarterhour.window.look.colors import LIGHT_INK, Ink, contrast
from quarterhour.window.look.icons import Mark
from quarterhour.window.look.text import Drawn
from quarterhour.window.suggestion_list import SuggestionList
from quarterhour.window.words import Command
from window.legible import TEXT, drawn, faint, inks, part_of
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
WIDE = (1366, 768)
NEAR = 0.2  # to one, from the table of the design
LINES = 2.0  # to one, of lines within a fill that is told by its number, too
GROUNDS = (QPalette.ColorRole.Base, QPalette.ColorRole.Window)
EDGE = 3.0  # to one, of edges of controls and of marks (WCAG 2.2, 1.4.11)
# Denied, a tie, a code that is not valid, a service that earns nothing, and one that is untimed.
EVENTFUL = (
    row("97112", therapist_minutes=20, discipline="PT"),
    row("97530", therapist_minutes=20, discipline="PT"),
    row("97750", therapist_minutes=20, discipline="PT"),
    row("97014", discipline="PT"),
    row("97035", therapist_minutes=2, discipline="PT"),
    row("97161", therapist_minutes=30, discipline="PT"),
)
SWATCH, SWATCH_SIZE = QPoint(32, 6), QSize(20, 16)  # in the cell of a service
PLAIN = row("97110", therapist_minutes=24, discipline="PT")


class Least(NamedTuple):
    """The least contrast of a pair on its grounds, by the table of the design."""

    light: float
    dark: float


class Seen:
    """A picture of the window, and what is found in it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        QApplication.processEvents()
        self.picture = drawn(person.window)

    def colors(self, place: QRect) -> list[str]:
        """Return the colors of a place, that of the ground first."""
        return [color for color, _ in inks(part_of(self.picture, place)).most_common()]

    def of(self, widget: QWidget, room: QRect | None = None) -> list[str]:
        """Return the colors of a widget, or of a room in it."""
        return self.colors(place_of(widget, self.person.window, room))

    def cell(self, at: int, column: Column) -> list[str]:
        """Return the colors of a cell of the table."""
        table = self.person.table
        return self.of(table.viewport(), table.visualRect(table.model().index(at, column)))


def place_of(widget: QWidget, window: QWidget, room: QRect | None = None) -> QRect:
    room = room or widget.rect()
    return QRect(widget.mapTo(window, room.topLeft()), room.size())


def eventful(opened: Open) -> Person:
    person = opened()
    person.window.resize(*WIDE)
    person.window.worksheet.session.open(
        a_day(visit("8:00", *EVENTFUL), visit("9:30", PLAIN), people="")
    )
    QApplication.processEvents()
    return person


def distance(one: str, other: str) -> float:
    return contrast(QColor(one), QColor(other))


def test_each_pair_of_the_design_is_as_far_apart_as_its_table_says(ink: Ink, opened: Open) -> None:
    person = eventful(opened)
    person.select(1, "units")
    QTest.mouseMove(person.table.viewport(), QPoint(1, 1))
    hover = person.table.visualRect(person.table.model().index(4, Column.SERVICE)).center()
    QTest.mouseMove(person.table.viewport(), hover)
    seen = Seen(person)
    last = person.table.model().rowCount() - 1
    base, selected = seen.cell(last, Column.ALLOWED)[0], seen.cell(1, Column.MODIFIERS)[0]
    hovered = seen.cell(4, Column.MODIFIERS)[0]
    window = seen.of(person.window.parts.header)[0]
    side = seen.of(person.window.parts.visits)[0]
    grounds = (base, window, side, selected, hovered)
    assert (side, hovered) == (ink.side, ink.hover)
    assert len(set(grounds)) == len(grounds)
    text = max(seen.of(person.find(QLabel, "Units: ")), key=lambda each: distance(each, base))
    # Where each color is to be found, what its grounds are, and how far it is from them at least.
    wanted: tuple[tuple[str, list[str], tuple[str, ...], Least], ...] = (
        (text, seen.cell(0, Column.SERVICE), grounds, Least(13.9, 9.8)),
        (ink.secondary, seen.cell(4, Column.MODIFIERS), grounds, Least(5.2, 5.2)),
        (ink.accent, seen.cell(1, Column.UNITS), grounds, Least(5.4, 5.6)),
        (ink.danger, seen.cell(2, Column.ALLOWED), grounds, Least(5.5, 5.4)),
        (ink.choice, seen.cell(0, Column.UNITS), grounds, Least(5.4, 6.8)),
        (
            ink.control_edge,
            seen.of(person.find(QLineEdit, "ZIP or place")),
            (base, window, side),
            Least(3.1, 4.0),
        ),
    )
    for color, found, behind, least in wanted:
        assert color in found, (color, found)
        worst = min(distance(color, each) for each in behind)
        assert abs(worst - _by(ink, least)) <= NEAR, (color, worst)
    copy = seen.of(person.find(QPushButton, "Copy claim lines"))
    assert copy[0] == ink.accent
    assert ink.on_accent in copy
    assert abs(distance(ink.on_accent, copy[0]) - _by(ink, Least(6.5, 8.0))) <= NEAR


def test_what_went_well_stands_out(ink: Ink, opened: Open) -> None:
    person = eventful(opened)
    copy_well(person)
    seen = Seen(person)
    found = seen.of(person.find(QLabel, "1 claim line copied"))
    badge = seen.of(person.find(QToolButton, "To settle: 0"))
    grounds = (ink.side, ink.hover, found[0], seen.of(person.window.parts.header)[0])
    selected = person.window.palette().highlight().color().name()
    assert ink.settled in found
    assert ink.settled_fill in badge
    worst = min(distance(ink.settled, each) for each in (*grounds, selected))
    assert abs(worst - _by(ink, Least(4.9, 6.0))) <= NEAR
    assert distance(ink.settled, ink.settled_fill) >= TEXT


def test_swatches_are_read_and_told_apart_from_their_ground(ink: Ink, opened: Open) -> None:
    codes = ("97110", "97112", "97116", "97140", "97530", "97535", "97750", "97760")
    person = opened()
    rows = [row(code, therapist_minutes=15, discipline="PT") for code in codes]
    person.window.worksheet.session.open(a_day(visit("A", *rows), people=""))
    person.window.resize(*WIDE)
    person.go_to(QLineEdit, "Date of service")
    seen = Seen(person)
    base = seen.cell(len(codes), Column.ALLOWED)[0]
    for at, (fill, edge) in enumerate(ink.services):
        place = person.table.visualRect(person.table.model().index(at, Column.SERVICE))
        found = seen.of(person.table.viewport(), QRect(place.topLeft() + SWATCH, SWATCH_SIZE))
        assert found[0] == fill
        assert edge in found
        number = max(found, key=lambda each: distance(each, fill))
        assert distance(number, fill) >= _by(ink, Least(11.9, 7.7)) - NEAR
        assert distance(edge, base) >= _by(ink, Least(4.5, 6.5)) - NEAR


def test_parts_of_the_payment_are_told_from_their_ground(ink: Ink, opened: Open) -> None:
    person = opened()
    person.window.worksheet.session.open(a_day(visit("A", PLAIN), people="", zip="27601"))
    person.window.resize(*WIDE)
    seen = Seen(person)
    bar = person.find(QWidget, "Shares of the full fee")
    found, panel = seen.of(bar), bar.palette().window().color().name()
    for color in (ink.payer, ink.patient, ink.other):
        assert color in found
        assert distance(color, panel) >= _by(ink, Least(3.3, 4.0)) - NEAR


def test_edges_of_controls_are_seen_on_their_ground(ink: Ink, opened: Open) -> None:
    person = eventful(opened)
    seen = Seen(person)
    for control in (
        person.find(QLineEdit, "Date of service"),
        person.find(QLineEdit, "ZIP or place"),
        person.find(QComboBox, "Payer"),
        *(each for each in person.to_settle.findChildren(QPushButton) if each.isVisible()),
        person.find(QPushButton, "Copy the day"),
    ):
        around = place_of(control, person.window).adjusted(-2, -2, 2, 2)
        outside = seen.colors(QRect(around.topLeft(), QSize(around.width(), 2)))[0]
        found = seen.colors(around)
        name = control.accessibleName()
        assert ink.control_edge in found or ink.accent in found, name
        assert max(distance(ink.control_edge, each) for each in (outside, found[0])) >= EDGE, name


def settle(person: Person) -> None:
    """Select a thing to settle, unfold it and its sources, and show the notes."""
    person.press(Qt.Key.Key_F8)
    person.show_notes()
    for at in range(len(person.items())):
        person.items()[at].findChildren(QAbstractButton)[0].setChecked(True)


def mistype(person: Person) -> None:
    """Type what are no minutes, and a place that is not found."""
    person.select(0, "therapist").types("15x").press(Qt.Key.Key_Return)
    person.go_to(QLineEdit, "ZIP or place")
    person.types("Nowhere").press(Qt.Key.Key_Tab)


def copy(person: Person) -> None:
    """Copy lines of which one is denied, and say what became of a file."""
    person.choose(Command.COPY_CLAIM_LINES)
    person.window.messages.say("Couldn't save the visit.")


def copy_well(person: Person) -> None:
    """Copy the lines of a visit without anything to settle."""
    person.window.worksheet.session.select(1)
    person.choose(Command.COPY_CLAIM_LINES)


def look_ahead(person: Person) -> None:
    """Go to a date without fees."""
    person.go_to(QLineEdit, "Date of service")
    person.types("2027-01-04").press(Qt.Key.Key_Tab)


def estimate(person: Person) -> None:
    """Estimate a date without fees with those of an earlier year."""
    look_ahead(person)
    person.find(QPushButton, "Estimate").click()


STATES: dict[str, Callable[[Person], object]] = {
    "to settle": settle,
    "a tie": lambda person: person.select(1, "units"),
    "several cells": lambda person: person.table.selectAll(),
    "a mistake": mistype,
    "copied": copy,
    "copied well": copy_well,
    "no fees": look_ahead,
    "estimated": estimate,
    "a new visit": lambda person: person.choose(Command.NEXT_VISIT),
    "a tag": lambda person: person.choose(Command.RENAME_VISIT),
    "the other visit": lambda person: person.press(
        Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_each_word_stands_out_in_each_state(state: str, ink: Ink, opened: Open) -> None:
    person = eventful(opened)
    STATES[state](person)
    QApplication.processEvents()
    assert list(faint(person.window)) == []


def test_each_word_of_the_audit_stands_out(ink: Ink, audited: Callable[..., AuditWindow]) -> None:
    window = audited()
    for at in range(2):
        window.findings.list.setCurrentRow(at)
        QApplication.processEvents()
        assert list(faint(window)) == []
    choices, use = window.finding.choices, window.finding.use
    assert choices is not None and use is not None
    choices.buttons[0].click()
    use.click()
    window.findings.settled.click()
    window.findings.notes.click()
    QApplication.processEvents()
    assert list(faint(window)) == []


def test_in_gray_badges_hatching_and_selection_are_told_apart(ink: Ink, opened: Open) -> None:
    person = eventful(opened)
    person.select(1, "units")
    QApplication.processEvents()
    gray = drawn(person.window).convertToFormat(QImage.Format.Format_Grayscale8)

    def shades(widget: QWidget, room: QRect | None = None) -> Counter[str]:
        return inks(part_of(gray, place_of(widget, person.window, room)))

    denied, choice = (
        _shape(part_of(gray, place_of(mark, person.window)))
        for item in person.items()[1:3]
        for mark in item.findChildren(Mark)
    )
    assert len(denied ^ choice) > len(denied & choice) / 2
    # The last minutes of 97530 earn no unit, those of 97112 do: only there are lines in the fill.
    ruler = person.find(QWidget, "Minute ruler")
    segments = [each for each in ruler.findChildren(Drawn) if each.isVisible()]
    shares = []
    for segment in segments[:2]:
        last = segment.rect().adjusted(segment.width() - 12, 6, -4, -6)
        found = shades(segment, last)
        fill = found.most_common(1)[0][0]
        lines = [many for shade, many in found.items() if distance(shade, fill) >= LINES]
        shares.append(sum(lines) / found.total())
    assert shares[0] == 0
    assert shares[1] > 0.1
    cells = (person.table.visualRect(person.table.model().index(at, Column.UNITS)) for at in (1, 0))
    chosen, other = (shades(person.table.viewport(), room) for room in cells)
    ground = other.most_common(1)[0][0]
    strong = [
        sum(n for c, n in found.items() if distance(c, ground) >= EDGE) for found in (chosen, other)
    ]
    assert strong[0] > 3 * strong[1]


def _shape(mark: QImage) -> set[tuple[int, int]]:
    """Return the points of a mark that stand out from what is around it."""
    ground = mark.pixelColor(0, 0)
    points = product(range(mark.width()), range(mark.height()))
    return {point for point in points if contrast(mark.pixelColor(*point), ground) >= EDGE}


def _by(ink: Ink, least: Least) -> float:
    return least.light if ink is LIGHT_INK else least.dark


def test_what_hangs_under_something_has_an_edge_that_is_seen(ink: Ink, opened: Open) -> None:
    person = opened()
    menu = QMenu(person.window)
    menu.addAction("Shown").setCheckable(True)
    listed = SuggestionList("Services", person.window)
    hung = (menu, listed, CalendarPopup(person.window))
    grounds = [person.window.palette().color(role).name() for role in GROUNDS]
    for widget in hung:
        widget.resize(200, 100)
        edge = widget.grab().toImage().pixelColor(0, 50).name()
        assert all(distance(edge, each) >= EDGE for each in grounds), (widget, edge)
    box = menu.grab(QRect(4, 4, 20, 20)).toImage()
    found = {box.pixelColor(x, y).name() for x, y in product(range(20), repeat=2)}
    assert any(distance(each, grounds[0]) >= EDGE for each in found), "of a box without a check"


@offscreen_menu
def test_the_arrows_of_the_calendar_are_seen(ink: Ink, opened: Open) -> None:
    person = opened()
    popup = CalendarPopup(person.window)
    popup.open_under(person.window.parts.header, date(2026, 11, 23))
    for button in popup.findChildren(QToolButton):
        if not button.icon().isNull() and button.objectName().endswith("month"):
            drawn_icon = button.icon().pixmap(64, 64).toImage()
            points = product(range(drawn_icon.width()), range(drawn_icon.height()))
            found = [drawn_icon.pixelColor(x, y) for x, y in points]
            solid = {each.name() for each in found if each.alpha() == 255}
            ground = popup.palette().highlight().color().name()
            assert solid and all(distance(each, ground) >= TEXT for each in solid)
    popup.close()


def test_the_pages_of_compare_fees_have_the_ground_of_the_window(ink: Ink, opened: Open) -> None:
    person = opened()
    person.choose(Command.COMPARE_FEES)
    (tabs,) = person.dialog().findChildren(QTabWidget)
    picture = tabs.grab().toImage()
    found = picture.pixelColor(4, picture.height() - 4).name()
    assert found == person.window.palette().window().color().name()
