"""The words and rows that the printed reports share, so that they say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.claims import GROUP_WORDS, Topic
from quarterhour.fees import STEP_WORDS, StepKind, dollars
from quarterhour.payers import SESSION, mark_words
from quarterhour.reference import AMOUNT_WORDS, NATIONAL, american, typed_shown
from quarterhour.report.payment_steps import (
    deductible_said,
    no_deductible_taken,
    not_known,
    payment_steps,
    steps_of,
)
from quarterhour.units import joined
from quarterhour.visit import CPT_MIDPOINT, MEDICARE

BY_PAYER = "{payer}: {rule}"
BY_SESSION = "one unit a session"
BY_ESTIMATE = "Estimate by what {payer} was seen to state. {payer} decides what it pays."
OTHER_PAYER = "No rules for payer {payer}: units by Medicare's 8-minute rule"
ESTIMATE = "Estimate based on the Medicare Part B fee schedule."
ROUNDING = "Rounding can differ from the remittance advice by a cent or two per claim."
DEDUCTIBLE_ASSUMED = "The deductible left this year isn't entered. It counts as met."
PARTICIPATION_ASSUMED = "The amounts assume that you participate in Medicare."
KX_UNCHECKED = (
    "{groups}: what Medicare allowed this year isn't entered, so the KX threshold isn't checked."
)
HINTS = "To settle"
NOT_ONE_AMOUNT = "see total"
_NOT_SHOWN = "Not shown."
_SHORT_DIGEST = 12


def shown_date(day: date) -> str:
    """Return a date as it is printed and keyed on a claim: 11/23/2026."""
    return american(day)


def allowed(assessment: Assessment, priced: PricedLine) -> str:
    """Return a line's allowed amount for reading, or why there is none."""
    if priced.denied:
        return "denied"
    if priced.allowed is not None:
        return dollars(priced.allowed)
    if assessment.by_payer is not None:
        return NOT_ONE_AMOUNT if priced.steps else "no price"
    if assessment.plan is not None and assessment.payment is None:
        return "no price" if assessment.plan.in_force else "not shown"
    known = assessment.conversion_factor is not None and assessment.locality is not None
    return "MAC-priced" if known else "not shown"


def place(assessment: Assessment) -> str:
    """Return the locality and what it is called."""
    if assessment.locality is None:
        return "No locality chosen"
    if assessment.locality == NATIONAL:
        return f"{NATIONAL.name} (not adjusted for location)"
    return f"{assessment.locality.title} ({assessment.locality.id})"


def rule_title(assessment: Assessment) -> str:
    """Return the title of the rule that counted the units, and the payer without rules."""
    if assessment.plan is not None:
        plan = assessment.plan
        by_session = plan.states_counting and plan.terms.counting.method == SESSION
        rule = BY_SESSION if by_session else assessment.count.rule.title
        return BY_PAYER.format(payer=plan.payer.name, rule=rule)
    if assessment.visit.payer not in (MEDICARE, CPT_MIDPOINT):
        return OTHER_PAYER.format(payer=assessment.visit.payer)
    return assessment.count.rule.title


def minute_totals(assessment: Assessment) -> tuple[str, str]:
    """Return the two totals of minutes that a note must show, by CMS's names for them."""
    return (
        f"Total timed minutes: {assessment.count.timed_minutes}",
        f"Total treatment minutes: {assessment.total_minutes}",
    )


def payment_rows(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the payment, a name and an amount each, in the order of the calculation."""
    if assessment.by_payer is not None:
        return [(step.name, step.shown) for step in payment_steps(assessment)]
    payment = assessment.payment
    if payment is None:
        return []
    pays = {STEP_WORDS[StepKind.MEDICARE_PAYS]: payer_pays(assessment)}
    steps = steps_of(payment, assessment.lines, deductible_said(assessment))
    rows = [(pays.get(step.name, step.name), step.shown) for step in steps]
    if payment.limiting_charge is not None:
        rows.append((STEP_WORDS[StepKind.LIMITING_CHARGE], dollars(payment.limiting_charge)))
    return rows


def payer_pays(assessment: Assessment) -> str:
    """Return what the payer's amount is called: `Medicare pays`, or `Payer pays`."""
    others = assessment.plan is not None or assessment.by_payer is not None
    return STEP_WORDS[StepKind.PAYER_PAYS if others else StepKind.MEDICARE_PAYS]


def not_shown(assessment: Assessment, under: str = HINTS) -> str:
    """Return that there is no payment, and under which head it says why.

    Of a visit of a day, that is its audit.
    """
    return f"{_NOT_SHOWN} See {under}, below." if assessment.hints else _NOT_SHOWN


# What the notes of a payment say, and a hint of it would say again.
SAID_OF_PAYMENT = (Topic.PARTICIPATION_ASSUMED, Topic.DEDUCTIBLE_TAKEN_AS_MET)


def payment_notes(assessment: Assessment) -> tuple[str, ...]:
    """Return the notes below a payment: what it assumes, and what is not known or checked."""
    estimate = f"{assessment.estimate_sentence or ESTIMATE} {ROUNDING}"
    if assessment.plan is not None:
        own = BY_ESTIMATE.format(payer=assessment.plan.payer.name)
        estimate = " ".join(filter(None, (own, assessment.estimate_sentence)))
    payment = assessment.payment
    if payment is None:
        return () if assessment.by_payer is None else (estimate,)
    unchecked = [GROUP_WORDS[group] for group in assessment.kx_unchecked]
    assumed = DEDUCTIBLE_ASSUMED if assessment.deductible_assumed_met else ""
    notes = (
        estimate,
        no_deductible_taken(assessment) or assumed,
        PARTICIPATION_ASSUMED if assessment.participation_assumed else "",
        KX_UNCHECKED.format(groups=joined(unchecked)) if unchecked else "",
        *not_known(payment),
    )
    return tuple(filter(None, notes))


def source_rows(
    assessment: Assessment, shown: Callable[[date], str] = str, short: bool = False
) -> Iterator[str]:
    """Yield where the figures come from, a line each. `shown` writes its dates.

    Of a digest, a `short` line has the beginning.
    """
    yield from typed_rows(assessment)
    if assessment.plan is not None:
        for _, text in assessment.plan.payer.sources:
            address = f", {text.address}" if text.address else ""
            yield f"{text.title}, {text.date}{address} ({mark_words(text)})"
    edition = assessment.priced_with
    if edition is None or assessment.conversion_factor is None:
        return
    if assessment.estimate_sentence:
        yield assessment.estimate_sentence
    yield (
        f"{edition.release}, valid {shown(edition.valid_from)} to {shown(edition.valid_to)}, "
        f"conversion factor {edition.conversion_factor}"
    )
    if assessment.factor_source:
        yield f"Conversion factor {assessment.conversion_factor}: {assessment.factor_source}"
    for source in edition.sources:
        digest = f"{source.sha256[:_SHORT_DIGEST]}\u2026" if short else source.sha256
        yield f"{source.file} (sha256 {digest})"


def marked(title: str, assessment: Assessment) -> str:
    """Return the title of amounts, which says where they are an estimate, and by which fees."""
    return f"{title} {assessment.at_fees}" if assessment.at_fees else title


def typed_rows(assessment: Assessment) -> Iterator[str]:
    """Yield the yearly amounts that the user entered and the visit uses, a line each."""
    for typed in assessment.typed:
        name = f"{typed.year} {AMOUNT_WORDS[typed.kind]}"
        yield f"{name}: {typed_shown(typed)}, {typed.source}"
