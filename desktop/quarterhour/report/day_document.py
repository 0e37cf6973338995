"""The document of a day's result: `quarterhour.day-assessment/1`, JSON. Fields of a table make it.

A patient is a tag. Amounts are those of the visits as entered; none is by person.
"""

from __future__ import annotations

from typing import Any

from quarterhour.day import DayAssessment, FindingKind, FindingSeverity, Range, Why
from quarterhour.report.document import ASSESSMENT
from quarterhour.report.fields import (
    AMOUNT,
    TEXT,
    WHOLE,
    Field,
    Form,
    constant,
    document_of,
    json_text,
    list_of,
    map_of,
    nullable,
    object_of,
    words,
)
from quarterhour.report.payment_fields import range_field

FORMAT = "quarterhour.day-assessment/1"


def _written_range(units: Range) -> int | list[int]:
    return units.low if units.certain else list(units)


_PERHAPS = nullable(TEXT)
_NUMBER = nullable(WHOLE)
_SHARE = nullable(AMOUNT)
_DATE = Form(str, {"type": "string", "format": "date"})
_UNITS = map_of(map_of(WHOLE))
_RANGE = Form(
    _written_range,
    {
        "anyOf": [
            WHOLE.schema,
            {"type": "array", "items": WHOLE.schema, "minItems": 2, "maxItems": 2},
        ]
    },
)
_ENTRY = object_of(
    Field("visit", WHOLE, "Index of the visit in the day"),
    Field("service", WHOLE, "Index of the service in that visit"),
)
_VISIT = object_of(
    Field("tag", TEXT, "Tag of the patient"),
    Field("assessment", ASSESSMENT, "The assessment of all visits with this tag"),
    Field("rows", list_of(_ENTRY), "The entry that each of its services comes from"),
)
_EDIT = object_of(
    Field("denied", TEXT, "Code that Medicare denies beside the other", "column_2"),
    Field("beside", TEXT, "The other code", "column_1"),
    Field("modifier_indicator", TEXT, "1: both are paid where they were separate; 0: never"),
)
_CHOICE = object_of(
    Field("id", TEXT, "What `choice` of an answer in `settled` has"),
    Field("title", TEXT, "What it is called"),
    Field("units", _UNITS, "Units by tag and code of the visits whose units it changes"),
    Field(
        "edits",
        map_of(list_of(_EDIT)),
        "Of a group, the NCCI edits by tag that its code falls under beside the other services",
    ),
)
_FINDING = object_of(
    Field("kind", words(kind.value for kind in FindingKind), "What was found", "kind.value"),
    Field(
        "severity",
        words(severity.value for severity in FindingSeverity),
        "How much it matters; a settled one is a note",
        "severity.value",
    ),
    Field("people", list_of(TEXT), "Marks of the people"),
    Field("patients", list_of(TEXT), "Tags of the visits"),
    Field("rows", list_of(_ENTRY), "The entries that it is about"),
    Field(
        "when",
        TEXT,
        "Minutes of the day, such as 9:15-9:30, 24-hour; unclear ones as typed; empty for none",
        lambda found: found.when or "",
    ),
    Field("minutes", _NUMBER, "How many minutes it is about"),
    Field("codes", list_of(TEXT), "Codes whose units on the claim differ"),
    Field("units", _NUMBER, "How many units differ"),
    Field("choices", list_of(_CHOICE), "The answers that settle it; none is a default"),
    Field(
        "settled", _PERHAPS, "Id of the answer that was given", lambda found: found.settled or None
    ),
    Field("title", TEXT, "What it says, in a few words"),
    Field("question", _PERHAPS, "What to answer", lambda found: found.question or None),
    Field("rule", TEXT, "The rule behind it, with its source"),
)
_GIVEN_UP = object_of(
    Field("row", _ENTRY, "The entry that gives them up"),
    Field("kind", words(kind.value for kind in FindingKind), "What was answered", "kind.value"),
    Field("minutes", WHOLE, "How many minutes"),
    Field("of", WHOLE, "How many minutes the entry has"),
    Field("people", list_of(TEXT), "Marks of those who were elsewhere, while others treated"),
    Field(
        "to",
        list_of(TEXT),
        "What has the minutes: tags, codes or disciplines of the same patient, or a group's code",
    ),
    Field("sentence", TEXT, "What it says"),
)
_TIMES_READ = object_of(
    Field("row", _ENTRY, "The entry that has them"),
    Field("times", list_of(TEXT), "The times as typed"),
    Field("minutes", WHOLE, "How many minutes they are read as; none where they don't count"),
    Field("sentence", TEXT, "What it says"),
)
_DISCIPLINE_TOTAL = (
    Field("patients", WHOLE, "How many patients"),
    Field("minutes", WHOLE, "Minutes of treatment"),
    Field("units", WHOLE, "Units on the claims"),
    Field("allowed", _SHARE, "Dollars; null where no amount is known, or it is not one"),
)
_BETWEEN = range_field("between", "Least and most allowed, where it is not one", "allowed_between")
_TOTAL = object_of(
    *_DISCIPLINE_TOTAL,
    Field("payer_pays", _SHARE, "Dollars that the payer pays"),
    Field("patient_pays", _SHARE, "Dollars that the patients pay"),
    Field("denied_not_included", _SHARE, "What the denied lines would be allowed, in dollars"),
    _BETWEEN,
    range_field("payer_pays_between", "The same of what the payer pays", "payer_pays_between"),
    range_field("patient_pays_between", "The same of what patients owe", "patient_pays_between"),
    Field("without_amounts", list_of(TEXT), "Tags of the visits without amounts, not included"),
)
_TOTALS = object_of(
    Field("all", _TOTAL, "All visits"),
    Field("by_payer", map_of(_TOTAL), "By id of the payer"),
    Field(
        "by_discipline",
        map_of(object_of(*_DISCIPLINE_TOTAL, _BETWEEN)),
        "By discipline; a patient of two disciplines counts in both",
    ),
    Field(
        "by_person",
        map_of(object_of(*_DISCIPLINE_TOTAL[:-1])),
        "By mark of the person, without dollars",
    ),
)
_FIGURES = object_of(
    Field("clocked_minutes", _NUMBER, "Minutes on the clock; null where not known"),
    Field("one_on_one_minutes", WHOLE, "Minutes with one patient"),
    Field("group_minutes", WHOLE, "Minutes with a group, counted once"),
    Field("skilled_minutes", WHOLE, "Minutes one-on-one or with a group"),
    Field("skilled_share_percent", _SHARE, "Skilled minutes in percent of those on the clock"),
    Field("units", WHOLE, "Units as typed"),
    Field("units_per_hour", _SHARE, "Units for each hour on the clock"),
    Field(
        "units_times_15_percent",
        _SHARE,
        "Units times 15 minutes in percent of those on the clock; it can be over 100",
    ),
)
_PRODUCTIVITY = object_of(
    Field("treatment_minutes", WHOLE, "Minutes of treatment"),
    Field("target", AMOUNT, "Treatment as a part of the time on the clock"),
    Field("start", TEXT, "When the day starts"),
    Field("pause_minutes", WHOLE, "Minutes of unpaid pauses"),
    Field("paid_minutes", AMOUNT, "Treatment minutes divided by the target"),
    Field("end", _PERHAPS, "When the day ends; null after midnight", lambda out: out.end or None),
)
_UNUSED = object_of(
    Field("answer", WHOLE, "Index of the answer in `settled`"),
    Field(
        "why",
        words(why.value for why in Why),
        "`no-such-choice`; `other-finding`: none of its kind has these patients, people, and "
        "minutes; `not-found`: none is of its kind; `answered-again`: a later one is used",
        "why.value",
    ),
    Field("choices", list_of(TEXT), "Ids of the choices, where its own is none of them"),
)
DAY_ASSESSMENT = object_of(
    Field("format", constant(FORMAT), "The format of the document", lambda _: None),
    Field("date_of_service", _DATE, "The day", "day.date_of_service"),
    Field("visits", list_of(_VISIT), "The visits, joined by tag, with the answers that were given"),
    Field("findings", list_of(_FINDING), "What the audit found"),
    Field("given_up", list_of(_GIVEN_UP), "Minutes that answers take of the entries"),
    Field("times_read", list_of(_TIMES_READ), "What answers make of times that were not clear"),
    Field("units_as_typed", _UNITS, "Units by tag and code before any answer"),
    Field(
        "units_if_settled",
        map_of(map_of(_RANGE)),
        "The same once everything is settled; [fewest, most] while an answer is open",
    ),
    Field("visits_if_settled", map_of(_RANGE), "Units by tag once everything is settled"),
    Field("total_as_typed", WHOLE, "All units before any answer"),
    Field("total_if_settled", _RANGE, "All units once everything is settled"),
    Field("totals", _TOTALS, "What the visits come to, with the answers that were given"),
    Field("figures", map_of(_FIGURES), "How the time of each person was spent, by mark"),
    Field("figures_of_all", _FIGURES, "The same of all people together", "of_all"),
    Field(
        "productivity", nullable(_PRODUCTIVITY), "Clock-out, where it was asked for", "clock_out"
    ),
    Field("unused_answers", list_of(_UNUSED), "The answers that settle nothing"),
)


def day_assessment_json(result: DayAssessment) -> str:
    """Return the document as indented JSON text, with a line end."""
    return json_text(day_assessment_document(result))


def day_assessment_document(result: DayAssessment) -> dict[str, Any]:
    """Return the result of a day as a document; amounts are strings, or null where not known."""
    return document_of(DAY_ASSESSMENT, result)
