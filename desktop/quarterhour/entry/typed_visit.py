"""The visit being typed, as it is asked about: what is typed, found, offered, and in question.

What assesses a visit is loaded by the first that asks for it: an empty visit asks for nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from quarterhour import claims
from quarterhour.entry.about_visit import mistyped
from quarterhour.entry.draft import Draft
from quarterhour.entry.history import History
from quarterhour.entry.items import ToSettle
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.place import find_places
from quarterhour.entry.reading import DEDUCTIBLE, Problem, patient_of, read_code
from quarterhour.entry.suggestions import Suggestion, Suggestions
from quarterhour.fees import dollars
from quarterhour.reference import Edition, PlaceMatch, Reference
from quarterhour.visit import MEDICARE

if TYPE_CHECKING:
    from quarterhour.assessment import RuleComparison
    from quarterhour.claims import Attest, BilledPair, PriceList
    from quarterhour.entry.ties import TieChoice
    from quarterhour.statements import ServicePair


class TypedVisit:
    """Says of the draft and its outcome what is wanted; it changes nothing. See `Session`."""

    reference: Reference
    suggestions: Suggestions
    history: History[Any]
    outcome: Outcome
    _prices: PriceList
    _typing: tuple[int, str] | None
    _estimated: tuple[date, Edition] | None
    # What is to settle in an outcome, found once: several parts of the window ask for it.
    _settling: tuple[Outcome, tuple[Problem, ...], ToSettle] | None = None
    # The choices in a tie that were asked for last, and of which outcome: some are priced.
    _choices: tuple[Outcome, tuple[int, int, int], tuple[list[TieChoice], int]] | None = None

    @property
    def draft(self) -> Draft:
        """What is typed."""
        return self.outcome.draft

    @property
    def unsaved(self) -> bool:
        """Whether something is not saved yet: it is kept through a crash."""
        return not self.history.saved

    @property
    def typing(self) -> bool:
        """Whether a cell is being typed in."""
        return self._typing is not None

    @property
    def empty(self) -> bool:
        """Whether another visit can take this one's place, since nothing is lost by it."""
        return not self.unsaved and all(row.blank for row in self.draft.rows)

    @property
    def edition(self) -> Edition:
        """The edition whose places and codes are offered: that of the date, else the latest."""
        day = self.draft.day
        return (day and self.reference.edition_on(day)) or self.reference.editions[-1]

    @property
    def day_of_places(self) -> date:
        """The day whose ZIP codes hold: the date of service, else the last of the edition."""
        return self.draft.day or self.edition.valid_to

    @property
    def estimating(self) -> bool:
        """Whether the amounts are an estimate: it was asked for, of this date and these fees."""
        return self._estimated is not None

    @property
    def estimable_with(self) -> Edition | None:
        """The edition that an estimate can be made with: the last, where none prices the date."""
        return self._estimable_with(self.draft)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read, leaving out what is only half typed."""
        return tuple(problem for problem in self.outcome.reading.problems if self._stands(problem))

    def problems_of(self, row: int) -> tuple[Problem, ...]:
        """Return what cannot be read in a row, leaving out what is only half typed."""
        if row >= len(self.outcome.rows):
            return ()
        return tuple(filter(self._stands, self.outcome.rows[row].problems))

    def code_in(self, row: int) -> str:
        """Return the code typed in a row, empty where there is none."""
        rows = self.draft.rows
        return read_code(rows[row].code) if row < len(rows) else ""

    def code_near(self, row: int) -> str:
        """Return the code typed in a row, else the first of the visit, empty where none is."""
        rows = (row, *range(len(self.draft.rows)))
        return next(filter(None, map(self.code_in, rows)), "")

    def is_assistants(self, row: int) -> bool:
        """Return whether the minutes of a row are those of assistants, by who is said to treat."""
        return False  # one visit says nothing of people

    def suggested(self, row: int, text: str) -> tuple[Suggestion, ...]:
        """Return the services that a text can mean in a row, best first."""
        return self.suggestions.find(text, self.draft.discipline_of(row))

    def places(self, text: str) -> list[PlaceMatch]:
        """Return the localities to offer for a text."""
        return find_places(self.reference, self.edition, text, self.day_of_places)

    def tie_choices(self, row: int, most: int, most_priced: int) -> tuple[list[TieChoice], int]:
        """Return the correct choices in the tie that a row is in, and how many there are.

        They are priced where there are no more than `most_priced`, no question is open that can
        change the visit, and no cell is being typed in.
        """
        from quarterhour.entry.ties import tie_choices

        # Of half-typed minutes no choice is made, and each choice is a claim to price.
        most_priced = 0 if self.outcome.withholds or self.typing else most_priced
        asked = row, most, most_priced
        known = self._choices
        if known is None or known[0] is not self.outcome or known[1] != asked:
            found = tie_choices(self.outcome, row, self.reference, most, most_priced, self._prices)
            known = self._choices = self.outcome, asked, found
        return known[2]

    @property
    def to_settle(self) -> ToSettle:
        """What is to be settled now, and the notes."""
        problems = self.problems  # what is half typed is one once typing ends
        known = self._settling
        if known is None or known[0] is not self.outcome or known[1] != problems:
            found = self._to_settle(problems)
            known = self._settling = self.outcome, problems, found
        return known[2]

    def _to_settle(self, problems: tuple[Problem, ...]) -> ToSettle:
        outcome = self.outcome
        asks = outcome.questions or problems or mistyped(outcome)
        if outcome.assessment is None and not asks:
            return ToSettle()
        from quarterhour.entry.to_settle import to_settle

        return to_settle(outcome, self.reference, problems)

    def compared_by_rule(self) -> RuleComparison | None:
        """Return the units by both rules, or None where no visit can be made of it."""
        from quarterhour.assess import compare_by_rule

        visit = self.outcome.reading.visit
        if visit is None:
            return None
        compared = compare_by_rule(visit, self.reference, self.estimating, self._prices)
        if not self.outcome.withholds:
            return compared
        together, alone = compared.total_minutes, compared.midpoint
        return compared._replace(
            total_minutes=together.without_amounts(), midpoint=alone.without_amounts()
        )

    @property
    def threshold(self) -> Decimal | None:
        """The yearly threshold of therapy charges, in dollars, where it is loaded for the date."""
        day = self.draft.day
        parameter = self.reference.parameter("kx_threshold", day) if day else None
        return parameter.value if parameter else None

    @property
    def deductible_said(self) -> str:
        """What is left of the deductible this year, in a few words."""
        day, problems = self.draft.day, self.outcome.reading.problems
        if any(problem.field == DEDUCTIBLE for problem in problems):
            return "Check the deductible"
        left = patient_of(self.draft).deductible_remaining
        if left:
            return f"{dollars(left)} deductible left"
        if left is None and day and self.reference.parameter("part_b_deductible", day) is None:
            return f"{day.year} deductible not entered"
        return "Deductible met"

    def service_pairs(self) -> tuple[ServicePair, ...]:
        """Return the services of the visit that the NCCI does not pay together."""
        from quarterhour.statements import service_pairs

        assessment = self.outcome.assessment
        return () if assessment is None else service_pairs(assessment)

    def question_of(self, pair: BilledPair) -> Attest:
        """Return the question whether a pair was provided separately."""
        (answered,) = claims.attested_pairs((pair,), self.draft.attested, self.reference)
        return claims.ask_separate(answered)

    def questions_of(self, row: int) -> tuple[Attest, ...]:
        """Return what can be confirmed of a row, answered or not."""
        outcome, service = self.outcome, self.outcome.rows[row].service
        if service is None or outcome.assessment is None:
            return ()
        pairs = (pair for pair in outcome.assessment.pairs if service in pair.rows)
        asked = [self.question_of(pair) for pair in pairs if not pair.never]
        for hint in outcome.hints:
            if service in hint.rows:
                asked += [each for each in hint.actions if isinstance(each, claims.Attest)]
        return tuple({(each.statement, each.codes): each for each in asked}.values())

    def question_of_threshold(self) -> Attest:
        """Return the question whether care above the threshold is necessary."""
        from quarterhour.statements import threshold_question

        assessment = self.outcome.assessment
        if assessment is None:
            return claims.ask_necessary(self.draft.attested, ())
        return threshold_question(assessment)

    def _stands(self, problem: Problem) -> bool:
        if not problem.unfinished or self._typing is None:
            return True
        at, field = self._typing
        # Who types minutes first has not forgotten the service.
        return problem.row != at or (problem.field != field and bool(self.code_in(at)))

    def _estimable_with(self, draft: Draft) -> Edition | None:
        day = draft.day
        if day is None or draft.payer != MEDICARE or self.reference.edition_on(day):
            return None
        return self.reference.edition_before(day)
