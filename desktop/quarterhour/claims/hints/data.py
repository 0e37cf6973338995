"""Hints about the data: no fee schedule for the date, no single locality for the place."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims.actions import OpenDialog
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import Judged
from quarterhour.claims.phrases import date_text, listed
from quarterhour.reference import Edition, Locality, YearlyAmount

_IMPORT, _ESTIMATE = "quarterhour import FILE", "quarterhour assess --estimate"
_FLOOR_LAW = "Social Security Act §1848(e)(1)(E)"
_MAX_CANDIDATES = 5  # named, the nearest first


def unread_hints(case: Judged) -> Iterator[Hint]:
    """Say which rows of a saved visit aren't counted, as they couldn't be read."""
    numbers = [str(each.row + 1) for each in case.visit.unread]
    numbers = list(dict.fromkeys(numbers))  # two visits of the patient can have the same
    if numbers:
        several = bool(numbers[1:])
        yield make_hint(
            Topic.UNREAD_ROWS,
            Severity.ACTION,
            (),
            (),
            "the field unread of the file",
            named=part("unread rows" if several else "unread row", numbers=listed(numbers)),
            counted=part("aren't counted" if several else "isn't counted"),
        )


def edition_hints(case: Judged) -> Iterator[Hint]:
    """Say which fee schedules are loaded when none prices the date of service."""
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
            f"{source}; {used.release}",
            commands=[_IMPORT],
            day=day,
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
            Severity.NOTE,
            (),
            (),
            f"{source}; next loaded: {following.release}",
            commands=commands,
            day=day,
            since=following.valid_from,
            estimate=estimate,
        )
        return
    yield make_hint(
        Topic.NO_EDITION,
        Severity.NOTE,
        (),
        (),
        f"{source}; loaded: {first.release} to {last.release}, for dates from "
        f"{date_text(first.valid_from)} to {date_text(last.valid_to)}",
        commands=commands,
        day=day,
        estimate=estimate,
    )


def locality_hints(case: Judged) -> Iterator[Hint]:
    """Say what is wrong with the ZIP code or locality, and name the possible localities."""
    edition = case.priced_with
    if edition is None:
        return
    if case.place.locality is not None:
        yield from _floor(case, edition, case.place.locality)
        return
    place = case.visit.locality or case.visit.zip
    others = len(case.place.candidates) - _MAX_CANDIDATES
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
        named=part("locality" if case.visit.locality else "zip", place=place),
        candidates="; ".join(
            f"{one.title} ({one.id})" for one in case.place.candidates[:_MAX_CANDIDATES]
        ),
        others=part("others", number=others) if others > 0 else "",
    )


def _floor(case: Judged, edition: Edition, place: Locality) -> Iterator[Hint]:
    """Say which work GPCI is used where no known law sets a floor and the amounts depend on it.

    If a release has it only with the floor, that is used, with a warning where the user typed that
    there is none. If a release has both, the lower one is used.
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
            f"{_FLOOR_LAW}; {edition.release}",
            (OpenDialog(Dialog.YEARLY_AMOUNTS),),
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
        "; ".join(filter(None, (_FLOOR_LAW, edition.release, typed.source if typed else ""))),
        (OpenDialog(Dialog.YEARLY_AMOUNTS),) if typed else (),
        year=case.day_of_fees.year,
        place=place.title,
        day=case.day_of_fees,
    )
