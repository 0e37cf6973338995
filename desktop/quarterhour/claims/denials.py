"""Why Medicare would deny lines of a claim as they stand, by their place on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quarterhour.claims.case import Case

# Dry needling: paid only as acupuncture, so that an ABN is for it whatever the year's charges.
NEEDLING = ("20560", "20561")


def line_denials(case: Case) -> dict[int, tuple[str, ...]]:
    """Return the reasons that do not depend on amounts: pairs, unit limits, coverage."""
    denials: dict[int, list[str]] = {}
    for place, reason in (*_pairs(case), *_limits(case), *_coverage(case)):
        denials.setdefault(place, []).append(reason)
    return {place: tuple(dict.fromkeys(reasons)) for place, reasons in denials.items()}


def threshold_denials(case: Case) -> dict[int, tuple[str, ...]]:
    """Return the lines above a threshold that are not stated to be medically necessary."""
    attested = case.visit.attested
    if attested.medically_necessary:
        return {}
    with_ga = attested.advance_notice
    reason = "above the threshold, with GA" if with_ga else "above the threshold, without KX"
    return {place: (reason,) for group in case.thresholds for place in group.above}


def _pairs(case: Case) -> Iterator[tuple[int, str]]:
    for pair in case.pairs:
        if pair.denied:
            yield pair.lines[1], f"column 2 of an NCCI pair with {pair.edit.column_1}"


def _limits(case: Case) -> Iterator[tuple[int, str]]:
    most = {limit.code: limit.units for limit in case.limits}
    billed: Counter[str] = Counter()
    for line in case.lines:
        billed[line.code] += line.units
    for place, line in enumerate(case.lines):
        units = billed[line.code]
        if units > most.get(line.code, units):
            yield place, f"{units} units are above the {most[line.code]} of one day (MUE)"


def _coverage(case: Case) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(case.lines):
        if line.telehealth and case.telehealth is None:
            yield place, "telehealth by therapists is not covered on this date"
        if line.code in NEEDLING and case.visit.attested.advance_notice:
            yield place, "expected not to be medically necessary, with GA"
