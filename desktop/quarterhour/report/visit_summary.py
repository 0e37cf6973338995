"""The visit summary: an assessment as one HTML page to keep or print. It names no patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from quarterhour.assessment import Assessment, PricedLine, ServiceResult
from quarterhour.claims import Severity
from quarterhour.claims.phrases import date_text, weekday
from quarterhour.reference import american_dates
from quarterhour.report.markup import (
    BOX,
    Draw,
    Html,
    document,
    figures,
    heading,
    small,
    table,
    unbroken,
    written,
)
from quarterhour.report.ruler import ruler_of, service_colors
from quarterhour.report.ruler.svg import ruler_svg, swatch_svg
from quarterhour.report.visit_of_day import ALONE, VisitOfDay
from quarterhour.report.wording import (
    HINTS,
    SAID_OF_PAYMENT,
    allowed,
    marked,
    minute_totals,
    not_shown,
    payer_pays,
    payment_notes,
    payment_rows,
    place,
    rule_title,
    shown_date,
    source_rows,
)
from quarterhour.units import pool_sentence

_COLUMNS = ("", "Service", "Disc.", "Min", "Units", "Modifiers")


def visit_summary(
    assessment: Assessment,
    draw: Draw = str,
    detailed: bool = True,
    of_day: VisitOfDay = ALONE,
) -> str:
    """Return the visit summary as an HTML document.

    It is one page for 8 services, but where it is `detailed`: then it has the hints in full,
    calculations, and sources. `of_day` is what a visit of a day has of it.
    """
    return document(
        f"Visit summary, {shown_date(assessment.visit.date_of_service)}",
        (
            _head(assessment, of_day.tag),
            _figures(assessment),
            _services(assessment, draw, detailed, of_day),
            _minutes(assessment, draw, detailed),
            *(_details(assessment) if detailed else (_payment_and_rest(assessment, draw),)),
        ),
    )


def visit_title(assessment: Assessment, tag: str = "") -> str:
    """Return the heading of a visit on paper: `Visit 9:30, Monday, November 23, 2026`."""
    day = assessment.visit.date_of_service
    return f"{f'Visit {tag}' if tag else 'Visit'}, {weekday(day)}, {date_text(day)}"


def _head(assessment: Assessment, tag: str) -> str:
    return (
        '<table width="100%" cellspacing="0"><tr>'
        f'<td class="none">{heading(visit_title(assessment, tag), 1)}'
        f"<p>{escape(place(assessment))}. {escape(rule_title(assessment))}.</p></td>"
        '<td class="signed" width="27%"><span class="small">Chart no.</span><br>&nbsp;</td>'
        "</tr></table>"
    )


def _figures(assessment: Assessment) -> str:
    rows = payment_rows(assessment)
    amounts = assessment.amounts
    paid = [
        (marked(name, assessment), "not known" if amount is None else amount.text)
        for name, amount in (
            (payer_pays(assessment), amounts and amounts.payer_pays),
            ("Patient pays", amounts and amounts.patient_pays),
        )
        if rows
    ]
    return figures(
        [
            ("Units", str(assessment.units)),
            *paid,
            ("Timed minutes", str(assessment.count.timed_minutes)),
            ("Total minutes", str(assessment.total_minutes)),
            (HINTS, str(len(_to_settle(assessment)))),
        ]
    )


def _services(assessment: Assessment, draw: Draw, detailed: bool, of_day: VisitOfDay) -> str:
    """Return the services, each with the number and the color that it has in the ruler below."""
    rows, colors = [], service_colors(assessment)
    for result in assessment.services:
        lines = [each for each in assessment.lines if each.line.row == result.row]
        why = f"{result.reason} {result.no_edits}" if detailed else _first_part(result)
        why = f"{why.strip()} {of_day.answered.get(result.row, '')}".strip()
        rows.append(
            (
                Html(draw(swatch_svg(result.row + 1, colors.get(result.row)))),
                Html(
                    f"<b>{escape(result.code)}</b> {escape(result.label)}<br>"
                    f'<span class="small">{escape(why)}</span>'
                ),
                assessment.visit.services[result.row].discipline,
                str(result.minutes),
                str(result.units),
                _lines(_modifiers(each, lines) for each in lines),
                _lines(allowed(assessment, each) for each in lines),
            )
        )
    allowed_in_all = assessment.amounts and assessment.amounts.allowed
    total = allowed_in_all.text if allowed_in_all else ""
    columns = (*_COLUMNS, marked("Allowed", assessment))
    sums = ("", "Total", "", str(assessment.total_minutes), str(assessment.units), "", total)
    written = table(columns, rows, numbers=(3, 4, 6), total=sums)
    return heading("Services") + written + "".join(map(small, of_day.off))


def _first_part(result: ServiceResult) -> str:
    """Return what the minutes of a row come to; what follows it is about the other rows."""
    first, others, _ = result.reason.partition("; ")
    return f"{first}." if others else first


def _modifiers(priced: PricedLine, lines: Sequence[PricedLine]) -> str:
    """Return the modifiers of a line; of several lines of a row, with its code and units."""
    marks = " ".join(priced.line.modifiers)
    return f"{priced.line.code} \u00d7 {priced.line.units} {marks}" if len(lines) > 1 else marks


def _lines(texts: Iterable[str]) -> Html:
    return Html("<br>".join(map(unbroken, texts)))


def _minutes(assessment: Assessment, draw: Draw, detailed: bool) -> str:
    ruler = ruler_of(assessment)
    drawn = f"<p>{draw(ruler_svg(ruler))}</p>" if ruler.bars else ""
    totals = [
        *(f"{total}." for total in minute_totals(assessment)),
        *(pool_sentence(pool) for pool in assessment.count.pools if detailed),
    ]
    return heading("Timed minutes") + drawn + small(" ".join(totals))


def _payment_and_rest(assessment: Assessment, draw: Draw) -> str:
    """Return the payment, what is to be settled beside it, and below them the notes."""
    rows = payment_rows(assessment)
    items = "".join(
        f'<tr><td width="18">{draw(BOX)}</td><td>{escape(title)}</td></tr>'
        for title in _to_settle(assessment)
    )
    to_settle = heading(HINTS) + (
        f'<table width="100%" cellspacing="0">{items}</table>' if items else "<p>Nothing.</p>"
    )
    notes = [
        hint.title
        for hint in assessment.hints
        if hint.severity is Severity.NOTE and not (rows and hint.topic in SAID_OF_PAYMENT)
    ]
    said = small(f"Notes: {'. '.join(notes)}.") if notes else ""
    about = "".join(map(small, payment_notes(assessment)))
    if not rows:
        why = not_shown(assessment, "Notes" if notes else HINTS)
        return f"{heading('Payment')}<p>{why}</p>{to_settle}{said}"
    payment = heading(marked("Payment", assessment)) + table((), rows, numbers=(1,))
    return (
        '<table width="100%" cellspacing="0"><tr>'
        f'<td class="apart" width="44%">{payment}</td><td class="apart" width="4%"></td>'
        f'<td class="apart" width="52%">{to_settle}</td></tr></table>{about}{said}'
    )


def _to_settle(assessment: Assessment) -> list[str]:
    """Return the titles of what is to be settled, each once."""
    found = [hint.title for hint in assessment.hints if hint.severity is not Severity.NOTE]
    return list(dict.fromkeys(found))


def _details(assessment: Assessment) -> tuple[str, ...]:
    return (
        _payment(assessment),
        _hints(assessment),
        _calculation(assessment),
        _list("Sources", source_rows(assessment, shown_date)),
    )


def _payment(assessment: Assessment) -> str:
    rows = payment_rows(assessment)
    if not rows:
        return f"{heading('Payment')}<p>{not_shown(assessment)}</p>"
    steps = table(("", marked("Amount", assessment)), rows, numbers=(1,))
    notes = "".join(map(small, payment_notes(assessment)))
    return f"{heading(marked('Payment', assessment))}{steps}{notes}"


def _hints(assessment: Assessment) -> str:
    return _list(
        HINTS,
        (
            f"{hint.severity.title}: {hint.text} [{american_dates(hint.citation)}]"
            for hint in assessment.hints
        ),
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
    items = "".join(f"<li>{written(line)}</li>" for line in lines)
    return f'{heading(title)}<ul class="small">{items}</ul>' if items else ""
