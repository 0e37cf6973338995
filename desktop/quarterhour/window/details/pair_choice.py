"""The NCCI pairs of the visit: what each is, what may be stated of it, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quarterhour.claims import BilledPair
from quarterhour.reference import PairEdit
from quarterhour.statements import StatedPair
from quarterhour.visit import SEPARATE_MODIFIERS
from quarterhour.window.details.frame import Choice, note
from quarterhour.window.look import GAP, GRID
from quarterhour.window.look.plain import plain_label

_MEANINGS = {
    "59": "distinct, such as different 15-minute blocks",
    "XE": "a separate encounter on the same day",
    "XS": "a separate structure of the body",
    "XP": "a separate practitioner",
    "XU": "unusual, and does not overlap: different 15-minute blocks",
}
_ONE = (
    "State a pair only where the note shows it: no minute counts twice. 59 and XE are two "
    "modifiers, and one of the five is enough."
)
NO_PAIR = "No pair of services is to be stated for this visit."
_CHOICES = {"": "Not stated"} | {
    modifier: f"{modifier}{GAP}{_MEANINGS[modifier]}" for modifier in SEPARATE_MODIFIERS
}


class PairChoices(QWidget):
    """Asks of each pair what is stated of it; `state` hears the pair and the modifier chosen."""

    def __init__(
        self,
        pairs: Sequence[StatedPair],
        state: Callable[[BilledPair, str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._about = note("separate services", _ONE if pairs else NO_PAIR, self)
        self._choices: list[PairChoice] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * GRID)
        self._layout.addWidget(self._about)
        self._ask_anew(pairs)

    def follow(self, pairs: Sequence[StatedPair]) -> None:
        """Say what the pairs come to now; where they are others, ask anew."""
        if [choice.edits for choice in self._choices] != list(map(_edits, pairs)):
            self._about.say(_ONE if pairs else NO_PAIR)
            self._ask_anew(pairs)
        for choice, pair in zip(self._choices, pairs, strict=True):
            choice.explain(pair)

    def _ask_anew(self, pairs: Sequence[StatedPair]) -> None:
        for choice in self._choices:
            choice.setParent(None)
            choice.deleteLater()
        self._choices = [PairChoice(pair, partial(self._state, pair.pair), self) for pair in pairs]
        for choice in self._choices:
            self._layout.addWidget(choice)
            choice.show()


class PairChoice(QWidget):
    """Names a pair and asks what is stated of it; `stated` hears the modifier chosen."""

    def __init__(
        self, pair: StatedPair, stated: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edits = _edits(pair)
        self.box: Choice | None = None
        names = f"{pair.column_1} and {pair.column_2}"
        title = plain_label(_title(pair), self)
        title.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        if pair.pair.statable:
            spoken = f"{names}: {title.text()}"
            self.box = choice = Choice(spoken, _CHOICES, pair.pair.modifier, self)
            choice.activated.connect(lambda: stated(choice.currentData()))
            title.setBuddy(choice)
            layout.addWidget(choice)
        self._about = note(names, "", self)
        layout.addWidget(self._about)
        self.explain(pair)

    def explain(self, pair: StatedPair) -> None:
        """Say what is stated of the pair and what it comes to now."""
        if self.box is not None:
            self.box.setCurrentIndex(self.box.findData(pair.pair.modifier))
        self._about.say(_comes_to(pair))


def _edits(pair: StatedPair) -> tuple[PairEdit, ...]:
    return tuple(each.edit for each in pair.edits)


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
    if not pair.pair.modifier:
        return f"{two} is denied as it stands, and the amounts leave it out."
    if not pair.marked:
        return f"{two} takes {pair.pair.modifier} once its other pairs are stated too."
    return f"{pair.marked} stands on {two}. The note must show it."
