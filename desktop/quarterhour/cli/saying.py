"""What the commands say. Names of files and figures in them may come from anywhere."""

from __future__ import annotations

import sys
import unicodedata

IN_USE = "what was imported is in use by another program: wait until it is done, and try again."
# Control characters, and those that turn the direction of a text or have no shape.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def say(text: object) -> None:
    """Print a line, with what a terminal would obey shown as it is written: `\\x1b`."""
    print(shown(str(text)))


def complain(problem: object) -> None:
    """Print what is wrong, after the name of the program, where it does not mix with answers."""
    print(f"quarterhour: {shown(str(problem))}", file=sys.stderr)


def shown(text: str) -> str:
    """Return a text whose control characters but the ends of lines are escaped."""
    return "".join(
        letter.encode("unicode_escape").decode()
        if unicodedata.category(letter) in _UNSEEN and letter != "\n"
        else letter
        for letter in text
    )
