"""Typing into a session without a window, and what its visit is then."""

from __future__ import annotations

from typing import Any

from builders import pt, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import BilledPair
from quarterhour.entry import Draft, Row, Session, why_not_saved
from quarterhour.visit import Visit, read_visit, visit_from, visit_text

TIE = (pt("97112", 20), pt("97530", 20))
THREE = (pt("97110", 20), pt("97140", 20), pt("97112", 5))


def visit(*services: dict[str, Any], **fields: Any) -> Visit:
    return visit_from(visit_fields(*services, **fields))


def types(session: Session, at: int, field: str, text: str) -> None:
    """Type a text into a cell, key by key."""
    session.start_typing(at, field)
    if at == len(session.draft.rows):
        session.insert_row(at, Row())
    for end in range(1, len(text) + 1):
        if field == "code":
            session.change_code(at, text[:end])
        else:
            session.change_row(at, **{field: text[:end]})
    session.stop_typing()


def stands(session: Session) -> Draft:
    """Return what would be saved: a choice that no longer fits while a cell is typed in is not."""
    return session.outcome.without_void_choice().draft.without_blank_end()


def saved_assessment(session: Session) -> Assessment | None:
    """Return what is assessed of the visit as it would be saved; None where it would not be."""
    shown = session.outcome.reading.visit
    if shown is None or why_not_saved(session.outcome):
        return None
    return assess(read_visit(visit_text(shown)), session.reference)


def answers(session: Session, pair: BilledPair, modifier: str) -> None:
    """Answer whether a pair was provided separately: by a modifier yes, else no."""
    asked = session.question_of(pair).answers
    chosen = next(answer for answer in asked if answer.modifier == modifier)
    session.change(attested=chosen.attested)
