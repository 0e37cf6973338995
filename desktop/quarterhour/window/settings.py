"""What is kept between two starts: the place last used, and how the practice bills.

No minutes, no amounts, nothing of a patient.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings

from quarterhour.visit import MODIFIER_FAMILIES, PROFESSIONS, Provider

_PLACE = "visit/place"
_LOCALITY = "visit/locality"
_PARTICIPATING = "practice/participating"
_ASSIGNMENT = "practice/accepts_assignment"
_QUALIFYING = "practice/qualifying_apm"
_PROFESSION = "practice/profession"
_ORDER = "practice/modifier_order"
_FLAGS = {"true": True, "false": False}
_MOST = 120


class KeptSettings:
    """What a new visit begins with: the place as it was typed or chosen, and the practice.

    Anyone may edit the file: what cannot be read counts as not kept.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def place(self) -> str:
        """The text of the place; empty before the first was used."""
        return self._text(_PLACE)

    @property
    def locality(self) -> str:
        """The `MAC-locality` chosen from the list, if one was."""
        return self._text(_LOCALITY)

    @property
    def practice(self) -> Provider:
        """How the practice takes part in Medicare, and its order of modifiers."""
        usual = Provider()
        profession = self._text(_PROFESSION)
        order = tuple(self._text(_ORDER).split())
        families = set(order) <= set(MODIFIER_FAMILIES) and len(set(order)) == len(order)
        return Provider(
            participating=self._flag(_PARTICIPATING, usual.participating),
            accepts_assignment=self._flag(_ASSIGNMENT, usual.accepts_assignment),
            qualifying_apm=self._flag(_QUALIFYING, usual.qualifying_apm),
            profession=profession if profession in PROFESSIONS else usual.profession,
            modifier_order=order if families else usual.modifier_order,
        )

    def keep_place(self, place: str, locality: str) -> None:
        """Keep a place that was found."""
        if (place, locality) != (self.place, self.locality):
            self._settings.setValue(_PLACE, place)
            self._settings.setValue(_LOCALITY, locality)

    def keep_practice(self, provider: Provider) -> None:
        """Keep how the practice bills."""
        self._settings.setValue(_PARTICIPATING, provider.participating)
        self._settings.setValue(_ASSIGNMENT, provider.accepts_assignment)
        self._settings.setValue(_QUALIFYING, provider.qualifying_apm)
        self._settings.setValue(_PROFESSION, provider.profession)
        self._settings.setValue(_ORDER, " ".join(provider.modifier_order))

    def _text(self, key: str) -> str:
        value = self._settings.value(key, "")
        return value if isinstance(value, str) and len(value) <= _MOST else ""

    def _flag(self, key: str, usual: bool) -> bool:
        # A text in a file of settings, a truth value in the stores of macOS and Windows.
        return _FLAGS.get(str(self._settings.value(key, usual)).casefold(), usual)
