"""The assessments of patients' visits: those that did not change are not assessed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from quarterhour.assess import assess, units_of, units_of_lines
from quarterhour.assessment import Assessment
from quarterhour.claims import PriceList, Topic
from quarterhour.day.joining import Joined
from quarterhour.payers import Payers
from quarterhour.reference import Reference
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


class PatientAssessor:
    """Assesses the visits of patients, and keeps what was found for those of the last day."""

    def __init__(
        self, reference: Reference, estimate: bool, prices: PriceList, payers: Payers
    ) -> None:
        self.reference = reference
        self._estimates = estimate
        self._prices = prices
        self._payers = payers
        self._assessed: dict[Joined, Assessment] = {}
        self._counted: dict[Joined, _Counted] = {}
        self._counted_alike: dict[Visit, _Counted] = {}
        self._given: Assessment | None = None
        self._used: set[Joined] = set()

    def begin(self, known: Assessment | None) -> None:
        """Begin a day; `known` is an assessment that was made of one of its visits already."""
        self._used = set()
        self._counted_alike = {}
        self._given = known

    def end(self) -> None:
        """Forget visits that the day did not have."""
        for kept in (self._assessed, self._counted):
            for joined in kept.keys() - self._used:
                del kept[joined]

    def assessment(self, joined: Joined) -> Assessment:
        """Return the assessment of a patient's visits."""
        self._used.add(joined)
        if joined not in self._assessed:
            given = self._given
            if given is None or given.visit != joined.visit:
                given = self._fitting(joined, self._priced)
            self._assessed[joined] = _without_counted(given, joined)
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
                alike[visit] = _Counted.of(self._fitting(joined, self._counts))
            self._counted[joined] = alike[visit]
        return self._counted[joined]

    def _priced(self, visit: Visit, reference: Reference, estimate: bool) -> Assessment:
        return assess(visit, reference, estimate, self._prices, self._payers)

    def _counts(self, visit: Visit, reference: Reference, estimate: bool) -> UnitsByService:
        return units_of(visit, reference, estimate, self._payers)

    def _fitting(self, joined: Joined, make: Callable[[Visit, Reference, bool], T]) -> T:
        """Make something of a visit, without its choice in a tie that other minutes have ended."""
        try:
            return make(joined.visit, self.reference, self._estimates)
        except VisitError as error:
            if not (joined.changed and joined.visit.extra_units_to):
                raise VisitError(f"{joined.path}.{error.field}", error.problem) from None
            chosen = replace(joined.visit, extra_units_to=())
            return make(chosen, self.reference, self._estimates)


def _without_counted(assessment: Assessment, joined: Joined) -> Assessment:
    """Leave out the hints on missing minutes where an earlier row of the day has them."""
    hints = tuple(
        hint
        for hint in assessment.hints
        if hint.topic is not Topic.NO_MINUTES
        or not all(joined.rows[row].times for row in hint.rows)
    )
    return assessment if len(hints) == len(assessment.hints) else replace(assessment, hints=hints)
