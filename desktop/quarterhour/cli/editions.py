"""Show what data is loaded: release, dates, source files and their sha256."""

from __future__ import annotations

import argparse

from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import say
from quarterhour.reference import Reference
from quarterhour.resources import imported_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print every edition and every source; return the exit status."""
    for edition in reference.editions:
        print(
            f"{edition.release}  {edition.valid_from} to {edition.valid_to}  "
            f"conversion factor {edition.conversion_factor}  "
            f"{'imported' if edition.imported else 'built in'}"
        )
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
