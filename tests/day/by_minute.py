"""What may not run together, told minute by minute from sets of minutes: slow, and by itself."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

_GROUPS = {"97150", "92508"}
_UNATTENDED = {
    *("97010", "97012", "97014", "97016", "97018", "97022", "97024", "97026", "97028"),
    *("G0281", "G0283", "G0329"),
}
_BILLABLE = {"T1", "T2", "A1", "O1", "B1", "S1", "L1"}
_DAY = 1440


class Minutes(NamedTuple):
    """A row, with the minutes of the day that it means; `attended_by` is empty for nobody."""

    tag: str
    code: str
    discipline: str
    by: tuple[str, ...]
    minutes: frozenset[int]
    attended_by: str = ""
    attended: frozenset[int] = frozenset()

    @property
    def billable(self) -> bool:
        """Whether someone who can bill spent the minutes."""
        alone = bool(self.by) and not _BILLABLE & {*self.by}
        return not alone and self.code not in _UNATTENDED

    @property
    def group(self) -> bool:
        """Whether it was done in a group."""
        return self.code in _GROUPS


Shared = dict[tuple[str, str, tuple[str, ...]], set[int]]


def shared_minutes(rows: list[Minutes]) -> Shared:
    """Return the minutes that can't be billed as typed, by kind, person, and patients."""
    found: Shared = {}
    for minute in range(_DAY):
        now = [row for row in rows if row.billable and minute in row.minutes]
        for one, other in combinations(now, 2):
            for key in _of_pair(one, other):
                found.setdefault(key, set()).add(minute)
        for row in rows:
            if minute not in row.attended:
                continue
            for other in now:
                if row.attended_by in other.by and not other.group:
                    key = ("attended-minutes-elsewhere", row.attended_by, _tags(row, other))
                    found.setdefault(key, set()).add(minute)
    return found


def _of_pair(one: Minutes, other: Minutes) -> list[tuple[str, str, tuple[str, ...]]]:
    tags = _tags(one, other)
    same_person = _BILLABLE & {*one.by} & {*other.by}
    keys = []
    if one.group != other.group:
        keys += [("group-with-one-on-one", id, tags) for id in same_person]
    elif not one.group and one.tag != other.tag:
        keys += [("one-on-one-overlap", id, tags) for id in same_person]
    if one.tag != other.tag:
        return keys
    if one.discipline != other.discipline:
        return [*keys, ("co-treatment", "", tags)]
    several = len({*one.by, *other.by} & _BILLABLE) > 1
    of_a_person = one.group != other.group and same_person and not several
    if (one.code == other.code and not several) or (one.code != other.code and not of_a_person):
        keys.append(("same-minutes-twice", "", tags))
    return keys


def _tags(one: Minutes, other: Minutes) -> tuple[str, ...]:
    return tuple(sorted({one.tag, other.tag}))
