"""From what is typed to its outcome. What this needs is loaded when something is first typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quarterhour.assess import assess
from quarterhour.assessment import Assessment, PricedLine
from quarterhour.claims import NO_PRICES, PriceList, code_visit
from quarterhour.entry.draft import Draft
from quarterhour.entry.outcome import Outcome, RowOutcome
from quarterhour.entry.reading import Problem, Reading, read_code, read_draft
from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import Reference
from quarterhour.visit import DISCIPLINES, Visit, VisitError


def outcome_of(
    draft: Draft,
    reference: Reference,
    suggestions: Suggestions,
    estimate: bool = False,
    prices: PriceList = NO_PRICES,
) -> Outcome:
    """Read a draft and assess it; if a choice fits no tie, the services entered first are chosen.

    An `estimate` uses the last fees where none are loaded for the date. `prices` fill charges that
    were not entered.
    """
    reading = read_draft(draft, reference, suggestions)
    return outcome_as_read(draft, reading, reference, estimate, prices)


def outcome_as_read(
    draft: Draft,
    reading: Reading,
    reference: Reference,
    estimate: bool = False,
    prices: PriceList = NO_PRICES,
    known: Assessment | None = None,
) -> Outcome:
    """Assess a draft as it was read; see `outcome_of`. It may be `known` already."""
    visit = reading.visit
    if visit is None:
        return Outcome(draft, reading, None, rows_of(draft, reading, None, reference), True)
    try:
        known = known if known is not None and known.visit == visit else None
        assessment, choice_holds = known or assess(visit, reference, estimate, prices), True
    except VisitError as error:
        if error.field != "extra_units_to":
            raise
        visit = replace(visit, extra_units_to=_choice_that_holds(visit, reference))
        assessment, choice_holds = assess(visit, reference, estimate, prices), False
        reading = reading._replace(visit=visit)
    if reading.unread_deductible:
        assessment = assessment.without_amounts()
    rows = rows_of(draft, reading, assessment, reference)
    return Outcome(draft, reading, assessment, rows, choice_holds)


def _choice_that_holds(visit: Visit, reference: Reference) -> tuple[int, ...]:
    """Return the choices of the disciplines whose minutes still tie; each has its own choice."""
    held: list[int] = []
    for discipline in DISCIPLINES:
        own = tuple(
            at for at in visit.extra_units_to if visit.services[at].discipline == discipline
        )
        try:
            code_visit(replace(visit, extra_units_to=own), reference)
        except VisitError:
            continue
        held += own
    return tuple(sorted(held))


def rows_of(
    draft: Draft, reading: Reading, assessment: Assessment | None, reference: Reference
) -> tuple[RowOutcome, ...]:
    """Return the result of each row of a draft."""
    problems: dict[int | None, list[Problem]] = {}
    for problem in reading.problems:
        problems.setdefault(problem.row, []).append(problem)
    rows = [RowOutcome(problems=tuple(problems.get(at, ()))) for at in range(len(draft.rows))]
    if assessment is None:
        return _colored(draft, rows, {}, reference)
    lines: dict[int, list[PricedLine]] = {}
    for priced in assessment.lines:
        lines.setdefault(priced.line.row, []).append(priced)
    tied, counted_in = _tied(assessment), _counted_in(assessment)
    for service, at in enumerate(reading.rows):
        if at is None:
            continue
        if rows[at].service is not None:  # an answer made two services of the row
            rows[at] = rows[at]._replace(lines=(*rows[at].lines, *lines.get(service, ())))
            continue
        first = counted_in[service]
        rows[at] = RowOutcome(
            service=service,
            discipline=assessment.visit.services[service].discipline,
            result=assessment.services[service],
            lines=tuple(lines.get(service, ())),
            tied=service in tied,
            counted_in=None if first == service else reading.rows[first],
            counted_above=assessment.services[first].code if reading.rows[first] is None else "",
        )
    names = {
        row: (pool.name, service.group.key)
        for pool in assessment.count.pools
        for service in pool.services
        for row in service.group.rows
    }
    return _colored(draft, rows, names, reference)


def _colored(
    draft: Draft,
    rows: list[RowOutcome],
    names: Mapping[int, tuple[str, str]],
    reference: Reference,
) -> tuple[RowOutcome, ...]:
    """Give out the colors. `names` has the discipline and the service of each one that is pooled.

    A row that is left out keeps its color, so that none changes while minutes are half typed.
    """
    given: dict[tuple[str, str], int] = {}
    for at, (row, typed) in enumerate(zip(rows, draft.rows, strict=True)):
        name = None if row.service is None else names.get(row.service)
        if row.service is None:
            service = reference.services.get(read_code(typed.code))
            if service is not None and service.timing.pooled:
                name = (typed.discipline, service.code)
        if name is not None:
            rows[at] = row._replace(color=given.setdefault(name, len(given)))
    return tuple(rows)


def _tied(assessment: Assessment) -> set[int]:
    return {
        pool.services[place].group.rows[0]
        for pool in assessment.count.pools
        for place in pool.assignment.tied
    }


def _counted_in(assessment: Assessment) -> dict[int, int]:
    return {
        row: counted.group.rows[0]
        for counted in assessment.count.services
        for row in counted.group.rows
    }
