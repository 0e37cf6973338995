"""The claim lines of a day as CSV, each with its visit and payer before the fields of item 24.

After them come the entered rows that no claim line has, each with the reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from quarterhour.day import DayAssessment, PatientDay, Row
from quarterhour.report.day_rows import AFTER_SETTLING, why_not_counted
from quarterhour.report.item_24 import (
    FIELDS,
    NOT_COUNTED,
    billed_services,
    claim_lines,
    fields_without_line,
)

_CHARGES = FIELDS.index("24F Charges")


def day_csv(result: DayAssessment) -> str:
    """Return the claim lines of all visits, and the rows without one; what is not known is empty.

    A visit with an open question has no charges yet, and its amounts come after settling. Where
    amounts are an estimate, a further column says so.
    """
    estimated = any(each.assessment.estimated_with for each in result.visits)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    note, day = ("note",) * estimated, result.day.date_of_service
    writer.writerow(("visit", "payer", *FIELDS, "allowed", "denied", NOT_COUNTED, *note))
    for patient in result.visits:
        assessment = patient.assessment
        notes = (assessment.estimate_sentence,) * estimated
        waits = patient.tag in result.open_tags
        visit = patient.tag, assessment.visit.payer
        for fields, priced in zip(claim_lines(assessment), assessment.lines, strict=True):
            known = "" if priced.allowed is None else str(priced.allowed)
            shown = (*_without_dollars(fields), AFTER_SETTLING) if waits else (*fields, known)
            writer.writerow((*visit, *shown, priced.why_denied, "", *notes))
        for row, why in _not_counted(result, patient):
            fields = fields_without_line(day, row.entry.code or "")
            writer.writerow((*visit, *fields, "", "", why, *("" for _ in note)))
    return text.getvalue()


def day_claim_text(result: DayAssessment) -> str:
    """Return the claim lines as text with a tab between fields, each after the tag of its visit."""
    return "\n".join(
        "\t".join((patient.tag, *(_without_dollars(fields) if waits else fields)))
        for patient in result.visits
        for waits in [patient.tag in result.open_tags]
        for fields in claim_lines(patient.assessment)
    )


def _without_dollars(fields: tuple[str, ...]) -> tuple[str, ...]:
    return (*fields[:_CHARGES], "", *fields[_CHARGES + 1 :])


def _not_counted(result: DayAssessment, patient: PatientDay) -> Iterator[tuple[Row, str]]:
    """Yield the entered rows of a patient that no claim line has, and why."""
    services = dict(zip(map(_place, patient.rows), patient.assessment.services, strict=True))
    billed = billed_services(patient.assessment)
    for row in result.rows:
        service = services.get(_place(row))
        if row.tag != patient.tag or (service and (service.code, row.discipline) in billed):
            continue
        yield row, why_not_counted(row) if service is None else service.reason


def _place(row: Row) -> tuple[int, int]:
    return row.visit, row.service
