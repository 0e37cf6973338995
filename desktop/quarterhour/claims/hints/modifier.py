"""Hints about the modifiers that the visit asks for: telehealth, purpose, too many for a line."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.lines import claim_lines
from quarterhour.claims.modifiers import MOST_MODIFIERS, PURPOSE, TELEHEALTH

_TELEHEALTH = "Social Security Act s. 1834(m)"
_FORM = "Form CMS-1500, item 24D"


def modifier_hints(case: Case) -> Iterator[Hint]:
    """Say what telehealth and purpose rest on, and which modifiers a line has no place for."""
    yield from _telehealth(case)
    if case.visit.purpose:
        modifier = PURPOSE[case.visit.purpose]
        yield Hint(
            "modifier",
            Severity.NOTE,
            (),
            f"{modifier} stands for {case.visit.purpose} care, for payers that want it said; "
            "Medicare does not ask for it (confirm with your MAC).",
            _FORM,
        )
    for line in claim_lines(case):
        if line.left_off:
            yield Hint(
                "modifier",
                Severity.ACTION,
                (line.row,),
                f"{line.code} has more than the {MOST_MODIFIERS} modifiers that a line holds: "
                f"{' and '.join(line.left_off)} is left off. Change the order of modifiers if "
                "another should give way (Edit > Practice and Medicare).",
                _FORM,
            )


def _telehealth(case: Case) -> Iterator[Hint]:
    rows = tuple(
        service.row
        for service in case.services
        if service.entry.telehealth and service.standing.billable
    )
    if not rows:
        return
    law = case.telehealth
    if law is not None:
        yield Hint(
            "modifier",
            Severity.NOTE,
            rows,
            f"{TELEHEALTH} marks {case.named(*rows)} as telehealth, which therapists may bill "
            f"through {law.valid_to}. Check that the code is on the year's telehealth list, and "
            "the place of service: confirm with your MAC.",
            law.source,
        )
    else:
        yield Hint(
            "modifier",
            Severity.ACTION,
            rows,
            f"By the law held here, therapists may not bill {case.named(*rows)} as telehealth on "
            f"{case.visit.date_of_service}. Check the date of service, or confirm with your MAC.",
            _TELEHEALTH,
        )
