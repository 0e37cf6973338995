"""Why an entered service has the units it has on the claim."""

from __future__ import annotations

from quarterhour.claims.claimed import Claimed
from quarterhour.claims.services import BillingStatus, CodedService, counts_sessions
from quarterhour.units import ServiceUnits, reason

STATUS_WORDS = {
    BillingStatus.UNKNOWN: "Not counted: its rules are not in Quarterhour yet.",
    BillingStatus.RULE_NOT_KNOWN: (
        "Not counted: Quarterhour does not know whether this code is timed."
    ),
    BillingStatus.NOT_IN_EDITION: "Not billed: no fee for this code on this date.",
    BillingStatus.BUNDLED: (
        "Documented but not billed: bundled into the other services of the day."
    ),
    BillingStatus.NOT_VALID: "Not billed: the code is not valid for Medicare.",
    BillingStatus.NOT_COVERED: "Not billed: Medicare does not cover it.",
    BillingStatus.NOT_THERAPY: "Not billed: it is not a therapy code.",
    BillingStatus.OTHER_DISCIPLINE: "Not billed: this code is for another discipline.",
    BillingStatus.NOT_BY_A_THERAPIST: (
        "Not billed: not provided by a therapist or a supervised assistant."
    ),
    BillingStatus.ASSISTANT_EVALUATION: "Not billed: an assistant cannot perform an evaluation.",
    BillingStatus.NOT_PAID: "Not billed: {payer} does not pay this code.",
    BillingStatus.BILLED_BY_OTHERS: (
        "Not billed: {billed_by} treated at the same time and bills these minutes."
    ),
    BillingStatus.SPEECH_ASSISTANT: (
        "Documented but not billed: Medicare does not cover SLP assistants."
    ),
}

# What is added to the reason of the units engine.
REASON_WORDS = {
    "session": "{payer} counts one unit a session, regardless of minutes.",
    "together": "Counted with {code} in row {number}.",
    "deleted": "No 59 is needed with {codes}: CMS deleted that edit ({release}).",
    "or": " or ",
    "add-on": "{code} is billed for the first unit, {add_on} for the rest.",
    "first": "{code} is billed for the first unit.",
    "given up": (
        "{billed_by} bills {minutes} out of the {entered} minutes. This row counts the rest."
    ),
    "typed": "Its rules were entered by the user on {day}.",
    "assistant": "The assistant's {minutes} minutes are documented but not billable.",
}


def service_reason(case: Claimed, service: CodedService) -> str:
    """Return the reason in one or two sentences that can be pasted into a note."""
    if service.billing_status in STATUS_WORDS:
        payer = case.terms.name if case.terms else ""
        words = STATUS_WORDS[service.billing_status]
        return words.format(billed_by=service.billed_by, payer=payer)
    counted = next(counted for counted in case.count.services if service.row in counted.group.rows)
    first = counted.group.rows[0]
    if first != service.row:
        return REASON_WORDS["together"].format(
            code=case.services[first].entry.code, number=first + 1
        )
    return " ".join(_sentences(case, service, counted))


def deleted_edits_sentence(case: Claimed, service: CodedService) -> str:
    """Return that no 59 is needed for the pairs that the NCCI deleted, or no text.

    Many lists still carry them.
    """
    code = service.entry.code
    partners: dict[str, list[str]] = {}
    for edit in case.deleted_edits:
        codes = [edit.column_1, edit.column_2]
        if code in codes:
            codes.remove(code)
            partners.setdefault(edit.release, []).append(codes[0])
    return " ".join(
        REASON_WORDS["deleted"].format(codes=REASON_WORDS["or"].join(found), release=release)
        for release, found in partners.items()
    )


def _sentences(case: Claimed, service: CodedService, counted: ServiceUnits) -> list[str]:
    code, terms = service.code, case.terms
    sentences = [reason(counted, case.count)]
    if code and terms and counts_sessions(code, terms):
        sentences = [REASON_WORDS["session"].format(payer=terms.name)]
    if code and counted.units > 1 and (code.add_on or code.first_code):
        add_on = code.add_on or code.code
        sentences.append(REASON_WORDS["add-on"].format(code=service.key, add_on=add_on))
    elif code and code.first_code and counted.units:
        sentences.append(REASON_WORDS["first"].format(code=code.first_code))
    if code and code.typed:
        sentences.append(REASON_WORDS["typed"].format(day=code.typed.day))
    if service.given_up:
        given_up = REASON_WORDS["given up"].format(
            billed_by=service.billed_by, minutes=service.given_up, entered=service.entry.minutes
        )
        sentences.append(given_up)
    minutes = service.entry.assistant_minutes
    if case.medicare and service.entry.discipline == "SLP" and minutes:
        sentences.append(REASON_WORDS["assistant"].format(minutes=minutes))
    return sentences
