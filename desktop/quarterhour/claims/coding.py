"""What each entered code is, and whether it can be billed on this day by this discipline.

Payment status letters: Medicare physician fee schedule relative value file, STATUS CODE.
"""

from __future__ import annotations

from quarterhour.claims.case import CodedService, Standing
from quarterhour.reference import CodeFigures, Edition, Reference, ServiceCode
from quarterhour.visit import PROFESSIONS, ServiceEntry, Visit

_BY_STATUS = {
    "B": Standing.BUNDLED,
    "C": Standing.CONTRACTOR_PRICED,
    "I": Standing.NOT_VALID,
    "N": Standing.NOT_COVERED,
}


def code_services(visit: Visit, reference: Reference, edition: Edition) -> tuple[CodedService, ...]:
    """Look every entered service up in an edition."""
    return tuple(_coded(row, visit, reference, edition) for row in range(len(visit.services)))


def _coded(row: int, visit: Visit, reference: Reference, edition: Edition) -> CodedService:
    entry = visit.services[row]
    code = reference.services.get(entry.code)
    figures = reference.figures(edition, entry.code)
    return CodedService(row, entry, code, figures, _standing(visit, entry, code, figures))


def _standing(
    visit: Visit, entry: ServiceEntry, code: ServiceCode | None, figures: CodeFigures | None
) -> Standing:
    if code is None:
        return Standing.UNKNOWN if figures is None else Standing.RULE_NOT_KNOWN
    if figures is None:
        return Standing.NOT_IN_EDITION
    if figures.status in _BY_STATUS:
        return _BY_STATUS[figures.status]
    if code.therapy == "none":
        return Standing.NOT_THERAPY
    if visit.provider.profession != PROFESSIONS[0]:
        return Standing.NOT_BY_A_THERAPIST
    if code.locked_to and code.locked_to != entry.discipline:
        return Standing.OTHER_DISCIPLINE
    if entry.discipline == "SLP" and entry.assistant_minutes:
        # An assistant's minutes are not covered; the therapist's own still are.
        if not (entry.therapists_own or entry.together_minutes):
            return Standing.SPEECH_ASSISTANT
    elif code.evaluation and entry.assistant_minutes:
        return Standing.ASSISTANT_EVALUATION
    return Standing.BILLABLE if figures.priced else Standing.CONTRACTOR_PRICED
