"""The lists that cells open: the discipline, the choices in a tie, and what modifiers rest on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from quarterhour.claims import Attest
from quarterhour.claims.actions import action_title
from quarterhour.entry import Session
from quarterhour.visit import DISCIPLINES
from quarterhour.window.look.views import Index
from quarterhour.window.table.model import ServiceModel
from quarterhour.window.words import WORDS, Title

MAX_CHOICES = 24


def discipline_menu(model: ServiceModel, index: Index, parent: QWidget) -> QMenu:
    """Return the menu of disciplines, the present one checked."""
    menu = _menu(Title.DISCIPLINE_MENU, parent)
    group = QActionGroup(menu)
    for discipline in DISCIPLINES:
        action = group.addAction(menu.addAction(f"&{discipline}"))
        action.setCheckable(True)
        action.setChecked(index.data() == discipline)
        action.triggered.connect(lambda _, discipline=discipline: model.setData(index, discipline))
    return menu


def tie_menu(session: Session, row: int, parent: QWidget) -> QMenu | None:
    """Return the menu of the valid choices in a tie, or None; it says nothing of what each pays."""
    choices, ways = session.tie_choices(row, MAX_CHOICES, 0)
    if not choices:
        return None
    menu = _menu(Title.TIE_MENU, parent)
    group = QActionGroup(menu)
    for choice in choices:
        action = group.addAction(menu.addAction(choice.text()))
        action.setCheckable(True)
        action.setChecked(choice.present)
        action.triggered.connect(lambda _, choice=choice: session.choose(choice))
    if ways > len(choices):
        menu.addSeparator()
        more = menu.addAction(f"Showing {len(choices)} of {ways:,} correct choices")
        more.setEnabled(False)
    return menu


def modifier_menu(
    session: Session, row: int, ask: Callable[[Attest], object], parent: QWidget
) -> QMenu | None:
    """Return the menu of the questions that modifiers of a row rest on, or None where it has none.

    Each opens its question: no modifier that confirms something is set by one key.
    """
    questions = session.questions_of(row)
    if not questions:
        return None
    menu = _menu(Title.MODIFIER_MENU, parent)
    for question in questions:
        action = menu.addAction(action_title(question))
        action.triggered.connect(lambda _, question=question: ask(question))
    return menu


def _menu(title: Title, parent: QWidget) -> QMenu:
    menu = QMenu(WORDS[title], parent)
    menu.setAccessibleName(menu.title())
    return menu
