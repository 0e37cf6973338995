"""What a payer file that can be used probably doesn't mean: each a sentence with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from quarterhour.payers.document import payer_document
from quarterhour.payers.model import Payer
from quarterhour.payers.price import CHARGE, DOLLARS_BASE, MEDICARE_BASE, RVU, VISIT_RATE, Tier
from quarterhour.payers.settings import TOLD
from quarterhour.visit.kinds import field_words
from quarterhour.visit.terms import CODE

# A percent under it is likely a mistake; one of a factor's size is one: 1.40 for 140 percent.
_LOW_PERCENT, _MOST_FACTOR = Decimal(10), Decimal(3)
_MOST_PERCENT = {MEDICARE_BASE: Decimal(1000), CHARGE: Decimal(100)}
_WITHOUT_CODES = ("sources", "name", "note", "id")


def doubts(
    payer: Payer, today: date, releases: Collection[str], known: Callable[[str], bool]
) -> Iterator[str]:
    """Yield what is likely wrong in a payer file, or can't do anything.

    `releases` names those that a price can be made of, and years that have one; `known` tells
    whether a code is known.
    """
    for at, tier in enumerate(payer.price):
        place = f"price[{at}]"
        if tier.percent is not None and tier.percent < _LOW_PERCENT:
            yield f"{field_words(f'{place}.percent')}: {_low(tier.base, tier.percent)}"
        for name in ("edition", "floor_edition"):
            release = getattr(tier, name)
            if release and re.match("RVU|[0-9]", release) and release not in releases:
                words = field_words(f"{place}.{name}")
                yield f"{words}: no single release is loaded as {release}, so it can't be used."
        if _never_reached(tier, payer.price[:at]):
            yield f"{field_words(place)}: never used, since earlier tiers take all its codes."
        elif _table(tier) and any(_prices_any(each) for each in payer.price[:at]):
            yield f"{field_words(place)}: used only for codes that no earlier tier has a price for."
    for at, cap in enumerate(payer.caps):
        if both := sorted({*cap.codes} & {*cap.exempt}):
            words = field_words(f"caps[{at}]")
            named = ", ".join(both)
            yield f"{words}: {named} are in codes and in exempt. The limit isn't for them."
    for id, source in payer.sources:
        if source.date > today.isoformat()[: len(source.date)]:
            yield f"{field_words(f'sources.{id}.date')}: {source.date} is in the future."
        if source.mark == TOLD and not source.told_by:
            yield f"{field_words(f'sources.{id}.told_by')}: is missing. Add who told it."
    if unknown := sorted(code for code in set(_codes(payer)) if not known(code)):
        yield f"Quarterhour has no rules for these codes: {', '.join(unknown)}."


def _low(base: str, percent: Decimal) -> str:
    meant = percent * 100
    if percent > _MOST_FACTOR or meant > _MOST_PERCENT[base]:
        return f"{percent} percent is very low. Check it."
    whole = f"{meant.normalize():f}"
    return f"{percent} percent: write {whole} for {whole} percent."


def _never_reached(tier: Tier, earlier: Sequence[Tier]) -> bool:
    own = tier.codes or _table(tier)
    if own:
        return all(any(_takes(each, code) for each in earlier) for code in own)
    return any(_takes_all(each) or _same(each, tier) for each in earlier)


def _takes(tier: Tier, code: str) -> bool:
    """Return whether no later tier is asked about a code."""
    if tier.codes and code not in tier.codes:
        return False
    if tier.base == VISIT_RATE:
        return code not in tier.carved_out
    return not tier.complete or code in _table(tier)


def _takes_all(tier: Tier) -> bool:
    by_visit = tier.base == VISIT_RATE and not tier.carved_out
    return not tier.codes and (by_visit or not tier.complete)


def _prices_any(tier: Tier) -> bool:
    """Return whether a tier prices any code that Medicare does, or that has a charge."""
    return not tier.codes and not _table(tier) and tier.base in (MEDICARE_BASE, RVU, CHARGE)


def _same(one: Tier, other: Tier) -> bool:
    """Return whether two tiers know the same codes, by what they are made of."""
    fields = ("base", "place", "gpci", "edition")
    alike = all(getattr(one, name) == getattr(other, name) for name in fields)
    return alike and not one.codes and one.base in (MEDICARE_BASE, RVU, CHARGE) and not one.rvus


def _table(tier: Tier) -> tuple[str, ...]:
    """Return the codes of a tier's own table; none where it has none."""
    held = tier.dollars if tier.base == DOLLARS_BASE else tier.rvus
    return tuple(dict(held)) if isinstance(held, tuple) else ()


def _codes(payer: Payer) -> Iterator[str]:
    """Yield every code that a file names."""
    left: list[Any] = [
        held for name, held in payer_document(payer).items() if name not in _WITHOUT_CODES
    ]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            left += each.values()
            texts = [*each, each.get("value")]
        elif isinstance(each, list):
            left += each
            texts = each
        else:
            continue
        yield from (
            text for text in texts if isinstance(text, str) and re.fullmatch(CODE.pattern, text)
        )
