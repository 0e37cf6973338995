"""The ways to a price in a payer file, one line a field with its kind and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from quarterhour.payers.kinds import PAYER_CODE, SOURCE_ID, Codes, Number, OneOfKinds, OrNotStated
from quarterhour.visit.kinds import Flag, MapOf, Matching, OneOf, Text
from quarterhour.visit.record import Record
from quarterhour.visit.terms import DOLLARS, LOCALITY

MEDICARE_BASE, RVU, DOLLARS_BASE, CHARGE, VISIT_RATE = (
    "medicare",
    "rvu",
    "dollars",
    "charge",
    "visit",
)
BASES = (MEDICARE_BASE, RVU, DOLLARS_BASE, CHARGE, VISIT_RATE)
DATE_OF_SERVICE, MARCH_1, OWN = "date-of-service", "march-1", "own"
VISITS_PLACE, NO_GPCI = "place", "none"
MAX_CODES, REMOVE_CODES = 2000, "remove codes."
_PERCENT = Number("1000", unit=" percent", example="140")
_RVU = Number("1000", unit=" RVUs", zero=True)
_RELEASE = Matching("RVU[0-9]{2}[A-Z]{1,2}|[0-9]{4}", "name a CMS release, such as RVU26C")


@dataclass(frozen=True, slots=True)
class OwnGpci:
    """Location adjustments (GPCI) of the payer's own."""

    work: Annotated[Decimal, Number("10"), "Of work"]
    practice_expense: Annotated[Decimal, Number("10"), "Of practice expense"]
    malpractice: Annotated[Decimal, Number("10"), "Of malpractice"]


@dataclass(frozen=True, slots=True)
class Tier:
    """One way to a price: the first tier that knows a code prices it.

    One that isn't `complete` answers for every code it is for: where its own table lacks the code,
    there is no price, and no later tier is asked.
    """

    base: Annotated[str, OneOf(BASES), "What the price is made of"]
    source: Annotated[str, SOURCE_ID, "Its source"]
    codes: Annotated[tuple[str, ...], Codes(), "The codes it is for; without it, all"] = ()
    percent: Annotated[Decimal | None, _PERCENT, "Percent of Medicare's fee or of the charge"] = (
        None
    )
    place: Annotated[
        str | None,
        OrNotStated(
            OneOfKinds(OneOf((VISITS_PLACE,)), LOCALITY, remedy='use "place", or a locality')
        ),
        "Whose Medicare fee: of the visit's place, or of a locality",
    ] = None
    edition: Annotated[
        str | None,
        OrNotStated(
            OneOfKinds(
                OneOf((DATE_OF_SERVICE, MARCH_1, OWN)),
                _RELEASE,
                remedy='use "date-of-service", "march-1", "own", or a release such as RVU26C',
            )
        ),
        "Which year's Medicare: of the date of service, of March 1, or of a release",
    ] = None
    floor_edition: Annotated[
        str | None, OrNotStated(_RELEASE), "A release or year whose fee is the least"
    ] = None
    conversion_factor: Annotated[Decimal | None, Number("10000"), "Dollars for one RVU"] = None
    gpci: Annotated[
        str | OwnGpci | None,
        OrNotStated(
            OneOfKinds(
                OneOf((NO_GPCI, VISITS_PLACE)),
                LOCALITY,
                Record(OwnGpci),
                remedy='use "none", "place", a locality, or three indices',
            )
        ),
        "Location adjustment (GPCI): none, of the visit's place, of a locality, or own",
    ] = None
    rvus: Annotated[
        tuple[tuple[str, Decimal], ...],
        MapOf(PAYER_CODE, _RVU, MAX_CODES, REMOVE_CODES),
        "Total RVUs of the payer's own",
    ] = ()
    dollars: Annotated[
        Any,
        OneOfKinds(
            DOLLARS,
            MapOf(PAYER_CODE, DOLLARS, MAX_CODES, REMOVE_CODES),
            remedy='use an amount, such as "75.00", or amounts by code',
        ),
        "Dollars a unit by code; of a visit rate, dollars a visit",
    ] = ()
    evaluation_dollars: Annotated[
        Decimal | None, DOLLARS, "Dollars of a visit with an evaluation, instead"
    ] = None
    carved_out: Annotated[
        tuple[str, ...], Codes(), "Codes that a visit rate leaves to the next tiers"
    ] = ()
    per: Annotated[
        str | None, OrNotStated(OneOf(("discipline", "day"))), "What a visit rate is paid for"
    ] = None
    complete: Annotated[bool, Flag(), "Whether codes it lacks go to the next tier"] = True
    note: Annotated[str, Text(500), "What to know of it"] = ""

    @property
    def by_date(self) -> bool:
        """Whether it prices by Medicare's release of the date of service."""
        of_release = self.base == MEDICARE_BASE or (self.base == RVU and not self.rvus)
        return of_release and self.edition in (None, DATE_OF_SERVICE)
