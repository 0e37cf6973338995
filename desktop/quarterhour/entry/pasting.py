"""Rows on the clipboard: what a spreadsheet, a list or this table puts there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from quarterhour.entry.draft import Draft, Row
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.entry.pasted_heading import UnitsError, heading_of
from quarterhour.entry.pasted_line import (
    FIGURES,
    Line,
    is_spelled,
    is_timed,
    line_of,
    pieces_of,
    split_services,
)
from quarterhour.entry.pasted_total import OtherTotal, Total, is_total, other_totals
from quarterhour.entry.suggestions import Suggestions
from quarterhour.units import Measure

# A claim line as it is copied: its day, a code, four modifiers, a charge and the units.
# As `claim_text` and `claim_csv` write it; before there was a place of service, it had none.
_CLAIM_LINE = re.compile(
    r"[0-9]{2}/[0-9]{2}/[0-9]{4}([\t,])(?:[0-9]{2}\1)?[0-9A-Z]{5}(?:\1(?:[0-9A-Z]{2})?){4}"
    r"\1(?:[0-9]+\.[0-9]{2})?\1[0-9]+(?:\s*$|,[0-9.]*,)"
)
# A line with a discipline alone is for those below it.
_DISCIPLINE = re.compile(
    r"(?:(?P<PT>pt|physical)|(?P<OT>ot|occupational)|(?P<SLP>slp|speech(?:[- ]language)?))"
    r"(?:\s+(?:therapy|pathology|services?))?\s*:?",
    re.IGNORECASE,
)
# Marks of byte order, and ends of texts, say nothing.
_MARKS = "\ufeff\0"
# The number of a line in a list, or of a row in a table.
_NUMBER = re.compile(r" *#?([0-9]{1,3})[.)]?[ \t,;|]+(?=\S)")
_MAX_CHARACTERS = 100_000
# What tells who the patient is never becomes a row, which would be saved.
_OF_PATIENT = {
    *{"mrn", "dob", "ssn", "birth", "born", "chart", "account", "acct", "member", "subscriber"},
    *{"policy", "mbi"},
}
_PATIENT = "the line about the patient"
# What a copied row is called on the clipboard, where the whole row is next to its text.
ROWS_FORMAT = "application/x-quarterhour-rows"


class Pasted(NamedTuple):
    """The rows that a text holds, its lines that hold none, and what a row does not take over.

    That is `beside`: days other than the visit's, modifiers, units, and what else stands in other
    columns. `totals` are those that the rows do not come to.
    """

    rows: tuple[Row, ...]
    left: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    totals: tuple[OtherTotal, ...] = ()


def rows_from_text(text: str, draft: Draft, suggestions: Suggestions) -> Pasted:
    """Return the rows that a text holds: a service and its minutes in each line.

    Columns go by the headings, where there are some; else each piece by what it can be. What is in
    doubt is left in the minutes of its row. Raises UnitsError for units instead of minutes.
    """
    lines = [line for line in text[:_MAX_CHARACTERS].splitlines() if line.strip(_MARKS).strip()]
    if any(_CLAIM_LINE.match(line) for line in lines):
        raise UnitsError
    rows: list[Row] = []
    left: list[str] = []
    beside: list[str] = []
    totals: list[Total] = []
    heading, discipline = None, ""
    if len(text) > _MAX_CHARACTERS:
        left.append(f"what follows the first {_MAX_CHARACTERS:,} characters")
    whole = [line.strip(_MARKS).rstrip(" ") for line in lines]
    for line, as_pasted in zip(_without_numbers(whole), whole, strict=True):
        above = heading_of(line)
        if above is not None:
            heading = above
            left += heading.left
            continue
        if named := _DISCIPLINE.fullmatch(line.strip()):
            discipline = str(named.lastgroup)
            continue
        if _is_of_patient(line, suggestions):
            left.append(_PATIENT)
            continue
        if is_total(line):
            since = totals[-1].rows if totals else 0
            totals.append(Total(line, heading, since, len(rows)))
            continue
        services = [heading.read(line)] if heading else _services(line.strip(" "), suggestions)
        of_table = heading is not None or "\t" in line
        for service in services:
            row = _row(_under(discipline, service), draft, suggestions, rows, of_table)
            if row is not None:
                rows.append(row)
                beside += service.beside
            else:
                left.append(as_pasted.strip())
    others = (each for each in beside if draft.day is None or _day(each) != draft.day)
    other = tuple(other_totals(totals, rows, suggestions))
    return Pasted(tuple(rows), tuple(left), tuple(dict.fromkeys(others)), other)


def row_text(row: Row, assistants: bool = False) -> str:
    """Return a row for the clipboard, its cells parted by tabs.

    Its minutes can be those of `assistants`, by who treated: a text does not say that otherwise.
    """
    minutes = (row.minutes_shown, row.assistant)
    return "\t".join((row.code, row.discipline, *(minutes[::-1] if assistants else minutes)))


def copied_rows(rows: Iterable[Row]) -> bytes:
    """Return everything in some rows, for the clipboard, but for their part in a tie."""
    alone = tuple(replace(row, takes_remaining_unit=False) for row in rows)
    return draft_text(Draft(rows=alone)).encode()


def read_copied(copied: bytes) -> tuple[Row, ...] | None:
    """Return the rows that were copied whole, or None where this version cannot read them."""
    draft = read_draft_text(copied) if len(copied) <= _MAX_CHARACTERS else None
    return None if draft is None else draft.rows


def _day(text: str) -> date | None:
    """Return the day that a text is, as Americans and machines write it."""
    for form in ("%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    return None


def _without_numbers(lines: list[str]) -> list[str]:
    """Return lines without the numbers that count them, where those do."""
    # A figure, such as 2 units, counts no line.
    found = [None if _begins_with_figure(line) else _NUMBER.match(line) for line in lines]
    numbered = [int(match[1]) for match in found if match]
    first = numbered[0] if numbered else 0
    counts = numbered == list(range(first, first + len(numbered)))
    if not counts or not (first == 1 or len(numbered) > 1):
        return lines
    if any(heading_of(line) for line in lines):
        return lines
    return [
        line[match.end() :] if match else line for line, match in zip(lines, found, strict=True)
    ]


def _is_of_patient(line: str, suggestions: Suggestions) -> bool:
    """Return whether a line without a service tells a patient's numbers, such as a record's."""
    pieces = pieces_of(line)
    words = {piece.text.casefold().strip(".#") for piece in pieces if piece.kind == "word"}
    coded = (piece.text.upper() for piece in pieces if piece.kind == "code")
    return bool(words & _OF_PATIENT) and not any(map(suggestions.service, coded))


def _begins_with_figure(line: str) -> bool:
    return any(piece.kind in FIGURES for piece in pieces_of(line)[:1])


def _services(line: str, suggestions: Suggestions) -> list[Line]:
    """Return each service that a line names: by codes, or by names with their minutes."""
    parts = [split_services(part) for part in re.split("[,;]", line)]
    named = [line_of(part[0]) for part in parts if len(part) == 1]
    if len(named) == len(parts) > 1 and all(_is_whole(each, suggestions) for each in named):
        return named
    found = [line_of(pieces) for pieces in split_services(line)]
    if len(found) == 1 and not found[0].minutes and "\t" in line:
        return [_with_last_cell(found[0], line, suggestions)]
    lacking = [each for each in found if not each.minutes and _is_timed(each.code, suggestions)]
    if not lacking or not any(each.minutes for each in found):
        return found
    # Whose minutes are they?
    return [each._replace(minutes=line.strip()) for each in found]


def _with_last_cell(line: Line, text: str, suggestions: Suggestions) -> Line:
    """Return a line of cells with what stands as minutes in the last, though it can't be read.

    That is not what can be a name: of a service, a discipline, or a patient.
    """
    first, *others = text.split("\t")
    last = others[-1].strip()
    known = line.code or suggestions.meant(first, line.discipline)
    if not known or len(last.split()) != 1 or suggestions.find(last, line.discipline):
        return line
    if line_of(split_services(last)[0]).words != last:
        return line
    return line._replace(words=first.strip(), minutes=last)


def _is_timed(code: str, suggestions: Suggestions) -> bool:
    service = suggestions.service(code)
    if service is None:
        return True
    return service.timing.measure is Measure.MINUTES and not service.timing.untimed


def _is_whole(line: Line, suggestions: Suggestions) -> bool:
    """Return whether a part of a line is a service with its minutes, its name known or not."""
    known = bool(line.code or suggestions.abbreviation(line.words))
    return bool(line.minutes) and (known or is_timed(line))


def _under(discipline: str, line: Line) -> Line:
    """Return a line as it is below the discipline that a line above it names."""
    return line if line.discipline else line._replace(discipline=discipline)


def _row(
    line: Line, draft: Draft, suggestions: Suggestions, above: list[Row], of_table: bool
) -> Row | None:
    """Return the row of a line; a line of prose is none, one of a table is by its minutes alone."""
    discipline = line.discipline or replace(draft, rows=(*draft.rows, *above)).discipline_of(
        len(draft.rows) + len(above)
    )
    meant = line.code or suggestions.meant(line.words, discipline)
    if not (meant or of_table or (line.words and not is_spelled(line.minutes))):
        return None
    if not (meant or line.minutes):
        return None
    code = meant or line.words
    service = suggestions.service(code)
    before = Draft(rows=(*draft.rows, *above), usual_discipline=draft.usual_discipline)
    return Row(
        code,
        line.discipline or before.preset_discipline(len(before.rows), service),
        bool(line.discipline) or service is not None,
        line.minutes,
        line.assistant,
        charge=line.charge,
    )
