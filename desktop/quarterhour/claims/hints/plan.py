"""Hints about what another payer's file makes of a visit: amounts, limits, edits, modifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quarterhour.claims.denials import DenialKind
from quarterhour.claims.hints.data import locality_hints
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import filled
from quarterhour.claims.hints.payer import unused_charges
from quarterhour.claims.hints.plan_file import of_file, of_sources, told
from quarterhour.claims.hints.plan_words import (
    ASSUMPTION_WORDS,
    MODIFIER_WANTED_WORDS,
    NO_PRICE_WORDS,
    NOT_REDUCED_WORDS,
    QUESTION_WORDS,
    REMEDY_WORDS,
    WANTED_WORDS,
)
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.modifiers import DISCIPLINE_MODIFIERS, MAX_MODIFIERS, PURPOSE
from quarterhour.claims.payer_facts import OpenSetting, PayerFacts, Unpriced
from quarterhour.claims.phrases import listed
from quarterhour.claims.questions import ask_separate
from quarterhour.claims.services import BillingStatus
from quarterhour.payers import SETTING_WORDS, Plan
from quarterhour.visit import SEPARATE_MODIFIERS

_NCCI = "NCCI Policy Manual ch. I"
_MOST_WAYS = 3


def plan_hints(case: Judged, plan: Plan, facts: PayerFacts) -> list[Hint]:
    """Return the hints about a payer's file; where it is like Medicare, Medicare's are beside."""
    families = [of_file(case, plan), _of_amounts(case, plan, facts), _of_codes(case, plan, facts)]
    if not case.medicare:
        families += [_of_edits(case, plan), _of_limits(case, plan), _of_modifiers(case, plan)]
    families.append(of_sources(plan))
    return [hint for family in families for hint in family]


def _of_amounts(case: Judged, plan: Plan, facts: PayerFacts) -> Iterator[Hint]:
    """Say which lines have no price, what is left open, and what is assumed."""
    without: dict[tuple[str, str], list[Unpriced]] = {}
    for line in facts.unpriced:
        without.setdefault((line.why, line.wanted), []).append(line)
    for (why, wanted), lines in without.items():
        yield told(
            Topic.PAYER_PRICE_WANTS if wanted else Topic.PAYER_NO_PRICE,
            Severity.WARNING,
            plan,
            rows=[line.row for line in lines],
            codes=list(dict.fromkeys(line.code for line in lines)),
            why=NO_PRICE_WORDS[why],
            wanted=WANTED_WORDS.get(wanted, ""),
        )
    counted = {
        way: f" ({amount})" for each in facts.open if _counts(each) for way, amount in each.outcomes
    }
    if any(line.wanted == "place" for line in facts.unpriced):
        yield from locality_hints(case)
    for setting in facts.open:
        if not (facts.units_by_way and _counts(setting)):
            yield _open(plan, setting)
    if not case.medicare and plan.in_force and plan.terms.lesser != "none":
        yield from unused_charges(case, plan.payer.name)
    if facts.at_least:
        yield told(Topic.PAYER_AT_LEAST, Severity.WARNING, plan)
    if rows := facts.not_reduced:
        yield told(
            Topic.PAYER_NOT_REDUCED,
            Severity.NOTE,
            plan,
            rows=rows,
            codes=case.codes_of(rows),
            remedy=NOT_REDUCED_WORDS[plan.terms.reduction.kind],
        )
    if rows := facts.without_charge:
        codes = case.codes_of(rows)
        yield told(Topic.PAYER_CHARGES_WANTED, Severity.WARNING, plan, rows=rows, codes=codes)
    if facts.units_by_way:
        yield told(
            Topic.PAYER_COUNTS_DIFFER,
            Severity.WARNING,
            plan,
            question=QUESTION_WORDS[
                "counting.others" if plan.states_counting else "counting.method"
            ],
            outcomes=" or ".join(
                f"{units} by {way}{counted.get(way, '')}"
                for way, units in facts.units_by_way.items()
            ),
        )
    open_ = {setting.setting.partition(".")[0] for setting in facts.open}
    for name in facts.assumed:
        if name not in open_ and not (name == "counting" and facts.units_by_way):
            yield told(
                Topic.PAYER_ASSUMED,
                Severity.NOTE,
                plan,
                setting=SETTING_WORDS[name],
                assumption=ASSUMPTION_WORDS[name],
            )


def _counts(setting: OpenSetting) -> bool:
    """Return whether it is the count that is open, which has a hint of its own."""
    return setting.setting.startswith("counting.")


def _open(plan: Plan, setting: OpenSetting) -> Hint:
    name = _without_index(setting.setting)
    outcomes = " or ".join(f"{amount} ({way})" for way, amount in setting.outcomes)
    return told(
        Topic.PAYER_OPEN,
        Severity.WARNING,
        plan,
        setting=SETTING_WORDS[name],
        question=QUESTION_WORDS[name],
        outcomes=outcomes,
    )


def _without_index(setting: str) -> str:
    """Return `caps.surplus` for `caps[0].surplus`."""
    first, bracket, rest = setting.partition("[")
    return first + rest.partition("]")[2] if bracket else setting


def _of_codes(case: Judged, plan: Plan, facts: PayerFacts) -> Iterator[Hint]:
    """Name codes that are not paid, replaced, cut, or denied."""
    for service in case.services:
        code, row = service.entry.code, (service.row,)
        if service.billing_status is BillingStatus.NOT_PAID:
            yield told(Topic.PAYER_DOES_NOT_PAY, Severity.NOTE, plan, rows=row, codes=(code,))
        elif (other := plan.terms.billed_as(code)) != code:
            yield told(
                Topic.PAYER_REPLACES, Severity.NOTE, plan, rows=row, codes=(code,), other=other
            )
    if facts.undecided:
        yield told(
            Topic.PAYER_UNITS_OPEN,
            Severity.WARNING,
            plan,
            rows=facts.undecided,
            codes=case.codes_of(facts.undecided),
            outcomes=_or(facts.paid_of_undecided),
        )
    for line in facts.cut:
        yield told(
            Topic.PAYER_CUTS,
            Severity.WARNING,
            plan,
            rows=(line.row,),
            codes=(line.code,),
            units=line.units,
            paid=line.paid,
        )
    if facts.denied:
        codes = case.codes_of(facts.denied)
        yield told(Topic.PAYER_CLAIM_DENIED, Severity.ACTION, plan, rows=facts.denied, codes=codes)
    rows = _denied(case, DenialKind.EVALUATION)
    if rows:
        yield told(
            Topic.PAYER_EVALUATION_DENIED,
            Severity.ACTION,
            plan,
            rows=rows,
            codes=case.codes_of(rows),
        )


def _or(outcomes: Sequence[str]) -> str:
    """Return the ways as alternatives, where there are several, and few enough to be read."""
    return f" ({' or '.join(outcomes)})" if 1 < len(outcomes) <= _MOST_WAYS else ""


def _denied(case: Judged, kind: DenialKind) -> list[int]:
    return [
        case.lines[at].row
        for at, reasons in case.denials.items()
        if any(reason.kind is kind for reason in reasons)
    ]


def _of_edits(case: Judged, plan: Plan) -> Iterator[Hint]:
    """Name pairs: those that deny, and Medicare's where the payer is silent."""
    seen = set()
    for pair in case.pairs:
        codes = (pair.edit.column_1, pair.edit.column_2)
        if codes in seen or pair.two_disciplines or not pair.known:
            continue
        seen.add(codes)
        topic, severity = Topic.PAYER_PAIR, Severity.NOTE
        if pair.denied:
            topic, severity = Topic.PAYER_PAIR_DENIED, Severity.ACTION
        elif pair.binding:
            topic = Topic.PAYER_PAIR_SEPARATE
        remedy = "denied" if pair.denied else "open"
        if not pair.modifier_allowed:
            remedy += ", never"
        yield make_hint(
            topic,
            severity,
            pair.rows,
            codes,
            _NCCI if pair.edit.release else plan.payer.name,
            [ask_separate(pair)] if pair.modifier_allowed else [],
            payer=plan.payer.name,
            one=codes[0],
            two=codes[1],
            modifier=pair.modifier,
            remedy=filled(REMEDY_WORDS[remedy], {"two": codes[1]}),
        )


def _of_limits(case: Judged, plan: Plan) -> Iterator[Hint]:
    """Name codes over Medicare's daily limit, which denies only where the payer states it."""
    units: Counter[str] = Counter()
    for line in case.lines:
        units[line.code] += line.units
    binds = case.limits_bind
    for limit in case.limits:
        billed = units[limit.code]
        # Of a code that Medicare never pays by itself, its limit says nothing to others.
        if billed > limit.units > 0 and limit.known_on(case.visit.date_of_service):
            rows = [line.row for line in case.lines if line.code == limit.code]
            yield told(
                Topic.PAYER_UNITS_DENIED if binds else Topic.PAYER_UNITS,
                Severity.ACTION if binds else Severity.NOTE,
                plan,
                "CMS Medically Unlikely Edits",
                rows,
                (limit.code,),
                units=billed,
                most=limit.units,
            )


def _of_modifiers(case: Judged, plan: Plan) -> Iterator[Hint]:
    """Say which modifiers the payer was not seen to want, and which found no place."""
    used = {mark for line in case.lines for mark in line.modifiers}
    modifiers = plan.payer.modifiers
    stated = {name for name in ("separate", "plan_of_care") if getattr(modifiers, name, None)}
    marks = [mark for mark in SEPARATE_MODIFIERS if mark in used]
    may_need_one = any(not pair.binding for pair in case.pairs) or case.without_pairs[1:]
    if "separate" not in stated and (marks or may_need_one):
        modifier = marks[0] if marks else SEPARATE_MODIFIERS[0]
        severity = Severity.WARNING if marks else Severity.NOTE
        yield told(Topic.PAYER_SEPARATE, severity, plan, modifier=modifier)
    wanted = plan.terms.modifiers
    if wanted.threshold and case.lines:
        yield _wanted(plan, "threshold", "KX")
    if wanted.purpose and case.lines and not case.visit.purpose:
        yield _wanted(plan, "purpose", listed(sorted(PURPOSE.values()), "or"))
    if used & {*DISCIPLINE_MODIFIERS.values()} and "plan_of_care" not in stated:
        yield told(Topic.PAYER_PLAN_OF_CARE, Severity.NOTE, plan)
    remote = [line for line in case.lines if line.telehealth]
    if remote:
        yield told(
            Topic.PAYER_TELEHEALTH,
            Severity.WARNING,
            plan,
            rows=[line.row for line in remote],
            codes=[line.code for line in remote],
        )
    for line in case.lines:
        if line.excluded:
            yield told(
                Topic.PAYER_MODIFIERS_LEFT_OFF,
                Severity.ACTION,
                plan,
                rows=(line.row,),
                codes=(line.code,),
                most=MAX_MODIFIERS,
                left_off=listed(line.excluded),
            )


def _wanted(plan: Plan, family: str, modifier: str) -> Hint:
    """Say that a modifier is wanted, and what it takes to have it on the lines."""
    reason = MODIFIER_WANTED_WORDS[family]
    return told(
        Topic.PAYER_WANTS_MODIFIER, Severity.WARNING, plan, modifier=modifier, reason=reason
    )
