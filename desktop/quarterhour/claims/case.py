"""A visit with what the reference knows about it: what hints are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
from quarterhour.visit import ServiceEntry, Visit

if TYPE_CHECKING:
    from quarterhour.claims.lines import ClaimLine
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
    """Two lines of the claim that the NCCI does not pay together; `rows` are their services'.

    `lines` are their places on the claim, column 1 first. `services` are the codes that name the
    two services: what is stated holds for them. `modifier` says that they were
    separate, if the therapist states it; else it is empty. Lines of two disciplines are of two
    practitioners, whom the pair does not bind.
    """

    edit: PairEdit
    rows: tuple[int, int]
    lines: tuple[int, int]
    services: frozenset[str]
    modifier: str = ""
    two_disciplines: bool = False

    @property
    def never(self) -> bool:
        """Whether one practitioner is never paid both, with or without a modifier."""
        return self.edit.modifier_indicator == "0" and not self.two_disciplines

    @property
    def statable(self) -> bool:
        """Whether a modifier can say that they were separate."""
        return self.edit.modifier_indicator == "1"

    @property
    def denied(self) -> bool:
        """Whether column 2 is not paid as it stands."""
        return self.never or not (self.modifier or self.two_disciplines)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about a visit: `edition` is None where none is loaded.

    `lines` are those of the claim, with their modifiers. `pairs` are those on it that the NCCI
    does not pay together, `lapsed_pairs` those that it once listed and deleted. `limits` has the
    most units a day of each code, where there is a limit. `telehealth` is the law by which
    therapists may bill it on the day. `denials` are the reasons, by place on the claim, for which
    Medicare would deny a line as it stands. `priced` tells whether amounts are known.
    """

    visit: Visit
    edition: Edition | None
    editions: tuple[Edition, ...]
    place: Place
    services: tuple[CodedService, ...]
    count: UnitCount
    lines: tuple[ClaimLine, ...] = ()
    pairs: tuple[BilledPair, ...] = ()
    lapsed_pairs: tuple[PairEdit, ...] = ()
    limits: tuple[UnitLimit, ...] = ()
    telehealth: Parameter | None = None
    thresholds: tuple[GroupThreshold, ...] = ()
    denials: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    priced: bool = False

    def named(self, *rows: int) -> str:
        """Return the codes entered in the given rows as a list in a sentence."""
        return listed([self.visit.services[row].code for row in rows])


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence, each once."""
    *others, last = dict.fromkeys(words)
    return f"{', '.join(others)} and {last}" if others else last
