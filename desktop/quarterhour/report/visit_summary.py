"""The visit summary: an assessment as one HTML page to keep or print. It names no patient."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from quarterhour.assessment import Assessment
from quarterhour.report.markup import Draw, table
from quarterhour.report.ruler import ruler_of
from quarterhour.report.ruler.svg import ruler_svg
from quarterhour.report.wording import (
    HINTS,
    allowed,
    marked,
    minute_totals,
    not_shown,
    payment_notes,
    payment_rows,
    place,
    rule_title,
    shown_date,
    source_rows,
)
from quarterhour.units import pool_sentence

# Qt's rich text reads this too when it makes the PDF: plain tables, few styles. The margin is the
# browser's alone: on the body, Qt would indent the tables by it.
_STYLE = """
html { max-width: 47em; margin: 2em auto; }
body { font-family: sans-serif; font-size: 10pt; color: #1a1a1a; background: #ffffff; }
h1 { font-size: 16pt; }
h2 { font-size: 12pt; margin-top: 16px; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; border-bottom: 1px solid #808080; padding: 4px; }
td { border-bottom: 1px solid #d0d0d0; padding: 4px; vertical-align: top; }
.small { font-size: 8pt; color: #505050; }
"""


def visit_summary(assessment: Assessment, draw: Draw = str, detailed: bool = True) -> str:
    """Return the visit summary as an HTML document, with calculations and sources if `detailed`."""
    title = f"Visit summary, {shown_date(assessment.visit.date_of_service)}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
            f"<style>{_STYLE}</style></head><body>",
            f"<h1>{title}</h1>",
            f"<p>{escape(place(assessment))}<br>{escape(rule_title(assessment))}</p>",
            _services(assessment, draw),
            _claim(assessment),
            _payment(assessment),
            _hints(assessment),
            _calculation(assessment) if detailed else "",
            _list("Sources", source_rows(assessment, shown_date)) if detailed else "",
            "</body></html>",
            "",
        )
    )


def _services(assessment: Assessment, draw: Draw) -> str:
    rows = [
        (
            f"{result.code} {result.label}",
            str(result.minutes),
            str(result.units),
            f"{result.reason} {result.no_edits}".strip(),
        )
        for result in assessment.services
    ]
    totals = [
        *minute_totals(assessment),
        *(pool_sentence(pool) for pool in assessment.count.pools),
    ]
    services = table(("Service", "Minutes", "Units", "Explanation"), rows, numbers=(1, 2))
    ruler = ruler_of(assessment)
    drawn = f"<p>{draw(ruler_svg(ruler))}</p>" if ruler.bars else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in totals)
    return f"<h2>Units</h2>{services}{drawn}{lines}"


def _claim(assessment: Assessment) -> str:
    rows = [
        (
            priced.line.code,
            " ".join(priced.line.modifiers),
            str(priced.line.units),
            allowed(assessment, priced),
        )
        for priced in assessment.lines
    ]
    amounts = marked("Allowed", assessment)
    lines = table(("Code", "Modifiers", "Units", amounts), rows, numbers=(2, 3))
    return f"<h2>Claim lines</h2>{lines}"


def _payment(assessment: Assessment) -> str:
    rows = payment_rows(assessment)
    if not rows:
        return f"<h2>Payment</h2><p>{not_shown(assessment)}</p>"
    steps = table(("", marked("Amount", assessment)), rows, numbers=(1,))
    notes = "".join(f'<p class="small">{escape(note)}</p>' for note in payment_notes(assessment))
    return f"<h2>{marked('Payment', assessment)}</h2>{steps}{notes}"


def _hints(assessment: Assessment) -> str:
    return _list(
        HINTS,
        (f"{hint.severity.title}: {hint.text} [{hint.citation}]" for hint in assessment.hints),
    )


def _calculation(assessment: Assessment) -> str:
    return _list(
        marked("How the amounts were calculated", assessment),
        (
            f"{priced.line.code} {' '.join(priced.line.modifiers)}: {step.text()}"
            for priced in assessment.lines
            for step in priced.steps
        ),
    )


def _list(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<h2>{title}</h2><ul class="small">{items}</ul>' if items else ""
