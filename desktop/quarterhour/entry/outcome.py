"""A draft with its result, row by row: what the widgets show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from quarterhour.assess import assess
from quarterhour.assessment import Assessment, PricedLine, ServiceResult
from quarterhour.claims import NO_PRICES, Hint, PriceList, Severity, Topic, code_visit, listed
from quarterhour.entry.draft import Draft
from quarterhour.entry.reading import DEDUCTIBLE, Problem, Reading, read_code, read_draft
from quarterhour.entry.suggestions import Suggestions
from quarterhour.fees import ZERO, Payment
from quarterhour.reference import Reference
from quarterhour.units import Pool
from quarterhour.visit import CPT_MIDPOINT, DISCIPLINES, MEDICARE, Visit, VisitError

if TYPE_CHECKING:
    from quarterhour.day import Finding

_AT_THE_PLACE = (Topic.PLACE_MISSING, Topic.PLACE_UNKNOWN, Topic.PLACE_SEVERAL)
_MAX_NAMED = 3  # rows in a message
_UNITS_ONLY = "Units only. A payer with the midpoint rule pays its own fees."
_AFTER_SETTLING = "Amounts are shown after settling."
_NOTHING_LEFT = "Nothing of this visit is on the claim. The explanation says why."
_NO_UNIT = "Too few minutes for a unit, so nothing is on the claim."


class RowOutcome(NamedTuple):
    """The result of one row. `result` is None for a row that is blank or not counted.

    `service` is its place in the visit, `discipline` its discipline there;
    `counted_in` is the row that it is counted together with. `color` is that of its timed service,
    given out in order of entry; None where it has none. `why_not` is why the day counts nothing of
    the row, empty where it does.
    """

    service: int | None = None
    discipline: str = ""
    result: ServiceResult | None = None
    lines: tuple[PricedLine, ...] = ()
    tied: bool = False
    counted_in: int | None = None
    problems: tuple[Problem, ...] = ()
    color: int | None = None
    why_not: str = ""

    @property
    def allowed(self) -> Decimal | None:
        """The allowed amount of the row's claim lines, or None where one is not shown."""
        amounts = [line.allowed for line in self.lines if line.allowed is not None]
        return sum(amounts, ZERO) if amounts and len(amounts) == len(self.lines) else None

    @property
    def lines_of_others(self) -> tuple[PricedLine, ...]:
        """The claim lines of a further service that an answer made of the row."""
        return tuple(each for each in self.lines if each.line.row != self.service)

    @property
    def charge(self) -> Decimal | None:
        """The charge of the row's claim lines, or None where one has none."""
        charges = [line.line.charge for line in self.lines if line.line.charge is not None]
        return sum(charges, ZERO) if charges and len(charges) == len(self.lines) else None

    @property
    def charge_filled(self) -> bool:
        """Whether the price list fills the charge, or a part of it: it was not entered."""
        return any(line.line.charge_filled for line in self.lines)

    @property
    def denials(self) -> tuple[str, ...]:
        """Why claim lines of the row would be denied as entered, each reason once."""
        return tuple(dict.fromkeys(line.why_denied for line in self.lines if line.denied))

    @property
    def denied(self) -> bool:
        """Whether all of the row's claim lines would be denied."""
        return bool(self.lines) and all(line.denied for line in self.lines)


class DayQuestion(NamedTuple):
    """A finding of the day that is to be settled, and the rows of a visit that it is about."""

    finding: Finding
    rows: tuple[int, ...]

    @property
    def severity(self) -> Severity:
        """How urgent it is."""
        return Severity(self.finding.severity.value)

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return self.finding.title


class Outcome(NamedTuple):
    """The draft, how it was read, and its assessment (None where no visit can be made of it).

    `choice_holds` tells whether the recorded choice of a tie is still correct. Where it is
    not, the visit is read without it. `questions` are those of the day about the visit. While an
    answer can change it, it `waits`: no amount of it is shown.
    """

    draft: Draft
    reading: Reading
    assessment: Assessment | None
    rows: tuple[RowOutcome, ...]
    choice_holds: bool
    questions: tuple[DayQuestion, ...] = ()
    waits: bool = False

    @property
    def payment(self) -> Payment | None:
        """The payment, or None where it is not shown or nothing is on the claim yet."""
        if self.assessment is None or not self.assessment.lines:
            return None
        return self.assessment.payment

    @property
    def colors(self) -> dict[int, int]:
        """The color of each timed service; those without a row of their own come after the rows."""
        given = {
            row.service: row.color
            for row in self.rows
            if row.service is not None and row.color is not None
        }
        pools = self.assessment.count.pools if self.assessment else ()
        for group in (service.group for pool in pools for service in pool.services):
            known = next((given[at] for at in group.rows if at in given), None)
            color = max(given.values(), default=-1) + 1 if known is None else known
            given |= {at: color for at in group.rows if at not in given}
        return given

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The hints, without those that only repeat the message of a field."""
        if self.assessment is None:
            return ()
        found = [hint for hint in self.assessment.hints if hint.topic not in _AT_THE_PLACE]
        if self.draft.day is None or not self.reading.rows:
            found = [hint for hint in found if not _is_of_date(hint)]
        return tuple(found)

    @property
    def row_hints(self) -> tuple[Hint | DayQuestion | None, ...]:
        """The most pressing hint or question of each row, notes aside.

        The hint of a denial is that of what is denied alone.
        """
        worst: list[Hint | DayQuestion | None] = [None] * len(self.rows)
        for hint in sorted(self.hints[::-1], key=lambda hint: hint.severity.rank, reverse=True):
            rows = self.rows_of(hint.rows)
            denied = [at for at in rows if self.rows[at].denials]
            for at in () if hint.severity is Severity.NOTE else denied or rows:
                worst[at] = hint
        for question in self.questions:
            for at in question.rows:
                known = worst[at]
                if known is None or question.severity.rank < known.severity.rank:
                    worst[at] = question
        return tuple(worst)

    @property
    def why_no_payment(self) -> str:
        """Why no payment is shown, and what to do; empty where it is, or nothing is typed yet."""
        if self.assessment is None:
            return "Nothing is counted yet. See the message below the table."
        if not self.reading.rows:
            return next((_NOTHING_LEFT for row in self.rows if row.why_not), "")
        if self.assessment.payment is not None:
            return "" if self.assessment.lines else _NO_UNIT
        if self.assessment.visit.payer == CPT_MIDPOINT:
            return _UNITS_ONLY
        if self.assessment.visit.payer != MEDICARE:
            return f"No payment shown: no rules are loaded for {self.assessment.visit.payer}."
        if any(problem.field == DEDUCTIBLE for problem in self.reading.problems):
            return (
                "No payment shown: the deductible left is over the year's deductible. Correct it."
            )
        if self.draft.day is None:
            return "Enter a valid date of service to see payment."
        if self.assessment.priced_with is None:
            return f"No payment shown: there is no fee schedule for {self.draft.day:%m/%d/%Y} yet."
        if not self.draft.place.strip():
            return "Enter a ZIP code to see payment."
        if self.assessment.locality is None:
            return "Choose a locality to see payment."
        if self.waits:
            return _AFTER_SETTLING
        if not self.assessment.lines:
            return "No payment shown: no rules or fee are loaded for these codes."
        return "No payment shown: these codes are MAC-priced. Enter the price in Service details."

    @property
    def lines(self) -> tuple[PricedLine, ...]:
        """The claim lines, as far as something is counted."""
        return self.assessment.lines if self.assessment else ()

    @property
    def without_fees(self) -> bool:
        """Whether no dollars are shown only because no fee schedule covers the date."""
        if self.assessment is None or self.draft.day is None or self.draft.payer != MEDICARE:
            return False
        return self.assessment.priced_with is None

    @property
    def denied(self) -> tuple[str, ...]:
        """The codes of the claim lines that would be denied as entered."""
        return tuple(dict.fromkeys(line.line.code for line in self.lines if line.denied))

    def without_void_choice(self) -> Outcome:
        """Return the same without a choice that is not correct any more."""
        visit = self.reading.visit
        if self.choice_holds or visit is None:
            return self
        takers = self.rows_of(visit.extra_units_to)
        return self._replace(draft=self.draft.with_choice(takers), choice_holds=True)

    def pool_of(self, row: int) -> Pool | None:
        """Return the pool in which a row is counted, if it is."""
        service = self.rows[row].service if row < len(self.rows) else None
        if self.assessment is None or service is None:
            return None
        pools = self.assessment.count.pools
        return next((pool for pool in pools if service in pool.rows), None)

    def row_of(self, service: int) -> int | None:
        """Return the row of a service; None where it was typed in another visit of the patient."""
        return self.reading.rows[service]

    def rows_of(self, services: Iterable[int]) -> list[int]:
        """Return the rows of services, those of other visits left out."""
        rows = map(self.row_of, services)
        return [row for row in rows if row is not None]


def _is_of_date(hint: Hint) -> bool:
    """Return whether a hint is about the date alone, of which nothing is loaded."""
    return hint.kind == "edition" or (hint.topic is Topic.NO_THRESHOLD and not hint.rows)


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


def why_not_saved(outcome: Outcome) -> str:
    """Return why the visit can't be saved yet, and what to do.

    It is empty where it can be saved: then the reading has a visit.
    """
    reading = outcome.reading
    if problem := _unreadable(outcome):
        return f"The visit isn't saved yet: {problem}"
    if reading.visit is not None and not (reading.visit.locality or reading.visit.zip):
        return (
            "The visit isn't saved yet: it needs a location. Enter a ZIP code, a locality, or "
            "national."
        )
    return ""


def why_not_given_out(outcome: Outcome) -> str:
    """Return why a visit summary or the claim lines would not be complete, and what to do.

    It is empty where they are complete.
    """
    problem = _unreadable(outcome)
    return f"Not copied, printed, or exported yet: {problem}" if problem else ""


def _unreadable(outcome: Outcome) -> str:
    """Return the end of a sentence about what can't be read, empty where all can."""
    if outcome.draft.day is None:
        return "the date of service can't be read. Enter it as 11/23/2026."
    return why_services_not_read(outcome)


def why_services_not_read(outcome: Outcome) -> str:
    """Return the end of a sentence: why services can't be read; empty where all can."""
    problems = outcome.reading.problems
    rows = {each.row: each.sentence for each in reversed(problems) if each.row is not None}
    if rows:
        lost = [str(row + 1) for row in sorted(rows)]
        named = f"rows {listed(lost)}" if lost[1:] else f"row {lost[0]}"
        why = " ".join(rows[row] for row in sorted(rows)[:_MAX_NAMED])
        return f"{named} can't be read and would be lost. {why}"
    if outcome.reading.visit is None and problems:
        first = problems[0]
        field = "the deductible can't be read. " if first.field == DEDUCTIBLE else ""
        return field + first.message
    return ""
