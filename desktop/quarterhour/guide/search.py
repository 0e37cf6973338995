"""Finding pages by what a person would type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quarterhour.misspelling import is_misspelled

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Words that say nothing about what is asked.
_FILLER_WORDS = (
    "a an and are be bill billed billing both can code codes do does for from how i in is it may "
    "me my of on or the their there they to together use what when where which who why with you"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
# How much it weighs where a word stands, in full and as the beginning of another.
_TITLE, _WORDS, _BODY = (8, 5), (6, 4), (2, 1)
_WHOLE_PHRASE = 30


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page ready to be searched."""

    key: str
    phrases: frozenset[str]
    title: frozenset[str]
    words: frozenset[str]
    body: frozenset[str]


def indexed(key: str, title: str, words: Iterable[str], body: str) -> Indexed:
    """Return a page made ready."""
    words = tuple(words)
    return Indexed(
        key,
        frozenset(_normal(phrase) for phrase in (key.rpartition("/")[2], title, *words)),
        _tokens(title),
        _tokens(" ".join(words)),
        _tokens(body),
    )


def find(text: str, pages: Sequence[Indexed]) -> list[str]:
    """Return the keys of the pages that a text means, best first; equals keep their order.

    Every word that says something must be found; if no page has them all, any of them will do.
    A word that no page has stands for those that it is one typing error from.
    """
    said = [word for word in _parts(text) if word not in _FILLERS] or _parts(text)
    if not said:
        return [page.key for page in pages]
    asked = [_mended(word, pages) for word in said]
    phrase = _normal(text)
    for enough in (all, any):
        ranked = []
        for page in pages:
            points = [max(_points(word, page) for word in words) for words in asked]
            if enough(points):
                ranked.append((sum(points) + _WHOLE_PHRASE * (phrase in page.phrases), page.key))
        if ranked:
            return [key for _, key in sorted(ranked, key=lambda pair: -pair[0])]
    return []


def _mended(word: str, pages: Sequence[Indexed]) -> list[str]:
    """Return a word, or the words of the pages that it is where it has a typing error."""
    if any(_points(word, page) for page in pages):
        return [word]
    known = {other for page in pages for other in (*page.title, *page.words, *page.body)}
    return [other for other in known if is_misspelled(word, other)] or [word]


def _points(word: str, page: Indexed) -> int:
    best = 0
    for place, (whole, beginning) in (
        (page.title, _TITLE),
        (page.words, _WORDS),
        (page.body, _BODY),
    ):
        if word in place:
            best += whole
        elif len(word) > 1 and any(other.startswith(word) for other in place):
            best += beginning
    return best


def _normal(text: str) -> str:
    return " ".join(_parts(text))


def _parts(text: str) -> list[str]:
    """Return the words of a text; hyphens within a word are left out."""
    found = _WORD.findall(text.casefold().replace("\u2011", "-").replace(",", ""))
    return [word.replace("-", "") for word in found]


def _tokens(text: str) -> frozenset[str]:
    """Return the words of a text, those with a hyphen also part by part."""
    text = text.casefold()
    return frozenset(_parts(text)) | frozenset(_parts(text.replace("-", " ")))
