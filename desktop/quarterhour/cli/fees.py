"""Show the fees of codes by year, in full and with the MPPR."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import date

from quarterhour.claims import listed
from quarterhour.cli.arguments import CommandError, add_place, locality_named
from quarterhour.cli.saying import complain
from quarterhour.reference import NATIONAL, Edition, Locality, Reference, find_place
from quarterhour.reference.fee_table import EditionFee, fees_by_edition, fees_by_locality

_HEADER = f"{'fee':>10}{'MPPR fee':>10}{'change':>10}{'%':>8}"
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("codes", nargs="+", metavar="CODE")
    add_place(parser).add_argument(
        "--localities",
        action="store_true",
        help="all localities in the last year, highest fee first",
    )
    parser.add_argument("--years", help="one year, or the first and last: 2020-2026")


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print a table of fees for each code; return the exit status."""
    editions = _editions(reference, options.years)
    status = 0
    if options.years and (lacking := _years_lacking(reference, options.years)):
        complain(f"no fees are loaded for {listed(map(str, lacking))}.")
        status = 1
    # One locality for all years, that of the ZIP code in the last year. The heading names it.
    day = editions[-1].valid_to
    places = [(edition, _locality(reference, edition, day, options)) for edition in editions]
    for code in (code.upper() for code in options.codes):
        service = reference.services.get(code)
        known = any(reference.figures(edition, code) for edition, _ in places)
        if service is None and not known:
            problem = f"no fees are loaded for {code}. Check the code."
            complain(problem)
            status = 1
            continue
        label = service.label if service else "no rules loaded"
        if options.localities:
            print(f"{code}  {label}, {places[-1][0].release}")
            rows = _by_locality(fees_by_locality(reference, places[-1][0], code))
        else:
            print(f"{code}  {label}, {places[-1][1].title}")
            rows = _by_edition(fees_by_edition(reference, places, code))
        for row in rows:
            print(f"  {row}")
    return status


def _by_edition(fees: list[EditionFee]) -> Iterator[str]:
    yield f"{'from':<12}{'to':<12}{_HEADER}"
    for fee in fees:
        span = f"{fee.edition.valid_from!s:<12}{fee.edition.valid_to!s:<12}"
        yield f"{span}{_amounts(fee)}"


def _by_locality(fees: list[EditionFee]) -> Iterator[str]:
    yield f"{'locality':<10}{_HEADER}"
    for fee in fees:
        yield f"{fee.locality.id:<10}{_amounts(fee):<38}  {fee.locality.title}"


def _amounts(fee: EditionFee) -> str:
    if fee.full is None:
        return fee.status
    reduced = "-" if fee.reduced is None else fee.reduced
    amounts = f"{fee.full:>10}{reduced:>10}"
    return amounts if fee.change is None else f"{amounts}{fee.change:>+10}{fee.percent:>+8}"


def _editions(reference: Reference, years: str | None) -> list[Edition]:
    loaded = [edition.valid_from.year for edition in reference.editions]
    if years is None:
        return list(reference.editions)
    match = _YEARS.fullmatch(years)
    if not match:
        raise CommandError(f"--years '{years}' isn't valid. Use 2026, or 2020-2026.")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise CommandError(f"--years '{years}' ends before it starts. Use {last}-{first}.")
    found = [edition for edition in reference.editions if first <= edition.valid_from.year <= last]
    if not found:
        raise CommandError(f"no fees for {years}. Fees are loaded for {loaded[0]} to {loaded[-1]}.")
    return found


def _years_lacking(reference: Reference, years: str) -> list[int]:
    """Return the years asked for that have no fees."""
    first, _, last = years.partition("-")
    loaded = {edition.valid_from.year for edition in reference.editions}
    return [year for year in range(int(first), int(last or first) + 1) if year not in loaded]


def _locality(
    reference: Reference, edition: Edition, day: date, options: argparse.Namespace
) -> Locality:
    named = options.locality or ("" if options.zip else NATIONAL.id)
    named = named and locality_named(reference, edition, named, day)
    place = find_place(reference, edition, named, options.zip or "", day)
    if place.locality is None:
        candidates = "; ".join(f"{one.id} {one.title}" for one in place.candidates)
        raise CommandError(f"{place.problem} {candidates}".rstrip())
    return place.locality
