"""Import official CMS downloads, or remove what was imported."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from quarterhour.claims import listed
from quarterhour.cli.arguments import CommandError, read_date
from quarterhour.cli.saying import complain, say
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS, Reference, wants_amounts, years_with_fees
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.missing import new_codes
from quarterhour.reference.typed_rules import codes_kept_with
from quarterhour.resources import imported_database, practice_folder

if TYPE_CHECKING:
    from quarterhour.reference.importing import Imports


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _pages()
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=_download,
        help="zips, files, or folders, as downloaded from CMS",
    )
    parser.add_argument(
        "--practitioner",
        action="store_true",
        help="confirm that renamed NCCI files are those for practitioners",
    )
    parser.add_argument(
        "--from",
        dest="begins",
        metavar="YYYY-MM-DD",
        type=_day,
        help="the first date of service of a release that CMS revised, if you are asked for it",
    )
    parser.add_argument(
        "--remove",
        nargs="+",
        action="extend",
        metavar="RELEASE",
        help="imported releases, such as RVU27A; `quarterhour editions` lists them",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Import every file that can be; return the exit status."""
    # Importing sqlite-utils takes longer than any other command; only this one needs it.
    from quarterhour.reference.importing import Imports, ImportsApart

    if options.remove:
        try:
            _remove(Imports(imported_database(), reference.services), options.remove, reference)
        except CmsFileError as error:
            complain(error)
            return 1
    elif not options.files:
        raise CommandError("give the files to import, as downloaded from CMS.")
    if options.begins and len(options.files) != 1:
        raise CommandError("--from is for one release. Give one file.")
    apart = ImportsApart(imported_database(), reference.services, reference.bundled)
    status, changed = 0, False
    for outcome in apart.add_each(
        options.files, _go_on, begins=options.begins, practitioners=options.practitioner
    ):
        if outcome.refused:
            remedy = " If they are, add --practitioner." if outcome.asked else ""
            if wanted := outcome.first_day:
                remedy = f" Add --from with a date from {wanted.earliest} to {wanted.latest}."
            named = outcome.summary.startswith(f"{outcome.name} ")
            complain(f"{'' if named else f'{outcome.name}: '}{outcome.summary}{remedy}")
            status = 1
        else:
            say(outcome.summary)
            changed = changed or outcome.changed
    if changed:
        _ask(reference)
    return status


def _remove(imports: Imports, names: Sequence[str], reference: Reference) -> None:
    """Remove releases. Raises CommandError, and removes none, where one is not imported."""
    there = {entry.release: entry.kind for entry in imports.entries()}
    unknown = [name for name in names if name not in there]
    if unknown:
        verb = "isn't" if len(unknown) == 1 else "aren't"
        known = f"Imported: {', '.join(there)}." if there else "Nothing is imported."
        raise CommandError(f"{', '.join(unknown)} {verb} imported. {known}")
    for name in dict.fromkeys(names):
        stays = imports.remove(there[name], name)
        say(f"Removed {name}. {stays}".rstrip())
        if codes := codes_kept_with(reference, name):
            say(f"Your rules for {listed(codes)} were also removed.")


def _ask(reference: Reference) -> None:
    """Ask for what no CMS file has: the rules of new codes, and the amounts of years added now."""
    before, there = years_with_fees(reference), {*reference.editions}
    reference.reload()
    # Commands that need the amounts say if they cannot be read.
    typed, _ = PracticeFiles(practice_folder()).read(YEARLY_AMOUNTS)
    reference.take_typed(typed)
    for edition in reference.editions:
        if edition not in there and (codes := new_codes(reference, edition)):
            verb = "count" if codes[1:] else "counts"
            how = "Enter the rules. `quarterhour rules` shows how."
            say(f"{edition.release} doesn't say how {listed(codes)} {verb}. {how}")
    for year in sorted(years_with_fees(reference) - before):
        if wants_amounts(reference, year):
            how = f"`quarterhour amounts {year} kx=AMOUNT deductible=AMOUNT`"
            say(f"{year} now has fees. Enter its KX threshold and deductible with {how}.")


def _download(text: str) -> Path:
    if not text.strip():
        raise CommandError("a file name is empty. Give the files to import.")
    return Path(text)


def _day(text: str) -> date:
    return read_date("--from", text)


def _go_on(_what: str, _percent: int) -> None:
    """Ignore the progress of an import."""


def _pages() -> str:
    """Return where CMS publishes what can be imported."""
    lines = [f"  {page.what}\n    {page.address}" for page in ALL_PAGES]
    return "\n".join(
        [
            "Download these files from CMS yourself. Quarterhour never connects to the internet:",
            *lines,
        ]
    )
