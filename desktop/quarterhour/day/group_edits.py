"""NCCI edits that the code of a group falls under, beside the other services of a visit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from quarterhour.reference import PairEdit, Reference
from quarterhour.visit import MEDICARE, Visit


def group_edits(
    groups: Iterable[str], visit: Visit, codes: Iterable[str], reference: Reference
) -> tuple[PairEdit, ...]:
    """Return the edits of codes for groups with the billed codes of a visit, not yet answered."""
    if visit.payer != MEDICARE:
        return ()
    groups = {*groups}
    attested = visit.attested
    answered = {each.codes for each in attested.separate} | set(
        map(frozenset, attested.not_separate)
    )
    day = visit.date_of_service
    edits = [
        reference.edits.pair_edit(*pair, day)
        for pair in permutations(codes, 2)
        if groups & {*pair} and frozenset(pair) not in answered
    ]
    return tuple(edit for edit in edits if edit and edit.denies_on(day))
