"""What is kept between two starts: the place last used. No minutes, no amounts."""

from __future__ import annotations

from PySide6.QtCore import QSettings

_PLACE = "visit/place"
_LOCALITY = "visit/locality"
_MOST = 120


class KeptPlace:
    """The place that a new visit begins with: as it was typed, and the locality if chosen."""

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

    def keep(self, place: str, locality: str) -> None:
        """Keep a place that was found."""
        if (place, locality) != (self.place, self.locality):
            self._settings.setValue(_PLACE, place)
            self._settings.setValue(_LOCALITY, locality)

    def _text(self, key: str) -> str:
        # Anyone may edit the file: what is no short text counts as nothing.
        value = self._settings.value(key, "")
        return value if isinstance(value, str) and len(value) <= _MOST else ""
