"""The families of hints, in the order in which their hints are told."""

from __future__ import annotations

from quarterhour.claims.hints.add_ons import add_on_hints
from quarterhour.claims.hints.assistant import assistant_hints
from quarterhour.claims.hints.calls import call_hints
from quarterhour.claims.hints.co_treatment import co_treatment_hints
from quarterhour.claims.hints.coverage import coverage_hints
from quarterhour.claims.hints.data import edition_hints, locality_hints, unread_hints
from quarterhour.claims.hints.discipline import discipline_hints
from quarterhour.claims.hints.hint import Hint, as_read
from quarterhour.claims.hints.kx import kx_hints
from quarterhour.claims.hints.modifier import modifier_hints
from quarterhour.claims.hints.mue import mue_hints
from quarterhour.claims.hints.ncci import ncci_hints
from quarterhour.claims.hints.payer import other_payer_hint, payer_hints
from quarterhour.claims.hints.procedures import procedure_hints
from quarterhour.claims.hints.telehealth import telehealth_hints
from quarterhour.claims.hints.tie import tie_hints
from quarterhour.claims.hints.timing import timing_hints
from quarterhour.claims.judged import Judged

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


def hints_of(case: Judged) -> tuple[Hint, ...]:
    """Return every hint of a case, the pressing ones first, else in order of the families."""
    families = FAMILIES if case.medicare else (unread_hints, other_payer_hint)
    checked = case.visit.checked
    found = [as_read(hint, checked) for family in families for hint in family(case)]
    return tuple(sorted(found, key=lambda hint: hint.severity.rank))
