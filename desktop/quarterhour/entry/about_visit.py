"""What a visit says of itself: what each entry is taken for, and what its amounts rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quarterhour.claims import listed, month_text, weekday
from quarterhour.entry.day_draft import PLACE
from quarterhour.entry.outcome import NOT_A_DATE, Outcome
from quarterhour.entry.reading import DEDUCTIBLE, Problem
from quarterhour.reference import NATIONAL, Edition, american

CHARGE_WANTED = (
    "To see what the patient pays, enter your charge for the denied line (Visit > Service details)."
)
_ESTIMATE = "Estimate from CMS fees of {month}. A remittance can differ by a cent or two."
_NO_FEES = "No CMS fees for {year}. Loaded {span}."
_DENIED = "Not in the amounts because Medicare will deny {them}: {codes}."


def about_date(outcome: Outcome) -> str:
    """Return what is known of the date, or what to type."""
    if outcome.draft.day is None:
        return NOT_A_DATE
    if outcome.place is None:
        return ""
    edition = outcome.edition
    if outcome.assessment is not None and outcome.assessment.estimated_with is not None:
        return outcome.assessment.estimate_sentence
    if edition is None:
        return f"No fee schedule for {american(outcome.draft.day)} yet."
    return (
        f"{weekday(outcome.draft.day)}, CMS {month_text(edition.begins)} fees ({edition.release})"
    )


def about_place(outcome: Outcome) -> tuple[str, bool]:
    """Return what is known of the place, or what to type; and whether it is a mistake."""
    draft, place, at = outcome.draft, outcome.reading.place, outcome.place
    if place.problem:
        return place.problem, True
    if not draft.place.strip():
        return "Needed to estimate payment", False
    if at is None:
        return "Shown once the other entries can be read", False
    found = at.locality
    if found is not None:
        if found == NATIONAL:
            return "National amounts, not adjusted for location", False
        return f"{found.title}, locality {found.id}", False
    if outcome.priced_with is None:
        return "Needs a fee schedule for this date", False
    if at.candidates and "-" in place.zip:
        return (
            f"{place.zip} isn't in the loaded ZIP+4 codes. "
            "Check the last 4 digits, or press Down to choose a locality."
        ), True
    if at.candidates:
        return (
            f"ZIP {place.zip} is in more than one Medicare locality. "
            "Add its last 4 digits, or press Down to choose a locality."
        ), True
    if place.zip:
        return f"CMS doesn't list ZIP {place.zip}. Check it, or choose a locality by name.", True
    return f"Locality {place.locality} isn't in this year's fee schedule. Choose another.", True


def mistyped(outcome: Outcome) -> tuple[Problem, ...]:
    """Return what is mistyped above the table: the date, the deductible, and the place."""
    sentence, mistaken = about_place(outcome)
    return (*outcome.unread, *([Problem(None, PLACE, sentence)] if mistaken else ()))


def place_note(outcome: Outcome) -> str:
    """Return the name of the place where it is not what was typed."""
    found = outcome.place.locality if outcome.place else None
    if found is None or found.title.casefold() == outcome.draft.place.strip().casefold():
        return ""
    return found.title


def about_deductible(outcome: Outcome) -> tuple[str, bool]:
    """Return what the deductible is, or what to type; and whether it is a mistake."""
    for problem in outcome.reading.problems:
        if problem.field == DEDUCTIBLE:
            return problem.message, True
    return "What's left this year; empty counts as met", False


def why_no_dollars(outcome: Outcome) -> tuple[str, bool]:
    """Return why no dollars are shown, in a few words, and whether something is mistyped."""
    if outcome.draft.day is None:
        return about_date(outcome), True
    if unread := outcome.reading.unread_deductible:
        return unread.sentence, True
    sentence, mistaken = about_deductible(outcome)
    if mistaken:
        return sentence, True
    sentence, mistaken = about_place(outcome)
    if mistaken:
        return sentence, True
    if outcome.payment is not None:
        return "", False
    if outcome.without_fees:
        return f"No {outcome.draft.day.year} fees yet", False
    if not outcome.draft.place.strip():
        return "Type a ZIP to see dollars", False
    return outcome.why_no_payment, False


def about_amounts(outcome: Outcome, left_out: Sequence[int], editions: Sequence[Edition]) -> str:
    """Return what the amounts rest on, or why there are none; `left_out` has rows not counted.

    `editions` are those that are loaded.
    """
    assessment = outcome.assessment
    estimated = assessment.estimate_sentence if assessment and outcome.payment else ""
    if left_out:
        return f"{_left_out(left_out, outcome)} {estimated}".rstrip()
    if outcome.without_fees and outcome.draft.day is not None:
        day = outcome.draft.day
        return _NO_FEES.format(year=day.year, span=_loaded(editions, day))
    if outcome.why_no_payment:
        return outcome.why_no_payment
    if outcome.payment is None or assessment is None:
        return ""
    said = []
    if outcome.payment.patient_pays is None:
        said.append(CHARGE_WANTED)
    elif outcome.denied:
        them = "them" if outcome.denied[1:] else "it"
        said.append(_DENIED.format(them=them, codes=listed(outcome.denied)))
    edition = assessment.edition
    by = _ESTIMATE.format(month=month_text(edition.begins)) if edition else ""
    return " ".join(filter(None, (*said, estimated or by)))


def _left_out(rows: Sequence[int], outcome: Outcome) -> str:
    numbers = ", ".join(str(row + 1) for row in rows)
    text = f"Row {numbers} isn't" if len(rows) == 1 else f"Rows {numbers} aren't"
    return f"{text} counted. {outcome.why_no_payment}".strip()


def _loaded(editions: Sequence[Edition], day: date) -> str:
    """Return the end of the fees that are loaded, or their beginning for a date before it."""
    first = min(edition.valid_from for edition in editions)
    if day < first:
        return f"from {american(first)}"
    return f"to {american(max(edition.valid_to for edition in editions))}"
