"""The payment panel: steps that unfold by key and by click, and keep their place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView, QTreeWidget

from quarterhour.fees import STEP_WORDS, StepKind
from quarterhour.report.payment_flow import OTHER_WORDS
from quarterhour.visit import Visit
from quarterhour.window.look.colors import dark_palette, light_palette, payer_colors
from quarterhour.window.panels.payment_steps import PaymentBar
from quarterhour.window.words import Command
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
TIE = (
    {"code": "97112", "therapist_minutes": 20},
    {"code": "97530", "therapist_minutes": 20},
)


def _unfolded(view: QTreeView, row: int) -> list[str]:
    step = view.model().index(row, 0)
    if not view.isExpanded(step):
        return []
    return [
        " ".join(str(view.model().index(at, column, step).data() or "") for column in (0, 1))
        for at in range(view.model().rowCount(step))
    ]


def test_enter_and_space_unfold_the_arithmetic_of_a_step(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    view = person.go_to(QTreeView, "Payment")
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert _unfolded(view, 1) == ["97112 GP   65.46 \u2212 49.76 $15.70"]
    person.press(Qt.Key.Key_Space)
    assert _unfolded(view, 1) == []


def test_a_click_unfolds_a_step(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    view = person.find(QTreeView, "Payment")
    for lines in (2, 0):
        place = view.visualRect(view.model().index(0, 0)).topLeft() + QPoint(60, 8)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert len(_unfolded(view, 0)) == lines


def test_what_is_unfolded_stays_so_when_lines_come_and_go(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    view = person.go_to(QTreeView, "Payment")
    person.press(Qt.Key.Key_Return)
    person.select(1, "therapist").choose(Command.DELETE_ROW)
    assert len(_unfolded(view, 0)) == 1
    assert not view.isExpanded(view.model().index(1, 0))


def test_the_height_does_not_follow_what_is_typed(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    view = person.find(QTreeView, "Payment")
    before = view.height()
    person.select(0, "therapist").types("38").press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert view.height() == before
    assert not view.verticalScrollBar().isVisible()
    person.select(0, "service")
    person.choose(Command.DELETE_ROW)
    person.choose(Command.DELETE_ROW)
    QApplication.processEvents()
    assert not view.isVisible()


def test_why_money_is_withheld_is_told(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    person.window.worksheet.session.change(place="", locality="")
    view = person.go_to(QTreeView, "Payment")
    person.press(Qt.Key.Key_Return)
    (why,) = _unfolded(view, 0)
    assert "ZIP" in why


def test_a_wanted_charge_is_asked_for(opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 30},
            patient={"pt_slp_to_date": "2480.00"},
            attested={"advance_notice": True},
        )
    )
    assert person.step(STEP_WORDS[StepKind.PATIENT_PAYS]) == OTHER_WORDS["not known"]
    wanted = person.says("About the totals")
    known = opened(
        visit(
            {"code": "97110", "therapist_minutes": 30, "charge": "120.00"},
            patient={"pt_slp_to_date": "2480.00"},
            attested={"advance_notice": True},
        )
    )
    assert known.total("Patient pays") == "$120.00"
    assert known.step(STEP_WORDS[StepKind.PATIENT_PAYS]) == "", "the amount stands elsewhere"
    assert known.says("About the totals") != wanted
    view = person.find(QTreeView, "Payment")
    kinds = [step.partition(":")[0] for step in person.steps()]
    patient = kinds.index(STEP_WORDS[StepKind.PATIENT_PAYS])
    view.expand(view.model().index(patient, 0))
    assert OTHER_WORDS["charge wanted"] in _unfolded(view, patient)[-1]


def test_what_each_pays_stands_elsewhere(opened: Open, visit: Make) -> None:
    """The payer's share ends the steps in percent; the bar is told in words too."""
    person = opened(visit(*TIE, zip="33101"))
    view = person.find(QTreeView, "Payment")
    view.expandAll()
    shown = []
    for row in range(view.model().rowCount()):
        step = view.model().index(row, 0)
        shown += [str(step.siblingAtColumn(1).data()), *_unfolded(view, row)]
    pays = person.total("Medicare pays")
    assert not any(pays in text for text in shown)
    payment = person.window.worksheet.session.outcome.payment
    assert payment is not None
    assert shown[-1] == f"{payment.share_of_allowed}% of allowed"
    bar = person.find(PaymentBar, "Shares")
    assert [part.split(" ")[0] for part in bar.accessibleDescription().split(", ")] == [
        "Medicare",
        "Coinsurance",
        "Sequestration",
        "MPPR",
    ]


def test_the_steps_are_as_high_as_what_they_show(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    view = person.find(QTreeView, "Payment")
    before = view.sizeHint().height()
    view.expand(view.model().index(0, 0))
    assert view.sizeHint().height() > before
    view.collapse(view.model().index(0, 0))
    assert view.sizeHint().height() == before


def test_what_is_long_wraps_and_is_whole(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE, zip="33101"))
    view = person.find(QTreeView, "Payment")
    one_line = view.visualRect(view.model().index(0, 0)).height()
    view.setFixedWidth(190)
    QApplication.processEvents()
    assert view.visualRect(view.model().index(1, 0)).height() >= 1.5 * one_line


def test_words_wrap_for_their_own_amount_alone(opened: Open, visit: Make) -> None:
    """Those of another line are longer, such as the share of what is allowed."""
    person = opened(visit(*TIE, zip="33101"))
    person.window.resize(1366, 768)
    view = person.find(QTreeView, "Payment")
    heights = [view.visualRect(view.model().index(row, 0)).height() for row in range(7)]
    assert max(heights) < 1.5 * min(heights)


def test_an_amount_stands_in_the_line_of_its_words(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    tree = person.find(QTreeWidget, "Payment")
    tree.expand(tree.model().index(0, 0))
    QApplication.processEvents()
    drawn = tree.viewport().grab().toImage()
    first = tree.model().index(0, 0, tree.model().index(0, 0))
    words, amount = (tree.visualRect(first.siblingAtColumn(at)) for at in (0, 1))
    amount.setLeft(amount.right() - 40)
    tops = [_first_row(drawn, room) for room in (words, amount)]
    assert tops[0] == pytest.approx(tops[1], abs=4), "letters are of several heights"


def _first_row(drawn: QImage, room: QRect) -> int:
    """Return the first row of pixels in which something is drawn."""
    ground = drawn.pixel(room.topRight())
    rows = (
        y
        for y in range(room.top(), room.bottom())
        if any(drawn.pixel(x, y) != ground for x in range(room.left(), room.right()))
    )
    return next(rows)


def test_the_swatches_of_the_steps_follow_the_appearance(opened: Open, visit: Make) -> None:
    person = opened(visit(*TIE))
    tree = person.find(QTreeWidget, "Payment")
    for palette in (dark_palette(), light_palette(), dark_palette()):
        person.window.setPalette(palette)
        QApplication.processEvents()
        (pays,) = tree.findItems("Medicare pays", Qt.MatchFlag.MatchExactly)
        place = tree.visualItemRect(pays)
        drawn = tree.viewport().grab(place).toImage()
        row = range(drawn.width())
        colors = [drawn.pixelColor(x, drawn.height() // 2) for x in row]
        assert payer_colors(palette)[0] in colors
