"""Hints about codes that Medicare does not pay as they stand.

Source: the STATUS CODE column of the relative value file, for the code's edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case, CodedService, Standing, listed
from quarterhour.claims.denials import NEEDLING
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.remedy import ReplaceCode
from quarterhour.fees import dollars

# The code that Medicare pays instead, and the one for another use.
_INSTEAD = {"97014": ("G0283", "G0281 for a chronic wound")}

_MONITORING = "Code structure of remote therapeutic monitoring; CMS transmittal CR 14250"

# Codes that have a price or a contractor's price, and what to know before they are billed.
_CAVEATS = (
    (
        ("97039", "97139", "97799"),
        Severity.WARNING,
        "{code} is an unlisted code: describe the service on the claim line, or the claim is "
        "returned (confirm with your MAC).",
        "Medicare Claims Processing Manual (Pub. 100-04) ch. 26 s. 10.4, item 19",
    ),
    (
        NEEDLING,
        Severity.WARNING,
        "Medicare pays {code} only as acupuncture for chronic low back pain, which therapists "
        "generally cannot bill: confirm with your MAC before billing it. Where you expect a "
        "refusal, GA says that an ABN is signed, GZ that none is.",
        "National Coverage Determination 30.3.3",
    ),
    (
        ("97550", "97551", "97552", "G0541", "G0542", "G0543"),
        Severity.NOTE,
        "{code} trains the caregiver without the patient: the note must hold the patient's "
        "consent and how the training serves the plan of care (confirm with your MAC).",
        "CY 2024 and CY 2025 physician fee schedule final rules (CMS-1784-F, CMS-1807-F)",
    ),
    (
        ("98975",),
        Severity.NOTE,
        "{code} is billed once for an episode of care (confirm with your MAC).",
        _MONITORING,
    ),
    (
        ("98976", "98977", "98978"),
        Severity.NOTE,
        "{code} is billed once in 30 days, by one practitioner, for 16 days with data or more: the "
        "note must hold them (confirm with your MAC).",
        _MONITORING,
    ),
    (
        ("98984", "98985", "98986"),
        Severity.NOTE,
        "{code} is billed once in 30 days, by one practitioner, for 2 to 15 days with data: the "
        "note must hold them (confirm with your MAC).",
        _MONITORING,
    ),
)

_MESSAGES = {
    Standing.UNKNOWN: (
        "code",
        Severity.ACTION,
        "{code} is not a code that this program knows: check the number, or choose the service "
        "by name. It is not counted.",
    ),
    Standing.RULE_NOT_KNOWN: (
        "code",
        Severity.ACTION,
        "{code} is in the fee schedule of {release}, and this program does not know its rules: "
        "rule not known, so it is not counted. `fees {code}` shows its fee.",
    ),
    Standing.NOT_IN_EDITION: (
        "code",
        Severity.ACTION,
        "{code} is not among the figures held for {release}, so it is left off: check the date of "
        "service. If the code is valid on it, bill it by your MAC's own fee schedule.",
    ),
    Standing.BUNDLED: (
        "coverage",
        Severity.NOTE,
        "{code} is bundled: Medicare pays nothing for it apart from the other services. "
        "Document it, and leave it off the claim.",
    ),
    Standing.NOT_VALID: (
        "coverage",
        Severity.ACTION,
        "{code} is not valid for Medicare: use {instead}.",
    ),
    Standing.NOT_COVERED: (
        "coverage",
        Severity.ACTION,
        "Medicare does not cover {code}: tell the patient before the service that it is at "
        "their own cost, and leave it off the claim. If the patient wants Medicare's refusal for "
        "another insurer, it goes out with GY, and GX where a voluntary ABN was signed (confirm "
        "with your MAC).",
    ),
    Standing.CONTRACTOR_PRICED: (
        "coverage",
        Severity.WARNING,
        "{code} has no national price: enter the one your MAC gives. Until then it is not in the "
        "amounts shown.",
    ),
}


def coverage_hints(case: Case) -> Iterator[Hint]:
    """Explain every service that cannot be billed or priced as entered."""
    release = case.edition.release if case.edition else case.editions[-1].release
    yield from _strapping(case, release)
    for service in case.services:
        if service.standing in _MESSAGES and not _price_entered(case, service):
            kind, severity, message = _MESSAGES[service.standing]
            code = service.entry.code
            text = message.format(code=code, release=release, instead=_instead(code))
            citation = _citation(service, release)
            yield Hint(kind, severity, (service.row,), text, citation, _remedy(service))
        yield from _caveats(service, release)
    yield from _prices(case, release)


def _strapping(case: Case, release: str) -> Iterator[Hint]:
    """Warn that a second strapping or dressing of the day is paid at half, which is not shown."""
    rows = [
        line.row
        for line in case.lines
        if (figures := case.services[line.row].figures) and figures.multiple_procedure == "2"
    ]
    if len(rows) > 1:
        yield Hint(
            "coverage",
            Severity.WARNING,
            tuple(dict.fromkeys(rows)),
            f"Medicare pays the second of {case.named(*rows)} at half (multiple procedure "
            "indicator 2), which the amounts do not take off: confirm with your MAC.",
            f"{release}, relative value file; Pub. 100-04 ch. 12 s. 40.6",
        )


def _instead(code: str) -> str:
    if code not in _INSTEAD:
        return "the code that Medicare names instead"
    usual, other = _INSTEAD[code]
    return f"{usual} ({other})"


def _remedy(service: CodedService) -> ReplaceCode | None:
    code = service.entry.code
    if service.standing is not Standing.NOT_VALID or code not in _INSTEAD:
        return None
    usual, _ = _INSTEAD[code]
    return ReplaceCode(f"Replace {code} by {usual}", service.row, usual)


def _price_entered(case: Case, service: CodedService) -> bool:
    """Return whether the user gave the MAC's price of a code, and of its add-on."""
    code = service.code
    if service.standing is not Standing.CONTRACTOR_PRICED or code is None:
        return False
    codes = {code.code, code.add_on or code.code}
    return all(map(case.visit.contractor_prices, codes))


def _prices(case: Case, release: str) -> Iterator[Hint]:
    """Tell of prices of the MAC that were entered and are not used, once a code."""
    entered: dict[str, list[CodedService]] = {}
    for service in case.services:
        if service.standing.billable and service.entry.contractor_price is not None:
            entered.setdefault(service.entry.code, []).append(service)
    for code, services in entered.items():
        prices = case.visit.contractor_prices(code)
        if services[0].standing is Standing.BILLABLE:
            message = (
                f"The MAC's price entered for {code} is not used, since the fee schedule prices "
                f"{code} itself: remove it (Edit > Service details)."
            )
        elif len(prices) > 1:
            message = (
                f"{listed(map(dollars, prices))} are entered as the MAC's price of one unit of "
                f"{code}, which has one price. Enter the same on each of its rows, or on one "
                "alone (Edit > Service details). Until then it is not in the amounts shown."
            )
        else:
            continue
        rows = tuple(service.row for service in services)
        yield Hint("coverage", Severity.WARNING, rows, message, _citation(services[0], release))


def _caveats(service: CodedService, release: str) -> Iterator[Hint]:
    """Tell of codes that have a price and may still not be paid, or only so often."""
    code, rows = service.entry.code, (service.row,)
    if service.figures is not None and service.figures.status == "R":
        text = f"Coverage of {code} is restricted: confirm with your MAC that it pays for this use."
        yield Hint("coverage", Severity.WARNING, rows, text, _citation(service, release))
    if not service.standing.billable:
        return
    for codes, severity, message, citation in _CAVEATS:
        if code in codes:
            yield Hint("coverage", severity, rows, message.format(code=code), citation)


def _citation(service: CodedService, release: str) -> str:
    if service.figures is None:
        return f"{release}, relative value file"
    return f"{release}, relative value file, status {service.figures.status}"
