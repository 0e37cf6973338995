"""Hints about who may bill a code."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.modifiers import DISCIPLINE_MODIFIERS
from quarterhour.claims.phrases import listed
from quarterhour.claims.services import BillingStatus

_CITATION = "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §20.1; CMS therapy code list"
_CHIROPRACTIC = "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §240.1.3"
_QUALIFIED = (
    "42 CFR 410.59, 410.60 and 410.62; Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §230"
)


def discipline_hints(case: Judged) -> Iterator[Hint]:
    """Name codes entered under a discipline that cannot, or rarely does, bill them."""
    for service in case.services:
        code, discipline = service.code, service.entry.discipline
        if code is None:
            continue
        rows, codes = (service.row,), (code.code,)
        if service.billing_status is BillingStatus.NOT_THERAPY:
            citation = f"{_CITATION}; {_CHIROPRACTIC}"
            yield make_hint(Topic.NOT_THERAPY, Severity.ACTION, rows, codes, citation)
        elif service.billing_status is BillingStatus.NOT_BY_A_THERAPIST:
            yield make_hint(
                Topic.NOT_BY_A_THERAPIST,
                Severity.ACTION,
                rows,
                codes,
                _QUALIFIED,
                who=part(case.visit.provider.profession),
            )
        elif service.billing_status is BillingStatus.OTHER_DISCIPLINE:
            yield make_hint(
                Topic.OTHER_DISCIPLINE,
                Severity.ACTION,
                rows,
                codes,
                _CITATION,
                only=code.locked_to,
                modifier=DISCIPLINE_MODIFIERS[code.locked_to],
                discipline=discipline,
            )
        elif service.billing_status.billable and discipline not in code.disciplines:
            yield make_hint(
                Topic.SELDOM_BILLED,
                Severity.WARNING,
                rows,
                codes,
                _CITATION,
                discipline=discipline,
                usual=listed(code.disciplines),
            )
