"""Show the locality of a ZIP code, or the possible ones where it is in several."""

from __future__ import annotations

import argparse

from quarterhour.cli.arguments import CommandError, add_date, day, zip_code
from quarterhour.reference import Reference, find_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "zip", metavar="ZIP", type=zip_code, help="five digits, or nine as 95023-1234"
    )
    add_date(parser)


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print the locality or the possible ones; return the exit status."""
    asked = day(options.date)
    edition = reference.edition_on(asked) or reference.editions[-1]
    place = find_place(reference, edition, "", options.zip, asked)
    found = place.candidates if place.locality is None else (place.locality,)
    if not found:
        raise CommandError(place.problem)
    if place.problem:
        print(place.problem)
    for locality in found:
        print(f"{locality.id}  {locality.title}")
    return 0
