"""Hints about the data: no edition for the date, no single locality for the place."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged


def edition_hints(case: Judged) -> Iterator[Hint]:
    """Say which editions are loaded when none prices the date of service."""
    if case.edition is not None:
        return
    first, last = case.editions[0], case.editions[-1]
    yield make_hint(
        Topic.NO_EDITION,
        Severity.ACTION,
        (),
        (),
        "Medicare physician fee schedule, relative value files",
        day=case.visit.date_of_service,
        first=first.release,
        last=last.release,
        since=first.valid_from,
        until=last.valid_to,
    )


def locality_hints(case: Judged) -> Iterator[Hint]:
    """Say what is wrong with the place, and name the candidates."""
    if case.edition is None or case.place.locality is not None:
        return
    place = case.visit.locality or case.visit.zip
    if case.place.candidates:
        topic = Topic.PLACE_SEVERAL
    else:
        topic = Topic.PLACE_UNKNOWN if place else Topic.PLACE_MISSING
    yield make_hint(
        topic,
        Severity.ACTION,
        (),
        (),
        "CMS ZIP code to carrier locality file",
        problem=case.place.problem,
        place=place,
        candidates="; ".join(f"{one.title} ({one.id})" for one in case.place.candidates),
    )
