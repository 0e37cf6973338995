"""The claim lines as a biller keys them: the fields of item 24 of Form CMS-1500, in its order.

Quarterhour does not know the diagnosis pointer and the rendering provider, so they are not
included.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from quarterhour.assessment import Assessment
from quarterhour.claims import MAX_MODIFIERS
from quarterhour.report.wording import shown_date

FIELDS = (
    "24A Date of service",
    "24B Place of service",
    "24D CPT/HCPCS",
    *(f"24D Modifier {place}" for place in range(1, MAX_MODIFIERS + 1)),
    "24F Charges",
    "24G Days or units",
)


def claim_csv(assessment: Assessment) -> str:
    """Return the lines as CSV, the allowed amount last; what is not known is left empty.

    Where the amounts are an estimate, a further column says so on every line.
    """
    note = (assessment.estimate_sentence,) if assessment.estimated_with else ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*FIELDS, "allowed", "denied", *("note" for _ in note)))
    for fields, priced in zip(claim_lines(assessment), assessment.lines, strict=True):
        writer.writerow((*fields, _text(priced.allowed), priced.why_denied, *note))
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


def _text(value: object) -> str:
    return "" if value is None else str(value)
