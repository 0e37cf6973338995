"""What a payer's text leaves open: one reading for each way in which it can be read.

A setting that is not given has an assumption, which is said. Where it decides money and nobody can
know it, each way is a reading of its own, and the amounts are a range from the least to the most.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any, NamedTuple

from quarterhour.payers.checks import settings_with_sources
from quarterhour.payers.kinds import DoesNotApply, Stated
from quarterhour.payers.model import MUE, NCCI, Payer
from quarterhour.payers.open_settings import open_choices
from quarterhour.payers.price import DATE_OF_SERVICE, MEDICARE_BASE, Tier
from quarterhour.payers.settings import (
    NONE,
    Assistant,
    Cap,
    Counting,
    Modifiers,
    PatientShare,
    Reduction,
    TwoModifiers,
)
from quarterhour.payers.terms import (
    AssistantTerms,
    CapTerms,
    CountingTerms,
    ModifierTerms,
    PatientTerms,
    ReductionTerms,
    Terms,
)

# Each is priced with every key.
MOST_READINGS = 1000
_HALF = Decimal("0.50")

# What a file can say, but for its name and dates.
SETTINGS = (
    "counting",
    "price",
    "not_priced",
    "lesser_of_charge",
    "reduction",
    "caps",
    "unit_limits",
    "assistant",
    "sequestration",
    "modifiers",
    "codes",
    "evaluation_same_day",
    "edits",
    "patient",
    "rounding",
)


class Reading(NamedTuple):
    """The terms of one reading, and the ways that make it; the first of all is the usual one."""

    terms: Terms
    ways: tuple[tuple[str, str], ...]


class Plan(NamedTuple):
    """A payer's file for a date of service, and its readings, the usual one first.

    Where it isn't `in_force` on that date, it is the nearest one: units follow it, and it has no
    amounts.
    """

    payer: Payer
    in_force: bool
    readings: tuple[Reading, ...]

    @property
    def terms(self) -> Terms:
        """The terms of the usual reading."""
        return self.readings[0].terms

    @property
    def as_medicare(self) -> bool:
        """Whether it is like Medicare and states nothing else: Medicare's amounts are its own."""
        payer = self.payer
        stated = (getattr(payer, name) for name in SETTINGS)
        return bool(payer.like) and not any(stated)

    @property
    def states_counting(self) -> bool:
        """Whether the payer states how minutes become units."""
        return self.terms.counting.stated


class Law(NamedTuple):
    """Medicare's rates on the date of service, for a payer that is like it."""

    coinsurance: Decimal
    assistant_factor: Decimal
    sequestration: Decimal
    practice_expense_share: Decimal


def count_readings(payer: Payer) -> int:
    """Return how many readings a payer's rules have: the ways of all open settings, multiplied."""
    terms = terms_of(payer, Law(*[Decimal(1)] * len(Law._fields)))
    return prod(len(options) for options in open_choices(payer, terms) if options)


def readings_of(payer: Payer, law: Law) -> tuple[Reading, ...]:
    """Return every reading of a payer's rules; `law` is used where it is like Medicare."""
    terms = terms_of(payer, law)
    choices = [options for options in open_choices(payer, terms) if options]
    found = []
    for picked in product(*choices):
        own = terms
        for choice in picked:
            own = choice.change(own)
        found.append(Reading(own, tuple((choice.setting, choice.way) for choice in picked)))
    return tuple(found)


def terms_of(payer: Payer, law: Law) -> Terms:
    """Return the terms of the usual reading: what is given, and assumptions for the rest."""
    like = bool(payer.like)
    return Terms(
        payer=payer.key,
        name=payer.name,
        medicare=like,
        counting=_counting(payer.counting),
        tiers=payer.price or (_medicares_tier() if like else ()),
        not_priced=dict(_value(payer.not_priced, ())) if _is_table(payer.not_priced) else {},
        usually_not_priced=_word(payer.not_priced, "not-listed"),
        lesser=_value(payer.lesser_of_charge, "line"),
        reduction=_reduction(payer.reduction, law, like),
        caps=tuple(
            CapTerms(cap, cap.stated_surplus or _usual_surplus(cap), cap.by or "day")
            for cap in payer.caps
        ),
        by_mue=_value(payer.unit_limits, MUE if like else "") == MUE,
        by_no_limits=_value(payer.unit_limits, "") == NONE,
        unit_limits=_table(payer.unit_limits),
        assistant=_assistant(payer.assistant, law, like),
        sequestration=_sequestration(payer.sequestration, law, like),
        modifiers=_modifiers(payer.modifiers, like),
        codes={code: stated.value for code, stated in payer.codes if isinstance(stated, Stated)},
        evaluation_denied=_value(payer.evaluation_same_day, "") == "denied-with-treatment",
        by_ncci=_value(payer.edits, NCCI if like else "") == NCCI,
        by_no_edits=_value(payer.edits, "") == NONE,
        pairs=_pairs(payer.edits),
        patient=_patient(payer.patient, law, like),
        rounding=_value(payer.rounding, ""),
        titles={id: f"{source.title}, {source.date}" for id, source in payer.sources},
        cited=_cited(payer),
    )


def _cited(payer: Payer) -> dict[str, str]:
    """Return the names of the sources by setting; of a list, the first of its entries."""
    found: dict[str, str] = {}
    for path, held in settings_with_sources(payer):
        found.setdefault(path.partition("[")[0], held.source)
    return found


def _value(setting: Stated | DoesNotApply | None, usual: Any) -> Any:
    """Return a given value, `none` where the setting does not apply, else what is usual."""
    if isinstance(setting, DoesNotApply):
        return NONE
    return usual if setting is None else setting.value


def _word(setting: Stated | DoesNotApply | None, usual: str) -> str:
    """Return a given word; what is usual of a table by code, and where it does not apply."""
    value = setting.value if isinstance(setting, Stated) else None
    return value if isinstance(value, str) else usual


def _is_table(setting: Stated | DoesNotApply | None) -> bool:
    return isinstance(setting, Stated) and isinstance(setting.value, tuple)


def _table(setting: Stated | DoesNotApply | None) -> Mapping[str, Any]:
    return dict(setting.value) if isinstance(setting, Stated) and _is_table(setting) else {}


def _pairs(setting: Stated | DoesNotApply | None) -> tuple[tuple[str, str], ...]:
    if not isinstance(setting, Stated) or not _is_table(setting):
        return ()
    return tuple((one, two) for one, two in setting.value)


def _medicares_tier() -> tuple[Tier, ...]:
    tier = Tier(MEDICARE_BASE, "", percent=Decimal(100), edition=DATE_OF_SERVICE)
    return (tier,)


def _usual_surplus(cap: Cap) -> str:
    return "cap-total" if cap.is_a_sum else "trim-order"


def _counting(section: Counting | DoesNotApply | None) -> CountingTerms:
    if not isinstance(section, Counting):
        return CountingTerms()
    method = section.method or "total-minutes"
    return CountingTerms(
        stated=section.method is not None,
        method=method,
        pool=section.pool or "",
        codes=frozenset(section.codes),
        others=section.others or (method if section.codes else ""),
        clock=dict(section.clock),
    )


def _reduction(section: Reduction | DoesNotApply | None, law: Law, like: bool) -> ReductionTerms:
    if isinstance(section, DoesNotApply):
        return ReductionTerms()
    if section is None:
        return ReductionTerms("practice-expense", (law.practice_expense_share,))
    kind = section.kind or "practice-expense"
    return ReductionTerms(
        kind=kind,
        pays=_shares(section.pays, law.practice_expense_share if like else _HALF),
        rank=section.rank or ReductionTerms().rank,
        per=section.per or "unit",
        plus=frozenset(section.subject.plus),
        minus=frozenset(section.subject.minus),
    )


def _shares(pays: Decimal | tuple[Decimal, ...] | None, usual: Decimal) -> tuple[Decimal, ...]:
    """Return the shares of the ranks after the first: a list begins with the first one's, 1."""
    if pays is None or pays == ():
        return (usual,)
    if isinstance(pays, Decimal):
        return (pays,)
    return pays[1:] if pays and pays[0] == 1 and len(pays) > 1 else pays


def _assistant(section: Assistant | DoesNotApply | None, law: Law, like: bool) -> AssistantTerms:
    usual = AssistantTerms(law.assistant_factor, usual_modifiers=True) if like else AssistantTerms()
    if isinstance(section, DoesNotApply):
        return AssistantTerms()
    if section is None:
        return usual
    own = section.modifiers if isinstance(section.modifiers, TwoModifiers) else None
    return AssistantTerms(
        factor=usual.factor if section.factor is None else section.factor,
        of_allowed=section.of == "allowed",
        modifier=own.assistant if own else "",
        therapist_modifier=own.therapist if own else "",
        usual_modifiers=(
            usual.usual_modifiers if section.modifiers is None else section.modifiers == "CQ/CO"
        ),
    )


def _sequestration(setting: Stated | DoesNotApply | None, law: Law, like: bool) -> Decimal:
    value = _value(setting, law.sequestration if like else NONE)
    return Decimal(0) if value == NONE else Decimal(value)


def _modifiers(section: Modifiers | DoesNotApply | None, like: bool) -> ModifierTerms:
    usual = ModifierTerms(threshold=like, purpose=like, consent=like)
    if isinstance(section, DoesNotApply):
        return ModifierTerms(NONE, NONE)
    if section is None:
        return usual
    return ModifierTerms(
        plan_of_care=section.plan_of_care or usual.plan_of_care,
        separate=section.separate or usual.separate,
        threshold=usual.threshold if section.threshold is None else section.threshold,
        purpose=usual.purpose if section.purpose is None else section.purpose,
        consent=usual.consent if section.consent is None else section.consent,
        always=section.always,
    )


def _patient(section: PatientShare | DoesNotApply | None, law: Law, like: bool) -> PatientTerms:
    if isinstance(section, DoesNotApply):
        return PatientTerms(known=True)
    if section is None:
        # The deductible of a visit is Medicare's.
        coinsurance = law.coinsurance if like else Decimal(0)
        return PatientTerms(known=like, has_deductible=like, coinsurance=coinsurance)
    return PatientTerms(
        known=True,
        has_deductible=bool(section.deductible),
        deductible=section.deductible or Decimal(0),
        coinsurance=section.coinsurance or Decimal(0),
        copay=section.copay,
        copay_per_discipline=section.per == "discipline",
    )
