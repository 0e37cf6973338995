"""Both rules side by side, while the visit is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget

from quarterhour.visit import Visit
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
    assert "97140 has 1 unit when minutes are added and 0 alone" in person.says("Why the rules")


def test_it_follows_the_visit(opened: Open, visit: Make) -> None:
    person = opened()
    person.press(Qt.Key.Key_R, modifier=CONTROL)
    assert person.says("Why the rules").startswith("Type services")
    person.window.worksheet.open(visit({"code": "97110", "therapist_minutes": 15}))
    assert cells(person)[-2] == ["Units", "15 timed", "1", "1"]
    assert person.find(QLabel, "Why the rules").text() == "Both rules come to the same units."
