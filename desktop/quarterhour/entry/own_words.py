"""The practice's own words for services: an abbreviation, or a name, and the code it means."""

from __future__ import annotations

from typing import Any

from quarterhour.entry.suggestions import folded
from quarterhour.practice_files import PracticeFile

FORMAT = "quarterhour.own-words/1"
MAX_WORDS = 1000
MAX_LETTERS = 60


def _read(document: Any) -> dict[str, str]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f'its "format" must be "{FORMAT}".')
    if unknown := set(document) - {"format", "words"}:
        raise ValueError(f'"{min(unknown)[:MAX_LETTERS]}" is not known: it has "words".')
    words = document.get("words")
    if not isinstance(words, dict) or len(words) > MAX_WORDS:
        raise ValueError(f'"words" must be an object of {MAX_WORDS:,} words at most.')
    meant: dict[str, str] = {}
    for word, code in words.items():
        shown = word[:MAX_LETTERS]
        if not (isinstance(code, str) and code.strip() and folded(word) and shown == word):
            raise ValueError(
                f'the word "{shown}" must have 1 to {MAX_LETTERS} letters, and a code as text.'
            )
        if meant.setdefault(folded(word), code) != code:
            raise ValueError(f'the word "{shown}" stands there twice, with two codes.')
    try:
        "".join((*words, *words.values())).encode()
    except UnicodeEncodeError:
        raise ValueError("a word or a code holds half a character.") from None
    return {word: code.strip().upper() for word, code in words.items()}


OWN_WORDS: PracticeFile[dict[str, str]] = PracticeFile(
    "own_words",
    _read,
    lambda words: {"format": FORMAT, "words": words},
    {},
)
