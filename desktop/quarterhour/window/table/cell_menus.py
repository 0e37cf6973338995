"""The menus that cells open: the plan of care, and the choices in a tie."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from quarterhour.entry import Session, TieChoice
from quarterhour.fees import dollars
from quarterhour.visit import DISCIPLINES
from quarterhour.window.look.views import Index
from quarterhour.window.table.model import ServiceModel
from quarterhour.window.words import WORDS, Title

MAX_CHOICES = 24


def discipline_menu(model: ServiceModel, index: Index, parent: QWidget) -> QMenu:
    """Return the menu of plans of care, the present one checked."""
    menu = QMenu(WORDS[Title.DISCIPLINE_MENU], parent)
    menu.setAccessibleName(menu.title())
    group = QActionGroup(menu)
    for discipline in DISCIPLINES:
        action = group.addAction(menu.addAction(f"&{discipline}"))
        action.setCheckable(True)
        action.setChecked(index.data() == discipline)
        action.triggered.connect(lambda _, discipline=discipline: model.setData(index, discipline))
    return menu


def tie_menu(session: Session, row: int, parent: QWidget) -> QMenu | None:
    """Return the menu of the valid allocations of a tie with what each pays, or None."""
    choices, ways = session.tie_choices(row, MAX_CHOICES, MAX_CHOICES)
    if not choices:
        return None
    menu = QMenu(WORDS[Title.TIE_MENU], parent)
    menu.setAccessibleName(menu.title())
    group = QActionGroup(menu)
    for choice in choices:
        action = group.addAction(menu.addAction(choice_text(choice)))
        action.setCheckable(True)
        action.setChecked(choice.present)
        action.triggered.connect(lambda _, choice=choice: session.choose(choice))
    if ways > len(choices):
        menu.addSeparator()
        more = menu.addAction(f"These are {len(choices)} out of {ways:,} valid choices")
        more.setEnabled(False)
    return menu


def choice_text(choice: TieChoice) -> str:
    """Return an allocation in words, with what it pays."""
    if choice.payment is None:
        return choice.text()
    return f"{choice.text()}: Medicare pays {dollars(choice.payment.medicare_pays)}"
