"""Hints about the data: no edition for the date, no single locality for the place."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.actions import Dialog, OpenDialog
from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.reference import Edition, Locality, YearlyAmount

_IMPORT, _ESTIMATE = "quarterhour import FILE", "quarterhour assess --estimate"
_FLOOR_LAW = "Social Security Act s. 1848(e)(1)(E)"


def edition_hints(case: Judged) -> Iterator[Hint]:
    """Say which editions are loaded when none prices the date of service."""
    if case.edition is not None:
        return
    first, last = case.editions[0], case.editions[-1]
    day = case.visit.date_of_service
    source = "Medicare physician fee schedule, relative value files"
    if (used := case.estimated_with) is not None:
        yield make_hint(
            Topic.ESTIMATED,
            Severity.NOTE,
            (),
            (),
            source,
            commands=[_IMPORT],
            day=day,
            release=used.release,
            year=used.valid_to.year,
        )
        return
    before = [edition.valid_to for edition in case.editions if edition.valid_to < day]
    estimate = part("estimate", year=max(before).year) if before else ""
    commands = [_IMPORT, *([_ESTIMATE] if before else [])]
    later = [edition for edition in case.editions if edition.valid_from > day]
    if later and day > first.valid_from:
        following = min(later, key=lambda edition: edition.valid_from)
        yield make_hint(
            Topic.NO_EDITION_YET,
            Severity.ACTION,
            (),
            (),
            source,
            commands=commands,
            day=day,
            next=following.release,
            since=following.valid_from,
            estimate=estimate,
        )
        return
    yield make_hint(
        Topic.NO_EDITION,
        Severity.ACTION,
        (),
        (),
        source,
        commands=commands,
        day=day,
        first=first.release,
        last=last.release,
        since=first.valid_from,
        until=last.valid_to,
        estimate=estimate,
    )


def locality_hints(case: Judged) -> Iterator[Hint]:
    """Say what is wrong with the place, and name the candidates."""
    edition = case.priced_with
    if edition is None:
        return
    if case.place.locality is not None:
        yield from _floor(case, edition, case.place.locality)
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


def _floor(case: Judged, edition: Edition, place: Locality) -> Iterator[Hint]:
    """Say which work index is taken where no law is known that sets a floor, and it hangs on that.

    Where the release has it with the floor alone that is taken, and it is a warning where the user
    typed that there is none. Where the release has both the lower one is.
    """
    if not case.medicare or YearlyAmount.WORK_FLOOR in case.law:
        return
    typed = case.typed.get(YearlyAmount.WORK_FLOOR)
    lower = place.gpci_under(None).work
    if lower != place.gpci.work and not typed:
        yield make_hint(
            Topic.FLOOR_LEFT_OUT,
            Severity.NOTE,
            (),
            (),
            _FLOOR_LAW,
            (OpenDialog(Dialog.YEARLY_AMOUNTS),),
            release=edition.release,
            year=case.day_of_fees.year,
            place=place.title,
            day=case.day_of_fees,
            floor=place.gpci.work,
            index=lower,
        )
    if not place.floored:
        return
    yield make_hint(
        Topic.FLOOR_ASSUMED if typed else Topic.FLOOR_TAKEN,
        Severity.WARNING if typed else Severity.NOTE,
        (),
        (),
        f"{_FLOOR_LAW}; {typed.source}" if typed else _FLOOR_LAW,
        (OpenDialog(Dialog.YEARLY_AMOUNTS),) if typed else (),
        release=edition.release,
        year=case.day_of_fees.year,
        place=place.title,
        day=case.day_of_fees,
    )
