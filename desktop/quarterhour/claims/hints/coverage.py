"""Hints about codes that Medicare does not pay as entered.

Source: the STATUS CODE column of the relative value file, for the code's edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from quarterhour.claims.actions import OpenDialog, ReplaceCode
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import Part, part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.phrases import listed
from quarterhour.claims.questions import ask_notice
from quarterhour.claims.services import BillingStatus, CodedService
from quarterhour.fees import dollars
from quarterhour.reference import CodeList
from quarterhour.reference.code_rules import THERAPY_TITLES, TIMING_TITLES, as_in_a_sentence

# The code that Medicare pays instead, and the one for another use.
_INSTEAD = {"97014": ("G0283", "G0281 for a chronic wound")}
# E-visits, and what Medicare had for them in 2020.
_OF_2020 = {"98970": "G2061", "98971": "G2062", "98972": "G2063"}

# Restricted codes with a national text, and what it says.
_NATIONAL = {"97026": ("National Coverage Determination 270.6", "infrared")}

_MONITORING = "Code structure of remote therapeutic monitoring; CMS transmittal CR 14250"

# Codes that have a national fee or a MAC price, and what to know before they are billed.
_CAVEATS = (
    (
        ("97039", "97139", "97799"),
        Topic.UNLISTED,
        Severity.WARNING,
        "Medicare Claims Processing Manual (Pub. 100-04) ch. 26 §10.4, item 19",
    ),
    (
        ("97012",),
        Topic.DECOMPRESSION,
        Severity.NOTE,
        "National Coverage Determination 160.16",
    ),
    (
        ("97550", "97551", "97552", "G0541", "G0542", "G0543"),
        Topic.CAREGIVER_TRAINING,
        Severity.NOTE,
        "CY 2024 and CY 2025 physician fee schedule final rules (CMS-1784-F, CMS-1807-F)",
    ),
    (("98975",), Topic.ONCE_AN_EPISODE, Severity.NOTE, _MONITORING),
    (("98976", "98977", "98978"), Topic.PERIOD_OF_16_DAYS, Severity.NOTE, _MONITORING),
    (("98984", "98985", "98986"), Topic.PERIOD_OF_2_DAYS, Severity.NOTE, _MONITORING),
    (
        ("98966", "98967", "98968", "98970", "98971", "98972", "G2061", "G2062", "G2063"),
        Topic.STARTED_BY_PATIENT,
        Severity.NOTE,
        "CY 2020 and CY 2021 physician fee schedule final rules (CMS-1715-F, CMS-1734-F)",
    ),
    (
        ("G0451", "98978", "98986"),
        Topic.LISTING_DOUBTFUL,
        Severity.WARNING,
        "CMS annual therapy code list",
    ),
)

_BY_STATUS = {
    BillingStatus.UNKNOWN: (Topic.UNKNOWN_CODE, Severity.ACTION),
    BillingStatus.RULE_NOT_KNOWN: (Topic.RULE_NOT_KNOWN, Severity.ACTION),
    BillingStatus.NOT_IN_EDITION: (Topic.NOT_IN_EDITION, Severity.ACTION),
    BillingStatus.BUNDLED: (Topic.BUNDLED, Severity.NOTE),
    BillingStatus.NOT_VALID: (Topic.NOT_VALID, Severity.ACTION),
    BillingStatus.NOT_COVERED: (Topic.NOT_COVERED, Severity.ACTION),
}


def coverage_hints(case: Judged) -> Iterator[Hint]:
    """Explain every service that cannot be billed or priced as entered."""
    yield from _not_by_therapists(case)
    yield from _by_date(case)
    for service in case.services:
        if service.billing_status in _BY_STATUS:
            yield _not_paid(case, service)
    entered: dict[str, list[CodedService]] = {}
    for service in case.services:
        entered.setdefault(service.entry.code, []).append(service)
    for services in entered.values():
        yield from _caveats(case, services)
    yield from _typed(case)
    yield from _no_price(case)
    yield from _prices(case)


def uncounted_hints(case: Judged) -> Iterator[Hint]:
    """Name the services that Quarterhour can't count, whoever pays."""
    for service in case.services:
        if not service.billing_status.known:
            yield _not_paid(case, service)


def _not_paid(case: Judged, service: CodedService) -> Hint:
    topic, severity = _BY_STATUS[service.billing_status]
    code = service.entry.code
    citation = _citation(service, case.release)
    actions: list[ReplaceCode | OpenDialog] = []
    commands = [f"quarterhour fees {code}"] if topic is Topic.RULE_NOT_KNOWN else []
    # What is typed is kept with an import, and goes with it.
    typable = topic is Topic.RULE_NOT_KNOWN and case.edition is not None and case.edition.imported
    if typable:
        actions = [OpenDialog(Dialog.CODE_RULES, service.row)]
        commands.append(f"quarterhour rules {code}")
    instead: str | Part = part("instead unknown")
    rule = case.on_list(CodeList.E_VISIT, code)
    if rule and service.billing_status is BillingStatus.NOT_IN_EDITION:
        topic, citation = Topic.FEE_NOT_HELD, rule.source
    elif service.billing_status is BillingStatus.NOT_VALID and code in _OF_2020:
        topic, instead = Topic.E_VISIT_OF_2020, _OF_2020[code]
        actions = [ReplaceCode(service.row, code, _OF_2020[code])]
    elif code in _INSTEAD:
        usual, other = _INSTEAD[code]
        instead = part("instead", usual=usual, other=other)
        if service.billing_status is BillingStatus.NOT_VALID:
            actions = [ReplaceCode(service.row, code, usual)]
    return make_hint(
        topic,
        severity,
        (service.row,),
        (code,),
        citation,
        actions,
        commands,
        instead=instead,
        day=case.visit.date_of_service,
        typable=part("typable") if typable else "",
    )


def _typed(case: Judged) -> Iterator[Hint]:
    """Tell of the codes whose rules the user typed, once a code."""
    found = {service.entry.code: service for service in case.services if service.code}
    for name, service in found.items():
        code = service.code
        if code is None or code.typed is None:
            continue
        rows = [each.row for each in case.services if each.entry.code == name]
        day = code.typed.day
        yield make_hint(
            Topic.RULES_TYPED,
            Severity.NOTE,
            rows,
            (name,),
            f"Entered by you on {day}, kept with {code.typed.release}",
            [OpenDialog(Dialog.CODE_RULES, rows[0])],
            day=day,
            timing=as_in_a_sentence(TIMING_TITLES.get(code.timing.name, code.timing.name)),
            disciplines=listed(code.disciplines),
            therapy=as_in_a_sentence(THERAPY_TITLES[code.therapy]),
        )


def _not_by_therapists(case: Judged) -> Iterator[Hint]:
    """Name what Medicare pays others for, once a code."""
    rows: dict[str, list[int]] = {}
    for line in case.lines:
        if case.on_list(CodeList.NOT_BY_THERAPISTS, line.code):
            rows.setdefault(line.code, []).append(line.row)
    for rule in case.listed:
        if rule.code in rows and rule.list is CodeList.NOT_BY_THERAPISTS:
            attested = case.visit.attested
            confirmed = attested.denial_of(rule.code)
            yield make_hint(
                Topic.DRY_NEEDLING,
                Severity.NOTE if confirmed else Severity.ACTION,
                rows[rule.code],
                (rule.code,),
                rule.source,
                (ask_notice(attested, rule.code),),
                left_out=part("pair not counted", codes=rule.code) if case.priced else "",
            )


def _by_date(case: Judged) -> Iterator[Hint]:
    """Name codes with a fee that Medicare does not cover on the day, or may no longer cover."""
    for code in dict.fromkeys(line.code for line in case.lines):
        rows = [line.row for line in case.lines if line.code == code]
        if (rule := case.on_list(CodeList.NOT_COVERED, code)) and rule.valid_to:
            yield make_hint(
                Topic.NOT_COVERED_YET,
                Severity.ACTION,
                rows,
                (code,),
                rule.source,
                day=case.visit.date_of_service,
                since=rule.valid_to + timedelta(days=1),
                left_out=part("pair not counted", codes=code) if case.priced else "",
            )
        if rule := case.on_list(CodeList.PAYMENT_DOUBTFUL, code):
            yield make_hint(
                Topic.CALL_DOUBTFUL,
                Severity.WARNING,
                rows,
                (code,),
                f"{rule.source}; {case.release}",
            )


def _no_price(case: Judged) -> Iterator[Hint]:
    """Name the codes of a service, the first and its add-on, that lack the MAC's price."""
    missing: dict[int, list[str]] = {}
    for line in case.lines:
        unpriced = case.services[line.row].billing_status is BillingStatus.MAC_PRICED
        if unpriced and not case.visit.mac_prices(line.code):
            missing.setdefault(line.row, []).append(line.code)
    for row, found in missing.items():
        codes = tuple(dict.fromkeys(found))
        yield make_hint(
            Topic.NO_NATIONAL_PRICE,
            Severity.WARNING,
            (row,),
            codes,
            _citation(case.services[row], case.release),
            [OpenDialog(Dialog.SERVICE_DETAILS, row)],
            have=part("have" if codes[1:] else "has"),
            are=part("are" if codes[1:] else "is"),
        )


def _prices(case: Judged) -> Iterator[Hint]:
    """Tell of prices of the MAC that were entered and are not used, once a code."""
    entered: dict[str, list[CodedService]] = {}
    for service in case.services:
        if service.billing_status.billable and service.entry.contractor_price is not None:
            entered.setdefault(service.entry.code, []).append(service)
    for code, services in entered.items():
        prices = case.visit.mac_prices(code)
        if services[0].billing_status is BillingStatus.BILLABLE:
            topic = Topic.MAC_PRICE_NOT_USED
        elif len(prices) > 1:
            topic = Topic.MAC_PRICES_DIFFER
        else:
            continue
        rows = [service.row for service in services]
        yield make_hint(
            topic,
            Severity.WARNING,
            rows,
            (code,),
            _citation(services[0], case.release),
            [OpenDialog(Dialog.SERVICE_DETAILS, rows[0])],
            prices=listed(map(dollars, prices)),
        )


def _caveats(case: Judged, services: Sequence[CodedService]) -> Iterator[Hint]:
    """Tell of a code that has a price and may still not be paid, or only so often, once."""
    code = services[0].entry.code
    if services[0].figures is not None and services[0].figures.status == "R":
        rows = [service.row for service in services]
        citation = _citation(services[0], case.release)
        national = part("no national text")
        if code in _NATIONAL:
            text, name = _NATIONAL[code]
            citation, national = f"{citation}; {text}", part(name)
        yield make_hint(
            Topic.RESTRICTED, Severity.WARNING, rows, (code,), citation, national=national
        )
    rows = [service.row for service in services if service.billing_status.billable]
    for codes, topic, severity, citation in _CAVEATS if rows else ():
        if code in codes:
            call = case.on_list(CodeList.PHONE_CALL, code)
            how = "" if call else part("once in 7 days")
            yield make_hint(topic, severity, rows, (code,), citation, how=how)


def _citation(service: CodedService, release: str) -> str:
    if service.figures is None:
        return f"{release}, relative value file"
    return f"{release}, relative value file, status {service.figures.status}"
