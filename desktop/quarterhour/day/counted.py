"""The minutes of each row that count: no minute of a code twice, without what answers took away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quarterhour.day.finding import Effect
from quarterhour.day.minutes import NONE, interval_text, stretches, union
from quarterhour.day.rows import Row
from quarterhour.visit.terms import MAX_INTERVALS

_EVERYONE = ""


class Counted(NamedTuple):
    """Minutes of a row by who spent them, and the stretches that they make up, if known."""

    row: Row
    therapist: int = 0
    assistant: int = 0
    together: int = 0
    times: tuple[str, ...] = ()

    def without(self, count: int) -> Counted:
        """Return the same without some minutes, the therapist's first.

        Whose they were is not known. An assistant's minutes lower the payment, and stay.
        """
        if not count:
            return self
        therapist = min(count, self.therapist)
        together = min(count - therapist, self.together)
        assistant = min(count - therapist - together, self.assistant)
        return self._replace(
            therapist=self.therapist - therapist,
            together=self.together - together,
            assistant=self.assistant - assistant,
            times=(),
        )

    def alone(self, therapist: int, assistant: int) -> Counted:
        """Return the same where one treated alone for some minutes, as the other was elsewhere.

        Of these, minutes of both together become those of the one; others were the other's.
        """
        of_therapist = min(therapist, self.together)
        of_assistant = min(assistant, self.together - of_therapist)
        return self._replace(
            therapist=max(0, self.therapist + of_therapist - (assistant - of_assistant)),
            assistant=max(0, self.assistant + of_assistant - (therapist - of_therapist)),
            together=self.together - of_therapist - of_assistant,
            times=self.times if therapist == assistant == 0 else (),
        )


def counted(rows: Iterable[Row], effects: Sequence[Effect]) -> list[Counted]:
    """Return the minutes that count of the rows that can be billed.

    Minutes of a code are counted once, whoever of a discipline spent them, with the row that is
    entered first. A row whose times were all taken away is left out, as one whose times are
    unclear.
    """
    taken, fewer = _given_up(effects)
    read = {each.row: each.times for effect in effects for each in effect.read}
    off = {row for effect in effects for row in effect.off}
    rows = [_with_read(row, read) for row in rows if row.billable and row.number not in off]
    left = {row.number: _left(row, taken) for row in rows}
    kept = [row for row in rows if _counts(row, left[row.number].all, row.number in read)]
    shared = _Shared()
    for row in kept:
        shared.add(row, left[row.number])
    return [shared.of(row, left[row.number]).without(fewer.get(row.number, 0)) for row in kept]


def _with_read(row: Row, read: Mapping[int, int]) -> Row:
    """Return a row with the minutes that an answer gives to its unclear times."""
    if row.number not in read:
        return row
    return row._replace(times=row.times | read[row.number], unclear=())


def _counts(row: Row, left: int, read: bool) -> bool:
    """Return whether a row is counted: not where its times were taken away, or are unclear.

    One without any minutes is, as in a visit; entered minutes stand in for times that are unclear.
    """
    if row.times:
        return bool(left) and not row.unclear
    if row.unclear:
        return bool(row.entry.entered_minutes)
    return not (read and row.entry.times)


class _Left(NamedTuple):
    """Minutes that a row keeps: those of its therapists, and those of its assistants."""

    therapists: int
    assistants: int

    @property
    def all(self) -> int:
        """Those of anyone."""
        return self.therapists | self.assistants


_TakenOf = Mapping[tuple[int, str], int]


def _given_up(effects: Sequence[Effect]) -> tuple[_TakenOf, dict[int, int]]:
    """Return the minutes that rows give up by person, and how many of those without times."""
    taken: dict[tuple[int, str], int] = {}
    fewer: dict[int, int] = {}
    for effect in effects:
        for row, times, less, people in effect.taken:
            for id in people or (_EVERYONE,):
                taken[row, id] = taken.get((row, id), NONE) | times
            fewer[row] = max(fewer.get(row, 0), less)
    return taken, fewer


def _left(row: Row, taken: _TakenOf) -> _Left:
    """Return what a row keeps. Where one of its people was elsewhere, the others treated alone."""
    kept = row.times & ~taken.get((row.number, _EVERYONE), NONE)
    own = {id: kept & ~taken.get((row.number, id), NONE) for id in row.by or (_EVERYONE,)}
    return _Left(
        union(minutes for id, minutes in own.items() if id not in row.assistants),
        union(own[id] for id in row.assistants),
    )


class _Shared:
    """Who spent the minutes of each code of a patient."""

    def __init__(self) -> None:
        self._therapists: dict[object, int] = {}
        self._assistants: dict[object, int] = {}
        self._counted: dict[object, int] = {}

    def add(self, row: Row, left: _Left) -> None:
        """Take note of the minutes of a row."""
        key = row.tag, row.discipline, row.entry.code
        self._therapists[key] = self._therapists.get(key, NONE) | left.therapists
        self._assistants[key] = self._assistants.get(key, NONE) | left.assistants

    def of(self, row: Row, left: _Left) -> Counted:
        """Return the minutes of a row that no row before it has."""
        entry = row.entry
        if not row.times:
            return _entered(row)
        key = row.tag, row.discipline, entry.code
        own = left.all & ~self._counted.get(key, NONE)
        self._counted[key] = self._counted.get(key, NONE) | left.all
        if entry.split_minutes:
            split = _entered(row).without(entry.split_minutes - own.bit_count())
            if not row.assistants or row.by_assistants:
                return split
            alone = own & ~left.assistants, own & ~left.therapists
            return split.alone(*map(int.bit_count, alone))
        therapists = own & self._therapists.get(key, NONE)
        assistants = own & self._assistants.get(key, NONE)
        texts = tuple(map(interval_text, stretches(own)))
        return Counted(
            row,
            therapist=(therapists & ~assistants).bit_count(),
            assistant=(assistants & ~therapists).bit_count(),
            together=(therapists & assistants).bit_count(),
            times=texts if len(texts) <= MAX_INTERVALS else (),
        )


def _entered(row: Row) -> Counted:
    """Return the minutes that were entered, as those of the people who did it."""
    entry = row.entry
    times = entry.times if row.times else ()
    if not entry.minutes:
        return Counted(
            row, entry.therapist_minutes, entry.assistant_minutes, entry.together_minutes, times
        )
    if row.by_assistants:
        return Counted(row, assistant=entry.minutes, times=times)
    if row.assistants:
        return Counted(row, together=entry.minutes, times=times)
    return Counted(row, therapist=entry.minutes, times=times)
