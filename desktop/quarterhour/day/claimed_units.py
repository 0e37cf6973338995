"""Units that were typed for the claim, next to those that the minutes give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quarterhour.assessment import Assessment
from quarterhour.day.entries import Day
from quarterhour.day.finding import FindingKind, FindingSeverity, Found, Option
from quarterhour.day.result import PatientDay

BY_MINUTES, AS_BILLED = "minutes", "as-billed"


def claimed_units(
    day: Day,
    tags: Sequence[str],
    patients: Sequence[PatientDay],
    units: Mapping[str, Mapping[str, int]],
) -> Iterator[Found]:
    """Yield where the claim has more or fewer units of codes than the minutes give.

    In a tie, each correct choice is right: the claim is compared with the one next to it.
    """
    billed: dict[str, dict[str, int]] = {}
    for visit, tag in zip(day.visits, tags, strict=True):
        for code, count in visit.billed_units:
            own = billed.setdefault(tag, {})
            own[code] = own.get(code, 0) + count
    for patient in patients:
        if patient.tag in billed:
            yield from _differences(patient, billed[patient.tag], units[patient.tag])


def _differences(
    patient: PatientDay, billed: Mapping[str, int], units: Mapping[str, int]
) -> Iterator[Found]:
    minutes = min(
        _correct(patient.assessment, units),
        key=lambda each: sum(abs(more) for more in _more(billed, each).values()),
    )
    more = _more(billed, minutes)
    above = {code: count for code, count in more.items() if count > 0}
    below = {code: -count for code, count in more.items() if count < 0}
    for kind, differing, choices in (
        (FindingKind.UNITS_ABOVE_MINUTES, above, (BY_MINUTES,)),
        (FindingKind.UNITS_BELOW_MINUTES, below, (BY_MINUTES, AS_BILLED)),
    ):
        if differing:
            yield Found(
                kind=kind,
                severity=FindingSeverity.ACTION,
                people=(),
                patients=(patient.tag,),
                rows=tuple(row for row in patient.rows if row.entry.code in differing),
                when=None,
                minutes=None,
                codes=tuple(sorted(differing)),
                units=sum(differing.values()),
                options=tuple(map(Option, choices)),
            )


def _correct(assessment: Assessment, units: Mapping[str, int]) -> Iterator[Mapping[str, int]]:
    """Yield the units by code of every correct choice, the one that was taken first."""
    codes = [entry.code for entry in assessment.visit.services]
    taken, *_ = assessment.alternatives
    for alternative in assessment.alternatives:
        found = dict(units)
        for code, other, own in zip(codes, alternative, taken, strict=True):
            found[code] = found.get(code, 0) + other - own
        yield found


def _more(billed: Mapping[str, int], minutes: Mapping[str, int]) -> dict[str, int]:
    return {
        code: billed.get(code, 0) - minutes.get(code, 0)
        for code in dict.fromkeys([*billed, *minutes])
    }
