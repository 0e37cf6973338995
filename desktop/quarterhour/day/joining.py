"""The visits of one patient as one visit, whose minutes are those that count.

What is counted for Medicare is counted by day: units, MPPR, limits, and edits hold for all of a
patient's visits together (Medicare Claims Processing Manual, Pub. 100-04, ch. 5 §20.2).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, fields

from quarterhour.day.clock import Clock
from quarterhour.day.counted import Counted, counted
from quarterhour.day.entries import Day, DayService
from quarterhour.day.finding import Effect
from quarterhour.day.grouped import grouped
from quarterhour.day.in_common import attested, shared_fields
from quarterhour.day.rows import DayRows, Row
from quarterhour.day.tags import tags_of
from quarterhour.reference import Reference
from quarterhour.visit import ServiceEntry, Visit, VisitError

# What of the rows of a day goes into the visit as it is; minutes and times are counted anew.
_COUNTED = ("therapist_minutes", "assistant_minutes", "together_minutes", "times", "discipline")
_CARRIED = tuple(
    field.name
    for field in fields(ServiceEntry)
    if field.name not in _COUNTED and field.name in DayService.__dataclass_fields__
)


@dataclass(frozen=True, eq=False, slots=True)
class Joined:
    """All visits of a tag as one, and for each of its services the row it was made of.

    `path` is where the first of them stands in the day. `changed` tells that its minutes are not
    simply those of one visit as it was entered. Each is equal to itself alone, so that looking up
    what was found for it takes no time.
    """

    tag: str
    path: str
    visit: Visit
    rows: tuple[Row, ...]
    changed: bool


class Joiner:
    """Joins the visits of each tag. Raises VisitError where they contradict each other.

    `before` joined an earlier day. Where the visits of a tag are as they were then, so is what it
    made of them.
    """

    def __init__(
        self,
        day: Day,
        tags: Sequence[str],
        rows: Sequence[Row],
        before: Joiner | None = None,
    ) -> None:
        self._day = day
        self._visits: dict[str, list[int]] = {}
        for at, tag in enumerate(tags):
            self._visits.setdefault(tag, []).append(at)
        self._rows: dict[str, list[Row]] = {tag: [] for tag in self._visits}
        for row in rows:
            self._rows[row.tag].append(row)
        self._shared = {tag: shared_fields(day, at) for tag, at in self._visits.items()}
        self._joined: dict[str, dict[object, Joined]] = {tag: {} for tag in self._visits}
        self._known: dict[str, dict[object, Joined]] = {
            tag: before._joined[tag] if before and self._is_as_in(before, tag) else {}
            for tag in self._visits
        }

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in the order in which they are entered."""
        return tuple(self._visits)

    def joined(
        self, tag: str, effects: Sequence[Effect] = (), splits: Sequence[frozenset[str]] = ()
    ) -> Joined:
        """Return the visits of a tag as one.

        `splits` are the disciplines whose co-treatment is settled.
        """
        indexes = {row.number for row in self._rows[tag]}
        touching = tuple(_of_rows(effect, indexes) for effect in effects)
        key, joined = (touching, tuple(splits)), self._joined[tag]
        if key not in joined:
            joined[key] = self._known[tag].get(key) or self._join(tag, touching, splits)
        return joined[key]

    def _join(
        self, tag: str, touching: Sequence[Effect], splits: Sequence[frozenset[str]]
    ) -> Joined:
        own, path = self._rows[tag], f"visits[{self._visits[tag][0]}]"
        services, rows = [], []
        for row, entry in self._services(own, touching):
            services.append(entry)
            rows.append(row)
        shared, takers = self._shared[tag], self._takers(tag, rows)
        confirmed = attested(self._day, self._visits[tag], splits)
        try:
            visit = Visit(
                **shared,
                attested=confirmed,
                extra_units_to=takers,
                services=tuple(services),
            )
        except VisitError as error:
            raise VisitError(f"{path}.{error.field}", error.problem) from None
        whole = len(self._visits[tag]) == 1 and len(own) == len(rows)
        answered = any(any(effect) for effect in touching)
        return Joined(tag, path, visit, tuple(rows), not whole or answered)

    def _is_as_in(self, before: Joiner, tag: str) -> bool:
        """Return whether the visits of a tag are those of an earlier day."""
        return (
            self._visits[tag] == before._visits.get(tag)
            and self._rows[tag] == before._rows[tag]
            and self._shared[tag] == before._shared[tag]
            and all(self._day.visits[at] == before._day.visits[at] for at in self._visits[tag])
        )

    def _services(
        self, rows: Sequence[Row], effects: Sequence[Effect]
    ) -> Iterator[tuple[Row, ServiceEntry]]:
        of_groups = list(grouped(rows, effects))
        for each in (*counted(rows, effects), *counted(of_groups, ())):
            yield each.row, self._service(each)

    def _service(self, counted: Counted) -> ServiceEntry:
        row = counted.row
        try:
            return ServiceEntry(
                **{name: getattr(row.entry, name) for name in _CARRIED},
                discipline=row.discipline,
                therapist_minutes=counted.therapist,
                assistant_minutes=counted.assistant,
                together_minutes=counted.together,
                times=counted.times,
            )
        except VisitError as error:
            path = f"visits[{row.visit}].services[{row.service}].{error.field}"
            raise VisitError(path, error.problem) from None

    def _takers(self, tag: str, rows: Sequence[Row]) -> tuple[int, ...]:
        """Return the services that get the remaining units, by their index in the joined visit."""
        chosen = set()
        for at in self._visits[tag]:
            visit = self._day.visits[at]
            for index in visit.extra_units_to:
                if index >= len(visit.services):
                    raise VisitError(
                        f"visits[{at}].extra_units_to",
                        f"{index} isn't a service of the visit; count the services from 0.",
                    )
                chosen.add((at, index))
        return tuple(index for index, row in enumerate(rows) if (row.visit, row.service) in chosen)


def as_typed(day: Day, reference: Reference) -> list[Joined]:
    """Return the visits of each tag as one, before any answer. Raises VisitError as a Joiner."""
    rows = DayRows(day, Clock(day), reference)
    joiner = Joiner(day, tags_of(day), rows.all)
    return [joiner.joined(tag) for tag in joiner.tags]


def _of_rows(effect: Effect, indexes: Container[int]) -> Effect:
    """Return what an effect does to some rows."""
    return Effect(
        tuple(each for each in effect.taken if each.row in indexes),
        tuple(each for each in effect.grouped if each.row in indexes),
        tuple(each for each in effect.read if each.row in indexes),
        tuple(row for row in effect.off if row in indexes),
    )
