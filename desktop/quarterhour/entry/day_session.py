"""The edits of a day: the only way to change it, each a step of one history."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.draft import Row, row_of
from quarterhour.entry.edits import Edit
from quarterhour.entry.minutes import plain_times
from quarterhour.entry.open_day import OpenDay
from quarterhour.entry.row_edits import inserted
from quarterhour.visit.times import with_minutes

if TYPE_CHECKING:
    from quarterhour.day import Finding
    from quarterhour.entry.templates import Template
    from quarterhour.entry.ties import TieChoice

_BETWEEN_TIMES = re.compile(r"[,;]")


class DaySession(OpenDay):
    """A day being typed: its visits, their rows, its people, and the answers about it.

    What the edits of visits and people need is imported with the first of them.
    """

    # Edits of rows, where a day has more than a visit.

    def insert_row(self, at: int, row: Row) -> None:
        """Insert a row as in a visit; who treated is as in the row above until it is changed.

        In a visit without rows it is the one person of the visit before it.
        """
        if row.blank and not row.by:
            rows = self.draft.rows
            by = rows[at - 1].by if at else () if rows else self._treated_in(self.current - 1)
            row = replace(row, by=by, of_people=bool(by)) if by else row
        super().insert_row(at, row)

    def change_row(self, at: int, **fields: Any) -> None:
        """Change fields of a row. Minutes in one column are those of whoever did it."""
        if "assistant" in fields and self.is_assistants(at):
            fields["therapist"] = fields.pop("assistant")
        if fields.keys() & {"by", "assistant", "together_minutes"}:
            fields["of_people"] = _is_of_people(replace(self.draft.rows[at], **fields))
        super().change_row(at, **fields)

    def start_typing(self, at: int, field: str) -> None:
        """Take note that a field of a row is being typed: half-typed isn't a mistake."""
        of_people = field == "assistant_minutes" and self.is_assistants(at)
        super().start_typing(at, "therapist_minutes" if of_people else field)

    def type_cells(self, texts: Mapping[tuple[int, str], str]) -> None:
        """Type into several cells as one step; see `Session`."""
        found = dict(texts)
        for (at, field), text in texts.items():
            if field == "assistant" and self.is_assistants(at):
                del found[at, field]
                if text or (at, "therapist") not in found:
                    found[at, "therapist"] = text
        super().type_cells(found)

    def clear(self, at: int, field: str) -> None:
        """Empty a field of a row as a step of its own; times go with the minutes they make."""
        of_people = field == "assistant" and self.is_assistants(at)
        super().clear(at, "therapist" if of_people else field)

    def name_treating(self, rows: Sequence[int], mark: str, treated: bool) -> None:
        """Have a person treat in some rows, or not, in order of entry, as one step."""
        marks = [person.id for person in self.day_draft.people]
        draft = self.draft
        for at in rows:
            named = {*draft.rows[at].by, mark} if treated else {*draft.rows[at].by} - {mark}
            gone = [each for each in draft.rows[at].by if each not in marks]
            by = tuple(each for each in (*marks, *gone) if each in named)
            row = replace(draft.rows[at], by=by)
            draft = draft.with_row(at, replace(row, of_people=_is_of_people(row)))
        self._show(draft, Edit.BY, ("by", *rows))

    def choose(self, choice: TieChoice) -> None:
        """Record who takes the remaining units of a tie, in every visit of the patient."""
        tags = self.day_draft.tags
        tag = tags[self.current]
        patient = self.day_outcome.patient_of(self.current) if tags.count(tag) > 1 else None
        if patient is None:
            super().choose(choice)
            return
        taking = {self.day_outcome.typed(patient.rows[service]) for service in choice.takers}
        day = self._settled_day()
        visits = tuple(
            visit.with_choice({row for of, row in taking if of == at}) if tags[at] == tag else visit
            for at, visit in enumerate(day.visits)
        )
        self._act(replace(day, visits=visits), Edit.TIE)

    # Edits of the day.

    def add_visit(self, rows: tuple[Row, ...] = ()) -> str:
        """Begin the next visit, empty or with the rows of a usual one; say why not."""
        from quarterhour.entry import visit_edits

        day = self._settled_day()
        by = self._treated_in(len(day.visits) - 1) if rows else ()
        rows = tuple(self._treated_by(by, row) for row in rows)
        after = visit_edits.added(day, self._new_visit().discipline, rows)
        return self._act(after, Edit.ADDED_VISIT, -1)

    def add_usual_visit(self, template: Template) -> str:
        """Begin the next visit with the services of a usual one; say why not."""
        return self.add_visit(tuple(map(row_of, template.services)))

    def repeat_visit(self, at: int) -> str:
        """Begin a visit with the services of another one, without its minutes; say why not."""
        from quarterhour.entry import visit_edits

        return self._act(visit_edits.repeated(self._settled_day(), at), Edit.REPEATED_VISIT, -1)

    def services_again(self) -> tuple[Row, ...]:
        """Return the services of the current visit for a visit of another day, of other people."""
        from quarterhour.entry import visit_edits

        rows = visit_edits.services_again(self.draft)
        return tuple(replace(row, by=(), of_people=False) for row in rows)

    def begin_with(self, rows: Sequence[Row]) -> None:
        """Put rows before those of the current visit, as one step."""
        self._put_rows(inserted(self.draft, 0, rows, Edit.REPEATED_VISIT))

    def move_visit(self, at: int, to: int) -> None:
        """Move a visit, and make it the current one."""
        from quarterhour.entry import visit_edits

        self._act(visit_edits.moved(self._settled_day(), at, to), Edit.VISIT_ORDER, to)

    def delete_visit(self, at: int) -> None:
        """Delete a visit, with the answers about its patient."""
        from quarterhour.entry import visit_edits

        day = self._settled_day()
        current = self.current - (at < self.current or self.current == len(day.visits) - 1)
        after = visit_edits.deleted(day, at, self._new_visit().discipline)
        self._act(after, Edit.DELETED_VISIT, max(0, current))

    def set_tag(self, at: int, tag: str) -> str:
        """Give a visit another tag, or say why not."""
        from quarterhour.entry import visit_edits

        return self._act(visit_edits.retagged(self._settled_day(), at, tag), Edit.TAG)

    def shares_patient(self, at: int) -> bool:
        """Return whether another visit has the tag of a visit: they count together."""
        tags = self.day_draft.tags
        return tags.count(tags[at]) > 1

    def add_person(self, role: str) -> str:
        """Add a person with the next free mark, or say why not."""
        from quarterhour.entry import visit_edits

        return self._act(visit_edits.with_person(self._settled_day(), role), Edit.PEOPLE)

    def change_person(self, at: int, **fields: Any) -> str:
        """Change the mark, the role, or the clock times of a person, or say why not.

        Clock times are a text as typed: `8:00-12:00, 13:00-17:00`, or `8-12, 1-5`.
        """
        from quarterhour.entry import visit_edits

        if "clock" in fields:
            parts = map(str.strip, _BETWEEN_TIMES.split(fields["clock"]))
            fields["clock"] = tuple(with_minutes(plain_times(part)) for part in parts if part)
        after = visit_edits.with_changed_person(self._settled_day(), at, **fields)
        return self._act(after, Edit.PEOPLE)

    def remove_person(self, at: int) -> None:
        """Remove a person; rows that name the person are left out until they name another."""
        from quarterhour.entry import visit_edits

        self._act(visit_edits.without_person(self._settled_day(), at), Edit.PEOPLE)

    def settle(self, finding: Finding, choice: str) -> None:
        """Answer a finding of the day by one of its choices, named by its id."""
        from quarterhour.entry import visit_edits

        self._act(visit_edits.answered(self._settled_day(), finding, choice), Edit.ANSWER)

    def take_back(self, finding: Finding) -> None:
        """Take the answer to a finding back."""
        from quarterhour.entry import visit_edits

        self._act(visit_edits.taken_back(self._settled_day(), finding), Edit.ANSWER)

    # How it is done.

    def _treated_in(self, visit: int) -> tuple[str, ...]:
        """Return the one person who treated in a visit; nobody where that is not sure."""
        day = self.day_draft
        rows = day.visits[visit].rows if visit >= 0 else ()
        marks = {mark for row in rows for mark in row.by}
        known = {person.id for person in day.people}
        return tuple(marks) if len(marks) == 1 and (marks <= known or not known) else ()

    def _treated_by(self, by: tuple[str, ...], row: Row) -> Row:
        """Return a row of a usual visit with who treated, unless its minutes are of others."""
        of_people = replace(row, by=by, of_people=bool(by))
        others = row.assistant or row.together_minutes
        if others or (row.therapist and self._are_assistants(of_people)):
            return row
        return of_people

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


def _is_of_people(row: Row) -> bool:
    """Return whether the minutes of a row are those of the people named, not of its columns."""
    return bool(row.by) and not (row.assistant.strip() or row.together_minutes)
