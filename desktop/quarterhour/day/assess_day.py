"""The only way from a day to its result: `DayAssessor(reference).assess(day)`."""

from __future__ import annotations

from quarterhour.assess import NO_PAYERS
from quarterhour.assessment import Assessment
from quarterhour.claims import NO_PRICES, PriceList
from quarterhour.day.case import Case
from quarterhour.day.entries import Day
from quarterhour.day.patients import PatientAssessor
from quarterhour.day.result import DayAssessment
from quarterhour.payers import Payers
from quarterhour.reference import Reference


class DayAssessor:
    """Assesses days with one reference. Visits that did not change are not assessed again.

    `prices` fill charges that were not entered. `payers` has the files of other payers than
    Medicare.
    """

    def __init__(
        self,
        reference: Reference,
        estimate: bool = False,
        prices: PriceList = NO_PRICES,
        payers: Payers = NO_PAYERS,
    ) -> None:
        self.estimates = estimate
        self._patients = PatientAssessor(reference, estimate, prices, payers)
        self._before: Case | None = None

    def assess(self, day: Day, known: Assessment | None = None) -> DayAssessment:
        """Return the assessments, findings, totals, and figures of a day.

        `known` is an assessment that was made of one of its visits already. Raises VisitError, with
        the path in the day, for what contradicts itself.
        """
        self._patients.begin(known)
        case = Case(day, self._patients, self._before)
        result = case.result()
        self._before = case
        self._patients.end()
        return result
