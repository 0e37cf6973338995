"""One NCCI pair of the visit: what it is, what may be stated of it, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from quarterhour.fees import dollars
from quarterhour.statements import StatedPair
from quarterhour.visit import SEPARATE_MODIFIERS
from quarterhour.window.details.frame import Choice, note
from quarterhour.window.look import GAP, GRID

_MEANINGS = {
    "59": "distinct, such as different 15-minute blocks",
    "XE": "a separate encounter on the same day",
    "XS": "a separate structure of the body",
    "XP": "a separate practitioner",
    "XU": "unusual, and does not overlap: different 15-minute blocks",
}
_CHOICES = {"": "Not stated"} | {
    modifier: f"{modifier}{GAP}{_MEANINGS[modifier]}" for modifier in SEPARATE_MODIFIERS
}


class PairChoice(QWidget):
    """Names a pair and asks what is stated of it; `stated` hears the modifier chosen."""

    def __init__(
        self, pair: StatedPair, stated: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        names = f"{pair.column_1} and {pair.column_2}"
        title = QLabel(_title(pair), self)
        title.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        if pair.pair.statable:
            spoken = f"{names}: {title.text()}"
            choice = Choice(spoken, _CHOICES, pair.pair.modifier, self)
            choice.activated.connect(lambda: stated(choice.currentData()))
            title.setBuddy(choice)
            layout.addWidget(choice)
        self._about = note(names, "", self)
        layout.addWidget(self._about)
        self.explain(pair)

    def explain(self, pair: StatedPair) -> None:
        """Say what the pair comes to now."""
        self._about.say(_comes_to(pair))


def _title(pair: StatedPair) -> str:
    return f"{pair.column_1} (column 1), {pair.column_2} (column 2); {pair.pair.edit.release}"


def _comes_to(pair: StatedPair) -> str:
    two = pair.column_2
    if pair.pair.never:
        return (
            "Never paid together, with or without a modifier: there is nothing to state. "
            f"The amounts leave {two} out."
        )
    if not pair.pair.denied and not pair.pair.modifier:
        both = "Both are counted, as given by therapists of two disciplines"
        if not pair.pair.statable:
            return f"{both} (confirm with your MAC): there is nothing to state."
        return f"{both}. XP, or 59, marks that (confirm with your MAC)."
    others = ", once its other pairs are stated too" if pair.others_unstated else ""
    if not pair.pair.modifier:
        more = (
            f" With a modifier Medicare pays {dollars(pair.gain)} more{others}."
            if pair.gain
            else ""
        )
        return f"{two} is denied as it stands.{more}"
    if not pair.marked:
        return f"{two} takes {pair.pair.modifier} once its other pairs are stated too."
    more = f" Medicare pays {dollars(pair.gain)} more with it." if pair.gain else ""
    return f"{pair.marked} stands on {two}.{more} The note must show it."
