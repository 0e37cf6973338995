"""What was entered: one visit of one patient on one day, and its document format.

A `Visit` has no identity: a date, a location, services with minutes, and a few amounts. The
document (`quarterhour.visit/1`, JSON) is strict: anything unknown, of the wrong type, or
impossible raises `VisitError`, which names the field and what to do. `docs/visit.schema.json`
describes it.
"""

from quarterhour.visit.document import (
    MAX_BYTES,
    read_json,
    read_visit,
    visit_document,
    visit_from,
    visit_text,
)
from quarterhour.visit.entries import (
    SERVICE,
    VISIT,
    Attested,
    Checked,
    Patient,
    Provider,
    SameMinutes,
    ServiceEntry,
    Visit,
)
from quarterhour.visit.file import VisitFile, open_visit, read_visit_file, written_file
from quarterhour.visit.kinds import MAX_DOLLARS, MAX_SERVICES, FormatError, VisitError
from quarterhour.visit.terms import (
    CPT_MIDPOINT,
    DENIAL_MODIFIERS,
    DISCIPLINES,
    FORMAT,
    MAX_COUNT,
    MAX_MINUTES_A_DAY,
    MAX_MINUTES_A_ROW,
    MAX_SQUARE_CM,
    MEDICARE,
    MODIFIER_FAMILIES,
    PROFESSIONS,
    PURPOSES,
    SEPARATE_MODIFIERS,
    USUAL_DISCIPLINE,
    SeparatePair,
)
from quarterhour.visit.unread import UnreadRow

__all__ = [
    "CPT_MIDPOINT",
    "DENIAL_MODIFIERS",
    "DISCIPLINES",
    "FORMAT",
    "MAX_BYTES",
    "MAX_COUNT",
    "MAX_DOLLARS",
    "MAX_MINUTES_A_DAY",
    "MAX_MINUTES_A_ROW",
    "MAX_SERVICES",
    "MAX_SQUARE_CM",
    "MEDICARE",
    "MODIFIER_FAMILIES",
    "PROFESSIONS",
    "PURPOSES",
    "SEPARATE_MODIFIERS",
    "SERVICE",
    "USUAL_DISCIPLINE",
    "VISIT",
    "Attested",
    "Checked",
    "FormatError",
    "Patient",
    "Provider",
    "SameMinutes",
    "SeparatePair",
    "ServiceEntry",
    "UnreadRow",
    "Visit",
    "VisitError",
    "VisitFile",
    "open_visit",
    "read_json",
    "read_visit",
    "read_visit_file",
    "visit_document",
    "visit_from",
    "visit_text",
    "written_file",
]
