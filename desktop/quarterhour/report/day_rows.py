"""The rows and words that the reports of a day share, so that they say the same.

No dollars are next to a question: where an answer can change a visit, its amounts are shown after
settling, and the totals leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from quarterhour.assessment import PricedLine
from quarterhour.claims import date_text, listed, month_text, weekday
from quarterhour.day import (
    DayAssessment,
    PatientDay,
    Row,
    Settled,
    Unused,
    Why,
    total_of,
    totals_by_discipline,
)
from quarterhour.fees import Between, dollars
from quarterhour.report.day_findings import to_settle
from quarterhour.report.wording import (
    BY_ESTIMATE,
    ESTIMATE,
    PARTICIPATION_ASSUMED,
    ROUNDING,
    place,
    rule_title,
    typed_rows,
)
from quarterhour.visit import CPT_MIDPOINT, MEDICARE

AFTER_SETTLING = "after settling"
NOT_SHOWN = "not shown"
NOT_KNOWN = "not known"
_MEDICARES_VISITS = "Visits of Medicare"
TWO_VISITS = "What concerns two visits counts in both."
TWO_DISCIPLINES = "A visit with two disciplines counts in both."


class VisitRow(NamedTuple):
    """A visit of the day: its amounts are texts, as they may be shown later or not at all."""

    tag: str
    payer: str
    minutes: int
    units: int
    lines: tuple[PricedLine, ...]
    payer_pays: str
    patient_pays: str
    to_settle: int


class TotalRow(NamedTuple):
    """What some visits come to; the last amounts are texts."""

    name: str
    visits: int
    minutes: int
    units: int
    amounts: tuple[str, ...]


def day_title(result: DayAssessment) -> str:
    """Return the day as a title: `Monday, November 23, 2026`."""
    day = result.day.date_of_service
    return f"{weekday(day)}, {date_text(day)}"


def day_places(result: DayAssessment) -> str:
    """Return the places of the visits, each once."""
    return "; ".join(dict.fromkeys(place(each.assessment) for each in result.visits))


def day_rules(result: DayAssessment) -> str:
    """Return the rules that counted the units, each once."""
    return "; ".join(dict.fromkeys(rule_title(each.assessment) for each in result.visits))


def at_fees(result: DayAssessment) -> str:
    """Return the mark of estimated amounts: ` at 2026 fees`; empty where they are none."""
    return next((f" {mark}" for each in result.visits if (mark := each.assessment.at_fees)), "")


def payer_name(id: str) -> str:
    """Return what a payer is called."""
    return {MEDICARE: "Medicare", CPT_MIDPOINT: "CPT midpoint"}.get(id, id)


def line_text(priced: PricedLine) -> str:
    """Return a claim line in short: `97110 GP \u00d7 2`."""
    line = priced.line
    times = f" \u00d7 {line.units}" if line.units != 1 else ""
    return " ".join((line.code, *line.modifiers)) + times


def visit_rows(result: DayAssessment) -> list[VisitRow]:
    """Return the visits, in the order in which they are entered."""
    items = to_settle(result)
    return [
        VisitRow(
            tag=patient.tag,
            payer=payer_name(patient.assessment.visit.payer),
            minutes=patient.assessment.total_minutes,
            units=patient.assessment.units,
            lines=patient.assessment.lines,
            payer_pays=_amounts(result, [patient])[1],
            patient_pays=_amounts(result, [patient])[2],
            to_settle=sum(patient.tag in item.tags for item in items),
        )
        for patient in result.visits
    ]


def all_visits(result: DayAssessment) -> TotalRow:
    """Return the total of the day: allowed, what payers pay, what patients pay."""
    return _total_row(result, "All", result.visits)


def payer_rows(result: DayAssessment) -> list[TotalRow]:
    """Return the totals by payer, in the order of the visits."""
    return [
        _total_row(
            result,
            payer_name(payer),
            [each for each in result.visits if each.assessment.visit.payer == payer],
        )
        for payer in result.totals.by_payer
    ]


def discipline_rows(result: DayAssessment) -> list[TotalRow]:
    """Return the totals by discipline, with what is allowed."""
    shown = totals_by_discipline(with_amounts(result, result.visits))
    rows = []
    for name, total in result.totals.by_discipline.items():
        found = shown.get(name)
        own = [each for each in result.visits if _has_discipline(each, name)]
        text = _why_none(result, own)
        if found is not None:
            text = _amount(found.allowed, found.allowed_between, text)
        rows.append(TotalRow(name, total.patients, total.minutes, total.units, (text,)))
    return rows


def amount_notes(result: DayAssessment) -> list[str]:
    """Return what the amounts leave out or assume; nothing where there are no visits."""
    shown = with_amounts(result, result.visits)
    lines = [(each.tag, priced) for each in shown for priced in each.assessment.lines]
    denied = [tag for tag, priced in lines if priced.denied]
    # A line with a price, but without an amount of its own, is part of a sum or a range.
    unpriced = [tag for tag, priced in lines if priced.allowed is None and not priced.steps]
    assumed = [
        each.tag
        for each in shown
        if each.assessment.visit.payer == MEDICARE
        and each.assessment.visit.patient.deductible_remaining is None
    ]
    of_all = len(assumed) == len(shown)
    participating = [
        each.tag
        for each in shown
        if each.assessment.visit.payer == MEDICARE and each.assessment.participation_assumed
    ]
    whose = "" if of_all else " of {tags}"
    deductible = f"The deductible{whose} isn\u2019t entered, and counts as met."
    notes = [
        (participating, PARTICIPATION_ASSUMED),
        (denied, "Denied lines of {tags} aren\u2019t in the amounts."),
        (unpriced, "Lines of {tags} without a price aren\u2019t in the amounts."),
    ]
    estimates = [each.assessment.estimate_sentence for each in shown]
    typed = [row for each in shown for row in typed_rows(each.assessment)]
    return [
        *_about([(assumed, deductible)]),
        *left_out_notes(result),
        *_about(notes),
        *dict.fromkeys(filter(None, estimates)),
        *dict.fromkeys(typed),
        *unused_answers(result),
    ]


def left_out_notes(result: DayAssessment) -> list[str]:
    """Return what says which visits the amounts leave out, and why."""
    open_tags = [each.tag for each in result.visits if each.tag in result.open_tags]
    unknown = [
        each.tag
        for each in result.visits
        if each.tag not in open_tags and each.assessment.amounts is None
    ]
    return _about(
        [
            (open_tags, "The amounts leave out {tags} until the questions are settled."),
            (unknown, "The amounts leave out {tags}: no amount is known."),
        ]
    )


def _about(notes: Iterable[tuple[list[str], str]]) -> list[str]:
    """Return the sentences about some visits, of those that have any."""
    return [text.format(tags=listed(tags)) for tags, text in notes if tags]


def why_not_counted(row: Row) -> str:
    """Return why a row is not in the visit that is billed."""
    if row.entry.code is None:
        return "The patient exercised alone."
    if row.unclear:
        return "Its time isn't clear."
    if not row.billable:
        return "Students and aides can't bill it."
    return "Your answer leaves no minutes of it on this claim."


def unused_answers(result: DayAssessment) -> list[str]:
    """Return the answers that settle nothing, as after a time was changed, and why."""
    return [
        f"Not used: settled[{unused.answer}], {_unused(result.day.settled[unused.answer], unused)}."
        for unused in result.unused_answers
    ]


def _unused(answer: Settled, unused: Unused) -> str:
    match unused.why:
        case Why.NO_SUCH_CHOICE:
            instead = f"choose {listed(unused.choices, 'or')}" if unused.choices else "it has none"
            return f"{answer.kind}: \u201c{answer.choice}\u201d isn\u2019t a choice; {instead}"
        case Why.ANSWERED_AGAIN:
            return f"{answer.kind}: a later answer is used"
        case Why.OTHER_FINDING:
            return (
                f"{answer.kind}: none has these patients, people, and minutes; copy them from "
                "the finding"
            )
        case _:
            return f"{answer.kind}: the day has none"


def estimate_foot(result: DayAssessment) -> str:
    """Return that amounts are estimates, and of Medicare by which fees; empty without amounts."""
    shown = [each.assessment for each in with_amounts(result, result.visits)]
    plans = dict.fromkeys(each.plan.payer.name for each in shown if each.plan is not None)
    used = [each.priced_with for each in shown if each.plan is None]
    months = dict.fromkeys(month_text(edition.begins) for edition in used if edition)
    of_medicare = f"{ESTIMATE} {ROUNDING} CMS fees of {listed(months)}." if months else ""
    if of_medicare and plans:
        of_medicare = f"{_MEDICARES_VISITS}: {of_medicare}"
    return " ".join(filter(None, (of_medicare, *(BY_ESTIMATE.format(payer=own) for own in plans))))


def _total_row(result: DayAssessment, name: str, patients: Iterable[PatientDay]) -> TotalRow:
    own = list(patients)
    total = total_of(own)
    return TotalRow(name, total.patients, total.minutes, total.units, _amounts(result, own))


def _amounts(result: DayAssessment, patients: list[PatientDay]) -> tuple[str, str, str]:
    """Return what is allowed, and what payers and patients pay, without visits to settle."""
    shown = with_amounts(result, patients)
    total, instead = total_of(shown), NOT_KNOWN if shown else _why_none(result, patients)
    return (
        _amount(total.allowed, total.allowed_between, instead),
        _amount(total.payer_pays, total.payer_pays_between, instead),
        _amount(total.patient_pays, total.patient_pays_between, instead),
    )


def with_amounts(result: DayAssessment, patients: Iterable[PatientDay]) -> list[PatientDay]:
    """Return the visits whose amounts are shown."""
    return [
        each
        for each in patients
        if each.tag not in result.open_tags and each.assessment.amounts is not None
    ]


def _why_none(result: DayAssessment, patients: Iterable[PatientDay]) -> str:
    """Return what is said in the place of an amount that no visit has."""
    waits = any(each.tag in result.open_tags for each in patients)
    return AFTER_SETTLING if waits else NOT_SHOWN


def _amount(amount: Decimal | None, between: Between | None, instead: str) -> str:
    if between is not None:
        return between.text
    return instead if amount is None else dollars(amount)


def _has_discipline(patient: PatientDay, name: str) -> bool:
    return any(entry.discipline == name for entry in patient.assessment.visit.services)
