"""Hints about codes that Medicare does not pay as they stand.

Source: the STATUS CODE column of the relative value file, for the code's edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case, CodedService, Standing
from quarterhour.claims.hints.hint import Hint, Severity

_INSTEAD = {"97014": "G0283 (G0281 for a chronic wound)"}
_UNLISTED = ("97039", "97139", "97799")
_NEEDLING = ("20560", "20561")

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
        "{code} is not among the figures held for {release}: check the date of service.",
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
        "their own cost, and leave it off the claim.",
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
    for service in case.services:
        if service.standing in _MESSAGES and not _price_entered(case, service):
            kind, severity, message = _MESSAGES[service.standing]
            code = service.entry.code
            instead = _INSTEAD.get(code, "the code that Medicare names instead")
            text = message.format(code=code, release=release, instead=instead)
            yield Hint(kind, severity, (service.row,), text, _citation(service, release))
        yield from _caveats(service, release)


def _price_entered(case: Case, service: CodedService) -> bool:
    """Return whether the user gave the MAC's price of a code, and of its add-on."""
    code = service.code
    if service.standing is not Standing.CONTRACTOR_PRICED or code is None:
        return False
    priced = {entry.code for entry in case.visit.services if entry.contractor_price is not None}
    return {code.code, code.add_on or code.code} <= priced


def _caveats(service: CodedService, release: str) -> Iterator[Hint]:
    """Warn of codes that have a price and may still not be paid."""
    code = service.entry.code
    if service.figures is not None and service.figures.status == "R":
        yield Hint(
            "coverage",
            Severity.WARNING,
            (service.row,),
            f"Coverage of {code} is restricted: confirm with your MAC that it pays for this use.",
            _citation(service, release),
        )
    if code in _UNLISTED:
        yield Hint(
            "coverage",
            Severity.WARNING,
            (service.row,),
            f"{code} is an unlisted code: describe the service on the claim line, or the claim "
            "is returned (confirm with your MAC).",
            "Medicare Claims Processing Manual (Pub. 100-04) ch. 26 s. 10.4, item 19",
        )
    if code in _NEEDLING:
        yield Hint(
            "coverage",
            Severity.WARNING,
            (service.row,),
            f"Medicare pays {code} only as acupuncture for chronic low back pain, which "
            "therapists generally cannot bill: confirm with your MAC before billing it.",
            "National Coverage Determination 30.3.3",
        )


def _citation(service: CodedService, release: str) -> str:
    if service.figures is None:
        return f"{release}, relative value file"
    return f"{release}, relative value file, status {service.figures.status}"
