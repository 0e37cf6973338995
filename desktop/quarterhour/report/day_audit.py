"""The audit of a day as a sheet for the folder: what is on two claims, and answers to tick by hand.

It has no dollars, and no figures of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from quarterhour.day import DayAssessment, Finding, Range
from quarterhour.report.audit_figures import clocked_text, units_per_visit
from quarterhour.report.day_findings import (
    AS_TYPED,
    choice_text,
    clock_out_text,
    edit_texts,
    entry_rows,
    finding_notes,
    findings_to_settle,
    hours_text,
    nothing_found,
    question_text,
    range_text,
    settled_findings,
    severity_of,
    title_with_minutes,
    units_as_typed,
    visits_in_question,
)
from quarterhour.report.day_rows import day_places, day_rules, day_title
from quarterhour.report.markup import (
    BOX,
    CIRCLE,
    Draw,
    Html,
    document,
    figures,
    heading,
    small,
    table,
)
from quarterhour.report.timeline import timeline_of
from quarterhour.report.timeline_svg import LEGEND, timeline_svg

AUDIT_QUESTIONS = "Audit questions"
THE_REST = "Page 1 lists everything to settle."
_VISITS_IN_A_ROW = 10


def audit_page(result: DayAssessment, draw: Draw = str) -> str:
    """Return the sheet alone as an HTML document, as it follows the page of its day."""
    return document(_title(result), (audit_sheet(result, draw, alone=True),))


def audit_sheet(result: DayAssessment, draw: Draw, alone: bool = False) -> str:
    """Return the sheet as HTML; empty where no row has times and people.

    It is on a page of its own after the page of the day, or `alone`.
    """
    if not result.audited:
        return ""
    return "".join(
        (
            _head(result, alone),
            _figures(result),
            _timeline(result, draw),
            _findings(result, draw),
            _settled(result),
            _units(result),
            _figures_of_all(result),
            small(AS_TYPED if alone else f"{AS_TYPED} {THE_REST}"),
        )
    )


def _title(result: DayAssessment) -> str:
    """Return the title of the sheet."""
    return f"Day audit, {day_title(result)}"


def _head(result: DayAssessment, alone: bool) -> str:
    place = "" if alone else ' class="page"'
    return (
        f'<table{place} width="100%" cellspacing="0"><tr>'
        f'<td class="none">{heading(_title(result), 1)}'
        f"<p>{escape(day_places(result))}. {escape(day_rules(result))}.</p></td>"
        '<td class="signed" width="30%"><span class="small">Checked by, date</span><br>&nbsp;</td>'
        "</tr></table>"
    )


def _figures(result: DayAssessment) -> str:
    return figures(
        [
            ("Visits", str(len(result.visits))),
            ("Units as typed", str(result.total_as_typed)),
            ("Units if settled", range_text(result.total_if_settled)),
            (AUDIT_QUESTIONS, str(len(findings_to_settle(result)))),
            ("Skilled time", hours_text(result.of_all.skilled_minutes)),
        ]
    )


def _timeline(result: DayAssessment, draw: Draw) -> str:
    timeline = timeline_of(result)
    if timeline is None:
        return ""
    drawn = draw(timeline_svg(timeline))
    return heading("Who treated whom") + f"<p>{drawn}</p>{small(LEGEND)}"


def _findings(result: DayAssessment, draw: Draw) -> str:
    found = findings_to_settle(result)
    if not found:
        return heading(AUDIT_QUESTIONS) + f"<p>None. {nothing_found(result)}</p>"
    written = "".join(_finding(result, each, draw) for each in found)
    return heading(AUDIT_QUESTIONS) + written


def _finding(result: DayAssessment, finding: Finding, draw: Draw) -> str:
    entries = "".join(
        f'<tr><td class="none" width="6%"><b>{escape(row.tag)}</b></td>'
        f'<td class="none" width="12%"><b>{escape(row.code)}</b></td>'
        f'<td class="none" width="38%">{escape(row.label)}</td>'
        f'<td class="none" width="8%">{escape(row.people)}</td>'
        f'<td class="none">{escape(row.times)}</td>'
        f'<td class="none" width="12%" align="right">{row.minutes} min</td></tr>'
        for row in entry_rows(finding)
    )
    choices = "<br>".join(
        "<br>".join(
            (
                f"{draw(CIRCLE)}&nbsp;{escape(choice_text(result, finding, choice))}",
                *(f'<span class="small">{escape(text)}</span>' for text in edit_texts(choice)),
            )
        )
        for choice in finding.choices
    )
    asked = question_text(result, finding)
    title = f"{severity_of(finding).title}: {title_with_minutes(finding)}"
    return (
        '<table width="100%" cellspacing="0"><tr>'
        f'<td class="open" width="18">{draw(BOX)}</td>'
        f'<td class="open"><b>{escape(title)}</b>'
        f'<table width="100%" cellspacing="0">{entries}</table></td>'
        '<td class="open" width="16"></td>'
        f'<td class="open" width="35%"><span class="small">{escape(asked)}</span><br>'
        f'{choices}</td></tr><tr><td class="closed"></td>'
        f'<td class="closed" colspan="3">{small(finding.rule)}</td></tr></table>'
    )


def _settled(result: DayAssessment) -> str:
    rows = settled_findings(result)
    return heading("Settled") + table(("Finding", "Answer"), rows, numbers=()) if rows else ""


def _units(result: DayAssessment) -> str:
    asked = visits_in_question(result)
    others = [tag for tag in result.visits_if_settled if tag not in asked]
    rest = sum(units_as_typed(result, tag) for tag in others)
    columns = [
        *((tag, units_as_typed(result, tag), result.visits_if_settled[tag]) for tag in asked),
        *([(f"Other {len(others)}", rest, Range(rest, rest))] if others and asked else []),
        ("All", result.total_as_typed, result.total_if_settled),
    ]
    rows = -(-len(columns) // _VISITS_IN_A_ROW)
    width = -(-len(columns) // rows)
    parts = [columns[at : at + width] for at in range(0, len(columns), width)]
    return heading("Units by visit") + "".join(map(_units_part, parts))


def _units_part(columns: Sequence[tuple[str, int, Range]]) -> str:
    return table(
        ("Visit", *(name for name, _, _ in columns)),
        [
            ("As typed", *(str(typed) for _, typed, _ in columns)),
            ("If settled", *(range_text(settled) for _, _, settled in columns)),
        ],
        numbers=range(1, len(columns) + 1),
    )


def _figures_of_all(result: DayAssessment) -> str:
    of_all, people = result.of_all, len(result.figures)
    share = of_all.skilled_share_percent
    shown = [
        (
            f"On the clock, {people} {'person' if people == 1 else 'people'}",
            clocked_text(result),
        ),
        ("One-on-one", hours_text(of_all.one_on_one_minutes)),
        ("Group, counted once", hours_text(of_all.group_minutes)),
        (
            "Skilled time",
            hours_text(of_all.skilled_minutes) + (f", {share}% of the clock" if share else ""),
        ),
        (
            "Units per hour on the clock",
            "not known" if of_all.units_per_hour is None else str(of_all.units_per_hour),
        ),
        ("Units per visit", units_per_visit(result)),
    ]
    rows = [(*shown[at], Html("&nbsp;"), *shown[at + 1]) for at in range(0, len(shown), 2)]
    notes = [*finding_notes(result), *clock_out_text(result)]
    return (
        heading("Figures of the day, as typed")
        + table((), rows, numbers=(1, 4))
        + (small(f"Notes: {'. '.join(notes)}.") if notes else "")
    )
