"""Edits of a day's visits, people, and answers. Each returns the day after it.

Where something can't be done, it is a sentence that says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from quarterhour.day import ROLES, Finding, FindingKind, Person, Settled, keys_of
from quarterhour.day.entries import MAX_PEOPLE, MAX_VISITS
from quarterhour.entry.day_draft import PLACE, DayDraft
from quarterhour.entry.draft import Draft, Row
from quarterhour.visit import VisitError
from quarterhour.visit.tags import with_letters
from quarterhour.visit.terms import PERSON, TAG

_FULL = f"A day can have up to {MAX_VISITS} visits. Delete some and try again."
_NO_TAG = "Use a tag such as A, B, or 9:00, never a name."
_NO_MARK = "Use a short mark such as T1, never a name."
_ASKING_WHOSE = {kind.value for kind in FindingKind if kind.asks_whose}


def added(day: DayDraft, usual_discipline: str, rows: tuple[Row, ...] = ()) -> DayDraft | str:
    """Add a visit at the end, with the next free tag; `rows` are those of a usual visit."""
    return _with_new(day, day.new_visit(usual_discipline=usual_discipline, rows=rows))


def repeated(day: DayDraft, at: int) -> DayDraft | str:
    """Add a visit like another one, for another patient.

    What was done stays, and who did it. What was measured, timed, or said of the first patient
    does not: minutes that are left from another patient would be billed without having been typed.
    """
    source = day.visits[at]
    own = {
        name: getattr(source, name)
        for name in ("place", "locality", "provider")
        if (PLACE if name == "locality" else name) in source.own
    }
    new = day.new_visit(
        usual_discipline=source.usual_discipline,
        place_of_service=source.place_of_service,
        rows=services_again(source),
    )
    kept = tuple(name for name in source.own if name in (PLACE, "provider"))
    return _with_new(day, replace(new, own=kept, **own))


def services_again(visit: Draft) -> tuple[Row, ...]:
    """Return what was done in a visit, and who did it, as rows of another patient."""
    return tuple(row for row in map(_again, visit.rows) if not row.blank)


def moved(day: DayDraft, at: int, to: int) -> DayDraft:
    """Move a visit; the others close up."""
    if at == to:
        return day
    visits = list(day.tagged().visits)
    visits.insert(to, visits.pop(at))
    return replace(day, visits=tuple(visits))


def deleted(day: DayDraft, at: int, usual_discipline: str) -> DayDraft:
    """Delete a visit, with the answers about its patient; the last one gives way to an empty one.

    Its tag can be that of another patient later, who did not give these answers.
    """
    tagged = day.tagged()
    visits = (*tagged.visits[:at], *tagged.visits[at + 1 :])
    gone = {tagged.visits[at].tag} - {visit.tag for visit in visits}
    settled = tuple(each for each in day.settled if not gone & {*each.patients})
    empty = day.new_visit(usual_discipline=usual_discipline)
    return replace(day, visits=visits or (empty,), settled=settled)


def retagged(day: DayDraft, at: int, tag: str) -> DayDraft | str:
    """Give a visit another tag, and the answers about its patient, if it is the only visit.

    Answers about a patient whose tag no visit had are not answers about this one.
    """
    tag = tag.strip()
    try:
        TAG.read(tag, "")
    except VisitError:
        return _NO_TAG
    tagged = day.tagged()
    before = tagged.visits[at].tag
    visits = list(tagged.visits)
    visits[at] = replace(visits[at], tag=tag)
    if sum(visit.tag == before for visit in tagged.visits) > 1:
        return replace(tagged, visits=tuple(visits))
    about_nobody = {tag} - {visit.tag for visit in tagged.visits}
    renamed = [
        _of_renamed(each, before, tag)
        for each in day.settled
        if not about_nobody & {*each.patients}
    ]
    # Of two answers that come to be about one patient, the last holds.
    settled = tuple({each.key: each for each in renamed}.values())
    return replace(tagged, visits=tuple(visits), settled=settled)


def with_person(day: DayDraft, role: str) -> DayDraft | str:
    """Add a person with the next free mark."""
    if len(day.people) == MAX_PEOPLE:
        return f"A day can have up to {MAX_PEOPLE} people."
    letter = "T" if ROLES[role].discipline and not ROLES[role].assistant else "A"
    taken = {person.id for person in day.people} | {id for row in _rows(day) for id in row.by}
    free = (f"{letter}{number}" for number in range(1, len(taken) + 2))
    return replace(
        day, people=(*day.people, Person(next(id for id in free if id not in taken), role))
    )


def with_changed_person(day: DayDraft, at: int, **fields: Any) -> DayDraft | str:
    """Change a person; another mark is the person's in every visit and answer, too."""
    before = day.people[at]
    person = replace(before, **fields)
    people = (*day.people[:at], person, *day.people[at + 1 :])
    if person.id == before.id:
        return replace(day, people=people)
    try:
        PERSON.read(person.id, "")
    except VisitError:
        return _NO_MARK
    if any(each.id == person.id for each in day.people):
        return f"{person.id} is there already. Use another mark."
    return replace(
        day,
        people=people,
        visits=tuple(_with_mark(visit, before.id, person.id) for visit in day.visits),
        settled=tuple(
            replace(each, people=_renamed(each.people, before.id, person.id))
            for each in day.settled
        ),
    )


def without_person(day: DayDraft, at: int) -> DayDraft:
    """Remove a person. Rows that name the person say so until they name another one.

    They keep the discipline that they had of the person, as one that gives way to another's.
    """
    person = day.people[at]
    discipline = ROLES[person.role].discipline
    visits = (
        replace(
            visit,
            rows=tuple(
                replace(row, discipline=discipline)
                if discipline and person.id in row.by and not row.discipline_chosen
                else row
                for row in visit.rows
            ),
        )
        for visit in day.visits
    )
    return replace(day, people=(*day.people[:at], *day.people[at + 1 :]), visits=tuple(visits))


def answered(day: DayDraft, finding: Finding, choice: str) -> DayDraft:
    """Settle a finding by one of its choices, named by its id; it replaces an earlier answer."""
    if choice not in {each.id for each in finding.choices}:
        raise ValueError(f"{choice} does not settle {finding.kind.value}")
    when = finding.when or ""
    answer = Settled(finding.kind.value, choice, finding.patients, finding.people, when)
    return replace(day.tagged(), settled=(*_others(day.settled, finding), answer))


def taken_back(day: DayDraft, finding: Finding) -> DayDraft:
    """Take the answer to a finding back: that of the day, else that of its visits."""
    settled = _others(day.settled, finding)
    if len(settled) < len(day.settled) or finding.kind is not FindingKind.CO_TREATMENT:
        return replace(day, settled=settled)
    visits = zip(day.tags, day.visits, strict=True)
    return replace(
        day,
        visits=tuple(
            _without_answer(visit, finding) if tag in finding.patients else visit
            for tag, visit in visits
        ),
    )


def _without_answer(visit: Draft, finding: Finding) -> Draft:
    """Return a visit without its answer about minutes that the disciplines of a finding shared."""
    both = {row.discipline for row in finding.rows}
    given = visit.attested.same_minutes
    left = tuple(each for each in given if {*each.disciplines} != both)
    return replace(visit, attested=replace(visit.attested, same_minutes=left))


def _with_new(day: DayDraft, visit: Draft) -> DayDraft | str:
    if len(day.visits) == MAX_VISITS:
        return _FULL
    tagged = day.tagged()
    tag = with_letters([*(each.tag for each in tagged.visits), ""])[-1]
    return replace(tagged, visits=(*tagged.visits, replace(visit, tag=tag)))


def _again(row: Row) -> Row:
    """Return a row of another patient: what is done and who does it."""
    return replace(
        row,
        therapist="",
        assistant="",
        together_minutes=0,
        times=(),
        attended=(),
        attended_by="",
        count=1,
        square_cm=0,
        takes_remaining_unit=False,
    )


def _others(settled: Iterable[Settled], finding: Finding) -> tuple[Settled, ...]:
    """Return the answers to other findings."""
    keys = keys_of(finding)
    return tuple(each for each in settled if each.key not in keys)


def _of_renamed(answer: Settled, before: str, after: str) -> Settled:
    """Return an answer with another tag of a patient, who can be the choice, too."""
    chosen = answer.choice == before and answer.kind in _ASKING_WHOSE
    return replace(
        answer,
        patients=_renamed(answer.patients, before, after),
        choice=after if chosen else answer.choice,
    )


def _renamed(names: tuple[str, ...], before: str, after: str) -> tuple[str, ...]:
    """Return the patients or people of an answer, in the order of a finding, one renamed."""
    if before not in names:
        return names
    return tuple(sorted(after if name == before else name for name in names))


def _with_mark(visit: Draft, before: str, after: str) -> Draft:
    """Return a visit in which a person has another mark."""

    def rename(id: str) -> str:
        return after if id == before else id

    rows = tuple(
        replace(row, by=tuple(map(rename, row.by)), attended_by=rename(row.attended_by))
        if before in (*row.by, row.attended_by)
        else row
        for row in visit.rows
    )
    present = tuple((rename(id), *when) for id, *when in visit.present)
    if rows == visit.rows and present == visit.present:
        return visit
    return replace(visit, rows=rows, present=present)


def _rows(day: DayDraft) -> Iterable[Row]:
    return (row for visit in day.visits for row in visit.rows)
