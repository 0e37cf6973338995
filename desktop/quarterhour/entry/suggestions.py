"""Finding services by code, by label and by what people call them, best first.

A practice may have words of its own for services: each means exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from quarterhour.reference import Reference, ServiceCode

_WORD = re.compile(r"[a-z0-9]+")
_NOT_PAYABLE = ("I", "N")


class Suggestion(NamedTuple):
    """A service that a text can mean, and the common word that made it match, if one did."""

    code: str
    label: str
    word: str = ""


class _Entry(NamedTuple):
    service: ServiceCode
    usual: tuple[int, int]
    label: str
    words: tuple[str, ...]
    all_words: tuple[str, ...]


class Suggestions:
    """Every service of the reference, made ready by the first search for those that follow."""

    def __init__(self, reference: Reference, own_words: Mapping[str, str] | None = None) -> None:
        self._reference = reference
        self._own = {folded(word): (word, code) for word, code in (own_words or {}).items()}
        self._found = lru_cache(maxsize=256)(self._search)

    def renew(self) -> None:
        """Search what the reference holds now, after an import or a removal."""
        self.__dict__.pop("_entries", None)
        self._found.cache_clear()

    def service(self, code: str) -> ServiceCode | None:
        """Return the service of a whole code, or None."""
        return self._reference.services.get(code)

    def find(self, text: str) -> tuple[Suggestion, ...]:
        """Return the services that a text can mean, best first; no text means all of them."""
        return self._found(folded(text))

    def meant(self, text: str) -> str:
        """Return the code that a text means for certain, or an empty text.

        That is an own word, a whole label, or what only one service matches.
        """
        found = self.find(text) if text else ()
        if not found:
            return ""
        code, label = found[0].code, found[0].label
        is_own = self._own.get(folded(text), ("", ""))[1] == code
        certain = len(found) == 1 or is_own or folded(label) == folded(text)
        return code if certain else ""

    @cached_property
    def _entries(self) -> list[_Entry]:
        edition = self._reference.editions[-1]
        entries = []
        for service in self._reference.services.values():
            figures = self._reference.figures(edition, service.code)
            payable = figures is not None and figures.status not in _NOT_PAYABLE
            rank = ("always", "sometimes", "none").index(service.therapy)
            words = tuple(word.casefold() for word in service.words)
            texts = (service.code, service.label, *service.words)
            entries.append(
                _Entry(
                    service=service,
                    usual=(int(not payable), rank),
                    label=service.label.casefold(),
                    words=words,
                    all_words=tuple(_words(" ".join(texts))),
                )
            )
        return entries

    def _search(self, text: str) -> tuple[Suggestion, ...]:
        ranked = []
        own_word, own_code = self._own.get(text, ("", ""))
        for entry in self._entries:
            service = entry.service
            is_own = service.code == own_code
            rank = _rank(entry, text, is_own)
            if rank is not None:
                named = "" if _starts_words(text, entry.label) else _matching_word(entry, text)
                word = own_word if is_own else named
                suggestion = Suggestion(service.code, service.label, word)
                ranked.append(((rank, *entry.usual, service.code), suggestion))
        return tuple(suggestion for _, suggestion in sorted(ranked, key=lambda pair: pair[0]))


def _rank(entry: _Entry, text: str, is_own: bool) -> int | None:
    """Return how well a text fits, 0 best, or None. A code comes before a name.

    The practice's own word for a service comes before all but the whole code of another.
    """
    tests = (
        entry.service.code.casefold() == text,
        is_own,
        entry.service.code.casefold().startswith(text),
        text == entry.label or text in entry.words,
        entry.label.startswith(text),
        _starts_words(text, entry.label),
        any(word.startswith(text) for word in entry.words),
        _each_starts(text, entry.all_words),
        all(part in " ".join((entry.label, *entry.words)) for part in text.split()),
    )
    return next((rank for rank, fits in enumerate(tests) if fits), None)


def _matching_word(entry: _Entry, text: str) -> str:
    for word, folded in zip(entry.service.words, entry.words, strict=True):
        if folded.startswith(text) or _starts_words(text, folded):
            return word
    return ""


def folded(text: str) -> str:
    """Return a text as it is compared: case and spacing make no difference."""
    return " ".join(text.casefold().split())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _starts_words(text: str, phrase: str) -> bool:
    return _each_starts(text, tuple(_words(phrase)))


def _each_starts(text: str, words: tuple[str, ...]) -> bool:
    """Return whether every part of a text starts one of the words."""
    parts = _words(text)
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)
