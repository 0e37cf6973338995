"""A visit with what the reference knows about it: what lines and hints are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from quarterhour.reference import (
    CodeFigures,
    Edition,
    PairEdit,
    Parameter,
    Place,
    ServiceCode,
    UnitLimit,
)
from quarterhour.units import UnitCount
from quarterhour.visit import SEPARATE_MODIFIERS, ServiceEntry, Visit

if TYPE_CHECKING:
    from quarterhour.claims.threshold import GroupThreshold


class Standing(Enum):
    """Whether an entered service can be billed to Medicare, and if not, why."""

    BILLABLE = "billable"
    CONTRACTOR_PRICED = "contractor priced"
    BUNDLED = "bundled"
    NOT_VALID = "not valid"
    NOT_COVERED = "not covered"
    NOT_THERAPY = "not therapy"
    OTHER_DISCIPLINE = "other discipline"
    ASSISTANT_EVALUATION = "evaluation by an assistant"
    SPEECH_ASSISTANT = "by a speech-language pathology assistant"
    NOT_IN_EDITION = "not in edition"
    RULE_NOT_KNOWN = "rule not known"
    NOT_BY_A_THERAPIST = "not by a therapist"
    UNKNOWN = "unknown"

    @property
    def billable(self) -> bool:
        """Whether the service yields claim lines."""
        return self in (Standing.BILLABLE, Standing.CONTRACTOR_PRICED)


@dataclass(frozen=True, slots=True)
class CodedService:
    """An entered service with its code's rules and figures, where the program knows them."""

    row: int
    entry: ServiceEntry
    code: ServiceCode | None
    figures: CodeFigures | None
    standing: Standing

    @property
    def key(self) -> str:
        """The code that names the service when counting: an add-on counts with its first code."""
        return self.code.first_code or self.code.code if self.code else self.entry.code


@dataclass(frozen=True, slots=True)
class BilledPair:
    """Two services on the claim that the NCCI does not pay together; `rows` are theirs.

    `modifier` says that they were separate, if the therapist states it; else it is empty.
    `two_disciplines` tells that no discipline gave both.
    """

    edit: PairEdit
    rows: tuple[int, int]
    modifier: str = ""
    two_disciplines: bool = False

    @property
    def never(self) -> bool:
        """Whether the pair is never paid together, with or without a modifier."""
        return self.edit.modifier_indicator == "0"

    @property
    def resolved(self) -> bool:
        """Whether a modifier lets both be paid."""
        return bool(self.modifier) and not self.never

    @property
    def denied(self) -> bool:
        """Whether column 2 is not paid as it stands.

        Practitioners of two disciplines are both paid, unless the pair never is.
        """
        return self.never or not (self.modifier or self.two_disciplines)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about a visit before money: `edition` is None where none is loaded.

    `pairs` are those on the claim that the NCCI does not pay together, `lapsed_pairs` those that
    it once listed and deleted. `limits` has the most units a day of each code on the claim, where
    there is a limit. `telehealth` is the law by which therapists may bill it on the day. `gains`
    is what Medicare pays more if a denied code, or the lines above a threshold, were not denied.
    """

    visit: Visit
    edition: Edition | None
    editions: tuple[Edition, ...]
    place: Place
    services: tuple[CodedService, ...]
    count: UnitCount
    pairs: tuple[BilledPair, ...] = ()
    lapsed_pairs: tuple[PairEdit, ...] = ()
    limits: tuple[UnitLimit, ...] = ()
    telehealth: Parameter | None = None
    thresholds: tuple[GroupThreshold, ...] = ()
    gains: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def separate_codes(self) -> dict[str, str]:
        """The column 2 codes that take a modifier, and which: all their pairs are stated.

        The modifier passes all pairs of a line at once, so one that is not stated holds it back.
        Where the pairs name different ones, it is the one that says least: 59.
        """
        held_back = {pair.edit.column_2 for pair in self.pairs if not pair.resolved}
        modifiers: dict[str, str] = {}
        for pair in self.pairs:
            code = pair.edit.column_2
            if code not in held_back:
                same = modifiers.setdefault(code, pair.modifier) == pair.modifier
                modifiers[code] = pair.modifier if same else SEPARATE_MODIFIERS[0]
        return modifiers

    @property
    def denied_codes(self) -> set[str]:
        """The column 2 codes with a pair that Medicare does not pay as it stands."""
        return {pair.edit.column_2 for pair in self.pairs if pair.denied}

    @property
    def above_threshold(self) -> set[int]:
        """The places of the claim lines that pass a threshold."""
        return {place for group in self.thresholds for place in group.above}

    def named(self, *rows: int) -> str:
        """Return the codes entered in the given rows as a list in a sentence."""
        codes = list(dict.fromkeys(self.visit.services[row].code for row in rows))
        return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"
