"""The first stage of a claim: each entered code looked up, and the units counted.

Payment status letters: Medicare physician fee schedule relative value file, STATUS CODE.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from quarterhour.reference import (
    CodeFigures,
    CodeList,
    Edition,
    Place,
    Reference,
    ServiceCode,
    find_place,
)
from quarterhour.units import (
    CLOCKS,
    RULES,
    TOTAL_MINUTES,
    ChoiceError,
    Service,
    UnitCount,
    count_units,
)
from quarterhour.visit import MEDICARE, PROFESSIONS, ServiceEntry, Visit, VisitError


class Standing(Enum):
    """Whether an entered service can be billed to Medicare, and if not, why."""

    BILLABLE = "billable"
    CONTRACTOR_PRICED = "contractor priced"
    BUNDLED = "bundled"
    NOT_VALID = "not valid"
    NOT_COVERED = "not covered"
    NOT_THERAPY = "not therapy"
    OTHER_DISCIPLINE = "other discipline"
    ASSISTANT_EVALUATION = "evaluation by an assistant"
    SPEECH_ASSISTANT = "by a speech-language pathology assistant"
    NOT_IN_EDITION = "not in edition"
    RULE_NOT_KNOWN = "rule not known"
    NOT_BY_A_THERAPIST = "not by a therapist"
    UNKNOWN = "unknown"

    @property
    def billable(self) -> bool:
        """Whether the service yields claim lines."""
        return self in (Standing.BILLABLE, Standing.CONTRACTOR_PRICED)


_BY_STATUS = {
    "B": Standing.BUNDLED,
    "C": Standing.CONTRACTOR_PRICED,
    "I": Standing.NOT_VALID,
    "N": Standing.NOT_COVERED,
}


class CodedService(NamedTuple):
    """An entered service with its code's rules and figures, where the program knows them.

    `device_supply` tells that an assistant's minutes put no modifier on it: a device is supplied,
    whoever spends the time.
    """

    row: int
    entry: ServiceEntry
    code: ServiceCode | None
    figures: CodeFigures | None
    standing: Standing
    device_supply: bool = False

    @property
    def key(self) -> str:
        """The code that names the service when counting: an add-on counts with its first code."""
        return self.code.first_code or self.code.code if self.code else self.entry.code


@dataclass(frozen=True)
class Coded:
    """A visit with its services looked up and its units counted: the first stage of a claim.

    `edition` is the fee schedule that prices the date, None where none is loaded; `editions` are
    all that are. `place` is the locality, or why it is not one.
    """

    visit: Visit
    edition: Edition | None
    editions: tuple[Edition, ...]
    place: Place
    services: tuple[CodedService, ...]
    count: UnitCount

    @property
    def medicare(self) -> bool:
        """Whether Medicare pays: the rules of no other payer are known yet."""
        return self.visit.payer == MEDICARE

    def codes_of(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the codes entered in some rows, each once."""
        return tuple(dict.fromkeys(self.visit.services[row].code for row in rows))

    @property
    def release(self) -> str:
        """The release whose codes hold: that of the date, else the newest that is loaded."""
        return (self.edition or self.editions[-1]).release


def code_visit(visit: Visit, reference: Reference) -> Coded:
    """Look everything up; without an edition for the date, the latest one's codes hold.

    Raises VisitError where the recorded choice of a tie is not valid.
    """
    edition = reference.edition_on(visit.date_of_service)
    services = code_services(visit, reference, edition)
    place = find_place(reference, edition, visit.locality, visit.zip) if edition else Place()
    medicare = visit.payer == MEDICARE
    count = _count(visit, [service_to_count(service, medicare) for service in services])
    return Coded(visit, edition, reference.editions, place, services, count)


def code_services(
    visit: Visit, reference: Reference, edition: Edition | None
) -> tuple[CodedService, ...]:
    """Look every entered service up in an edition, or in the latest where there is none."""
    known = edition or reference.editions[-1]
    return tuple(_coded(row, visit, reference, known) for row in range(len(visit.services)))


def service_to_count(service: CodedService, medicare: bool = True) -> Service:
    """Return a service as the engine counts it.

    A service that cannot be billed is left out of every total: it stands as an untimed service
    of its own, so that the places of the others stay theirs. For Medicare, minutes of a
    speech-language pathology assistant are not covered, and do not count; what other payers make
    of assistants is not known, so that theirs are minutes like any others.
    """
    entry = service.entry
    if service.code is None or not service.standing.billable:
        return Service(f"row {service.row}", clock=CLOCKS["untimed"], pool=entry.discipline)
    covered = medicare and entry.discipline != "SLP"
    assistant = entry.assistant_minutes if covered else 0
    own = entry.therapists_own if medicare else entry.minutes
    if service.device_supply:
        own, assistant = own + assistant, 0
    return Service(
        key=service.key,
        therapist_minutes=own,
        assistant_minutes=assistant,
        together_minutes=entry.together_minutes if medicare else 0,
        square_cm=entry.square_cm,
        count=entry.count,
        clock=service.code.clock,
        pool=entry.discipline,
    )


def listed(words: Iterable[str], joined_by: str = "and") -> str:
    """Return words as a list in a sentence, each once."""
    *others, last = dict.fromkeys(words)
    return f"{', '.join(others)} {joined_by} {last}" if others else last


def _count(visit: Visit, services: Sequence[Service]) -> UnitCount:
    rule = RULES[visit.rule] if visit.payer == MEDICARE else TOTAL_MINUTES
    try:
        return count_units(services, rule, visit.extra_units_to)
    except ChoiceError as error:
        raise VisitError(
            "extra_units_to",
            f"{error}; leave it out to have order of entry decide, or name the services that "
            "take the left-over units.",
        ) from None


def _coded(row: int, visit: Visit, reference: Reference, edition: Edition) -> CodedService:
    entry = visit.services[row]
    code = reference.services.get(entry.code)
    figures = reference.figures(edition, entry.code)
    if code is not None and visit.payer != MEDICARE:
        standing = Standing.BILLABLE
    else:
        standing = _standing(visit, entry, code, figures)
    lists = [each.list for each in reference.listed(entry.code, visit.date_of_service)]
    device_supply = visit.payer == MEDICARE and CodeList.DEVICE_SUPPLY in lists
    return CodedService(row, entry, code, figures, standing, device_supply)


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
