"""One typing error: every one is found, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quarterhour.misspelling import is_misspelled

LETTERS = "abcd"
WORDS = st.text(LETTERS, min_size=4, max_size=7)


def errors(word: str) -> set[str]:
    """Every text that is one error from a word."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {one + other[1:] for one, other in parts if other}
    turned = {one + other[1] + other[0] + other[2:] for one, other in parts if len(other) > 1}
    wrong = {one + letter + other[1:] for one, other in parts if other for letter in LETTERS}
    more = {one + letter + other for one, other in parts for letter in LETTERS}
    return missing | turned | wrong | more


@given(WORDS, WORDS)
def test_two_words_are_one_error_apart_or_not(one: str, other: str) -> None:
    expected = one != other and other in errors(one)
    assert is_misspelled(one, other) == is_misspelled(other, one) == expected


@given(WORDS)
def test_every_error_is_found(word: str) -> None:
    for error in errors(word) - {word}:
        assert is_misspelled(error, word) == (len(error) > 3)


def test_short_words_and_figures_are_never_others() -> None:
    assert not is_misspelled("gait", "gat")
    assert not is_misspelled("97110", "97112")
