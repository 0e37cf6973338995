"""Hints about the modifiers that the visit asks for: telehealth, purpose, order, too many."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case, listed
from quarterhour.claims.hints.hint import Hint, Severity
from quarterhour.claims.lines import ClaimLine
from quarterhour.claims.modifiers import MOST_MODIFIERS, PLAN_OF_CARE, PURPOSE, TELEHEALTH

_TELEHEALTH = "Social Security Act s. 1834(m)"
_FORM = "Form CMS-1500, item 24D"
_PLAN = "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 20.1"


def modifier_hints(case: Case) -> Iterator[Hint]:
    """Say what telehealth and purpose rest on, and where the order of modifiers does harm."""
    yield from _telehealth(case)
    yield from _mixed_telehealth(case)
    yield from _order(case)
    if case.visit.purpose:
        modifier = PURPOSE[case.visit.purpose]
        yield Hint(
            "modifier",
            Severity.NOTE,
            (),
            f"{modifier} stands for {case.visit.purpose} care, for payers that want it said; "
            "Medicare does not ask for it (confirm with your MAC).",
            "Contract of the payer that asks for 96 or 97",
        )
    for line in case.lines:
        if line.left_off:
            yield _left_off(line)


def _telehealth(case: Case) -> Iterator[Hint]:
    rows = tuple(dict.fromkeys(line.row for line in case.lines if line.telehealth))
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


def _mixed_telehealth(case: Case) -> Iterator[Hint]:
    """Name services of which only some rows are telehealth: their units are counted together."""
    for counted in case.count.services:
        entered = [case.services[row] for row in counted.group.rows]
        remote = {bool(service.entry.telehealth) for service in entered}
        if len(remote) > 1 and counted.units and entered[0].standing.billable:
            yield Hint(
                "modifier",
                Severity.ACTION,
                counted.group.rows,
                f"{case.named(*counted.group.rows)} is entered both as telehealth and in person. "
                f"Its units are counted together, so {TELEHEALTH} is not added: mark all of its "
                "rows, or none, and confirm with your MAC how to bill a day of both.",
                _TELEHEALTH,
            )


def _order(case: Case) -> Iterator[Hint]:
    """Name lines whose plan-of-care modifier stands behind the second place."""
    plans = PLAN_OF_CARE.values()
    rows = [line.row for line in case.lines if any(mark in plans for mark in line.modifiers[2:])]
    if rows:
        yield Hint(
            "modifier",
            Severity.WARNING,
            tuple(dict.fromkeys(rows)),
            "Contractors look for GP, GO or GN in the first two places, and your order of "
            "modifiers puts it behind them (Edit > Practice and Medicare): confirm with your MAC.",
            _PLAN,
        )


def _left_off(line: ClaimLine) -> Hint:
    """Say which modifiers found no place; Medicare asks for telehealth, not for the purpose."""
    return Hint(
        "modifier",
        Severity.ACTION if TELEHEALTH in line.left_off else Severity.NOTE,
        (line.row,),
        f"{line.code} has more than the {MOST_MODIFIERS} modifiers that a line holds: "
        f"left off is {listed(line.left_off)}, since payment hangs on the others. Confirm with "
        "your MAC how to report more.",
        _FORM,
    )
