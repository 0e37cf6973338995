"""Finding columns by header text, also where the header spans several lines."""

import re
from collections.abc import Sequence
from decimal import Decimal

from quarterhour.reference.schema import number

# The first rows of a table, which have its headings and what is above them.
HEAD_ROWS = 40
_MOST = 300
# With a sign or an exponent, too, which no figure of CMS has.
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+(E[-+]?[0-9]+)?", re.I)
# A name of 300 letters would leave no room for what is wrong with it.
_LONG_WORD = re.compile(r"(\S{40})\S{60,}")


class CmsFileError(ValueError):
    """A CMS file is not what it should be; the message says what is wrong.

    It is one short line, however odd the cell that it quotes.
    """

    def __init__(self, message: str) -> None:
        line = " ".join(_LONG_WORD.sub(r"\1...", word) for word in message.split())
        super().__init__(line if len(line) <= _MOST else f"{line[:_MOST]}...")


class NotToldError(CmsFileError):
    """Neither its name nor its heading tells whether a table of the NCCI is the practitioners'.

    Whoever imports it is asked.
    """


def joined_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the header of each column: its words from top to bottom, in capitals."""
    width = max(len(row) for row in rows)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    return [" ".join(" ".join(words).upper().split()) for words in columns]


def column(header: Sequence[str], *names: str, without: str | None = None) -> int:
    """Return the place of the one column whose header holds every name.

    Raises CmsFileError if there is none, or more than one.
    """
    found = [
        at
        for at, text in enumerate(header)
        if all(name in text for name in names) and (without is None or without not in text)
    ]
    if len(found) != 1:
        count = "none" if not found else str(len(found))
        raise CmsFileError(
            f"Expected one column named '{' '.join(names)}', found {count}. "
            "CMS may have changed the file. Download it again, or look for a newer Quarterhour."
        )
    return found[0]


def header_place(rows: Sequence[Sequence[str]], *words: str) -> int | None:
    """Return the place of the row that holds every word, or None."""
    for place, row in enumerate(rows):
        text = " ".join(" ".join(row).upper().split())
        if all(word in text for word in words):
            return place
    return None


def figure(row: Sequence[str], at: int) -> Decimal:
    """Return the figure in a cell. Raises CmsFileError where it is not a number of CMS."""
    try:
        return number(row[at].strip())
    except ValueError:
        wrong = "isn't plausible" if _NUMBER.fullmatch(row[at].strip()) else "isn't a number"
        raise CmsFileError(
            f"'{row[at]}' in the row for {row[0]} {wrong}. Download the file again."
        ) from None
