"""The claim lines as CSV, one line each, for a spreadsheet or a billing program."""

import csv
import io

from quarterhour.assessment import Assessment

_COLUMNS = (
    "date_of_service",
    "code",
    "modifier_1",
    "modifier_2",
    "modifier_3",
    "modifier_4",
    "units",
    "allowed",
)


def claim_csv(assessment: Assessment) -> str:
    """Return the claim lines as CSV; an amount that is withheld is left empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for priced in assessment.lines:
        modifiers = (*priced.line.modifiers, "", "", "", "")[:4]
        writer.writerow(
            (
                assessment.visit.date_of_service.isoformat(),
                priced.line.code,
                *modifiers,
                priced.line.units,
                "" if priced.allowed is None else priced.allowed,
            )
        )
    return text.getvalue()
