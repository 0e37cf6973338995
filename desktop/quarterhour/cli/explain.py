"""Explain a code, or answer a question from the guide."""

from __future__ import annotations

import argparse
import re

from quarterhour.cli.arguments import CommandError, add_date, add_place, day, locality_named
from quarterhour.cli.saying import complain
from quarterhour.guide import Guide, GuideError, context_on, plain_page
from quarterhour.reference import NATIONAL, Reference
from quarterhour.reference.typed_rules import typable
from quarterhour.resources import resource_folder

_ALSO = 5
_CODE = re.compile("[0-9A-Z][0-9]{3}[0-9A-Z]")
_NOTHING = "no guide page about '{text}'."


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
        complain(_without_rules(reference, text.strip().upper()) or _NOTHING.format(text=text))
        return 1
    on = day(options.date)
    locality = options.locality or ("" if options.zip else NATIONAL.id)
    if locality:
        edition = reference.edition_on(on) or reference.editions[-1]
        locality = locality_named(reference, edition, locality, on)
    context = context_on(reference, on, locality, options.zip or "")
    page = guide.page(found[0].key, context)
    assert page is not None  # the search found it
    print(plain_page(page))
    if len(found) > 1:
        print("See also: " + "; ".join(entry.title for entry in found[1 : _ALSO + 1]))
    return 0


def _without_rules(reference: Reference, code: str) -> str:
    """Return what to do about a code without rules, with or without fees; empty for words."""
    has = [each for each in reference.editions if code in reference.codes_without_rules(each)]
    if not has:
        unknown = f"Quarterhour has no rules or fees for {code}. Check the number."
        return unknown if _CODE.fullmatch(code) else ""
    way = f" `quarterhour rules {code}` shows how to enter its rules."
    return (
        f"no rules for {code}. `quarterhour fees {code}` shows its fee in "
        f"{has[-1].release}.{way if any(code in typable(reference, each) for each in has) else ''}"
    )
