"""The guide as one thing: what pages there are, one page with its figures, searching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quarterhour.guide.code_page import code_body
from quarterhour.guide.context import Context
from quarterhour.guide.figures import Figures
from quarterhour.guide.search import Indexed, find, indexed
from quarterhour.guide.texts import read_code_texts, read_guide_texts
from quarterhour.reference import Reference, ServiceCode

START = "guide/start"
_CODE = "code/"
_SOURCES = "\n\nSources: "
_UNCONFIRMED = (
    "\n\n**Unconfirmed:** not found in a CMS source. Check with your [MAC](guide/words) or payer."
)
_LINK_OR_CODE = re.compile(r"\[[^\]]*\]\([^)]*\)|^#.*$|\b(?:[0-9]{5}|[A-Z][0-9]{4})\b", re.M)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the list: its key, such as `code/97110` or `guide/modifiers`, and its title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its figures: `body` is Markdown without the title; links are keys of pages."""

    key: str
    title: str
    body: str


class Guide:
    """Every page of the guide; `folder` holds the texts (`resources/help`).

    Raises GuideError where a text cannot be used.
    """

    def __init__(self, folder: Path, reference: Reference) -> None:
        self._reference = reference
        self._texts = {text.key: text for text in read_guide_texts(folder / "guide")}
        self._codes = read_code_texts(folder / "codes")

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every page, the guide's own first, then the codes."""
        own = [Entry(text.key, text.title) for text in self._texts.values()]
        codes = [Entry(_CODE + each.code, _title(each)) for each in self._services]
        return (*own, *codes)

    def key_of(self, code: str) -> str:
        """Return the key of a code's page; of a code without one, that of the start page."""
        return _CODE + code if _CODE + code in self._titles else START

    def page(self, key: str, context: Context) -> Page | None:
        """Return a page with the figures of a date and location, or None for an unknown key."""
        if key not in self._titles:
            return None
        if key in self._texts:
            body = Figures(self._reference, context).fill(self._texts[key].body)
        else:
            code = key.removeprefix(_CODE)
            known = self._reference.services_on(context.day)
            service = known.get(code) or self._reference.services[code]
            body = code_body(service, self._codes.get(code), self._reference, context)
        return Page(key, self._titles[key], self._linked(_explained(body), key))

    def search(self, text: str) -> list[Entry]:
        """Return the pages that a text means, best first; no text means all of them."""
        return [Entry(key, self._titles[key]) for key in find(text, self._index)]

    @property
    def _services(self) -> list[ServiceCode]:
        services = self._reference.services
        typed = {code for code, service in services.items() if service.typed}
        return [services[code] for code in sorted(self._codes.keys() | typed)]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {entry.key: entry.title for entry in self.entries}

    @cached_property
    def _index(self) -> tuple[Indexed, ...]:
        own = [
            indexed(text.key, text.title, text.words, text.body, of_codes=text.of_codes)
            for text in self._texts.values()
        ]
        words: dict[str, list[str]] = {code: [] for code in self._codes}
        for abbreviation in self._reference.abbreviations:
            for code in words.keys() & set(abbreviation.codes):
                words[code].append(abbreviation.word)
        codes = [
            indexed(
                _CODE + each.code,
                _title(each),
                words.get(each.code, []),
                self._codes[each.code].all if each.code in self._codes else "",
                code=each.code,
            )
            for each in self._services
        ]
        return (*own, *codes)

    def _linked(self, body: str, own_key: str) -> str:
        """Turn every code that has a page into a link, but for headings and the page's own."""

        def link(match: re.Match[str]) -> str:
            key = _CODE + match[0]
            return f"[{match[0]}]({key})" if key in self._titles and key != own_key else match[0]

        return _LINK_OR_CODE.sub(link, body)


def _explained(body: str) -> str:
    """Return a body that says once, before its sources, what its unconfirmed facts lack."""
    text, mark, sources = body.rpartition(_SOURCES)
    note = _UNCONFIRMED if "unconfirmed" in body else ""
    return f"{text}{note}{mark}{sources}"


def _title(service: ServiceCode) -> str:
    return f"{service.code} {service.label}"
