"""Import official CMS downloads, or remove what was imported."""

from __future__ import annotations

import argparse
from pathlib import Path

from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import complain, say
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.resources import imported_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="as downloaded from CMS")
    parser.add_argument("--remove", metavar="RELEASE", help="such as RVU27A; editions lists them")


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Import every file that can be; return the exit status."""
    # Importing sqlite-utils takes longer than any other command; only this one needs it.
    from quarterhour.reference.importing import Imports

    imports = Imports(imported_database(), reference.services)
    if options.remove:
        try:
            there = {entry.release: entry for entry in imports.entries()}
            found = there.get(options.remove)
            if found is None:
                raise CommandError(
                    f"{options.remove} was not imported; `quarterhour editions` lists what was."
                )
            imports.remove(found.kind, found.release)
        except CmsFileError as error:
            raise CommandError(str(error)) from None
        say(f"{options.remove} is removed.")
    elif not options.files:
        raise CommandError("name the files to import, as downloaded from CMS.")
    status = 0
    for file in options.files:
        try:
            say(imports.add(Path(file)).summary)
        except CmsFileError as error:
            complain(f"{file}: {error}")
            status = 1
    return status
