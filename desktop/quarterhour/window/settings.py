"""What is kept between two starts: how new visits begin, how the practice bills, how it looks.

No minutes, no amounts, nothing of a patient. A setting that is not kept has its usual value, so
that a later version reads what this one kept: a key never changes its meaning.
"""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt, Signal

from quarterhour.entry.draft import USUAL_PLAN
from quarterhour.units import RULES, TOTAL_MINUTES
from quarterhour.visit import DISCIPLINES, MODIFIER_FAMILIES, PROFESSIONS, Provider

VERSION = 1
_VERSION = "settings/version"
_LAST_PLACE = ("visit/place", "visit/locality")
_OWN_PLACE = ("visit/own_place", "visit/own_locality")
_DISCIPLINE = "visit/discipline"
_RULE = "visit/rule"
_PARTICIPATING = "practice/participating"
_ASSIGNMENT = "practice/accepts_assignment"
_QUALIFYING = "practice/qualifying_apm"
_PROFESSION = "practice/profession"
_ORDER = "practice/modifier_order"
_PRACTICE = (_PARTICIPATING, _ASSIGNMENT, _QUALIFYING, _PROFESSION, _ORDER)
_APPEARANCE = "window/appearance"
_ASSISTANT_COLUMN = "window/assistant_column"
_GEOMETRY = "window/geometry"
_FLAGS = {"true": True, "false": False}
_MOST = 120

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class KeptSettings(QObject):
    """What is kept. `changed` follows what someone sets, not the place last used.

    Anyone may edit the file: what cannot be read counts as not kept.
    """

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings

    def begin(self) -> bool:
        """Mark the settings as those of this version; return whether none were kept before."""
        first = not any(self._settings.contains(key) for key in (_VERSION, *_LAST_PLACE))
        self._settings.setValue(_VERSION, VERSION)
        return first

    @property
    def where(self) -> str:
        """The file, or the place of the system, that the settings lie in."""
        return self._settings.fileName()

    @property
    def place(self) -> str:
        """The text of the place that a new visit begins with: the own one, else the last used."""
        return self._text((_OWN_PLACE if self.own_place else _LAST_PLACE)[0])

    @property
    def locality(self) -> str:
        """The `MAC-locality` of that place, if it was chosen from the list."""
        return self._text((_OWN_PLACE if self.own_place else _LAST_PLACE)[1])

    @property
    def own_place(self) -> str:
        """The text of the place that every new visit begins with; empty for the last used."""
        return self._text(_OWN_PLACE[0])

    @property
    def discipline(self) -> str:
        """The plan of care that new rows have where the code leaves it open."""
        return self._one_of(DISCIPLINES, _DISCIPLINE, USUAL_PLAN)

    @property
    def rule(self) -> str:
        """The name of the rule that new visits are counted by."""
        return self._one_of(RULES, _RULE, TOTAL_MINUTES.name)

    @property
    def practice(self) -> Provider:
        """How the practice takes part in Medicare, and its order of modifiers."""
        usual = Provider()
        order = tuple(self._text(_ORDER).split())
        families = set(order) <= set(MODIFIER_FAMILIES) and len(set(order)) == len(order)
        return Provider(
            participating=self._flag(_PARTICIPATING, usual.participating),
            accepts_assignment=self._flag(_ASSIGNMENT, usual.accepts_assignment),
            qualifying_apm=self._flag(_QUALIFYING, usual.qualifying_apm),
            profession=self._one_of(PROFESSIONS, _PROFESSION, usual.profession),
            modifier_order=order if families else usual.modifier_order,
        )

    @property
    def appearance(self) -> str:
        """The colours, one of SCHEMES."""
        return self._one_of(SCHEMES, _APPEARANCE, "system")

    @property
    def assistant_column(self) -> bool:
        """Whether the assistant column is shown where a visit has no assistant's minutes."""
        return self._flag(_ASSISTANT_COLUMN, False)

    @property
    def geometry(self) -> QByteArray:
        """Where the last window was, as Qt writes it; empty where it is not kept."""
        value = self._settings.value(_GEOMETRY)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Keep where a window is."""
        self._settings.setValue(_GEOMETRY, geometry)

    def keep_place(self, place: str, locality: str) -> None:
        """Keep a place that was found in a visit, as the last used."""
        for key, text in zip(_LAST_PLACE, (place, locality), strict=True):
            if text != self._text(key):
                self._settings.setValue(key, text)

    def keep_own_place(self, place: str, locality: str) -> None:
        """Keep the place that every new visit begins with; empty for the last used."""
        self._keep(dict(zip(_OWN_PLACE, (place, locality), strict=True)))

    def keep_discipline(self, discipline: str) -> None:
        """Keep the plan of care of new rows."""
        self._keep({_DISCIPLINE: discipline})

    def keep_rule(self, rule: str) -> None:
        """Keep the rule of new visits."""
        self._keep({_RULE: rule})

    def keep_practice(self, provider: Provider) -> None:
        """Keep how the practice bills."""
        values = (
            provider.participating,
            provider.accepts_assignment,
            provider.qualifying_apm,
            provider.profession,
            " ".join(provider.modifier_order),
        )
        self._keep(dict(zip(_PRACTICE, values, strict=True)))

    def keep_appearance(self, appearance: str) -> None:
        """Keep the colours."""
        self._keep({_APPEARANCE: appearance})

    def keep_assistant_column(self, shown: bool) -> None:
        """Keep whether the assistant column is always shown."""
        self._keep({_ASSISTANT_COLUMN: shown})

    def reset(self) -> None:
        """Forget everything that was set, and the place last used; files opened stay listed."""
        for key in (
            *(*_LAST_PLACE, *_OWN_PLACE, _DISCIPLINE, _RULE),
            *(*_PRACTICE, _APPEARANCE, _ASSISTANT_COLUMN),
        ):
            self._settings.remove(key)
        self.changed.emit()

    def _keep(self, values: dict[str, object]) -> None:
        for key, value in values.items():
            self._settings.setValue(key, value)
        self.changed.emit()

    def _one_of(self, known: Container[str], key: str, usual: str) -> str:
        text = self._text(key)
        return text if text in known else usual

    def _text(self, key: str) -> str:
        value = self._settings.value(key, "")
        return value if isinstance(value, str) and len(value) <= _MOST else ""

    def _flag(self, key: str, usual: bool) -> bool:
        # A text in a file of settings, a truth value in the stores of macOS and Windows.
        return _FLAGS.get(str(self._settings.value(key, usual)).casefold(), usual)
