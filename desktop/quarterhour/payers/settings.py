"""The settings of a payer file that have several fields, one line a field with its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from quarterhour.payers.kinds import (
    MODIFIER,
    PAYER_CODE,
    SOURCE_ID,
    Codes,
    EachOnce,
    Number,
    OneOfKinds,
    OrNotStated,
)
from quarterhour.payers.price import MAX_CODES, NO_GPCI, REMOVE_CODES
from quarterhour.visit.kinds import Flag, ListOf, MapOf, Matching, OneOf, Text
from quarterhour.visit.record import Record
from quarterhour.visit.terms import DOLLARS

# P the payer's or the law's own text; C the same from a copy, perhaps cut; 2 told by others;
# F fitted to published amounts; T typed by the user.
OWN_TEXT, COPY, TOLD, FITTED, TYPED = "P", "C", "2", "F", "T"
MARKS = (OWN_TEXT, COPY, TOLD, FITTED, TYPED)
METHODS = ("total-minutes", "midpoint", "full-quarter-hours", "session")
EVALUATION, RE_EVALUATION = "evaluation", "re-evaluation"
NONE = "none"
SURPLUSES = (
    "trim-order",
    "trim-cheapest",
    "cap-total",
    "deny-code",
    "deny-claim",
)
SHARE = Number("1", zero=True, example="0.20")
_LIMIT = Number("100000")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that states settings. Its date is a year, a month, or a day."""

    title: Annotated[str, Text(300), "What it is called"]
    date: Annotated[
        str,
        Matching(
            "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", "write a date as 2026, 2026-11, or 2026-11-26"
        ),
        "The date of the text",
    ]
    mark: Annotated[str, OneOf(MARKS), "How sure it is: P, C, 2, F, or T"]
    address: Annotated[str, Text(500), "Where it was read"] = ""
    told_by: Annotated[str, Text(200), "Who told it, for mark 2"] = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """How minutes become units; `codes` limit the method, and `others` count the rest."""

    source: Annotated[str, SOURCE_ID, "Its source"]
    method: Annotated[str | None, OrNotStated(OneOf(METHODS)), "How minutes become units"] = None
    pool: Annotated[
        str | None, OrNotStated(OneOf(("discipline", "day", "code"))), "Which minutes add up"
    ] = None
    codes: Annotated[tuple[str, ...], Codes(), "The codes that the method is limited to"] = ()
    others: Annotated[
        str | None, OrNotStated(OneOf(METHODS)), "How the codes beyond those are counted"
    ] = None
    clock: Annotated[
        tuple[tuple[str, str], ...],
        MapOf(PAYER_CODE, OneOf(("quarter-hour", "untimed")), MAX_CODES, REMOVE_CODES),
        "Codes that are timed by this payer, or not, other than usual",
    ] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Which codes a reduction takes: those with indicator 5, plus and minus some."""

    plus: Annotated[tuple[str, ...], Codes(), "Codes that are added"] = ()
    minus: Annotated[tuple[str, ...], Codes(), "Codes that it doesn't take"] = ()


@dataclass(frozen=True, slots=True)
class Reduction:
    """What is paid less with others on the same day. `pays` is the share that is kept."""

    source: Annotated[str, SOURCE_ID, "Its source"]
    kind: Annotated[
        str | None,
        OrNotStated(OneOf((NONE, "practice-expense", "practice-expense-proportion", "whole"))),
        "What is reduced",
    ] = None
    pays: Annotated[
        Any,
        OrNotStated(
            OneOfKinds(
                SHARE,
                ListOf(SHARE, 20, "remove shares.", "shares"),
                remedy='use a share, such as "0.50"',
            )
        ),
        "The share that is kept; a list for each rank, the last for all that follow",
    ] = None
    rank: Annotated[
        tuple[str, ...],
        ListOf(
            OneOf(("pe_rvu", "pe_payment", "unit_fee", "line_allowance")), 4, "remove keys.", "keys"
        ),
        "What ranks units for the full fee, in order",
    ] = ()
    per: Annotated[
        str | None, OrNotStated(OneOf(("unit", "code"))), "What is paid in full: a unit or a code"
    ] = None
    subject: Annotated[Subject, Record(Subject), "The codes it takes"] = Subject()
    not_for: Annotated[str, Text(200), "Visits that it isn't for, in words"] = ""
    across: Annotated[str, Text(200), "Whose claims of the day it counts, in words"] = ""
    gpci: Annotated[str, OneOf((NO_GPCI,)), "A proportion is of the RVUs without indices"] = NO_GPCI


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is paid: `limit` of `measure`. `surplus` tells what becomes of the rest."""

    measure: Annotated[
        str,
        OneOf(("units", "timed-units", "minutes", "rvus", "dollars", "codes")),
        "What is limited",
    ]
    limit: Annotated[Decimal, _LIMIT, "The most"]
    source: Annotated[str, SOURCE_ID, "Its source"]
    by: Annotated[
        str | None, OrNotStated(OneOf(("day", "discipline", "session"))), "For what it counts"
    ] = None
    codes: Annotated[tuple[str, ...], Codes(), "The codes that it limits; without it, all"] = ()
    exempt: Annotated[tuple[str, ...], Codes(), "Codes that it doesn't limit"] = ()
    with_: Annotated[
        tuple[tuple[str, Decimal], ...],
        MapOf(OneOf((EVALUATION, RE_EVALUATION)), _LIMIT),
        "The limits of a visit with an evaluation or a re-evaluation",
    ] = ()
    across: Annotated[
        str | None, OrNotStated(OneOf(("provider", "group", "all"))), "Whose services it counts"
    ] = None
    surplus: Annotated[
        str | None, OrNotStated(OneOf(SURPLUSES)), "What becomes of what is over the limit"
    ] = None

    @property
    def is_a_sum(self) -> bool:
        """Whether it limits dollars or RVUs, and not units, minutes, or codes."""
        return self.measure in ("dollars", "rvus")

    @property
    def stated_surplus(self) -> str | None:
        """What becomes of the rest; None where it doesn't say which units or codes go.

        So it is, too, where only the total of units is limited.
        """
        return None if self.surplus == "cap-total" and not self.is_a_sum else self.surplus


@dataclass(frozen=True, slots=True)
class TwoModifiers:
    """A payer's own modifiers for who treated."""

    assistant: Annotated[str, MODIFIER, "Assistant's"]
    therapist: Annotated[str, MODIFIER, "Therapist's"] = ""


@dataclass(frozen=True, slots=True)
class Assistant:
    """What an assistant's services are paid, and how they are marked: two settings."""

    source: Annotated[str, SOURCE_ID, "Its source"]
    factor: Annotated[Decimal | None, OrNotStated(SHARE), "The share that is paid"] = None
    of: Annotated[
        str | None, OrNotStated(OneOf(("allowed", "payer-share"))), "What the share is taken of"
    ] = None
    modifiers: Annotated[
        Any,
        OrNotStated(
            OneOfKinds(
                OneOf(("CQ/CO", NONE)),
                Record(TwoModifiers),
                remedy='use "CQ/CO", "none", or the payer\'s own modifiers',
            )
        ),
        "The modifiers that it wants",
    ] = None


@dataclass(frozen=True, slots=True)
class Modifiers:
    """The other modifiers that a payer wants."""

    source: Annotated[str, SOURCE_ID, "Its source"]
    plan_of_care: Annotated[
        str | None,
        OrNotStated(OneOf(("every-line", "therapy-codes", "treatment", NONE))),
        "GP, GO, and GN: on which lines",
    ] = None
    separate: Annotated[
        str | None,
        OrNotStated(OneOf(("59", "X", NONE))),
        "The modifier for services that were separate",
    ] = None
    threshold: Annotated[bool | None, OrNotStated(Flag()), "Whether KX is wanted"] = None
    purpose: Annotated[bool | None, OrNotStated(Flag()), "Whether 96 and 97 are wanted"] = None
    consent: Annotated[bool | None, OrNotStated(Flag()), "Whether GA is wanted"] = None
    always: Annotated[
        tuple[str, ...],
        EachOnce(MODIFIER, 4, "remove one.", "modifiers"),
        "Modifiers on every line",
    ] = ()


@dataclass(frozen=True, slots=True)
class PatientShare:
    """What the patient owes: a deductible, then a copay or a coinsurance."""

    source: Annotated[str, SOURCE_ID, "Its source"]
    deductible: Annotated[Decimal | None, DOLLARS, "What is left of the deductible"] = None
    coinsurance: Annotated[Decimal | None, SHARE, "The patient's share"] = None
    copay: Annotated[Decimal | None, DOLLARS, "Dollars a visit or discipline"] = None
    per: Annotated[str, OneOf(("visit", "discipline")), "What a copay is paid for"] = "visit"
