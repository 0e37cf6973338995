"""A day as it is opened and shown, one visit at a time, and what is saved of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quarterhour.claims import NO_PRICES, PriceList
from quarterhour.entry.day_draft import DayDraft, day_of_one
from quarterhour.entry.documents import Document
from quarterhour.entry.draft import Draft, NewVisit, Row, unread_rows
from quarterhour.entry.edits import Edit
from quarterhour.entry.history import Step, first_changed
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.reading import Reading
from quarterhour.entry.row_edits import changed_cell
from quarterhour.entry.session import Session
from quarterhour.entry.why_not import why_not_saved
from quarterhour.reference import Reference
from quarterhour.visit import UnreadRow, Visit, visit_text

if TYPE_CHECKING:  # imported with the first day that is more than a visit: it takes 11 ms
    from quarterhour.entry.day_outcome import DayOutcome, DayResults


class OpenDay(Session):
    """Holds the draft of a day; what a `Session` does, it does to the visit that is current.

    Undo and redo go to the visit that they change. `outcome` is that of the current visit within
    the day: with the roles of the people who did it, the answers that were given, and the other
    visits of its patient. `day_outcome` has all visits. `opened` follows where another visit
    becomes the current one, too.
    """

    def __init__(
        self,
        reference: Reference,
        document: Document | None = None,
        new_visit: Callable[[], NewVisit] = NewVisit,
        own_words: Mapping[str, str] | None = None,
        prices: PriceList = NO_PRICES,
        favorites: Sequence[str] = (),
    ) -> None:
        self.current = 0
        self._day = self._last_kept = DayDraft()
        self._results: DayResults | None = None
        visit = document if isinstance(document, Visit) else None
        super().__init__(reference, visit, new_visit, own_words, prices, favorites)
        self._day = day_of_one(self.draft)
        if document is not None and visit is None:
            self.open(document)

    # What is typed, and what comes of it.

    @property
    def day_draft(self) -> DayDraft:
        """What is typed of the day."""
        kept = self._kept(self.draft)
        if kept != self._day:
            self._day = kept
        return self._day

    @property
    def visits(self) -> int:
        """How many visits the day has."""
        return len(self._day.visits)

    @property
    def day_outcome(self) -> DayOutcome:
        """The result of what can be read of the day, found anew where something has changed."""
        return self._found.outcome(self.day_draft, self.estimating, self._alone)

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcome of each visit, as `outcome` is while the visit is current."""
        day = self.day_outcome  # found with what is known of the current visit
        known = self.estimating, self.current, self._alone
        alone = self._found.outcomes_alone(self.day_draft, *known)
        return [self._in_day(one, day, at) for at, one in enumerate(alone)]

    @property
    def typed_alone(self) -> Outcome:
        """The outcome of the current visit as typed, without its day: a usual visit is made of it.

        With the day it may have services of another visit, or of an answer.
        """
        return self._alone

    @property
    def plain(self) -> bool:
        """Whether the day is one visit, with nothing in it that only a day has."""
        return self._is_plain(self.draft)

    @property
    def empty(self) -> bool:
        """Whether another day can take this one's place, since nothing is lost by it."""
        return super().empty and len(self._day.visits) == 1 and not self._day.people

    def is_assistants(self, row: int) -> bool:
        """Return whether the minutes of a row are those of assistants, by who is said to treat."""
        rows = self.draft.rows
        return row < len(rows) and self._are_assistants(rows[row])

    def _are_assistants(self, row: Row) -> bool:
        people = self._day.people
        if not (people and row.of_people and row.by):
            return False
        from quarterhour.day.people import ROLES

        roles = {person.id: ROLES[person.role] for person in people}
        return all(mark in roles and roles[mark].assistant for mark in row.by)

    # What is saved.

    @property
    def what(self) -> str:
        """What it is called: a visit, or a day of several or of people."""
        return "day" if len(self._day.visits) > 1 or self._day.people else "visit"

    @property
    def why_day_not_saved(self) -> str:
        """Why the day can't be saved yet, and what to do; empty where it can be."""
        if len(self._day.visits) == 1 and (problem := why_not_saved(self.outcome)):
            return problem
        if self.plain:
            return ""
        from quarterhour.entry.day_outcome import why_day_not_saved

        return why_day_not_saved(self.day_outcome, self.day_draft)

    @property
    def unread_where(self) -> str:
        """Where something holds back saving, in a word or two: the visit of several, or a row."""
        if self.visits > 1:
            tags = [left.tag for left in self.day_outcome.unread if left.tag]
            return f"visit {tags[0]}" if tags else ""
        reading = self.outcome.reading
        row = reading.problems[-1].row if reading.visit is None and reading.problems else None
        return "" if row is None else f"row {row + 1}"

    @property
    def saved_as_typed(self) -> str:
        """Say how many rows are saved only as typed, as they can't be read; empty where none."""
        if self.plain:
            rows = len(self._unread_rows)
        else:
            day = self.day_outcome.day
            rows = sum(len(visit.unread) for visit in day.visits) if day else 0
        if rows < 2:
            return "1 row can't be read yet. It's saved as typed." if rows else ""
        return f"{rows} rows can't be read yet. They're saved as typed."

    def document_text(self) -> str:
        """Return what is saved where nothing speaks against it: a visit, or a day of several.

        Raises VisitError where it could not be read again.
        """
        if self.plain:
            reading = self.outcome.reading
            assert reading.visit is not None  # else there is why it isn't saved
            return visit_text(replace(reading.visit, unread=self._unread_rows))
        from quarterhour.day import day_text

        day = self.day_outcome.day
        assert day is not None
        return day_text(day)

    # Another day, or another visit of this one.

    def open(self, visit: Document | None) -> None:
        """Take up another visit or day, or an empty visit of the same date as the one before."""
        if visit is None or isinstance(visit, Visit):
            super().open(visit)
            return
        from quarterhour.entry.day_as_typed import day_draft_of

        self._open_day(day_draft_of(visit, self.reference, self._new_visit().discipline))

    def open_recovered_day(self, draft: DayDraft) -> None:
        """Take up what was typed in a program that died: it counts as unsaved."""
        self._open_day(draft)
        self.history.mark_unsaved()
        self.recorded.emit()

    def select(self, at: int) -> None:
        """Make another visit the current one. What is half typed stays as it is."""
        if at != self.current:
            self.stop_typing()
            self._show_day(self.day_draft, at, another=True)

    def renew(self) -> None:
        """Assess again with what is loaded now, after an import or a removal."""
        self._results = None
        super().renew()

    def take_own_words(self, words: Mapping[str, str]) -> None:
        """Have other words of the practice for services, each with its code."""
        self._results = None
        super().take_own_words(words)

    def take_prices(self, prices: PriceList) -> None:
        """Have other prices of the practice, which fill charges that were not entered."""
        self._results = None
        super().take_prices(prices)

    # How it is done.

    @property
    def _unread_rows(self) -> tuple[UnreadRow, ...]:
        return unread_rows(self.draft, self.outcome.reading.rows)

    def _show_day(self, day: DayDraft, at: int, another: bool) -> None:
        self._day, self.current = day, at
        self._put(day.visits[at])
        if another:
            self.opened.emit()

    def _open_day(self, day: DayDraft) -> None:
        self._day, self.current = day, 0
        self._open(day.visits[0])

    def _open(self, draft: Draft) -> None:
        if not self._day.visits or draft is not self._day.visits[self.current]:
            self._day, self.current = day_of_one(draft), 0
        self._results = None
        super()._open(draft)

    def _kept(self, draft: Draft) -> DayDraft:
        kept = self._with(draft.without_blank_end())
        if kept != self._last_kept:  # else the same one, of which the outcome is known
            self._last_kept = kept
        return self._last_kept

    def _record(self, edit: Edit, key: object) -> None:
        super()._record(edit, key)
        self._day = self.day_draft

    def _go_to(self, draft: DayDraft, step: Step[DayDraft]) -> None:  # type: ignore[override]
        billed = self._day.provider
        before, after = step.before.visits, step.after.visits
        at, alike = first_changed(before, after), len(before) == len(after)
        if alike and (at == len(before) or before[self.current] != after[self.current]):
            at = self.current
        to = min(at, len(draft.visits) - 1)
        self._show_day(draft, to, another=to != self.current or not alike)
        if draft.provider != billed:
            self.practice_changed.emit(draft.provider)
        self.recorded.emit()
        rows = [visits[at].rows if at < len(visits) else () for visits in (before, after)]
        if rows[0] != rows[1]:
            self.stepped.emit(*changed_cell(*rows))

    def _without_void_choice(self, outcome: Outcome) -> Outcome:
        """Drop a choice that no tie is left for, unless other minutes than these decide it."""
        tags = self._day.tags or [outcome.draft.tag]
        tag = tags[self.current]
        if outcome.choice_holds or self._is_answered(tag) or tags.count(tag) > 1:
            return outcome
        if not self._depends_on_others(outcome.draft, self.current):
            return super()._without_void_choice(outcome)
        holding = self._alone.reading.visit
        takers = self._alone.rows_of(holding.extra_units_to) if holding else ()
        return self._outcome(outcome.draft.with_choice(takers))

    def _begun(self, draft: Draft) -> Outcome:
        self._alone = super()._begun(draft)
        return self._alone

    def _outcome(self, draft: Draft) -> Outcome:
        self._alone = super()._outcome(draft)
        if not self._depends_on_others(draft, self.current):
            return self._alone
        day = self._found.outcome(self._kept(draft), self.estimating, self._alone)
        return self._in_day(self._alone, day, self.current)

    def _in_day(self, alone: Outcome, day: DayOutcome, at: int) -> Outcome:
        if not self._depends_on_others(alone.draft, at):
            return alone
        from quarterhour.entry.visit_in_day import outcome_in_day

        return outcome_in_day(alone, day, at, self.reference)

    def _read(self, draft: Draft) -> Reading:
        if self._is_plain(draft):
            return super()._read(draft)
        return self._found.reading(draft, self._with(draft))

    def _is_plain(self, draft: Draft) -> bool:
        day = self._day
        of_a_day = day.people or day.settled or day.figures_for or draft.of_a_day
        return len(day.visits) < 2 and not of_a_day

    def _depends_on_others(self, draft: Draft, at: int) -> bool:
        """Return whether a visit can count otherwise in the day than it does alone."""
        tags = self._day.tags
        if not tags:
            return False
        tag = tags[at]
        return draft.of_a_day or self._is_answered(tag) or tags.count(tag) > 1

    def _is_answered(self, tag: str) -> bool:
        return any(tag in each.patients for each in self._day.settled)

    def _with(self, draft: Draft) -> DayDraft:
        return self._day.with_visit(self.current, draft) if self._day.visits else day_of_one(draft)

    @property
    def _found(self) -> DayResults:
        if self._results is None:
            from quarterhour.entry.day_outcome import DayResults

            self._results = DayResults(self.reference, self.suggestions, self._prices)
        return self._results
