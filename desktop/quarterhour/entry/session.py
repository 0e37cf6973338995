"""One visit being typed, and the only way to change it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from quarterhour.claims import (
    NO_PRICES,
    PriceList,
)
from quarterhour.entry.draft import Draft, NewVisit, Row, draft_of, row_of
from quarterhour.entry.edits import Edit, edit_of
from quarterhour.entry.event import Event
from quarterhour.entry.history import History, Step
from quarterhour.entry.outcome import Begun, Outcome, RowOutcome
from quarterhour.entry.reading import (
    Reading,
    SoundServices,
    found_at,
    is_known,
    read_code,
    read_draft,
)
from quarterhour.entry.row_edits import (
    RowEdit,
    changed_cell,
    duplicated,
    inserted,
    moved,
    pasted,
    typed,
)
from quarterhour.entry.row_times import with_other_minutes
from quarterhour.entry.suggestions import Suggestions
from quarterhour.entry.typed_visit import TypedVisit
from quarterhour.reference import Edition, Reference
from quarterhour.visit import Attested, Checked, Provider, Visit

if TYPE_CHECKING:
    from quarterhour.entry.templates import Template
    from quarterhour.entry.ties import TieChoice


class Session(TypedVisit):
    """Holds the draft and its outcome; every change is read and assessed at once.

    `assessed` follows every change; `replaced` comes first where another visit, or another
    state of it, takes its place, and `opened` last where it is another visit. `stepped` says
    which row an undone or redone step changes, if it does, and which field of it, or no text;
    `recorded` follows every change of the history.
    `place_found` carries a place typed and its locality, `practice_changed` how the practice
    bills: the next visit is to begin so. What it begins with, `new_visit` says. `own_words` are the
    practice's words for services, each with its code, `prices` fill charges that were not entered,
    and `favorites` are the codes offered first.

    An empty visit is not assessed as it begins, since that shows nothing: the first change does it,
    or `assess_again`. What assessing needs takes a while to load, and is loaded by then.
    """

    def __init__(
        self,
        reference: Reference,
        visit: Visit | None = None,
        new_visit: Callable[[], NewVisit] = NewVisit,
        own_words: Mapping[str, str] | None = None,
        prices: PriceList = NO_PRICES,
        favorites: Sequence[str] = (),
    ) -> None:
        self.assessed = Event[[]]()
        self.replaced = Event[[]]()
        self.opened = Event[[]]()
        self.stepped = Event[[int, str]]()
        self.recorded = Event[[]]()
        self.renewed = Event[[]]()
        self.place_found = Event[[str, str]]()
        self.practice_changed = Event[[Provider]]()
        self.reference = reference
        self.suggestions = Suggestions(reference, own_words, favorites)
        self._services = SoundServices()
        self._prices = prices
        self.history: History[Any] = History()
        self._new_visit = new_visit
        self._typing: tuple[int, str] | None = None
        self._estimated: tuple[date, Edition] | None = None
        draft = self._draft_for(visit)
        self.outcome = self._begun(draft) if visit is None else self._outcome(draft)
        self._recorded = self.draft

    # Another visit, or the same one again.

    def estimate(self, on: bool) -> None:
        """Estimate the amounts with the last fees, or stop it.

        It ends by itself with another visit or date, and once other fees are loaded.
        """
        day, edition = self.draft.day, self.estimable_with
        self._estimated = (day, edition) if on and day and edition else None
        self.assess_again()

    def renew(self) -> None:
        """Assess again with what is loaded now, after an import or a removal."""
        self.suggestions.renew()
        self.assess_again()
        self.renewed.emit()

    def take_own_words(self, words: Mapping[str, str]) -> None:
        """Have other words of the practice for services, each with its code."""
        self.suggestions.take_own(words)
        self.assess_again()

    def take_prices(self, prices: PriceList) -> None:
        """Have other prices of the practice, which fill charges that were not entered."""
        self._prices = prices
        self.assess_again()

    def open(self, visit: Visit | None) -> None:
        """Take up another visit, or an empty one of the same date as the visit before."""
        draft, day = self._draft_for(visit), self.draft.day
        if visit is None and day is not None:
            draft = replace(draft, day=day, day_text=self.draft.day_text)
        self._open(draft)

    def open_today(self) -> None:
        """Take up an empty visit of today."""
        self._open(self._draft_for(None))

    def mark_saved(self) -> None:
        """Record that everything typed is saved."""
        self.history.mark_saved()
        self.recorded.emit()

    def mark_unsaved(self) -> None:
        """Record that no file has this any more: another program has written to it."""
        was_saved = self.history.saved
        self.history.mark_unsaved()
        if was_saved:
            self.recorded.emit()

    # Edits above the table.

    def change(self, **fields: Any) -> None:
        """Change fields of the draft above the table."""
        self._show(replace(self.draft, **fields), edit_of(fields, Edit.VISIT), tuple(fields))

    def change_practice(self, provider: Provider) -> None:
        """Change how the practice bills, and have the next visit begin so."""
        self.change(provider=provider)
        self.practice_changed.emit(provider)

    def answer(self, attested: Attested) -> None:
        """Keep an answer, or take it back: each is a step of its own."""
        self._show(replace(self.draft, attested=attested), Edit.STATEMENT, None)

    def take_as_read(self, *checked: Checked) -> None:
        """Keep that checks were read."""
        self._keep_checked((*self.draft.checked, *checked))

    def ask_again(self, *checked: Checked) -> None:
        """Keep no longer that checks were read."""
        self._keep_checked(tuple(each for each in self.draft.checked if each not in checked))

    def _keep_checked(self, checked: tuple[Checked, ...]) -> None:
        draft = replace(self.draft, checked=checked)
        self._show(draft, edit_of(("checked",), Edit.VISIT), None)

    def allowed_to_date(self, **fields: Any) -> None:
        """Change the amounts allowed this year so far."""
        self.change(patient=replace(self.draft.patient, **fields))

    def choose(self, choice: TieChoice) -> None:
        """Record who takes the remaining units of a tie."""
        takers = self.outcome.rows_of(choice.takers)
        self._show(self.draft.with_choice(takers), Edit.TIE, ("rows",))

    # Edits of a row.

    def start_typing(self, at: int, field: str) -> None:
        """Take note that a field of a row is being typed: half-typed isn't a mistake."""
        self._typing = at, field

    def stop_typing(self) -> None:
        """Record that typing has ended.

        What is half typed is a problem then, and a choice that no longer fits its tie goes.
        """
        self._typing = None
        self.history.seal()
        self.outcome = self._without_void_choice(self.outcome)
        self._recorded = self.draft
        self.assessed.emit()

    def change_row(self, at: int, **fields: Any) -> None:
        """Change fields of a row. Other minutes take the place of the times that it has."""
        row = replace(self.draft.rows[at], **fields)
        if "times" not in fields:
            row = with_other_minutes(self.draft.rows[at], row)
        self._show(self.draft.with_row(at, row), edit_of(fields, Edit.ROW), (at, *fields))

    def change_code(self, at: int, text: str) -> None:
        """Change what is typed as the service, and preset the discipline of the service."""
        self._show(self._with_code(self.draft, at, text), Edit.SERVICE, (at, "code"))

    def type_cells(self, texts: Mapping[tuple[int, str], str]) -> None:
        """Type into several cells as one step: each text by its row and its field.

        Rows below the last one are added. A text that names no discipline leaves it as it is.
        """
        if texts:
            self._put_rows(typed(self.draft, texts, self._with_code))

    def _with_code(self, draft: Draft, at: int, text: str) -> Draft:
        row = draft.rows[at]
        code, discipline = read_code(text), row.discipline
        if not row.discipline_chosen and is_known(code, self.reference, self.edition):
            discipline = draft.preset_discipline(at, self.reference.services.get(code))
        mode = row.mode if text == row.code else ""  # it goes with its code
        return draft.with_row(at, replace(row, code=text, discipline=discipline, mode=mode))

    def clear(self, at: int, field: str) -> None:
        """Empty a field of a row as a step of its own; times go with the minutes they make."""
        if field == "therapist":
            self.change_row(at, therapist="", times=())
        else:
            self.change_row(at, **{field: ""})
        self.history.seal()

    def give_up(self, at: int, row: Row) -> None:
        """Put a row back as it was before someone began to type in it."""
        before, self._recorded = self._recorded, self.draft.with_row(at, row)
        if before != self._recorded:
            self.history.take_back(self._kept(before), self._kept(self._recorded))
            self.recorded.emit()
        self._show(self._recorded, Edit.ROW, None)

    # Edits of whole rows.

    def insert_row(self, at: int, row: Row) -> None:
        """Insert a row without assessing: `assess_again` follows, once the views know of it."""
        rows = self.draft.rows
        self.outcome = self.outcome._replace(
            draft=replace(self.draft, rows=(*rows[:at], row, *rows[at:])),
            rows=(*self.outcome.rows[:at], RowOutcome(), *self.outcome.rows[at:]),
        )

    def take_row(self, at: int) -> None:
        """Remove a row without assessing: `assess_again` follows, once the views know of it."""
        rows = self.draft.rows
        self.outcome = self.outcome._replace(
            draft=replace(self.draft, rows=(*rows[:at], *rows[at + 1 :])),
            rows=(*self.outcome.rows[:at], *self.outcome.rows[at + 1 :]),
        )

    def assess_again(self, edit: Edit | None = None) -> None:
        """Assess what is typed now, and drop a choice in a tie that no longer fits.

        `edit` is what the views have done to the rows, if that is an edit of its own.
        """
        self._assess(self.draft)
        if edit is not None:
            self._record(edit, None)
        self.assessed.emit()

    def move_row(self, at: int, to: int) -> None:
        """Swap a row with its neighbor, where both are typed."""
        self._put_rows(moved(self.draft, at, to))

    def take_rows(self, rows: Collection[int]) -> None:
        """Remove several rows as one step."""
        kept = [row for at, row in enumerate(self.draft.rows) if at not in rows]
        self._put_rows(RowEdit(tuple(kept), Edit.DELETED_ROW, min(rows)))

    def duplicate_row(self, at: int) -> str:
        """Put a copy of a row after it, or return a sentence that says why not."""
        return self._put_rows(duplicated(self.draft, at))

    def paste(self, at: int, text: str, copied: bytes = b"") -> str:
        """Insert the rows `copied` whole, else those that a text holds, or say why not."""
        return self._put_rows(pasted(self.draft, at, text, copied, self.suggestions))

    def insert_template(self, at: int, template: Template) -> str:
        """Insert the services of a usual visit as one step, or say why not."""
        rows = [row_of(service) for service in template.services]
        return self._put_rows(inserted(self.draft, at, rows, Edit.TEMPLATE))

    # Steps back and forth.

    def undo(self) -> None:
        """Take the last edit back."""
        step = self.history.undo()
        if step is not None:
            self._go_to(step.before, step)

    def redo(self) -> None:
        """Do again what was undone last."""
        step = self.history.redo()
        if step is not None:
            self._go_to(step.after, step)

    def _kept(self, draft: Draft) -> Any:
        """Return what the history keeps of a draft: a blank row at the end is nothing."""
        return draft.without_blank_end()

    def _go_to(self, draft: Draft, step: Step[Draft]) -> None:
        billed = self.draft.provider
        self._put(draft)
        if draft.provider != billed:
            self.practice_changed.emit(draft.provider)
        self.recorded.emit()
        before, after = step.before.rows, step.after.rows
        if before != after:
            self.stepped.emit(*changed_cell(before, after))

    def _open(self, draft: Draft) -> None:
        self.history.forget()
        self._estimated = None
        self._put(draft)
        self.recorded.emit()
        self.opened.emit()

    def _put_rows(self, edited: RowEdit | str) -> str:
        """Put other rows in the place of all, as one step; return what is to be said."""
        if isinstance(edited, str):
            return edited
        self._assess(replace(self.draft, rows=edited.rows))
        self._record(edited.edit, None)
        self.replaced.emit()
        self.assessed.emit()
        self.stepped.emit(edited.go_to, "")
        return edited.said

    def _put(self, draft: Draft) -> None:
        self._typing = None
        self._assess(draft)
        self._recorded = self.draft
        self.replaced.emit()
        self.assessed.emit()

    def _show(self, draft: Draft, edit: Edit, key: object) -> None:
        if draft != self.draft:
            self._assess(draft)
            self._tell_place()
            self._record(edit, key)
        self.assessed.emit()

    def _record(self, edit: Edit, key: object) -> None:
        """Make a step of what has changed since the last one."""
        before, after = self._kept(self._recorded), self._kept(self.draft)
        self._recorded = self.draft
        if before != after:
            self.history.record(before, after, edit, key)
            self.recorded.emit()

    def _assess(self, draft: Draft) -> None:
        """Assess a draft. While a cell is typed in, a choice that no longer fits is kept."""
        outcome = self._outcome(draft)
        self.outcome = outcome if self._typing else self._without_void_choice(outcome)

    def _without_void_choice(self, outcome: Outcome) -> Outcome:
        return outcome.without_void_choice()

    def _tell_place(self) -> None:
        """Tell which place was found: the next new visit starts with it."""
        assessment = self.outcome.assessment
        if assessment and assessment.locality:
            self.place_found.emit(self.draft.place, self.draft.locality)

    def _begun(self, draft: Draft) -> Outcome:
        """Return the outcome of an empty visit that is not assessed yet, with its place found."""
        reading = self._read(draft)
        place = found_at(draft, reading.place, self.reference)
        edition = self.reference.edition_on(draft.day) if draft.day else None
        return Outcome(draft, reading, None, (), True, begun=Begun(place, edition))

    def _outcome(self, draft: Draft) -> Outcome:
        from quarterhour.entry.assessed import outcome_as_read

        if self._estimated and self._estimated != (draft.day, self._estimable_with(draft)):
            self._estimated = None
        reading = self._read(draft)
        return outcome_as_read(draft, reading, self.reference, self.estimating, self._prices)

    def _read(self, draft: Draft) -> Reading:
        return read_draft(draft, self.reference, self.suggestions, self._services)

    def _draft_for(self, visit: Visit | None) -> Draft:
        new = self._new_visit()
        if visit is not None:
            return draft_of(visit, self.reference, new.discipline)
        return new.draft(date.today())
