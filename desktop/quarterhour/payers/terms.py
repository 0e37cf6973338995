"""The terms of one reading of a payer's rules: every setting has one value.

What a text leaves open has several readings (`readings`); each has terms of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from quarterhour.payers.model import NOT_PAID, PAID
from quarterhour.payers.price import Tier
from quarterhour.payers.settings import Cap
from quarterhour.units import EIGHT_MINUTE_RULE, FULL_QUARTER_HOURS, MIDPOINT, Pooling, Rule

ASSUMED = "assumed"
# What becomes of the units over a limit, where units are ranked for the reduction before it.
RANK_FIRST, RANK_FIRST_DEAREST = "rank-first", "rank-first-dearest"
# Medicare's own, and what is assumed of a payer where its text says nothing else.
_USUAL_RANK = ("pe_rvu", "unit_fee")
SESSION = "session"
_RULES = {
    "total-minutes": EIGHT_MINUTE_RULE,
    "midpoint": MIDPOINT,
    "full-quarter-hours": FULL_QUARTER_HOURS,
    # Codes that are one unit a session need no rule for their minutes.
    SESSION: MIDPOINT,
}


@dataclass(frozen=True, slots=True)
class CountingTerms:
    """How minutes become units: by a method, with another one for `others` than its codes.

    `clock` names the timing of codes that the payer counts otherwise than usual. `stated` tells
    that the payer's text says so.
    """

    stated: bool = False
    method: str = "total-minutes"
    pool: str = ""
    codes: frozenset[str] = frozenset()
    others: str = ""
    clock: Mapping[str, str] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """The rule of the codes that the method is for."""
        return _rule(self.method, self.pool)

    def of_code(self, code: str) -> tuple[str, Rule]:
        """Return the method and the rule that count a code."""
        if self.codes and code not in self.codes and self.others:
            return self.others, _rule(self.others, "")
        return self.method, self.rule


def _rule(method: str, pool: str) -> Rule:
    rule = _RULES[method]
    pooling = Pooling(pool) if pool else rule.pooling
    if pooling is rule.pooling:
        return rule
    return Rule(
        name=rule.name,
        title=rule.title,
        description=rule.description,
        source=rule.source,
        pooling=pooling,
        total_units=rule.total_units,
        minute_range=rule.minute_range,
    )


@dataclass(frozen=True, slots=True)
class ReductionTerms:
    """What is paid less on the same day. `pays` are the shares of the ranks after the first.

    Of equal ranks, an assistant's line is first, or last, by `assistants_first`.
    """

    kind: str = "none"
    pays: tuple[Decimal, ...] = (Decimal("0.50"),)
    rank: tuple[str, ...] = _USUAL_RANK
    per: str = "unit"
    assistants_first: bool = False
    plus: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CapTerms:
    """A limit with what becomes of the surplus, and by what it counts.

    `keeps` names the order in which codes are kept, where the limit is of codes and the text
    doesn't say which; `dearest_rvus` that RVUs of the highest price are kept, not of the lowest.
    """

    cap: Cap
    surplus: str
    by: str
    keeps: int = 0
    dearest_rvus: bool = False


@dataclass(frozen=True, slots=True)
class AssistantTerms:
    """The share that is paid for an assistant, what it is taken of, and the modifiers.

    `of_sums` tells that an amount for several lines is cut whole where a part is an assistant's.
    """

    factor: Decimal = Decimal(1)
    of_allowed: bool = False
    of_sums: bool = False
    modifier: str = ""
    therapist_modifier: str = ""
    usual_modifiers: bool = False


@dataclass(frozen=True, slots=True)
class PatientTerms:
    """What the patient owes; `known` is false where nothing is said about it.

    `has_deductible` tells that what a visit has left of a deductible counts; `deductible` is what
    is left of it where the visit doesn't say, in dollars. It and the copay are taken from an
    assistant's lines first, or last, by `assistants_first`.
    """

    known: bool = False
    has_deductible: bool = False
    deductible: Decimal = Decimal(0)
    coinsurance: Decimal = Decimal(0)
    copay: Decimal | None = None
    copay_per_discipline: bool = False
    assistants_first: bool = False

    def deductible_left(self, of_visit: Decimal | None) -> Decimal:
        """Return what is left of the deductible, in dollars; `of_visit` is what the visit has."""
        if not self.has_deductible:
            return Decimal(0)
        return self.deductible if of_visit is None else of_visit


@dataclass(frozen=True, slots=True)
class ModifierTerms:
    """Which of the other modifiers are wanted."""

    plan_of_care: str = "therapy-codes"
    separate: str = "59"
    threshold: bool = False
    purpose: bool = False
    consent: bool = False
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Every setting of a payer with one value.

    `medicare` tells that Medicare's own rules hold for what the other terms don't say: its
    coverage, its denials, and its splints. `by_ncci` and `by_mue` tell that these deny,
    `by_no_edits` and `by_no_limits` that nothing does; `pairs` and `unit_limits` are the payer's
    own. Where none of them is so, the text is silent: Medicare's are only hints. `titles` are the
    texts by the names of the sources, `cited` those names by setting.
    """

    payer: str
    name: str
    medicare: bool = False
    counting: CountingTerms = CountingTerms()
    tiers: tuple[Tier, ...] = ()
    not_priced: Mapping[str, str] = field(default_factory=dict)
    usually_not_priced: str = "not-listed"
    lesser: str = "line"
    reduction: ReductionTerms = ReductionTerms()
    caps: tuple[CapTerms, ...] = ()
    by_mue: bool = False
    by_no_limits: bool = False
    unit_limits: Mapping[str, int] = field(default_factory=dict)
    assistant: AssistantTerms = AssistantTerms()
    sequestration: Decimal = Decimal(0)
    modifiers: ModifierTerms = ModifierTerms()
    codes: Mapping[str, str] = field(default_factory=dict)
    evaluation_denied: bool = False
    by_ncci: bool = False
    by_no_edits: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    patient: PatientTerms = PatientTerms()
    rounding: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)

    def source_of(self, setting: str) -> str:
        """Return the text that a setting is from, with its date, or that it is assumed."""
        return self.titles.get(self.cited.get(setting, ""), ASSUMED)

    def billed_as(self, code: str) -> str:
        """Return the code that the payer takes for one that was entered; itself, if any."""
        found = self.codes.get(code, PAID)
        return code if found in (PAID, NOT_PAID) else found

    def pays(self, code: str) -> bool:
        """Tell whether the payer pays a code at all."""
        return self.codes.get(code) != NOT_PAID
