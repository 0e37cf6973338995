"""What can be confirmed about a visit: its NCCI edits, and care over the KX threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quarterhour.assessment import Assessment
from quarterhour.claims import (
    Attest,
    BilledPair,
    ask_necessary,
    pairs_by_services,
)
from quarterhour.visit import SEPARATE_MODIFIERS


class ServicePair(NamedTuple):
    """Two services of the visit; a first code and its add-on are one, so each may have two codes.

    `marked` is the modifier on column 2 (empty: none). It is there only once every pair of column 2
    is confirmed.
    """

    edits: tuple[BilledPair, ...]
    marked: str

    @property
    def pair(self) -> BilledPair:
        """What all its edits have in common: indicator, release, what is confirmed."""
        return self.edits[0]

    @property
    def column_1(self) -> str:
        """The code that is paid, or both."""
        return " and ".join(dict.fromkeys(each.edit.column_1 for each in self.edits))

    @property
    def column_2(self) -> str:
        """The code that is denied without a modifier, or both."""
        return " and ".join(dict.fromkeys(each.edit.column_2 for each in self.edits))


def service_pairs(assessment: Assessment) -> tuple[ServicePair, ...]:
    """Return the pairs of a visit."""
    return tuple(
        ServicePair(edits, _marked(assessment, edits))
        for edits in pairs_by_services(assessment.pairs)
    )


def threshold_question(assessment: Assessment) -> Attest:
    """Return the question about lines over the KX threshold, and those answered before."""
    above = {at for group in assessment.thresholds for at in group.above}
    codes = [assessment.lines[at].line.code for at in sorted(above | {*assessment.refused})]
    return ask_necessary(assessment.visit.attested, tuple(dict.fromkeys(codes)))


def _marked(assessment: Assessment, edits: Sequence[BilledPair]) -> str:
    codes = {pair.edit.column_2 for pair in edits}
    return next(
        (
            modifier
            for priced in assessment.lines
            if priced.line.code in codes
            for modifier in priced.line.modifiers
            if modifier in SEPARATE_MODIFIERS
        ),
        "",
    )
