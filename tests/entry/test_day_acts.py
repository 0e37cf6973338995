"""Acts on a day at random: what they do, undone, redone, kept, and against a simple model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from entry.days import choices_hold, day_documents
from entry.typing_hand import types
from quarterhour.day import ROLES, Day, day_from
from quarterhour.entry import Edit
from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.day_outcome import DayResults
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.kept_day import day_draft_text, read_kept_day
from quarterhour.reference import Reference
from quarterhour.units import RULES

TEXTS = ("", "7", "15", "33", "9:05-", "9:05-9:28", "9:10-9:20+9:30-9:40", "x")
AT = st.integers(0, 5)
Act = Callable[[DaySession, int, str], object]

OVERLAP = {
    "format": "quarterhour.day/1",
    "date_of_service": "2026-11-23",
    "locality": "national",
    "people": [{"id": "T1", "role": "PT"}, {"id": "A1", "role": "PTA"}],
    "visits": [
        {"services": [{"code": "97110", "by": ["T1"], "times": ["9:00-9:30"]}]},
        {"services": [{"code": "97140", "by": ["T1"], "times": ["9:15-9:45"]}]},
    ],
}


def _row(session: DaySession, at: int) -> int | None:
    rows = len(session.draft.rows)
    return at % rows if rows else None


def _type(session: DaySession, at: int, text: str) -> None:
    types(session, min(at, len(session.draft.rows)), "therapist", text)


def _code(session: DaySession, at: int, text: str) -> None:
    code = ("97110", "97140", "92507", "9711")[len(text) % 4]
    types(session, min(at, len(session.draft.rows)), "code", code)


def _half(session: DaySession, at: int, text: str) -> None:
    """Begin to type in a cell, and leave it open."""
    if (row := _row(session, at)) is not None:
        session.start_typing(row, "therapist_minutes")
        session.change_row(row, therapist=text[:2])


def _by(session: DaySession, at: int, text: str) -> None:
    if (row := _row(session, at)) is not None:
        session.change_row(row, by=((), ("T1",), ("A1",), ("T1", "A1"))[len(text) % 4])


def _take(session: DaySession, at: int, text: str) -> None:
    if (row := _row(session, at)) is not None:
        session.take_row(row)
        session.assess_again(Edit.DELETED_ROW)


def _visit(act: Callable[[DaySession, int], object]) -> Act:
    return lambda session, at, text: act(session, at % len(session.day_draft.visits))


def _person(act: Callable[[DaySession, int, str], object]) -> Act:
    def on_one(session: DaySession, at: int, text: str) -> None:
        if session.day_draft.people:
            act(session, at % len(session.day_draft.people), text)

    return on_one


def _settle(session: DaySession, at: int, text: str) -> None:
    found = session.day_outcome.assessment
    open = [each for each in found.findings if each.choices] if found else []
    if open:
        finding = open[at % len(open)]
        session.settle(finding, finding.choices[len(text) % len(finding.choices)].id)


def _take_back(session: DaySession, at: int, text: str) -> None:
    found = session.day_outcome.assessment
    for finding in found.findings if found else ():
        if finding.settled:
            session.take_back(finding)


ACTS: dict[str, Act] = {
    "minutes": _type,
    "code": _code,
    "half": _half,
    "by": _by,
    "take": _take,
    "copy": lambda session, at, text: session.duplicate_row(at),
    "label": lambda session, at, text: session.change(label=text),
    "rule": lambda session, at, text: session.change(rule=list(RULES)[at % len(RULES)]),
    "place": lambda session, at, text: session.change(place=text or "33101", locality=""),
    "date": lambda session, at, text: session.change(
        day=None if text else session.draft.day, day_text=text
    ),
    "practice": lambda session, at, text: session.change_practice(
        replace(session.draft.provider, participating=bool(text))
    ),
    "select": _visit(DaySession.select),
    "add": lambda session, at, text: session.add_visit(),
    "repeat": _visit(DaySession.repeat_visit),
    "move": lambda session, at, text: session.move_visit(
        at % len(session.day_draft.visits), len(text) % len(session.day_draft.visits)
    ),
    "delete": _visit(DaySession.delete_visit),
    "tag": lambda session, at, text: session.set_tag(
        at % len(session.day_draft.visits), "ABCX"[len(text) % 4]
    ),
    "add person": lambda session, at, text: session.add_person(list(ROLES)[at]),
    "remove person": _person(lambda session, at, text: session.remove_person(at)),
    "rename person": _person(lambda session, at, text: session.change_person(at, id=f"T{at}")),
    "clock": _person(lambda session, at, text: session.change_person(at, clock=text)),
    "settle": _settle,
    "take back": _take_back,
    "undo": lambda session, at, text: session.undo(),
    "redo": lambda session, at, text: session.redo(),
    "renew": lambda session, at, text: session.renew(),
}
MANY = st.lists(st.tuples(st.sampled_from(list(ACTS)), AT, st.sampled_from(TEXTS)), max_size=20)
DAYS = st.one_of(st.just(OVERLAP), day_documents(least=1)).map(day_from)


def _all(session: DaySession, step: Callable[[], None], left: Callable[[], Any]) -> DayDraft:
    while left() is not None:
        step()
    return session.day_draft


TWO_VISITS = {
    "format": "quarterhour.day/1",
    "date_of_service": "2026-11-23",
    "locality": "national",
    "people": [{"id": "T1", "role": "PT"}],
    "visits": [
        {"services": [{"code": "97110", "by": ["T1"], "times": ["9:00-9:30"]}]},
        {"services": [{"code": "97140", "by": ["T1"], "times": ["9:15-9:45"]}]},
    ],
}
# A row with minutes alone, which a repeated visit has no use for.
WITHOUT_CODE = [("minutes", 1, "7"), ("repeat", 0, "")]


@settings(max_examples=60, deadline=None)
@given(day=DAYS, acts=MANY)
@example(day=day_from(TWO_VISITS), acts=WITHOUT_CODE)
def test_any_acts_undone_are_the_first_day_and_redone_the_last(
    day: Day, acts: list[tuple[str, int, str]], reference: Reference
) -> None:
    assume(choices_hold(day, reference))
    session = DaySession(reference, day)
    first, history = session.day_draft, session.history
    for name, at, text in acts:
        ACTS[name](session, at, text)
        assert session.day_draft.visits[session.current] == session.draft.without_blank_end()
        kept = read_kept_day(day_draft_text(session.day_draft))
        assert kept is not None
        assert kept.draft == session.day_draft
    session.stop_typing()
    last = _all(session, session.redo, lambda: history.redoes)
    assert _all(session, session.undo, lambda: history.undoes) == first
    assert _all(session, session.redo, lambda: history.redoes) == last


@settings(max_examples=60, deadline=None)
@given(day=DAYS, acts=MANY)
def test_what_is_found_is_what_is_found_anew_and_nothing_is_left_out_in_silence(
    day: Day, acts: list[tuple[str, int, str]], reference: Reference
) -> None:
    session = DaySession(reference, day)
    for name, at, text in acts:
        ACTS[name](session, at, text)
        outcome = session.day_outcome
        anew = DayResults(reference, session.suggestions).outcome(session.day_draft, False)
        assert outcome == anew
        assert outcome.assessment is not None
        counted = sum(map(len, outcome.rows))
        typed = sum(not row.blank for visit in session.day_draft.visits for row in visit.rows)
        event("all is counted" if counted == typed else "something is left out")
        named = {(each.visit, each.row) for each in outcome.left_out}
        for index, visit in enumerate(session.day_draft.visits):
            for row, each in enumerate(visit.rows):
                there = index in outcome.visits
                read = there and row in outcome.rows[outcome.visits.index(index)]
                assert read or each.blank or {(index, row), (index, None)} & named


def _units_by_visit(session: DaySession) -> list[dict[str, int]] | None:
    """Return the units of the patient of each visit, None where something is left out."""
    outcome = session.day_outcome
    if outcome.assessment is None or outcome.left_out:
        return None
    found = {each.tag: each.assessment for each in outcome.assessment.visits}
    tags = session.day_draft.tags
    return [
        dict(Counter([each.line.code for each in found[tag].lines for _ in range(each.line.units)]))
        for tag in (tags[at] for at in outcome.visits)
    ]


@settings(max_examples=60, deadline=None)
@given(
    day=DAYS,
    acts=MANY,
    others=st.lists(st.sampled_from(["settle", "rename"]), min_size=2, max_size=8),
    data=st.data(),
)
def test_renaming_patients_changes_no_units_of_a_visit(
    day: Day,
    acts: list[tuple[str, int, str]],
    others: list[str],
    data: st.DataObject,
    reference: Reference,
) -> None:
    session = DaySession(reference, day)
    for name, at, text in acts:
        ACTS[name](session, at, text)
    for name in others:
        if name == "settle":
            _settle(session, data.draw(AT), data.draw(st.sampled_from(TEXTS)))
            continue
        before, tags = _units_by_visit(session), session.day_draft.tags
        alone = [at for at, tag in enumerate(tags) if tags.count(tag) == 1]
        free = [tag for tag in "ABCDX" if tag not in tags]
        if before is None or not alone or not free:
            continue
        session.set_tag(data.draw(st.sampled_from(alone)), data.draw(st.sampled_from(free)))
        event("renamed")
        assert _units_by_visit(session) == before


class Model:
    """A day as a list of visits: what each has typed, and where the session is."""

    def __init__(self) -> None:
        self.visits = [("A", "")]
        self.current = 0

    def free(self) -> str:
        taken = {tag for tag, _ in self.visits}
        return next(tag for tag in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if tag not in taken)

    def add(self, at: int) -> None:
        self.visits.append((self.free(), ""))
        self.current = len(self.visits) - 1

    def repeat(self, at: int) -> None:
        self.visits.append((self.free(), ""))
        self.current = len(self.visits) - 1

    def label(self, at: int) -> None:
        self.visits[self.current] = (self.visits[self.current][0], str(at))

    def move(self, at: int) -> None:
        if at:
            self.visits.insert(0, self.visits.pop(at))
            self.current = 0

    def delete(self, at: int) -> None:
        del self.visits[at]
        self.current -= at < self.current
        self.visits = self.visits or [("A", "")]
        self.current = min(self.current, len(self.visits) - 1)

    def select(self, at: int) -> None:
        self.current = at


ON_VISITS: dict[str, Callable[[DaySession, int], object]] = {
    "add": lambda session, at: session.add_visit(),
    "repeat": DaySession.repeat_visit,
    "label": lambda session, at: session.change(label=str(at)),
    "move": lambda session, at: session.move_visit(at, 0),
    "delete": DaySession.delete_visit,
    "select": DaySession.select,
}


@settings(max_examples=100, deadline=None)
@given(acts=st.lists(st.tuples(st.sampled_from(list(ON_VISITS)), AT), max_size=15))
def test_visits_are_as_in_a_simple_list(acts: list[tuple[str, int]], reference: Reference) -> None:
    session, model = DaySession(reference), Model()
    states = [list(model.visits)]
    for name, at in acts:
        at %= len(model.visits)  # noqa: PLW2901
        before = session.history._done
        ON_VISITS[name](session, at)
        getattr(Model, name)(model, at)
        day = session.day_draft
        assert list(zip(day.tags, [visit.label for visit in day.visits], strict=True)) == (
            model.visits
        )
        assert session.current == model.current
        # Nothing changed, or it is the step before, which goes where it comes back to its start.
        for _ in range(before - session.history._done + 1):
            states.pop()
        states.append(list(model.visits))
    while session.history.undoes is not None:
        session.undo()
        states.pop()
        day = session.day_draft
        assert [(tag, visit.label) for tag, visit in zip(day.tags, day.visits, strict=True)] == (
            states[-1]
        )


@settings(max_examples=40, deadline=None)
@given(document=day_documents(least=2, tags="A,B,C,D"), data=st.data())
def test_the_order_of_visits_changes_no_finding(
    document: dict[str, Any], data: st.DataObject, reference: Reference
) -> None:
    day = day_from(document)
    assume(choices_hold(day, reference))
    session = DaySession(reference, day)
    before = _found(session)
    visits = len(session.day_draft.visits)
    session.move_visit(data.draw(st.integers(0, visits - 1)), data.draw(st.integers(0, visits - 1)))
    assert _found(session) == before


def _found(session: DaySession) -> Any:
    found = session.day_outcome.assessment
    assert found is not None
    if session.day_outcome.left_out:
        return None  # which of two that contradict each other is left out goes by their order
    return sorted(
        (each.kind.value, each.patients, each.people, each.when or "", each.minutes or 0)
        for each in found.findings
    )
