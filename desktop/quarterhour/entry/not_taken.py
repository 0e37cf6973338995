"""Why a text does not name one service, and what to do: a sentence that begins with the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quarterhour.claims import listed
from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import Abbreviation

_MAX_NAMED = 6
_CODE = re.compile("[0-9A-Z][0-9]{3}[0-9A-Z]")


def why_not_taken(text: str, discipline: str, suggestions: Suggestions) -> str:
    """Return why a text is not read as a code; empty where nothing is like it."""
    if meant := suggestions.meant(text, discipline):
        return f"means {meant}. Press Tab to use it."
    abbreviation = suggestions.abbreviation(text)
    if abbreviation is not None:
        return _of_word(abbreviation, discipline, suggestions)
    if found := suggestions.find(text, discipline):
        codes = [each.code for each in found]
        which = "isn't a complete code or name" if len(codes) > _MAX_NAMED else _can_be(codes)
        return f"{which}. Press F2 to choose from the list."
    code = text[:5].upper()
    if suggestions.service(code) is not None and not text[5].isalnum():
        return f"is more than a code. Type only {code}. Assistant minutes go in their own column."
    return ""


def _of_word(word: Abbreviation, discipline: str, suggestions: Suggestions) -> str:
    known = [service for code in word.codes if (service := suggestions.service(code))]
    own = [service for service in known if discipline in service.disciplines] or known
    codes = [service.code for service in own][:_MAX_NAMED]
    if not word.codes:
        said = "doesn't name one service."
    elif not known:
        said = f"means {listed(word.codes, 'or')}. Quarterhour has no rules for it yet."
    elif _CODE.fullmatch(word.word):
        said = f"is no longer a code. Press F2 to choose {listed(codes, 'or')} from the list."
    else:
        said = f"{_can_be(codes)}. Press F2 to choose from the list."
    return f"{said} {word.note}".strip()


def _can_be(codes: Sequence[str]) -> str:
    return f"can mean {listed(codes, 'or')}"
