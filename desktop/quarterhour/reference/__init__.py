"""The fee schedule and code tables: one read-only SQLite file built from text tables.

`Reference` opens it and looks figures up; `build` makes it from `resources/tables`; `cms` reads
the files that CMS publishes. This is the only room that knows a database.
"""

from quarterhour.reference.database_file import ReferenceError
from quarterhour.reference.places import Place, PlaceMatch, find_place, search_places
from quarterhour.reference.records import (
    NATIONAL,
    Abbreviation,
    CodeFigures,
    CodeList,
    Edition,
    ListedCode,
    Locality,
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

__all__ = [
    "NATIONAL",
    "Abbreviation",
    "CodeFigures",
    "CodeList",
    "Edition",
    "ListedCode",
    "Locality",
    "PairEdit",
    "Parameter",
    "Place",
    "PlaceMatch",
    "Reference",
    "ReferenceError",
    "Release",
    "ReleaseKind",
    "ServiceCode",
    "Source",
    "TypedRules",
    "UnitLimit",
    "ZipArea",
    "find_place",
    "search_places",
]
