"""A total on the clipboard: not a service, but compared with the minutes above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quarterhour.entry.draft import Row
from quarterhour.entry.minutes import read_minutes
from quarterhour.entry.pasted_heading import Heading, Holds
from quarterhour.entry.pasted_line import Piece, discipline_of, pieces_of
from quarterhour.entry.suggestions import Suggestions
from quarterhour.units import Measure

_TOTAL = {"total", "totals", "subtotal"}
# What a total may be of. With any other word, a line is a service.
_COUNTED = {"unit", "units", "code", "codes", "service", "services", "visit", "visits"}
_OF = {
    *{"grand", "sum", "all", "of", "for", "and", "the", "session", "day", "treatment", "therapy"},
    *{"timed", "untimed", "billable", "time", "minutes", "minute", "mins", "min"},
    *_COUNTED,
}
_MINUTES = ("number", "worded", "sum", "times")


class Total(NamedTuple):
    """A line with a total, the heading of its table, and the rows above it, by their number.

    `since` is the first row after the total before.
    """

    line: str
    heading: Heading | None
    since: int
    rows: int


class OtherTotal(NamedTuple):
    """A total that the minutes above it do not come to; None where they can't be compared."""

    line: str
    minutes: int | None


class _Sums(NamedTuple):
    """The minutes of therapists and of assistants."""

    therapist: int
    assistant: int

    @property
    def both(self) -> int:
        """The minutes of both together."""
        return self.therapist + self.assistant


def is_total(line: str) -> bool:
    """Return whether a line is a total, such as `Total timed minutes: 38`."""
    pieces = pieces_of(line)
    words = _words(pieces)
    coded = any(piece.kind == "code" for piece in pieces)
    return bool(words & _TOTAL) and words <= _TOTAL | _OF and not coded


def other_totals(
    totals: Iterable[Total], rows: Sequence[Row], suggestions: Suggestions
) -> Iterator[OtherTotal]:
    """Yield the totals that are not those of the minutes above them.

    Those may be all of them, or those since the total before.
    """
    for total in totals:
        said = _said(total)
        own, above = (
            _sums(rows[first : total.rows], total.line, suggestions) for first in (total.since, 0)
        )
        if not any(sums and _agrees(each, sums) for each in said for sums in (own, above)):
            known = own is not None and any(None not in each.values() for each in said)
            yield OtherTotal(" ".join(total.line.split()), own.both if own and known else None)


def _agrees(said: Mapping[str, int | None], sums: _Sums) -> bool:
    return all(getattr(sums, whose) == minutes for whose, minutes in said.items())


def _said(total: Total) -> list[dict[str, int | None]]:
    """Return what a total can say of the minutes, by whose they are; None for what isn't read.

    Where its columns don't tell, each of its figures can be that of both together.
    """
    held = total.heading.held(total.line) if total.heading else None
    cells = {"therapist": Holds.THERAPIST, "assistant": Holds.ASSISTANT}
    texts = {whose: held[each] for whose, each in cells.items() if held[each]} if held else {}
    if texts:
        return [{whose: _minutes_of(text) for whose, text in texts.items()}]
    return [{"both": figure} for figure in _figures(pieces_of(total.line))]


def _figures(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield what can be minutes: no number of something else, such as `2 codes` or `units: 3`."""
    counts: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.text.casefold() in _COUNTED:
            near = (place for place in (at - 1, at + 1) if 0 <= place < len(pieces))
            counts |= set([place for place in near if pieces[place].kind == "number"][:1])
    for at, piece in enumerate(pieces):
        minutes = _minutes_of(piece.text) if piece.kind in _MINUTES else None
        if minutes is not None and at not in counts:
            yield minutes


def _sums(rows: Iterable[Row], line: str, suggestions: Suggestions) -> _Sums | None:
    """Return the minutes of the rows that a total is of; None where some can't be read."""
    pieces = pieces_of(line)
    kinds = _words(pieces) & {"timed", "untimed"}
    discipline = discipline_of(pieces)
    therapist = assistant = 0
    for row in rows:
        kind = "timed" if _is_timed(row, suggestions) else "untimed"
        if (discipline and row.discipline != discipline) or (len(kinds) == 1 and kind not in kinds):
            continue
        minutes = _minutes_of(row.therapist), _minutes_of(row.assistant)
        if minutes[0] is None or minutes[1] is None:
            return None
        therapist, assistant = therapist + minutes[0], assistant + minutes[1]
    return _Sums(therapist, assistant)


def _is_timed(row: Row, suggestions: Suggestions) -> bool:
    service = suggestions.service(row.code)
    if service is None:
        return True
    return service.timing.measure is Measure.MINUTES and not service.timing.untimed


def _words(pieces: Iterable[Piece]) -> set[str]:
    return {piece.text.casefold().strip(".*") for piece in pieces if piece.kind == "word"}


def _minutes_of(text: str) -> int | None:
    try:
        return read_minutes(text)
    except ValueError:
        return None
