"""Hints about telephone calls and e-visits."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.reference import CodeList

_CALLS = "Code structure of 98966 to 98968 and 98970 to 98972"


def call_hints(case: Judged) -> Iterator[Hint]:
    """Say what does not fit together."""
    yield from _both(case)


def _both(case: Judged) -> Iterator[Hint]:
    """Ask of a call and an e-visit of one discipline whether they were about one problem."""
    found: dict[str, dict[CodeList, int]] = {}
    for at, line in enumerate(case.lines):
        discipline = case.visit.services[line.row].discipline
        for name in (CodeList.PHONE_CALL, CodeList.E_VISIT):
            if case.on_list(name, line.code) and not case.denials.get(at):
                found.setdefault(discipline, {}).setdefault(name, line.row)
    for rows in found.values():
        if len(rows) > 1:
            both = sorted(rows.values())
            codes = case.codes_of(both)
            yield make_hint(Topic.CALL_WITH_E_VISIT, Severity.WARNING, both, codes, _CALLS)
