"""Why a text is taken for no service, and what to do: the end of a sentence that it begins."""

from __future__ import annotations

from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import Abbreviation

_MOST_NAMED = 6


def why_not_taken(text: str, discipline: str, suggestions: Suggestions) -> str:
    """Return why a text that is no code is not taken for one; empty where nothing is like it."""
    found = suggestions.find(text, discipline)
    abbreviation = suggestions.abbreviation(text)
    if abbreviation is not None:
        return _of_word(abbreviation, discipline, suggestions)
    if not found:
        return ""
    return "is not a whole code or name: choose a service from the list."


def _of_word(word: Abbreviation, discipline: str, suggestions: Suggestions) -> str:
    known = [service for code in word.codes if (service := suggestions.service(code))]
    own = [service for service in known if discipline in service.disciplines] or known
    codes = [service.code for service in own][:_MOST_NAMED]
    if not word.codes:
        said = "is not taken for a service."
    elif not known:
        said = f"is {_either(word.codes)}, and Quarterhour has no rules for it yet."
    elif len(codes) > 1:
        said = f"can be {_either(codes)}: choose one from the list."
    else:
        said = f"can be {codes[0]}: choose it from the list, or another service."
    return f"{said} {word.note}".strip()


def _either(codes: list[str] | tuple[str, ...]) -> str:
    *others, last = codes
    return f"{', '.join(others)} or {last}" if others else last
