"""An assessment as plain text, for a terminal or a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.assessment import Assessment
from quarterhour.report.columns import indented
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
    source_rows,
)
from quarterhour.units import pool_sentence


def plain_text(assessment: Assessment) -> str:
    """Return the whole assessment as text, with a line end."""
    return "\n".join(_lines(assessment)) + "\n"


def _lines(assessment: Assessment) -> Iterator[str]:
    yield f"{assessment.visit.date_of_service}  {place(assessment)}"
    yield rule_title(assessment)
    yield ""
    yield "Units"
    for result in assessment.services:
        yield f"  {result.code}  {result.label}"
        yield from indented(f"{_plural(result.units, 'unit')}. {result.reason}")
        yield from indented(result.no_edits)
    for pool in assessment.count.pools:
        yield from indented(pool_sentence(pool), "  ")
    yield from (f"  {total}" for total in minute_totals(assessment))
    yield ""
    yield marked("Claim lines", assessment)
    for priced in assessment.lines:
        line = priced.line
        modifiers = " ".join(line.modifiers)
        yield f"  {line.code}  {modifiers:<12}{line.units:>3}  {allowed(assessment, priced):>16}"
        for step in priced.steps:
            yield from indented(step.text())
    yield ""
    yield marked("Payment", assessment)
    yield from _table(payment_rows(assessment)) or [f"  {not_shown(assessment)}"]
    for note in payment_notes(assessment):
        yield from indented(note, "  ")
    if assessment.hints:
        yield ""
        yield HINTS
    for hint in assessment.hints:
        yield from indented(f"{hint.severity.title}: {hint.text}", "  ")
        for command in hint.commands:
            yield f"    {command}"
        yield from indented(f"[{hint.citation}]")
    sources = list(source_rows(assessment))
    if sources:
        yield ""
        yield "Sources"
        yield from (f"  {row}" for row in sources)


def _table(rows: Sequence[tuple[str, str]]) -> list[str]:
    width = max((len(name) for name, _ in rows), default=0)
    figures = max((len(value) + 2 for _, value in rows), default=0)
    return [f"  {name:<{width}}{value:>{max(figures, 12)}}" for name, value in rows]


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
