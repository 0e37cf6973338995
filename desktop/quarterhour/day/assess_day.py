"""The only way from a day to its result: `DayAssessor(reference).assess(day)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from quarterhour.assess import assess, units_of, units_of_lines
from quarterhour.assessment import Assessment
from quarterhour.claims import NO_PRICES, PriceList, Topic
from quarterhour.day import words
from quarterhour.day.checks import checks
from quarterhour.day.claimed_units import claimed_units
from quarterhour.day.clock import Clock
from quarterhour.day.entries import Day
from quarterhour.day.figures import clock_out, figures_of_all, figures_of_people, units_by_person
from quarterhour.day.finding import (
    Choice,
    Finding,
    FindingKind,
    FindingSeverity,
    Found,
    Option,
)
from quarterhour.day.group_edits import group_edits
from quarterhour.day.joining import Joined, Joiner
from quarterhour.day.overlaps import overlaps
from quarterhour.day.result import DayAssessment, PatientDay, Range, total_units
from quarterhour.day.rows import DayRows
from quarterhour.day.settling import (
    Answers,
    Possible,
    Taking,
    combinations_of,
    components,
    either,
    range_of,
    ranges_of,
    readings_of,
)
from quarterhour.day.tags import tags_of
from quarterhour.day.totals import totals_of
from quarterhour.day.unclear import read_with
from quarterhour.reference import PairEdit, Reference
from quarterhour.visit import Visit, VisitError

T = TypeVar("T")
UnitsByCode = Mapping[str, int]
UnitsByService = Mapping[tuple[str, str], int]


class _Counted(NamedTuple):
    """Units of a patient's visits: by code, and by code and discipline."""

    by_code: UnitsByCode
    by_service: UnitsByService

    @classmethod
    def of(cls, by_service: UnitsByService) -> _Counted:
        """Return units by code and discipline, with their sums by code."""
        by_code: dict[str, int] = {}
        for (code, _), count in by_service.items():
            by_code[code] = by_code.get(code, 0) + count
        return cls(by_code, by_service)


class DayAssessor:
    """Assesses days with one reference. Visits that did not change are not assessed again.

    `prices` fill charges that were not entered.
    """

    def __init__(
        self, reference: Reference, estimate: bool = False, prices: PriceList = NO_PRICES
    ) -> None:
        self.reference = reference
        self.estimates = estimate
        self._prices = prices
        self._assessed: dict[Joined, Assessment] = {}
        self._counted: dict[Joined, _Counted] = {}
        self._counted_alike: dict[Visit, _Counted] = {}
        self._given: Assessment | None = None
        self._used: set[Joined] = set()
        self._before: _Case | None = None

    def assess(self, day: Day, known: Assessment | None = None) -> DayAssessment:
        """Return the assessments, findings, totals, and figures of a day.

        `known` is an assessment that was made of one of its visits already. Raises VisitError, with
        the path in the day, for what contradicts itself.
        """
        self._used = set()
        self._counted_alike = {}
        self._given = known
        case = _Case(day, self, self._before)
        result = case.result()
        self._before = case
        for kept in (self._assessed, self._counted):
            for joined in kept.keys() - self._used:
                del kept[joined]
        return result

    def assessment(self, joined: Joined) -> Assessment:
        """Return the assessment of a patient's visits."""
        self._used.add(joined)
        if joined not in self._assessed:
            given = self._given
            self._assessed[joined] = (
                given
                if given is not None and given.visit == joined.visit
                else _without_counted(self._fitting(joined, self._priced), joined)
            )
        return self._assessed[joined]

    def units(self, joined: Joined) -> UnitsByCode:
        """Return the units of a patient's visits by code."""
        return self._units_of(joined).by_code

    def units_by_service(self, joined: Joined) -> UnitsByService:
        """Return the units of a patient's visits by code and discipline."""
        return self._units_of(joined).by_service

    def _units_of(self, joined: Joined) -> _Counted:
        self._used.add(joined)
        if joined not in self._counted:
            # Different answers often leave equal minutes.
            alike, visit, assessed = self._counted_alike, joined.visit, self._assessed.get(joined)
            if assessed is not None:
                lines = [priced.line for priced in assessed.lines]
                alike[visit] = _Counted.of(units_of_lines(visit, lines))
            elif visit not in alike:
                alike[visit] = _Counted.of(self._fitting(joined, units_of))
            self._counted[joined] = alike[visit]
        return self._counted[joined]

    def _priced(self, visit: Visit, reference: Reference, estimate: bool) -> Assessment:
        return assess(visit, reference, estimate, self._prices)

    def _fitting(self, joined: Joined, road: Callable[[Visit, Reference, bool], T]) -> T:
        """Take a visit along a road, without its choice in a tie that other minutes have ended."""
        try:
            return road(joined.visit, self.reference, self.estimates)
        except VisitError as error:
            if not (joined.changed and joined.visit.extra_units_to):
                raise VisitError(f"{joined.path}.{error.field}", error.problem) from None
            chosen = replace(joined.visit, extra_units_to=())
            return road(chosen, self.reference, self.estimates)


class _Case:
    """One day on its way to a result."""

    def __init__(self, day: Day, assessor: DayAssessor, before: _Case | None) -> None:
        self._day = day
        self._assessor = assessor
        reference = assessor.reference
        self._clock = Clock(day)
        earlier_rows = before._typed_rows if before else None
        self._typed_rows: DayRows = DayRows(day, self._clock, reference, earlier_rows)
        typed_rows, _ = read_with((), self._typed_rows.all, day, self._clock)
        self._rows, unclear = read_with(day.settled, typed_rows, day, self._clock)
        self._tags = tags_of(day)
        earlier = before._typed if before else None
        self._typed: Joiner = Joiner(day, self._tags, typed_rows, earlier)
        self._joiner = self._typed
        if self._rows != typed_rows:
            earlier = before._joiner if before else None
            self._joiner = Joiner(day, self._tags, self._rows, earlier)
        self._found: list[Found] = [
            *unclear,
            *overlaps(self._rows),
            *checks(day, self._rows, self._clock, reference),
        ]
        self._answers = Answers(day.settled, self._found)
        # The same choices of a patient are counted once.
        self._joins: dict[tuple[object, ...], Joined] = {}
        self._counted: dict[tuple[object, ...], UnitsByCode] = {}

    def result(self) -> DayAssessment:
        """Return the result of the day."""
        joined = {tag: self._joined(tag, self._answers.but()) for tag in self._joiner.tags}
        patients = tuple(
            PatientDay(tag, self._assessor.assessment(each), each.rows)
            for tag, each in joined.items()
        )
        now = {tag: self._assessor.units(each) for tag, each in joined.items()}
        as_typed = {tag: self._typed.joined(tag) for tag in self._typed.tags}
        typed = {tag: self._assessor.units(each) for tag, each in as_typed.items()}
        self._found += claimed_units(self._day, self._tags, patients, now)
        self._answers = Answers(self._day.settled, self._found)
        ranges, by_visit, total = self._if_settled()
        typed_by_person = self._by_person(as_typed)
        figures = figures_of_people(self._day, self._rows, self._clock, typed_by_person)
        by_person = typed_by_person if joined == as_typed else self._by_person(joined)
        asked = self._day.figures_for
        return DayAssessment(
            day=self._day,
            rows=tuple(self._rows),
            hours=self._clock.hours,
            visits=patients,
            findings=tuple(self._finding(index, now) for index in range(len(self._found))),
            units_as_typed=typed,
            units_if_settled=ranges,
            visits_if_settled=by_visit,
            total_if_settled=total,
            totals=totals_of(patients, self._rows, by_person),
            figures=figures,
            of_all=figures_of_all(figures.values(), total_units(typed)),
            clock_out=None if asked is None else clock_out(asked),
            unused_answers=self._answers.unused,
        )

    def _by_person(self, joined: Mapping[str, Joined]) -> dict[str, int]:
        """Return the units of the patients' visits by person."""
        return units_by_person(
            (each.rows, self._assessor.units_by_service(each)) for each in joined.values()
        )

    def _joined(self, tag: str, taking: Taking) -> Joined:
        """Return the visits of a patient with some choices taken."""
        own = tuple(each for each in taking if tag in each[0].patients)
        key = _key(tag, own)
        if key not in self._joins:
            splits = [
                frozenset(row.discipline for row in found.rows)
                for found, _ in own
                if found.kind is FindingKind.CO_TREATMENT
            ]
            effects = [option.effect for _, option in own]
            self._joins[key] = self._joiner.joined(tag, effects, splits)
        return self._joins[key]

    def _units(self, tag: str, taking: Taking) -> UnitsByCode:
        """Return the units of a patient with some choices taken."""
        key = _key(tag, taking)
        if key not in self._counted:
            self._counted[key] = self._assessor.units(self._joined(tag, taking))
        return self._counted[key]

    def _finding(self, index: int, now: Mapping[str, UnitsByCode]) -> Finding:
        found, chosen = self._found[index], self._answers.of(index)
        others = self._answers.but(index)
        return Finding(
            kind=found.kind,
            severity=found.severity if chosen is None else FindingSeverity.NOTE,
            people=found.people,
            patients=found.patients,
            rows=found.rows,
            when=found.when,
            minutes=found.minutes,
            codes=found.codes,
            units=found.units,
            choices=tuple(
                Choice(
                    option.id,
                    words.choice(found, option),
                    self._changed(found, others, option, now if chosen is None else None),
                    self._edits(found, others, option),
                )
                for option in found.options
            ),
            settled="" if chosen is None else chosen.id,
            title=words.title(found),
            question=words.question(found),
            rule=words.rule(found),
        )

    def _changed(
        self,
        found: Found,
        others: Taking,
        option: Option,
        now: Mapping[str, UnitsByCode] | None,
    ) -> dict[str, dict[str, int]]:
        """Return the units of the patients whose units a choice changes, without codes of none."""
        changed = {}
        for tag in found.patients:
            before = self._units(tag, others) if now is None else now[tag]
            after = self._units(tag, (*others, (found, option)))
            if _some(after) != _some(before):
                changed[tag] = _some(after)
        return changed

    def _edits(
        self, found: Found, others: Taking, option: Option
    ) -> dict[str, tuple[PairEdit, ...]]:
        """Return the NCCI edits of the patients that a group falls under."""
        if not option.effect.grouped:
            return {}
        groups, taking = {row.group_code for row in found.rows}, (*others, (found, option))
        edits = {
            tag: group_edits(
                groups,
                self._joined(tag, taking).visit,
                _some(self._units(tag, taking)),
                self._assessor.reference,
            )
            for tag in found.patients
        }
        return {tag: own for tag, own in edits.items() if own}

    def _if_settled(self) -> Possible:
        """Return the units that are possible once everything is settled.

        A time that turns out to be clear can share minutes with others, which are then to be
        settled too.
        """
        readings, complete = readings_of(self._found, self._answers.open)
        if not readings:
            return self._counted_through()
        days = [replace(self._day, settled=(*self._day.settled, *read)) for read in readings]
        return either([_Case(day, self._assessor, self)._if_settled() for day in days], complete)

    def _counted_through(self) -> Possible:
        """Return what the answers to the open findings can do to the units."""
        certain = {tag: self._units(tag, self._answers.but()) for tag in self._joiner.tags}
        ranges = {tag: ranges_of([units]) for tag, units in certain.items()}
        by_visit = {tag: range_of([sum(units.values())]) for tag, units in certain.items()}
        low = high = 0
        for members in components(self._found, self._answers.open):
            patients = {tag for index in members for tag in self._found[index].patients}
            tags = [tag for tag in certain if tag in patients]
            ways = [
                {tag: self._units(tag, (*self._answers.but(), *taking)) for tag in tags}
                for taking in combinations_of(self._found, members)
            ]
            totals = [total_units(units) for units in ways]
            low, high = low + min(totals), high + max(totals)
            ranges |= {tag: ranges_of([units[tag] for units in ways]) for tag in tags}
            by_visit |= {tag: range_of(sum(units[tag].values()) for units in ways) for tag in tags}
            certain = {tag: units for tag, units in certain.items() if tag not in patients}
        rest = total_units(certain)
        return ranges, by_visit, Range(rest + low, rest + high)


def _without_counted(assessment: Assessment, joined: Joined) -> Assessment:
    """Leave out the hints on missing minutes where an earlier row of the day has them."""
    hints = tuple(
        hint
        for hint in assessment.hints
        if hint.topic is not Topic.NO_MINUTES
        or not all(joined.rows[row].times for row in hint.rows)
    )
    return assessment if len(hints) == len(assessment.hints) else replace(assessment, hints=hints)


def _key(tag: str, taking: Taking) -> tuple[object, ...]:
    """Return what tells apart the choices that change a patient's visits."""
    return (tag, *(option for found, option in taking if tag in found.patients))


def _some(units: UnitsByCode) -> dict[str, int]:
    """Return units without the codes that have none."""
    return {code: count for code, count in units.items() if count}
