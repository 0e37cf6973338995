"""Both rules side by side, while the visit is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget

from quarterhour.visit import Visit
from quarterhour.window.look.views import MARGIN
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CONTROL = Qt.KeyboardModifier.ControlModifier


def cells(person: Person) -> list[list[str]]:
    table = person.find(QTableWidget, "Units by both rules")
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_both_counts_and_the_difference_in_words(opened: Open, visit: Make) -> None:
    services = (
        {"code": "97110", "therapist_minutes": 33},
        {"code": "97140", "therapist_minutes": 7},
    )
    person = opened(visit(*services))
    person.press(Qt.Key.Key_R, modifier=CONTROL)
    assert cells(person) == [
        ["97110  Therapeutic exercise", "33", "2", "2"],
        ["97140  Manual therapy", "7", "1", "0"],
        ["Units", "40 timed", "3", "2"],
        ["Allowed", "", "$72.48", "$51.27"],
    ]
    assert "97140: 1 unit by the 8-minute rule, 0 by the midpoint rule" in person.says(
        "Why the rules"
    )


def test_it_follows_the_visit(opened: Open, visit: Make) -> None:
    person = opened()
    person.press(Qt.Key.Key_R, modifier=CONTROL)
    assert person.says("Why the rules").startswith("Enter services")
    person.window.worksheet.session.open(visit({"code": "97110", "therapist_minutes": 15}))
    assert cells(person)[-2] == ["Units", "15 timed", "1", "1"]
    assert person.find(QLabel, "Why the rules").text() == "Both rules give the same units."


def test_titles_have_the_margins_of_the_other_tables(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.press(Qt.Key.Key_R, modifier=CONTROL)
    table = person.find(QTableWidget, "Units by both rules")
    for column in range(table.columnCount()):
        title = str(table.model().headerData(column, Qt.Orientation.Horizontal))
        written = max(map(table.fontMetrics().horizontalAdvance, title.splitlines()))
        assert written + 2 * MARGIN <= table.columnWidth(column)
    picture = table.horizontalHeader().grab().toImage()
    ground = picture.pixelColor(1, picture.height() // 2)
    beside = (picture.pixelColor(x, y) for x in range(1, MARGIN) for y in range(4, 12))
    assert all(abs(each.lightness() - ground.lightness()) < 16 for each in beside)
