"""What stands in the window, and the one road by which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from quarterhour.assess import compare_by_rule
from quarterhour.assessment import RuleComparison
from quarterhour.entry import (
    Draft,
    Outcome,
    Problem,
    Row,
    RowOutcome,
    Suggestions,
    TieChoice,
    draft_of,
    find_places,
    outcome_of,
    tie_choices,
)
from quarterhour.entry.draft import USUAL_PLAN
from quarterhour.entry.reading import read_code
from quarterhour.reference import Edition, Locality, Reference
from quarterhour.statements import StatedPair, stated_pairs
from quarterhour.units import TOTAL_MINUTES
from quarterhour.visit import Provider, Visit
from quarterhour.window.history import History
from quarterhour.window.settings import KeptSettings

# What an edit is called in "Undo" and "Redo", by the first field that it changes.
_STEPS = {
    "day_text": "date of service",
    "place": "place",
    "rule": "rule",
    "deductible": "deductible",
    "provider": "practice",
    "attested": "statement",
    "patient": "charges to date",
    "label": "label",
    "purpose": "purpose of the care",
    "telehealth": "telehealth",
    "rows": "choice in a tie",
    "code": "service",
    "plan": "plan of care",
    "therapist": "therapist minutes",
    "assistant": "assistant minutes",
    "together_minutes": "minutes together",
    "square_cm": "wound area",
    "charge": "charge",
    "contractor_price": "MAC\u2019s price",
}


class Worksheet(QObject):
    """Holds the draft and its outcome; every change is read and assessed at once.

    `assessed` follows every change; `replaced` comes first where another visit, or another
    state of it, takes its place, and `opened` last where it is another visit. `stepped` says
    which row an undone or redone step changes.
    """

    assessed = Signal()
    replaced = Signal()
    opened = Signal()
    stepped = Signal(int)

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
        self.undo_stack = QUndoStack(self)
        self._history = History(self.undo_stack, self._step)
        self.outcome = self._outcome(self._draft_for(visit))
        self._recorded = self.draft

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

    def code_in(self, row: int) -> str:
        """Return the code typed in a row, empty where there is none."""
        rows = self.draft.rows
        return read_code(rows[row].code) if row < len(rows) else ""

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
        self.open_draft(self._draft_for(visit))

    def open_draft(self, draft: Draft) -> None:
        """Put in the window what was typed earlier."""
        self._history.forget()
        self._put(draft)
        self.opened.emit()

    def change(self, **fields: Any) -> None:
        """Change fields of the draft above the table."""
        what = next((_STEPS[name] for name in fields if name in _STEPS), "change of the visit")
        self._show(replace(self.draft, **fields), what, tuple(fields))

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

    def assess_again(self, step: str = "") -> None:
        """Assess what stands now, and drop a choice in a tie that no longer fits.

        `step` names what the views have done to the rows, if that is an edit of its own.
        """
        self._assess(self.draft)
        if step:
            self._record(step, None)
        self.assessed.emit()

    def change_row(self, at: int, **fields: Any) -> None:
        """Change fields of a row."""
        what = next((_STEPS[name] for name in fields if name in _STEPS), "change of a service")
        self._show_row(at, replace(self.draft.rows[at], **fields), what, (at, *fields))

    def give_up(self, at: int, row: Row) -> None:
        """Put a row back as it was before someone began to type in it."""
        before, self._recorded = self._recorded, self.draft.with_row(at, row)
        if before != self._recorded:
            self._history.take_back(before.without_blank_end(), self._recorded.without_blank_end())
        self._show(self._recorded, "", None)

    def put_rows(self, rows: tuple[Row, ...], step: str, go_to: int) -> None:
        """Put other rows in the place of all, as one step, and have the views go to one."""
        self._assess(replace(self.draft, rows=rows))
        self._record(step, None)
        self.replaced.emit()
        self.assessed.emit()
        self.stepped.emit(go_to)

    def change_code(self, at: int, text: str) -> None:
        """Change what is typed as the service, and preset the plan that the service has."""
        row = self.draft.rows[at]
        service = self.reference.services.get(read_code(text))
        plan = row.plan
        if service is not None and not row.plan_chosen:
            plan = self.draft.preset_plan(at, service)
        self._show_row(at, replace(row, code=text, plan=plan), _STEPS["code"], (at, "code"))

    def start_typing(self, at: int) -> None:
        """Take note that a cell of a row is being typed in: half-typed is no mistake."""
        self._typing = at

    def stop_typing(self) -> None:
        """Take note that typing has ended, so that what is half typed is named."""
        self._typing = None
        self._history.seal()
        if not self.outcome.choice_holds:
            self._assess(self.draft)
        self.assessed.emit()

    def choose(self, choice: TieChoice) -> None:
        """Record who takes the left-over units of a tie."""
        takers = {self.outcome.row_of(service) for service in choice.takers}
        rows = tuple(
            replace(row, takes_left_over=at in takers) for at, row in enumerate(self.draft.rows)
        )
        self.change(rows=rows)

    def _stands(self, problem: Problem) -> bool:
        return not (problem.unfinished and problem.row == self._typing)

    def _show_row(self, at: int, row: Row, what: str, key: object) -> None:
        self._show(self.draft.with_row(at, row), what, key)

    def _show(self, draft: Draft, what: str, key: object) -> None:
        if draft != self.draft:
            self.outcome = self._outcome(draft)
            self._keep_place()
            self._record(what, key)
        self.assessed.emit()

    def _record(self, what: str, key: object) -> None:
        """Make a step of what has changed since the last one; a blank row at the end is nothing."""
        before, after = self._recorded.without_blank_end(), self.draft.without_blank_end()
        self._recorded = self.draft
        if before != after:
            self._history.record(before, after, what, key)

    def _step(self, draft: Draft, row: int) -> None:
        """Show what stood before or after a step."""
        self._history.seal()
        self._put(draft)
        self.stepped.emit(row)

    def _put(self, draft: Draft) -> None:
        self._typing = None
        self._assess(draft)
        self._recorded = self.draft
        self.replaced.emit()
        self.assessed.emit()

    def _assess(self, draft: Draft) -> None:
        self.outcome = self._outcome(draft)
        if not self.outcome.choice_holds:
            self.outcome = self._outcome(draft.without_choice())

    def _keep_place(self) -> None:
        """Have the next visit begin where this one is, once the place is found."""
        assessment = self.outcome.assessment
        if self._kept and assessment and assessment.locality:
            self._kept.keep_place(self.draft.place, self.draft.locality)

    def _outcome(self, draft: Draft) -> Outcome:
        return outcome_of(draft, self.reference, self.suggestions)

    def _draft_for(self, visit: Visit | None) -> Draft:
        kept = self._kept
        usual_plan = kept.discipline if kept else USUAL_PLAN
        if visit is not None:
            return draft_of(visit, self.reference, usual_plan)
        today = date.today()
        return Draft(
            day=today,
            day_text=today.isoformat(),
            place=kept.place if kept else "",
            locality=kept.locality if kept else "",
            rule=kept.rule if kept else TOTAL_MINUTES.name,
            provider=kept.practice if kept else Provider(),
            usual_plan=usual_plan,
        )
