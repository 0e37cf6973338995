"""What opens on a cell: the line edit in which it is typed, or the menu from which it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from quarterhour import claims
from quarterhour.entry import Session, Suggestion
from quarterhour.visit import DISCIPLINES
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.colors import accent
from quarterhour.window.look.text import CAPTION, ScaledLabel, figures_font
from quarterhour.window.look.views import Index, paint_frame
from quarterhour.window.suggestion_list import Offer, StepKeys, SuggestionList
from quarterhour.window.table.model import ServiceModel
from quarterhour.window.words import WORDS, Title

MAX_CHOICES = 24
_BOTH = 2
_BOTH_RIGHT, _ALL_RIGHT = "Both are right.", "All are right."
_PICK = " Pick the one your note supports."
_HOW = "\N{UPWARDS ARROW} \N{DOWNWARDS ARROW} to choose, Enter to take, Esc to leave"


class Leaving(Enum):
    """How a cell is left: where to go next, or back to what it had before."""

    NEXT = auto()
    PREVIOUS = auto()
    NEXT_ROW = auto()
    UP = auto()
    DOWN = auto()
    CANCEL = auto()


_KEYS = {
    Qt.Key.Key_Return: Leaving.NEXT_ROW,
    Qt.Key.Key_Enter: Leaving.NEXT_ROW,
    Qt.Key.Key_Up: Leaving.UP,
    Qt.Key.Key_Down: Leaving.DOWN,
    Qt.Key.Key_Escape: Leaving.CANCEL,
}


class CellEdit(QLineEdit):
    """Edits the text of a cell; says how it is left, and keeps those keys from the table."""

    leaving = Signal(Leaving)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(figures_font(self.font()))
        self.setFrame(False)
        self.setAutoFillBackground(True)
        StepKeys(self)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Take Tab and Shift+Tab as the way to the neighboring cell."""
        self.leave(Leaving.NEXT if next else Leaving.PREVIOUS)
        return True

    def leave(self, how: Leaving) -> None:
        """End the editing."""
        self.leaving.emit(how)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of what is being edited, too; a field outside of a table has its own."""
        super().paintEvent(event)
        if not self.hasFrame():
            with QPainter(self) as painter:
                paint_frame(painter, self.rect(), accent(self.palette()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the cell by Enter, Escape and the arrows up and down."""
        how = _KEYS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if how is Leaving.NEXT_ROW and held == Qt.KeyboardModifier.ShiftModifier:
            how, held = Leaving.UP, Qt.KeyboardModifier.NoModifier
        if how is None or held:
            super().keyPressEvent(event)
            return
        event.accept()
        self.leave(how)


class ServiceEdit(CellEdit):
    """Edits the service of a row, with a list of what the text can mean: `find` has that.

    What is sure is highlighted: Enter and Tab take it. The arrows choose another, or the first
    where nothing is sure; until then the text stays as it is typed.
    """

    taken = Signal(str)

    def __init__(
        self,
        name: str,
        find: Callable[[str], Sequence[Suggestion]],
        popup: SuggestionList,
        parent: QWidget,
    ) -> None:
        super().__init__(name, parent)
        self.setPlaceholderText("Code or name")
        self._find = find
        self._popup = popup
        self.textEdited.connect(self.suggest)
        popup.taken.connect(self._take_clicked)

    def suggest(self) -> None:
        """Show what the text can mean; a whole code needs no list."""
        text = self.text().strip()
        found = self._find(text)
        if not text or (len(found) == 1 and found[0].code.casefold() == text.casefold()):
            self._popup.hide()
            return
        self._offer(found)

    def leave(self, how: Leaving) -> None:
        """Take the highlighted suggestion along, or close the list and stay."""
        if how is Leaving.CANCEL and self._popup.serves(self):
            self._popup.hide()
            return
        if how in (Leaving.NEXT, Leaving.NEXT_ROW):
            offer = self._popup.current() if self._popup.serves(self) else None
            if offer is not None:
                self._take(offer)
            # The service is followed by its minutes, whichever key ends it.
            how = Leaving.NEXT if self.text().strip() else how
        self._popup.hide()
        super().leave(how)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the highlight while the list is open; F4 opens it."""
        if self._popup.serves(self) and self._popup.move_highlight(event.key()):
            event.accept()
        elif event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        ):
            self._offer(self._find(self.text()))
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what a text can mean that was in the cell already."""
        super().showEvent(event)
        self.suggest()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take along what is meant for certain when the cell is left by mouse."""
        self._close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list away with the cell."""
        self._close_list()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from closing the editor while the list is open."""
        if event.type() == QEvent.Type.ShortcutOverride and self._popup.keeps(event, self):
            event.accept()
            return True
        return super().event(event)

    def _offer(self, found: Sequence[Suggestion]) -> None:
        sure = bool(found) and found[0].sure
        self._popup.offer([_offer(suggestion) for suggestion in found], self, sure)

    def _close_list(self) -> None:
        if self._popup.serves(self):
            offer = self._popup.certain()
            self._popup.hide()
            if offer is not None:
                self._take(offer)

    def _take(self, offer: Offer) -> None:
        self.setText(offer.key)
        self.taken.emit(offer.key)

    def _take_clicked(self, offer: Offer) -> None:
        if self._popup.serves(self):
            self._take(offer)
            self._popup.hide()
            super().leave(Leaving.NEXT)


def _offer(suggestion: Suggestion) -> Offer:
    text = f"{suggestion.code}{GAP}{suggestion.label}"
    return Offer(suggestion.code, text, suggestion.word, suggestion.sure)


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
    right = (_BOTH_RIGHT if ways == _BOTH else _ALL_RIGHT) + _PICK
    menu.setAccessibleDescription(f"{right} {_HOW}")
    _tell(menu, right)
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
    menu.addSeparator()
    _tell(menu, _HOW)
    return menu


def _tell(menu: QMenu, text: str) -> None:
    """Say something in a menu, where the arrows pass it by."""
    label = ScaledLabel(CAPTION, menu, quiet=True)
    label.setText(text)
    label.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    action.setEnabled(False)
    menu.addAction(action)


def present_in(menu: QMenu) -> QAction | None:
    """Return the choice of a menu that holds now, else its first."""
    choices = [action for action in menu.actions() if action.isEnabled() and action.text()]
    return next((action for action in choices if action.isChecked()), next(iter(choices), None))


def modifier_menu(
    session: Session, row: int, ask: Callable[[claims.Attest], object], parent: QWidget
) -> QMenu | None:
    """Return the menu of the questions that modifiers of a row rest on, or None where it has none.

    Each opens its question: no modifier that confirms something is set by one key.
    """
    questions = session.questions_of(row)
    if not questions:
        return None
    menu = _menu(Title.MODIFIER_MENU, parent)
    for question in questions:
        action = menu.addAction(claims.action_title(question))
        action.triggered.connect(lambda _, question=question: ask(question))
    return menu


class CellMenu(QMenu):
    """Is opened by a key, which chooses nothing in it while it stays down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a key that repeats, but choose only by another press."""
        chooses = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if not (chooses and event.isAutoRepeat()):
            super().keyPressEvent(event)


def _menu(title: Title, parent: QWidget) -> QMenu:
    menu = CellMenu(WORDS[title], parent)
    menu.setAccessibleName(menu.title())
    return menu
