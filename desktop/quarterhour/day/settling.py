"""Answers to findings: what they do to the units, and what the open ones can still do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from quarterhour.day.entries import AnswerKey, Settled, answer_key
from quarterhour.day.finding import Effect, Finding, FindingKind, FindingSeverity, Found, Option
from quarterhour.day.minutes import intervals_of, shown_interval
from quarterhour.day.result import Range, Unused, Why

# How many combinations of answers are counted through. Beyond that, bounds by patient are enough.
_MAX_COMBINATIONS = 2000


# How many readings of unclear times are gone through.
_MAX_READINGS = 64

# Choices that are taken, each with what it settles.
Taking = tuple[tuple[Found, Option], ...]
# Units that are possible by tag and code, by tag, and in all.
Possible = tuple[dict[str, dict[str, Range]], dict[str, Range], Range]


def keys_of(found: Found | Finding) -> tuple[AnswerKey, AnswerKey]:
    """Return what an answer can name a finding by: its minutes by a clock of 24 hours, or of 12."""
    names = found.kind.value, found.patients, found.people
    when = found.when or ""
    clock = found.kind is not FindingKind.TIME_UNCLEAR  # which has its times as typed
    shown = ", ".join(map(shown_interval, intervals_of(when))) if clock else when
    return answer_key(*names, when), answer_key(*names, shown)


def _by_name(found: Sequence[Found]) -> dict[AnswerKey, list[int]]:
    """Return the findings that an answer can name, by their indexes.

    A note that has the name of a question leaves it the answer.
    """
    exact: dict[AnswerKey, list[int]] = {}
    shown: dict[AnswerKey, list[int]] = {}
    for index in sorted(range(len(found)), key=lambda at: not found[at].options):
        own, by_12_hours = keys_of(found[index])
        exact.setdefault(own, []).append(index)
        shown.setdefault(by_12_hours, []).append(index)
    return {key: own for key, own in shown.items() if len(own) == 1} | exact


class Answers:
    """The answers of a day to what was found; of several to one finding, the last.

    An answer by a 12-hour clock is one where it can mean a single finding. `unused` are the answers
    that settle nothing. `in_visits` are choices that visits have taken, by the index of the
    finding; an answer of the day comes before them.
    """

    def __init__(
        self,
        settled: Sequence[Settled],
        found: Sequence[Found],
        in_visits: Mapping[int, Option],
    ) -> None:
        named = _by_name(found)
        self._found = found
        self._chosen: dict[int, Option] = {}
        unused: list[Unused] = []
        for at in reversed(range(len(settled))):
            one = settled[at]
            about = named.get(one.key, [])
            options = [{each.id: each for each in found[index].options} for index in about]
            if not about:
                known = any(each.kind.value == one.kind for each in found)
                unused.append(Unused(at, Why.OTHER_FINDING if known else Why.NOT_FOUND))
            elif one.choice not in options[0]:
                unused.append(Unused(at, Why.NO_SUCH_CHOICE, tuple(options[0])))
            elif about[0] in self._chosen:
                unused.append(Unused(at, Why.ANSWERED_AGAIN))
            else:
                for index, own in zip(about, options, strict=True):
                    if one.choice in own:
                        self._chosen[index] = own[one.choice]
        self._chosen = {**in_visits, **self._chosen}
        self.unused = tuple(reversed(unused))

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


def readings_of(
    found: Sequence[Found], open: Iterable[int]
) -> tuple[list[tuple[Settled, ...]], bool]:
    """Return the combinations of answers to unclear times, and whether they are all.

    Where there are too many, they are those in which all times are answered alike. Where no time
    is unclear, there are none.
    """
    unclear = {
        keys_of(found[at])[0]: found[at]
        for at in open
        if found[at].kind is FindingKind.TIME_UNCLEAR
    }
    if not unclear:
        return [], True
    answers = [[_answer(each, option) for option in each.options] for each in unclear.values()]
    if prod(map(len, answers)) <= _MAX_READINGS:
        return list(product(*answers)), True
    alike = [tuple(own[0] for own in answers), tuple(own[-1] for own in answers)]
    return alike, False


def _answer(found: Found, option: Option) -> Settled:
    return Settled(found.kind.value, option.id, found.patients, found.people, found.when or "")


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

    Where there are too many, it is each answer with the others left open, one way in which every
    minute is given up, the fewest units, and one in which none is and groups are added, the most.
    """
    own = [[(found[at], option) for option in found[at].options] for at in members]
    if prod(map(len, own)) <= _MAX_COMBINATIONS:
        return list(product(*own))
    every = tuple(each for options in own for each in options if not each[1].effect.grouped)
    most = tuple(
        (each, Option(option.id, Effect(grouped=option.effect.grouped, read=option.effect.read)))
        for options in own
        for each, option in options
    )
    return [(), every, most, *((each,) for options in own for each in options)]


def ranges_of(counted: Sequence[Mapping[str, int]]) -> dict[str, Range]:
    """Return the fewest and the most units of each code."""
    codes = dict.fromkeys(code for units in counted for code in units)
    return {code: range_of(units.get(code, 0) for units in counted) for code in codes}


def range_of(counts: Iterable[int]) -> Range:
    """Return the least and the most of some numbers."""
    found = list(counts)
    return Range(min(found), max(found))


def either(ways: Sequence[Possible], complete: bool) -> Possible:
    """Return what is possible in one way or another.

    Where the ways are not complete, there can also be no units at all.
    """
    if not complete:
        tags, none = ways[0][0], Range(0, 0)
        ways = [({tag: {} for tag in tags}, dict.fromkeys(tags, none), none), *ways]
    (ranges, by_visit, total), *others = ways
    for more, more_by_visit, other in others:
        total = _wider(total, other)
        by_visit = {tag: _wider(own, more_by_visit[tag]) for tag, own in by_visit.items()}
        ranges = {tag: _either(by_code, more[tag]) for tag, by_code in ranges.items()}
    return ranges, by_visit, total


def _wider(one: Range, other: Range) -> Range:
    return Range(min(one.low, other.low), max(one.high, other.high))


def _either(one: Mapping[str, Range], other: Mapping[str, Range]) -> dict[str, Range]:
    none = Range(0, 0)
    both = {code: (one.get(code, none), other.get(code, none)) for code in {**one, **other}}
    return {code: Range(min(a.low, b.low), max(a.high, b.high)) for code, (a, b) in both.items()}
