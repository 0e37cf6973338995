"""The claim lines that Medicare would deny as they stand, by place, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from quarterhour.claims.case import Case
from quarterhour.claims.lines import ClaimLine


def pair_denials(case: Case, lines: Sequence[ClaimLine]) -> dict[int, str]:
    """Return the column 2 lines of pairs that are not stated, or never paid together."""
    codes = case.denied_codes
    return {
        place: f"column 2 of an NCCI pair with {_column_1(case, line.code)}"
        for place, line in enumerate(lines)
        if line.code in codes
    }


def _column_1(case: Case, code: str) -> str:
    return next(pair.edit.column_1 for pair in case.pairs if pair.edit.column_2 == code)


def threshold_denials(case: Case) -> dict[int, str]:
    """Return the lines above a threshold that are not stated to be medically necessary."""
    attested = case.visit.attested
    if attested.medically_necessary:
        return {}
    reason = (
        "above the threshold, with GA"
        if attested.advance_notice
        else ("above the threshold, without KX")
    )
    return dict.fromkeys(sorted(case.above_threshold), reason)
