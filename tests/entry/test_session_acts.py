"""Edits of a session at random: what they do, undone, redone, and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from entry.typing_hand import THREE, TIE, answers, saved_assessment, stands, types, visit
from quarterhour.entry import Draft, Edit, Session, why_not_saved
from quarterhour.entry.outcome import units_only
from quarterhour.reference import Reference
from quarterhour.units import MIDPOINT, RULES
from quarterhour.visit import PROFESSIONS

TEXTS = st.sampled_from(["", "7", "15", "20", "33", "9:05-", "9:05-9:28", "x"])
CODES = st.sampled_from(["97110", "97140", "97112", "97530", "92507", "9711", "gait", ""])
AT = st.integers(0, 4)


def _type(field: str) -> Callable[[Session, int, str], None]:
    def act(session: Session, at: int, text: str) -> None:
        types(session, min(at, len(session.draft.rows)), field, text)

    return act


def _give_up(session: Session, at: int, text: str) -> None:
    if at < len(session.draft.rows):
        before = session.draft.rows[at]
        session.start_typing(at, "assistant_minutes")
        for end in range(1, len(text) + 1):
            session.change_row(at, assistant=text[:end])
        session.give_up(at, before)
        session.stop_typing()


def _choose(session: Session, at: int, text: str) -> None:
    choices, _ = session.tie_choices(at, 9, 0)
    if choices:
        session.choose(choices[len(text) % len(choices)])


def _in_row(**fields: Any) -> Callable[[Session, int, str], None]:
    def act(session: Session, at: int, text: str) -> None:
        if at < len(session.draft.rows):
            session.change_row(at, **fields)

    return act


def _half(session: Session, at: int, text: str) -> None:
    """Begin to type in a cell, and leave it open."""
    if at < len(session.draft.rows):
        session.start_typing(at, "therapist_minutes")
        session.change_row(at, therapist=text[:1])


def _state(session: Session, at: int, text: str) -> None:
    for pair in session.service_pairs():
        if pair.pair.modifier_allowed:
            answers(session, pair.pair, "59" if text else "")


def _practice(session: Session, at: int, text: str) -> None:
    profession = PROFESSIONS[at % len(PROFESSIONS)]
    session.change_practice(replace(session.draft.provider, profession=profession))


def _take(session: Session, at: int, text: str) -> None:
    if at < len(session.draft.rows):
        session.take_row(at)
        session.assess_again(Edit.DELETED_ROW)


ACTS: dict[str, Callable[[Session, int, str], object]] = {
    "minutes": _type("therapist"),
    "assistant": _type("assistant"),
    "discipline": _in_row(discipline="OT", discipline_chosen=True),
    "more minutes": _in_row(therapist="29"),
    "another code": _in_row(code="97112"),
    "together": _in_row(together_minutes=8),
    "half": _half,
    "stop": lambda session, at, text: session.stop_typing(),
    "give up": _give_up,
    "choose": _choose,
    "take": _take,
    "paste": lambda session, at, text: session.paste(at, f"97140 {text}"),
    "copy": lambda session, at, text: session.duplicate_row(at),
    "move": lambda session, at, text: session.move_row(at, at + 1),
    "rule": lambda session, at, text: session.change(rule=list(RULES)[at % len(RULES)]),
    "practice": _practice,
    "state": _state,
    "place": lambda session, at, text: session.change(place=text, locality=""),
    "label": lambda session, at, text: session.change(label=text),
    "attest": lambda session, at, text: session.change(
        attested=replace(session.draft.attested, advance_notice=bool(text))
    ),
    "undo": lambda session, at, text: session.undo(),
    "redo": lambda session, at, text: session.redo(),
    "save": lambda session, at, text: session.mark_saved(),
    "renew": lambda session, at, text: session.renew(),
}
ACT = st.tuples(st.sampled_from(list(ACTS)), AT, TEXTS) | st.tuples(st.just("code"), AT, CODES)


def _all(session: Session, step: Callable[[], None], left: Callable[[], Edit | None]) -> Draft:
    while left() is not None:
        step()
    return session.draft.without_blank_end()


ALL_ACTS = ACTS | {"code": _type("code")}


@settings(max_examples=200)
@given(st.lists(ACT, max_size=12))
def test_what_may_be_saved_is_read_and_assessed_as_what_is_shown(
    reference: Reference, acts: list[tuple[str, int, str]]
) -> None:
    session = Session(reference, visit(*THREE, extra_units_to=[1]))
    for name, at, text in acts:
        ALL_ACTS[name](session, at, text)
        if not why_not_saved(session.outcome):
            saved = saved_assessment(session)
            if saved is not None and session.draft.rule == MIDPOINT.name:
                saved = units_only(saved)
            assert saved == session.outcome.assessment


@settings(deadline=None)
@given(st.lists(ACT, max_size=25))
def test_any_edits_undone_are_the_first_draft_and_redone_the_last(
    reference: Reference, acts: list[tuple[str, int, str]]
) -> None:
    session = Session(reference, visit(*TIE, extra_units_to=[1]))
    first, history = session.draft, session.history
    saved = first.without_blank_end()
    for name, at, text in acts:
        ALL_ACTS[name](session, at, text)
        if name == "save":
            saved = stands(session)
        if not session.unsaved:
            assert stands(session) == saved
    session.stop_typing()
    last = _all(session, session.redo, lambda: history.redoes)
    assert _all(session, session.undo, lambda: history.undoes) == first
    assert _all(session, session.redo, lambda: history.redoes) == last
