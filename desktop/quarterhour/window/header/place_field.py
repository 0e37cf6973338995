"""The place of treatment: a ZIP code, or the locality by state, name or MAC number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from quarterhour.reference import NATIONAL, Locality, PlaceMatch
from quarterhour.window.header.noted_edit import NotedEdit
from quarterhour.window.look import GAP
from quarterhour.window.look.ink import figures_font
from quarterhour.window.suggestion_list import Offer, SuggestionList


class PlaceField(NotedEdit):
    """Edits the place, with a list of the localities that the text can mean.

    `edited` carries what is typed, `chosen` the locality taken from the list with its text.
    """

    edited = Signal(str)
    chosen = Signal(str, str)

    def __init__(
        self, search: Callable[[str], list[PlaceMatch]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._popup: SuggestionList | None = None
        self._candidates: Sequence[Locality] = ()
        self.setAccessibleName("ZIP or place of treatment")
        self.setPlaceholderText("ZIP code (33101) or locality")
        self.setFont(figures_font(self.font()))
        self.textEdited.connect(self._edit)

    def show_candidates(self, candidates: Sequence[Locality]) -> None:
        """Offer the localities that a ZIP code can lie in."""
        opens = bool(candidates) and candidates != self._candidates and self.hasFocus()
        self._candidates = candidates
        if opens:
            self._offer(self._offered_candidates)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose from the list: the arrows move, Enter takes, Escape closes, Down opens."""
        key = event.key()
        if self._opened and self._list().move_highlight(key):
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._open()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._opened:
            self._take(self._list().current())
        elif key == Qt.Key.Key_Escape and self._opened:
            self._list().hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the list while it is open."""
        asked = event.type() == QEvent.Type.ShortcutOverride and self._opened
        if asked and self._list().keeps(event, self):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list, and take along what is meant for certain."""
        if self._opened:
            offer = self._list().certain()
            self._list().hide()
            self._take(offer)
        super().focusOutEvent(event)

    @property
    def _opened(self) -> bool:
        return self._popup is not None and self._popup.serves(self)

    @property
    def _waits_for_choice(self) -> bool:
        return bool(self._candidates)

    @property
    def _offered_candidates(self) -> list[PlaceMatch]:
        return [PlaceMatch(place, state_named=True) for place in self._candidates]

    def _list(self) -> SuggestionList:
        """Return the list, made when it is first needed: the window is known by then."""
        if self._popup is None:
            self._popup = SuggestionList("Localities that match", self.window())
            self._popup.taken.connect(self._take)
        return self._popup

    def _edit(self, text: str) -> None:
        self._candidates = ()
        self.edited.emit(text)
        words = text.strip()
        if words and not words.isdigit():
            self._offer(self._search(words))
        elif self._popup is not None and not self._waits_for_choice:
            self._popup.hide()

    def _open(self) -> None:
        text = self.text() if self.isModified() else ""
        self._offer(self._offered_candidates or self._search(text))

    def _offer(self, matches: Sequence[PlaceMatch]) -> None:
        sure = len(matches) == 1 and matches[0].state_named
        offers = [_offer(match, sure) for match in matches]
        self._list().offer(offers, self, highlights=len(offers) == 1)

    def _take(self, offer: Offer | None) -> None:
        if offer is None:
            return
        self._list().hide()
        zip_code = self.text().strip()
        if not (self._candidates and zip_code.isdigit()):
            self.setText(offer.text)
        self.chosen.emit(offer.key, self.text())


def _offer(match: PlaceMatch, sure: bool) -> Offer:
    place = match.locality
    county = f"{match.county} County" if match.county else ""
    number = "" if place == NATIONAL else place.id
    return Offer(place.id, place.title, GAP.join(filter(None, (county, number))), sure)
