"""Hints about the yearly KX threshold, and what confirms that care is medically necessary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.claims.actions import Action, OpenDialog
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.modifiers import ADVANCE_NOTICE
from quarterhour.claims.questions import ask_necessary
from quarterhour.claims.threshold import GROUP_WORDS, Group, GroupThreshold
from quarterhour.fees import dollars, round_dollars
from quarterhour.reference import Parameter

_LAW = "Social Security Act §1833(g); Medicare Claims Processing Manual (Pub. 100-04) ch. 5"
_CITATION = f"{_LAW} §10.3"
_NOTICE = "Medicare Claims Processing Manual (Pub. 100-04) ch. 30 §50"
_REVIEW = "Social Security Act §1833(g)(7)(B)"


def kx_hints(case: Judged) -> Iterator[Hint]:
    """Say whether each group with charges to date is over its threshold, and what is needed."""
    for group in case.thresholds:
        yield _billing_status(case, group)
        if group.review is not None and group.total > group.review.value:
            yield make_hint(
                Topic.MEDICAL_REVIEW,
                Severity.NOTE,
                group.rows,
                case.codes_of(group.rows),
                _cited(_REVIEW, group.review),
                group=group.name,
                total=dollars(group.total),
                review=round_dollars(group.review.value),
            )
    yield from _not_loaded(case)
    yield from _unused_notice(case)
    yield from _unused_necessity(case)


def _not_loaded(case: Judged) -> Iterator[Hint]:
    """Say that a year without fees has no threshold either; with charges to date it is asked."""
    if case.edition is None and case.lines and not (case.threshold_loaded or case.thresholds):
        billed = {case.visit.services[line.row].discipline for line in case.lines}
        yield make_hint(
            Topic.NO_THRESHOLD,
            Severity.NOTE,
            (),
            (),
            _CITATION,
            (OpenDialog(Dialog.YEARLY_AMOUNTS),),
            group=" and ".join(GROUP_WORDS[each] for each in Group if billed & {*each.value}),
            year=case.visit.date_of_service.year,
        )


def _unused_notice(case: Judged) -> Iterator[Hint]:
    """Say that a confirmed ABN adds nothing, where no line of the visit needs it."""
    if (
        case.visit.attested.advance_notice
        and not any(ADVANCE_NOTICE in line.modifiers for line in case.lines)
        and not any(group.above for group in case.thresholds)
    ):
        yield make_hint(Topic.ABN_NOT_USED, Severity.NOTE, (), (), _NOTICE, _ways(case, ()))


def _unused_necessity(case: Judged) -> Iterator[Hint]:
    """Say that confirmed medical necessity adds no KX while no charges to date are known."""
    patient = case.visit.patient
    unknown = (patient.pt_slp_to_date, patient.ot_to_date) == (None, None)
    if case.visit.attested.medically_necessary and case.lines and unknown:
        ways = OpenDialog(Dialog.PATIENT_YEAR), ask_necessary(case.visit.attested, ())
        yield make_hint(Topic.KX_NOT_USED, Severity.NOTE, (), (), _CITATION, ways)


def _billing_status(case: Judged, group: GroupThreshold) -> Hint:
    """Return whether a group is over its threshold, and what the lines over it need."""
    attested = case.visit.attested
    citation = _CITATION
    actions: Sequence[Action] = ()
    severity = Severity.NOTE
    codes = tuple(dict.fromkeys(case.lines[at].code for at in group.above))
    if group.above or attested.medically_necessary or attested.advance_notice:
        actions = _ways(case, codes)
    if group.limit is None:
        topic, severity = Topic.NO_THRESHOLD, Severity.WARNING
        actions = (OpenDialog(Dialog.YEARLY_AMOUNTS), *actions)
    elif not group.above:
        topic = Topic.BELOW_THRESHOLD
    elif attested.medically_necessary:
        topic = Topic.ABOVE_WITH_KX
        if attested.advance_notice:
            citation = f"{_CITATION}; {_NOTICE}"
    else:
        citation = f"{_CITATION}; {_NOTICE}"
        topic = Topic.ABOVE_WITH_ABN
        if not attested.advance_notice:
            topic, severity = Topic.ABOVE_THRESHOLD, Severity.ACTION
    if group.limit is not None:
        citation = _cited(citation, group.limit)
    charges = "charges" if group.complete else "charges known"
    return make_hint(
        topic,
        severity,
        group.rows,
        codes or case.codes_of(group.rows),
        citation,
        actions,
        go_to=case.lines[group.above[0]].row if group.above else None,
        group=group.name,
        year=case.visit.date_of_service.year,
        limit=round_dollars(group.limit.value) if group.limit else "",
        so_far=part(charges, group=group.name, total=dollars(group.total)),
        accrues=part("accrues"),
        abn=part("no GA") if attested.advance_notice else "",
    )


def _cited(law: str, amount: Parameter) -> str:
    """Return the source of an amount, with the day where the user typed it."""
    return f"{law}; {amount.source}" if amount.typed else law


def _ways(case: Judged, codes: tuple[str, ...]) -> Sequence[Action]:
    return ask_necessary(case.visit.attested, codes), OpenDialog(Dialog.PATIENT_YEAR)
