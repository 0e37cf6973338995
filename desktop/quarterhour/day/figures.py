"""How the time of people was spent. Figures describe a day; they do not rate anyone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from quarterhour.day.clock import Clock
from quarterhour.day.entries import Day, FiguresFor
from quarterhour.day.minutes import NONE, clock_text
from quarterhour.day.people import ROLES
from quarterhour.day.result import ClockOut, Figures
from quarterhour.day.rows import GROUP, ONE_ON_ONE, Row
from quarterhour.visit.times import DAY, HOUR

_QUARTER_HOUR = 15
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def figures_of_people(
    day: Day, rows: Sequence[Row], clock: Clock, units: Mapping[str, int]
) -> dict[str, Figures]:
    """Return the figures of each person who can bill, by mark, in the order of the people.

    A day without people has those whom its rows name: nothing says that one can't bill.
    """
    ids = [person.id for person in day.people if ROLES[person.role].billable]
    if not day.people:
        ids = list(dict.fromkeys(id for row in rows for id in row.by))
    return {
        id: _figures(
            clock.hours.get(id, NONE).bit_count(),
            minutes_with(rows, id, ONE_ON_ONE),
            minutes_with(rows, id, GROUP),
            units.get(id, 0),
        )
        for id in ids
    }


def figures_of_all(people: Iterable[Figures], units: int) -> Figures:
    """Return the figures of all people together: their sums."""
    people = list(people)
    clocked = [each.clocked_minutes for each in people]
    known = [minutes for minutes in clocked if minutes is not None]
    one_on_one = sum(each.one_on_one_minutes for each in people)
    group = sum(each.group_minutes for each in people)
    skilled = sum(each.skilled_minutes for each in people)
    complete = bool(known) and len(known) == len(clocked)
    return _shares(sum(known) if complete else None, one_on_one, group, skilled, units)


def minutes_with(rows: Iterable[Row], id: str, mode: str) -> int:
    """Return the minutes of the day that a person spent one-on-one, or with a group."""
    minutes = NONE
    for row in rows:
        if row.treats and row.mode == mode and id in row.by:
            minutes |= row.times
    return minutes


def units_by_person(
    visits: Iterable[tuple[Sequence[Row], Mapping[tuple[str, str], int]]],
) -> dict[str, int]:
    """Return the units of rows, by code and discipline, as those of the people, by mark.

    A unit goes to the person with more of its minutes, on a tie to the one entered first; a service
    without people to the person with the most minutes of its discipline, else of the
    visit.
    """
    found: dict[str, int] = {}
    for entered, units in visits:
        treated = [(row, _billed_with(row)) for row in entered if row.by]
        for (code, discipline), count in units.items():
            own = [(row, codes) for row, codes in treated if row.discipline == discipline]
            rows = [row for row, codes in own if code in codes]
            usual = "" if rows else _most(row for row, _ in own) or _most(entered)
            for person in _takers(rows, count) if rows else [usual] * count:
                if person:
                    found[person] = found.get(person, 0) + 1
    return found


def _billed_with(row: Row) -> set[str]:
    """Return the codes that bill the units of a row: its own, its first code, and its add-on."""
    code = row.code
    return {row.entry.code or "", *({code.first_code, code.add_on} - {""} if code else ())}


def clock_out(asked: FiguresFor) -> ClockOut:
    """Return when a day ends: its start, pauses, and treatment divided by the target."""
    hour, minute = map(int, asked.start.split(":"))
    paid = Decimal(asked.treatment_minutes) / asked.target
    end = hour * HOUR + minute + asked.pause_minutes + int(paid)
    return ClockOut(
        treatment_minutes=asked.treatment_minutes,
        target=asked.target,
        start=asked.start,
        pause_minutes=asked.pause_minutes,
        paid_minutes=paid.quantize(_TENTH, ROUND_HALF_UP),
        end=clock_text(end) if end <= DAY else "",
    )


def _figures(clocked: int, one_on_one: int, group: int, units: int) -> Figures:
    return _shares(
        clocked or None,
        one_on_one.bit_count(),
        group.bit_count(),
        (one_on_one | group).bit_count(),
        units,
    )


def _shares(clocked: int | None, one_on_one: int, group: int, skilled: int, units: int) -> Figures:
    return Figures(
        clocked_minutes=clocked,
        one_on_one_minutes=one_on_one,
        group_minutes=group,
        skilled_minutes=skilled,
        skilled_share_percent=_of_clock(100 * skilled, clocked, _TENTH),
        units=units,
        units_per_hour=_of_clock(HOUR * units, clocked, _HUNDREDTH),
        units_times_15_percent=_of_clock(100 * _QUARTER_HOUR * units, clocked, _TENTH),
    )


def _of_clock(amount: int, clocked: int | None, step: Decimal) -> Decimal | None:
    if not clocked:
        return None
    return (Decimal(amount) / clocked).quantize(step, ROUND_HALF_UP)


def _most(rows: Iterable[Row]) -> str:
    """Return the person with the most minutes in a visit, on a tie the one entered first."""
    minutes: dict[str, int] = {}
    for row in rows:
        for id in row.by:
            minutes[id] = minutes.get(id, 0) + row.typed_minutes
    return max(minutes, key=lambda id: minutes[id], default="")


def _takers(rows: Sequence[Row], count: int) -> list[str]:
    """Return the person of each unit of a code: units follow the minutes in their order.

    Minutes of several people count once, for the one entered first.
    """
    people: list[str] = []
    counted = NONE
    for row in rows:
        minutes = row.typed_minutes - (row.times & counted).bit_count()
        people += [row.by[0]] * minutes
        counted |= row.times
    order = list(dict.fromkeys(row.by[0] for row in rows))
    takers = []
    for unit in range(count):
        start, last = unit * _QUARTER_HOUR, unit == count - 1
        part = people[start:] if last else people[start : start + _QUARTER_HOUR]
        takers.append(max(order, key=part.count))
    return takers
