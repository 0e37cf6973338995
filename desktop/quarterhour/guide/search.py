"""Finding pages by what a person would type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from operator import mul

from quarterhour.misspelling import is_misspelled

# A code is a word, no matter what follows it: 97110-59, 97110x2.
_WORD = re.compile(r"[0-9]{5}|[a-z0-9]+(?:-[a-z0-9]+)*")
# Words that say nothing about what is asked.
_FILLER_WORDS = (
    "a about against am an and any are as at be been bill billed billing by can code codes "
    "could cpt define definition describe described description descriptor did do does doing "
    "explain explained explanation for from get gets had has have how i if in into is it its "
    "may me mean meaning means medicare must my need needed needs of on or our please shall "
    "should so tell than that the their them then there these they this to use used using "
    "versus vs want was we were what whats when where whether which who why will with would you "
    "your"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
# Points for a word in a title, in a page's words, and in its body: whole, and as a beginning.
_TITLE, _WORDS, _BODY = (8, 5), (6, 4), (2, 1)
# Points for one of the page's phrases in the question, and for one that is the whole question.
_PHRASE, _WHOLE_PHRASE = 6, 40
# Points for the page of a code in the question. A page about what is asked gets twice as many.
_NAMED = 1000
_LEAST_PLURAL = 4

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page ready to be searched.

    `code` is the code that the page is about, if any. `of_codes` says that each code's page answers
    for its code what this page answers for all.
    """

    key: str
    code: str
    of_codes: bool
    phrases: frozenset[Words]
    title: Words
    words: Words
    body: Words


def indexed(
    key: str, title: str, words: Iterable[str], body: str, *, code: str = "", of_codes: bool = False
) -> Indexed:
    """Return a page made ready."""
    words = tuple(words)
    return Indexed(
        key,
        code.casefold(),
        of_codes,
        frozenset(frozenset(_content(each)) for each in (key.rpartition("/")[2], title, *words)),
        _tokens(title),
        _tokens(" ".join(words)),
        _tokens(body),
    )


def find(text: str, pages: Sequence[Indexed]) -> list[str]:
    """Return the keys of the pages that a text means, best first; ties keep the pages' order.

    A page is found that has every word that says something, or a phrase of its own that is said;
    if there is none, any of the words will do. Rare words weigh more. A word that no page has
    matches those that it is one typing error from.
    """
    asked = [words for word in _content(text) if (words := _mended(word, pages))]
    if not asked:
        return [page.key for page in pages]
    points = [[_best(words, page) for words in asked] for page in pages]
    weights = [
        log(1 + len(pages) / max(1, sum(map(bool, column)))) for column in zip(*points, strict=True)
    ]
    question = _Question(asked, weights, pages)
    for enough in (all, any):
        ranked = [
            (sum(map(mul, weights, each)) + question.gain(page), page.key)
            for page, each in zip(pages, points, strict=True)
            if enough(each) or question.said(page)
        ]
        if ranked:
            return [key for _, key in sorted(ranked, key=lambda pair: -pair[0])]
    return []


class _Question:
    """What is asked as a whole: its phrases, the codes that it names, and what about them."""

    def __init__(
        self, asked: Sequence[Words], weights: Sequence[float], pages: Sequence[Indexed]
    ) -> None:
        self._asked = asked
        self._weights = {
            word: weight for words, weight in zip(asked, weights, strict=True) for word in words
        }
        numbered = [page for page in pages if page.code in self._weights]
        # Without a number, the name of a service says which code is meant.
        named = numbered or [page for page in pages if page.code and self.said(page)]
        self._codes = frozenset(page.code for page in numbered)
        self._names = frozenset(word for page in named for each in page.phrases for word in each)
        topics = [page for page in pages if self._is_topic(page)]
        foremost = max(topics, key=lambda page: self._weight(self.said(page)), default=None)
        self._topics = topics if foremost and not foremost.of_codes else []

    def said(self, page: Indexed) -> list[Words]:
        """Return the phrases of a page that the question has, in any order."""
        return [phrase for phrase in page.phrases if phrase <= self._weights.keys()]

    def gain(self, page: Indexed) -> float:
        """Return what a page gains beyond its words."""
        said = self.said(page)
        gain = _PHRASE * self._weight(said)
        if any(all(words & phrase for words in self._asked) for phrase in said):
            gain += _WHOLE_PHRASE
        if page.code in self._codes:
            gain += _NAMED
        elif page in self._topics and not page.of_codes:
            gain += 2 * _NAMED
        return gain

    def _is_topic(self, page: Indexed) -> bool:
        """Return whether a page is about two of the codes named, or about more than their names."""
        return not page.code and any(
            len(phrase & self._codes) > 1 or (self._names and not phrase <= self._names)
            for phrase in self.said(page)
        )

    def _weight(self, phrases: Iterable[Words]) -> float:
        return max((sum(self._weights[word] for word in each) for each in phrases), default=0)


def _mended(word: str, pages: Sequence[Indexed]) -> Words:
    """Return a word, or the words of the pages that it means if it has a typing error.

    A filler with a typing error is left out.
    """
    if any(_points(word, page) for page in pages):
        return frozenset({word})
    if any(is_misspelled(word, filler) for filler in _FILLERS):
        return frozenset()
    known = {other for page in pages for other in page.title | page.words | page.body}
    return frozenset(other for other in known if is_misspelled(word, other)) or frozenset({word})


def _best(words: Words, page: Indexed) -> int:
    return max(_points(word, page) for word in words)


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


def _content(text: str) -> list[str]:
    """Return the words of a text that say something, or all of them if none does."""
    words = _parts(text)
    return [_singular(word) for word in words if word not in _FILLERS] or words


def _parts(text: str) -> list[str]:
    """Return the words of a text; hyphens within a word are left out."""
    found = _WORD.findall(text.casefold().replace("\u2011", "-").replace(",", ""))
    return [word.replace("-", "") for word in found]


def _singular(word: str) -> str:
    plural = len(word) >= _LEAST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def _tokens(text: str) -> frozenset[str]:
    """Return the words of a text, and the parts of those with a hyphen."""
    text = text.casefold()
    return frozenset(map(_singular, (*_parts(text), *_parts(text.replace("-", " ")))))
