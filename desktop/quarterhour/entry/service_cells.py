"""What the table of services shows: its columns, and what each row has in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from quarterhour.claims import Severity
from quarterhour.entry.draft import Row
from quarterhour.entry.minutes import read_minutes
from quarterhour.entry.outcome import DayQuestion, RowOutcome
from quarterhour.entry.reading import Problem, read_code
from quarterhour.entry.session import Session
from quarterhour.fees import dollars
from quarterhour.reference import ServiceCode
from quarterhour.visit import MAX_SERVICES

if TYPE_CHECKING:
    from quarterhour.claims import Hint


class Column(IntEnum):
    """A column, in order from left to right."""

    SERVICE = 0
    DISCIPLINE = 1
    THERAPIST = 2
    ASSISTANT = 3
    UNITS = 4
    MODIFIERS = 5
    ALLOWED = 6


TYPED = (Column.SERVICE, Column.THERAPIST, Column.ASSISTANT)
# What is typed in a column is this field of the document.
FIELD_OF = {
    Column.SERVICE: "code",
    Column.THERAPIST: "therapist_minutes",
    Column.ASSISTANT: "assistant_minutes",
}
# What is typed or chosen in a column is this field of the row.
ROW_FIELDS = {
    Column.SERVICE: "code",
    Column.DISCIPLINE: "discipline",
    Column.THERAPIST: "therapist",
    Column.ASSISTANT: "assistant",
}

GAP = "\u2002"  # between a code and its name
_TIMES = "\u00d7"
TOGETHER = "{minutes} minutes of therapist and assistant together"
NOT_COUNTED = "not counted"
DENIED = "Denied"
NOT_BILLED = "not billed"
NOTHING = "\u2014"
_INVITATION = "Type a code or a name"
_FIRST_INVITATION = "Type a code or a name, such as 97110 or gait"


class Cell(NamedTuple):
    """The text of a cell, what is typed in it, and what is wrong with that.

    `reason` is why the text is what it is. What is `quiet` says less than the text beside it.
    """

    text: str
    typed: str = ""
    problem: str = ""
    reason: str = ""
    quiet: bool = False
    denied: bool = False
    tied: bool = False

    @property
    def spoken(self) -> str:
        """The text as it is said, with what is wrong with it."""
        text = f"{self.text} (tie)" if self.tied else self.text
        why = self.problem or self.reason
        return f"{text}. {why}" if why else text


class Mark(NamedTuple):
    """What stands before a row: its badge with the title of what is to settle, and its swatch.

    `color` is that of its segment, None where it has none. The row `new` is to be typed into.
    """

    number: int
    color: int | None = None
    new: bool = False
    severity: Severity | None = None
    title: str = ""


class RowCells(NamedTuple):
    """A row: what stands before it, its cells in order of the columns, and a remedy.

    The remedy of a mistake is written from a column on, over cells that have nothing to say then.
    """

    mark: Mark
    cells: tuple[Cell, ...]
    remedy: str = ""
    remedy_from: Column = Column.UNITS

    def remedy_over(self, column: Column) -> bool:
        """Return whether the remedy of a mistake is written over a cell."""
        return bool(self.remedy) and column >= self.remedy_from


# The cells of each row as they were made last, and of what.
Made = list[tuple[tuple[Any, ...], RowCells]]


def service_rows(session: Session, made: Made | None = None) -> list[RowCells]:
    """Return what is shown of each service typed, and of the blank row at the end to type into.

    A key changes few rows: the cells of the others are taken from what was `made` before.
    """
    outcome, before = session.outcome, made or []
    rows = zip(session.draft.rows, outcome.rows, outcome.row_hints, strict=True)
    now: Made = []
    for at, (row, result, hint) in enumerate(rows):
        # The services are read from the database by the first row that needs them.
        services = session.reference.services
        of = at + 1, row, result, session.problems_of(at), services, hint, session.is_assistants(at)
        same = at < len(before) and before[at][0] == of
        now.append(before[at] if same else (of, row_cells(*of)))
    if made is not None:
        made[:] = now
    shown = [cells for _, cells in now]
    if len(shown) < MAX_SERVICES:
        shown.append(blank_cells(len(shown) + 1))
    return shown


def row_cells(
    number: int,
    row: Row,
    outcome: RowOutcome,
    problems: Sequence[Problem],
    services: Mapping[str, ServiceCode],
    hint: Hint | DayQuestion | None = None,
    assistants: bool = False,
) -> RowCells:
    """Return what is shown of a row; its minutes can be those of `assistants`, by who treated.

    `problems` are those that stand: what is only half typed is not among them. `hint` is the most
    pressing one of the row.
    """
    if row.blank:
        return blank_cells(number)
    wrong = {problem.field: problem.message for problem in problems}
    severity, title = (hint.severity, hint.title) if hint else (None, "")
    if problems:
        severity, title = Severity.ACTION, problems[0].message

    def typed(column: Column, text: str, what: str) -> Cell:
        return Cell(text, what, wrong.get(FIELD_OF[column], ""))

    minutes = (
        _with_together(typed(Column.THERAPIST, _minutes(row.minutes_shown), row.therapist), row),
        typed(Column.ASSISTANT, _minutes(row.assistant), row.assistant),
    )
    cells = (
        typed(Column.SERVICE, _service(row, services), row.code),
        Cell(outcome.discipline or row.discipline, row.discipline),
        *(minutes[::-1] if assistants else minutes),
        Cell(NOT_COUNTED) if problems else _units(outcome),
        Cell("") if problems else _modifiers(outcome, read_code(row.code)),
        _allowed(outcome),
    )
    mark = Mark(number, outcome.color, False, severity, title)
    remedy = problems[0].message if problems else ""
    return RowCells(mark, cells, remedy, _free_from(cells))


def blank_cells(number: int) -> RowCells:
    """Return the row to type into; the first one of a visit says how, with examples."""
    invitation = _FIRST_INVITATION if number == 1 else _INVITATION
    others = (Cell(""),) * (len(Column) - 1)
    return RowCells(Mark(number, new=True), (Cell("", reason=invitation, quiet=True), *others))


def _free_from(cells: Sequence[Cell]) -> Column:
    """Return the first column from which nothing typed stands any more."""
    for column in (Column.ASSISTANT, Column.THERAPIST, Column.DISCIPLINE):
        if cells[column].text:
            return Column(column + 1)
    return Column.DISCIPLINE


def _service(row: Row, services: Mapping[str, ServiceCode]) -> str:
    """Return the code with its label, or what is typed while it names no service."""
    service = services.get(read_code(row.code))
    return f"{service.code}{GAP}{service.label}" if service else row.code


def _minutes(text: str) -> str:
    """Return the minutes that a text means, or the text where it cannot be read."""
    try:
        return str(read_minutes(text)) if text.strip() else ""
    except ValueError:
        return text


def _with_together(own: Cell, row: Row) -> Cell:
    """Return the cell of the therapist's own minutes with those that an assistant treated, too."""
    if not row.together_minutes:
        return own
    text = " + ".join(filter(None, (own.text, f"{row.together_minutes} together")))
    return own._replace(text=text, reason=TOGETHER.format(minutes=row.together_minutes))


def _units(outcome: RowOutcome) -> Cell:
    """Return the units on the claim, a tie, or the row or discipline that has the minutes."""
    if outcome.result is None:
        return Cell("0" if outcome.why_not else "", reason=outcome.why_not)
    if outcome.result.billed_by:
        return Cell(f"by {outcome.result.billed_by}")
    if outcome.counted_in is not None:
        return Cell(f"with row {outcome.counted_in + 1}")
    if outcome.counted_above:
        return Cell("above", reason=outcome.reason)
    units = outcome.result.units + sum(each.line.units for each in outcome.lines_of_others)
    return Cell(str(units), tied=outcome.tied)


def _modifiers(outcome: RowOutcome, typed: str) -> Cell:
    """Return the modifiers, after the code of a claim line where it isn't the one typed.

    Where the claim lines differ, each has its units. Where they have several codes, the amount is
    that of the others, so that a denied line says so here.
    """
    if outcome.why_not:
        return Cell(NOT_BILLED, reason=outcome.why_not, quiet=True)
    units: dict[str, int] = {}
    codes = {priced.line.code for priced in outcome.lines}
    for priced in outcome.lines:
        code = priced.line.code
        denied = priced.denied and not outcome.denied and len(codes) > 1
        name = " ".join((*[code] * (code != typed), *priced.line.modifiers, *[DENIED] * denied))
        units[name] = units.get(name, 0) + priced.line.units
    together = outcome.counted_in is not None or outcome.counted_above
    if not units and outcome.result is not None and not together:
        return Cell("" if outcome.result.billed_by else NOT_BILLED, quiet=True)
    if len(units) < 2:
        return Cell("".join(units))
    return Cell(", ".join(f"{count} {_TIMES} {name}" for name, count in units.items()))


def _allowed(outcome: RowOutcome) -> Cell:
    """Return the allowed amount, or a dash where there is none or it is not shown.

    What would be denied says so, with the reason; where lines of the row differ, the amount is of
    the others.
    """
    if outcome.result is None:
        return Cell(NOTHING if outcome.why_not else "", reason=outcome.why_not, quiet=True)
    allowed, denials = outcome.allowed, outcome.denials
    text = NOTHING if allowed is None else dollars(allowed)
    if not denials:
        return Cell(text, quiet=allowed is None)
    denied = outcome.denied
    what = "this" if denied else "part of this"
    reason = f"Medicare will deny {what} as entered: {'; '.join(denials)}."
    return Cell(DENIED if denied else text, reason=reason, denied=denied)
