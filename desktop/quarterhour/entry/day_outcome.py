"""A day as it is typed, with its assessment, and what of it is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quarterhour.assessment import Assessment
from quarterhour.claims import NO_PRICES, PriceList
from quarterhour.day import Day, DayAssessment, DayAssessor, PatientDay, Row
from quarterhour.day.document import check_minutes
from quarterhour.day.tags import tags_of
from quarterhour.day.totals import without_amounts_of
from quarterhour.entry.assessed import outcome_as_read
from quarterhour.entry.day_draft import DATE, PLACE, DayDraft
from quarterhour.entry.day_reading import (
    CHOICE,
    LeftOut,
    Parts,
    ReadVisit,
    read_alone,
    read_visit_of_day,
)
from quarterhour.entry.draft import Draft
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.reading import Reading
from quarterhour.entry.suggestions import Suggestions
from quarterhour.reference import Reference
from quarterhour.visit import VisitError


class DayOutcome(NamedTuple):
    """What can be read of a day, and its assessment (None where there is none).

    `day` is what would be saved, with the text of rows that can't be read. `visits` are the drafts
    of the visits that are counted, by index, and `rows` the rows of their services. `left_out` is
    everything that is not counted; of it, `unread` would be lost by saving. The patients whose
    tags are `withheld` have no amounts: a deductible of theirs can't be read.
    """

    day: Day | None
    assessment: DayAssessment | None
    visits: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    left_out: tuple[LeftOut, ...]
    unread: tuple[LeftOut, ...]
    withheld: frozenset[str] = frozenset()

    def patient_of(self, at: int) -> PatientDay | None:
        """Return all that is counted of the patient of a visit, None where the visit is not."""
        if self.assessment is None or at not in self.visits:
            return None
        tag = tags_of(self.assessment.day)[self.visits.index(at)]
        return next(each for each in self.assessment.visits if each.tag == tag)

    def typed(self, row: Row) -> tuple[int, int]:
        """Return the visit and the row in which a row of the assessment was typed."""
        return self.visits[row.visit], self.rows[row.visit][row.service]


class DayResults:
    """Reads and assesses what is typed of a day; what is as it was before is not read again.

    `prices` fill charges that were not entered.
    """

    def __init__(
        self, reference: Reference, suggestions: Suggestions, prices: PriceList = NO_PRICES
    ) -> None:
        self._prices = prices
        self._reference = reference
        self._suggestions = suggestions
        self._read: dict[int, tuple[Draft, ReadVisit]] = {}
        self._read_with: object = None
        self._assessor = DayAssessor(reference, prices=prices)
        self._outcome: tuple[DayDraft, DayOutcome] | None = None
        self._alone: dict[int, tuple[Draft, Outcome]] = {}
        self._alone_with: object = None

    def reading(self, draft: Draft, day: DayDraft) -> Reading:
        """Return a visit of the day as the one that is counted, alone and before any answer."""
        self._keep((*day.visits, draft))
        return self._read_alone(draft, day, Parts(day, (), self._reference).head)

    def outcomes_alone(
        self, day: DayDraft, estimate: bool, current: int, outcome: Outcome
    ) -> list[Outcome]:
        """Return each visit as its outcome is while it is the current one, as that one's is.

        What was assessed for it as that of a patient, or before, is not assessed again.
        """
        of_day = self.outcome(day, estimate)
        head = Parts(day, (), self._reference).head
        alone_with = head, estimate, len(day.visits) > 1
        if alone_with != self._alone_with:
            self._alone, self._alone_with = {}, alone_with
        self._alone[id(day.visits[current])] = day.visits[current], outcome
        found = {}
        for at, draft in enumerate(day.visits):
            known = self._alone.get(id(draft))
            if known is None:
                reading, patient = self._read_alone(draft, day, head), of_day.patient_of(at)
                whole = patient is not None and patient.tag not in of_day.withheld
                known = (
                    draft,
                    outcome_as_read(
                        *(draft, reading, self._reference, estimate, self._prices),
                        known=patient.assessment if patient and whole else None,
                    ),
                )
            found[id(draft)] = known  # with the draft, whose id stays its own
        self._alone = found
        return [found[id(draft)][1] for draft in day.visits]

    def _read_alone(self, draft: Draft, day: DayDraft, head: Day) -> Reading:
        return read_alone(self._visit(draft, day), head, self._reference)

    def outcome(self, day: DayDraft, estimate: bool, known: Outcome | None = None) -> DayOutcome:
        """Return the day with its assessment; that of one visit may be `known` already."""
        if self._assessor.estimates != estimate:
            self._assessor, self._outcome = (
                DayAssessor(self._reference, estimate, self._prices),
                None,
            )
        if self._outcome is None or self._outcome[0] is not day:
            read = [self._visit(draft, day) for draft in day.visits]
            self._keep(day.visits)
            parts = Parts(day, read, self._reference)
            # One that lacks its amounts would lack them once its deductible is mended.
            assessed = None if known is None or known.withholds else known.assessment
            self._outcome = day, _outcome_of(parts, self._assessor, assessed)
        return self._outcome[1]

    def _keep(self, drafts: Iterable[Draft]) -> None:
        """Forget what was read of other drafts."""
        self._read = {id(each): self._read[id(each)] for each in drafts if id(each) in self._read}

    def _visit(self, draft: Draft, day: DayDraft) -> ReadVisit:
        read_with = day.people, day.payer, day.rule, len(day.visits) > 1
        if read_with != self._read_with:
            self._read, self._read_with = {}, read_with
        known = self._read.get(id(draft))
        if known is None:
            read = read_visit_of_day(draft, day, self._reference, self._suggestions)
            known = self._read[id(draft)] = draft, read  # with the draft, whose id stays its own
        return known[1]


def _outcome_of(parts: Parts, assessor: DayAssessor, known: Assessment | None) -> DayOutcome:
    """Assess what can be read of a day; what contradicts the rest is left out, and named."""
    counted = _whole(parts)
    day = None if counted is None else parts.with_unread(counted)
    unread = tuple(filter(parts.is_lost, parts.left_out))
    assessment = None
    while counted is not None and assessment is None:
        try:
            assessment = assessor.assess(counted, known)
        except VisitError as error:
            counted = parts.day if parts.leave_out(error) else None
    withheld = frozenset[str]()
    if assessment is not None:
        tags = zip(parts.visits, tags_of(assessment.day), strict=True)
        withheld = frozenset(tag for part, tag in tags if part.at in parts.without_deductible)
        assessment = without_amounts_of(assessment, withheld)
    return DayOutcome(
        day,
        assessment,
        tuple(part.at for part in parts.visits),
        tuple(part.rows for part in parts.visits),
        tuple(parts.left_out),
        unread,
        withheld,
    )


def _whole(parts: Parts) -> Day | None:
    """Return the day, without what it can't have; None where it can't be a day."""
    while True:
        try:
            day = parts.day
            check_minutes(day)
            return day
        except VisitError as error:
            if not parts.leave_out(error):
                return None


def why_day_not_saved(outcome: DayOutcome, draft: DayDraft) -> str:
    """Return why a day can't be saved yet, and what to do; empty where it can be."""
    alone = len(draft.visits) == 1
    what = "visit" if alone and not draft.people else "day"
    placed = outcome.day is not None and (outcome.day.locality or outcome.day.zip)
    if outcome.unread:
        return f"The {what} isn't saved yet: {_unread(outcome.unread, draft, alone)}"
    if what == "visit" and not (placed or PLACE in draft.visits[0].own):
        return (
            "The visit isn't saved yet: it needs a location. Enter a ZIP code, a locality, or "
            "national."
        )
    return ""


def why_day_not_given_out(outcome: DayOutcome, draft: DayDraft) -> str:
    """Return why the reports of a day would not be complete, and what to do; empty where they are.

    Without a place they have no amounts, and a choice that fits no tie is not needed.
    """
    missing = [each for each in outcome.left_out if each.field not in (PLACE, CHOICE)]
    if not missing:
        return ""
    why = _unread(missing, draft, len(draft.visits) == 1)
    return f"Not copied, printed, or exported yet: {why}"


def _unread(unread: Sequence[LeftOut], draft: DayDraft, alone: bool) -> str:
    """Return the end of a sentence about what can't be read."""
    first = next((each for each in unread if each.field == DATE), unread[0])
    where = "" if alone else f" of visit {first.tag}"
    if first.row is not None:
        return (
            f"row {first.row + 1}{where} can't be read and would be missing. "
            "Complete it, or delete it."
        )
    if first.visit is not None:
        return f"{first.field}{where}: {first.why}"
    if first.field.startswith("people"):
        at = int(first.field.removeprefix("people[").partition("]")[0])
        return f"{draft.people[at].id or 'a person'}: {first.why}"
    return first.why[0].lower() + first.why[1:]
