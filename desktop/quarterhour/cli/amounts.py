"""Show, enter, and reset the yearly amounts that CMS announces only in notices."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from datetime import date

from quarterhour.claims import listed
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import complain, say
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import (
    AMOUNT_WORDS,
    YEARLY_AMOUNTS,
    Reference,
    YearlyAmount,
    amounts_of_year,
    read_amount,
    with_amounts,
    years_of_amounts,
)
from quarterhour.resources import practice_folder

_SHORT = {
    "kx": YearlyAmount.KX_THRESHOLD,
    "deductible": YearlyAmount.DEDUCTIBLE,
    "apm": YearlyAmount.QUALIFYING_FACTOR,
    "review": YearlyAmount.REVIEW_THRESHOLD,
    "floor": YearlyAmount.WORK_FLOOR,
}
_NAMES = {**_SHORT, **{kind.value: kind for kind in YearlyAmount}}
_YEAR = re.compile("[0-9]{4}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("year", nargs="?", metavar="YEAR", help="such as 2027; default: all")
    parser.add_argument(
        "amounts",
        nargs="*",
        metavar="NAME=VALUE",
        help=f"{', '.join(_SHORT)}, such as kx=AMOUNT; floor is yes, no, or its last day",
    )
    parser.add_argument(
        "--reset", action="store_true", help="remove what you entered for the year, or only NAMEs"
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Show the amounts, or save others; return the exit status."""
    years = years_of_amounts(reference)
    if options.year is None:
        if options.reset:
            raise CommandError("--reset needs a year, such as 2027.")
        _show(reference, years)
        return 0
    year = _read_year(options.year, reference)
    if options.reset:
        names = [_kind(name) for name in options.amounts] or list(YearlyAmount)
        return _keep(reference, year, dict.fromkeys(names, ""))
    if options.amounts:
        return _keep(reference, year, _read_all(options.amounts, year))
    _show(reference, [year])
    return 0


def _keep(reference: Reference, year: int, texts: dict[YearlyAmount, str]) -> int:
    """Save amounts of a year with the others, and show all of that year."""
    amounts = with_amounts(reference.typed, year, texts, date.today())
    if amounts != reference.typed:
        files = PracticeFiles(practice_folder())
        try:
            aside = files.keep(YEARLY_AMOUNTS, amounts)
        except OSError as error:
            complain(f"couldn't save the amounts: {error.strerror}. Nothing changed.")
            return 1
        if aside is not None:
            complain(f"the earlier file couldn't be read. It was saved as {aside}.")
        reference.take_typed(amounts)
    _show(reference, [year])
    return 0


def _show(reference: Reference, years: Iterable[int]) -> None:
    for year in years:
        say(year)
        for line in _lines(reference, year):
            say(line)


def _lines(reference: Reference, year: int) -> Iterator[str]:
    short = {kind: name for name, kind in _SHORT.items()}
    for each in amounts_of_year(reference, year):
        name = f"{short[each.kind]:<12}{AMOUNT_WORDS[each.kind]:<26}"
        yield f"  {name}{each.shown:<16}  {each.source}".rstrip()
        if each.assumed:
            yield f"  {'':<12}{each.assumed}"


def _read_year(text: str, reference: Reference) -> int:
    first = min(edition.valid_from.year for edition in reference.editions)
    last = max(edition.valid_to.year for edition in reference.editions) + 5
    if not _YEAR.fullmatch(text) or not first <= int(text) <= last:
        raise CommandError(f"'{text}' isn't a year from {first} to {last}.")
    return int(text)


def _read_all(texts: Iterable[str], year: int) -> dict[YearlyAmount, str]:
    found: dict[YearlyAmount, str] = {}
    for text in texts:
        kind, value = _read(text, year)
        if found.setdefault(kind, value) != value:
            raise CommandError(
                f"You entered {AMOUNT_WORDS[kind]} twice, as {found[kind]} and as {value}. "
                "Nothing changed. Enter it once."
            )
    return found


def _read(text: str, year: int) -> tuple[YearlyAmount, str]:
    name, equals, value = text.partition("=")
    kind = _kind(name)
    if not equals or not value.strip():
        raise CommandError(f"{name} has no amount. Use {name}=VALUE.")
    try:
        return kind, read_amount(kind, year, value)
    except ValueError as error:
        raise CommandError(f"{text}: {error}") from None


def _kind(name: str) -> YearlyAmount:
    kind = _NAMES.get(name.strip().lower())
    if kind is None:
        raise CommandError(f"'{name}' isn't a yearly amount. Use {listed(_SHORT, 'or')}.")
    return kind
