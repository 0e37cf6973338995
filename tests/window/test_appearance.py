"""Light and dark, changed while a window is open: nothing keeps the colors of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QTreeWidget

from quarterhour.visit import CPT_MIDPOINT, Visit
from window.legible import faint
from window.person import Person

Open = Callable[..., Person]
TIE = (
    {"code": "97112", "therapist_minutes": 20},
    {"code": "97530", "therapist_minutes": 20},
)


def mistake_the_deductible(person: Person) -> None:
    person.type_deductible("900")


def correct_the_deductible(person: Person) -> None:
    mistake_the_deductible(person)
    person.type_deductible("60")


def unfold_every_step(person: Person) -> None:
    for tree in person.window.findChildren(QTreeWidget):
        tree.expandAll()


def change(**fields: str | None) -> Callable[[Person], None]:
    return lambda person: person.window.worksheet.session.change(**fields)


STATES: dict[str, Callable[[Person], None]] = {
    "as it opens": lambda person: None,
    "a deductible mistaken": mistake_the_deductible,
    "a deductible corrected": correct_the_deductible,
    "another payer": change(payer=CPT_MIDPOINT),
    "no place": change(place="", locality=""),
    "a place mistaken": change(place="00000", locality=""),
    "no date": change(day_text="x", day=None),
    "every step unfolded": unfold_every_step,
    "lines copied": lambda person: person.window.parts.strip.tell("Copied 2 claim lines"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("looks", [("light", "dark"), ("dark", "light"), ("dark", "light", "dark")])
def test_every_word_stands_out_after_another_appearance(
    state: str,
    looks: tuple[str, ...],
    opened: Open,
    visit: Callable[..., Visit],
    colors: Callable[[str], None],
) -> None:
    colors(looks[0])
    person = opened(visit(*TIE, zip="33101"))
    person.window.resize(1366, 900)
    STATES[state](person)
    QApplication.processEvents()
    for look in looks[1:]:
        colors(look)
        QApplication.processEvents()
    assert list(faint(person.window)) == []
