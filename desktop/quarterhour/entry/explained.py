"""What explains a row in words: what is denied of it, and why it has its units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quarterhour.assessment import Assessment, PricedLine, ServiceResult, denials_text
from quarterhour.claims import DenialKind
from quarterhour.entry.outcome import Outcome, RowOutcome
from quarterhour.entry.service_cells import TOGETHER
from quarterhour.fees import dollars
from quarterhour.report.wording import shown_date, source_rows
from quarterhour.units import Pool, pool_sentence, units_text

_TIED = (
    "Any of these is correct. Press F4 in the Units cell to choose the one that best reflects the "
    "treatment."
)
_NO_PRICE = "No national fee. Your MAC sets the price."
_MODIFIERS = {
    "GP": "physical therapy plan of care.",
    "GO": "occupational therapy plan of care.",
    "GN": "speech-language pathology plan of care.",
    "CQ": "provided in whole or in part by a physical therapist assistant.",
    "CO": "provided in whole or in part by an occupational therapy assistant.",
    "KX": "over the KX threshold, and medically necessary.",
    "59": "distinct services, such as different 15-minute blocks.",
    "XE": "a separate encounter on the same day.",
    "XS": "a separate structure of the body.",
    "XP": "a separate practitioner.",
    "XU": "it does not overlap the usual parts of the other service.",
    "GA": "an ABN was signed before the service.",
    "GX": "a voluntary ABN was signed.",
    "GY": "the law excludes the service from Medicare.",
    "GZ": "no ABN was signed before the service.",
    "95": "telehealth by audio and video.",
    "93": "telehealth by audio only.",
}


class Paragraph(NamedTuple):
    """A paragraph: `lead` stands before the text and weighs more; a `denied` one comes first."""

    lead: str
    text: str
    denied: bool = False


class Explained(NamedTuple):
    """What is told of a row: its code and name, its paragraphs, sources, and what a note takes."""

    code: str
    name: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[str, ...] = ()
    note: str = ""


def explained(outcome: Outcome, row: int, left_out: bool) -> Explained:
    """Return why a row comes to what it does.

    `left_out` tells whether what is wrong in the row stands, rather than being half typed.
    """
    result = outcome.rows[row].result
    if result is None or outcome.assessment is None:
        code = outcome.draft.rows[row].code or f"Row {row + 1}"
        if outcome.rows[row].why_not:
            why = Paragraph("Not billed.", f" {outcome.rows[row].why_not}")
            return Explained(code, "", (why, *_answered(outcome.rows[row])))
        said = [problem.message for problem in outcome.rows[row].problems]
        said += ["This row isn't counted yet. Your entry is kept."] if left_out else []
        return Explained(code, "", tuple(Paragraph("", text) for text in said))
    pool = outcome.pool_of(row)
    note = [f"{result.code} {result.label}: {outcome.rows[row].reason}"]
    note += [pool_sentence(pool)] if pool else []
    return Explained(
        code=result.code,
        name=result.label,
        paragraphs=tuple(_paragraphs(outcome, row, result, outcome.assessment)),
        sources=tuple(source_rows(outcome.assessment, shown_date, short=True)),
        note=" ".join(note),
    )


def _paragraphs(
    outcome: Outcome, row: int, result: ServiceResult, assessment: Assessment
) -> Iterator[Paragraph]:
    found, pool = outcome.rows[row], outcome.pool_of(row)
    yield from dict.fromkeys(_denied(line) for line in found.lines if line.denied)
    if found.counted_above or found.counted_in is not None:
        yield Paragraph("", found.reason)
    elif result.billable:
        units = units_text(result.units) if result.units else "Not billed"
        yield Paragraph(f"{units}, tied." if found.tied else f"{units}.", f" {result.reason}")
    else:
        yield Paragraph("", result.reason)
    yield from _answered(found)
    for other in found.lines_of_others:
        yield Paragraph("", f"Also billed: {other.line.code}, {units_text(other.line.units)}.")
    if found.tied:
        yield Paragraph("", _TIED)
    if result.no_edits:
        yield Paragraph("", result.no_edits)
    if also := _also_entered(outcome, row):
        yield Paragraph("", also)
    if pool is not None:
        yield _minutes(pool)
    for modifier in dict.fromkeys(each for line in found.lines for each in line.line.modifiers):
        if modifier in _MODIFIERS:
            yield Paragraph(f"{modifier}:", f" {_MODIFIERS[modifier]}")
    full = assessment.full_fee_code
    if full and any(line.reducible and not line.full_units for line in found.lines):
        yield Paragraph("", f"{full} has the day's one full-fee unit.")
    if found.allowed is not None and assessment.estimate_sentence:
        yield Paragraph("", assessment.estimate_sentence)
    if any(line.allowed is None for line in found.lines) and not outcome.without_fees:
        yield Paragraph("", outcome.why_no_payment or _NO_PRICE)


def _answered(found: RowOutcome) -> Iterator[Paragraph]:
    """Say what the day's audit makes of the minutes that stand in the table."""
    for sentence in found.answered:
        yield Paragraph("", sentence)


def _denied(line: PricedLine) -> Paragraph:
    """Say by what a line is denied, and that it is left out."""
    pair = next((each for each in line.denials if each.kind is DenialKind.PAIR), None)
    lead = f"Denied with {pair.code} by an NCCI edit." if pair else "Denied."
    why = denials_text([each for each in line.denials if each is not pair])
    also = f" {why[:1].upper()}{why[1:]}." if why else ""
    return Paragraph(lead, f"{also} The totals leave {line.line.code} out.", denied=True)


def _minutes(pool: Pool) -> Paragraph:
    """Say how many minutes count together, and between which they have as many units."""
    who = pool.name or pool.key
    lead = f"{who}, {pool.minutes} timed minute{'' if pool.minutes == 1 else 's'}:"
    if not pool.units:
        return Paragraph(lead, f" the first unit starts at {pool.at_most + 1}.")
    return Paragraph(lead, f" {pool.at_least} to {pool.at_most} is {units_text(pool.units)}.")


def _also_entered(outcome: Outcome, row: int) -> str:
    """Name what is entered in the details of the service, which have no column."""
    typed = outcome.draft.rows[row]
    parts = []
    if typed.together_minutes:
        parts.append(TOGETHER.format(minutes=typed.together_minutes))
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
    return f"Also entered: {', '.join(parts)}." if parts else ""
