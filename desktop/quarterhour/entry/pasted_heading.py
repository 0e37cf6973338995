"""Headings of a table on the clipboard: what stands in which of its columns."""

from __future__ import annotations

import csv
from enum import Enum, auto
from typing import NamedTuple

from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.pasted_line import CODE, Line, pieces_of, plan_of, with_assistant


class UnitsError(ValueError):
    """A table has units where the minutes are wanted."""


class Holds(Enum):
    """What a column holds."""

    CODE = auto()
    PLAN = auto()
    THERAPIST = auto()
    ASSISTANT = auto()
    UNITS = auto()
    CHARGE = auto()
    NAME = auto()


# The words of a heading, the more special first: assistant minutes are no therapist's.
_WORDS: tuple[tuple[Holds, frozenset[str]], ...] = (
    (Holds.ASSISTANT, frozenset({"assistant", "asst", "pta", "ota", "cota"})),
    (Holds.UNITS, frozenset({"unit", "units", "qty", "quantity"})),
    (Holds.CHARGE, frozenset({"charge", "charges", "billed"})),
    (Holds.THERAPIST, frozenset({"minute", "minutes", "min", "mins", "time", "therapist"})),
    (Holds.PLAN, frozenset({"plan", "discipline", "modifier", "modifiers", "mod", "mods"})),
    (Holds.CODE, frozenset({"code", "cpt", "hcpcs", "procedure"})),
    (Holds.NAME, frozenset({"service", "services", "description", "name", "treatment"})),
)
_SEPARATORS = "\t;,"


class Heading(NamedTuple):
    """What the columns of a table hold; None for one that is not taken over."""

    columns: tuple[Holds | None, ...]
    separator: str

    def read(self, line: str) -> Line:
        """Read a line of the table."""
        cells = _cells(line, self.separator)
        held: dict[Holds, list[str]] = {each: [] for each in Holds}
        for holds, cell in zip(self.columns, cells, strict=False):
            if holds is not None and cell:
                held[holds].append(cell)
        text = {holds: " ".join(found) for holds, found in held.items()}
        pieces = pieces_of(f"{text[Holds.CODE]} {text[Holds.NAME]}")
        code = next((piece.text.upper() for piece in pieces if piece.kind == "code"), "")
        marks = [*pieces, *pieces_of(text[Holds.PLAN])]
        minutes, charge = text[Holds.THERAPIST], None
        beyond = [cell for cell in cells[len(self.columns) :] if cell]
        minutes = " ".join([minutes, *beyond]).strip()
        if not text[Holds.ASSISTANT]:
            minutes = with_assistant(minutes, marks)
        try:
            charge = read_dollars(text[Holds.CHARGE])
        except ValueError:
            minutes = f"{minutes} {text[Holds.CHARGE]}"
        words = text[Holds.NAME] or text[Holds.CODE]
        return Line(code, words, plan_of(marks), minutes, charge, text[Holds.ASSISTANT])


def heading_of(line: str) -> Heading | None:
    """Return the heading that a line is, or None. Raises UnitsError where it has no minutes."""
    separator = next((mark for mark in _SEPARATORS if mark in line), "")
    cells = _cells(line, separator)
    columns = tuple(map(_held, cells))
    service = Holds.CODE in columns or Holds.NAME in columns
    if not service or len(cells) < 2 or any(CODE.fullmatch(cell.upper()) for cell in cells):
        return None
    if Holds.UNITS in columns and not {Holds.THERAPIST, Holds.ASSISTANT} & set(columns):
        raise UnitsError
    return Heading(columns, separator) if len(set(columns) - {None}) > 1 else None


def _held(cell: str) -> Holds | None:
    words = set(cell.casefold().replace("/", " ").replace(".", " ").split())
    return next((holds for holds, known in _WORDS if words & known), None)


def _cells(line: str, separator: str) -> list[str]:
    if not separator:
        return line.split()
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
