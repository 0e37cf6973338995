"""Each entered service with its code's rules and figures, and whether Medicare takes it.

Payment status letters: Medicare physician fee schedule relative value file, STATUS CODE.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from quarterhour.payers import SESSION, Terms
from quarterhour.reference import CodeFigures, CodeList, Edition, Reference, ServiceCode
from quarterhour.units import TIMINGS, Rule, Service, Timing
from quarterhour.visit import PROFESSIONS, ServiceEntry, Visit


class BillingStatus(Enum):
    """Whether an entered service can be billed to the payer, and if not, why."""

    BILLABLE = "billable"
    MAC_PRICED = "MAC-priced"
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
    BILLED_BY_OTHERS = "billed by another discipline"
    NOT_PAID = "not paid by the payer"
    UNKNOWN = "unknown"

    @property
    def billable(self) -> bool:
        """Whether the service yields claim lines."""
        return self is BillingStatus.BILLABLE or self is BillingStatus.MAC_PRICED

    @property
    def known(self) -> bool:
        """Whether Quarterhour knows what Medicare makes of the code on the date."""
        return self not in (
            BillingStatus.UNKNOWN,
            BillingStatus.RULE_NOT_KNOWN,
            BillingStatus.NOT_IN_EDITION,
        )


_BY_STATUS = {
    "B": BillingStatus.BUNDLED,
    "C": BillingStatus.MAC_PRICED,
    "I": BillingStatus.NOT_VALID,
    "N": BillingStatus.NOT_COVERED,
}


class CodedService(NamedTuple):
    """An entered service with its code's rules and figures, where Quarterhour knows them.

    `device_supply` tells that an assistant's minutes put no modifier on it: a device is supplied,
    whoever spends the time. `given_up` of its minutes are billed by another discipline,
    `billed_by`.
    """

    row: int
    entry: ServiceEntry
    code: ServiceCode | None
    figures: CodeFigures | None
    billing_status: BillingStatus
    device_supply: bool = False
    given_up: int = 0
    billed_by: str = ""

    @property
    def key(self) -> str:
        """The code that names the service when counting: an add-on counts with its first code."""
        return self.code.first_code or self.code.code if self.code else self.entry.code


def service_to_count(
    service: CodedService, medicare: bool = True, terms: Terms | None = None
) -> Service:
    """Return a service as the engine counts it, by the `terms` of another payer if they are known.

    A service that cannot be billed is left out of every total: it is kept as an untimed service
    of its own, so that the places of the others stay theirs. For Medicare, minutes of a
    speech-language pathology assistant are not covered, and do not count. Of other payers, minutes
    of assistants count like any others; they are told apart where the payer marks or cuts them.
    """
    entry = service.entry
    if service.code is None or not service.billing_status.billable:
        return Service(f"row {service.row}", timing=TIMINGS["untimed"], pool=entry.discipline)
    own, assistant, together = _minutes(service, medicare, terms)
    timing, rule = _counted_by(service.code, terms)
    return Service(
        key=service.key,
        therapist_minutes=own,
        assistant_minutes=assistant,
        together_minutes=together,
        square_cm=entry.square_cm,
        count=entry.count,
        timing=timing,
        pool=entry.discipline,
        rule=rule,
    )


def _minutes(service: CodedService, medicare: bool, terms: Terms | None) -> tuple[int, int, int]:
    """Return the minutes of the therapist alone, of the assistant alone, and of both together."""
    entry = service.entry
    apart = medicare or _tells_assistants(terms, entry.discipline)
    covered = apart and (not medicare or entry.discipline != "SLP")
    assistant = entry.assistant_minutes if covered else 0
    own = (entry.therapists_own if apart else entry.minutes) - service.given_up
    if service.device_supply:
        own, assistant = own + assistant, 0
    return own, assistant, entry.together_minutes if apart else 0


def _tells_assistants(terms: Terms | None, discipline: str) -> bool:
    """Tell whether a payer's terms mark or cut what an assistant of a discipline does."""
    if terms is None:
        return False
    own = terms.assistant
    usual = own.usual_modifiers and discipline != "SLP"
    return bool(own.modifier) or usual or own.factor != 1


def _counted_by(service: ServiceCode, terms: Terms | None) -> tuple[Timing, Rule | None]:
    """Return the timing of a code and the rule of its own, by a payer's terms."""
    if terms is None:
        return service.timing, None
    timing = _timing(service, terms)
    if not timing.pooled or not terms.counting.stated:
        return timing, None
    if counts_sessions(service, terms):
        return TIMINGS["untimed"], None
    return timing, terms.counting.of_code(service.code)[1]


def counts_sessions(service: ServiceCode, terms: Terms) -> bool:
    """Return whether a payer counts one unit a session of a code that is counted by its minutes."""
    by_session = terms.counting.of_code(service.code)[0] == SESSION
    return terms.counting.stated and by_session and _timing(service, terms).pooled


def _timing(service: ServiceCode, terms: Terms) -> Timing:
    named = terms.counting.clock.get(service.code)
    return TIMINGS[named] if named else service.timing


def minutes_to_count(
    service: CodedService, medicare: bool = True, terms: Terms | None = None
) -> int:
    """Return the minutes of a service that count, of therapist and assistant."""
    if service.code is None or not service.billing_status.billable:
        return 0
    return sum(_minutes(service, medicare, terms))


def look_up(
    row: int,
    visit: Visit,
    reference: Reference,
    edition: Edition,
    medicare: bool,
    terms: Terms | None = None,
) -> CodedService:
    """Return an entered service with its code's rules and figures of an edition.

    Where a payer's `terms` replace the code, they are those of the other one.
    """
    entry = visit.services[row]
    billed = terms.billed_as(entry.code) if terms else entry.code
    code = reference.services_on(visit.date_of_service).get(billed)
    figures = reference.figures(edition, billed)
    if terms and not terms.pays(entry.code):
        billing_status = BillingStatus.NOT_PAID
    elif code is not None and (not medicare or (terms and entry.code in terms.codes)):
        billing_status = BillingStatus.BILLABLE
    else:
        billing_status = _billing_status(visit, entry, code, figures)
    lists = [each.list for each in reference.listed(billed, visit.date_of_service)]
    device_supply = medicare and CodeList.DEVICE_SUPPLY in lists
    return CodedService(row, entry, code, figures, billing_status, device_supply)


def _billing_status(
    visit: Visit, entry: ServiceEntry, code: ServiceCode | None, figures: CodeFigures | None
) -> BillingStatus:
    if code is None:
        return BillingStatus.UNKNOWN if figures is None else BillingStatus.RULE_NOT_KNOWN
    if figures is None:
        return BillingStatus.NOT_IN_EDITION
    if figures.status in _BY_STATUS:
        return _BY_STATUS[figures.status]
    if code.therapy == "none":
        return BillingStatus.NOT_THERAPY
    if visit.provider.profession != PROFESSIONS[0]:
        return BillingStatus.NOT_BY_A_THERAPIST
    if code.locked_to and code.locked_to != entry.discipline:
        return BillingStatus.OTHER_DISCIPLINE
    if entry.discipline == "SLP" and entry.assistant_minutes:
        # An assistant's minutes are not covered; the therapist's own still are.
        if not (entry.therapists_own or entry.together_minutes):
            return BillingStatus.SPEECH_ASSISTANT
    elif code.evaluation and entry.assistant_minutes:
        return BillingStatus.ASSISTANT_EVALUATION
    return BillingStatus.BILLABLE if figures.priced else BillingStatus.MAC_PRICED
