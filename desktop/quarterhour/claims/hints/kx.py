"""Hints about the yearly threshold of therapy charges, and what states that care is necessary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quarterhour.claims.case import Case
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.modifiers import ADVANCE_NOTICE
from quarterhour.claims.remedy import Statement
from quarterhour.claims.threshold import GroupThreshold
from quarterhour.fees import dollars

_LAW = "Social Security Act s. 1833(g); Medicare Claims Processing Manual (Pub. 100-04) ch. 5"
_CITATION = f"{_LAW} s. 10.3"
_NOTICE = "Medicare Claims Processing Manual (Pub. 100-04) ch. 30 s. 50"
_STATE = "Edit > Claim statements"
_ACCRUES = (
    "Allowed amounts count, the patient's share included, from all providers of the year "
    "(confirm with your MAC)."
)


def kx_hints(case: Case) -> Iterator[Hint]:
    """Say of each group with charges to date where it stands, and what its lines need."""
    for group in case.thresholds:
        severity, message = _standing(case, group)
        remedy = _remedy(case) if severity is Severity.ACTION else None
        citation = f"{_CITATION}; {_NOTICE}" if "ABN" in message else _CITATION
        yield Hint("kx", severity, group.rows, message, citation, remedy)
        if group.review is not None and group.total > group.review.value:
            yield Hint(
                "kx",
                Severity.NOTE,
                group.rows,
                f"{group.name} charges come to {dollars(group.total)}, above the "
                f"{dollars(group.review.value)} from which a contractor may ask for the records: "
                "keep the notes complete.",
                group.review.source,
            )
    yield from _unused_notice(case)


def _unused_notice(case: Case) -> Iterator[Hint]:
    """Say that a stated ABN adds nothing, where no line of the visit calls for it."""
    if (
        case.visit.attested.advance_notice
        and not any(ADVANCE_NOTICE in line.modifiers for line in case.lines)
        and not any(group.above for group in case.thresholds)
    ):
        yield Hint(
            "kx",
            Severity.NOTE,
            (),
            "You state that an ABN is signed. No line is expected to be denied as not medically "
            "necessary, so GA is not added (confirm with your MAC).",
            _NOTICE,
        )


def _standing(case: Case, group: GroupThreshold) -> tuple[Severity, str]:
    year = case.visit.date_of_service.year
    if group.limit is None:
        return Severity.WARNING, (
            f"The threshold of {year} is not held here, so {group.name} charges are not compared "
            "with it: confirm with your MAC whether KX is needed."
        )
    limit = dollars(group.limit.value)
    so_far = f"{group.name} charges come to {dollars(group.total)}"
    if not group.complete:
        so_far += ", with what is known of today"
    if not group.above:
        return Severity.NOTE, f"{so_far}: the {limit} of {year} is not passed. {_ACCRUES}"
    return _above(case, group, f"{so_far}, above the {limit} of {year}")


def _above(case: Case, group: GroupThreshold, passed: str) -> tuple[Severity, str]:
    attested = case.visit.attested
    codes = case.named(*group.rows_above)
    if attested.medically_necessary:
        more = (
            " An ABN is for care that is not necessary, so GA is not added."
            if attested.advance_notice
            else ""
        )
        return Severity.NOTE, (
            f"{passed}: by your statement KX stands on {codes}. The note must show that "
            f"the care is medically necessary.{more} {_ACCRUES}"
        )
    if attested.advance_notice:
        return Severity.NOTE, (
            f"{passed}: with the signed ABN, GA stands on {codes}. Medicare denies that, and "
            f"the patient owes your charge (confirm with your MAC). {_ACCRUES}"
        )
    return Severity.ACTION, (
        f"{passed}: without KX, {codes} will be denied, and the amounts leave that out. If the "
        f"care is medically necessary, state it ({_STATE}), which adds KX. If it is not, have the "
        f"patient sign an ABN beforehand and state that, which adds GA. {_ACCRUES}"
    )


def _remedy(case: Case) -> Statement:
    return Statement(
        "The care is medically necessary: add KX",
        replace(case.visit.attested, medically_necessary=True),
    )
