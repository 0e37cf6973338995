"""The claim lines as a biller keys them: the fields of item 24 of Form CMS-1500, in its order.

Quarterhour does not know the diagnosis pointer and the rendering provider, so they are not
included.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from quarterhour.assessment import Assessment
from quarterhour.claims import MAX_MODIFIERS
from quarterhour.report.wording import shown_date

_CODE, _UNITS = "24D CPT/HCPCS", "24G Days or units"
NOT_COUNTED = "not counted"
FIELDS = (
    "24A Date of service",
    "24B Place of service",
    _CODE,
    *(f"24D Modifier {place}" for place in range(1, MAX_MODIFIERS + 1)),
    "24F Charges",
    _UNITS,
)


def claim_csv(assessment: Assessment) -> str:
    """Return the lines as CSV, then the services without one, each with the reason.

    What is not known is left empty. Where the amounts are an estimate, a further column says so on
    every line.
    """
    note = (assessment.estimate_sentence,) if assessment.estimated_with else ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*FIELDS, "allowed", "denied", NOT_COUNTED, *("note" for _ in note)))
    for fields, priced in zip(claim_lines(assessment), assessment.lines, strict=True):
        writer.writerow((*fields, _text(priced.allowed), priced.why_denied, "", *note))
    billed, day = billed_services(assessment), assessment.visit.date_of_service
    for service, entry in zip(assessment.services, assessment.visit.services, strict=True):
        if (service.code, entry.discipline) not in billed:
            fields = fields_without_line(day, service.code)
            writer.writerow((*fields, "", "", service.reason, *note))
    return text.getvalue()


def claim_text(assessment: Assessment) -> str:
    """Return the lines as text with a tab between fields, a table wherever it is pasted."""
    return "\n".join("\t".join(fields) for fields in claim_lines(assessment))


def claim_lines(assessment: Assessment) -> Iterator[tuple[str, ...]]:
    """Yield the fields of each claim line."""
    day = shown_date(assessment.visit.date_of_service)
    for priced in assessment.lines:
        line = priced.line
        unused = [""] * (MAX_MODIFIERS - len(line.modifiers))
        marks = (*line.modifiers, *unused)
        yield (day, line.place, line.code, *marks, _text(line.charge), str(line.units))


def billed_services(assessment: Assessment) -> set[tuple[str, str]]:
    """Return the services that a claim line has, each by its code and its discipline."""
    services = assessment.visit.services
    return {(each.line.code, services[each.line.row].discipline) for each in assessment.lines}


def fields_without_line(day: date, code: str) -> tuple[str, ...]:
    """Return the fields of an entered service that no claim line has: 0 units, and no charge."""
    known = {FIELDS[0]: shown_date(day), _CODE: code, _UNITS: "0"}
    return tuple(known.get(name, "") for name in FIELDS)


def _text(value: object) -> str:
    return "" if value is None else str(value)
