"""Show the locality of a ZIP code, or the candidates where it lies in several."""

from __future__ import annotations

import argparse

from quarterhour.cli.arguments import CommandError, zip_code
from quarterhour.reference import Reference, find_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "zip", metavar="ZIP", type=zip_code, help="five digits, or nine as 95023-1234"
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print the locality or the candidates; return the exit status."""
    place = find_place(reference, reference.editions[-1], "", options.zip)
    found = place.candidates if place.locality is None else (place.locality,)
    if not found:
        raise CommandError(place.problem)
    if place.problem:
        print(place.problem)
    for locality in found:
        print(f"{locality.id}  {locality.title}")
    return 0
