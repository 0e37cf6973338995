"""What explains a row: its paragraphs, and its amounts step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quarterhour.assessment import Assessment, PricedLine, ServiceResult, denials_text
from quarterhour.claims import ClaimLine, DenialKind
from quarterhour.entry import Outcome, RowOutcome, TieChoice
from quarterhour.fees import MINUS, Step, StepKind, dollars
from quarterhour.report.wording import shown_date, source_rows
from quarterhour.units import Pool, pool_sentence, units_text
from quarterhour.window.look import DASH, TIMES
from quarterhour.window.panels.step_tree import Below, Shown

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
    note = [f"{result.code} {result.label}: {result.reason}"]
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
    for line in found.lines:
        if line.denied:
            yield _denied(line)
    if result.billable:
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
    return f"Also entered: {', '.join(parts)}." if parts else ""


_FEES = {
    StepKind.FEE: "Full fee, one unit",
    StepKind.REDUCED_FEE: "Reduced fee, one unit (MPPR)",
    StepKind.FEE_OF_OTHERS: "",
    StepKind.FURTHER_FEE: "",
    StepKind.CONTRACTOR_PRICE: "",
    StepKind.NONPARTICIPATING: "",
}
_SUM = "Sum"
_CURRENT = " (current)"


def explained_steps(
    outcome: Outcome, row: int, choices: Sequence[TieChoice], ways: int
) -> tuple[Shown, ...]:
    """Return the amounts of a row; `ways` is how many choices there are in all."""
    found = outcome.rows[row]
    steps = [*_tie(choices, ways), *_fees(found.lines)]
    with_place = bool(outcome.draft.place_of_service)
    steps += [_claim_line(at, line, with_place) for at, line in enumerate(found.lines)]
    return tuple(steps)


def _tie(choices: Sequence[TieChoice], ways: int) -> Iterator[Shown]:
    if not choices:
        return
    more = [choice.more for choice in choices]
    title = "Difference" if any(each is not None for each in more) else ""
    yield _plain("choices", "Choice", title)._replace(result=True)
    for at, choice in enumerate(choices):
        text = f"{choice.text()}{_CURRENT if choice.present else ''}"
        amount = "" if choice.more is None or choice.present else _signed(choice)
        yield _plain(("choice", at), text, amount)
    if ways > len(choices):
        text = f"Showing {len(choices)} of {ways:,} correct choices"
        yield _plain("more choices", text, "")._replace(quiet=True)


def _signed(choice: TieChoice) -> str:
    more = choice.more
    assert more is not None
    return f"+{dollars(more)}" if more >= 0 else f"{MINUS}{dollars(-more)}"


def _fees(lines: Sequence[PricedLine]) -> Iterator[Shown]:
    """Yield the fees of one unit, each once: they are the same on all lines of a code."""
    told: set[tuple[str, Step]] = set()
    for line in lines:
        for step in line.steps:
            if step.kind not in _FEES or (line.line.code, step) in told:
                continue
            told.add((line.line.code, step))
            name, amount = _FEES[step.kind] or step.name, dollars(step.amount)
            shown = _plain((line.line.code, step.kind, len(told)), name, amount)
            yield shown._replace(below=tuple(_parts(step)))


def _parts(step: Step) -> Iterator[Below]:
    """Yield how a fee was worked out: by its parts, where it has some."""
    if not step.parts or step.factor is None:
        yield Below(_signs(step.working))
        return
    for part in step.parts:
        yield Below(f"{part.name}   {_signs(part.working)}", f"{part.product.normalize():f}")
    total = f"{step.sum.normalize():f}"
    yield Below(f"{_SUM}   {total} {TIMES} {step.factor}", dollars(step.amount))


def _claim_line(at: int, priced: PricedLine, with_place: bool) -> Shown:
    text = _keyed(priced.line, with_place or priced.line.telehealth)
    amount = "denied" if priced.denied else DASH
    if priced.allowed is not None and not priced.denied:
        amount = dollars(priced.allowed)
    below = [
        Below(f"{step.name}   {_signs(step.working)}", dollars(step.amount))
        for step in priced.steps
        if step.kind not in _FEES and step.kind is not StepKind.DENIED
    ]
    return _plain(("line", at), text, amount)._replace(below=tuple(below))


def _keyed(line: ClaimLine, with_place: bool) -> str:
    """Return a line as it is keyed, with its place of service where one was told."""
    place = f", POS {line.place}" if with_place else ""
    return f"{' '.join((line.code, *line.modifiers))}, {units_text(line.units)}{place}"


def _plain(key: object, text: str, amount: str) -> Shown:
    return Shown(key, text, amount, ": ".join(filter(None, (text, amount))))


def _signs(working: str) -> str:
    return working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")
