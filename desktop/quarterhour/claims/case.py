"""A visit with what the reference knows about it: what lines and hints are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from quarterhour.reference import CodeFigures, Edition, PairEdit, Place, ServiceCode, UnitLimit
from quarterhour.units import UnitCount
from quarterhour.visit import ServiceEntry, Visit


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

    `separate` tells that the therapist states they were separate.
    """

    edit: PairEdit
    rows: tuple[int, int]
    separate: bool


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about a visit before money: `edition` is None where none is loaded.

    `limits` has the most units a day of each code on the claim, where there is a limit.
    """

    visit: Visit
    edition: Edition | None
    editions: tuple[Edition, ...]
    place: Place
    services: tuple[CodedService, ...]
    count: UnitCount
    pairs: tuple[BilledPair, ...] = ()
    limits: tuple[UnitLimit, ...] = ()

    @property
    def separate_codes(self) -> set[str]:
        """The column 2 codes that take 59: every pair of theirs is stated to be separate.

        The modifier passes all pairs of a line at once, so one that is not stated holds it back.
        """
        stated = {pair.edit.column_2 for pair in self.pairs if pair.separate}
        held_back = {
            pair.edit.column_2
            for pair in self.pairs
            if not pair.separate or pair.edit.modifier_indicator == "0"
        }
        return stated - held_back

    def named(self, *rows: int) -> str:
        """Return the codes entered in the given rows as a list in a sentence."""
        codes = list(dict.fromkeys(self.visit.services[row].code for row in rows))
        return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"
