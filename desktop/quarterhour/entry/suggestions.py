"""Finding services by code, by label and by what people call them, best first.

A practice may have words of its own for services: each means exactly one. What a text means for
certain is taken without asking; all else is offered. Where nothing is typed, its favorites are
offered first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from quarterhour.entry.service_names import Fit, Name, fits, normal
from quarterhour.reference import Abbreviation, Reference, ServiceCode

_NOT_PAYABLE = ("I", "N")
_LEAST_LAST_DIGITS = 3


class Suggestion(NamedTuple):
    """A service that a text can mean, the word that made it match, and whether it is sure."""

    code: str
    label: str
    word: str = ""
    sure: bool = False


class _Rank(NamedTuple):
    """How well a text fits a code; `beside` the row's discipline, `place` among a word's codes."""

    fit: Fit
    beside: bool = False
    place: int = 0
    word: str = ""


class Suggestions:
    """Every service of the reference, made ready by the first search for those that follow."""

    def __init__(
        self,
        reference: Reference,
        own_words: Mapping[str, str] | None = None,
        favorites: Sequence[str] = (),
    ) -> None:
        self._reference = reference
        self._own: dict[str, tuple[str, str]] = {}
        self._own_names: list[Name] = []
        self._favorites = favorites
        self._found = lru_cache(maxsize=256)(self._search)
        self.take_own(own_words or {})

    def take_own(self, words: Mapping[str, str]) -> None:
        """Have other words of the practice, each with its code."""
        self._own = {folded(word): (word, code) for word, code in words.items()}
        own = (Abbreviation(word, (code,), True, "") for word, code in words.items())
        self._own_names = [Name.of_word(each) for each in own if normal(each.word)]
        self._found.cache_clear()

    def take_favorites(self, codes: Sequence[str]) -> None:
        """Have other favorites of the practice; a code that is not known is not offered."""
        self._favorites = codes
        self._found.cache_clear()

    def renew(self) -> None:
        """Search what is loaded now, after an import or a removal."""
        for name in ("_usual", "_names"):
            self.__dict__.pop(name, None)
        self._found.cache_clear()

    def service(self, code: str) -> ServiceCode | None:
        """Return the service of a whole code, or None."""
        return self._reference.services.get(code)

    def abbreviation(self, text: str) -> Abbreviation | None:
        """Return what people mean by exactly this text, or None where it isn't such a word.

        A word of the practice means its code, whatever else it can mean.
        """
        if own := self._own_word(text):
            return Abbreviation(own[0], (own[1],), True, "")
        return self._abbreviations.get(normal(text))

    def find(self, text: str, discipline: str = "") -> tuple[Suggestion, ...]:
        """Return the services that a text can mean, best first; no text means all of them.

        Of all of them, the favorites come first.
        `discipline` is that of the row. Only the first one can be sure.
        """
        return self._found(folded(text), discipline)

    def meant(self, text: str, discipline: str = "") -> str:
        """Return the code that a text means for certain, or an empty text."""
        first = next(iter(self.find(text, discipline)), None) if text.strip() else None
        return first.code if first and first.sure else ""

    @cached_property
    def _abbreviations(self) -> dict[str, Abbreviation]:
        return {normal(each.word): each for each in self._reference.abbreviations}

    @cached_property
    def _names(self) -> list[Name]:
        services = self._reference.services
        labels = [Name.of_label(service.label, code) for code, service in services.items()]
        words = [Name.of_word(each) for each in self._reference.abbreviations]
        return [*labels, *words]

    @cached_property
    def _usual(self) -> dict[str, tuple[bool, int]]:
        """How usual a service is by its code, the most usual first: what Medicare pays."""
        edition = self._reference.editions[-1]
        usual = {}
        for code, service in self._reference.services.items():
            figures = self._reference.figures(edition, code)
            payable = figures is not None and figures.status not in _NOT_PAYABLE
            usual[code] = not payable, ("always", "sometimes", "none").index(service.therapy)
        return usual

    def _search(self, text: str, discipline: str) -> tuple[Suggestion, ...]:
        services = self._reference.services
        if not text:
            usual = sorted(services, key=lambda code: (*self._usual[code], code))
            favorites = [code for code in self._favorites if code in services]
            codes = dict.fromkeys((*favorites, *usual))
            return tuple(Suggestion(code, services[code].label) for code in codes)
        best: dict[str, _Rank] = {}
        for rank, code in self._fits(text, discipline):
            if code in services and (code not in best or rank < best[code]):
                best[code] = rank
        order = sorted(best, key=lambda code: (*best[code][:3], *self._usual[code], code))
        sure = self._sure(text, discipline)
        if sure in best:
            order.remove(sure)
            order.insert(0, sure)
        return tuple(_suggestion(services[code], best[code].word, code == sure) for code in order)

    def _fits(self, text: str, discipline: str) -> Iterator[tuple[_Rank, str]]:
        """Yield how a text fits each code: by its digits, by an own word, and by names."""
        for code in self._reference.services:
            if text.upper() == code:
                yield _Rank(Fit.CODE), code
            elif code.startswith(text.upper()):
                yield _Rank(Fit.CODE_BEGINS), code
            elif _are_last_digits(text, code):
                yield _Rank(Fit.CODE_ENDS), code
        if own := self._own_word(text):
            yield _Rank(Fit.OWN_WORD, word=own[0]), own[1]
        for name, fit in fits(normal(text), [*self._own_names, *self._names]):
            for place, code in enumerate(name.codes):
                beside = not self._is_of(code, discipline)
                yield _Rank(fit, beside, place * (fit is Fit.ABBREVIATION), name.word), code

    def _sure(self, text: str, discipline: str) -> str:
        """Return the code that a text means for certain, or an empty text."""
        code = text.upper()
        if code in self._reference.services:
            return code
        if own := self._own_word(text):
            return own[1]
        if abbreviation := self.abbreviation(text):
            if not abbreviation.sure:
                return ""
            return _only(abbreviation.codes) or _only(
                [code for code in abbreviation.codes if self._is_of(code, discipline)]
            )
        labeled = [name.codes[0] for name in self._names if name.is_label_of(text)]
        begun = any(known.startswith(code) for known in self._reference.services)
        ended = [known for known in self._reference.services if _are_last_digits(text, known)]
        return _only(labeled) or ("" if begun else _only(ended))

    def _own_word(self, text: str) -> tuple[str, str] | None:
        """Return the practice's word that a text is, with its code."""
        plain = normal(text)
        named = (each for each in self._own_names if plain and each.text == plain)
        return self._own.get(folded(text)) or next(
            ((each.word, each.codes[0]) for each in named), None
        )

    def _is_of(self, code: str, discipline: str) -> bool:
        service = self.service(code)
        return service is not None and discipline in service.disciplines


def _suggestion(service: ServiceCode, word: str, sure: bool) -> Suggestion:
    """Make a suggestion. A word that is the label says nothing more."""
    said = word if normal(word) != normal(service.label) else ""
    return Suggestion(service.code, service.label, said, sure)


def folded(text: str) -> str:
    """Return a text as it is compared: case and spacing make no difference."""
    return " ".join(text.casefold().split())


def _are_last_digits(text: str, code: str) -> bool:
    return len(text) >= _LEAST_LAST_DIGITS and text.isdigit() and code.endswith(text)


def _only(codes: list[str] | tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""
