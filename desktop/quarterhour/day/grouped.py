"""Minutes that an answer makes those of a group, under the code that a group has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.day.entries import DayService
from quarterhour.day.finding import Effect
from quarterhour.day.minutes import NONE, interval_text, stretches, union
from quarterhour.day.rows import ONE_ON_ONE, Row

_EVERYONE = ""
# Minutes by row and person.
_MinutesOf = dict[tuple[int, str], int]


def grouped(rows: Sequence[Row], effects: Sequence[Effect]) -> Iterator[Row]:
    """Yield the rows of a patient with those of their minutes that were a group's, under its code.

    Minutes that another answer gives to one patient were not. Those in which someone of the
    discipline treated the patient one-on-one, in this row or another, aren't, either.
    """
    with_group, given_up = _with_group(effects), _given_up(effects)
    off = {row for effect in effects for row in effect.off}
    alone: dict[str, int] = {}
    for row in rows:
        if row.treats and row.mode == ONE_ON_ONE and row.number not in off:
            kept = union(
                row.times & ~(with_group.get((row.number, id), NONE) | _of(given_up, row, id))
                for id in row.by or (_EVERYONE,)
            )
            alone[row.discipline] = alone.get(row.discipline, NONE) | kept
    for row in rows:
        own = {
            id: with_group.get((row.number, id), NONE)
            & ~(_of(given_up, row, id) | alone.get(row.discipline, NONE))
            for id in row.by
        }
        by = tuple(id for id in row.by if own[id])
        minutes = union(own.values())
        if minutes:
            texts = tuple(map(interval_text, stretches(minutes)))
            yield row._replace(
                entry=DayService(row.group_code, by=by, times=texts),
                times=minutes,
                by=by,
                assistants=tuple(id for id in row.assistants if id in by),
            )


def _of(minutes: _MinutesOf, row: Row, id: str) -> int:
    return minutes.get((row.number, id), NONE) | minutes.get((row.number, _EVERYONE), NONE)


def _with_group(effects: Sequence[Effect]) -> _MinutesOf:
    """Return the minutes that people spent with a group."""
    found: _MinutesOf = {}
    for effect in effects:
        for row, times, person in effect.grouped:
            found[row, person] = found.get((row, person), NONE) | times
    return found


def _given_up(effects: Sequence[Effect]) -> _MinutesOf:
    """Return the minutes that were not with the patient, but for those that became a group's."""
    found: _MinutesOf = {}
    for effect in effects:
        own = {(row, person): times for row, times, person in effect.grouped}
        for taken in effect.taken:
            for id in taken.people or (_EVERYONE,):
                key = taken.row, id
                lost = taken.times & ~own.get(key, NONE)
                found[key] = found.get(key, NONE) | lost
    return found
