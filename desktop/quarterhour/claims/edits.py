"""What the NCCI says of the lines of a claim: pairs that are not paid together, unit limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations

from quarterhour.claims.case import BilledPair, Case
from quarterhour.claims.lines import unmarked_lines
from quarterhour.reference import PairEdit, Reference
from quarterhour.visit import Attested

_NO_EDIT = "9"


def with_edits(case: Case, reference: Reference) -> Case:
    """Return the case with its claim lines, and the pairs and limits of their codes."""
    case = replace(case, lines=unmarked_lines(case))
    day = case.visit.date_of_service
    codes = list(dict.fromkeys(line.code for line in case.lines))
    edits = [reference.pair_edit(one, two, day) for one, two in permutations(codes, 2)]
    known = [edit for edit in edits if edit is not None]
    held = {(edit.column_1, edit.column_2): edit for edit in known if _holds(edit, day)}
    limits = [reference.unit_limit(code, day) for code in codes]
    return replace(
        case,
        pairs=stated_pairs(tuple(_billed(case, held, reference)), case.visit.attested, reference),
        lapsed_pairs=tuple(edit for edit in known if _lapsed(edit, held, reference)),
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


def stated_pairs(
    pairs: tuple[BilledPair, ...], attested: Attested, reference: Reference
) -> tuple[BilledPair, ...]:
    """Return the pairs with the modifier of those that are stated to be separate."""
    stated = {services_of_pair(pair.codes, reference): pair.modifier for pair in attested.separate}

    def with_modifier(pair: BilledPair) -> BilledPair:
        modifier = stated.get(pair.services, "")
        return pair if pair.modifier == modifier else replace(pair, modifier=modifier)

    return tuple(map(with_modifier, pairs))


def _holds(edit: PairEdit, day: date) -> bool:
    return edit.modifier_indicator != _NO_EDIT and edit.in_force(day)


def _lapsed(edit: PairEdit, held: dict[tuple[str, str], PairEdit], reference: Reference) -> bool:
    """Return whether nothing holds between two services any more.

    CMS turned some pairs round: the old order is deleted, and the new one holds.
    """
    one, two = edit.column_1, edit.column_2
    return not ({(one, two), (two, one)} & held.keys()) and (
        len(services_of_pair(frozenset((one, two)), reference)) > 1
    )


def _billed(
    case: Case, held: dict[tuple[str, str], PairEdit], reference: Reference
) -> Iterator[BilledPair]:
    """Yield the pairs line against line."""
    entries = case.visit.services
    services = {codes: services_of_pair(frozenset(codes), reference) for codes in held}
    for (at, one), (other, two) in permutations(enumerate(case.lines), 2):
        edit = held.get((one.code, two.code))
        if edit is not None:
            apart = entries[one.row].discipline != entries[two.row].discipline
            named = services[one.code, two.code]
            yield BilledPair(edit, (one.row, two.row), (at, other), named, two_disciplines=apart)
