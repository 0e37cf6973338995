"""The explanation of a row as lines of text, each of one kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.claims import ClaimLine
from quarterhour.entry import Outcome, TieChoice
from quarterhour.fees import MINUS, Step, StepKind, dollars
from quarterhour.reference import american
from quarterhour.report.wording import typed_rows
from quarterhour.units import pool_sentence
from quarterhour.window.look import DASH, ELLIPSIS, GAP, TIMES

_SHORT_HASH = 12
_NO_PRICE = "This code has no national price: your MAC sets it."
_AS_ENTERED = " (as entered)"


class Kind(Enum):
    """What a line is. In some, a tab puts what follows it at a stop: see the panel."""

    TITLE = auto()
    TEXT = auto()
    KEY = auto()
    TOTAL = auto()
    FIGURE = auto()
    WORKING = auto()
    SOURCE = auto()


class Line(NamedTuple):
    """A line: `lead` stands before the text and weighs more."""

    kind: Kind
    text: str
    lead: str = ""


_EMPTY = (
    Line(
        Kind.TEXT,
        "Why this service is billed this way: its units, its claim lines, every step of its fee, "
        "and the files that the figures come from.",
    ),
    Line(Kind.KEY, "\ta code such as 97110, or a name such as gait", "Service"),
    Line(Kind.KEY, "\t23, or 10+8, or 9:05-9:28", "Minutes"),
    Line(Kind.KEY, "\tgoes on to the minutes, then to the next service", "Tab"),
    Line(Kind.KEY, "\tgoes on to the next row", "Enter"),
)


def explanation(
    outcome: Outcome, row: int, choices: Sequence[TieChoice], ways: int, left_out: bool
) -> tuple[Line, ...]:
    """Return why a row comes to what it does: reason, tie, arithmetic and sources.

    `left_out` tells whether what is wrong in the row stands, rather than being half typed.
    """
    if row >= len(outcome.draft.rows) or outcome.draft.rows[row].blank:
        return _EMPTY
    if outcome.rows[row].result is None:
        return tuple(_unread(outcome, row, left_out))
    return tuple(_read(outcome, row, choices, ways))


def _unread(outcome: Outcome, row: int, left_out: bool) -> Iterator[Line]:
    yield Line(Kind.TITLE, "", outcome.draft.rows[row].code or f"Row {row + 1}")
    for problem in outcome.rows[row].problems:
        yield Line(Kind.TEXT, problem.message)
    if left_out:
        yield Line(Kind.TEXT, "What is typed stays.")


def _read(outcome: Outcome, row: int, choices: Sequence[TieChoice], ways: int) -> Iterator[Line]:
    found = outcome.rows[row]
    assert found.result is not None and outcome.assessment is not None
    yield Line(Kind.TITLE, f"{GAP}{found.result.label}", found.result.code)
    yield Line(Kind.TEXT, found.result.reason)
    if found.result.no_edits:
        yield Line(Kind.TEXT, found.result.no_edits)
    yield from _also_entered(outcome, row)
    pool = outcome.pool_of(row)
    if pool is not None:
        yield Line(Kind.TEXT, pool_sentence(pool))
    if choices:
        yield from _tie(choices, ways, outcome.assessment.at_fees)
    if found.allowed is not None and outcome.assessment.estimate_sentence:
        yield Line(Kind.TEXT, outcome.assessment.estimate_sentence)
    for line in found.lines:
        yield from _claim_line(line, bool(outcome.draft.place_of_service))
        if line.allowed is None:
            yield Line(Kind.TEXT, outcome.why_no_payment or _NO_PRICE)
    yield from _sources(outcome.assessment)


def _also_entered(outcome: Outcome, row: int) -> Iterator[Line]:
    """Name what is entered in the details of the service, which have no column."""
    typed = outcome.draft.rows[row]
    parts = []
    if typed.together_minutes:
        parts.append(f"{typed.together_minutes} minutes of therapist and assistant together")
    if typed.count != 1:
        parts.append(f"a count of {typed.count}")
    if typed.square_cm:
        parts.append(f"{typed.square_cm} square cm")
    if typed.charge is not None:
        parts.append(f"a charge of {dollars(typed.charge)}")
    if typed.telehealth:
        where = "elsewhere" if typed.telehealth == "elsewhere" else "at home"
        parts.append(f"telehealth with the patient {where}")
    if typed.audio_only:
        parts.append("no video")
    if parts:
        yield Line(Kind.TEXT, f"Also entered: {', '.join(parts)}.")


def _tie(choices: Sequence[TieChoice], ways: int, at_fees: str) -> Iterator[Line]:
    priced = choices[0].payment is not None
    yield Line(
        Kind.TEXT, " Every one of these is valid. Press F4 in the Units cell to choose.", "Tie."
    )
    yield Line(Kind.TOTAL, "", f"Choice\tMedicare pays {at_fees}".rstrip() if priced else "Choice")
    for choice in choices:
        pays = dollars(choice.payment.medicare_pays) if choice.payment else ""
        present = _AS_ENTERED if choice.present else ""
        yield Line(Kind.FIGURE, f"{choice.text()}{present}\t{pays}")
    if ways > len(choices):
        yield Line(Kind.WORKING, f"These are {len(choices)} out of {ways:,} choices.")


def _claim_line(priced: PricedLine, place_entered: bool) -> Iterator[Line]:
    line = priced.line
    keyed = _keyed(line, place_entered or line.telehealth)
    total = DASH if priced.allowed is None else dollars(priced.allowed)
    if priced.denied:
        yield Line(Kind.TOTAL, "", f"{keyed}\tdenied")
        yield Line(
            Kind.TEXT, f"Denied as entered: {priced.why_denied}. The amounts don't include it."
        )
    else:
        yield Line(Kind.TOTAL, "", f"{keyed}\t{total}")
    for step in priced.steps:
        if step.kind is StepKind.DENIED:
            continue
        yield Line(Kind.FIGURE, f"{step.name}\t{step.amount}")
        yield Line(Kind.WORKING, _working(step))


def _keyed(line: ClaimLine, with_place: bool) -> str:
    """Return a line as it is keyed, with its place of service where one was told."""
    units = f"{line.units} unit{'' if line.units == 1 else 's'}"
    place = f", POS {line.place}" if with_place else ""
    return f"{' '.join((line.code, *line.modifiers))}, {units}{place}"


def _working(step: Step) -> str:
    return step.working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")


def _sources(assessment: Assessment) -> Iterator[Line]:
    yield from (Line(Kind.SOURCE, row) for row in typed_rows(assessment))
    edition = assessment.priced_with
    if edition is None or assessment.conversion_factor is None:
        return
    if assessment.estimate_sentence:
        yield Line(Kind.SOURCE, assessment.estimate_sentence)
    yield Line(
        Kind.SOURCE,
        f"{edition.release}, {american(edition.valid_from)} to {american(edition.valid_to)}, "
        f"conversion factor {assessment.conversion_factor}",
    )
    for source in edition.sources:
        yield Line(Kind.SOURCE, f"{source.file}, sha256 {source.sha256[:_SHORT_HASH]}{ELLIPSIS}")
