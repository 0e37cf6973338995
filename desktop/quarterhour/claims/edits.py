"""What the NCCI says of the codes on a claim: pairs that are not paid together, unit limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from quarterhour.claims.case import BilledPair, Case
from quarterhour.claims.lines import claim_lines
from quarterhour.reference import Reference


def with_edits(case: Case, reference: Reference) -> Case:
    """Return the case with the pairs and the limits of the codes that are on the claim."""
    rows: dict[str, int] = {}
    for line in claim_lines(case):
        rows.setdefault(line.code, line.row)
    day = case.visit.date_of_service
    limits = [reference.unit_limit(code, day) for code in rows]
    return replace(
        case,
        pairs=tuple(_pairs(case, rows, reference)),
        limits=tuple(limit for limit in limits if limit is not None),
    )


def _pairs(case: Case, rows: dict[str, int], reference: Reference) -> Iterator[BilledPair]:
    day = case.visit.date_of_service
    stated = {frozenset(pair) for pair in case.visit.attested.separate}
    for one, two in permutations(rows, 2):
        edit = reference.pair_edit(one, two, day)
        if edit is not None and edit.modifier_indicator in ("0", "1") and edit.in_force(day):
            yield BilledPair(edit, (rows[one], rows[two]), frozenset((one, two)) in stated)
