"""What the entries of the header are taken for, in words."""

from __future__ import annotations

from quarterhour.entry import Outcome
from quarterhour.entry.outcome import NOT_A_DATE
from quarterhour.entry.reading import DEDUCTIBLE
from quarterhour.reference import NATIONAL, american


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
    return f"{outcome.draft.day:%A}, CMS {edition.begins:%B %Y} fees ({edition.release})"


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
