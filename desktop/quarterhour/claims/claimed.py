"""The second stage of a claim: its lines, and what the NCCI says of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations, product
from typing import Any, NamedTuple

from quarterhour.claims.coded import Coded
from quarterhour.claims.lines import NO_PRICES, PriceList, UnmarkedLine, unmarked_lines
from quarterhour.reference import (
    CodeList,
    ListedCode,
    MinuteBand,
    PairEdit,
    PairParts,
    Parameter,
    Reference,
    TypedAmount,
    UnitLimit,
    YearlyAmount,
)
from quarterhour.visit import Attested, SeparatePair

# What sets fees along with an edition: in an estimate it is that of the edition's time.
_OF_FEES = ("qualifying_apm_conversion_factor", "work_gpci_floor")


class BilledPair(NamedTuple):
    """Two lines of the claim that the NCCI does not pay together; `rows` are their services'.

    `lines` are their indexes on the claim, column 1 first. `services` are the codes that name the
    two services: what is confirmed applies to both. `modifier` says that they were
    separate, if the therapist confirms it; else it is empty; `answered_no`, that they were not.
    `others_confirmed` is what is confirmed of everything else. Lines of two disciplines are of two
    practitioners, whom the pair does not bind. A pair that is not
    `known` may not have been in force on the day: it is warned of, and denies nothing. One that
    isn't `binding` is Medicare's, and another payer was not seen to follow it.
    """

    edit: PairEdit
    rows: tuple[int, int]
    lines: tuple[int, int]
    services: frozenset[str]
    modifier: str = ""
    two_disciplines: bool = False
    answered_no: bool = False
    known: bool = True
    others_confirmed: Attested = Attested()
    binding: bool = True

    @property
    def never(self) -> bool:
        """Whether one practitioner is never paid both, with or without a modifier."""
        binds = self.binding and self.known and not self.two_disciplines
        return binds and self.edit.modifier_indicator == "0"

    @property
    def modifier_allowed(self) -> bool:
        """Whether a modifier can say that they were separate."""
        return self.edit.modifier_indicator == "1"

    @property
    def denied(self) -> bool:
        """Whether column 2 is not paid as entered."""
        open_ = self.binding and self.known and not self.two_disciplines
        return self.never or (open_ and not self.modifier)

    @property
    def marked(self) -> str:
        """The confirmed modifier for column 2, once nothing denies it. Empty if none is allowed."""
        return self.modifier if self.modifier_allowed else ""


@dataclass(frozen=True)
class Claimed(Coded):
    """A coded visit with its claim lines, whose modifiers depend on what would be denied.

    `pairs` are those on it that the NCCI does not pay together, `deleted_edits` those that it once
    listed and deleted; `without_pairs` are the codes whose edits no loaded table has, `pair_parts`
    the imported parts of the day's quarter, where there are some. `limits` has the most units a day
    of each code, where there is a limit; they deny where `limits_bind`. `law` has the parameters in
    force on the day, by name, `typed` the amounts that the user typed; `listed` the rules that name
    a code of a line or of a row, `rules` the first of them by list and code; `minute_bands` the
    bands of minutes of their families of codes.
    """

    unmarked: tuple[UnmarkedLine, ...]
    pairs: tuple[BilledPair, ...]
    deleted_edits: tuple[PairEdit, ...]
    without_pairs: tuple[str, ...]
    pair_parts: PairParts | None
    limits: tuple[UnitLimit, ...]
    law: Mapping[str, Parameter]
    typed: Mapping[YearlyAmount, TypedAmount]
    listed: tuple[ListedCode, ...]
    rules: Mapping[tuple[CodeList, str], ListedCode]
    minute_bands: Mapping[str, tuple[MinuteBand, ...]]
    limits_bind: bool

    def on_list(self, name: CodeList, code: str) -> ListedCode | None:
        """Return the rule of a list that names a code of the visit, if it does."""
        return self.rules.get((name, code))


def claim(coded: Coded, reference: Reference, prices: PriceList = NO_PRICES) -> Claimed:
    """Return the case with its claim lines, and the pairs and limits of their codes.

    `prices` fill charges that were not entered. Pairs and limits are Medicare's: of another payer
    they bind where its text says so, and none are looked up where it has no file.
    """
    lines = unmarked_lines(coded, prices)
    terms = coded.terms
    if not coded.medicare and terms is None:
        return _without_rules(coded, lines)
    day = coded.visit.date_of_service
    if terms is not None and terms.by_no_edits:
        codes = []
    else:
        codes = list(dict.fromkeys(line.code for line in lines))
    known = reference.edits.pair_edits_among(codes, day)
    in_force = {(edit.column_1, edit.column_2): edit for edit in known if edit.denies_on(day)}
    pairs = (*_billed(coded, lines, in_force, reference), *_own_pairs(coded, lines))
    named = dict.fromkeys(
        (*(line.code for line in lines), *(entry.code for entry in coded.visit.services))
    )
    limits = _limits(coded, lines, reference)
    listed = tuple(each for code in named for each in reference.listed(code, day))
    return Claimed(
        **vars(coded),
        unmarked=lines,
        pairs=attested_pairs(pairs, coded.visit.attested, reference),
        deleted_edits=tuple(
            edit
            for edit in known
            if (terms is None or terms.by_ncci) and _deleted(edit, in_force, reference)
        ),
        without_pairs=tuple(code for code in codes if not reference.edits.covers_pairs(code, day)),
        pair_parts=reference.edits.pair_parts_on(day),
        limits=limits,
        limits_bind=terms is None or terms.by_mue,
        law=_law(coded, reference),
        typed=_typed(coded, reference),
        listed=listed,
        rules={(each.list, each.code): each for each in reversed(listed)},
        minute_bands={code: bands for code in named if (bands := reference.minute_bands(code))},
    )


def _without_rules(coded: Coded, lines: tuple[UnmarkedLine, ...]) -> Claimed:
    """Return the claim of a payer of which nothing is known."""
    return Claimed(
        **vars(coded),
        unmarked=lines,
        pairs=(),
        deleted_edits=(),
        without_pairs=(),
        pair_parts=None,
        limits=(),
        law={},
        typed={},
        listed=(),
        rules={},
        minute_bands={},
        limits_bind=False,
    )


def _limits(
    coded: Coded, lines: tuple[UnmarkedLine, ...], reference: Reference
) -> tuple[UnitLimit, ...]:
    """Return Medicare's limits, but for codes of which the payer has its own, or has none."""
    terms, day = coded.terms, coded.visit.date_of_service
    if terms is not None and (terms.by_no_limits or terms.unit_limits):
        return ()
    codes = dict.fromkeys(line.code for line in lines)
    limits = (reference.edits.unit_limit(code, day) for code in codes)
    return tuple(limit for limit in limits if limit is not None)


def _own_pairs(coded: Coded, lines: tuple[UnmarkedLine, ...]) -> Iterator[BilledPair]:
    """Yield the payer's own pairs, line against line: the second code is not paid with the first.

    They bind one discipline, as Medicare's do.
    """
    for first, second in coded.terms.pairs if coded.terms else ():
        edit = PairEdit("", coded.visit.date_of_service, first, second, None, None, "1")
        for (at, one), (other, two) in permutations(enumerate(lines), 2):
            if (one.code, two.code) == (first, second):
                entries = coded.visit.services
                apart = entries[one.row].discipline != entries[two.row].discipline
                rows, codes = (one.row, two.row), frozenset((first, second))
                yield BilledPair(edit, rows, (at, other), codes, two_disciplines=apart)


def _law(coded: Coded, reference: Reference) -> Mapping[str, Parameter]:
    """Return the parameters in force, by name: those of an estimate's fees are of their time."""
    law = reference.parameters_on(coded.visit.date_of_service)
    if coded.estimated_with is None:
        return law
    of_fees = reference.parameters_on(coded.day_of_fees)
    others = {name: found for name, found in law.items() if name not in _OF_FEES}
    return others | {name: of_fees[name] for name in _OF_FEES if name in of_fees}


def _typed(coded: Coded, reference: Reference) -> Mapping[YearlyAmount, TypedAmount]:
    """Return the amounts that the user typed: those of an estimate's fees are of their year."""
    found = {each.kind: each for each in reference.typed_in(coded.visit.date_of_service.year)}
    of_fees = {each.kind: each for each in reference.typed_in(coded.day_of_fees.year)}
    return {
        kind: typed
        for kind in YearlyAmount
        if (typed := (of_fees if kind in _OF_FEES else found).get(kind)) is not None
    }


def pairs_by_services(pairs: Iterable[BilledPair]) -> list[tuple[BilledPair, ...]]:
    """Return pairs grouped by the two services that they are of, in order.

    A first code and its add-on are one service: a question and its answer apply to both. Where a
    modifier is allowed for one alone, there is nothing to ask of the other.
    """
    groups: dict[tuple[tuple[int, int], bool, bool], list[BilledPair]] = {}
    for pair in pairs:
        groups.setdefault((pair.rows, pair.modifier_allowed, pair.known), []).append(pair)
    return [tuple(group) for group in groups.values()]


def services_of_pair(codes: frozenset[str], reference: Reference) -> frozenset[str]:
    """Return the codes that name the services of a pair.

    What is confirmed for a first code applies to its add-on, which is the same service.
    """
    known = {code: reference.services.get(code) for code in codes}
    return frozenset(
        service.first_code if service and service.first_code else code
        for code, service in known.items()
    )


def attested_pairs(
    pairs: tuple[BilledPair, ...], attested: Attested, reference: Reference
) -> tuple[BilledPair, ...]:
    """Return the pairs with what is answered of each: by a modifier yes, or no."""
    yes = {services_of_pair(pair.codes, reference): pair.modifier for pair in attested.separate}
    no = {services_of_pair(frozenset(codes), reference) for codes in attested.not_separate}
    return tuple(
        pair._replace(
            modifier=yes.get(pair.services, ""),
            answered_no=pair.services in no,
            others_confirmed=_others_confirmed(attested, pair.services, reference),
        )
        for pair in pairs
    )


def _others_confirmed(
    attested: Attested, services: frozenset[str], reference: Reference
) -> Attested:
    """Return what is confirmed, without any answer about two services."""
    if not attested.separate and not attested.not_separate:
        return attested

    def others(confirmed: Iterable[SeparatePair | tuple[str, str]]) -> Iterator[Any]:
        for each in confirmed:
            named = each.codes if isinstance(each, SeparatePair) else frozenset(each)
            if services_of_pair(named, reference) != services:
                yield each

    return replace(
        attested,
        separate=tuple(others(attested.separate)),
        not_separate=tuple(others(attested.not_separate)),
    )


def _deleted(
    edit: PairEdit, in_force: dict[tuple[str, str], PairEdit], reference: Reference
) -> bool:
    """Return whether no edit of two services is in force any more.

    CMS swapped the columns of some pairs: the old order is deleted, the new one is in force.
    """
    one, two = edit.column_1, edit.column_2
    return not ({(one, two), (two, one)} & in_force.keys()) and (
        len(services_of_pair(frozenset((one, two)), reference)) > 1
    )


def _billed(
    coded: Coded,
    lines: tuple[UnmarkedLine, ...],
    in_force: dict[tuple[str, str], PairEdit],
    reference: Reference,
) -> Iterator[BilledPair]:
    """Yield the pairs line against line."""
    entries = coded.visit.services
    services = {codes: services_of_pair(frozenset(codes), reference) for codes in in_force}
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        places.setdefault(line.code, []).append(at)
    found = (
        (at, other, codes)
        for codes in in_force
        for at, other in product(*(places[code] for code in codes))
    )
    for at, other, codes in sorted(found):
        rows = lines[at].row, lines[other].row
        edit = in_force[codes]
        yield BilledPair(
            edit,
            rows,
            (at, other),
            services[codes],
            two_disciplines=len({entries[row].discipline for row in rows}) > 1,
            known=edit.known_on(coded.visit.date_of_service),
            binding=coded.terms is None or coded.terms.by_ncci,
        )
