"""A date's visits: counted together, audited for minutes that are on two claims, and totaled.

`DayAssessor(reference).assess(day)` is the one road. The document is `quarterhour.day/1`;
`docs/day.schema.json` describes it.
"""

from quarterhour.day.answered_minutes import GivenUp, TimesRead
from quarterhour.day.assess_day import DayAssessor
from quarterhour.day.document import (
    MAX_BYTES,
    day_document,
    day_from,
    day_of,
    day_text,
    open_day,
    read_day,
    read_day_file,
    visit_of,
)
from quarterhour.day.entries import (
    DAY,
    FORMAT,
    Day,
    DayService,
    DayVisit,
    FiguresFor,
    Person,
    Settled,
)
from quarterhour.day.finding import Choice, Finding, FindingKind, FindingSeverity
from quarterhour.day.people import ROLES
from quarterhour.day.result import (
    DayAssessment,
    Figures,
    PatientDay,
    Range,
    Total,
    Totals,
    Unused,
    Why,
)
from quarterhour.day.rows import Row
from quarterhour.day.settling import keys_of
from quarterhour.day.totals import total_of, totals_by_discipline

__all__ = [
    "DAY",
    "FORMAT",
    "MAX_BYTES",
    "ROLES",
    "Choice",
    "Day",
    "DayAssessment",
    "DayAssessor",
    "DayService",
    "DayVisit",
    "Figures",
    "FiguresFor",
    "Finding",
    "FindingKind",
    "FindingSeverity",
    "GivenUp",
    "PatientDay",
    "Person",
    "Range",
    "Row",
    "Settled",
    "TimesRead",
    "Total",
    "Totals",
    "Unused",
    "Why",
    "day_document",
    "day_from",
    "day_of",
    "day_text",
    "keys_of",
    "open_day",
    "read_day",
    "read_day_file",
    "total_of",
    "totals_by_discipline",
    "visit_of",
]
