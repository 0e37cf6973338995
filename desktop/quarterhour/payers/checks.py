"""What fields of a payer file must agree on: each a sentence with its place."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from quarterhour.payers.kinds import Stated
from quarterhour.payers.model import PAYER_DOCUMENT, Payer
from quarterhour.payers.price import (
    CHARGE,
    DOLLARS_BASE,
    MEDICARE_BASE,
    NO_GPCI,
    OWN,
    RVU,
    VISIT_RATE,
    Tier,
)
from quarterhour.payers.settings import Cap, PatientShare
from quarterhour.visit import CPT_MIDPOINT, MEDICARE, VisitError
from quarterhour.visit.kinds import quoted
from quarterhour.visit.record import usual_of

_BUILT_IN = (MEDICARE, CPT_MIDPOINT)
_MOST_CHARGE = 100
# The fields of a tier that only some bases have.
BASES_OF = {
    "percent": (MEDICARE_BASE, CHARGE),
    "place": (MEDICARE_BASE,),
    "edition": (MEDICARE_BASE, RVU),
    "floor_edition": (MEDICARE_BASE,),
    "conversion_factor": (RVU,),
    "gpci": (RVU,),
    "rvus": (RVU,),
    "dollars": (DOLLARS_BASE, VISIT_RATE),
    "evaluation_dollars": (VISIT_RATE,),
    "carved_out": (VISIT_RATE,),
    "per": (VISIT_RATE,),
}
NEEDED = {MEDICARE_BASE: "percent", CHARGE: "percent", RVU: "conversion_factor"}
_WITH_RVUS = (RVU, MEDICARE_BASE)
_COUNTED = ("units", "timed-units", "minutes", "codes")


def check(payer: Payer) -> None:
    """Raise VisitError for the first thing that does not agree with another."""
    _check_id(payer)
    _check_sources(payer)
    _check_dates(payer)
    _check_values(payer)
    for at, tier in enumerate(payer.price):
        _check_tier(tier, f"price[{at}]")
    for at, cap in enumerate(payer.caps):
        _check_cap(cap, f"caps[{at}]", payer)
    _check_patient(payer.patient)
    _check_replaced(payer)


def settings_with_sources(payer: Payer) -> Iterator[tuple[str, Any]]:
    """Yield what names a source: the path of each setting, tier, cap, and code, and what it is."""
    for field in PAYER_DOCUMENT.fields:
        held = getattr(payer, field.attribute)
        if hasattr(held, "source"):
            yield field.name, held
    for name, entries in (("price", payer.price), ("caps", payer.caps)):
        for at, entry in enumerate(entries):
            yield f"{name}[{at}]", entry
    for code, stated in payer.codes:
        if stated is not None:
            yield f"codes.{code}", stated


def end_of(text: str) -> date:
    """Return the last day of a date that is a year, a month, or a day. Raises ValueError."""
    year, *rest = map(int, text.split("-"))
    if len(rest) == 2:
        return date(year, *rest)
    month = rest[0] if rest else 12
    # A month that is none makes the date fail, too.
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1
    return date(year, month, last)


def _check_id(payer: Payer) -> None:
    if not payer.name.strip():
        raise VisitError("name", "is empty. Enter the payer's name.")
    _check_printable("name", payer.name)
    path = "id" if payer.id else "name"
    if not payer.key:
        raise VisitError(path, "has no letter for an id. Add an id, such as my-plan.")
    if payer.key in _BUILT_IN:
        raise VisitError(path, f"{payer.key} comes with Quarterhour. Use an id of your own.")


def _check_printable(path: str, text: str) -> None:
    if not text.isprintable():
        raise VisitError(path, "has a line break or an invisible character. Remove it.")


def _check_sources(payer: Payer) -> None:
    for path, setting in settings_with_sources(payer):
        if setting.source not in dict(payer.sources):
            raise VisitError(
                f"{path}.source", f"'{setting.source}' isn't in sources. Add it there."
            )
    for id, source in payer.sources:
        for name in ("title", "told_by"):
            _check_printable(f"sources.{id}.{name}", getattr(source, name))
        try:
            end_of(source.date)
        except ValueError:
            raise VisitError(
                f"sources.{id}.date",
                f"'{quoted(source.date)}' isn't a date. Use 2026, 2026-11, or 2026-11-26.",
            ) from None


def _check_dates(payer: Payer) -> None:
    if payer.valid_from > payer.valid_to:
        raise VisitError("valid_to", f"is before valid_from, {payer.valid_from}. Correct one.")
    if not payer.sources:
        return  # it states nothing
    id, newest = max(payer.sources, key=lambda each: end_of(each[1].date))
    last = _a_year_after(end_of(newest.date))
    if payer.valid_to > last:
        raise VisitError(
            "valid_to",
            f"is more than a year after the newest text, {id} of {newest.date}. "
            f"Use {last} or an earlier date.",
        )


def _a_year_after(day: date) -> date:
    if day.year == date.max.year:
        return date.max
    day_of_month = min(day.day, calendar.monthrange(day.year + 1, day.month)[1])
    return date(day.year + 1, day.month, day_of_month)


def _check_values(payer: Payer) -> None:
    for path, held in settings_with_sources(payer):
        if isinstance(held, Stated) and held.value == ():
            raise VisitError(f"{path}.value", "is empty. Add a value, or remove the setting.")


def _check_tier(tier: Tier, path: str) -> None:
    usual = {each.name: usual_of(each) for each in fields(Tier)}
    for name, bases in BASES_OF.items():
        if tier.base not in bases and getattr(tier, name) != usual[name]:
            known = " or ".join(bases)
            raise VisitError(f"{path}.{name}", f"is for {known}, not for {tier.base}. Remove it.")
    needed = NEEDED.get(tier.base)
    if needed and getattr(tier, needed) is None:
        raise VisitError(f"{path}.{needed}", f"is required for {tier.base}. Add it.")
    if tier.base == CHARGE and tier.percent is not None and tier.percent > _MOST_CHARGE:
        raise VisitError(
            f"{path}.percent",
            f"{tier.percent} is over 100 percent of the charge. Correct it.",
        )
    if tier.rvus and tier.gpci not in (None, NO_GPCI):
        raise VisitError(
            f"{path}.gpci",
            "is beside own RVUs, which are totals that no location adjusts. Remove it.",
        )
    if tier.edition == OWN and not tier.rvus:
        raise VisitError(f"{path}.edition", "is own, which needs rvus. Add them.")
    _check_dollars(tier, f"{path}.dollars")


def _check_dollars(tier: Tier, path: str) -> None:
    by_code = isinstance(tier.dollars, tuple)
    if tier.base == DOLLARS_BASE:
        if not by_code:
            raise VisitError(path, "must be amounts by code; one amount is for visit.")
        # A table that exists and is not in the file: its codes have no price, and no later tier.
        if not tier.dollars and tier.complete:
            raise VisitError(path, "is required: add amounts by code, or set complete to false.")
    if tier.base == VISIT_RATE and by_code:
        raise VisitError(path, 'must be one amount for a visit, such as "75.00".')


def _check_cap(cap: Cap, path: str, payer: Payer) -> None:
    limits = [("limit", cap.limit), *((f"with.{name}", limit) for name, limit in cap.with_)]
    for name, limit in limits:
        if cap.measure in _COUNTED and limit != int(limit):
            raise VisitError(f"{path}.{name}", f"is {limit}; {cap.measure} need a whole number.")
        if limit < cap.limit:
            raise VisitError(
                f"{path}.{name}",
                f"is {limit}, under the limit of {cap.limit} without one. Check both.",
            )
    # A file of rules alone, without tiers, may cap RVUs.
    priced = payer.price and not any(tier.base in _WITH_RVUS for tier in payer.price)
    if cap.measure == "rvus" and priced:
        raise VisitError(f"{path}.measure", "is rvus, and no price tier has RVUs. Add one.")


def _check_patient(share: Any) -> None:
    if not isinstance(share, PatientShare):
        return
    if share.copay is not None and share.coinsurance is not None:
        raise VisitError("patient.copay", "is beside a coinsurance. Keep the one the plan has.")
    if share.per != "visit" and share.copay is None:
        raise VisitError("patient.per", "goes with a copay. Add the copay, or remove it.")


def _check_replaced(payer: Payer) -> None:
    codes = {code: stated.value for code, stated in payer.codes if isinstance(stated, Stated)}
    for code, value in codes.items():
        seen, at = [code], value
        while at in codes and at not in seen:
            seen.append(at)
            at = codes[at]
        if at == code:
            around = " by ".join((*seen, code))
            raise VisitError(
                f"codes.{code}.value", f"goes in a circle: {around}. Name a code that is paid."
            )
