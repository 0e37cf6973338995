"""Show what data is loaded: since when, from which file, with its sha256, and what is missing."""

from __future__ import annotations

import argparse
from datetime import date

from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import say
from quarterhour.reference import Edition, Reference, Release, ReleaseKind
from quarterhour.reference.missing import missing
from quarterhour.resources import imported_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print every release, every import and every source; return the exit status."""
    for edition in reference.editions:
        say(_edition(edition, reference))
    for release in reference.releases:
        if release.kind is not ReleaseKind.FEE_SCHEDULE:
            say(_other(release, reference))
    for each in missing(reference, date.today()):
        say(f"Missing: {each.what}. {each.effect}")
    if not reference.problem:
        # Importing sqlite-utils takes longer than the rest of this command.
        from quarterhour.reference.cms import CmsFileError
        from quarterhour.reference.importing import Imports

        try:
            entries = Imports(imported_database(), reference.services).entries()
        except CmsFileError as error:
            raise CommandError(str(error)) from None
        for entry in entries:
            say(f"{entry.release}  {entry.kind} imported {entry.imported_on} from {entry.file}")
    for source in reference.sources:
        print(f"{source.file}  {source.title}  sha256 {source.sha256}")
    return 0


def _edition(edition: Edition, reference: Reference) -> str:
    spans = [f"{first} to {last}" for first, last in reference.spans(edition)]
    factors = " and ".join(map(str, reference.factors(edition)))
    origin = "imported" if edition.imported else "built in"
    dates = ", ".join(spans) or "prices no date: a newer release does"
    return f"{edition.release}  {dates}  conversion factor {factors}  {origin}"


def _other(release: Release, reference: Reference) -> str:
    """Return what is loaded beside the fee schedules, with the parts of a quarter's pairs."""
    origin = "imported" if release.imported else "built in"
    parts = reference.pair_parts().get(release.name) if release.imported else None
    said = f"  {parts.words}" if parts else ""
    return f"{release.name}  from {release.begins}  {release.kind}{said}  {origin}"
