"""One day on its way to a result: what is found in it, what is answered, and what is possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quarterhour.day import words
from quarterhour.day.answered_in_visits import answered_in_visits
from quarterhour.day.answered_minutes import given_up, times_read
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
from quarterhour.day.patients import PatientAssessor, UnitsByCode
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
from quarterhour.reference import PairEdit


class Case:
    """One day on its way to a result."""

    def __init__(self, day: Day, assessor: PatientAssessor, before: Case | None) -> None:
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
        self._in_visits = answered_in_visits(day, self._tags, self._found)
        self._answers = Answers(day.settled, self._found, self._in_visits)
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
        self._answers = Answers(self._day.settled, self._found, self._in_visits)
        ranges, by_visit, total = self._if_settled()
        typed_by_person = self._by_person(as_typed)
        figures = figures_of_people(self._day, self._rows, self._clock, typed_by_person)
        by_person = typed_by_person if joined == as_typed else self._by_person(joined)
        asked, answered = self._day.figures_for, self._answers.but()
        return DayAssessment(
            day=self._day,
            rows=tuple(self._rows),
            hours=self._clock.hours,
            visits=patients,
            findings=tuple(self._finding(index, now) for index in range(len(self._found))),
            given_up=tuple(given_up(self._rows, answered)),
            times_read=tuple(times_read(self._rows, answered)),
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
            rule_alone=words.rule(found, cited=False),
            source=words.source(found),
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
        return either([Case(day, self._assessor, self)._if_settled() for day in days], complete)

    def _counted_through(self) -> Possible:
        """Return what the answers to the open findings can do to the units."""
        answered = self._answers.but()
        certain = {tag: self._units(tag, answered) for tag in self._joiner.tags}
        ranges = {tag: ranges_of([units]) for tag, units in certain.items()}
        by_visit = {tag: range_of([sum(units.values())]) for tag, units in certain.items()}
        low = high = 0
        for members in components(self._found, self._answers.open):
            patients = {tag for index in members for tag in self._found[index].patients}
            tags = [tag for tag in certain if tag in patients]
            ways = [
                {tag: self._units(tag, (*answered, *taking)) for tag in tags}
                for taking in combinations_of(self._found, members)
            ]
            totals = [total_units(units) for units in ways]
            low, high = low + min(totals), high + max(totals)
            ranges |= {tag: ranges_of([units[tag] for units in ways]) for tag in tags}
            by_visit |= {tag: range_of(sum(units[tag].values()) for units in ways) for tag in tags}
            certain = {tag: units for tag, units in certain.items() if tag not in patients}
        rest = total_units(certain)
        return ranges, by_visit, Range(rest + low, rest + high)


def _key(tag: str, taking: Taking) -> tuple[object, ...]:
    """Return what tells apart the choices that change a patient's visits."""
    return (tag, *(option for found, option in taking if tag in found.patients))


def _some(units: UnitsByCode) -> dict[str, int]:
    """Return units without the codes that have none."""
    return {code: count for code, count in units.items() if count}
