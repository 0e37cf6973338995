"""What is seen at a glance, by the size of the window and by screenshots."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItemIterator,
)

from quarterhour.visit import Visit
from quarterhour.window.look.colors import Ink, contrast
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
PT = (("97161", 30), ("97110", 23), ("97140", 12), ("97116", 10))
OT = (("97165", 30), ("97535", 16), ("97530", 15), ("97018", 10))
DISCIPLINES = {"PT": PT, "OT": OT}
DAY = [
    {"code": code, "discipline": discipline, "therapist_minutes": minutes}
    for discipline, services in DISCIPLINES.items()
    for code, minutes in services
]
DENIED = ({"code": "97530", "therapist_minutes": 15}, {"code": "97750", "therapist_minutes": 15})
SWATCH = QPoint(33, 5)  # where its number stands in the cell of the service
DOLLARS = re.compile(r"\$[0-9,]+\.[0-9]{2}")


def screenshot(person: Person) -> QImage:
    QApplication.processEvents()
    return person.window.grab().toImage()


def lines(area: QRect) -> range:
    return range(area.top(), area.bottom() + 1)


def colors(image: QImage, area: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }


def area(person: Person, name: str) -> QRect:
    label = person.find(QLabel, name)
    return QRect(label.mapTo(person.window, QPoint(0, 0)), label.size())


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_eight_services_and_the_next_row_are_seen(
    size: tuple[int, int], opened: Open, visit: Make
) -> None:
    person = opened(visit(*DAY, zip="27601"))
    person.window.resize(*size)
    QApplication.processEvents()
    assert (person.window.width(), person.window.height()) == size
    last = person.table.visualRect(person.table.model().index(len(DAY), 0))
    assert person.table.viewport().rect().contains(last)
    assert not person.table.verticalScrollBar().isVisible()


def test_the_two_amounts_of_the_strip_stand_nowhere_else(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY, zip="27601"))
    strip = {
        match[0]
        for name in ("Medicare pays: ", "Patient pays: ")
        if (match := DOLLARS.search(person.find(QLabel, name).accessibleName()))
    }
    assert len(strip) == 2
    elsewhere: list[str] = []
    for tree in person.window.findChildren(QTreeWidget):
        walk = QTreeWidgetItemIterator(tree)
        while item := walk.value():
            if not item.text(0).startswith("Coinsurance"):
                elsewhere += DOLLARS.findall(item.text(1))
            walk += 1
    elsewhere += [person.cell(row, "allowed") for row in range(len(DAY))]
    assert elsewhere and strip.isdisjoint(elsewhere)


def test_a_row_has_the_color_and_number_of_its_segment(opened: Open, visit: Make) -> None:
    timed = ("97110", "97112", "97116", "97140", "97530", "97535", "97750", "97760")
    rows = [{"code": code, "therapist_minutes": 15} for code in timed]
    outcome = opened(visit(*rows)).window.worksheet.session.outcome
    assert len({row.color for row in outcome.rows}) == len(timed)
    assert outcome.assessment is not None
    assert list(outcome.colors) == [row.color for row in outcome.rows]


def test_letters_are_seen_on_their_ground_on_the_screen(
    ink: Ink, opened: Open, visit: Make
) -> None:
    person = opened(visit(*DENIED, zip="27601"))
    image = screenshot(person)
    base = person.window.palette().base().color()
    for name, wanted in (("Units: ", 9.5), ("Medicare pays: ", 9.5)):
        seen = colors(image, area(person, name))
        assert base.name() in seen
        assert max(contrast(QColor(each), base) for each in seen) >= wanted
    denied = person.table.visualRect(person.table.model().index(1, 6))
    corner = person.table.viewport().mapTo(person.window, denied.topLeft())
    seen = colors(image, QRect(corner, denied.size()))
    assert ink.danger in seen


def test_the_edges_of_entries_are_seen_on_the_screen(ink: Ink, opened: Open, visit: Make) -> None:
    person = opened(visit(*DENIED, zip="27601"))
    image = screenshot(person)
    for entry in (
        person.find(QLineEdit, "Date of service"),
        person.find(QLineEdit, "ZIP or place"),
        person.find(QComboBox, "Payer"),
        person.find(QPushButton, "Review"),
    ):
        corner = entry.mapTo(person.window, QPoint(0, 0))
        around = QRect(corner, entry.size()).adjusted(-1, -1, 1, 1)
        seen = colors(image, around)
        ground = person.window.palette().window().color()
        assert any(
            abs(contrast(QColor(each), ground) - contrast(QColor(ink.control_edge), ground)) <= 0.2
            for each in seen
        ), entry


def test_in_gray_each_row_is_told_by_the_number_in_its_swatch(opened: Open, visit: Make) -> None:
    person = opened(visit(*DAY, zip="27601"))
    gray = screenshot(person).convertToFormat(QImage.Format.Format_Grayscale8)
    seen = set()
    for row in range(len(DAY)):
        place = person.table.visualRect(person.table.model().index(row, 0))
        corner = person.table.viewport().mapTo(person.window, place.topLeft())
        swatch = QRect(corner + SWATCH, QSize(18, 18))
        edge = min(gray.pixelColor(swatch.center().x(), y).lightness() for y in lines(swatch))
        seen.add(
            tuple(
                gray.pixelColor(x, y).lightness() < (edge + 255) // 2
                for y in range(swatch.top() + 3, swatch.bottom() - 3)
                for x in range(swatch.left(), swatch.right())
            )
        )
    assert len(seen) == len(DAY)
