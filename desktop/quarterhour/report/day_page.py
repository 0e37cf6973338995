"""The page of a day as HTML: its visits, totals, and what to settle. The audit is a second page.

It names no patient and shows no dollars beside a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from quarterhour.day import DayAssessment
from quarterhour.report.day_audit import audit_sheet
from quarterhour.report.day_findings import (
    NOTHING_TO_SETTLE,
    TO_SETTLE,
    Item,
    count_to_settle,
    finding_notes,
    hours_text,
    range_text,
    settled_findings,
    to_settle,
)
from quarterhour.report.day_rows import (
    AFTER_SETTLING,
    TWO_DISCIPLINES,
    TWO_VISITS,
    TotalRow,
    VisitRow,
    all_visits,
    amount_notes,
    at_fees,
    day_places,
    day_rules,
    day_title,
    discipline_rows,
    estimate_foot,
    line_text,
    payer_rows,
    visit_rows,
)
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
)


def day_page(result: DayAssessment, draw: Draw = str) -> str:
    """Return the page of a day, and its audit where times were entered, as an HTML document."""
    return document(
        day_page_title(result),
        (
            heading(day_title(result), 1),
            f"<p>{escape(day_places(result))}</p>",
            f"<p>{escape(day_rules(result))}</p>",
            _figures(result),
            _visits(result),
            _totals(result),
            _to_settle(result, draw),
            _notes(result),
            audit_sheet(result, draw),
        ),
    )


def day_page_title(result: DayAssessment) -> str:
    """Return the title of the document."""
    return f"Day, {day_title(result)}"


def _figures(result: DayAssessment) -> str:
    total = all_visits(result)
    _, payers, patients = total.amounts
    units = [("Units", str(total.units))]
    if result.open_findings:
        units.append(("Units if settled", range_text(result.total_if_settled)))
    marked = at_fees(result)
    return figures(
        [
            ("Visits", str(total.visits)),
            *units,
            ("Minutes", hours_text(total.minutes)),
            (f"Payers pay{marked}", payers),
            (f"Patients pay{marked}", patients),
            ("To settle", str(count_to_settle(result))),
        ]
    )


def _visits(result: DayAssessment) -> str:
    rows, total, marked = visit_rows(result), all_visits(result), at_fees(result)
    if not rows:
        return heading("Visits") + "<p>No visits.</p>"
    header = (
        *("Visit", "Payer", "Min", "Units", "Claim lines"),
        Html(f"Payer<br>{unbroken(f'pays{marked}')}"),
        Html(f"Patient<br>{unbroken(f'pays{marked}')}"),
        Html("To<br>settle"),
    )
    items = count_to_settle(result)
    counted_twice = sum(row.to_settle for row in rows) != items
    _, payers, patients = total.amounts
    written = table(
        header,
        [_visit(row) for row in rows],
        numbers=(2, 3, 5, 6, 7),
        total=(
            *(Html(unbroken(_count(total.visits))), "", str(total.minutes), str(total.units), ""),
            *(payers, patients, str(items)),
        ),
    )
    return heading("Visits") + written + (small(TWO_VISITS) if counted_twice else "")


def _visit(row: VisitRow) -> Sequence[str]:
    lines = []
    for priced in row.lines:
        text = unbroken(line_text(priced))
        lines.append(f"{text}&nbsp;<b>denied</b>" if priced.denied else text)
    return (
        Html(f"<b>{escape(row.tag)}</b>"),
        row.payer,
        str(row.minutes),
        str(row.units),
        Html(f'<span class="lines">{", ".join(lines)}</span>'),
        _amount(row.payer_pays),
        _amount(row.patient_pays),
        str(row.to_settle or ""),
    )


def _amount(text: str) -> str:
    return Html(f'<span class="small">{unbroken(text)}</span>') if text == AFTER_SETTLING else text


def _totals(result: DayAssessment) -> str:
    if not result.visits:
        return ""
    total, marked = all_visits(result), at_fees(result)
    by_payer = table(
        (
            *("Payer", "Visits", "Units", f"Allowed{marked}"),
            *(f"Payer pays{marked}", f"Patients pay{marked}"),
        ),
        [_by_payer(row) for row in payer_rows(result)],
        numbers=(1, 2, 3, 4, 5),
        total=_by_payer(total),
    )
    disciplines = discipline_rows(result)
    twice = sum(row.visits for row in disciplines) > total.visits
    by_discipline = table(
        ("Discipline", "Visits", "Minutes", "Units", f"Allowed{marked}"),
        [_by_discipline(row) for row in disciplines],
        numbers=(1, 2, 3, 4),
        total=_by_discipline(total),
    )
    left = heading("By payer") + by_payer
    right = heading("By discipline") + by_discipline + (small(TWO_DISCIPLINES) if twice else "")
    return (
        '<table width="100%" cellspacing="0"><tr>'
        f'<td class="apart" width="50%">{left}</td><td class="apart" width="4%"></td>'
        f'<td class="apart" width="46%">{right}</td></tr></table>'
    )


def _by_payer(row: TotalRow) -> Sequence[str]:
    return row.name, str(row.visits), str(row.units), *row.amounts


def _by_discipline(row: TotalRow) -> Sequence[str]:
    return row.name, str(row.visits), str(row.minutes), str(row.units), row.amounts[0]


def _to_settle(result: DayAssessment, draw: Draw) -> str:
    items = to_settle(result)
    if not items:
        return heading(TO_SETTLE) + f"<p>{NOTHING_TO_SETTLE}</p>"
    return heading(TO_SETTLE) + "".join(_item(item, draw) for item in items)


def _item(item: Item, draw: Draw) -> str:
    return (
        '<table width="100%" cellspacing="0"><tr>'
        f'<td width="18">{draw(BOX)}</td><td width="8%"><b>{escape(", ".join(item.tags))}</b></td>'
        f'<td width="7%">{item.severity.title}</td><td>{escape(item.title)}</td>'
        f'<td width="33%" align="right" class="small">{escape(item.to_do)}</td></tr></table>'
    )


def _notes(result: DayAssessment) -> str:
    """Return the answers and notes that no audit sheet has, and what the amounts are."""
    notes: Iterable[str] = amount_notes(result)
    if not result.audited:
        answers = [f"{title}: {answer}." for title, answer in settled_findings(result)]
        notes = (*notes, *answers, *(f"{title}." for title in finding_notes(result)))
    return "".join(small(note) for note in (*notes, estimate_foot(result)) if note)


def _count(visits: int) -> str:
    return f"{visits} visit{'s' * (visits != 1)}"
