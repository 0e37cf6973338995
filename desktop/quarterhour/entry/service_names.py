"""What services are called, and how well a text fits it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum, auto
from typing import NamedTuple

from quarterhour.misspelling import is_misspelled
from quarterhour.reference import Abbreviation

_WORD = re.compile(r"[a-z0-9]+")
# So few letters match whole words only: within other words they can be anything.
_MAX_OF_ABBREVIATIONS = 3


class Fit(IntEnum):
    """How a text fits a code or a name, the best first."""

    CODE = auto()
    OWN_WORD = auto()
    ABBREVIATION = auto()
    LABEL = auto()
    CODE_BEGINS = auto()
    CODE_ENDS = auto()
    LABEL_BEGINS = auto()
    BEGINS = auto()
    WORDS_BEGIN = auto()
    WITHIN = auto()
    MISSPELLED = auto()
    WORDS_MISSPELLED = auto()


class Name(NamedTuple):
    """A label or a word of services; `word` is empty for a label. `text` is what is compared."""

    text: str
    parts: tuple[str, ...]
    word: str
    codes: tuple[str, ...]

    @classmethod
    def of_label(cls, label: str, code: str) -> Name:
        """Return the name that a service has in Quarterhour."""
        return cls(normal(label), tuple(normal(label).split()), "", (code,))

    @classmethod
    def of_word(cls, abbreviation: Abbreviation) -> Name:
        """Return a word that people use."""
        text = normal(abbreviation.word)
        return cls(text, tuple(text.split()), abbreviation.word, abbreviation.codes)

    def is_label_of(self, text: str) -> bool:
        """Return whether a text is the whole label."""
        return not self.word and self.text == normal(text)


def normal(text: str) -> str:
    """Return the words of a text alone: points and apostrophes join them, other signs part them."""
    return " ".join(_WORD.findall(re.sub("[.'\u2019]", "", text.casefold())))


def fits(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, Fit]]:
    """Yield the names that a text fits, or those it nearly fits where there are no others."""
    parts = text.split()
    if not parts:
        return
    found = False
    for name in names:
        fit = _fit(text, parts, name)
        if fit is not None:
            found = True
            yield name, fit
    if found or text.isdigit() or len(text) <= _MAX_OF_ABBREVIATIONS:
        return
    for name in names:
        fit = _near_fit(text, parts, name)
        if fit is not None:
            yield name, fit


def _fit(text: str, parts: list[str], name: Name) -> Fit | None:
    if name.text == text:
        return Fit.ABBREVIATION if name.word else Fit.LABEL
    if text.isdigit():
        return None
    if len(text) <= _MAX_OF_ABBREVIATIONS:
        return Fit.WORDS_BEGIN if text in name.parts else None
    if name.text.startswith(text):
        return Fit.BEGINS if name.word else Fit.LABEL_BEGINS
    if all(any(word.startswith(part) for word in name.parts) for part in parts):
        return Fit.WORDS_BEGIN
    return Fit.WITHIN if all(part in name.text for part in parts) else None


def _near_fit(text: str, parts: list[str], name: Name) -> Fit | None:
    """Return how a text fits that is a name with one typing error, or has its words with one."""
    if is_misspelled(text, name.text):
        return Fit.MISSPELLED
    near = all(
        any(word.startswith(part) or is_misspelled(part, word) for word in name.parts)
        for part in parts
    )
    return Fit.WORDS_MISSPELLED if near else None
