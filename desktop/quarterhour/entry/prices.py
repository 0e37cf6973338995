"""The practice's price list: what it charges for one unit of each code.

It fills the charges of a visit that were not entered. A filled charge is not saved with the visit:
it would read as entered there, and keep its amount when minutes or the list change.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from quarterhour.claims import PriceList
from quarterhour.practice_files import PracticeFile
from quarterhour.visit.kinds import MapOf
from quarterhour.visit.record import Record
from quarterhour.visit.terms import CODE, DOLLARS

FORMAT = "quarterhour.prices/1"
MAX_PRICES = 1000


@dataclass(frozen=True)
class _Prices:
    """The document of a price list."""

    prices: Annotated[
        tuple[tuple[str, Decimal], ...],
        MapOf(CODE, DOLLARS, MAX_PRICES, "remove some."),
        "Codes, each with the practice's charge for one unit, in dollars",
    ]


PRICES_DOCUMENT = Record(_Prices, FORMAT)


def _read(document: Any) -> PriceList:
    return dict(PRICES_DOCUMENT.read(document).prices)


def _document(prices: PriceList) -> dict[str, Any]:
    return PRICES_DOCUMENT.write(_Prices(tuple(sorted(prices.items()))))


PRICES: PracticeFile[PriceList] = PracticeFile("prices", _read, _document, {})
