"""Headings of a table on the clipboard: what each of its columns has."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.minutes import read_minutes, with_colon
from quarterhour.entry.pasted_line import (
    CODE,
    FIGURES,
    PLANS,
    Line,
    beside_of,
    discipline_of,
    line_of,
    pieces_of,
    with_assistant,
)
from quarterhour.visit.times import typed_interval


class UnitsError(ValueError):
    """A table has units where the minutes are wanted."""


class Holds(Enum):
    """What a column holds."""

    CODE = auto()
    DISCIPLINE = auto()
    THERAPIST = auto()
    ASSISTANT = auto()
    UNITS = auto()
    CHARGE = auto()
    NAME = auto()
    START = auto()
    END = auto()


# The words of a heading, the more special first: assistant minutes are not a therapist's.
_WORDS: tuple[tuple[Holds, frozenset[str]], ...] = (
    (Holds.UNITS, frozenset({"unit", "units", "qty", "quantity", "count"})),
    (Holds.ASSISTANT, frozenset({"assistant", "asst", "pta", "ota", "cota"})),
    (Holds.CODE, frozenset({"code", "codes", "cpt", "hcpcs", "procedure"})),
    (Holds.THERAPIST, frozenset({"minute", "minutes", "min", "mins", "time", "therapist"})),
    (Holds.THERAPIST, frozenset({"duration", "hours", "hrs", "pt", "ot", "slp"})),
    (Holds.CHARGE, frozenset({"charge", "charges", "billed"})),
    (
        Holds.DISCIPLINE,
        frozenset({"plan", "discipline", "poc", "modifier", "modifiers", "mod", "mods"}),
    ),
    (Holds.NAME, frozenset({"service", "services", "description", "name", "treatment"})),
)
_MINUTES = {Holds.THERAPIST, Holds.ASSISTANT, Holds.START}
# A table with these columns alone has one figure a row.
_ONE_FIGURE = {Holds.CODE, Holds.NAME, Holds.DISCIPLINE, Holds.THERAPIST}
# The words of which alone the title of a clock time is made; one of the first kind is in it.
_CLOCKS = (
    (Holds.START, {"start", "started", "begin", "began", "in", "from"}),
    (Holds.END, {"end", "ended", "stop", "finish", "out", "to"}),
)
_OF_CLOCKS = {"time", "clock"}
# Titles of one word that is a modifier, or the minutes that it means.
_ASSISTANTS = ({"cq"}, {"co"})
# What makes a column another one: money of others, and times of the day.
_OTHERS = {
    *{"pay", "copay", "paid", "payment", "insurance", "coinsurance", "deductible", "allowed"},
    *{"balance", "group", "treat", "treatment", "start", "end", "begin", "from", "to", "in", "out"},
    *{"stop", "finish"},
    *{"dx", "diagnosis", "patient"},
}
_DISCIPLINE_WORDS = {"PT": "PT", "PTA": "PT", "OT": "OT", "OTA": "OT", "COTA": "OT", "SLP": "SLP"}
# Columns that nobody misses: the day, and the numbers of rows.
_DAYS = {"date", "dos", "day", "line", "no", "row"}
_DATES = {"date", "dos", "day"}
_ALIGNED = "  "  # columns that spaces line up
_ALIGNED_CELL = re.compile(r"\S+(?: \S+)*")
# What a cell of a clock time looks like, whether there is such a time or not.
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:\s*[ap]\.?m?\.?)?", re.IGNORECASE)
_SEPARATORS = ("\t", ";", ",", _ALIGNED)


class Heading(NamedTuple):
    """What the columns of a table hold; None for one that is not taken over."""

    columns: tuple[Holds | None, ...]
    titles: tuple[str, ...]
    separator: str
    places: tuple[tuple[int, int], ...] = ()  # of titles that spaces line up

    def held(self, line: str) -> dict[Holds, str] | None:
        """Return what the columns hold in a line, or None where a cell can be of two of them."""
        cells = self._cells_of(line)
        return None if cells is None else self._held(cells)

    def read(self, line: str) -> Line:
        """Read a line of the table."""
        cells = self._cells_of(line)
        if cells is None:
            found = line_of(pieces_of(line))
            if set(self.columns) <= _ONE_FIGURE:
                return found
            return found._replace(minutes=f"{found.minutes} ?".strip())  # whose are they?
        text = self._held(cells)
        clocked = bool(text[Holds.START] and text[Holds.END])
        pieces = pieces_of(f"{text[Holds.CODE]} {text[Holds.NAME]}")
        code = next((piece.text.upper() for piece in pieces if piece.kind == "code"), "")
        marks = [*pieces, *pieces_of(text[Holds.DISCIPLINE])]
        others = " ".join(
            cell for holds, cell in zip(self.columns, cells, strict=False) if holds is None
        )
        assistants = [*marks, *pieces_of(others)]
        discipline = discipline_of(marks) or self._discipline_of_minutes(cells)
        minutes, charge = text[Holds.THERAPIST], None
        beyond = [cell for cell in cells[len(self.columns) :] if cell]
        minutes = " ".join([minutes, *beyond]).strip()
        times = _times_of(text[Holds.START], text[Holds.END])
        shared = Holds.THERAPIST not in self.columns
        minutes, assistant, times = _timed(minutes, text[Holds.ASSISTANT], times, shared)
        if not assistant:
            minutes = with_assistant(minutes, assistants)
        try:
            charge = read_dollars(text[Holds.CHARGE])
        except ValueError:
            minutes = f"{minutes} {text[Holds.CHARGE]}"
        words = text[Holds.NAME] or text[Holds.CODE]
        plain = set(PLANS) | {"CQ", "CO"}
        modifiers = re.findall("[A-Z0-9]{2}", text[Holds.DISCIPLINE].upper())
        dates = beside_of(pieces_of(others))
        beside = [each for each in modifiers if each not in plain]
        beside += [
            *filter(None, [times]),
            *dates,
            *beside_of(pieces),
            *self._figures_with(cells, clocked),
        ]
        codes = [piece.text for piece in pieces if piece.kind == "code"]
        if len(codes) > 1:
            minutes = " ".join((minutes, *codes))
        unique = tuple(dict.fromkeys(beside))
        return Line(code, words, discipline, minutes, charge, assistant, unique)

    def _cells_of(self, line: str) -> list[str] | None:
        if self.separator == _ALIGNED:
            return _placed(line, self.places, self.columns)
        cells = _cells(line.strip(" "), self.separator)
        if len(cells) == 1 < len(self.columns) and _has_figures(cells[0]):
            return None  # it has other separators than the heading
        if self.separator:
            return cells
        # Between single spaces, neither an empty cell nor the end of a name can be seen.
        whole = len(cells) == len(self.columns) and Holds.NAME not in self.columns
        return cells if whole else None

    def _held(self, cells: list[str]) -> dict[Holds, str]:
        held: dict[Holds, list[str]] = {each: [] for each in Holds}
        for holds, cell in zip(self.columns, cells, strict=False):
            if holds is not None and cell:
                held[holds].append(cell)
        text = {holds: " ".join(found) for holds, found in held.items()}
        minutes = {_read(each) for each in held[Holds.THERAPIST]}
        if len(minutes) == 1 and None not in minutes:  # said twice: times say more
            text[Holds.THERAPIST] = max(held[Holds.THERAPIST], key=lambda each: ":" in each)
        for each in (Holds.START, Holds.END):
            text[each] = with_colon(text[each])
        if not all(_CLOCK.fullmatch(text[each]) for each in (Holds.START, Holds.END)):
            text[Holds.START] = text[Holds.END] = ""
        return text

    def _figures_with(self, cells: list[str], clocked: bool) -> Iterator[str]:
        """Yield what is in columns not taken over, but for days and numbers of rows.

        That is their figures, and any other time than the two of a clocked row.
        """
        columns = zip(self.columns, self.titles, cells, strict=False)
        for holds, title, cell in columns:
            if holds in (Holds.START, Holds.END) and cell and not clocked:
                yield f"{title} {cell}"
            if not any(letter.isdigit() for letter in cell):
                continue
            if holds is Holds.UNITS:
                yield f"{cell} unit{'s' * (cell != '1')}"
            elif holds is None and not _words_of(title) & _DAYS and title.strip() not in ("", "#"):
                yield f"{title} {cell}"

    @property
    def left(self) -> tuple[str, ...]:
        """The titles of columns that are not taken over."""
        named = zip(self.columns, self.titles, strict=True)
        letters = re.compile("[A-Za-z]")
        return tuple(
            title
            for holds, title in named
            if holds is None and letters.search(title) and not _DAYS & _words_of(title)
        )

    def _discipline_of_minutes(self, cells: list[str]) -> str:
        """Return the discipline that the heading of the minutes of a line names."""
        for holds, title, cell in zip(self.columns, self.titles, cells, strict=False):
            if holds in (Holds.THERAPIST, Holds.ASSISTANT) and cell:
                words = re.findall("[A-Z]+", title.upper())
                discipline = next(
                    (_DISCIPLINE_WORDS[word] for word in words if word in _DISCIPLINE_WORDS), ""
                )
                if discipline:
                    return discipline
        return ""


def heading_of(line: str) -> Heading | None:
    """Return the heading that a line is, or None. Raises UnitsError where it has no minutes."""
    separator = next((mark for mark in _SEPARATORS if mark in line.strip()), "")
    cells = _cells(line.strip(" "), separator)
    if not separator:  # a title of several words, such as CPT code
        cells = [" ".join(words) for _, words in groupby(cells, _held)]
    columns = tuple(map(_held, cells))
    if columns.count(Holds.THERAPIST) > 1:  # a total beside what it is of
        columns = tuple(
            None if each is Holds.THERAPIST and "total" in _words_of(title) else each
            for each, title in zip(columns, cells, strict=True)
        )
    if not {Holds.START, Holds.END} <= set(columns):
        columns = tuple(None if each in (Holds.START, Holds.END) else each for each in columns)
    service = Holds.CODE in columns or Holds.NAME in columns
    if not service or len(cells) < 2 or any(map(_is_of_a_service, cells)):
        return None
    if Holds.UNITS in columns and not _MINUTES & set(columns):
        raise UnitsError
    if len(set(columns) - {None}) < 2:
        return None
    places = tuple(each.span() for each in _ALIGNED_CELL.finditer(line))
    return Heading(columns, tuple(cells), separator, places)


def _is_of_a_service(cell: str) -> bool:
    """Return whether a cell holds a code, or a figure such as 30 min: no heading does."""
    kinds = {piece.kind for piece in pieces_of(cell)}
    return bool(kinds & FIGURES or kinds == {"number"} or CODE.fullmatch(cell.upper()))


def _held(cell: str) -> Holds | None:
    words = _words_of(cell)
    if words in _ASSISTANTS:
        return Holds.ASSISTANT
    for holds, known in _CLOCKS:
        if words & known and words <= known | _OF_CLOCKS:
            return holds
    if words & _DATES or (words & _OTHERS and words != {"treatment"}):
        return None
    return next((holds for holds, known in _WORDS if words & known), None)


def _words_of(title: str) -> set[str]:
    return set(re.findall("[a-z]+", title.casefold()))


def _cells(line: str, separator: str) -> list[str]:
    if not separator:
        return line.split()
    if separator == _ALIGNED:
        return _ALIGNED_CELL.findall(line)
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]


def _placed(
    line: str, places: tuple[tuple[int, int], ...], columns: tuple[Holds | None, ...]
) -> list[str] | None:
    """Return the cells of a line below the titles that they stand under, or None in doubt."""
    cells = [""] * len(places)
    for cell in _ALIGNED_CELL.finditer(line):
        start, end = cell.span()
        under = [at for at, (first, last) in enumerate(places) if start < last and first < end]
        named = {columns[at] for at in under} <= {Holds.CODE, Holds.NAME}  # a code with its name
        if not under or cells[under[0]] or (len(under) > 1 and not named):
            return None
        cells[under[0]] = cell[0]
    return cells


def _has_figures(cell: str) -> bool:
    """Return whether a cell has a code, and figures that are not the code."""
    kinds = {piece.kind for piece in pieces_of(cell)}
    return "code" in kinds and bool(kinds & {*FIGURES, "number"})


def _times_of(start: str, end: str) -> str:
    """Return the clock times of two cells as one text, as they are typed where they can be read."""
    both = f"{start}-{end}"
    try:
        read = start and end and typed_interval(both) is not None
    except ValueError:
        read = False
    return both if read else " ".join(filter(None, (start, end)))


def _timed(minutes: str, assistant: str, times: str, shared: bool) -> tuple[str, str, str]:
    """Return both minutes with the times of the row, and the times that are no one's of two.

    Where the assistant's column is the only one of minutes, the times are `shared`: they are the
    therapist's where the assistant has none. What contradicts them is left beside them.
    """
    if not times:
        return minutes, assistant, ""
    if not (minutes or assistant):
        return times, "", ""
    given = [_read(each) for each in (minutes, assistant) if each]
    agree = None not in given and sum(filter(None, given)) == _read(times)
    if shared and given == [0]:
        return times, assistant, ""
    if not agree:
        return (
            (f"{minutes} {times}", assistant, "") if minutes else ("", f"{assistant} {times}", "")
        )
    if minutes and assistant:
        return minutes, assistant, times
    return (times, "", "") if minutes else ("", times, "")


def _read(minutes: str) -> int | None:
    try:
        return read_minutes(minutes)
    except ValueError:
        return None
