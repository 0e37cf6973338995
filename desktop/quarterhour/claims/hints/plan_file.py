"""Hints about a payer's file itself: its dates, what it is like, what it counts, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quarterhour.claims.hints.data import edition_hints
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.plan_words import ACROSS_WORDS, COUNTED_IN_WORDS, DATES_WORDS
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.phrases import date_text, listed
from quarterhour.payers import (
    OWN_TEXT,
    SETTING_WORDS,
    Plan,
    Reduction,
    Source,
    end_of,
    newest_text,
    settings_with_sources,
)


def told(
    topic: Topic,
    severity: Severity,
    plan: Plan,
    citation: str = "",
    rows: Sequence[int] = (),
    codes: Sequence[str] = (),
    **facts: Any,
) -> Hint:
    """Return a hint that names the payer. Without a citation of its own it cites the payer."""
    return make_hint(
        topic, severity, rows, codes, citation or plan.payer.name, payer=plan.payer.name, **facts
    )


def of_file(case: Judged, plan: Plan) -> Iterator[Hint]:
    """Say where the file does not hold the date, has no prices, or is only like Medicare."""
    payer, day = plan.payer, case.visit.date_of_service
    if not plan.in_force:
        ended = payer.valid_to < day
        last = date_text(payer.valid_to if ended else payer.valid_from)
        words = DATES_WORDS["ended" if ended else "not begun"]
        yield told(
            Topic.PAYER_EXPIRED, Severity.WARNING, plan, day=date_text(day), ends=words, last=last
        )
    elif not plan.terms.tiers:
        yield told(Topic.PAYER_WITHOUT_PRICES, Severity.NOTE, plan)
    elif not case.medicare and any(tier.by_date for tier in plan.terms.tiers):
        # What an estimate is made of; without one, the lines say which fees they want.
        yield from (hint for hint in edition_hints(case) if hint.topic is Topic.ESTIMATED)
    if payer.like:
        yield told(Topic.PAYER_LIKE_MEDICARE, Severity.WARNING, plan)
    if plan.in_force:
        yield from _of_scope(plan)


def _of_scope(plan: Plan) -> Iterator[Hint]:
    """Say where a text counts more than one visit, or leaves visits out that can't be told."""
    reduction = plan.payer.reduction
    reduces = isinstance(reduction, Reduction) and plan.terms.reduction.kind != "none"
    together = {("caps", ACROSS_WORDS.get(cap.cap.across or "", "")) for cap in plan.terms.caps}
    if reduces:
        together.add(("reduction", reduction.across))
        if reduction.not_for:
            yield told(Topic.PAYER_NOT_FOR, Severity.NOTE, plan, not_for=reduction.not_for)
    for setting, across in sorted(together):
        if across:
            where = COUNTED_IN_WORDS[setting]
            yield told(Topic.PAYER_COUNTS_MORE, Severity.NOTE, plan, across=across, where=where)


_BY_MARK = {
    "2": (Topic.PAYER_TOLD_BY_OTHERS, Severity.WARNING),
    "F": (Topic.PAYER_FITTED, Severity.WARNING),
    "C": (Topic.PAYER_COPIED, Severity.NOTE),
    "T": (Topic.PAYER_TYPED, Severity.NOTE),
}


def of_sources(plan: Plan) -> Iterator[Hint]:
    """Say how sure the file is: for each source by its mark, and of which settings.

    The payer's own texts are one hint, by the newest of them.
    """
    if newest := newest_text(plan.payer, OWN_TEXT):
        yield told(Topic.PAYER_NOT_CHECKED, Severity.NOTE, plan, day=_in_words(newest))
    settings: dict[str, list[str]] = {}
    for path, setting in settings_with_sources(plan.payer):
        name = SETTING_WORDS[path.partition("[")[0].partition(".")[0]]
        settings.setdefault(setting.source, []).append(name)
    for id, names in settings.items():
        source: Source = plan.payer.source(id)
        if source.mark == OWN_TEXT:
            continue
        topic, severity = _BY_MARK[source.mark]
        yield told(
            topic,
            severity,
            plan,
            f"{source.title}, {source.date}",
            who=source.told_by or source.title,
            source=source.title,
            day=_in_words(source.date),
            settings=listed(names),
        )


def _in_words(written: str) -> str:
    """Return the date of a text for reading: a day or a month in words, a year as it is."""
    year, *rest = written.split("-")
    if not rest:
        return written
    if len(rest) == 1:
        return f"{end_of(written):%B} {year}"
    return date_text(end_of(written))
