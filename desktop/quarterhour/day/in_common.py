"""What the visits of one patient have in common: they are one visit, and one claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from quarterhour.day.entries import Day, DayVisit
from quarterhour.units import EIGHT_MINUTE_RULE
from quarterhour.visit import MEDICARE, Attested, Patient, SameMinutes, VisitError

T = TypeVar("T")

_ALIKE = ("payer", "rule", "provider", "locality", "zip", "place_of_service", "purpose")


def shared_fields(day: Day, at: Sequence[int]) -> dict[str, Any]:
    """Return the fields that visits of one patient share, by their indexes.

    Raises VisitError where they contradict each other.
    """
    visits = [day.visits[each] for each in at]
    first, *others = (_alike(day, visit) for visit in visits)
    for index, other in zip(at[1:], others, strict=True):
        for name in _ALIKE:
            if other[name] != first[name]:
                raise VisitError(
                    f"visits[{index}].{name}",
                    "differs from the other visit with this tag; one patient's visits of a "
                    "day have one claim. Make them equal, or use another tag.",
                )
    if first["payer"] != MEDICARE and not any(visit.rule for visit in visits):
        # The day's rule is that of its Medicare visits: another payer's file has its own.
        first["rule"] = EIGHT_MINUTE_RULE.name
    return first | {
        "date_of_service": day.date_of_service,
        "tag": visits[0].tag,
        "label": visits[0].label,
        "patient": _patient(visits, at),
        "checked": tuple(dict.fromkeys(each for visit in visits for each in visit.checked)),
        "unread": tuple(each for visit in visits for each in visit.unread),
    }


def _alike(day: Day, visit: DayVisit) -> dict[str, Any]:
    """Return what visits of one patient must have alike, with what the day says."""
    place = visit if visit.locality or visit.zip else day
    return {
        "payer": visit.payer or day.payer,
        "rule": visit.rule or day.rule,
        "provider": visit.provider or day.provider,
        "locality": place.locality,
        "zip": place.zip,
        "place_of_service": visit.place_of_service,
        "purpose": visit.purpose,
    }


def _patient(visits: Sequence[DayVisit], at: Sequence[int]) -> Patient:
    """Return the amounts so far this year, which are those before the first visit."""
    found: dict[str, Any] = {}
    for index, visit in zip(at, visits, strict=True):
        for field in fields(Patient):
            amount = getattr(visit.patient, field.name)
            if amount is not None and found.setdefault(field.name, amount) != amount:
                raise VisitError(
                    f"visits[{index}].patient.{field.name}",
                    "differs from the other visit with this tag; enter what it was before both.",
                )
    return Patient(**found)


def attested(day: Day, at: Sequence[int], splits: Sequence[frozenset[str]]) -> Attested:
    """Return what was confirmed of visits of one patient, by their indexes.

    `splits` are the disciplines whose co-treatment is settled: what was confirmed of their minutes
    is left out. Raises VisitError where the visits contradict each other.
    """
    parts = [day.visits[each].attested for each in at]
    denial: dict[str, str] = {}
    for index, one in zip(at, parts, strict=True):
        for code, modifier in one.denial:
            if denial.setdefault(code, modifier) != modifier:
                raise VisitError(
                    f"visits[{index}].attested.denial",
                    f"has {modifier} for {code}, and the other visit with this tag has "
                    f"{denial[code]}; keep one.",
                )
    try:
        return Attested(
            separate=_together(one.separate for one in parts),
            not_separate=_together(one.not_separate for one in parts),
            same_minutes=tuple(
                each
                for each in _together(one.same_minutes for one in parts)
                if not _split(each, splits)
            ),
            denial=tuple(sorted(denial.items())),
            medically_necessary=any(one.medically_necessary for one in parts),
            advance_notice=any(one.advance_notice for one in parts),
        )
    except VisitError as error:
        raise VisitError(f"visits[{at[0]}].attested.{error.field}", error.problem) from None


def _together(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """Return what visits hold, without what an earlier one holds already."""
    found: tuple[T, ...] = ()
    for part in parts:
        found += tuple(each for each in part if each not in found)
    return found


def _split(same: SameMinutes, splits: Iterable[frozenset[str]]) -> bool:
    """Return whether a settled co-treatment is about these minutes."""
    return any(split <= {*same.disciplines} for split in splits)
