"""What a payer file says: `quarterhour.payer/1`, one line a field with its kind and meaning.

A payer is a plan in a setting over some dates. Each setting is given with its source, said not to
apply, or not given. The rules behind the fields: `docs/payers.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from quarterhour.payers.kinds import (
    PAYER_CODE,
    SOURCE_ID,
    DoesNotApply,
    Entries,
    OneOfKinds,
    Section,
    Setting,
    Stated,
)
from quarterhour.payers.price import MAX_CODES, REMOVE_CODES, Tier
from quarterhour.payers.settings import (
    NONE,
    SHARE,
    Assistant,
    Cap,
    Counting,
    Modifiers,
    PatientShare,
    Reduction,
    Source,
)
from quarterhour.visit.kinds import Day, ListOf, MapOf, Matching, OneOf, Text, Whole
from quarterhour.visit.record import Record
from quarterhour.visit.terms import PAYER, Pair

FORMAT = "quarterhour.payer/1"
PROGRAMS = (
    "medicare",
    "medicare-advantage",
    "medicaid",
    "workers-comp",
    "auto",
    "tricare",
    "va",
    "commercial",
    "contract",
)
PAID, NOT_PAID = "paid", "not-paid"
MUE, NCCI = "mue", "ncci"
_OWN_ID = Matching(PAYER.pattern, "write an id of your own in lowercase, such as my-plan")
_UNITS = Whole(999, "is too large; enter the units of a day.", least=1)
_PAIRS = ListOf(Pair(), MAX_CODES, "remove pairs.", "pairs")
_OWN_LIMITS = MapOf(PAYER_CODE, _UNITS, MAX_CODES, REMOVE_CODES)
_WORD = OneOf(("by-report", "by-agreement", "not-listed", "bundled"))
_WORDS_BY_CODE = MapOf(PAYER_CODE, _WORD, MAX_CODES, REMOVE_CODES)


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer file. A setting is None where it is not given."""

    name: Annotated[str, Text(120), "The payer's name"]
    program: Annotated[str, OneOf(PROGRAMS), "The kind of payer"]
    valid_from: Annotated[date, Day(), "The first date of service that it prices"]
    valid_to: Annotated[date, Day(), "The last date of service that it prices"]
    sources: Annotated[
        tuple[tuple[str, Source], ...],
        MapOf(SOURCE_ID, Record(Source), 100, "remove sources."),
        "The texts, by the names that the settings use",
    ]
    id: Annotated[
        str, _OWN_ID, "What visits call the payer, such as tn-workers-comp; without it, of its name"
    ] = ""
    state: Annotated[
        str, Matching("[A-Z]{2}", "use the two letters of a state, such as TN"), "The state"
    ] = ""
    setting: Annotated[str, OneOf(("professional",)), "The setting; facilities are not covered"] = (
        "professional"
    )
    like: Annotated[str, OneOf(("medicare",)), "Whose rules are assumed for what is not given"] = ""
    counting: Annotated[Any, Section(Counting), "How minutes become units"] = None
    price: Annotated[
        tuple[Tier, ...], ListOf(Record(Tier), 100, "remove tiers.", "tiers"), "Ways to a price"
    ] = ()
    not_priced: Annotated[
        Any,
        Setting(OneOfKinds(_WORD, _WORDS_BY_CODE, remedy="use a word, or words by code")),
        "Why a code that no tier knows has no price",
    ] = None
    lesser_of_charge: Annotated[
        Any, Setting(OneOf(("line", "claim", NONE))), "Whether a lower charge is paid instead"
    ] = None
    reduction: Annotated[Any, Section(Reduction), "What is paid less on the same day"] = None
    caps_: Annotated[
        tuple[Cap, ...] | DoesNotApply,
        Entries(Record(Cap), 20, "remove caps.", "caps"),
        "The most that is paid",
    ] = ()
    unit_limits: Annotated[
        Any,
        Setting(OneOfKinds(OneOf((MUE, NONE)), _OWN_LIMITS, remedy='use "mue" or units by code')),
        "The most units a day of a code",
    ] = None
    assistant: Annotated[Any, Section(Assistant), "Services of assistants"] = None
    sequestration: Annotated[
        Any,
        Setting(OneOfKinds(OneOf((NONE,)), SHARE, remedy='use a share, such as "0.02"')),
        "What is taken off at last",
    ] = None
    modifiers: Annotated[Any, Section(Modifiers), "The modifiers that it wants"] = None
    codes: Annotated[
        tuple[tuple[str, Stated | DoesNotApply], ...],
        MapOf(
            PAYER_CODE,
            Setting(
                OneOfKinds(
                    OneOf((PAID, NOT_PAID)), PAYER_CODE, remedy="use paid, not-paid, or a code"
                )
            ),
            MAX_CODES,
            REMOVE_CODES,
        ),
        "Codes that are paid, not paid, or billed with another code",
    ] = ()
    evaluation_same_day: Annotated[
        Any,
        Setting(OneOf((PAID, "denied-with-treatment"))),
        "An evaluation on the day of treatment of the same discipline",
    ] = None
    edits: Annotated[
        Any,
        Setting(OneOfKinds(OneOf((NCCI, NONE)), _PAIRS, remedy='use "ncci", "none", or pairs')),
        "Codes that are not paid together",
    ] = None
    patient: Annotated[Any, Section(PatientShare), "What the patient owes"] = None
    rounding: Annotated[
        Any,
        Setting(OneOf(("unit", "fee-then-percent", "components", "line", "total"))),
        "Where amounts are rounded to cents",
    ] = None
    note: Annotated[str, Text(1000), "What to know of the payer"] = ""

    @property
    def key(self) -> str:
        """What visits call the payer: its id, else its name in lowercase with hyphens."""
        return self.id or re.sub("[^a-z0-9]+", "-", self.name.lower()).strip("-")[:40]

    @property
    def caps(self) -> tuple[Cap, ...]:
        """The limits; none where it isn't given whether there are some, or there are none."""
        return () if isinstance(self.caps_, DoesNotApply) else self.caps_

    def source(self, id: str) -> Source:
        """Return a source by its name, which reading the file has seen to be there."""
        return dict(self.sources)[id]


PAYER_DOCUMENT = Record(Payer, FORMAT)
