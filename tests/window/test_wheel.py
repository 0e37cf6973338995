"""The wheel over a field scrolls, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from quarterhour.visit import Visit
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
DIALOGS = (
    Command.SERVICE_DETAILS,
    Command.CLAIM_STATEMENTS,
    Command.PRACTICE,
    Command.SETTINGS,
    Command.COMPARE_FEES,
)


def _turn_the_wheel(field: QWidget) -> None:
    middle = QPointF(field.rect().center())
    for step in (120, -120, -120):
        event = QWheelEvent(
            middle,
            QPointF(field.mapToGlobal(middle)),
            QPoint(0, 0),
            QPoint(0, step),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, event)


def _boxes(window: QWidget) -> list[QComboBox]:
    assert window.findChildren(QAbstractSpinBox) == []  # which the wheel would change as well
    return [box for box in window.findChildren(QComboBox) if box.count() > 1]


def test_the_rule_stays(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 33}, zip="33101"))
    before = person.window.worksheet.session.draft
    for box in _boxes(person.window):
        _turn_the_wheel(box)
    assert person.window.worksheet.session.draft == before


@pytest.mark.parametrize("command", DIALOGS)
def test_no_choice_in_a_dialog_is_made_by_it(command: Command, opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97530", "therapist_minutes": 15}, {"code": "97750", "therapist_minutes": 15}
        )
    )
    before = {*QApplication.topLevelWidgets()}
    person.choose(command)
    QApplication.processEvents()
    for surface in {*QApplication.topLevelWidgets()} - before:
        for box in _boxes(surface):
            chosen = box.currentIndex()
            _turn_the_wheel(box)
            assert box.currentIndex() == chosen, box.accessibleName()
        surface.close()
