"""The families of hints, in the order in which their hints are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quarterhour.claims.hints.add_ons import add_on_hints
from quarterhour.claims.hints.assistant import assistant_hints
from quarterhour.claims.hints.calls import call_hints
from quarterhour.claims.hints.co_treatment import co_treatment_hints
from quarterhour.claims.hints.coverage import coverage_hints, uncounted_hints
from quarterhour.claims.hints.data import edition_hints, locality_hints, unread_hints
from quarterhour.claims.hints.discipline import discipline_hints
from quarterhour.claims.hints.hint import Hint, as_read
from quarterhour.claims.hints.kx import kx_hints
from quarterhour.claims.hints.modifier import modifier_hints
from quarterhour.claims.hints.mue import mue_hints
from quarterhour.claims.hints.ncci import ncci_hints
from quarterhour.claims.hints.payer import other_payer_hint, payer_hints
from quarterhour.claims.hints.plan import plan_hints
from quarterhour.claims.hints.procedures import procedure_hints
from quarterhour.claims.hints.telehealth import telehealth_hints
from quarterhour.claims.hints.tie import tie_hints
from quarterhour.claims.hints.timing import minutes_hints, timing_hints
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.payer_facts import PayerFacts

FAMILIES = (
    unread_hints,
    edition_hints,
    locality_hints,
    procedure_hints,
    coverage_hints,
    discipline_hints,
    assistant_hints,
    timing_hints,
    add_on_hints,
    call_hints,
    co_treatment_hints,
    ncci_hints,
    mue_hints,
    tie_hints,
    payer_hints,
    kx_hints,
    telehealth_hints,
    modifier_hints,
)


# What is true of Medicare's fees alone, beside a payer that is like Medicare at prices of its own.
_OF_MEDICARES_FEES = frozenset(
    {
        Topic.ASSIGNMENT_ACCEPTED,
        Topic.ASSIGNMENT_NOT_ACCEPTED,
        Topic.CHARGE_ABOVE_LIMIT,
        Topic.CHARGE_BELOW_FEE,
        Topic.MAC_PRICES_DIFFER,
        Topic.MAC_PRICE_NOT_USED,
        Topic.NO_NATIONAL_PRICE,
        Topic.NO_QUALIFYING_FACTOR,
        Topic.PARTICIPATION_ASSUMED,
    }
)


_OF_ANY_PAYER = (unread_hints, uncounted_hints, minutes_hints, tie_hints)


def hints_of(case: Judged, facts: PayerFacts | None = None) -> tuple[Hint, ...]:
    """Return every hint of a case, the pressing ones first, else in order of the families.

    `facts` are what pricing found of another payer's claim.
    """
    families: Sequence[Callable[[Judged], Iterator[Hint]]] = FAMILIES
    if not case.medicare:
        families = (unread_hints, other_payer_hint) if case.plan is None else _OF_ANY_PAYER
    checked = case.visit.checked
    hints = [hint for family in families for hint in family(case)]
    if case.plan is not None:
        if case.plan.payer.price:
            hints = [hint for hint in hints if hint.topic not in _OF_MEDICARES_FEES]
        hints += plan_hints(case, case.plan, facts or PayerFacts())
    found = [as_read(hint, checked) for hint in hints]
    return tuple(sorted(found, key=lambda hint: hint.severity.rank))
