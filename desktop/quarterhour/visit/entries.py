"""The frozen values of a visit: one line per field, with its kind, meaning, and default.

These lines are the table of fields (see `record`). Code that reads, writes, keeps, or describes a
visit asks this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from quarterhour.units import EIGHT_MINUTE_RULE, RULES
from quarterhour.visit.kinds import (
    MAX_SERVICES,
    Day,
    ListOf,
    MapOf,
    OneOf,
    Text,
    VisitError,
    Whole,
)
from quarterhour.visit.record import Record
from quarterhour.visit.terms import (
    A_ROW,
    CODE,
    COUNT,
    DENIAL_MODIFIERS,
    DISCIPLINE,
    DISCIPLINES,
    DOLLARS,
    FLAG,
    FORMAT,
    HINT_KIND,
    LOCALITY,
    MAX_LABEL,
    MAX_MINUTES_A_DAY,
    MAX_MINUTES_A_ROW,
    MEDICARE,
    MINUTES,
    MODIFIER_FAMILIES,
    PAYER,
    PEOPLE,
    PLACE_OF_SERVICE,
    PROFESSIONS,
    PURPOSES,
    SEPARATE_MODIFIERS,
    SQUARE_CM,
    TAG,
    TELEHEALTH,
    TIMES,
    ZIP,
    Pair,
    SeparatePair,
)
from quarterhour.visit.times import minutes_of
from quarterhour.visit.unread import UnreadRow


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """One row: a code, its discipline, minutes, dollars.

    Raises VisitError where the minutes of the row are impossible, or contradict its times, and
    where the words about telehealth contradict each other.
    """

    code: Annotated[str, CODE, "CPT or HCPCS code"]
    discipline: Annotated[str, DISCIPLINE, "Discipline: whose plan of care it is under"]
    therapist_minutes: Annotated[int, MINUTES, "The therapist's minutes"] = 0
    assistant_minutes: Annotated[int, MINUTES, "The assistant's minutes"] = 0
    together_minutes: Annotated[int, MINUTES, "Minutes of therapist and assistant together"] = 0
    count: Annotated[
        int,
        COUNT,
        "How many, for codes that count extremities or trunk sections, fingers or hands",
    ] = 1
    by: Annotated[tuple[str, ...], PEOPLE, "Who did it: short marks, such as T1"] = ()
    times: Annotated[
        tuple[str, ...], TIMES, "When, as typed; if minutes are entered too, they must agree"
    ] = ()
    square_cm: Annotated[int, SQUARE_CM, "The whole wound area, in square centimeters"] = 0
    charge: Annotated[
        Decimal | None, DOLLARS, "What the practice charges for the row, in dollars"
    ] = None
    contractor_price: Annotated[
        Decimal | None, DOLLARS, "The MAC price per unit, for a code without a national fee"
    ] = None
    telehealth: Annotated[
        bool | str, TELEHEALTH, "Where the patient was, if it was telehealth; true means home"
    ] = False
    audio_only: Annotated[bool, FLAG, "Whether telehealth was audio only"] = False

    def __post_init__(self) -> None:
        try:
            minutes, covered = self.minutes, minutes_of(self.times)
        except ValueError as error:
            raise VisitError("times", str(error)) from None
        if minutes > MAX_MINUTES_A_ROW:
            raise VisitError(
                "therapist_minutes" if self._entered else "times",
                f"{minutes} minutes is over the limit of {MAX_MINUTES_A_ROW} for one row; {A_ROW}",
            )
        if self.times and minutes != covered:
            raise VisitError(
                "times",
                f"The times are {covered} minutes and the row has {minutes}; "
                "make them agree, or remove one of them.",
            )
        if self.audio_only and not self.telehealth:
            raise VisitError(
                "audio_only", "needs telehealth; enter telehealth too, or remove audio_only."
            )

    @property
    def therapists_own(self) -> int:
        """The therapist's minutes: as entered, else what the times cover where no minutes are."""
        return (
            minutes_of(self.times) if self.times and not self._entered else self.therapist_minutes
        )

    @property
    def minutes(self) -> int:
        """All minutes of the row."""
        return self.therapists_own + self.assistant_minutes + self.together_minutes

    @property
    def _entered(self) -> int:
        return self.therapist_minutes + self.assistant_minutes + self.together_minutes


@dataclass(frozen=True, slots=True)
class Provider:
    """How the practice takes part in Medicare.

    Without assignment the patient may be charged up to the limiting charge, and Medicare pays the
    patient. Kinds of modifiers that are not named in the order follow in the usual order.
    """

    participating: Annotated[bool, FLAG, "Whether the practice participates"] = True
    accepts_assignment: Annotated[
        bool, FLAG, "Whether it accepts assignment, if it is nonparticipating"
    ] = True
    qualifying_apm: Annotated[bool, FLAG, "Whether it is a qualifying APM participant"] = False
    profession: Annotated[str, OneOf(PROFESSIONS), "The treating professional"] = PROFESSIONS[0]
    modifier_order: Annotated[
        tuple[str, ...],
        ListOf(OneOf(MODIFIER_FAMILIES)),
        "Kinds of modifiers, in their order on a claim line",
    ] = ()
    telehealth_95: Annotated[bool, FLAG, "Whether the MAC wants 95 on telehealth lines"] = False
    participation_assumed: Annotated[
        bool, FLAG, "Whether that it participates is assumed, not known"
    ] = False


@dataclass(frozen=True, slots=True)
class Patient:
    """Amounts so far this year. Nothing identifies the patient.

    Each is None where it is not known, which differs from a known 0.00. A deductible that is not
    known counts as met.
    """

    deductible_remaining: Annotated[
        Decimal | None, DOLLARS, "Deductible left this year, in dollars"
    ] = None
    pt_slp_to_date: Annotated[
        Decimal | None, DOLLARS, "Allowed for PT and SLP this year before the visit, in dollars"
    ] = None
    ot_to_date: Annotated[
        Decimal | None, DOLLARS, "Allowed for OT this year before the visit, in dollars"
    ] = None


@dataclass(frozen=True, slots=True)
class SameMinutes:
    """Minutes in which several disciplines treated at once, and the one that bills them.

    0 minutes says that no minutes were shared; then no discipline bills them. Raises VisitError
    where the answer contradicts itself.
    """

    disciplines: Annotated[
        tuple[str, ...], ListOf(DISCIPLINE, len(DISCIPLINES)), "The disciplines, two or three"
    ]
    minutes: Annotated[
        int,
        Whole(MAX_MINUTES_A_DAY, "is more than one day; enter the minutes of this visit."),
        "How many minutes the disciplines treated at the same time",
    ]
    billed_by: Annotated[str, DISCIPLINE, "The discipline that bills them"] = ""
    codes: Annotated[
        tuple[tuple[str, tuple[str, ...]], ...],
        MapOf(DISCIPLINE, ListOf(CODE)),
        "Codes of each discipline that used these minutes; none: any of them",
    ] = ()

    def __post_init__(self) -> None:
        if len(set(self.disciplines)) < 2 or len(set(self.disciplines)) < len(self.disciplines):
            raise VisitError("disciplines", "must name two or three disciplines, each once.")
        if bool(self.minutes) != bool(self.billed_by):
            raise VisitError(
                "billed_by", "goes with minutes above 0; enter both, or remove billed_by."
            )
        if self.billed_by and self.billed_by not in self.disciplines:
            raise VisitError("billed_by", "must be one of the disciplines.")
        if not {discipline for discipline, _ in self.codes} <= set(self.disciplines):
            raise VisitError("codes", "has a discipline that is not in disciplines.")

    def codes_of(self, discipline: str) -> tuple[str, ...]:
        """Return the codes of a discipline that it is about; none: it is about any."""
        return dict(self.codes).get(discipline, ())


@dataclass(frozen=True, slots=True)
class Attested:
    """What the therapist confirms about the services and the care.

    Raises VisitError where two answers about a pair contradict each other.
    """

    separate: Annotated[
        tuple[SeparatePair, ...],
        ListOf(Pair(SEPARATE_MODIFIERS)),
        "Pairs of codes that were done separately, with the modifier if it is not 59",
    ] = ()
    not_separate: Annotated[
        tuple[tuple[str, str], ...], ListOf(Pair()), "Pairs of codes that were not"
    ] = ()
    same_minutes: Annotated[
        tuple[SameMinutes, ...],
        ListOf(Record(SameMinutes)),
        "Minutes in which several disciplines treated at once",
    ] = ()
    denial: Annotated[
        tuple[tuple[str, str], ...],
        MapOf(CODE, OneOf(DENIAL_MODIFIERS)),
        "Codes whose denial is expected, each with the modifier that says why",
    ] = ()
    medically_necessary: Annotated[
        bool, FLAG, "Whether care over the KX threshold is medically necessary"
    ] = False
    advance_notice: Annotated[
        bool, FLAG, "Whether the patient signed an ABN for care that is not medically necessary"
    ] = False

    def __post_init__(self) -> None:
        modifiers: dict[frozenset[str], str] = {}
        for pair in self.separate:
            if modifiers.setdefault(pair.codes, pair.modifier) != pair.modifier:
                raise VisitError(
                    "separate", f"lists {pair.one} and {pair.two} with two modifiers; keep one."
                )
        for one, two in self.not_separate:
            if frozenset((one, two)) in modifiers:
                raise VisitError(
                    "not_separate",
                    f"lists {one} and {two}, and so does separate; keep one of them.",
                )

    def denial_of(self, code: str) -> str:
        """Return the modifier that says why a code is expected to be denied, or an empty text."""
        return dict(self.denial).get(code, "")

    def expecting_denial(self, codes: Iterable[str], modifier: str) -> Attested:
        """Return the same with a modifier that says why some codes are expected to be denied."""
        denial = dict(self.denial) | dict.fromkeys(codes, modifier)
        return replace(self, denial=tuple(sorted(denial.items())))

    def denying_separate(self, one: str, other: str) -> Attested:
        """Return the same with a pair confirmed as not separate, regardless of earlier answers."""
        codes = {one, other}
        return replace(
            self,
            separate=tuple(each for each in self.separate if each.codes != codes),
            not_separate=(*(each for each in self.not_separate if {*each} != codes), (one, other)),
        )

    def confirming_separate(self, pair: SeparatePair) -> Attested:
        """Return the same with a pair confirmed as separate, regardless of earlier answers."""
        return replace(
            self,
            separate=(*(each for each in self.separate if each.codes != pair.codes), pair),
            not_separate=tuple(each for each in self.not_separate if {*each} != pair.codes),
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """A hint that the user has read and accepted."""

    kind: Annotated[str, HINT_KIND, "Its kind"]
    codes: Annotated[tuple[str, ...], ListOf(CODE), "The codes that it was about"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Everything entered for one patient on one day.

    Without a locality or a ZIP code, units and modifiers are known and money is
    not. `payer` is the id of a payer file; `rule` counts for Medicare only.

    Raises VisitError where the minutes of the day are impossible.
    """

    date_of_service: Annotated[date, Day(), "The day of the visit"]
    locality: Annotated[
        str, LOCALITY, "Medicare locality, or national; or enter a ZIP code instead"
    ] = ""
    zip: Annotated[str, ZIP, "ZIP code"] = ""
    payer: Annotated[str, PAYER, "Id of a payer file"] = MEDICARE
    tag: Annotated[str, TAG, "A short mark that tells patients of the day apart; no name"] = ""
    place_of_service: Annotated[
        str,
        PLACE_OF_SERVICE,
        "Place of service; if absent 11, or with telehealth 10 (home) or 02 (elsewhere)",
    ] = ""
    rule: Annotated[str, OneOf(tuple(RULES)), "How units are counted for Medicare"] = (
        EIGHT_MINUTE_RULE.name
    )
    provider: Annotated[Provider, Record(Provider), "How the practice participates"] = field(
        default_factory=Provider
    )
    patient: Annotated[Patient, Record(Patient), "Amounts so far this year"] = field(
        default_factory=Patient
    )
    attested: Annotated[Attested, Record(Attested), "What the therapist confirmed"] = field(
        default_factory=Attested
    )
    checked: Annotated[
        tuple[Checked, ...], ListOf(Record(Checked)), "Hints that the user has read and accepted"
    ] = ()
    extra_units_to: Annotated[
        tuple[int, ...],
        ListOf(Whole(MAX_SERVICES - 1, "isn't a service of the visit; count the services from 0.")),
        "Indexes of the services that get the remaining units in a tie",
    ] = ()
    label: Annotated[str, Text(MAX_LABEL), "A private label of a few words; no name"] = ""
    purpose: Annotated[
        str, OneOf(PURPOSES), "Habilitative or rehabilitative, for payers that require 96 or 97"
    ] = ""
    services: Annotated[
        tuple[ServiceEntry, ...], ListOf(Record(ServiceEntry)), "The services, one row each"
    ]
    unread: Annotated[
        tuple[UnreadRow, ...],
        ListOf(Record(UnreadRow), 2 * MAX_SERVICES),
        "Rows that couldn't be read, as they were typed; they aren't counted",
    ] = ()

    def __post_init__(self) -> None:
        total = sum(service.minutes for service in self.services)
        if total > MAX_MINUTES_A_DAY:
            raise VisitError(
                "services",
                f"{total} minutes is more than one day ({MAX_MINUTES_A_DAY}); "
                "enter one day's services per visit.",
            )

    def mac_prices(self, code: str) -> tuple[Decimal, ...]:
        """Return the MAC prices entered for a code, each once: two contradict each other."""
        prices = [entry.contractor_price for entry in self.services if entry.code == code]
        return tuple(dict.fromkeys(price for price in prices if price is not None))


# The schema says that a document needs a place; `visit_from` says it in words.
_ONE_PLACE = [{"required": ["locality"]}, {"required": ["zip"]}]
SERVICE = Record(ServiceEntry)
VISIT = Record(Visit, FORMAT, oneOf=_ONE_PLACE)
