"""The explanation of a row as HTML that Qt's rich text reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.fees import Step, dollars
from quarterhour.units import pool_sentence
from quarterhour.window.entry import Outcome, TieChoice
from quarterhour.window.look.text import DASH, ELLIPSIS, MINUS, TIMES

_SHORT_HASH = 12
_NO_PRICE = "This code has no national price: your MAC sets it."
_AS_IT_STANDS = " (as it stands)"
_EMPTY = """
<p>Here stands why a service comes to what it does: its units, its claim lines, every step
of its fee, and the files that the figures come from.</p>
<table cellspacing="0" cellpadding="0">
<tr><td><b>Service</b>&emsp;</td><td>a code such as 97110, or a name such as gait</td></tr>
<tr><td><b>Minutes</b>&emsp;</td><td>23, or 10+8, or 9:05-9:28</td></tr>
<tr><td><b>Tab</b></td><td>goes on to the minutes, then to the next service</td></tr>
<tr><td><b>Enter</b></td><td>goes on to the next row</td></tr>
</table>
"""


@dataclass(frozen=True, slots=True)
class Shade:
    """The colour of text that says less than the text beside it."""

    quiet: str

    def text(self, content: str) -> str:
        """Return text in this colour."""
        return f'<span style="color:{self.quiet}">{escape(content)}</span>'


def explanation(
    outcome: Outcome,
    row: int,
    choices: list[TieChoice],
    ways: int,
    left_out: bool,
    shade: Shade,
) -> str:
    """Return why a row comes to what it does: reason, tie, arithmetic and sources.

    `left_out` tells whether what is wrong in the row stands, rather than being half typed.
    """
    typed = row < len(outcome.draft.rows) and not outcome.draft.rows[row].blank
    if not typed:
        return _EMPTY
    return "".join(_parts(outcome, row, choices, ways, left_out, shade))


def _parts(
    outcome: Outcome,
    row: int,
    choices: list[TieChoice],
    ways: int,
    left_out: bool,
    shade: Shade,
) -> Iterator[str]:
    found, draft = outcome.rows[row], outcome.draft.rows[row]
    if found.result is None or outcome.assessment is None:
        yield _title(draft.code or f"Row {row + 1}", "")
        for problem in found.problems:
            yield f"<p>{escape(problem.message)}</p>"
        if left_out:
            yield "<p>The row is left out until then. What is typed stays.</p>"
        return
    yield _title(found.result.code, found.result.label)
    yield f"<p>{escape(found.result.reason)}</p>"
    also = _also_entered(outcome, row)
    if also:
        yield f"<p>{escape(also)}</p>"
    pool = outcome.pool_of(row)
    if pool is not None:
        yield f"<p>{escape(pool_sentence(pool))}</p>"
    if choices:
        yield _tie(choices, ways)
    for line in found.lines:
        yield _line(line, shade)
        if line.allowed is None:
            yield f"<p>{escape(outcome.withheld or _NO_PRICE)}</p>"
    yield _sources(outcome.assessment, shade)


def _title(code: str, label: str) -> str:
    return f'<p style="font-size:large"><b>{escape(code)}</b>&ensp;{escape(label)}</p>'


def _also_entered(outcome: Outcome, row: int) -> str:
    """Name what a document brought along that has no column."""
    draft = outcome.draft.rows[row]
    parts = [
        f"{draft.together_minutes} minutes of therapist and assistant together"
        if draft.together_minutes
        else "",
        f"{draft.square_cm} square cm" if draft.square_cm else "",
        f"a charge of {dollars(draft.charge)}" if draft.charge is not None else "",
    ]
    named = ", ".join(part for part in parts if part)
    return f"From the document: {named}." if named else ""


def _tie(choices: list[TieChoice], ways: int) -> str:
    priced = choices[0].payment is not None
    rows = "".join(
        _row(f"{choice.text()}{_AS_IT_STANDS if choice.present else ''}", _pays(choice))
        for choice in choices
    )
    more = f"<p>These are {len(choices)} of {ways:,} choices.</p>" if ways > len(choices) else ""
    return (
        "<p><b>Tie.</b> Every one of these is valid. Press Enter in the Units cell to choose.</p>"
        f"{_row('Choice', 'Medicare pays' if priced else '', 'total')}{rows}{more}"
    )


def _pays(choice: TieChoice) -> str:
    return "" if choice.payment is None else dollars(choice.payment.medicare_pays)


def _line(priced: PricedLine, shade: Shade) -> str:
    line = priced.line
    units = f"{line.units} unit{'' if line.units == 1 else 's'}"
    name = f"{line.code} {' '.join(line.modifiers)}, {units}"
    total = DASH if priced.allowed is None else dollars(priced.allowed)
    return _row(name, total, "total") + "".join(_step(step, shade) for step in priced.steps)


def _step(step: Step, shade: Shade) -> str:
    working = step.working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")
    return _row(step.what, str(step.amount)) + f'<p class="work">{shade.text(working)}</p>'


def _row(text: str, figure: str, kind: str = "row") -> str:
    """Return a text with a figure at the right edge, where the panel puts its tab stop."""
    return f'<p class="{kind}">{escape(text)}\t{escape(figure)}</p>'


def _sources(assessment: Assessment, shade: Shade) -> str:
    edition = assessment.edition
    if edition is None:
        return ""
    rows = "".join(
        f"<br>{escape(source.file)}, sha256 {source.sha256[:_SHORT_HASH]}{ELLIPSIS}"
        for source in edition.sources
    )
    return (
        f'<p style="color:{shade.quiet}">{escape(edition.release)}, {edition.valid_from} to '
        f"{edition.valid_to}, conversion factor {assessment.conversion_factor}{rows}</p>"
    )
