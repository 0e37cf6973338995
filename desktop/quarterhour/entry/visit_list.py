"""The visits of a day as a list shows them, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.claims import Severity
from quarterhour.day import DayAssessment, Finding, PatientDay, total_of
from quarterhour.entry.day_outcome import DayOutcome
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.to_settle import severities
from quarterhour.report.day_findings import SAYS, findings_to_settle, severity_of
from quarterhour.report.day_rows import left_out_notes, payer_name, with_amounts


class VisitItem(NamedTuple):
    """A visit in the list.

    `units` are None where nothing of it is counted, or where they are those of a visit above, of
    the same patient: of these two, it is `counted_above`. `payer_pays` is None where that is not
    known, and where an open question of the day can change it: then it `waits`. `to_settle` counts
    what its strip shows, and the findings of the day that are about it; `worst` is the most urgent
    of them.
    """

    tag: str
    disciplines: tuple[str, ...]
    empty: bool
    units: int | None
    counted_above: bool
    payer: str
    payer_pays: Decimal | None
    waits: bool
    to_settle: int
    worst: Severity | None


class DayTotal(NamedTuple):
    """What the visits of the list come to; `payers_pay` is the sum of what they show.

    What is to settle between two visits counts once. `notes` say which visits the amounts leave
    out.
    """

    visits: int
    units: int
    minutes: int
    payers_pay: Decimal | None
    patients_pay: Decimal | None
    to_settle: int
    notes: tuple[str, ...]


class VisitList(NamedTuple):
    """The visits in their order, and their total, None where nothing can be counted.

    Amounts are there where the strip of the visit has some.
    """

    items: tuple[VisitItem, ...]
    total: DayTotal | None


def visit_list(session: DaySession) -> VisitList:
    """Return the visits of a day as they are now; what did not change is not found again."""
    draft, day, outcomes = session.day_draft, session.day_outcome, session.outcomes
    tags, result = draft.tags, day.assessment
    settling = [
        _Settling(outcome, result, tag) for outcome, tag in zip(outcomes, tags, strict=True)
    ]
    priced = {
        tag for outcome, tag in zip(outcomes, tags, strict=True) if outcome.payment is not None
    }
    shown = with_amounts(result, result.visits) if result is not None else []
    shown = [each for each in shown if each.tag in priced]
    items = tuple(
        _item(day, outcome, settling[at], shown, at, tag, again=tag in tags[:at])
        for at, (outcome, tag) in enumerate(zip(outcomes, tags, strict=True))
    )
    total = None if result is None else _total(result, len(items), settling, shown)
    return VisitList(items, total)


class _Settling:
    """What a visit has to settle: its own items, and findings of the day that they don't say."""

    def __init__(self, outcome: Outcome, result: DayAssessment | None, tag: str) -> None:
        self.own = severities(outcome)
        said = {hint.topic for hint in outcome.hints if hint.severity is not Severity.NOTE}
        found = findings_to_settle(result) if result is not None else ()
        self.findings: list[Finding] = [
            each for each in found if tag in each.patients and SAYS.get(each.kind) not in said
        ]

    @property
    def all(self) -> list[Severity]:
        """The severity of each."""
        return [*self.own, *map(severity_of, self.findings)]


def _item(
    day: DayOutcome,
    outcome: Outcome,
    settling: _Settling,
    shown: Sequence[PatientDay],
    at: int,
    tag: str,
    again: bool,
) -> VisitItem:
    patient, visit = day.patient_of(at), outcome.reading.visit
    units, pays, waits = None, None, False
    if day.assessment and patient and patient.assessment.visit.services and not again:
        units, waits = patient.assessment.units, tag in day.assessment.open_tags
        pays = total_of([each for each in shown if each.tag == tag]).payer_pays
    disciplines = [each.discipline for each in visit.services] if visit else []
    return VisitItem(
        tag=tag,
        disciplines=tuple(dict.fromkeys(filter(None, disciplines))),
        empty=all(row.blank for row in outcome.draft.rows),
        units=units,
        counted_above=patient is not None and again,
        payer=payer_name(outcome.draft.payer),
        payer_pays=pays,
        waits=waits,
        to_settle=len(settling.all),
        worst=min(settling.all, key=lambda each: each.rank, default=None),
    )


def _total(
    result: DayAssessment,
    visits: int,
    settling: Iterable[_Settling],
    shown: Sequence[PatientDay],
) -> DayTotal:
    amounts = total_of(shown)
    own = sum(len(each.own) for each in settling)
    findings = {id(finding) for each in settling for finding in each.findings}
    return DayTotal(
        visits=visits,
        units=result.totals.all.units,
        minutes=result.totals.all.minutes,
        payers_pay=amounts.payer_pays,
        patients_pay=amounts.patient_pays,
        to_settle=own + len(findings),
        notes=tuple(left_out_notes(result)),
    )
