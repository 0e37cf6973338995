"""A draft with its result, row by row: what the widgets show."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from quarterhour.claims import Severity, Topic
from quarterhour.entry.reading import DEDUCTIBLE, Problem
from quarterhour.fees import ZERO
from quarterhour.reference import Place
from quarterhour.visit import CPT_MIDPOINT, MEDICARE

if TYPE_CHECKING:
    from quarterhour.assessment import Assessment, PricedLine, ServiceResult
    from quarterhour.claims import Hint
    from quarterhour.day import Finding
    from quarterhour.entry.draft import Draft
    from quarterhour.entry.reading import Reading
    from quarterhour.fees import Payment
    from quarterhour.reference import Edition
    from quarterhour.units import Pool

DATE = "date_of_service"  # as a field that can't be read
# What is not known of a date is not asked while the date itself can't be read.
_NOT_KNOWN_THEN = (Topic.PAIR_NOT_KNOWN, Topic.LIMIT_NOT_KNOWN, Topic.PAIRS_NOT_LOADED)
NOT_A_DATE = "Enter a date, such as 11/23/2026."
_UNITS_ONLY = "Units only. A payer with the midpoint rule pays its own fees."
_NOT_COUNTED = "Nothing is counted yet. The line at the bottom of the window says why."
_UNREAD_DEDUCTIBLE = "No payment shown: the deductible left can't be read. Correct it."
_AFTER_SETTLING = "Amounts are shown after settling."
_NOTHING_LEFT = "Nothing of this visit is on the claim. The explanation says why."
_ABOVE = "Counted with {code} in the visit above that has the same tag."
_NO_UNIT = "Too few minutes for a unit, so nothing is on the claim."


class RowOutcome(NamedTuple):
    """The result of one row. `result` is None for a row that is blank or not counted.

    `service` is its place in the visit, `discipline` its discipline there;
    `counted_in` is the row that it is counted together with; where that one is of a visit above, of
    the same patient, it is `counted_above`, with its code. `color` is that of its timed service,
    given out in order of entry; None where it has none. `why_not` is why the day counts nothing of
    the row, empty where it does. `answered` says what answers to the day make of its minutes.
    """

    service: int | None = None
    discipline: str = ""
    result: ServiceResult | None = None
    lines: tuple[PricedLine, ...] = ()
    tied: bool = False
    counted_in: int | None = None
    counted_above: str = ""
    problems: tuple[Problem, ...] = ()
    color: int | None = None
    why_not: str = ""
    answered: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why the row comes to its units; empty where it has no result."""
        if self.counted_above:
            return _ABOVE.format(code=self.counted_above)
        return self.result.reason if self.result else ""

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


class Begun(NamedTuple):
    """Of an empty visit that is not assessed yet: where it is, and the edition of its date."""

    place: Place
    edition: Edition | None


class Outcome(NamedTuple):
    """The draft, how it was read, and its assessment (None where no visit can be made of it).

    An empty visit that is only `begun` has none either.

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
    begun: Begun | None = None

    @property
    def place(self) -> Place | None:
        """Where the visit is found to be, None where no visit can be made of what is typed."""
        if self.assessment is None:
            return self.begun.place if self.begun else None
        return Place(self.assessment.locality, candidates=self.assessment.candidates)

    @property
    def withholds(self) -> bool:
        """Whether amounts aren't shown that could be wrong: it waits, or lacks its deductible."""
        return self.waits or self.reading.unread_deductible is not None

    @property
    def unread(self) -> tuple[Problem, ...]:
        """What can't be read of the visit itself, on which no unit hangs: date and deductible."""
        date = () if self.draft.day else (Problem(None, DATE, NOT_A_DATE),)
        deductible = self.reading.unread_deductible
        return (*date, *([deductible] if deductible else ()))

    @property
    def edition(self) -> Edition | None:
        """The edition that prices the date of service, None where none does."""
        known = self.assessment or self.begun
        return known.edition if known else None

    @property
    def priced_with(self) -> Edition | None:
        """The same, or the edition that an estimate was asked with."""
        return self.edition if self.assessment is None else self.assessment.priced_with

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
    def disciplines(self) -> tuple[str, ...]:
        """The disciplines of the visit, each once; of rows that aren't counted, those typed."""
        services = self.reading.visit.services if self.reading.visit else ()
        typed = (row.discipline for row in self.draft.rows if not row.blank)
        found = [service.discipline for service in services] or typed
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The hints, without those that only repeat the message of a field."""
        if self.assessment is None:
            return ()
        found = [hint for hint in self.assessment.hints if not hint.topic.of_the_place]
        if self.draft.day is None or not self.reading.rows:
            found = [hint for hint in found if not _is_of_date(hint)]
        if self.draft.day is None:
            found = [hint for hint in found if hint.topic not in _NOT_KNOWN_THEN]
        return tuple(found)

    @property
    def row_hints(self) -> tuple[Hint | DayQuestion | None, ...]:
        """The most pressing hint or question of each row, notes aside.

        The hint of a denial is that of what is denied alone.
        """
        worst: list[Hint | DayQuestion | None] = [None] * len(self.rows)
        lost = [any(line.denied for line in row.lines) for row in self.rows]
        for hint in sorted(self.hints[::-1], key=lambda hint: hint.severity.rank, reverse=True):
            rows = self.rows_of(hint.rows)
            denied = [at for at in rows if lost[at]]
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
            return _NOT_COUNTED if self.reading.problems else ""
        if not self.reading.rows:
            return next((_NOTHING_LEFT for row in self.rows if row.why_not), "")
        if self.assessment.payment is not None:
            return "" if self.assessment.lines else _NO_UNIT
        if self.assessment.visit.payer == CPT_MIDPOINT:
            return _UNITS_ONLY
        if self.assessment.visit.payer != MEDICARE:
            return f"No payment shown: no rules are loaded for {self.assessment.visit.payer}."
        if self.reading.unread_deductible:
            return _UNREAD_DEDUCTIBLE
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
        if self.place is None or self.draft.day is None or self.draft.payer != MEDICARE:
            return False
        return self.priced_with is None

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
