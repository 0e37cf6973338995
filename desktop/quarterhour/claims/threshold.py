"""The yearly threshold of therapy charges: which lines are over it, and what then is on them.

PT and SLP share one amount, OT has its own. Allowed amounts accrue, the patient's share
included; whether an assistant's reduction lowers them is not settled: check with your MAC.
Source: Social Security Act §1833(g); Medicare Claims Processing Manual (Pub. 100-04) ch. 5
§10.3.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from quarterhour.claims.claimed import Claimed
from quarterhour.fees import ZERO
from quarterhour.reference import Parameter, Reference
from quarterhour.visit import Patient


class Group(Enum):
    """The disciplines that share a yearly threshold."""

    PT_SLP = ("PT", "SLP")
    OT = ("OT",)


GROUP_WORDS = {Group.PT_SLP: "PT and SLP", Group.OT: "OT"}


def allowed_to_date(patient: Patient, group: Group) -> Decimal | None:
    """Return what Medicare allowed this year before the visit, in dollars; None if not entered."""
    return patient.pt_slp_to_date if group is Group.PT_SLP else patient.ot_to_date


class GroupThreshold(NamedTuple):
    """A discipline group's year so far against its threshold, in dollars.

    `limit` and `review` are None where the year's are not loaded. `today` is the total of the day's
    amounts, as far as they are known; `complete` tells whether all are. `above` has the indexes of
    the claim lines that pass the limit.
    """

    group: Group
    limit: Parameter | None
    review: Parameter | None
    to_date: Decimal
    today: Decimal
    complete: bool
    rows: tuple[int, ...]
    above: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the group is called."""
        return GROUP_WORDS[self.group]

    @property
    def total(self) -> Decimal:
        """The year with today, as far as today is known."""
        return self.to_date + self.today

    @property
    def left(self) -> Decimal | None:
        """What is left below the limit, less than 0 above it; None where it is not loaded."""
        return None if self.limit is None else self.limit.value - self.total


def thresholds_of(
    case: Claimed,
    denied: Container[int],
    allowed: Sequence[Decimal | None],
    reference: Reference,
    passed: Container[int] = (),
) -> tuple[GroupThreshold, ...]:
    """Return how every group with charges to date and a line today compares with its threshold.

    `allowed` has the amount of each line. Lines that are `denied` for another reason do not
    accrue; those that are known to have `passed` the limit stay above it.
    """
    if case.terms is not None and not case.terms.modifiers.threshold:
        return ()
    patient = case.visit.patient
    groups = []
    for group in Group:
        to_date, disciplines = allowed_to_date(patient, group), group.value
        indexes = [
            at
            for at, line in enumerate(case.unmarked)
            if case.visit.services[line.row].discipline in disciplines and at not in denied
        ]
        if to_date is not None and indexes:
            amounts = {at: allowed[at] for at in indexes}
            groups.append(_billing_status(group, case, to_date, amounts, reference, passed))
    return tuple(groups)


def _billing_status(
    group: Group,
    case: Claimed,
    to_date: Decimal,
    amounts: Mapping[int, Decimal | None],
    reference: Reference,
    passed: Container[int],
) -> GroupThreshold:
    day = case.visit.date_of_service
    limit = reference.parameter("kx_threshold", day)
    above = _above(case, to_date, amounts, limit, passed) if limit else []
    return GroupThreshold(
        group=group,
        limit=limit,
        review=reference.parameter("medical_review_threshold", day),
        to_date=to_date,
        today=sum((amount for amount in amounts.values() if amount is not None), ZERO),
        complete=None not in amounts.values(),
        rows=tuple(dict.fromkeys(case.unmarked[at].row for at in amounts)),
        above=tuple(above),
    )


def _above(
    case: Claimed,
    to_date: Decimal,
    amounts: Mapping[int, Decimal | None],
    limit: Parameter,
    passed: Container[int],
) -> list[int]:
    """Return the lines with which the year passes the limit, in claim order.

    What is denied above it does not accrue, so a smaller line may still fit below.
    """
    accrues = case.visit.attested.medically_necessary
    total, above = to_date, []
    for at, amount in amounts.items():
        with_it = total + (amount or ZERO)
        passes = with_it > limit.value or at in passed
        if passes:
            above.append(at)
        if not passes or accrues:
            total = with_it
    return above
