"""A day as plain text, for a terminal or a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quarterhour.day import DayAssessment, Finding
from quarterhour.report.audit_figures import clocked_text
from quarterhour.report.columns import columns, indented
from quarterhour.report.day_findings import (
    NOTHING_TO_SETTLE,
    TO_SETTLE,
    choice_text,
    clock_out_text,
    count_to_settle,
    edit_texts,
    entry_rows,
    finding_notes,
    findings_to_settle,
    hours_text,
    name_text,
    nothing_found,
    question_text,
    range_text,
    settled_findings,
    severity_of,
    title_with_minutes,
    to_settle,
    units_as_typed,
    visits_in_question,
)
from quarterhour.report.day_rows import (
    all_visits,
    amount_notes,
    at_fees,
    day_places,
    day_rules,
    discipline_rows,
    estimate_foot,
    line_text,
    payer_rows,
    visit_rows,
)


def day_text(result: DayAssessment) -> str:
    """Return the whole day as text, with a line end. Each choice has the id of an answer."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: DayAssessment) -> Iterator[str]:
    yield f"{result.day.date_of_service}  {day_places(result)}".rstrip()
    yield from filter(None, [day_rules(result)])
    yield from _visits(result)
    yield from _totals(result)
    yield from _to_settle(result)
    yield from _list(
        "Settled", [f"{title}: {answer}" for title, answer in settled_findings(result)]
    )
    if result.audited:
        yield from _units(result)
        yield from _figures(result)
    notes = [*finding_notes(result), *clock_out_text(result), *amount_notes(result)]
    yield from _list("Notes", [*notes, *filter(None, [estimate_foot(result)])])


def _visits(result: DayAssessment) -> Iterator[str]:
    rows, total, marked = visit_rows(result), all_visits(result), at_fees(result)
    if not rows:
        yield from _list("Visits", ["No visits."])
        return
    cells = [
        (
            *(row.tag, row.payer, str(row.minutes), str(row.units)),
            *(row.payer_pays, row.patient_pays, str(row.to_settle or "")),
        )
        for row in rows
    ]
    header = (
        *("Visit", "Payer", "Minutes", "Units"),
        *(f"Payer pays{marked}", f"Patient pays{marked}", "To settle"),
    )
    items = str(count_to_settle(result))
    last = ("All", "", str(total.minutes), str(total.units), *total.amounts[1:], items)
    head, *written, total_line = columns([header, *cells, last], left=2)
    yield from ("", "Visits", head)
    for row, line in zip(rows, written, strict=True):
        yield line
        lines = [line_text(each) + " denied" * each.denied for each in row.lines]
        yield from indented(", ".join(lines), "      ")
    yield total_line


def _totals(result: DayAssessment) -> Iterator[str]:
    if not result.visits:
        return
    total, marked = all_visits(result), at_fees(result)
    header = (
        *("Payer", "Visits", "Units", f"Allowed{marked}"),
        *(f"Payer pays{marked}", f"Patients pay{marked}"),
    )
    rows = [
        (row.name, str(row.visits), str(row.units), *row.amounts)
        for row in (*payer_rows(result), total)
    ]
    yield from ("", "By payer", *columns([header, *rows], left=1))
    by_discipline = [
        ("Discipline", "Visits", "Minutes", "Units", f"Allowed{marked}"),
        *(
            (row.name, str(row.visits), str(row.minutes), str(row.units), row.amounts[0])
            for row in (*discipline_rows(result), total)
        ),
    ]
    yield from ("", "By discipline", *columns(by_discipline, left=1))


def _to_settle(result: DayAssessment) -> Iterator[str]:
    findings = findings_to_settle(result)
    items = to_settle(result)
    yield from ("", TO_SETTLE)
    if not items:
        yield f"  {NOTHING_TO_SETTLE}"
    if result.audited and not findings:
        yield from indented(nothing_found(result), "  ")
    for finding in findings:
        yield from _finding(result, finding)
    for item in items:
        if item.finding is None:
            said = f"{item.severity.title}: {', '.join(item.tags)}: {item.title}"
            yield from indented(f"{said} ({item.to_do})" if item.to_do else said, "  ")


def _finding(result: DayAssessment, finding: Finding) -> Iterator[str]:
    yield from indented(f"{severity_of(finding).title}: {title_with_minutes(finding)}", "  ")
    entries = [
        (row.tag, row.code, row.label, row.people, row.times, f"{row.minutes} min")
        for row in entry_rows(finding)
    ]
    yield from columns(entries, left=5, indent="    ")
    yield from indented(finding.rule, "    ")
    yield from indented(question_text(result, finding), "    ")
    if finding.choices:
        yield f"      {name_text(finding)}"
    for choice in finding.choices:
        text = f"{choice_text(result, finding, choice)}  [{choice.id}]"
        yield from indented(text, "      ")
        for said in edit_texts(choice):
            yield from indented(said, "        ")


def _units(result: DayAssessment) -> Iterator[str]:
    yield from ("", "Units")
    rows = [
        (tag, str(units_as_typed(result, tag)), range_text(result.visits_if_settled[tag]))
        for tag in visits_in_question(result)
    ]
    total = ("All", str(result.total_as_typed), range_text(result.total_if_settled))
    yield from columns([("Visit", "As typed", "If settled"), *rows, total], left=1)


def _figures(result: DayAssessment) -> Iterator[str]:
    of_all = result.of_all
    rows = [
        ("On the clock", clocked_text(result)),
        ("One-on-one", hours_text(of_all.one_on_one_minutes)),
        ("Group, counted once", hours_text(of_all.group_minutes)),
        ("Skilled time", hours_text(of_all.skilled_minutes)),
    ]
    if of_all.units_per_hour is not None:
        rows.append(("Units per hour on the clock", str(of_all.units_per_hour)))
    yield from ("", "Figures of the day, as typed", *columns(rows, left=1))


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title)
    for line in found:
        yield from indented(line, "  ")
