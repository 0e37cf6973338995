"""Hints about who may bill a code."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case, Standing
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.modifiers import PLAN_OF_CARE

_CITATION = "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 20.1; CMS therapy code list"

_QUALIFIED = (
    "42 CFR 410.59, 410.60 and 410.62; Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 230"
)
_PROFESSION = {
    "chiropractor": "A chiropractor",
    "massage therapist": "A massage therapist",
    "athletic trainer": "An athletic trainer",
}


def discipline_hints(case: Case) -> Iterator[Hint]:
    """Name codes entered under a discipline that cannot, or seldom does, bill them."""
    for service in case.services:
        code, discipline = service.code, service.entry.discipline
        if code is None:
            continue
        if service.standing is Standing.NOT_THERAPY:
            yield Hint(
                "discipline",
                Severity.ACTION,
                (service.row,),
                f"{code.code} is not a therapy code: only a chiropractor bills it to Medicare, "
                "with AT while the treatment is active (confirm with your MAC). It is left off "
                "this claim, which is for therapy.",
                f"{_CITATION}; Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 240.1.3",
            )
        elif service.standing is Standing.NOT_BY_A_THERAPIST:
            yield Hint(
                "discipline",
                Severity.ACTION,
                (service.row,),
                f"{_PROFESSION[case.visit.provider.profession]} cannot bill {code.code} to "
                "Medicare as therapy: a qualified therapist, or an assistant under one, must "
                "give it. It is left off the claim.",
                _QUALIFIED,
            )
        elif service.standing is Standing.OTHER_DISCIPLINE:
            yield Hint(
                "discipline",
                Severity.ACTION,
                (service.row,),
                f"{code.code} goes with {PLAN_OF_CARE[code.locked_to]} only: enter it under "
                f"{code.locked_to}, or choose a code that {discipline} may bill. It is left off "
                "the claim.",
                f"{_CITATION} (confirm with your MAC)",
            )
        elif service.standing.billable and discipline not in code.disciplines:
            yield Hint(
                "discipline",
                Severity.WARNING,
                (service.row,),
                f"{code.code} is seldom billed under {discipline} "
                f"(usual: {' and '.join(code.disciplines)}): confirm with your MAC.",
                f"{_CITATION} (confirm with your MAC)",
            )
