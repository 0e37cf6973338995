"""What is not loaded that visits of these days need, and where it is to be had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from quarterhour.reference.amounts_of_year import wanted_amounts, years_with_fees
from quarterhour.reference.cms_pages import PAGES, THERAPY_PAGE, Page
from quarterhour.reference.records import Edition, ReleaseKind
from quarterhour.reference.store import Reference
from quarterhour.reference.yearly_amounts import AMOUNT_WORDS

# CMS publishes the fees of a year in the month before it.
_AHEAD = timedelta(days=31)
_NO_FEES = "Until then, visits of that date have units but no amounts. Import the RVU release."
_NO_FACTOR = (
    "Amounts of qualifying APM participants are those of the others. Import the release with all "
    "its files, or enter the factor in the yearly amounts."
)
_NO_PARTS = "They aren\u2019t checked. Import it too."
_NO_AMOUNTS = "CMS announces them in no file. Enter them in the yearly amounts."
_NO_RULES = (
    "{release} has the price, but CMS\u2019s files don\u2019t say how minutes count. "
    "Type the rules."
)


class Missing(NamedTuple):
    """Something that is not loaded.

    `what` names it in a few words, `effect` says in a sentence or two what comes of it and what to
    do, `page` is where CMS publishes it, None where it is in no publication.
    """

    what: str
    effect: str
    page: Page | None


def missing(reference: Reference, today: date) -> list[Missing]:
    """Return what visits of a day, and of a month from it, lack; the most harmful first."""
    return [
        *_fees(reference, today),
        *_amounts(reference),
        *_factors(reference),
        *_rules(reference),
        *_parts(reference),
    ]


def new_codes(reference: Reference, edition: Edition) -> list[str]:
    """Return the codes without rules that no release built in has: the year brings them.

    A release that prices no date brings none.
    """
    if not reference.spans(edition):
        return []
    without = reference.codes_without_rules
    old = {code for each in reference.editions if not each.imported for code in without(each)}
    return [code for code in without(edition) if code not in old]


def _fees(reference: Reference, today: date) -> Iterator[Missing]:
    for day in (today, today + _AHEAD):
        if reference.edition_on(day) is None:
            yield Missing(f"a fee schedule for {day}", _NO_FEES, PAGES[ReleaseKind.FEE_SCHEDULE])
            return


def _amounts(reference: Reference) -> Iterator[Missing]:
    for year in sorted(years_with_fees(reference)):
        wanted = [AMOUNT_WORDS[kind] for kind in wanted_amounts(reference, year)]
        if wanted:
            yield Missing(f"{' and '.join(wanted)} of {year}", _NO_AMOUNTS, THERAPY_PAGE)


def _factors(reference: Reference) -> Iterator[Missing]:
    for edition in reference.editions:
        own_factor = reference.parameter("separate_qualifying_apm_factor", edition.valid_from)
        factor = reference.parameter("qualifying_apm_conversion_factor", edition.valid_from)
        if own_factor and not factor and reference.spans(edition):
            what = f"the factor of qualifying APM participants of {edition.release}"
            yield Missing(what, _NO_FACTOR, PAGES[ReleaseKind.FEE_SCHEDULE])


def _rules(reference: Reference) -> Iterator[Missing]:
    for edition in reference.editions:
        codes = new_codes(reference, edition) if edition.imported else []
        if codes:
            what = f"the rules of {', '.join(codes)}"
            yield Missing(what, _NO_RULES.format(release=edition.release), None)


def _parts(reference: Reference) -> Iterator[Missing]:
    for parts in reference.edits.pair_parts.values():
        if parts.missing:
            held_back = " and ".join(f"f{part}" for part in parts.missing)
            what = f"the pairs of {parts.release} in part {held_back}"
            yield Missing(what, _NO_PARTS, PAGES[ReleaseKind.PAIR_EDITS])
