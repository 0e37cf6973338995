"""A key has the window write, measure, and paint only what it changes, and that once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTreeView

from quarterhour.assess import payment_of
from quarterhour.entry import ties
from quarterhour.fees import Payment
from quarterhour.visit import Visit
from quarterhour.window.panels.settle_item import SettleItem
from quarterhour.window.table.delegate import ServiceDelegate
from window.person import COLUMNS, Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
CODES = ("97110", "97112", "97116", "97140", "97530", "97535")
# Each of these has an NCCI edit with several of the others.
PAIRED = ("97530", "97116", "97750", "97755", "97150", "97140", "97164")


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the row of every cell of the table that is painted."""
    rows: list[int] = []
    paint = ServiceDelegate.paint

    def note(
        delegate: ServiceDelegate,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rows.append(index.row())
        paint(delegate, painter, option, index)

    monkeypatch.setattr(ServiceDelegate, "paint", note)
    return rows


class _Resized(QObject):
    """Counts how often each item of what is to settle takes another size."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[int] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, SettleItem):
            self.times[id(watched)] += 1
        return False


def _on_screen(person: Person) -> QImage:
    """Return what was painted last, without painting anything."""
    return person.window.screen().grabWindow(person.window.winId()).toImage()


def _places(person: Person) -> dict[object, int]:
    """Return which widget, in the order in which Tab comes to them, shows each item."""
    all_widgets = person.to_settle.findChildren(SettleItem)
    shown = [(at, each) for at, each in enumerate(all_widgets) if not each.isHidden()]
    return {each.item.key: at for at, each in shown}


def test_enter_paints_the_row_that_it_leaves_and_the_one_that_it_goes_to(
    opened: Open, visit: Make, painted: list[int]
) -> None:
    person = opened(visit(*({"code": code, "therapist_minutes": 15} for code in CODES)))
    person.select(1, "therapist").types("15")
    QApplication.processEvents()
    painted.clear()
    person.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert {*painted} == {1, 2}


def test_the_tint_of_a_row_follows_where_cells_are_selected(opened: Open, visit: Make) -> None:
    person = opened(visit(*({"code": code, "therapist_minutes": 15} for code in CODES)))
    held = Qt.KeyboardModifier.ShiftModifier
    person.select(2, "therapist")
    for key, modifier in (
        (Qt.Key.Key_Right, held),
        (Qt.Key.Key_Down, held),
        (Qt.Key.Key_Up, held),
        (Qt.Key.Key_Left, held),
        (Qt.Key.Key_Down, held),
        (Qt.Key.Key_Up, None),
        (Qt.Key.Key_Tab, None),
    ):
        person.press(key, modifier=modifier)
        QApplication.processEvents()
        shown = _on_screen(person)
        person.table.viewport().update()
        QApplication.processEvents()
        assert _on_screen(person) == shown, key


def test_items_that_come_together_are_laid_out_once(opened: Open, qapp: QApplication) -> None:
    person, resized = opened(), _Resized()
    session = person.window.worksheet.session
    rows = [f"{code}\t20" for code in PAIRED]
    session.paste(0, "\n".join(rows[:3]))
    QApplication.processEvents()
    qapp.installEventFilter(resized)
    session.paste(3, "\n".join(rows[3:]))
    QApplication.processEvents()
    qapp.removeEventFilter(resized)
    assert len(person.items()) > 5
    assert max(resized.times.values()) <= 3  # however many come


def test_an_item_that_stays_keeps_its_place_in_the_keyboard(opened: Open) -> None:
    person = opened()
    session = person.window.worksheet.session
    session.paste(0, "\n".join(f"{code}\t20" for code in PAIRED))
    before = _places(person)
    session.change_row(2, therapist="5")
    fewer = _places(person)
    assert 1 < len(fewer) < len(before)
    for key in fewer.keys() & before.keys():
        assert fewer[key] == before[key]
    session.change_row(2, therapist="20")
    assert _places(person) == before
    assert person.titles() == [item.title for item in session.to_settle.items]


def test_widgets_of_items_do_not_pile_up(opened: Open) -> None:
    person = opened()
    session = person.window.worksheet.session
    for at in range(80):
        first = at % len(PAIRED)
        rows = [f"{code}\t20" for code in (*PAIRED[first:], *PAIRED[:first])[: 3 + at % 4]]
        session.open(None)
        session.paste(0, "\n".join(rows))
        assert person.titles() == [item.title for item in session.to_settle.items]
    assert len(person.to_settle.findChildren(SettleItem)) <= 64


def test_a_key_tells_once_of_each_amount_of_the_payment(opened: Open, visit: Make) -> None:
    person = opened(visit(*({"code": code, "therapist_minutes": 20} for code in CODES)))
    model = person.find(QTreeView, "Payment").model()
    spy = QSignalSpy(model.dataChanged)
    person.select(1, "therapist").types("5")
    assert 0 < spy.count() <= model.rowCount()


def test_no_column_gives_way_while_a_visit_is_open(opened: Open, visit: Make) -> None:
    person = opened(
        visit(
            {"code": "97110", "therapist_minutes": 15, "assistant_minutes": 15},
            patient={"pt_slp_to_date": "2500.00"},
            attested={"medically_necessary": True},
        )
    )
    at = COLUMNS.index("modifiers")
    text, width = person.cell(0, "modifiers"), person.table.columnWidth(at)
    person.select(0, "therapist").types("1")
    assert len(person.cell(0, "modifiers")) < len(text)
    assert person.table.columnWidth(at) == width
    person.press(Qt.Key.Key_Return)
    assert person.table.columnWidth(at) == width
    person.window.worksheet.session.open(None)
    assert person.table.columnWidth(at) < width


def test_the_choices_of_a_tie_are_priced_once(
    opened: Open, visit: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = opened(
        visit(
            {"code": "97112", "therapist_minutes": 20},
            {"code": "97530", "therapist_minutes": 20},
        )
    )
    priced: list[Visit] = []

    def note(visit: Visit, *others: Any) -> Payment | None:
        priced.append(visit)
        return payment_of(visit, *others)

    person.select(1, "therapist")
    monkeypatch.setattr(ties, "payment_of", note)
    person.types("20").press(Qt.Key.Key_Return)
    assert len(priced) == 1
