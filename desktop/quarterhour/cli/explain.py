"""Explain a code, or answer a question from the guide."""

from __future__ import annotations

import argparse

from quarterhour.cli.arguments import CommandError, add_date, add_place, day
from quarterhour.cli.saying import complain
from quarterhour.guide import Guide, GuideError, occasion_on, plain_page
from quarterhour.reference import NATIONAL, Reference
from quarterhour.resources import resource_folder

_ALSO = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("words", nargs="+", metavar="CODE|WORDS", help="97110, or: which modifier")
    add_date(parser)
    add_place(parser)


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print the page that the words mean best; return the exit status."""
    try:
        guide = Guide(resource_folder() / "help", reference)
    except GuideError as error:
        raise CommandError(str(error)) from None
    text = " ".join(options.words)
    found = guide.search(text)
    if not found:
        complain(f"the guide has nothing about '{text}'.")
        return 1
    locality = options.locality or ("" if options.zip else NATIONAL.id)
    occasion = occasion_on(reference, day(options.date), locality, options.zip or "")
    page = guide.page(found[0].key, occasion)
    assert page is not None  # what is found is there
    print(plain_page(page))
    if len(found) > 1:
        print("See also: " + "; ".join(entry.title for entry in found[1 : _ALSO + 1]))
    return 0
