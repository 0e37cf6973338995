"""What visits of these days need that is not loaded, and where CMS publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from quarterhour.reference.cms_pages import PAGES, THERAPY_PAGE, Page, release_of
from quarterhour.reference.held_amounts import wanted_amounts, years_with_fees
from quarterhour.reference.pair_parts import parts_named
from quarterhour.reference.records import Edition, ReleaseKind, release_name
from quarterhour.reference.store import Reference
from quarterhour.reference.yearly_amounts import AMOUNT_WORDS
from quarterhour.units import joined

# CMS publishes the fees of a year in the month before it.
_AHEAD = timedelta(days=31)
_NO_FEES = (
    "Until then, dates in {year} have units but no dollars. From CMS, get {release}, or a later "
    "{year} file, and import it."
)
_NO_FACTOR = (
    "Qualifying APM participants get the amounts of other practices. Import the release with all "
    "its files, or enter the factor in the yearly amounts."
)
_NO_PARTS = "These edits aren\u2019t checked until you import the rest."
_NO_PAIRS = "{used} Import parts f1, f2, and f4."
_EARLIER_PAIRS_USED = "Quarterhour uses {used} instead."
_SOME_INCLUDED = "Quarterhour includes the edits for only some codes."
_PART_NOT_KNOWN = "The imported file doesn\u2019t say which part it is."
_EARLIER_USED = "Quarterhour uses {used} until you import newer limits."
_FEW_ZIP_CODES_CHANGE = (
    "Quarterhour uses {used} until you import newer ZIP codes. Few ZIP codes change."
)
_NO_AMOUNT = "CMS has no file with this amount. Enter it in the yearly amounts."
_NO_AMOUNTS = "CMS has no file with these amounts. Enter them in the yearly amounts."
_NO_RULES = (
    "{release} has the price, but CMS\u2019s files don\u2019t say how minutes count. "
    "Enter the rules."
)


class Missing(NamedTuple):
    """Something that is not loaded.

    `what` names it in a few words, `effect` says in one or two sentences what it means and what to
    do, `page` is where CMS publishes it, None where CMS does not.
    """

    what: str
    effect: str
    page: Page | None


def missing(reference: Reference, today: date, day: date | None = None) -> list[Missing]:
    """Return what visits of today and of the next month lack, the most harmful first.

    Before it comes what visits of a later `day` lack besides.
    """
    found = _lacking(reference, today)
    if day is None or day <= today:
        return found
    return [*(each for each in _lacking(reference, day) if each not in found), *found]


def _lacking(reference: Reference, today: date) -> list[Missing]:
    return [
        *_fees(reference, today),
        *_amounts(reference, today),
        *_factors(reference),
        *_rules(reference),
        *_parts(reference),
        *_pairs(reference, today),
        *_limits(reference, today),
        *_zip_codes(reference, today),
    ]


def day_without_fees(reference: Reference, today: date) -> date | None:
    """Return the first of today and the day a month later that no fee schedule prices."""
    days = (today, min(today, date.max - _AHEAD) + _AHEAD)
    return next((day for day in days if reference.edition_on(day) is None), None)


def new_codes(reference: Reference, edition: Edition) -> list[str]:
    """Return the codes without rules that no included release has: they are new this year.

    A release that prices no date has none.
    """
    if not reference.spans(edition):
        return []
    without = reference.codes_without_rules
    old = {code for each in reference.editions if not each.imported for code in without(each)}
    return [code for code in without(edition) if code not in old]


def _fees(reference: Reference, today: date) -> Iterator[Missing]:
    if day := day_without_fees(reference, today):
        effect = _NO_FEES.format(year=day.year, release=release_of(date(day.year, 1, 1)))
        yield Missing(f"{day.year} fees", effect, PAGES[ReleaseKind.FEE_SCHEDULE])


def _amounts(reference: Reference, today: date) -> Iterator[Missing]:
    for year in sorted(years_with_fees(reference) | {today.year}):
        wanted = [AMOUNT_WORDS[kind] for kind in wanted_amounts(reference, year)]
        if wanted:
            effect = _NO_AMOUNTS if wanted[1:] else _NO_AMOUNT
            yield Missing(f"{year} {joined(wanted)}", effect, THERAPY_PAGE)


def _factors(reference: Reference) -> Iterator[Missing]:
    for edition in reference.editions:
        own_factor = reference.parameter("separate_qualifying_apm_factor", edition.valid_from)
        factor = reference.parameter("qualifying_apm_conversion_factor", edition.valid_from)
        if own_factor and not factor and reference.spans(edition):
            what = f"the qualifying APM conversion factor of {edition.release}"
            yield Missing(what, _NO_FACTOR, PAGES[ReleaseKind.FEE_SCHEDULE])


def _rules(reference: Reference) -> Iterator[Missing]:
    """Yield new codes, each with the first release that has it."""
    named: set[str] = set()
    for edition in reference.editions:
        codes = [code for code in new_codes(reference, edition) if code not in named]
        if edition.imported and codes:
            named.update(codes)
            what = f"the rules for {', '.join(codes)}"
            yield Missing(what, _NO_RULES.format(release=edition.release), None)


def _parts(reference: Reference) -> Iterator[Missing]:
    for parts in reference.edits.pair_parts.values():
        if parts.missing:
            what = f"the {parts.release} edits in {parts_named(parts.missing)}"
            yield Missing(what, _NO_PARTS, PAGES[ReleaseKind.PAIR_EDITS])


def _pairs(reference: Reference, today: date) -> Iterator[Missing]:
    """Yield the quarters of which no part is known to be imported: what is included is a choice."""
    kind = ReleaseKind.PAIR_EDITS
    for day in _days(reference, today):
        wanted = release_name(kind, day)
        if wanted in reference.edits.pair_parts:
            continue
        own = [each for each in reference.releases if each.kind is kind and each.imported]
        begun = [each.name for each in own if each.begins <= day]
        used = _EARLIER_PAIRS_USED.format(used=begun[-1]) if begun else _SOME_INCLUDED
        if wanted in begun:
            used = _PART_NOT_KNOWN
        yield Missing(f"the {wanted} edits", _NO_PAIRS.format(used=used), PAGES[kind])


def _limits(reference: Reference, today: date) -> Iterator[Missing]:
    kind = ReleaseKind.UNIT_LIMITS
    for day, used in _of_an_earlier_year(reference, kind, today):
        yield Missing(
            f"the {day.year} daily unit limits (MUE)", _EARLIER_USED.format(used=used), PAGES[kind]
        )


def _zip_codes(reference: Reference, today: date) -> Iterator[Missing]:
    kind = ReleaseKind.ZIP_CODES
    for day, used in _of_an_earlier_year(reference, kind, today):
        effect = _FEW_ZIP_CODES_CHANGE.format(used=used)
        yield Missing(f"the {day.year} ZIP codes", effect, PAGES[kind])


def _of_an_earlier_year(
    reference: Reference, kind: ReleaseKind, today: date
) -> Iterator[tuple[date, str]]:
    """Yield the days whose table of a kind is of an earlier year, and what is used for them."""
    for day in _days(reference, today):
        begun = [each for each in reference.releases if each.kind is kind and each.begins <= day]
        if begun and begun[-1].begins.year < day.year:
            yield day, begun[-1].name


def _days(reference: Reference, today: date) -> list[date]:
    """Return the days whose tables are wanted: this one, and those on which a later year begins
    that has fees already.
    """
    later = sorted(year for year in years_with_fees(reference) if year > today.year)
    return [today, *(date(year, 1, 1) for year in later)]
