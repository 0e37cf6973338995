"""Printing what the commands say. Names and figures in it may come from any file."""

from __future__ import annotations

import sys
import unicodedata

IN_USE = "another program is using your imports. Wait for it to finish and try again."
# Control characters, and those that change the direction of a text or are invisible.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def say(text: object) -> None:
    """Print a line, with what a terminal would obey shown as it is written: `\\x1b`."""
    print(shown(str(text)))


def complain(problem: object) -> None:
    """Print a problem to standard error, after the name of the program."""
    print(f"quarterhour: {shown(str(problem))}", file=sys.stderr)


def after_name(problem: str) -> str:
    """Return a sentence as it follows the name of the program."""
    return problem[:1].lower() + problem[1:]


def shown(text: str) -> str:
    """Return a text with its control characters escaped, except line ends."""
    return "".join(
        letter.encode("unicode_escape").decode()
        if unicodedata.category(letter) in _UNSEEN and letter != "\n"
        else letter
        for letter in text
    )
