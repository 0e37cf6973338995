"""What the NCCI says of the codes on a claim: pairs that are not paid together, unit limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations

from quarterhour.claims.case import BilledPair, Case
from quarterhour.claims.lines import claim_lines
from quarterhour.reference import PairEdit, Reference

_NO_EDIT = "9"


def with_edits(case: Case, reference: Reference) -> Case:
    """Return the case with the pairs and the limits of the codes that are on the claim."""
    rows: dict[str, list[int]] = {}
    for line in claim_lines(case):
        rows.setdefault(line.code, []).append(line.row)
    day = case.visit.date_of_service
    edits = [reference.pair_edit(one, two, day) for one, two in permutations(rows, 2)]
    known = [edit for edit in edits if edit is not None]
    held = [edit for edit in known if _holds(edit, day)]
    # CMS turned some pairs round: the old order is deleted, and the new one holds.
    holding = {frozenset((edit.column_1, edit.column_2)) for edit in held}
    limits = [reference.unit_limit(code, day) for code in rows]
    return replace(
        case,
        pairs=_billed(case, held, rows, reference),
        lapsed_pairs=tuple(
            edit for edit in known if frozenset((edit.column_1, edit.column_2)) not in holding
        ),
        limits=tuple(limit for limit in limits if limit is not None),
        telehealth=reference.parameter("telehealth_by_therapists", day),
    )


def services_of_pair(codes: frozenset[str], reference: Reference) -> frozenset[str]:
    """Return the codes that name the services of a pair.

    What is stated of a first code holds for its add-on, which is the same service.
    """
    known = {code: reference.services.get(code) for code in codes}
    return frozenset(
        service.first_code if service and service.first_code else code
        for code, service in known.items()
    )


def _holds(edit: PairEdit, day: date) -> bool:
    return edit.modifier_indicator != _NO_EDIT and edit.in_force(day)


def _billed(
    case: Case, edits: Iterable[PairEdit], rows: dict[str, list[int]], reference: Reference
) -> tuple[BilledPair, ...]:
    """Join each edit with its services and what is stated of them."""
    separate = case.visit.attested.separate
    stated = {services_of_pair(pair.codes, reference): pair.modifier for pair in separate}
    pairs = []
    for edit in edits:
        one, two = rows[edit.column_1], rows[edit.column_2]
        disciplines = [{case.visit.services[row].discipline for row in of} for of in (one, two)]
        codes = frozenset((edit.column_1, edit.column_2))
        modifier = stated.get(services_of_pair(codes, reference), "")
        apart = disciplines[0].isdisjoint(disciplines[1])
        pairs.append(BilledPair(edit, (one[0], two[0]), modifier, apart))
    return tuple(pairs)
