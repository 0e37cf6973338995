"""Clock times that are typed as the minutes of a row, and what becomes of those that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from quarterhour.entry.draft import Row
from quarterhour.entry.minutes import has_times, plain_times, read_minutes
from quarterhour.visit import VisitError
from quarterhour.visit.times import minutes_of, typed_interval

_TWO_ROWS = (
    "Times need a row of their own. Use two rows: one with these times, and one with the other "
    "minutes or times."
)


def times_typed(row: Row, audited: bool) -> tuple[str, ...]:
    """Return the times that are typed as the minutes of a row, the therapist's or the assistant's.

    The times of a row are those of all its minutes, and don't tell who each belongs to. Where
    other minutes or times are beside them, they count as minutes alone; in a day of people or of
    several visits, which is audited by its times, that raises VisitError.
    """
    for name, text, other in (
        ("therapist_minutes", row.therapist, row.assistant),
        ("assistant_minutes", row.assistant, row.therapist),
    ):
        parts = [part.strip() for part in plain_times(text).split("+")]
        clocked = [typed_interval(part) is not None for part in parts]
        if any(clocked):
            if not all(clocked) or other.strip() or row.together_minutes:
                if audited:
                    raise VisitError(name, _TWO_ROWS)
                return ()
            return tuple(parts)
    return ()


def with_other_minutes(before: Row, row: Row) -> Row:
    """Return a row whose minutes were changed, with what becomes of the times that it had.

    Minutes in the same column take their place. Beside minutes in the other column they are
    there as typed, so that nothing is lost. Where the minutes that contradicted them are gone, they
    stay.
    """
    if not before.times or row.times != before.times or row.minutes == before.minutes:
        return row
    agreed = _agree(before)
    if not (row.therapist.strip() or row.assistant.strip() or row.together_minutes or agreed):
        return row
    own = "therapist" if not before.assistant.strip() else "assistant"
    alone = not ((before.therapist.strip() and before.assistant.strip()) or before.together_minutes)
    if alone and agreed and getattr(row, own) == getattr(before, own):
        as_typed: dict[str, Any] = {own: "+".join(before.times)}
        return replace(row, times=(), **as_typed)
    return replace(row, times=())


def with_times(row: Row, times: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a row that other times change: they take the place of its minutes.

    Those of an assistant alone stay the assistant's.
    """
    others = row.therapist.strip() or row.together_minutes
    timed = has_times(row.assistant) or (row.times and _agree(row))
    if row.assistant.strip() and timed and not others:
        return {"assistant": "+".join(times), "times": ()}
    return {"therapist": "", "times": tuple(times)}


def _agree(row: Row) -> bool:
    """Return whether the times of a row are those of its minutes."""
    try:
        entered = read_minutes(row.therapist) + read_minutes(row.assistant) + row.together_minutes
        return entered in (0, minutes_of(row.times))
    except ValueError:
        return False
