"""The claim lines of a day as CSV, each with its visit and payer before the fields of item 24."""

from __future__ import annotations

import csv
import io

from quarterhour.day import DayAssessment
from quarterhour.report.day_rows import AFTER_SETTLING
from quarterhour.report.item_24 import FIELDS, claim_lines

_CHARGES = FIELDS.index("24F Charges")


def day_csv(result: DayAssessment) -> str:
    """Return the claim lines of all visits; what is not known is left empty.

    The dollars of a visit with an open question are those after settling. Where amounts are an
    estimate, a further column says so.
    """
    estimated = any(each.assessment.estimated_with for each in result.visits)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    note = ("note",) * estimated
    writer.writerow(("visit", "payer", *FIELDS, "allowed", "denied", *note))
    for patient in result.visits:
        assessment = patient.assessment
        notes = (assessment.estimate_sentence,) * estimated
        waits = patient.tag in result.open_tags
        for fields, priced in zip(claim_lines(assessment), assessment.lines, strict=True):
            known = "" if priced.allowed is None else str(priced.allowed)
            shown = (*_without_dollars(fields), AFTER_SETTLING) if waits else (*fields, known)
            row = (patient.tag, assessment.visit.payer, *shown, priced.why_denied, *notes)
            writer.writerow(row)
    return text.getvalue()


def _without_dollars(fields: tuple[str, ...]) -> tuple[str, ...]:
    return (*fields[:_CHARGES], AFTER_SETTLING, *fields[_CHARGES + 1 :])
