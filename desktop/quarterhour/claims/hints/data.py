"""Hints about the data: no edition for the date, no single locality for the place."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.case import Case
from quarterhour.claims.hints.hint import Hint, Severity


def edition_hints(case: Case) -> Iterator[Hint]:
    """Say which editions are loaded when none prices the date of service."""
    if case.edition is not None:
        return
    first, last = case.editions[0], case.editions[-1]
    yield Hint(
        "edition",
        Severity.ACTION,
        (),
        f"No fee schedule is loaded for {case.visit.date_of_service}: units and modifiers are "
        f"shown, money is withheld. Loaded: {first.release} to {last.release}, for dates from "
        f"{first.valid_from} to {last.valid_to}. Check the date of service, or import the year's "
        "RVU release zip from CMS (File > Fee schedules, or `quarterhour import`).",
        "Medicare physician fee schedule, relative value files",
    )


def locality_hints(case: Case) -> Iterator[Hint]:
    """Say what is wrong with the place, and name the candidates."""
    if case.edition is None or case.place.locality is not None:
        return
    candidates = "; ".join(f"{place.title} ({place.id})" for place in case.place.candidates)
    yield Hint(
        "locality",
        Severity.ACTION,
        (),
        f"{case.place.problem} Money is withheld."
        + (f" Candidates: {candidates}." if candidates else ""),
        "CMS ZIP code to carrier locality file",
    )
