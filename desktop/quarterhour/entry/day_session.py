"""A day being typed: a session on one of its visits at a time, and the only way to change it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quarterhour.claims import NO_PRICES, PriceList
from quarterhour.day import Day, FiguresFor, Finding
from quarterhour.entry import visit_edits
from quarterhour.entry.day_draft import DayDraft, day_draft_of, day_of_one
from quarterhour.entry.day_outcome import DayOutcome, DayResults, why_day_not_saved
from quarterhour.entry.draft import Draft, NewVisit, Row, row_of
from quarterhour.entry.edits import Edit
from quarterhour.entry.history import Step, first_changed
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.reading import Reading
from quarterhour.entry.session import Session
from quarterhour.entry.templates import Template
from quarterhour.reference import Reference

_BETWEEN_TIMES = re.compile(r"[,;]")


class DaySession(Session):
    """Holds the draft of a day; what a `Session` does, it does to the visit that is current.

    Every act is one step of one history, and undo and redo go to the visit that they change.
    `outcome` is that of the current visit alone, with the roles of the people who did it, and
    before any answer; `day_outcome` has the patients with everything that counts for them.
    `opened` follows where another visit becomes the current one, too.
    """

    def __init__(
        self,
        reference: Reference,
        day: Day | None = None,
        new_visit: Callable[[], NewVisit] = NewVisit,
        own_words: Mapping[str, str] | None = None,
        prices: PriceList = NO_PRICES,
        favorites: Sequence[str] = (),
    ) -> None:
        self.current = 0
        self._day = DayDraft()
        self._results: DayResults | None = None
        super().__init__(reference, None, new_visit, own_words, prices, favorites)
        self._day = day_of_one(self.draft)
        if day is not None:
            self.open_day(day)

    # What is typed, and what comes of it.

    @property
    def day_draft(self) -> DayDraft:
        """What is typed of the day."""
        kept = self._kept(self.draft)
        if kept != self._day:
            self._day = kept
        return self._day

    @property
    def day_outcome(self) -> DayOutcome:
        """The result of what can be read of the day, found anew where something has changed."""
        known = self.outcome.assessment
        return self._found.outcome(self.day_draft, self.estimating, known)

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcome of each visit alone, as `outcome` is while the visit is current."""
        _ = self.day_outcome  # found with what is known of the current visit
        at, outcome = self.current, self.outcome
        return self._found.outcomes_alone(self.day_draft, self.estimating, at, outcome)

    @property
    def why_day_not_saved(self) -> str:
        """Why the day can't be saved yet, and what to do; empty where it can be."""
        return why_day_not_saved(self.day_outcome, self.day_draft)

    @property
    def empty(self) -> bool:
        """Whether another day can take this one's place, since nothing is lost by it."""
        return super().empty and len(self._day.visits) == 1 and not self._day.people

    # Another day, or another visit of this one.

    def open_day(self, day: Day) -> None:
        """Take up another day."""
        self._open_day(day_draft_of(day, self.reference, self._new_visit().discipline))

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

    # Edits of rows, where a day has more than a visit.

    def insert_row(self, at: int, row: Row) -> None:
        """Insert a row as in a visit; who treated is as in the row above until it is changed."""
        above = self.draft.rows[at - 1] if at else Row()
        if row.blank and not row.by and above.by:
            row = replace(row, by=above.by, of_people=True)
        super().insert_row(at, row)

    def change_row(self, at: int, **fields: Any) -> None:
        """Change fields of a row. Minutes in one column are those of whoever did it."""
        if fields.keys() & {"by", "assistant", "together_minutes"}:
            row = replace(self.draft.rows[at], **fields)
            split = bool(row.assistant.strip() or row.together_minutes)
            fields["of_people"] = bool(row.by) and not split
        super().change_row(at, **fields)

    # Edits of the day.

    def add_visit(self, rows: tuple[Row, ...] = ()) -> str:
        """Begin the next visit, empty or with the rows of a usual one; say why not."""
        after = visit_edits.added(self._settled_day(), self._new_visit().discipline, rows)
        return self._act(after, Edit.ADDED_VISIT, -1)

    def add_usual_visit(self, template: Template) -> str:
        """Begin the next visit with the services of a usual one; say why not."""
        return self.add_visit(tuple(map(row_of, template.services)))

    def repeat_visit(self, at: int) -> str:
        """Begin a visit with the services of another one, without its minutes; say why not."""
        return self._act(visit_edits.repeated(self._settled_day(), at), Edit.REPEATED_VISIT, -1)

    def move_visit(self, at: int, to: int) -> None:
        """Move a visit, and make it the current one."""
        self._act(visit_edits.moved(self._settled_day(), at, to), Edit.VISIT_ORDER, to)

    def delete_visit(self, at: int) -> None:
        """Delete a visit, with the answers about its patient."""
        day = self._settled_day()
        current = self.current - (at < self.current or self.current == len(day.visits) - 1)
        after = visit_edits.deleted(day, at, self._new_visit().discipline)
        self._act(after, Edit.DELETED_VISIT, max(0, current))

    def set_tag(self, at: int, tag: str) -> str:
        """Give a visit another tag, or say why not."""
        return self._act(visit_edits.retagged(self._settled_day(), at, tag), Edit.TAG)

    def add_person(self, role: str) -> str:
        """Add a person with the next free mark, or say why not."""
        return self._act(visit_edits.with_person(self._settled_day(), role), Edit.PEOPLE)

    def change_person(self, at: int, **fields: Any) -> str:
        """Change the mark, the role, or the clock times of a person, or say why not.

        Clock times are a text as typed: `8:00-12:00, 13:00-17:00`.
        """
        if "clock" in fields:
            parts = map(str.strip, _BETWEEN_TIMES.split(fields["clock"]))
            fields["clock"] = tuple(filter(None, parts))
        after = visit_edits.with_changed_person(self._settled_day(), at, **fields)
        return self._act(after, Edit.PEOPLE)

    def remove_person(self, at: int) -> None:
        """Remove a person; rows that name the person are left out until they name another."""
        self._act(visit_edits.without_person(self._settled_day(), at), Edit.PEOPLE)

    def settle(self, finding: Finding, choice: str) -> None:
        """Answer a finding of the day by one of its choices, named by its id."""
        self._act(visit_edits.answered(self._settled_day(), finding, choice), Edit.ANSWER)

    def take_back(self, finding: Finding) -> None:
        """Take the answer to a finding back."""
        self._act(visit_edits.taken_back(self._settled_day(), finding), Edit.ANSWER)

    def ask_clock_out(self, asked: FiguresFor | None) -> None:
        """Change what clock-out is asked for."""
        self._act(replace(self._settled_day(), figures_for=asked), Edit.CLOCK_OUT)

    # How it is done.

    def _settled_day(self) -> DayDraft:
        """Return the day once typing has ended: an act is a step of its own."""
        self.stop_typing()
        return self.day_draft

    def _act(self, after: DayDraft | str, edit: Edit, current: int | None = None) -> str:
        """Make a step of a change of the day, and show it; return why there was none."""
        if isinstance(after, str):
            return after
        before = self.day_draft
        if after != before:
            self.history.record(before, after, edit, None)
            at = self.current if current is None else current % len(after.visits)
            self._show_day(after, at, another=current is not None)
            self.recorded.emit()
        return ""

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
        return self._day.with_visit(self.current, draft.without_blank_end())

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
        self.stepped.emit(first_changed(*rows))

    def _without_void_choice(self, outcome: Outcome) -> Outcome:
        """Drop a choice that no tie is left for, unless other minutes than these decide it."""
        tags = self._day.tags or [outcome.draft.tag]
        tag = tags[self.current]
        answered = any(tag in each.patients for each in self._day.settled)
        return outcome if answered or tags.count(tag) > 1 else super()._without_void_choice(outcome)

    def _read(self, draft: Draft) -> Reading:
        day = self._day.with_visit(self.current, draft) if self._day.visits else day_of_one(draft)
        return self._found.reading(draft, day)

    @property
    def _found(self) -> DayResults:
        if self._results is None:
            self._results = DayResults(self.reference, self.suggestions, self._prices)
        return self._results
