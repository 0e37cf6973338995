"""The practice's own words for services: an abbreviation or a name, and the code it means."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from quarterhour.claims import listed
from quarterhour.entry.suggestions import Suggestions, folded
from quarterhour.practice_files import PracticeFile

FORMAT = "quarterhour.own-words/1"
MAX_WORDS = 1000
MAX_LETTERS = 60


def _read(document: Any) -> dict[str, str]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f'its "format" must be "{FORMAT}".')
    if unknown := set(document) - {"format", "words"}:
        raise ValueError(
            f'"{min(unknown)[:MAX_LETTERS]}" isn\'t a field Quarterhour knows. Use "words".'
        )
    words = document.get("words")
    if not isinstance(words, dict) or len(words) > MAX_WORDS:
        raise ValueError(f'"words" must be an object with up to {MAX_WORDS:,} words.')
    meant: dict[str, str] = {}
    for word, code in words.items():
        shown = word[:MAX_LETTERS]
        if not (isinstance(code, str) and code.strip() and folded(word) and shown == word):
            raise ValueError(
                f'the word "{shown}" must have 1 to {MAX_LETTERS} letters, and a code as text.'
            )
        if meant.setdefault(folded(word), code) != code:
            raise ValueError(f'the word "{shown}" is there twice, with two codes.')
    try:
        "".join((*words, *words.values())).encode()
    except UnicodeEncodeError:
        raise ValueError("a word or a code contains a damaged character.") from None
    return {word: code.strip().upper() for word, code in words.items()}


def with_word(
    words: Mapping[str, str], word: str, code: str, suggestions: Suggestions
) -> dict[str, str]:
    """Return the words with one more, or with another code for one of them.

    Raises ValueError with a message where the word cannot be used.
    """
    word = " ".join(word.split())
    if not folded(word):
        raise ValueError("Enter the word that your practice uses.")
    if suggestions.service(word.upper()) is not None:
        raise ValueError(f"{word.upper()} is a code and can't mean another. Enter another word.")
    others = {other: meant for other, meant in words.items() if folded(other) != folded(word)}
    if len(others) == MAX_WORDS:
        raise ValueError(f"There are already {MAX_WORDS:,} words. Remove some first.")
    return {**others, word: code}


def without_code(words: Mapping[str, str], codes: Container[str]) -> str:
    """Say which words mean a code that is not known, and what to do; empty where none does."""
    unknown = [f"{word} ({code})" for word, code in words.items() if code not in codes]
    if not unknown:
        return ""
    return (
        f"Some of your own words mean a code that Quarterhour doesn't know: {listed(unknown)}. "
        "Change them in Edit > Words for services."
    )


OWN_WORDS: PracticeFile[dict[str, str]] = PracticeFile(
    "own_words",
    _read,
    lambda words: {"format": FORMAT, "words": words},
    {},
)
