"""Finding columns by header text, also where the header spans several lines."""

from collections.abc import Sequence


class CmsFileError(ValueError):
    """A CMS file is not what it should be; the message says what is wrong."""


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
        count = "no column" if not found else f"{len(found)} columns"
        raise CmsFileError(f"The file has {count} headed '{' '.join(names)}'.")
    return found[0]
