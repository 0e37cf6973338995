"""What a payer's text leaves open, setting by setting: the ways in which it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from quarterhour.payers.kinds import DoesNotApply
from quarterhour.payers.model import Payer
from quarterhour.payers.price import MEDICARE_BASE, RVU, VISIT_RATE
from quarterhour.payers.settings import Assistant, Cap, Counting, Reduction
from quarterhour.payers.terms import RANK_FIRST, RANK_FIRST_DEAREST, ReductionTerms, Terms

# How many choices are tried each, where a limit doesn't say which codes or units it keeps.
MAX_KEPT = 12

Change = Callable[[Terms], Terms]


class Choice(NamedTuple):
    """One way to read a setting: the setting, the way, and what it changes in the terms."""

    setting: str
    way: str
    change: Change


def open_choices(payer: Payer, terms: Terms) -> Iterator[Sequence[Choice]]:
    """Yield the ways to read each setting that decides money or units and isn't given."""
    like = bool(payer.like)
    yield _open_counting(payer.counting, like)
    yield _open_reduction(payer.reduction, terms.reduction, like)
    of_units = [cap for cap in payer.caps if cap.stated_surplus is None and not cap.is_a_sum]
    for at, cap in enumerate(payer.caps):
        yield from _open_cap(at, cap, each=len(of_units) == 1)
        if cap.measure == "rvus" and _has_several_factors(terms):
            yield _open_rvus(at)
    of_open = isinstance(payer.assistant, Assistant) and payer.assistant.of is None
    if of_open and terms.assistant.factor != 1 and not like:
        yield [
            Choice("assistant.of", way, _changed("assistant", of_allowed=of_allowed))
            for way, of_allowed in (("the payer's share", False), ("the allowed amount", True))
        ]
    if terms.assistant.factor != 1 and _has_sums(terms):
        yield [
            Choice("assistant.sum", way, _changed("assistant", of_sums=of_sums))
            for way, of_sums in (("one amount not cut", False), ("one amount cut whole", True))
        ]
    yield _open_tie(terms)
    yield _open_order(terms, of_share=of_open or not terms.assistant.of_allowed)


def _open_tie(terms: Terms) -> list[Choice]:
    """Leave open whose unit is first of equal ranks, where one is cut; Medicare's is by entry."""
    if terms.assistant.factor == 1 or terms.reduction.kind == "none" or terms.medicare:
        return []

    return [
        Choice("reduction.tie", way, _changed("reduction", assistants_first=assistants_first))
        for way, assistants_first in (
            ("the therapist's unit first", False),
            ("the assistant's unit first", True),
        )
    ]


def _open_order(terms: Terms, of_share: bool) -> list[Choice]:
    """Leave open whose lines pay what the patient owes, where a part of the lines is cut after it.

    Medicare's deductible is first come first served.
    """
    patient = terms.patient
    owes = patient.copay is not None or (patient.has_deductible and not terms.medicare)
    if terms.assistant.factor == 1 or not (of_share and owes):
        return []

    return [
        Choice("patient.order", way, _changed("patient", assistants_first=assistants_first))
        for way, assistants_first in (
            ("from the therapist's lines first", False),
            ("from the assistant's lines first", True),
        )
    ]


def _has_sums(terms: Terms) -> bool:
    """Return whether several lines can be paid one amount."""
    capped = any(terms_of_cap.cap.is_a_sum for terms_of_cap in terms.caps)
    by_visit = any(tier.base == VISIT_RATE for tier in terms.tiers)
    return capped or by_visit or terms.lesser == "claim"


def _changed(section: str, **changes: Any) -> Change:
    """Return what changes settings of one section of the terms."""
    return lambda terms: replace(terms, **{section: replace(getattr(terms, section), **changes)})


def _cap_changed(at: int, **changes: Any) -> Change:
    """Return what changes settings of one cap of the terms."""

    def change(terms: Terms) -> Terms:
        caps = list(terms.caps)
        caps[at] = replace(caps[at], **changes)
        return replace(terms, caps=tuple(caps))

    return change


def _open_counting(section: Counting | DoesNotApply | None, like: bool) -> list[Choice]:
    if like and not isinstance(section, Counting):
        return []
    method = section.method if isinstance(section, Counting) else None
    if method is None:
        return [
            Choice("counting.method", way, _changed("counting", method=name))
            for way, name in (("total minutes", "total-minutes"), ("CPT midpoint", "midpoint"))
        ]
    if isinstance(section, Counting) and section.codes and section.others is None:
        other = "midpoint" if method == "total-minutes" else "total-minutes"
        return [
            Choice(
                "counting.others",
                f"{_METHOD_WORDS[method]} for all",
                _changed("counting", others=method),
            ),
            Choice(
                "counting.others",
                f"{_METHOD_WORDS[other]} for the other codes",
                _changed("counting", others=other),
            ),
        ]
    return []


_METHOD_WORDS = {
    "total-minutes": "total minutes",
    "midpoint": "CPT midpoint",
    "full-quarter-hours": "full 15 minutes",
    "session": "one unit a session",
}


def _open_reduction(
    section: Reduction | DoesNotApply | None, own: ReductionTerms, like: bool
) -> list[Choice]:
    stated = isinstance(section, DoesNotApply) or (
        isinstance(section, Reduction) and section.kind is not None
    )
    if like or stated:
        return []

    return [
        Choice("reduction.kind", f"practice expense at {own.pays[0]:.0%}", _changed("reduction")),
        Choice("reduction.kind", "no reduction", _changed("reduction", kind="none")),
    ]


def _has_several_factors(terms: Terms) -> bool:
    """Return whether RVUs can have several prices; those of Medicare's fees differ by code."""
    with_rvus = [tier for tier in terms.tiers if tier.base in (RVU, MEDICARE_BASE)]
    factors = {tier.conversion_factor for tier in with_rvus}
    return len(factors) > 1 or None in factors


def _open_rvus(at: int) -> list[Choice]:
    return [
        Choice(f"caps[{at}].rvus", way, _cap_changed(at, dearest_rvus=dearest))
        for way, dearest in (
            ("RVUs of the lowest price kept", False),
            ("RVUs of the highest price kept", True),
        )
    ]


def _open_cap(at: int, cap: Cap, each: bool) -> Iterator[list[Choice]]:
    """Leave open for whom a limit counts, and what goes.

    With `each`, each choice of units is tried, too; of several limits there would be too many ways.
    """
    if cap.by is None and cap.measure != "codes":
        yield [
            Choice(f"caps[{at}].by", "for all disciplines together", _cap_changed(at, by="day")),
            Choice(f"caps[{at}].by", "for each discipline", _cap_changed(at, by="discipline")),
        ]
    if cap.stated_surplus is not None:
        return
    if cap.measure == "codes":
        yield _each_choice(at, "keep-codes")
    elif not cap.is_a_sum:
        yield [
            Choice(f"caps[{at}].surplus", way, _cap_changed(at, surplus=surplus))
            for way, surplus in (
                ("units kept in the order entered", "trim-order"),
                ("cheapest units dropped", "trim-cheapest"),
                # Not a way that anyone would choose: what is kept can't come to less.
                ("dearest units dropped", "trim-dearest"),
                ("ranked for the reduction first, then kept in order", RANK_FIRST),
                ("ranked for the reduction first, then dearest dropped", RANK_FIRST_DEAREST),
            )
        ] + (_each_choice(at, "keep-units") if each else [])


def _each_choice(at: int, surplus: str) -> list[Choice]:
    """Return the choices by their numbers: what each keeps depends on the visit."""
    return [
        Choice(f"caps[{at}].surplus", str(keeps), _cap_changed(at, surplus=surplus, keeps=keeps))
        for keeps in range(MAX_KEPT)
    ]
