"""A total on the clipboard: not a service, but compared with the minutes above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quarterhour.entry.draft import Row
from quarterhour.entry.minutes import read_minutes
from quarterhour.entry.pasted_line import pieces_of
from quarterhour.entry.suggestions import Suggestions
from quarterhour.units import Measure

_TOTAL = {"total", "totals", "subtotal"}
# What a total may be of. With any other word, a line is a service.
_OF = {
    *{"grand", "sum", "all", "of", "for", "the", "visit", "session", "day", "treatment", "therapy"},
    *{"timed", "untimed", "billable", "code", "codes", "time", "minutes", "minute", "mins", "min"},
    *{"service", "services", "units", "unit"},
}
_MINUTES = ("number", "worded", "sum")


class OtherTotal(NamedTuple):
    """A total that the minutes above it do not come to; None where those can't be added up."""

    line: str
    minutes: int | None


def is_total(line: str) -> bool:
    """Return whether a line is a total, such as `Total timed minutes: 38`."""
    pieces = pieces_of(line)
    words = {piece.text.casefold().strip(".*") for piece in pieces if piece.kind == "word"}
    coded = any(piece.kind == "code" for piece in pieces)
    return bool(words & _TOTAL) and words <= _TOTAL | _OF and not coded


def other_totals(
    lines: Iterable[str], rows: Iterable[Row], suggestions: Suggestions
) -> Iterator[OtherTotal]:
    """Yield the totals that are neither that of all minutes nor that of the timed ones."""
    sums = _sums(rows, suggestions)
    for line in lines:
        said = [_minutes_of(each.text) for each in pieces_of(line) if each.kind in _MINUTES]
        if said and not (sums and set(said) <= set(sums)):
            yield OtherTotal(" ".join(line.split()), sums[0] if sums else None)


def _sums(rows: Iterable[Row], suggestions: Suggestions) -> tuple[int, ...]:
    """Return the sum of all minutes and that of the timed ones; nothing where one can't be read."""
    whole = timed = 0
    for row in rows:
        minutes = (_minutes_of(row.therapist), _minutes_of(row.assistant))
        if None in minutes:
            return ()
        own = sum(filter(None, minutes))
        service = suggestions.service(row.code)
        whole += own
        if service is None or service.timing.measure is Measure.MINUTES:
            timed += 0 if service is not None and service.timing.untimed else own
    return whole, timed


def _minutes_of(text: str) -> int | None:
    try:
        return read_minutes(text)
    except ValueError:
        return None
