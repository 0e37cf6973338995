"""Words with one typing error in them."""

from __future__ import annotations

# Shorter words are one error from too many others.
_LEAST_LETTERS = 4


def is_misspelled(typed: str, word: str) -> bool:
    """Return whether they differ by one letter: added, missing, wrong, or swapped with the next.

    Words of fewer than four letters, and those with a digit, are never taken for others.
    """
    least = min(len(typed), len(word))
    if least < _LEAST_LETTERS or abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    if any(letter.isdigit() for letter in typed + word):
        return False
    start = 0
    while start < least and typed[start] == word[start]:
        start += 1
    one, other = typed[start:], word[start:]
    wrong, too_many, too_few = one[1:] == other[1:], one[1:] == other, one == other[1:]
    turned = one[1::-1] == other[:2] and one[2:] == other[2:]
    return wrong or too_many or too_few or turned
