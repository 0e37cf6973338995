"""The assessment document: `quarterhour.assessment/1`, JSON. A table of its fields makes it."""

from __future__ import annotations

import json
from typing import Any

from quarterhour.assessment import Assessment
from quarterhour.claims import Severity
from quarterhour.report.fields import (
    AMOUNT,
    TEXT,
    WHOLE,
    Field,
    constant,
    list_of,
    nullable,
    object_of,
    words,
)
from quarterhour.visit import DISCIPLINES

FORMAT = "quarterhour.assessment/1"

_INDEXES = list_of(WHOLE)
_PERHAPS = nullable(TEXT)


def _of_locality(name: str, meaning: str, attribute: str) -> Field:
    return Field(
        name, _PERHAPS, meaning, lambda found: found.locality and getattr(found.locality, attribute)
    )


def _of_payment(name: str, meaning: str) -> Field:
    return Field(
        name, nullable(AMOUNT), meaning, lambda payment: payment and getattr(payment, name)
    )


_SOURCE = object_of(
    Field("file", TEXT, "Name of a file that the figures came from"),
    Field("sha256", TEXT, "Its SHA-256"),
)
_EDITION = object_of(
    Field("release", TEXT, "The CMS release", "edition.release"),
    Field("conversion_factor", AMOUNT, "Dollars for each unit of relative value"),
    _of_locality("locality", "MAC-locality, or national", "id"),
    _of_locality("locality_name", "Name of the locality", "name"),
    _of_locality("state", "State of the locality", "state"),
    Field("sources", list_of(_SOURCE), "The files", "edition.sources"),
)
_POOL = object_of(
    Field("discipline", words(DISCIPLINES), "The discipline", "name"),
    Field("services", _INDEXES, "Indexes of its timed services", "rows"),
    Field("timed_minutes", WHOLE, "Their minutes", "minutes"),
    Field("units", WHOLE, "Their units"),
    Field("at_least", WHOLE, "Minutes from which it is so many units"),
    Field("at_most", WHOLE, "Minutes up to which it is so many units"),
)
_SERVICE = object_of(
    Field("service", WHOLE, "Index of the service in the visit", "row"),
    Field("code", TEXT, "CPT or HCPCS code"),
    Field("minutes", WHOLE, "Minutes of the row"),
    Field("units", WHOLE, "Units on the claim"),
    Field("reason", TEXT, "Why it has its units"),
    Field(
        "no_edits",
        _PERHAPS,
        "Codes of the day with which no NCCI edit is in force any more",
        lambda result: result.no_edits or None,
    ),
)
_LINE = object_of(
    Field("service", WHOLE, "Index of the service it comes from", "line.row"),
    Field("code", TEXT, "CPT or HCPCS code", "line.code"),
    Field("units", WHOLE, "Units", "line.units"),
    Field("modifiers", list_of(TEXT), "In their order", "line.modifiers"),
    Field("allowed", nullable(AMOUNT), "Dollars; null where the amount is not known"),
    Field(
        "denied",
        _PERHAPS,
        "Why Medicare would deny the line as entered",
        lambda priced: priced.denied or None,
    ),
    Field(
        "steps",
        list_of(TEXT),
        "The arithmetic, line by line",
        lambda priced: [step.text() for step in priced.steps],
    ),
)
_PAYMENT = object_of(
    _of_payment("before_mppr", "Fee schedule before the MPPR"),
    _of_payment("allowed", "before_mppr less mppr_reduction and above_charges"),
    _of_payment("mppr_reduction", "What the MPPR takes off"),
    _of_payment("above_charges", "By which charges lie below the fee schedule"),
    _of_payment("deductible", "The patient's deductible"),
    _of_payment("coinsurance", "The patient's coinsurance"),
    _of_payment("assistant_reduction", "What is taken off for assistants"),
    _of_payment("sequestration", "What sequestration takes off"),
    _of_payment("medicare_pays", "What Medicare pays"),
    _of_payment("patient_pays", "Null where the patient owes a charge that was not entered"),
    _of_payment("coinsurance_rate", "Share of the patient"),
    _of_payment("assistant_factor", "Share of Medicare's part that is paid for assistants"),
    _of_payment("sequestration_rate", "Share that sequestration takes off"),
    _of_payment(
        "limiting_charge", "Set where the practice neither participates nor accepts assignment"
    ),
    _of_payment("noncovered", "Charges that a signed ABN makes the patient's"),
)
_HINT = object_of(
    Field("kind", TEXT, "What it is about"),
    Field(
        "severity",
        words(severity.value for severity in Severity),
        "How much it matters",
        "severity.value",
    ),
    Field("services", _INDEXES, "Indexes of the services that it is about"),
    Field("message", TEXT, "What it says"),
    Field("citation", TEXT, "What it rests on"),
    Field(
        "remedy",
        _PERHAPS,
        "The one action that settles it",
        lambda hint: hint.remedy.title if hint.remedy else None,
    ),
)
ASSESSMENT = object_of(
    Field("format", constant(FORMAT), "The format of the document", lambda _: None),
    Field(
        "edition",
        nullable(_EDITION),
        "The fee schedule of the date, if one is loaded",
        lambda found: found if found.edition else None,
    ),
    Field("timed_minutes", WHOLE, "Minutes of timed services", "count.timed_minutes"),
    Field("total_minutes", WHOLE, "Minutes of all services"),
    Field("pools", list_of(_POOL), "Timed minutes that are counted together", "count.pools"),
    Field("services", list_of(_SERVICE), "Every service of the visit"),
    Field("alternatives", list_of(_INDEXES), "Every valid allocation: units by service"),
    Field("claim_lines", list_of(_LINE), "The claim lines", "lines"),
    Field("payment", _PAYMENT, "Dollars and rates of the visit; null where withheld"),
    Field("hints", list_of(_HINT), "What to look at"),
)


def assessment_json(assessment: Assessment) -> str:
    """Return the document as indented JSON text, with a line end."""
    return json.dumps(assessment_document(assessment), indent=2) + "\n"


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment as a document; amounts are strings, or null where withheld."""
    assert ASSESSMENT.write
    document: dict[str, Any] = ASSESSMENT.write(assessment)
    return document
