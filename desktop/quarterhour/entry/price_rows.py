"""The price list as it is typed: rows of a code and a charge, and what is wrong with each.

What is wrong is never guessed: the row stays as it was typed, with what to do, and the list is
kept without it. A charge below Medicare's fee is kept, with the check that a visit has for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from quarterhour.claims import Hint, PriceList
from quarterhour.claims.hints.payer import charge_below_fee
from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.outcome import Outcome
from quarterhour.entry.prices import MAX_PRICES
from quarterhour.entry.reading import is_known, is_like_a_code, read_code
from quarterhour.entry.suggestions import Suggestions
from quarterhour.fees import cents
from quarterhour.reference import Edition, Reference
from quarterhour.reference.fee_table import edition_fee

_ONE_UNIT = "Enter the charge for one unit, such as 45 or 45.50."
_WHICH = "Which is the charge? Keep one amount."
_NEGATIVE = "A charge can't be negative."
_TWICE = "Twice, with different charges. Keep one."
_UNKNOWN = "Not a code that Quarterhour knows"
_WHY_UNKNOWN = (
    "Quarterhour has no rules or fee for {code}, so no visit uses this charge. Check the code."
)
_FULL = f"The list is full: it holds {MAX_PRICES:,} charges. Remove some."
_COMMA = re.compile(r"\$?\s*([0-9]{1,6}),([0-9]{1,2})")
_MINUS = re.compile(r"[-\u2212\u2013]\s*\$?\s*[0-9.,]+|\(\s*\$?[0-9.,]+\s*\)")
_AMOUNTS = re.compile(r"\$?[0-9][0-9.,]*\s*;\s*\$?[0-9].*")
# Letters that are taken for figures: in codes, and where a text is recognized in a picture.
_FIGURES = str.maketrans("OoIlQ", "00110")


class PriceRow(NamedTuple):
    """A row as typed: a code, or the name of a service, and the charge for one unit."""

    code: str = ""
    price: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is typed."""
        return not (self.code.strip() or self.price.strip())


class ReadPrice(NamedTuple):
    """What a row comes to. `price` is None where it is blank or wrong.

    `problem` says what is wrong and what to do: with the code, where there is none here, else with
    the charge. `suggested` is the row as it can be meant. What is to be looked at is a `check`
    beside the fee, or that the code is `unknown`: the row is kept.
    """

    code: str = ""
    label: str = ""
    price: Decimal | None = None
    problem: str = ""
    suggested: PriceRow | None = None
    check: Hint | None = None
    unknown: bool = False

    @property
    def wrong(self) -> str:
        """The field that has the problem: `code` or `price`; empty where none has."""
        if not self.problem:
            return ""
        return "price" if self.code else "code"

    @property
    def doubt(self) -> tuple[str, str]:
        """What is to be looked at, in a few words and in full; empty where nothing is."""
        if self.check is not None:
            return self.check.title, self.check.text
        if self.unknown:
            return _UNKNOWN, _WHY_UNKNOWN.format(code=self.code)
        return "", ""


def rows_of(prices: PriceList) -> tuple[PriceRow, ...]:
    """Return a price list as it is typed, in the order of codes."""
    return tuple(PriceRow(code, f"{price:.2f}") for code, price in sorted(prices.items()))


def read_prices(
    rows: Sequence[PriceRow],
    suggestions: Suggestions,
    fees: Mapping[str, Decimal],
    unknown: Collection[str] = (),
) -> tuple[ReadPrice, ...]:
    """Read rows; `fees` are Medicare's for one unit, of the codes that have one.

    Of codes that are `unknown`, it is said.
    """
    found = [_read(row, suggestions) for row in rows]
    amounts: dict[str, set[Decimal]] = {}
    for each in found:
        if each.price is not None:
            amounts.setdefault(each.code, set()).add(each.price)
    kept = set(list(amounts)[:MAX_PRICES])
    compared = (_compared(each, amounts, kept, fees) for each in found)
    return tuple(each._replace(unknown=each.code in unknown) for each in compared)


def prices_of(read: Iterable[ReadPrice]) -> dict[str, Decimal]:
    """Return the price list without what is wrong."""
    return {each.code: each.price for each in read if each.price is not None}


def unknown_of(codes: Iterable[str], reference: Reference, edition: Edition) -> frozenset[str]:
    """Return the codes for which there are neither rules nor a fee."""
    return frozenset(
        code for code in codes if is_like_a_code(code) and not is_known(code, reference, edition)
    )


def fees_for(codes: Iterable[str], reference: Reference, outcome: Outcome) -> dict[str, Decimal]:
    """Return Medicare's full fee of one unit where a visit is, for a practice that bills as it.

    Without a place, or without fees for its date, there is none.
    """
    assessment = outcome.assessment
    if assessment is None or assessment.edition is None or assessment.locality is None:
        return {}
    rate = None
    if not assessment.visit.provider.participating:
        rate = reference.parameter("nonparticipating_factor", assessment.visit.date_of_service)
    fees = {}
    for code in codes:
        full = edition_fee(reference, assessment.edition, assessment.locality, code).full
        if full is not None:
            fees[code] = cents(full * rate.value) if rate else full
    return fees


def with_pasted(
    rows: Sequence[PriceRow], pasted: Sequence[PriceRow], suggestions: Suggestions
) -> tuple[PriceRow, ...]:
    """Return rows with others: a charge for a code that is there replaces the one before.

    A row that is wrong is added as it is, so that it can be corrected.
    """
    newer: dict[str, list[PriceRow]] = {}
    for row in pasted:
        read = _read(row, suggestions)
        if read.price is not None:
            newer.setdefault(read.code, []).append(row)
    merged: list[PriceRow] = []
    replaced = set()
    for row in rows:
        code = _read(row, suggestions).code
        if code in newer and code not in replaced:
            replaced.add(code)
            merged += newer[code]
        elif code not in newer and not row.blank:
            merged.append(row)
    known = [row for code in replaced for row in newer[code]]
    return (*merged, *(row for row in pasted if row not in known))


def _read(row: PriceRow, suggestions: Suggestions) -> ReadPrice:
    """Read a row apart from the others."""
    if row.blank:
        return ReadPrice()
    code = read_code(row.code)
    if not is_like_a_code(code):
        code = suggestions.meant(row.code)
    service = suggestions.service(code)
    # A letter in place of a figure may leave the form of a code.
    if not code or (service is None and suggestions.service(_in_figures(code)) is not None):
        return _no_code(row, suggestions)
    found = ReadPrice(code, service.label if service else "")
    text = row.price.strip()
    if comma := _COMMA.fullmatch(text):
        dollars = f"{comma[1]}.{comma[2]}"
        return found._replace(
            problem=f"Enter dollars as {dollars}.", suggested=PriceRow(row.code, dollars)
        )
    if _AMOUNTS.fullmatch(text):
        return found._replace(problem=_WHICH)
    if _MINUS.fullmatch(text):
        return found._replace(problem=_NEGATIVE)
    try:
        price = read_dollars(text)
    except ValueError as error:
        return found._replace(problem=str(error))
    return found._replace(price=price) if price is not None else found._replace(problem=_ONE_UNIT)


def _no_code(row: PriceRow, suggestions: Suggestions) -> ReadPrice:
    meant = _in_figures(row.code)
    if suggestions.service(meant) is None:
        problem = "Not a code. Type five characters, such as 97110, or a name."
        return ReadPrice(problem=problem if row.code.strip() else "Enter the code.")
    letter = next(each for each in row.code if each in "OoIlQ").upper()
    return ReadPrice(
        problem=f"Not a code. Letter {letter}? Is it {meant}?",
        suggested=PriceRow(meant, row.price),
    )


def _in_figures(code: str) -> str:
    return read_code(code.translate(_FIGURES))


def _compared(
    row: ReadPrice,
    amounts: Mapping[str, set[Decimal]],
    kept: set[str],
    fees: Mapping[str, Decimal],
) -> ReadPrice:
    """Say what is wrong with a row beside the others, or to be looked at beside the fee."""
    if row.price is None:
        return row
    if len(amounts[row.code]) > 1:
        return row._replace(price=None, problem=_TWICE)
    if row.code not in kept:
        return row._replace(price=None, problem=_FULL)
    fee = fees.get(row.code)
    if fee is None or row.price >= fee:
        return row
    return row._replace(check=charge_below_fee(row.code, row.price, fee))
