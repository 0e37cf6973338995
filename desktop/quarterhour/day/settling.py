"""Answers to findings: what they do to the units, and what the open ones can still do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from quarterhour.day.checks import TURNED
from quarterhour.day.clock import turned
from quarterhour.day.entries import Settled
from quarterhour.day.finding import FindingKind, FindingSeverity, Found, Option
from quarterhour.day.result import Range
from quarterhour.day.rows import Row

# How many combinations of answers are counted through. Beyond that, bounds by patient are enough.
_MAX_COMBINATIONS = 2000


# Choices that are taken, each with what it settles.
Taking = tuple[tuple[Found, Option], ...]


class Answers:
    """The answers of a day to what was found."""

    def __init__(self, settled: Sequence[Settled], found: Sequence[Found]) -> None:
        given = {_key(one): (at, one.choice) for at, one in enumerate(settled)}
        self._chosen: dict[int, Option] = {}
        used = set()
        for index, each in enumerate(found):
            at, choice = given.get(each.key, (-1, ""))
            option = next((one for one in each.options if one.id == choice), None)
            if option is not None:
                self._chosen[index] = option
                used.add(at)
        self.unused = tuple(at for at in range(len(settled)) if at not in used)
        self._found = found

    def of(self, index: int) -> Option | None:
        """Return the choice that settles a finding, None while it is open."""
        return self._chosen.get(index)

    def but(self, index: int = -1) -> Taking:
        """Return all choices that were taken, but the one that settles a finding."""
        return tuple(
            (self._found[at], option) for at, option in self._chosen.items() if at != index
        )

    @property
    def open(self) -> list[int]:
        """The indexes of what is still to be settled."""
        return [
            index
            for index, each in enumerate(self._found)
            if each.severity is FindingSeverity.ACTION and index not in self._chosen
        ]


def with_times_settled(rows: Sequence[Row], settled: Iterable[Settled]) -> list[Row]:
    """Return the rows, those whose unclear times are settled with what was answered."""
    answers = {
        (one.patients, one.people, one.when): one.choice
        for one in settled
        if one.kind == FindingKind.TIME_UNCLEAR.value
    }
    return [_settled(row, answers) for row in rows]


def _settled(row: Row, answers: Mapping[tuple[tuple[str, ...], tuple[str, ...], str], str]) -> Row:
    texts = ", ".join((*row.unclear, *row.unclear_attended))
    people = tuple(sorted({*row.by, *row.others}))
    choice = answers.get(((row.tag,), people, texts)) if texts else None
    if choice == TURNED:
        row = row._replace(
            times=row.times | turned(row.unclear),
            attended=row.attended | turned(row.unclear_attended),
        )
    return row if choice is None else row._replace(unclear=(), unclear_attended=())


def components(found: Sequence[Found], open: Iterable[int]) -> list[list[int]]:
    """Return the open findings in groups that share no patient."""
    groups: list[tuple[set[str], list[int]]] = []
    for index in open:
        tags, members = set(found[index].patients), [index]
        apart = []
        for other_tags, others in groups:
            if tags & other_tags:
                tags |= other_tags
                members = [*others, *members]
            else:
                apart.append((other_tags, others))
        groups = [*apart, (tags, members)]
    return [sorted(members) for _, members in groups]


def combinations_of(found: Sequence[Found], members: Sequence[int]) -> list[Taking]:
    """Return the combinations of answers to some findings.

    Where there are too many, it is each answer with the others left open, and one way in which
    every minute is given up: the fewest units.
    """
    own = [[(found[at], option) for option in found[at].options] for at in members]
    if prod(map(len, own)) <= _MAX_COMBINATIONS:
        return list(product(*own))
    every = tuple(each for options in own for each in options if not each[1].effect.grouped)
    return [(), every, *((each,) for options in own for each in options)]


def ranges_of(counted: Sequence[Mapping[str, int]]) -> dict[str, Range]:
    """Return the fewest and the most units of each code."""
    codes = dict.fromkeys(code for units in counted for code in units)
    return {code: range_of(units.get(code, 0) for units in counted) for code in codes}


def range_of(counts: Iterable[int]) -> Range:
    """Return the least and the most of some numbers."""
    found = list(counts)
    return Range(min(found), max(found))


def _key(one: Settled) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    return one.kind, tuple(sorted(one.patients)), tuple(sorted(one.people)), one.when
