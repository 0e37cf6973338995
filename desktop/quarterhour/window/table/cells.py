"""What the cells of a row show: plain functions of what is typed and of what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quarterhour.claims import Severity
from quarterhour.entry import Problem, Row, RowOutcome
from quarterhour.entry.minutes import read_minutes
from quarterhour.entry.reading import read_code
from quarterhour.fees import dollars
from quarterhour.reference import ServiceCode
from quarterhour.window.look import DASH, GAP, TIMES
from quarterhour.window.table.columns import FIELD_OF, Column

LEFT_OUT = "left out"
DENIED = "denied"
_INVITATION = "Type a code or a name"


class Cell(NamedTuple):
    """The text of a cell, what is typed in it, what is wrong with it, and what to type there.

    `severity` is of what is wrong.
    """

    text: str
    typed: str = ""
    problem: str = ""
    invitation: str = ""
    severity: Severity = Severity.ACTION


def row_cells(
    row: Row,
    outcome: RowOutcome,
    problems: Sequence[Problem],
    services: Mapping[str, ServiceCode],
) -> tuple[Cell, ...]:
    """Return the cells of a row in order of the columns.

    `problems` are those that stand: what is only half typed is not among them.
    """
    wrong = {problem.field: problem.message for problem in problems}
    invitation = _INVITATION if row.blank else ""

    def typed(column: Column, text: str, what: str) -> Cell:
        return Cell(text, what, wrong.get(FIELD_OF[column], ""))

    return (
        typed(Column.SERVICE, _service(row, services), row.code)._replace(invitation=invitation),
        Cell(outcome.discipline or row.discipline, row.discipline),
        typed(Column.THERAPIST, _minutes(row.minutes_shown), row.therapist),
        typed(Column.ASSISTANT, _minutes(row.assistant), row.assistant),
        Cell(LEFT_OUT if problems else _units(outcome)),
        Cell(_modifiers(outcome)),
        _allowed(outcome),
    )


def _service(row: Row, services: Mapping[str, ServiceCode]) -> str:
    """Return the code with its label, or what is typed while it names no service."""
    service = services.get(read_code(row.code))
    return f"{service.code}{GAP}{service.label}" if service else row.code


def _minutes(text: str) -> str:
    """Return the minutes that a text stands for, or the text where it cannot be read."""
    try:
        return str(read_minutes(text)) if text.strip() else ""
    except ValueError:
        return text


def _units(outcome: RowOutcome) -> str:
    """Return the units on the claim, a tie, or the row or discipline that has the minutes."""
    if outcome.result is None:
        return ""
    if outcome.result.billed_by:
        return f"by {outcome.result.billed_by}"
    if outcome.counted_in is not None:
        return f"in row {outcome.counted_in + 1}"
    return f"{outcome.result.units} (tie)" if outcome.tied else str(outcome.result.units)


def _modifiers(outcome: RowOutcome) -> str:
    """Return the modifiers, with the units of each where the claim lines differ in them."""
    units: dict[str, int] = {}
    for priced in outcome.lines:
        name = " ".join(priced.line.modifiers)
        units[name] = units.get(name, 0) + priced.line.units
    if len(units) < 2:
        return "".join(units)
    return ", ".join(f"{count} {TIMES} {name}" for name, count in units.items())


def _allowed(outcome: RowOutcome) -> Cell:
    """Return the allowed amount, or a dash where there is none or it is withheld.

    What would be denied is marked, with the reason; where lines of the row differ, the amount
    is of the others.
    """
    if outcome.result is None:
        return Cell("")
    text = DASH if outcome.allowed is None else dollars(outcome.allowed)
    if not outcome.denials:
        return Cell(text)
    lines = "Denied as entered" if outcome.denied else "Partly denied as entered"
    reason = f"{lines}: {'; '.join(outcome.denials)}."
    return Cell(DENIED if outcome.denied else text, problem=reason, severity=Severity.WARNING)


BLANK = row_cells(Row(), RowOutcome(), (), {})
