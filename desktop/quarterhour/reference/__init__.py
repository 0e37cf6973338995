"""The fee schedule and code tables: one read-only SQLite file built from text tables.

`Reference` opens it and looks figures up; `build` makes it from `resources/tables`; `cms` reads
the files that CMS publishes. This is the only room that knows a database.
"""

from typing import TYPE_CHECKING

from quarterhour.later import loading

if TYPE_CHECKING:
    from quarterhour.reference.database_file import ReferenceError
    from quarterhour.reference.held_amounts import (
        AmountOfYear,
        amounts_of_year,
        typed_shown,
        wanted_amounts,
        wants_amounts,
        years_of_amounts,
        years_with_fees,
    )
    from quarterhour.reference.pair_parts import PairParts
    from quarterhour.reference.places import Place, PlaceMatch, find_place, search_places
    from quarterhour.reference.records import (
        KIND_WORDS,
        NATIONAL,
        Abbreviation,
        Bundled,
        CodeFigures,
        CodeList,
        Edition,
        ListedCode,
        Locality,
        MinuteBand,
        PairEdit,
        Parameter,
        Release,
        ReleaseKind,
        ServiceCode,
        Source,
        TypedRules,
        UnitLimit,
        ZipArea,
    )
    from quarterhour.reference.store import Reference
    from quarterhour.reference.yearly_amounts import (
        AMOUNT_WORDS,
        YEARLY_AMOUNTS,
        TypedAmount,
        YearlyAmount,
        american,
        american_dates,
        read_amount,
        with_amounts,
    )
else:
    __getattr__ = loading(
        __name__,
        {
            "held_amounts": (
                "AmountOfYear amounts_of_year typed_shown wanted_amounts wants_amounts "
                "years_of_amounts years_with_fees"
            ),
            "database_file": "ReferenceError",
            "pair_parts": "PairParts",
            "places": "Place PlaceMatch find_place search_places",
            "records": (
                "KIND_WORDS NATIONAL Abbreviation Bundled CodeFigures CodeList Edition "
                "ListedCode Locality MinuteBand PairEdit Parameter Release ReleaseKind "
                "ServiceCode Source TypedRules UnitLimit ZipArea"
            ),
            "store": "Reference",
            "yearly_amounts": (
                "AMOUNT_WORDS YEARLY_AMOUNTS TypedAmount YearlyAmount american american_dates "
                "read_amount with_amounts"
            ),
        },
    )

__all__ = [
    "AMOUNT_WORDS",
    "KIND_WORDS",
    "NATIONAL",
    "YEARLY_AMOUNTS",
    "Abbreviation",
    "AmountOfYear",
    "Bundled",
    "CodeFigures",
    "CodeList",
    "Edition",
    "ListedCode",
    "Locality",
    "MinuteBand",
    "PairEdit",
    "PairParts",
    "Parameter",
    "Place",
    "PlaceMatch",
    "Reference",
    "ReferenceError",
    "Release",
    "ReleaseKind",
    "ServiceCode",
    "Source",
    "TypedAmount",
    "TypedRules",
    "UnitLimit",
    "YearlyAmount",
    "ZipArea",
    "american",
    "american_dates",
    "amounts_of_year",
    "find_place",
    "read_amount",
    "search_places",
    "typed_shown",
    "wanted_amounts",
    "wants_amounts",
    "with_amounts",
    "years_of_amounts",
    "years_with_fees",
]
