"""Finding services by code, by label and by what people call them, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quarterhour.reference import Reference, ServiceCode

_WORD = re.compile(r"[a-z0-9]+")
_NOT_PAYABLE = ("I", "N")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that a text can mean, and the common word that made it match, if one did."""

    code: str
    label: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    service: ServiceCode
    usual: tuple[int, int]
    label: str
    words: tuple[str, ...]
    all_words: tuple[str, ...]


class Suggestions:
    """Every service of the reference, made ready by the first search for those that follow."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._found = lru_cache(maxsize=256)(self._search)

    def service(self, code: str) -> ServiceCode | None:
        """Return the service of a whole code, or None."""
        return self._reference.services.get(code)

    def find(self, text: str) -> tuple[Suggestion, ...]:
        """Return the services that a text can mean, best first; no text means all of them."""
        return self._found(" ".join(text.casefold().split()))

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
        for entry in self._entries:
            rank = _rank(entry, text)
            if rank is not None:
                service = entry.service
                word = "" if _starts_words(text, entry.label) else _matching_word(entry, text)
                suggestion = Suggestion(service.code, service.label, word)
                ranked.append(((rank, *entry.usual, service.code), suggestion))
        return tuple(suggestion for _, suggestion in sorted(ranked, key=lambda pair: pair[0]))


def _rank(entry: _Entry, text: str) -> int | None:
    """Return how well a text fits, 0 best, or None. A code comes before a name."""
    tests = (
        entry.service.code.casefold() == text,
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


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _starts_words(text: str, phrase: str) -> bool:
    return _each_starts(text, tuple(_words(phrase)))


def _each_starts(text: str, words: tuple[str, ...]) -> bool:
    """Return whether every part of a text starts one of the words."""
    parts = _words(text)
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)
