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

MOST_CHOICES = 24


def plan_menu(model: ServiceModel, index: Index, parent: QWidget) -> QMenu:
    """Return the menu of plans of care, the present one checked."""
    menu = QMenu(WORDS[Title.PLAN_MENU], parent)
    menu.setAccessibleName(menu.title())
    group = QActionGroup(menu)
    for plan in DISCIPLINES:
        action = group.addAction(menu.addAction(f"&{plan}"))
        action.setCheckable(True)
        action.setChecked(index.data() == plan)
        action.triggered.connect(lambda _, plan=plan: model.setData(index, plan))
    return menu


def tie_menu(session: Session, row: int, parent: QWidget) -> QMenu | None:
    """Return the menu of the valid allocations of a tie with what each pays, or None."""
    choices, ways = session.tie_choices(row, MOST_CHOICES, MOST_CHOICES)
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
        more = menu.addAction(f"These are {len(choices)} of {ways:,} valid choices")
        more.setEnabled(False)
    return menu


def choice_text(choice: TieChoice) -> str:
    """Return an allocation in words, with what it pays."""
    if choice.payment is None:
        return choice.text()
    return f"{choice.text()}: Medicare pays {dollars(choice.payment.medicare_pays)}"
