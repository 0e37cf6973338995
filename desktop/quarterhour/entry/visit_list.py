"""The visits of a day as a list shows them, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.claims import Severity
from quarterhour.day import DayAssessment, PatientDay, total_of
from quarterhour.entry.day_outcome import DayOutcome
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.to_settle import severities, shared_fields
from quarterhour.fees import dollars
from quarterhour.report.day_rows import at_fees, left_out_notes, payer_name, with_amounts
from quarterhour.units import units_text


class VisitItem(NamedTuple):
    """A visit in the list.

    `units` are None where nothing of it is counted, or where they are those of a visit above, of
    the same patient: of these two, it is `counted_above`. `payer_pays` is None where that is not
    known, and where an open question of the day can change it: then it `waits`. `to_settle` counts
    what its strip shows, of the visit and of the day, with its `rows_not_counted`; `worst` is the
    most urgent of them. `at_fees` marks amounts that are an estimate, such as `at 2026 fees`.
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
    rows_not_counted: int = 0
    at_fees: str = ""

    @property
    def beside_units(self) -> str:
        """The payer, or what its amount rests on where that is an estimate."""
        return self.at_fees or self.payer

    @property
    def beside_tag(self) -> str:
        """The disciplines, or that nothing is typed yet."""
        return "no services yet" if self.empty else " ".join(self.disciplines)

    @property
    def counted(self) -> str:
        """The units, or why there are none; empty before anything is typed."""
        return "" if self.empty else self._units

    @property
    def settling(self) -> str:
        """How much there is to settle."""
        return f"{self.to_settle} to settle" if self.to_settle else ""

    @property
    def spoken(self) -> str:
        """All of it in one sentence, for assistive technology."""
        parts = [self.tag, self.beside_tag, "" if self.empty else self._units]
        if self.units is None:
            parts.append(self.payer)
        elif self.payer_pays is None:
            parts += [self.payer, "amount after settling" if self.waits else "amount not shown"]
        else:
            pays = f"{self.payer} pays {dollars(self.payer_pays)} {self.at_fees}"
            parts.append(pays.rstrip())
        if self.worst is not None:
            parts += [rows_not_counted(self.rows_not_counted), self.settling, self.worst.title]
        return ", ".join(filter(None, parts))

    @property
    def _units(self) -> str:
        if self.units is not None:
            return units_text(self.units)
        return "counted above" if self.counted_above else "not counted"


class DayTotal(NamedTuple):
    """What the visits of the list come to; `payers_pay` is the sum of what they show.

    What is to settle between two visits counts once. `notes` say how many rows are not counted,
    and which visits the amounts leave out.
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
    priced = {
        tag for outcome, tag in zip(outcomes, tags, strict=True) if outcome.payment is not None
    }
    shown = with_amounts(result, result.visits) if result is not None else []
    shown = [each for each in shown if each.tag in priced]
    problems = [outcome.reading.problems for outcome in outcomes]
    problems[session.current] = session.problems  # without what is half typed
    lost = [len({each.row for each in own if each.row is not None}) for own in problems]
    items = tuple(
        _item(day, outcome, shown, lost[at], at, tag, again=tag in tags[:at])
        for at, (outcome, tag) in enumerate(zip(outcomes, tags, strict=True))
    )
    total = None if result is None else _total(result, outcomes, shown, items)
    return VisitList(items, total)


def rows_not_counted(count: int) -> str:
    """Say how many rows are not counted; empty where all are."""
    return f"{count} row{'s' * (count != 1)} not counted" if count else ""


def _item(
    day: DayOutcome,
    outcome: Outcome,
    shown: Sequence[PatientDay],
    lost: int,
    at: int,
    tag: str,
    again: bool,
) -> VisitItem:
    patient = day.patient_of(at)
    settling = [*severities(outcome), *[Severity.ACTION] * lost]
    units, pays, waits, marked = None, None, False, ""
    if day.assessment and patient and patient.assessment.visit.services and not again:
        units, waits = patient.assessment.units, tag in day.assessment.open_tags
        amounts = patient.assessment.amounts if patient in shown else None
        pays = amounts.payer_pays.single if amounts and amounts.payer_pays else None
        marked = patient.assessment.at_fees if pays is not None else ""
    return VisitItem(
        tag=tag,
        disciplines=outcome.disciplines,
        empty=all(row.blank for row in outcome.draft.rows),
        units=units,
        counted_above=patient is not None and again,
        payer=payer_name(outcome.draft.payer),
        payer_pays=pays,
        waits=waits,
        to_settle=len(settling),
        worst=min(settling, key=lambda each: each.rank, default=None),
        rows_not_counted=lost,
        at_fees=marked,
    )


def _total(
    result: DayAssessment,
    outcomes: Sequence[Outcome],
    shown: Sequence[PatientDay],
    items: Sequence[VisitItem],
) -> DayTotal:
    amounts = total_of(shown)
    marked = at_fees(result) if amounts.payer_pays is not None else ""
    estimate = f"Amounts{marked}." if marked else ""
    asked = [id(question.finding) for each in outcomes for question in each.questions]
    # A date or a place that is mistyped is one for all visits that have it.
    mistyped = [field for each in outcomes for field in shared_fields(each)]
    again = len(asked) - len({*asked}) + len(mistyped) - len({*mistyped})
    lost = sum(item.rows_not_counted for item in items)
    return DayTotal(
        visits=len(outcomes),
        units=result.totals.all.units,
        minutes=result.totals.all.minutes,
        payers_pay=amounts.payer_pays,
        patients_pay=amounts.patient_pays,
        to_settle=sum(item.to_settle for item in items) - again,
        notes=tuple(filter(None, (rows_not_counted(lost), estimate, *left_out_notes(result)))),
    )
