"""What answers make of the minutes of rows: those given up, and times that were not clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quarterhour.day import words
from quarterhour.day.finding import FindingKind, Found, Option, Taken
from quarterhour.day.minutes import union
from quarterhour.day.rows import Row
from quarterhour.visit.times import minutes_of

_EVERYONE = ""


class GivenUp(NamedTuple):
    """Minutes that a row gives up by an answer to a finding of a kind, `of` those that it has.

    `people` were elsewhere then, while others of the row treated; where there are none, the row has
    lost the minutes. `to` is what has them instead: tags, codes or disciplines of the same patient,
    or the code of a group; nothing where they were never there. `sentence` says it in words.
    """

    row: Row
    kind: FindingKind
    minutes: int
    of: int
    people: tuple[str, ...]
    to: tuple[str, ...]
    sentence: str


class TimesRead(NamedTuple):
    """Times of a row that were not clear, as typed, and how many minutes an answer reads in them.

    There are none where they are not to be counted. `sentence` says it in words.
    """

    row: Row
    times: tuple[str, ...]
    minutes: int
    sentence: str


def times_read(rows: Sequence[Row], taking: Sequence[tuple[Found, Option]]) -> Iterator[TimesRead]:
    """Yield the times whose minutes, by the choices that are taken, are not those of their text."""
    for found, option in taking:
        for unclear, read in zip(found.rows, option.effect.read, strict=False):
            minutes = read.times.bit_count()
            row = rows[unclear.number]
            if unclear.unclear and row.billable and minutes != _typed_minutes(unclear.unclear):
                sentence = words.times_read(unclear.unclear, minutes)
                yield TimesRead(row, unclear.unclear, minutes, sentence)


def _typed_minutes(times: Sequence[str]) -> int | None:
    """Return how many minutes times cover as they are typed; None where they have no meaning."""
    try:
        return minutes_of(times)
    except ValueError:
        return None


def given_up(rows: Sequence[Row], taking: Sequence[tuple[Found, Option]]) -> Iterator[GivenUp]:
    """Yield what rows give up by the choices that are taken; a minute that two take only once."""
    for row in rows:
        left = dict.fromkeys(row.by or (_EVERYONE,), row.times)
        off = any(row.number in option.effect.off for _, option in taking)
        if off or not row.billable:
            continue
        for found, option in taking:
            for taken in option.effect.taken:
                if taken.row == row.number:
                    yield from _of_row(row, found, option, taken, left)


def _of_row(
    row: Row, found: Found, option: Option, taken: Taken, left: dict[str, int]
) -> Iterator[GivenUp]:
    """Yield what a row gives up by one choice; `left` is what each person keeps of it, until then.

    Minutes are the row's as long as one of its people keeps them.
    """
    before, gone = union(left.values()), 0
    for id in taken.people or tuple(left):
        gone |= left[id] & taken.times
        left[id] &= ~taken.times
    lost = before & ~union(left.values())
    to, as_group = _to(row, found, option)
    for minutes, people in (
        (lost.bit_count() or taken.fewer, ()),
        ((gone & ~lost).bit_count(), taken.people),
    ):
        if minutes:
            of = row.typed_minutes
            sentence = words.given_up(minutes, of, people, to, as_group)
            yield GivenUp(row, found.kind, minutes, of, people, to, sentence)


def _to(row: Row, found: Found, option: Option) -> tuple[tuple[str, ...], bool]:
    """Return what has the minutes that a row gives up, and whether that is the code of a group."""
    if any(each.row == row.number for each in option.effect.grouped):
        return (row.group_code,), True
    if found.kind is FindingKind.MINUTES_ABOVE_CLOCK:
        return (), False
    others = tuple(dict.fromkeys(each.tag for each in found.rows if each.tag != row.tag))
    if others:
        return others, False
    if found.kind is FindingKind.CO_TREATMENT:
        names = [each.discipline for each in found.rows if each.discipline != row.discipline]
    else:
        names = [each.entry.code or "" for each in found.rows if each.entry.code != row.entry.code]
    return tuple(dict.fromkeys(names)), False
