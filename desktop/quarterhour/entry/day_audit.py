"""What the audit of a day lists: what is to settle, what is settled, and notes, as data."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from quarterhour.claims import Severity
from quarterhour.day import DayAssessment, Finding, FindingKind, Row, keys_of
from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.day_outcome import DayOutcome
from quarterhour.entry.day_reading import LeftOut
from quarterhour.report.day_findings import entry_rows, findings_to_settle, severity_of

_BETWEEN = " \N{MIDDLE DOT} "
_PEOPLE = "people["


class Kind(Enum):
    """How an item of the list stands."""

    OPEN = auto()
    LEFT_OUT = auto()
    SETTLED = auto()
    NOTE = auto()


class AuditItem(NamedTuple):
    """A line of the list: a finding, or what is left out since it can't be read.

    `key` stays the same while other things are typed. `below` are its rows in one line, and
    `minutes` those of the clock that it is about. `leads_to` are the visits to go to by tag, each
    with the visit and the row where it was typed; `of_person` leads to the people of the day.
    """

    key: object
    kind: Kind
    severity: Severity
    title: str
    below: str
    minutes: str
    leads_to: tuple[tuple[str, int, int], ...]
    finding: Finding | None = None
    of_person: bool = False


class Audit(NamedTuple):
    """The lines of the list by how they stand."""

    to_settle: tuple[AuditItem, ...] = ()
    left_out: tuple[AuditItem, ...] = ()
    settled: tuple[AuditItem, ...] = ()
    notes: tuple[AuditItem, ...] = ()

    @property
    def asked(self) -> tuple[AuditItem, ...]:
        """All that is to be settled or corrected, as it is listed and counted."""
        return (*self.left_out, *self.to_settle)


def audit_of(outcome: DayOutcome, draft: DayDraft) -> Audit:
    """Return what the audit of a day lists."""
    result = outcome.assessment
    left_out = tuple(_left_out(each, draft) for each in outcome.left_out)
    if result is None:
        return Audit(left_out=left_out)
    asked = findings_to_settle(result)
    return Audit(
        tuple(_item(outcome, each, Kind.OPEN) for each in asked),
        left_out,
        tuple(_item(outcome, each, Kind.SETTLED) for each in result.findings if each.settled),
        tuple(_item(outcome, each, Kind.NOTE) for each in _notes(result)),
    )


def _notes(result: DayAssessment) -> list[Finding]:
    return [
        each for each in result.findings if severity_of(each) is Severity.NOTE and not each.settled
    ]


def _item(outcome: DayOutcome, finding: Finding, kind: Kind) -> AuditItem:
    # What is said already in the title is not said again.
    said = finding.kind in (FindingKind.MINUTES_ABOVE_CLOCK, FindingKind.TIME_UNCLEAR)
    minutes = "" if said or not finding.minutes else f"{finding.minutes} min"
    return AuditItem(
        keys_of(finding)[0],
        kind,
        severity_of(finding),
        finding.title,
        _rows_text(finding),
        minutes,
        tuple(_leads_to(outcome, finding)),
        finding,
    )


def _leads_to(outcome: DayOutcome, finding: Finding) -> list[tuple[str, int, int]]:
    first: dict[str, Row] = {}
    for row in finding.rows:
        first.setdefault(row.tag, row)
    return [(tag, *outcome.typed(row)) for tag, row in first.items()]


def _rows_text(finding: Finding) -> str:
    """Return the rows in one line; of one patient they are told apart by discipline."""
    alone = len(finding.patients) == 1
    return _BETWEEN.join(
        " ".join(filter(None, (row.tag, row.code, entry.discipline if alone else "", row.times)))
        for row, entry in zip(entry_rows(finding), finding.rows, strict=True)
    )


def _left_out(left_out: LeftOut, draft: DayDraft) -> AuditItem:
    at, row = left_out.visit, left_out.row
    of_person = at is None and left_out.field.startswith(_PEOPLE)
    leads_to = ((left_out.tag, at, row or 0),) if at is not None else ()
    if row is not None:
        title = f"{left_out.tag}: row {row + 1} isn't counted"
    elif at is not None:
        title = f"{left_out.tag} isn't counted"
    elif of_person:
        place = int(left_out.field.removeprefix(_PEOPLE).partition("]")[0])
        title = f"{draft.people[place].id or 'A person'} isn't counted as typed"
    else:
        title = "The day isn't counted as typed"
    return AuditItem(
        *(left_out, Kind.LEFT_OUT, Severity.ACTION, title, left_out.why, "", leads_to),
        of_person=of_person,
    )
