"""The yearly threshold of therapy charges: which lines pass it, and how that is stated.

PT and SLP share one amount, OT has its own. Allowed amounts accrue, the patient's share
included; whether an assistant's reduction lowers them is not settled: confirm with your MAC.
Source: Social Security Act s. 1833(g); Medicare Claims Processing Manual (Pub. 100-04) ch. 5
s. 10.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterhour.claims.lines import ClaimLine
from quarterhour.fees import ZERO
from quarterhour.reference import Parameter, Reference
from quarterhour.visit import Visit

_GROUPS = (("PT and SLP", ("PT", "SLP")), ("OT", ("OT",)))


@dataclass(frozen=True, slots=True)
class GroupThreshold:
    """A discipline group's year so far against its threshold, in dollars.

    `limit` and `review` are None where the year's are not held. `today` is None where an amount
    of the day is withheld. `above` are the places of the claim lines that pass the limit,
    `rows_above` the rows that they come from.
    """

    name: str
    limit: Parameter | None
    review: Parameter | None
    to_date: Decimal
    today: Decimal | None
    rows: tuple[int, ...]
    above: tuple[int, ...]
    rows_above: tuple[int, ...]

    @property
    def total(self) -> Decimal:
        """The year with today, as far as today is known."""
        return self.to_date + (self.today or ZERO)


def thresholds_of(
    visit: Visit,
    lines: Sequence[ClaimLine],
    allowed: Sequence[Decimal | None],
    reference: Reference,
) -> tuple[GroupThreshold, ...]:
    """Return the standing of every group with charges to date and a line today.

    Lines accrue in claim order; a line passes the limit when the year's total with it does.
    """
    to_date = (visit.patient.pt_slp_to_date, visit.patient.ot_to_date)
    groups = []
    for (name, disciplines), charged in zip(_GROUPS, to_date, strict=True):
        places = [
            place
            for place, line in enumerate(lines)
            if visit.services[line.row].discipline in disciplines
        ]
        if charged and places:
            groups.append(_group(name, visit, charged, places, lines, allowed, reference))
    return tuple(groups)


def _group(
    name: str,
    visit: Visit,
    charged: Decimal,
    places: Sequence[int],
    lines: Sequence[ClaimLine],
    allowed: Sequence[Decimal | None],
    reference: Reference,
) -> GroupThreshold:
    limit = reference.parameter("kx_threshold", visit.date_of_service)
    amounts = [allowed[place] for place in places]
    total, above = charged, []
    for place, amount in zip(places, amounts, strict=True):
        total += amount or ZERO
        if limit is not None and total > limit.value:
            above.append(place)
    return GroupThreshold(
        name=name,
        limit=limit,
        review=reference.parameter("medical_review_threshold", visit.date_of_service),
        to_date=charged,
        today=None if None in amounts else total - charged,
        rows=tuple(dict.fromkeys(lines[place].row for place in places)),
        above=tuple(above),
        rows_above=tuple(dict.fromkeys(lines[place].row for place in above)),
    )
