"""What stands in the window, and the one road by which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal

from quarterhour.assess import compare_by_rule
from quarterhour.assessment import RuleComparison
from quarterhour.reference import Edition, Locality, Reference
from quarterhour.visit import Provider, Visit
from quarterhour.window.entry import (
    Draft,
    Outcome,
    Problem,
    Row,
    RowOutcome,
    StatedPair,
    Suggestions,
    TieChoice,
    draft_of,
    find_places,
    outcome_of,
    stated_pairs,
    tie_choices,
)
from quarterhour.window.entry.reading import read_code
from quarterhour.window.settings import KeptSettings


class Worksheet(QObject):
    """Holds the draft and its outcome; every change is read and assessed at once.

    `assessed` follows every change; `replaced` comes first where another visit takes its place.
    """

    assessed = Signal()
    replaced = Signal()

    def __init__(
        self,
        reference: Reference,
        visit: Visit | None,
        parent: QObject | None,
        kept: KeptSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self.reference = reference
        self.suggestions = Suggestions(reference)
        self._typing: int | None = None
        self.outcome = self._outcome(self._draft_for(visit))

    @property
    def draft(self) -> Draft:
        """What is typed."""
        return self.outcome.draft

    @property
    def edition(self) -> Edition:
        """The edition whose places and codes are offered: that of the date, else the latest."""
        day = self.draft.day
        return (day and self.reference.edition_on(day)) or self.reference.editions[-1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read, leaving out what is only half typed."""
        return tuple(problem for problem in self.outcome.reading.problems if self._stands(problem))

    def problems_of(self, row: int) -> tuple[Problem, ...]:
        """Return what cannot be read in a row, leaving out what is only half typed."""
        if row >= len(self.outcome.rows):
            return ()
        return tuple(filter(self._stands, self.outcome.rows[row].problems))

    def places(self, text: str) -> list[Locality]:
        """Return the localities to offer for a text."""
        return find_places(self.reference, self.edition, text)

    def tie_choices(self, row: int, most: int, most_priced: int) -> tuple[list[TieChoice], int]:
        """Return the valid allocations of the tie that a row is in, and how many there are.

        They are priced where there are no more than `most_priced`.
        """
        return tie_choices(self.outcome, row, self.reference, most, most_priced)

    def compared_by_rule(self) -> RuleComparison | None:
        """Return what stands by both rules, or None where no visit can be made of it."""
        visit = self.outcome.reading.visit
        return None if visit is None else compare_by_rule(visit, self.reference)

    @property
    def threshold(self) -> Decimal | None:
        """The yearly threshold of therapy charges, in dollars, where it is held for the date."""
        day = self.draft.day
        parameter = self.reference.parameter("kx_threshold", day) if day else None
        return parameter.value if parameter else None

    def stated_pairs(self, most_priced: int) -> tuple[StatedPair, ...]:
        """Return the services of the visit that the NCCI does not pay together.

        What a modifier gains is priced where there are no more than `most_priced`.
        """
        assessment = self.outcome.assessment
        if assessment is None:
            return ()
        return stated_pairs(assessment, self.reference, most_priced)

    def renew(self) -> None:
        """Assess again with what the reference holds now, after an import or a removal."""
        self.suggestions = Suggestions(self.reference)
        self.assess_again()

    def open(self, visit: Visit | None) -> None:
        """Put another visit in the window, or an empty one dated today."""
        self._typing = None
        self.outcome = self._outcome(self._draft_for(visit))
        self.replaced.emit()
        self.assessed.emit()

    def change(self, **fields: Any) -> None:
        """Change fields of the draft above the table."""
        self._show(replace(self.draft, **fields))

    def change_practice(self, provider: Provider) -> None:
        """Change how the practice bills, and have the next visit begin so."""
        self.change(provider=provider)
        if self._kept:
            self._kept.keep_practice(provider)

    def insert_row(self, at: int, row: Row) -> None:
        """Insert a row without assessing: `assess_again` follows, once the views know of it."""
        rows = self.draft.rows
        self.outcome = replace(
            self.outcome,
            draft=replace(self.draft, rows=(*rows[:at], row, *rows[at:])),
            rows=(*self.outcome.rows[:at], RowOutcome(), *self.outcome.rows[at:]),
        )

    def take_row(self, at: int) -> None:
        """Remove a row without assessing: `assess_again` follows, once the views know of it."""
        rows = self.draft.rows
        self.outcome = replace(
            self.outcome,
            draft=replace(self.draft, rows=(*rows[:at], *rows[at + 1 :])),
            rows=(*self.outcome.rows[:at], *self.outcome.rows[at + 1 :]),
        )

    def assess_again(self) -> None:
        """Assess what stands now, and drop a choice in a tie that no longer fits."""
        self.outcome = self._outcome(self.draft)
        if not self.outcome.choice_holds:
            self.outcome = self._outcome(self.draft.without_choice())
        self.assessed.emit()

    def change_row(self, at: int, **fields: Any) -> None:
        """Change fields of a row."""
        self.put_row(at, replace(self.draft.rows[at], **fields))

    def put_row(self, at: int, row: Row) -> None:
        """Put a row in the place of another."""
        self._show(self.draft.with_row(at, row))

    def change_code(self, at: int, text: str) -> None:
        """Change what is typed as the service, and preset the plan that the service has."""
        row = self.draft.rows[at]
        service = self.reference.services.get(read_code(text))
        plan = row.plan
        if service is not None and not row.plan_chosen:
            plan = self.draft.preset_plan(at, service)
        self.put_row(at, replace(row, code=text, plan=plan))

    def start_typing(self, at: int) -> None:
        """Take note that a cell of a row is being typed in: half-typed is no mistake."""
        self._typing = at

    def stop_typing(self) -> None:
        """Take note that typing has ended, so that what is half typed is named."""
        self._typing = None
        self.assess_again()

    def choose(self, choice: TieChoice) -> None:
        """Record who takes the left-over units of a tie."""
        takers = {self.outcome.row_of(service) for service in choice.takers}
        rows = tuple(
            replace(row, takes_left_over=at in takers) for at, row in enumerate(self.draft.rows)
        )
        self.change(rows=rows)

    def _stands(self, problem: Problem) -> bool:
        return not (problem.unfinished and problem.row == self._typing)

    def _show(self, draft: Draft) -> None:
        if draft != self.draft:
            self.outcome = self._outcome(draft)
            self._keep_place()
        self.assessed.emit()

    def _keep_place(self) -> None:
        """Have the next visit begin where this one is, once the place is found."""
        assessment = self.outcome.assessment
        if self._kept and assessment and assessment.locality:
            self._kept.keep_place(self.draft.place, self.draft.locality)

    def _outcome(self, draft: Draft) -> Outcome:
        return outcome_of(draft, self.reference, self.suggestions)

    def _draft_for(self, visit: Visit | None) -> Draft:
        if visit is not None:
            return draft_of(visit, self.reference)
        today = date.today()
        kept = self._kept
        return Draft(
            day=today,
            day_text=today.isoformat(),
            place=kept.place if kept else "",
            locality=kept.locality if kept else "",
            provider=kept.practice if kept else Provider(),
        )
